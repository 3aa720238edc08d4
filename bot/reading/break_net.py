"""A small network that reads both sides of a break, for where the weights of cues are not sure.

Two layers of the reader's pretrained transformer, refined on the breaks of headlines, and a weight
for each cue (training/train_break_net.py). It sees the words; the cues tell it of the story below
and of the line.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

import numpy as np

from bot.errors import broken_model
from bot.networks import open_network
from bot.pieces import ALPHABET, BEGIN, BREAK, Pieces

FOLDER = Path(__file__).parent.parent / "models" / "baowen-breaks-zh"
SIDE = 30  # pieces that are read on each side


class BreakNet:
    """Scores breaks in headlines. Build once, use from any thread."""

    def __init__(self, folder: Path = FOLDER, alphabet: Path = ALPHABET) -> None:
        """The network in a folder: `net.onnx`, and `cues.tsv`, a weight for any break and a line's.

        Raises:
            ModelError: If a file is missing or damaged.
        """
        self._pieces = Pieces.load(alphabet)
        self._network = open_network(folder / "net.onnx", threads=1)
        file = folder / "cues.tsv"
        try:
            rows = [row.split("\t") for row in file.read_text(encoding="utf-8").splitlines()]
            self._cues = {cue: (float(always), float(line)) for cue, always, line in rows}
        except (OSError, ValueError) as error:
            raise broken_model(file, error) from error

    def score(self, left: str, right: str, cues: Iterable[str], *, line: bool = False) -> float:
        """Log odds that a break parts two headlines.

        `BreakNet().score("县里新增贷款十", "二亿元", []) < 0`.
        """
        ids, at = row_of(self._pieces, left, right)
        feed = {"ids": np.array([ids], dtype=np.int64), "at": np.array([at], dtype=np.int64)}
        told = [self._cues[cue] for cue in cues if cue in self._cues]
        by_cues = sum(always + on_line * line for always, on_line in told)
        return float(self._network.run(None, feed)[0][0]) + by_cues


def row_of(pieces: Pieces, left: str, right: str) -> tuple[list[int], int]:
    """Both sides as one row of pieces, and where the break stands in it."""
    before, after = pieces.cut(left).ids[-SIDE:], pieces.cut(right).ids[:SIDE]
    return [BEGIN, *before.tolist(), BREAK, *after.tolist()], 1 + len(before)


@lru_cache(maxsize=1)
def shipped_net() -> BreakNet:
    """The network that this package ships, opened at the first break that needs it."""
    return BreakNet()
