"""A page of a PDF as it is read: turned so that its text stands upright, and cropped."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from math import pi
from typing import Any

from bot.reading.layout.placed import Box

# The left, bottom, right and top edges of many things: a column of numbers for each edge.
Columns = tuple[list[float], list[float], list[float], list[float]]
Edges = tuple[float, float, float, float]  # those of one thing

_ASKED = 100  # characters that tell how the page's text is turned
_MOST = 0.8  # of them are turned alike where it is the page that is
_LEFT, _BOTTOM, _RIGHT, _TOP = range(4)
_NEAR, _FAR = False, True  # the page's edge from which a thing's edge is measured: the far one?
_TURNED = {  # clockwise by so many degrees: what were its left, bottom, right and top edges
    0: ((_LEFT, _NEAR), (_BOTTOM, _NEAR), (_RIGHT, _NEAR), (_TOP, _NEAR)),
    90: ((_BOTTOM, _NEAR), (_RIGHT, _FAR), (_TOP, _NEAR), (_LEFT, _FAR)),
    180: ((_RIGHT, _FAR), (_TOP, _FAR), (_LEFT, _FAR), (_BOTTOM, _FAR)),
    270: ((_TOP, _FAR), (_LEFT, _NEAR), (_BOTTOM, _FAR), (_RIGHT, _NEAR)),
}


@dataclass(frozen=True, slots=True)
class View:
    """A page turned clockwise by some degrees; `crop` is what is shown of it, before the turn."""

    turn: int
    crop: Edges

    def of(self, columns: Columns) -> Columns:
        """Where things stand that stand there in the PDF.

        `View(90, (0, 0, 200, 100)).of(([10], [20], [30], [40])) -> ([20], [170], [40], [190])`.
        """
        left, bottom, right, top = (self._edge(columns, *told) for told in _TURNED[self.turn])
        return left, bottom, right, top

    def box_of(self, edges: Edges, height: float) -> Box:
        """Where a thing stands on the page as it is read, of this height."""
        left, bottom, right, top = ([edge] for edge in edges)
        (low,), (deep,), (far,), (high,) = self.of((left, bottom, right, top))
        return Box(low, height - high, far, height - deep)

    def _edge(self, columns: Columns, edge: int, far: bool) -> list[float]:
        if far:
            end = self.crop[_TOP if edge % 2 else _RIGHT]
            return [end - at for at in columns[edge]]
        start = self.crop[_BOTTOM if edge % 2 else _LEFT]
        return [at - start for at in columns[edge]] if start else columns[edge]


def view_of(page: Any, textpage: Any) -> View:
    """The turn of a pypdfium2 page by which most of its text stands upright, and its crop box."""
    return View(_turn_of(textpage, page.get_rotation()), page.get_bbox())


def _turn_of(textpage: Any, seen: int) -> int:
    """By how many degrees to turn the page clockwise; as it is seen, if its text does not tell."""
    from pypdfium2 import raw

    count = textpage.count_chars()
    turns: Counter[int] = Counter()
    for number in range(0, count, count // _ASKED + 1):
        if raw.FPDFText_GetUnicode(textpage.raw, number) > 32:
            angle = raw.FPDFText_GetCharAngle(textpage.raw, number)
            turns[round(-2 * angle / pi) % 4 * 90] += 1
    turn, most = max(turns.items(), key=lambda pair: pair[1], default=(seen, 0))
    return turn if most > _MOST * turns.total() else seen
