"""Text set from top to bottom, its lines from right to left: turned so that it reads as others do.

The page is turned against the clock by a quarter, which makes lines of its columns and columns of
its tiers.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from bot.reading.layout.placed import Box, PlacedLine

_MOST = 0.6  # share of the characters that stand in upright lines
_LEAST = 40  # characters: fewer are a headline's


def is_upright(lines: Sequence[PlacedLine]) -> bool:
    """True where most of the text is set from top to bottom, and it is more than headlines."""
    upright = sum(len(line.text) for line in lines if line.upright)
    return upright >= _LEAST and upright > _MOST * sum(len(line.text) for line in lines)


def turned(box: Box, width: float) -> Box:
    """The box on a page of this width turned against the clock: right becomes top.

    `turned(Box(90, 0, 100, 50), 100) -> Box(0, 0, 50, 10)`.
    """
    return Box(box.top, width - box.right, box.bottom, width - box.left)


def turned_back(box: Box, width: float) -> Box:
    """Where the box stands as it is printed. `turned_back(turned(box, w), w) == box`."""
    return Box(width - box.bottom, box.left, width - box.top, box.right)


def turned_lines(lines: Iterable[PlacedLine], width: float) -> list[PlacedLine]:
    """Upright lines as lines that lie."""
    return [replace(line, box=turned(line.box, width), upright=False) for line in lines]


def as_printed(line: PlacedLine, width: float) -> PlacedLine:
    """The line that was turned, upright again."""
    return replace(line, box=turned_back(line.box, width), upright=True)
