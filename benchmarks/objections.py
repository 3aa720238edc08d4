"""What the rules of bot/answering/objecting change, each question read in its own article.

    PYTHONPATH=. python benchmarks/objections.py --data ../shared/data --most 4000 --skip 1500

    PYTHONPATH=. python benchmarks/objections.py --data ../shared/data --alone

The questions of training/asked/contrast.jsonl, which the reader has learned from since 2026-11-27,
in a seeded order; those skipped were looked at while the rules were made. Reading takes a quarter
of a second a question. With `--alone` nothing is read: of all other asked questions it is counted
how many have no accepted answer in their article that no rule speaks against.
"""

from __future__ import annotations

import argparse
import json
import lzma
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

from bot.answering.contexts import Context, Reading
from bot.answering.objecting.objections import ContextObjections, Objections
from bot.answering.opening import open_reader
from bot.answering.question import understand
from bot.answering.reader import Reader
from bot.calibration import auroc
from bot.measures import normalized
from bot.text import bounded_spans
from training.asked_questions import CLOSER, CONTRAST, FILES, Asked, read_asked


@dataclass(frozen=True, slots=True)
class Outcome:
    """The best reading of a question: whether it holds an accepted answer, and its score."""

    right: bool
    score: float


def articles(data: Path, asked: Sequence[Asked]) -> dict[str, dict[str, Any]]:
    """The rows of the questions' articles by their ids."""
    homes, found = {one.home for one in asked}, dict[str, dict[str, Any]]()
    for source in sorted({one.source for one in asked}):
        with lzma.open(data / "news" / f"{source}.jsonl.xz", "rt", encoding="utf-8") as lines:
            for row in map(json.loads, lines):
                if (home := f"{source}:{row['id']}") in homes:
                    found[home] = row
    return found


def outcome(one: Asked, text: str, readings: Sequence[Reading]) -> Outcome:
    """What the best of the readings comes to."""
    if not readings:
        return Outcome(False, -20.0)
    best = readings[0]
    said = normalized(text[best.start : best.end])
    return Outcome(any(normalized(answer) in said for answer in one.answers), best.score)


def both(
    reader: Reader, asked: Sequence[Asked], rows: dict[str, dict[str, Any]]
) -> Iterator[tuple[Asked, Outcome, Outcome]]:
    """Each question with its outcome without objections, and with them."""
    for one in asked:
        row = rows[one.home]
        title = " ".join(row.get("titles") or [])
        context, question = Context(row["text"], title), understand(one.question)
        with patch.object(ContextObjections, "to", lambda *_: None):
            without = outcome(one, row["text"], reader.read(question, [context]))
        yield one, without, outcome(one, row["text"], reader.read(question, [context]))


def alone(data: Path) -> None:
    """Print in how many articles a rule speaks against every place of every accepted answer."""
    asked = [one for file in (*FILES, CLOSER) for one in read_asked(file) if one.answers]
    rows = articles(data, asked)
    against = [one for one in asked if _all_against(one, rows[one.home]["text"])]
    print(f"{len(against)} of {len(asked)} questions lose every accepted answer")


def _all_against(one: Asked, text: str) -> bool:
    sentences = list(bounded_spans(text, 400))
    within = Objections(understand(one.question)).within(Context(text), sentences)
    for answer in one.answers:
        at = text.find(answer)
        while at >= 0:
            sentence = next(bounds for bounds in sentences if at < bounds[1])
            if within.to((min(at, sentence[0]), sentence[1]), at, at + len(answer)) is None:
                return False
            at = text.find(answer, at + 1)
    return any(answer in text for answer in one.answers)


def main() -> None:
    """Reads, and prints what changed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--most", type=int, default=1000, help="questions, those skipped included")
    parser.add_argument("--skip", type=int, default=0)
    parser.add_argument("--alone", action="store_true", help="the rules alone, nothing read")
    options = parser.parse_args()
    if options.alone:
        alone(options.data)
        return
    asked = read_asked(CONTRAST)
    random.Random(1).shuffle(asked)
    asked = asked[options.skip : options.most]
    found = list(both(open_reader()[0], asked, articles(options.data, asked)))
    told = [(before, after) for one, before, after in found if one.answers]
    print(f"{len(found)} questions, {len(told)} with an answer")
    print(f"right: {sum(b.right for b, _ in told)} -> {sum(a.right for _, a in told)}", end=", ")
    print(f"lost {sum(b.right and not a.right for b, a in told)}")
    for name, scores in (
        ("without", [(one, before.score) for one, before, _ in found]),
        ("with", [(one, after.score) for one, _, after in found]),
    ):
        told_ones = [score for one, score in scores if one.answers]
        untold = [score for one, score in scores if not one.answers]
        print(f"AUROC of the score {name}: {auroc(told_ones, untold):.3f}")


if __name__ == "__main__":
    main()
