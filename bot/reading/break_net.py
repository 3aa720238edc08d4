"""Both sides of a break, for the network that is asked where the weights of cues are not sure.

It sees the words; the cues, which have weights beside it, tell of the story below and of the line.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from bot.errors import broken_model
from bot.pieces import BEGIN, BREAK, Pieces
from bot.reading.page_net import FOLDER, Cut, PageNet, shipped_net

SIDE = 30  # pieces that are read on each side
PART = 1  # which part of a row a headline is


class BreakNet:
    """Scores breaks in headlines. Build once, use from any thread."""

    def __init__(self, net: PageNet, folder: Path = FOLDER) -> None:
        """The network, and `cues.tsv` in its folder: a weight for any break and a line's.

        Raises:
            ModelError: If the file is missing or damaged.
        """
        self._net = net
        file = folder / "cues.tsv"
        try:
            rows = [row.split("\t") for row in file.read_text(encoding="utf-8").splitlines()]
            self._cues = {cue: (float(always), float(line)) for cue, always, line in rows}
        except (OSError, ValueError) as error:
            raise broken_model(file, error) from error

    def score(self, left: str, right: str, cues: Iterable[str], *, line: bool = False) -> float:
        """Log odds that a break parts two headlines.

        `shipped_breaks().score("县里新增贷款十", "二亿元", []) < 0`.
        """
        told = [self._cues[cue] for cue in cues if cue in self._cues]
        by_cues = sum(always + on_line * line for always, on_line in told)
        return self._net.odds(row_of(self._net.pieces, left, right))[0] + by_cues


def row_of(pieces: Pieces, left: str, right: str) -> Cut:
    """Both sides in one row; the places that tell are those around the break, and its own."""
    before, after = pieces.cut(left).ids[-SIDE:], pieces.cut(right).ids[:SIDE]
    ids, at = [BEGIN, *before.tolist(), BREAK, *after.tolist()], 1 + len(before)
    return Cut(ids, [PART] * len(ids), [at - 1, min(at + 1, len(ids) - 1), at])


@lru_cache(maxsize=1)
def shipped_breaks() -> BreakNet:
    """What this package ships, opened at the first break that needs it."""
    return BreakNet(shipped_net())
