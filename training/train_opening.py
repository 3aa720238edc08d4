"""Fits the weights of `bot/reading/opening.py` to pages whose truth is known.

    python benchmarks/reading/lay_out.py --data ../shared/data --pages 250 --seed 301 --out /tmp/p
    python -m training.train_opening /tmp/p

Every run of lines that may be a headline is a decision: does an item begin there? A logistic
regression on the cues that hold, drawn towards the weights that there are, gives new ones, printed
as they stand in `WEIGHTS`. Cues that are rare on these pages, that decide by themselves or that the
generator exaggerates (blank lines) keep theirs.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np

from bot.reading import opening, segment
from bot.reading.articles import read_sheets
from bot.reading.opening_cues import Surroundings
from bot.reading.reasons import Opening

FIXED = {"no story above", "markdown heading", "jumped from another page", "a wider gap above"}
# Short reports under datelines are what local dailies hold, and a national one does not.
FIXED |= {"story below has a dateline", "a short report above", "story above is short", "always"}
FIXED |= {"byline among the lines", "a space divides it", "a credit"}
FIXED |= {"long line", "own words in the story below"}
RARE = 25  # a cue that holds less often keeps its weight
STEPS = 30  # of Newton's method; a dozen are enough


class Listener:
    """Notes the cues of every decision while pages are separated."""

    def __init__(self) -> None:
        self.starts: set[int] = set()
        self.rows: list[dict[str, float]] = []
        self.labels: list[bool] = []

    def weigh(self, around: Surroundings) -> Opening:
        """As in `opening`, noted."""
        found = {cue: value for cue, value, _ in opening.held(around)}
        if "no story above" not in found:
            self.rows.append(found)
            begins = {around.blocks[number].start for number in around.run}
            self.labels.append(bool(begins & self.starts))
        return opening.weigh(around)


def starts_of(page: dict[str, Any]) -> set[int]:
    """Where the items of the page begin."""
    first: dict[int, int] = {}
    for start, _, owner in page["owners"]:
        if owner >= 0:
            first.setdefault(owner, start)
    return set(first.values())


def gather(folders: list[Path]) -> Listener:
    """All decisions on the pages of the folders, made with the weights as they are."""
    listener = Listener()
    segment.weigh = listener.weigh
    for folder in folders:
        for page in json.loads((folder / "truth.json").read_text(encoding="utf-8")):
            listener.starts = starts_of(page)
            list(read_sheets(str(folder / page["file"])))
    return listener


def fit(rows: list[dict[str, float]], labels: list[bool], strength: float) -> dict[str, float]:
    """The weights, rounded: as likely as can be, and near those that there are."""
    counts = Counter(cue for row in rows for cue in row)
    free = [c for c in opening.WEIGHTS if c not in FIXED and counts[c] >= RARE]
    x = np.array([[row.get(cue, 0.0) for cue in free] for row in rows])
    rest = [sum(opening.WEIGHTS[c] * v for c, v in row.items() if c not in free) for row in rows]
    y = np.array(labels, dtype=float)
    prior = np.array([opening.WEIGHTS[cue] for cue in free])
    weights = prior.copy()
    for _ in range(STEPS):
        sure = 1 / (1 + np.exp(-np.clip(x @ weights + rest, -30, 30)))
        slope = x.T @ (sure - y) + strength * (weights - prior)
        bend = (x * (sure * (1 - sure))[:, None]).T @ x + strength * np.eye(len(free))
        weights = weights - np.linalg.solve(bend, slope)
    for name, one in (("before", prior), ("after", weights)):
        right = ((x @ one + rest > 0) == (y > 0)).mean()
        print(f"{len(rows)} decisions, {y.mean():.3f} open, {name} {right:.4f} right")
    found = dict(zip(free, np.round(weights, 1).tolist(), strict=True))
    return {cue: found.get(cue, weight) for cue, weight in opening.WEIGHTS.items()}


def main() -> None:
    """Print the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--strength", type=float, default=10.0, help="higher keeps the old weights")
    args = parser.parse_args()
    listener = gather(args.folders)
    for cue, weight in fit(listener.rows, listener.labels, args.strength).items():
        print(f'    "{cue}": {weight},')


if __name__ == "__main__":
    main()
