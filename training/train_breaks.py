"""Trains the weights by which `bot/reading/breaks.py` tells a space in a headline.

    python -m training.train_breaks --data ../shared/data

A space or a line's end that the archives print in a headline divides it; a headline without one,
broken at a random place near its middle, is joined. Breaks count as often as lay_out.py makes them.
Some are set in half-width marks. The pages that lay_out.py draws with the held-out seeds are left
out with all their headlines. Web news stand in so that not one paper's taste is learned. A logistic
regression weighs what `traits_of` sees; what is rare or weighs next to nothing is dropped.
"""

from __future__ import annotations

import argparse
import json
import lzma
import random
import re
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from bot.reading.breaks import WEIGHTS_FILE, traits_of
from bot.reading.heads import clause_at_end, clause_at_start

HELD_OUT = ((8111, 500), (9501, 100), (9502, 100))  # seed and pages of lay_out.py
WEB = ("sina2018", "chinanews", "sohu2016", "cctv")
BODY = 1500  # characters of the story looked at
HALF = str.maketrans("，：；！？（）“”", ',:;!?()""')
STRENGTH, RARE, SLIGHT = 1.0, 3, 0.05


class Break(NamedTuple):
    """A break in a headline: its halves, the story, whether it divides, how often it counts."""

    left: str
    right: str
    body: str
    line: bool
    divides: bool
    counts: float
    web: bool


def rows_of(data: Path, name: str) -> Iterator[dict[str, Any]]:
    """The articles of an archive."""
    with lzma.open(data / f"news/{name}.jsonl.xz", "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def held_out(rows: list[dict[str, Any]]) -> set[tuple[str, str]]:
    """The pages that lay_out.py draws with the held-out seeds."""
    return {key for seed, pages in HELD_OUT for key in drawn(rows, seed, pages)}


def drawn(rows: list[dict[str, Any]], seed: int, pages: int) -> list[tuple[str, str]]:
    """The pages that lay_out.py draws with a seed, in their order."""
    by_page: defaultdict[tuple[str, str], int] = defaultdict(int)
    for row in rows:
        by_page[row["date"], row["page"]] += 60 <= len(row["text"]) <= 3500 and bool(row["titles"])
    keys = [key for key in sorted(by_page) if 3 <= by_page[key] <= 9]
    return random.Random(seed).sample(keys, pages)


def breaks_of(row: dict[str, Any], die: random.Random, web: bool) -> Iterator[Break]:
    """The breaks of an article's headline, printed and made."""
    body, share = row["text"][:BODY], 0.3 if web else 1.0
    lines = [" ".join(title.split()) for title in row["titles"] if title.strip()]
    if die.random() < 0.4:
        body, lines = body.translate(HALF), [line.translate(HALF) for line in lines]
    for above, line in pairwise(lines):
        if len(above) + len(line) <= 32 and line[0] not in "—-":
            left, right = clause_at_end(above.split()[-1]), clause_at_start(line.split()[0])
            yield Break(left, right, body, True, True, share, web)
    for line in lines:
        parts = line.split()
        for left, right in pairwise(parts):
            yield Break(clause_at_end(left), clause_at_start(right), body, False, True, share, web)
        if len(parts) == 1 and len(line) >= 11 and "，" not in line and "," not in line:
            cut = max(4, min(len(line) - 4, len(line) // 2 + die.randint(-3, 3)))
            left, right = clause_at_end(line[:cut]), clause_at_start(line[cut:])
            yield Break(left, right, body, False, False, 0.15 * share, web)
            yield Break(left, right, body, True, False, 0.04 * share, web)


def gather(data: Path, die: random.Random) -> list[Break]:
    """Breaks of all archives but the held-out pages and their headlines; no headline twice."""
    national = [*rows_of(data, "rmrb2020")]
    out = held_out(national)
    rows = [row for row in national if (row["date"], row["page"]) not in out]
    barred = {
        _plain(title)
        for row in national
        if (row["date"], row["page"]) in out
        for title in row["titles"]
    }
    rows += rows_of(data, "rmrb2019")
    web = [
        row | {"titles": [re.sub(r"^[\[【][^\]】]*[\]】]", "", title) for title in row["titles"]]}
        for name in WEB
        for row in rows_of(data, name)
        if row.get("titles") and not re.search("联播|无标题", row["titles"][0])
    ]
    found: dict[tuple[str, str, bool], Break] = {}
    for is_web, archive in ((False, rows), (True, web)):
        for row in archive:
            titles = [title for title in row["titles"] if _plain(title) not in barred]
            for each in breaks_of(row | {"titles": titles}, die, is_web):
                if each.left and each.right:
                    found.setdefault((each.left, each.right, each.line), each)
    return [*found.values()]


def _plain(title: str) -> str:
    return "".join(title.split())


def fit(breaks: list[Break]) -> dict[str, float]:
    """The weight of each trait."""
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    rows = [dict.fromkeys(traits_of(b.left, b.right, b.body, line=b.line), 1.0) for b in breaks]
    seen = Counter(trait for row in rows for trait in row)
    kept = [{trait: 1.0 for trait in row if seen[trait] >= RARE} for row in rows]
    vectors = DictVectorizer()
    model = LogisticRegression(C=STRENGTH, max_iter=400)
    model.fit(
        vectors.fit_transform(kept),
        np.array([b.divides for b in breaks]),
        sample_weight=np.array([b.counts for b in breaks]),
    )
    weights = zip(vectors.get_feature_names_out(), model.coef_[0], strict=True)
    found = {"": float(model.intercept_[0])} | {trait: float(w) for trait, w in weights}
    return {trait: w for trait, w in found.items() if abs(w) >= SLIGHT or not trait}


def check(breaks: list[Break]) -> str:
    """How many breaks of every tenth article weights from the others get right, as they count."""
    apart = [b for b in breaks if zlib.crc32(b.body.encode()) % 10 == 0]
    weights = fit([b for b in breaks if zlib.crc32(b.body.encode()) % 10])
    told = []
    for name, web in (("national daily", False), ("web news", True)):
        own = [b for b in apart if b.web is web]
        right = 0.0
        for b in own:
            traits = traits_of(b.left, b.right, b.body, line=b.line)
            right += b.counts * ((sum(weights.get(t, 0.0) for t in traits) > 0) == b.divides)
        told.append(f"{name} {right / sum(b.counts for b in own):.3f} of {len(own)}")
    return ", ".join(told)


def main() -> None:
    """Train on the archives and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--out", type=Path, default=WEIGHTS_FILE)
    parser.add_argument("--check", action="store_true", help="print how good they are instead")
    options = parser.parse_args()
    breaks = gather(options.data, random.Random(7))
    if options.check:
        print(check(breaks))
        return
    weights = fit(breaks)
    options.out.parent.mkdir(parents=True, exist_ok=True)
    lines = (f"{trait}\t{weight:.2f}\n" for trait, weight in sorted(weights.items()))
    options.out.write_text("".join(lines), encoding="utf-8")
    print(f"{len(breaks)} breaks, {len(weights)} weights in {options.out}")


if __name__ == "__main__":
    main()
