"""How fast an archive is indexed and searched, and what it costs in memory.

    python benchmarks/speed.py --data ../shared/data            the figures of retrieval.md

Uses news/rmrb2020 of the data folder (23,317 articles), as one .jsonl file and, with `--pages`, as
one .txt file for each article. The index goes to a temporary folder or stays in `--keep DIR`.
"""

from __future__ import annotations

import argparse
import json
import lzma
import resource
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

ROUNDS = 3  # of the cold start; the best one counts, the others wait for the disk
QUESTIONS = 500


def unpack(source: Path, folder: Path, pages: bool) -> list[dict[str, Any]]:
    """Write the archive into the folder, as one file or as pages; its rows."""
    folder.mkdir(parents=True, exist_ok=True)
    with lzma.open(source, "rt", encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    if not pages:
        with open(folder / "archive.jsonl", "w", encoding="utf-8") as out:
            out.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        return rows
    for row in rows:
        date = row["date"]
        name = f"{date[:4]}-{date[4:6]}-{date[6:]}_{row['id']}.txt"
        text = "\n".join([*row["titles"], row["text"]])
        (folder / name).write_text(text, encoding="utf-8")
    return rows


def spread(seconds: list[float]) -> str:
    """Median and 99th percentile. `[1.0] -> "p50 1000.0 ms, p99 1000.0 ms"`."""
    ranked = sorted(seconds)
    p50, p99 = ranked[len(ranked) // 2], ranked[int(len(ranked) * 0.99)]
    return f"p50 {p50 * 1000:.1f} ms, p99 {p99 * 1000:.1f} ms"


def build(corpus: Path, index: Path, name: str) -> None:
    """Build in a process of its own; print its time and peak memory."""
    code = (
        "import sys; from bot.build import build_index;"
        "print(build_index(sys.argv[1:2], sys.argv[2]))"
    )
    started = time.perf_counter()
    run = subprocess.run(
        [sys.executable, "-c", code, str(corpus), str(index)], check=True, capture_output=True
    )
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024  # of all so far, MB
    print(f"{name}: {time.perf_counter() - started:.1f} s, peak so far {peak:.0f} MB")
    print("   ", run.stdout.decode()[:200].strip())


def searches(index: Path, questions: list[str]) -> None:
    """Print the times of single searches, filtered searches and searches by two threads."""
    from bot.retrieval.retriever import Retriever

    def timed(question: str, **bounds: str) -> float:
        started = time.perf_counter()
        retriever.search(question, **bounds)
        return time.perf_counter() - started

    started = time.perf_counter()
    with Retriever.open(str(index)) as retriever:
        timed(questions[0])
        print(f"open and first search: {time.perf_counter() - started:.2f} s")
        print("search:", spread([timed(q) for q in questions]))
        bounds = {"since": "2020-03-01", "until": "2020-05-31"}
        timed(questions[0], **bounds)
        print("search in three months:", spread([timed(q, **bounds) for q in questions]))
        started = time.perf_counter()
        with ThreadPoolExecutor(2) as pool:
            list(pool.map(timed, questions))
        print(f"two threads: {len(questions) / (time.perf_counter() - started):.0f} searches/s")


def cold(index: Path) -> None:
    """Print the time of a search and of an answer from the command line."""
    for command in ("search", "ask"):
        times = []
        for _ in range(ROUNDS):
            started = time.perf_counter()
            code = [sys.executable, "-m", "bot", command, "谁主持了会议", "--index", str(index)]
            run = subprocess.run([*code, "--json"], check=False, capture_output=True)
            times.append(time.perf_counter() - started)
            if run.returncode:
                print(f"baowen {command} failed: {run.stderr.decode()[-300:]}")
                break
        print(f"cold baowen {command}: {min(times):.2f} s")


def main() -> None:
    """Run all of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--pages", action="store_true", help="one .txt file for each article")
    parser.add_argument("--keep", type=Path, help="where the corpus and the index stay")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = options.keep or Path(folder)
        corpus, index = home / "corpus", home / "index"
        rows = unpack(options.data / "news" / "rmrb2020.jsonl.xz", corpus, options.pages)
        build(corpus, index, "index from nothing")
        build(corpus, index, "nothing new")
        (corpus / "more.txt").write_text("云溪集市开市\n云溪集市周六开市。", encoding="utf-8")
        build(corpus, index, "one page more")
        step = len(rows) // QUESTIONS
        searches(index, [row["text"][:400].split("。")[0][-30:] + "？" for row in rows[::step]])
        cold(index)


if __name__ == "__main__":
    main()
