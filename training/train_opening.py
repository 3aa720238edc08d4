"""Fits the weights of `bot/reading/opening.py` to pages whose truth is known.

    python benchmarks/reading/lay_out.py --data DATA --pages 250 --seed 301 --out /tmp/p301
    python -m training.lay_out_local --data DATA --out /tmp/local
    python -m training.train_opening /tmp/p301 /tmp/local --shares 1 1

Every run of lines that may be a headline is a decision: does an item begin there? A logistic
regression on the cues that hold and on what the network says, drawn towards the weights that there
are, gives new ones, printed as they stand in `WEIGHTS`. Cues that are rare on these pages stay near
them, and those that decide by themselves keep theirs. A national daily has long stories with
subheads under datelines, a local one many short ones without: `--shares` are how much each folder
counts.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize

from bot.reading import opening, segment
from bot.reading.articles import read_sheets
from bot.reading.opening_cues import Surroundings
from bot.reading.reasons import Opening

FIXED = {"no story above", "markdown heading", "jumped from another page", opening.READ}
# Where these hold nobody need be asked: the network costs time.
FIXED |= {"story below has a dateline", "byline among the lines", "a name alone under the lines"}
COUNT = 1500  # decisions that a share stands for

Rows = list[tuple[dict[str, float], bool]]


class Listener:
    """Notes the cues of every decision while pages are separated."""

    def __init__(self) -> None:
        self.starts: set[int] = set()
        self.rows: Rows = []

    def weigh(self, around: Surroundings) -> Opening:
        """As in `opening`, noted."""
        found = {cue: value for cue, value, _ in opening.held(around)}
        if "no story above" not in found:
            found[opening.READ] = opening.read(around)
            begins = {around.blocks[number].start for number in around.run}
            self.rows.append((found, bool(begins & self.starts)))
        return opening.weigh(around)


def starts_of(page: dict[str, Any]) -> set[int]:
    """Where the items of the page begin."""
    first: dict[int, int] = {}
    for start, _, owner in page["owners"]:
        if owner >= 0:
            first.setdefault(owner, start)
    return set(first.values())


def gather(folder: Path) -> Rows:
    """All decisions on the pages of a folder, made with the weights as they are."""
    listener = Listener()
    segment.weigh = listener.weigh
    for page in json.loads((folder / "truth.json").read_text(encoding="utf-8")):
        listener.starts = starts_of(page)
        list(read_sheets(str(folder / page["file"])))
    return listener.rows


def fit(folders: list[Rows], shares: list[float], strength: float) -> dict[str, float]:
    """The weights, rounded: as likely as can be, and near those that there are."""
    names = [*opening.WEIGHTS]
    free = np.array([cue not in FIXED for cue in names])
    rows = [row for folder in folders for row in folder]
    x = np.array([[found.get(cue, 0.0) for cue in names] for found, _ in rows])
    y = np.array([float(opens) for _, opens in rows])
    told = zip(folders, shares, strict=True)
    counts = np.concatenate([np.full(len(one), COUNT * share / len(one)) for one, share in told])
    prior = np.array([opening.WEIGHTS[cue] for cue in names])
    fixed = x[:, ~free] @ prior[~free]

    def loss(weights: Any) -> tuple[float, Any]:
        odds = x[:, free] @ weights + fixed
        sure = 1 / (1 + np.exp(-np.clip(odds, -35, 35)))
        away = weights - prior[free]
        lost = counts @ (np.logaddexp(0, odds) - y * odds) + strength / 2 * away @ away
        return float(lost), x[:, free].T @ (counts * (sure - y)) + strength * away

    found = prior.copy()
    found[free] = minimize(loss, prior[free], jac=True, method="L-BFGS-B").x
    begin = 0
    for one in folders:
        part = slice(begin, begin + len(one))
        begin += len(one)
        right = [((x[part] @ w > 0) == (y[part] > 0)).mean() for w in (prior, found)]
        print(f"{len(one)} decisions, before {right[0]:.4f} right, after {right[1]:.4f}")
    return dict(zip(names, np.round(found, 1).tolist(), strict=True))


def main() -> None:
    """Print the weights."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--shares", nargs="+", type=float, default=[1.0, 1.0])
    parser.add_argument("--strength", type=float, default=1.0, help="higher keeps the old weights")
    args = parser.parse_args()
    weights = fit([gather(folder) for folder in args.folders], args.shares, args.strength)
    for cue, weight in weights.items():
        print(f'    "{cue}": {weight},')


if __name__ == "__main__":
    main()
