"""Answers on frozen question sets: right, proved, refused.

    baowen index PAGE --index /tmp/ref
    python benchmarks/answers.py --index /tmp/ref benchmarks/reference_page/*.jsonl

A line of a set is {"id", "question", "answers": […], "list"?, "proof"?, "impossible"?}; a set
without answers is one that cannot be answered. An answer is right when it holds an accepted answer
(every one, for a list), white space and punctuation aside; strict when it is nothing else (EM).
"""

from __future__ import annotations

import argparse
import json
import statistics
from pathlib import Path
from typing import Any

from bot import Answer, Bot
from bot.measures import exact_match, f1, normalized


def load(files: list[Path]) -> list[dict[str, Any]]:
    """All lines of the sets."""
    lines: list[dict[str, Any]] = []
    for file in files:
        lines += [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    return lines


def judge(line: dict[str, Any], answer: Answer) -> dict[str, Any]:
    """What is true of one answer."""
    gold = line.get("answers") or []
    if not gold:
        return {"possible": False, "refused": answer.refused}
    told = normalized(answer.text or "")
    need = all if line.get("list") else any
    right = need(normalized(text) in told for text in gold)
    quoted = normalized(" ".join(quote.text for quote in answer.quotes))
    proof = normalized(line["proof"]) if "proof" in line else None
    shown = need(normalized(text) in quoted for text in gold)
    best = "".join(gold) if line.get("list") else max(gold, key=lambda g: f1(answer.text or "", g))
    return {
        "possible": True,
        "refused": answer.refused,
        "right": right,
        "proved": right and (proof is None or proof in quoted),
        "sentence": shown,
        "em": exact_match(answer.text or "", [best]),
        "f1": f1(answer.text or "", best),
    }


def main() -> None:
    """Prints a table and every failure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sets", nargs="+", type=Path)
    parser.add_argument("--index", default="index")
    parser.add_argument("--failures", action="store_true", help="print what went wrong")
    options = parser.parse_args()
    results, seconds = [], []
    with Bot.open(options.index) as bot:
        for line in load(options.sets):
            answer = bot.ask(line["question"])
            result = judge(line, answer)
            results.append((line, answer, result))
            seconds.append(answer.seconds)
            if options.failures and (not result.get("proved", result["refused"])):
                print(
                    f"{line['id']} {line['question']}\n   gold {line.get('answers')}"
                    f"\n   told {answer.text!r} ({answer.confidence:.2f})"
                    f" {[quote.text[:60] for quote in answer.quotes[:2]]}"
                )
    _report([result for _, _, result in results], seconds)


def _report(results: list[dict[str, Any]], seconds: list[float]) -> None:
    possible = [result for result in results if result["possible"]]
    impossible = [result for result in results if not result["possible"]]
    if possible:
        for key in ("right", "proved", "sentence", "refused"):
            print(f"{key:9} {sum(bool(r[key]) for r in possible)} of {len(possible)}")
        print(f"EM {100 * statistics.mean(r['em'] for r in possible):.1f}", end="  ")
        print(f"F1 {100 * statistics.mean(r['f1'] for r in possible):.1f}")
    if impossible:
        print(f"rightly refused {sum(r['refused'] for r in impossible)} of {len(impossible)}")
    print(f"p50 {1000 * statistics.median(seconds):.0f} ms a question")


if __name__ == "__main__":
    main()
