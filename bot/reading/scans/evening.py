"""Sizes of type on a photographed page -> as if no part of it had been nearer than another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.reading.layout.placed import PlacedLine

_MANY = 6  # characters of a line whose size is sure
_FEW = 20  # lines: too few to tell how the size changes over the page
_BODY = 0.25  # of its logarithm: body type differs by no more from the usual
_ROUNDS = 5  # of the least squares, each without what the last one missed by far
_NOTED = 0.1  # of its logarithm from corner to corner: less is noise, and does no harm
_MISSED = 2.0  # times what half of the lines miss


def evened(lines: Sequence[PlacedLine], width: float, height: float) -> list[PlacedLine]:
    """The lines with the size that each would have in the middle of a page so wide and high.

    How size changes over the page is told by its body type: a plane through the logarithms.
    """
    import numpy as np

    body = [line for line in lines if len(line.text) >= _MANY and not line.upright]
    if len(body) < _FEW:
        return list(lines)
    sizes = np.log([max(line.size, 1.0) for line in body])
    places = np.array([[1.0, *_place(line, width, height)] for line in body])
    kept = np.abs(sizes - np.median(sizes)) < _BODY
    plane = np.zeros(3)
    for _ in range(_ROUNDS):
        if kept.sum() < _FEW:
            return list(lines)
        plane = np.linalg.lstsq(places[kept], sizes[kept], rcond=None)[0]
        missed = np.abs(places @ plane - sizes)
        kept = missed <= max(_MISSED * float(np.median(missed)), 0.02)
    _, right, down = map(float, plane)
    if abs(right) + abs(down) < _NOTED:
        return list(lines)
    found = []
    for line in lines:
        x, y = _place(line, width, height)
        found.append(replace(line, size=line.size / float(np.exp(right * x + down * y))))
    return found


def _place(line: PlacedLine, width: float, height: float) -> tuple[float, float]:
    """Where the line stands, counted from the page's middle in its width and height."""
    x, y = (line.box.left + line.box.right) / 2, (line.box.top + line.box.bottom) / 2
    return x / width - 0.5, y / height - 0.5
