"""How many articles and pages a second are read, in CPU and in wall time.

    python benchmarks/reading/lay_out.py --data ../shared/data --pages 150 --seed 9301 --out /tmp/t
    python benchmarks/reading/speed.py /tmp/t

The folder is one made by lay_out.py or render.py, or any folder of files that can be read; what is
not a page (truth.json) is passed over. The best of several rounds counts: on a machine that other
work keeps busy, the CPU time is the truer figure, and that too only to about a tenth.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

from bot.reading.articles import is_page_file, list_files, read_articles


def main() -> None:
    """Read the folder a few times and print the best round."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    files = [file for file in list_files([str(options.folder)]) if is_page_file(file)]
    if not files:
        parser.error(f"no pages in {options.folder}")
    rounds = [_read(files) for _ in range(options.rounds)]
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


def _read(files: list[str]) -> tuple[int, float, float]:
    """How many articles are in the files, and the CPU and wall seconds that they took."""
    cpu, wall = time.process_time(), time.perf_counter()
    articles = sum(1 for file in files for _ in read_articles(file))
    return articles, time.process_time() - cpu, time.perf_counter() - wall


if __name__ == "__main__":
    main()
