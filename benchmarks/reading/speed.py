"""How many articles and pages a second are read, in CPU and in wall time.

    python benchmarks/reading/lay_out.py --data ../shared/data --pages 150 --seed 9301 --out /tmp/t
    python benchmarks/reading/speed.py /tmp/t
    python benchmarks/reading/render.py --data ../shared/data --pages 60 --seed 91 --out /tmp/p
    python benchmarks/reading/speed.py /tmp/p --ahead

The folder is one made by lay_out.py or render.py, or any folder of files that can be read; what is
not a page (truth.json) is passed over. The best of several rounds counts: on a machine that other
work keeps busy, the CPU time is the truer figure, and that too only to about a tenth. With
`--ahead` helper processes read ahead, as in `baowen index`; their CPU time counts too.
"""

from __future__ import annotations

import argparse
import os
import time
from contextlib import closing
from pathlib import Path

from bot.reading.articles import Corpus, ReadAhead, articles_of, is_page_file, list_files


def main() -> None:
    """Read the folder a few times and print the best round."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--ahead", action="store_true", help="with helper processes")
    options = parser.parse_args()
    files = [file for file in list_files([str(options.folder)]) if is_page_file(file)]
    if not files:
        parser.error(f"no pages in {options.folder}")
    rounds = [_read(files, options.ahead) for _ in range(options.rounds)]
    articles = rounds[0][0]
    for name, seconds in (
        ("CPU", min(cpu for _, cpu, _ in rounds)),
        ("wall", min(wall for _, _, wall in rounds)),
    ):
        print(
            f"{name:4} {len(files)} files, {articles} articles: "
            f"{articles / seconds:.0f} articles/s, {len(files) / seconds:.1f} files/s, "
            f"{1000 * seconds / len(files):.1f} ms a file"
        )


def _read(files: list[str], ahead: bool) -> tuple[int, float, float]:
    """How many articles are in the files, and the CPU and wall seconds that they took."""
    cpu, wall = _cpu(), time.perf_counter()
    corpus = Corpus(files)
    with closing(ReadAhead(files if ahead else [], corpus.paths)) as helpers:
        sources = corpus.sources(helpers)
        articles = sum(1 for source in sources for _ in articles_of(source))
    return articles, _cpu() - cpu, time.perf_counter() - wall


def _cpu() -> float:
    """CPU seconds of this process and of those that it started and that have ended."""
    return sum(os.times()[:4])


if __name__ == "__main__":
    main()
