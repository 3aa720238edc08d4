"""A small network that reads lines of a page, and has been taught two things.

Whether a break parts two headlines (`break_net.py`), and whether lines open a story
(`opening_net.py`). Two layers of the reader (training/train_page_net.py); the cues tell it of the
rest.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import numpy as np

from bot.networks import open_network
from bot.pieces import ALPHABET, Pieces

FOLDER = Path(__file__).parent.parent / "models" / "baowen-page-zh"


class Cut(NamedTuple):
    """A row of pieces, of which part each is, and the three places that tell."""

    ids: Sequence[int]
    parts: Sequence[int]
    at: Sequence[int]


class PageNet:
    """Open once, use from any thread."""

    def __init__(self, folder: Path = FOLDER, alphabet: Path = ALPHABET) -> None:
        """The network in a folder: `net.onnx`. Raises ModelError if it is missing or damaged."""
        self.pieces = Pieces.load(alphabet)
        self._network = open_network(folder / "net.onnx", threads=1)

    def odds(self, cut: Cut) -> tuple[float, float]:
        """Log odds that a break there parts two headlines, and that lines there open a story."""
        row = zip(cut._fields, cut, strict=True)
        feed = {name: np.array([values], dtype=np.int64) for name, values in row}
        parts, opens = self._network.run(None, feed)[0][0]
        return float(parts), float(opens)


@lru_cache(maxsize=1)
def shipped_net() -> PageNet:
    """The network that this package ships, opened where it is first asked."""
    return PageNet()
