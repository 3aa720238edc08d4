"""How well placed pages are read: `python benchmarks/reading/layout_scores.py /tmp/pdf1 [-v]`.

The measures of separation.py, for pages that render.py drew: what was printed is lined up with the
articles that were found, character by character. For scans also the share of the items' characters
that are missing or wrong.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from separation import Tally, matched, true_owners

from bot.reading.articles import Corpus, articles_of
from bot.records import Article

_LENGTHS = (16, 10, 7, 5, 4, 3)  # of the runs looked for, the longest first


def lined_up(text: str, found: str) -> list[int]:
    """For each character of the text its place in `found`, or -1: unique runs, longest first."""
    at = [-1] * len(text)
    free = [True] * len(found)
    for length in _LENGTHS:
        spots: dict[str, int] = {}
        for start in range(len(found) - length + 1):
            if all(free[start : start + length]):
                run = found[start : start + length]
                spots[run] = -1 if run in spots else start
        seen: dict[str, int] = {}
        for start in range(len(text) - length + 1):
            if all(place < 0 for place in at[start : start + length]):
                run = text[start : start + length]
                if spots.get(run, -1) >= 0:
                    seen[run] = -1 if run in seen else start
        for run, start in seen.items():
            if start >= 0:
                _extend(text, found, start, spots[run], at, free)
    _fill(at, free)
    return at


def _extend(text: str, found: str, start: int, spot: int, at: list[int], free: list[bool]) -> None:
    for step in (1, -1):
        here, there = (start, spot) if step > 0 else (start - 1, spot - 1)
        while (
            0 <= here < len(text)
            and 0 <= there < len(found)
            and at[here] < 0
            and free[there]
            and text[here] == found[there]
        ):
            at[here], free[there] = there, False
            here, there = here + step, there + step


def _fill(at: list[int], free: list[bool]) -> None:
    """Characters that were misread, between two that were not."""
    here = 0
    while here < len(at):
        if at[here] >= 0:
            here += 1
            continue
        end = here
        while end < len(at) and at[end] < 0:
            end += 1
        left = at[here - 1] if here else -1
        right = at[end] if end < len(at) else -1
        if left >= 0 and right - left - 1 >= end - here and right - left - 1 <= end - here + 2:
            for number in range(end - here):
                at[here + number], free[left + 1 + number] = left + 1 + number, False
        elif left >= 0 and 0 < end - here <= 2 and left + 1 < len(free) and free[left + 1]:
            for number in range(end - here):
                if left + 1 + number < len(free) and free[left + 1 + number]:
                    at[here + number], free[left + 1 + number] = left + 1 + number, False
        here = end


def printed(article: Article) -> str:
    """What the article shows, without white space."""
    parts = [article.kicker, article.title, article.subtitle, article.text]
    return "".join("".join(part.split()) for part in parts if part)


def predicted(page: dict[str, Any], articles: Sequence[Article]) -> tuple[list[int], int]:
    """For each printed character the number of its article, or -1; and how many are wrong."""
    text = page["text"]
    owners = true_owners(page, text)
    where = [n for n, char in enumerate(text) if not char.isspace()]
    squeezed = "".join(text[n] for n in where)
    shown = [printed(article) for article in articles]
    numbers = [number for number, part in enumerate(shown) for _ in part]
    whole = "".join(shown)
    at = lined_up(squeezed, whole)
    found = [-1] * len(text)
    wrong = 0
    for n, place, char in zip(where, at, squeezed, strict=True):
        found[n] = numbers[place] if place >= 0 else -1
        wrong += owners[n] >= 0 and (place < 0 or whole[place] != char)
    _give_bylines(text, owners, found, articles)
    return found, wrong


def _give_bylines(
    text: str, owners: list[int], found: list[int], articles: Sequence[Article]
) -> None:
    """A line that was taken as the byline or the credit belongs to the article that names them."""
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        lost = [n for n in range(start, end) if found[n] < 0 and text[n].strip()]
        if line and owners[start] >= 0 and len(lost) > 0.6 * len(line.strip()) and len(line) <= 60:
            number = matched(owners, found, text, owners[start])
            names = articles[number].authors if number is not None else ()
            if any(name in "".join(line.split()) for name in names) or _is_jump(line):
                for n in lost:
                    found[n] = number if number is not None else -1
        start = end + 1


def _is_jump(line: str) -> bool:
    return "转第" in line or "接第" in line


def main() -> None:
    """Print the figures of a folder that render.py wrote."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder")
    parser.add_argument("-v", action="store_true")
    parser.add_argument("--only", type=int, default=None, help="one page, by number")
    parser.add_argument("--cache", type=Path, help="a folder that keeps what OCR reads")
    args = parser.parse_args()
    folder = Path(args.folder)
    pages = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
    pages = pages if args.only is None else [pages[args.only]]
    tally, seconds, errors = Tally(), 0.0, 0
    for page in pages:
        start = time.perf_counter()
        corpus = Corpus([str(folder / page["file"])], cache=args.cache)
        articles = [article for source in corpus.sources() for article in articles_of(source)]
        seconds += time.perf_counter() - start
        found, wrong = predicted(page, articles)
        errors += wrong
        tally.told(page, page["text"], articles, found, args.v)
    print(tally.report(len(pages), seconds))
    chars = tally.sums["chars"]
    print(f"characters missing or wrong {errors / chars:.4f}  {seconds / len(pages):.3f} s a page")


if __name__ == "__main__":
    main()
