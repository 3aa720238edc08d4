"""Boxes of printed lines -> the parts of the page to show: one for each run in a column."""

from __future__ import annotations

from collections.abc import Sequence

from bot.reading.layout.placed import Box, around
from bot.records import PageBox

_BESIDE, _ABOVE = 2.0, 4.0  # lines of margin
_LEAST = 0.3  # of the page's width: a narrower picture does not show where it stands
_NEXT = 2.5  # lines: the next line of a column begins no further down


def regions_of(boxes: Sequence[PageBox], width: float, height: float) -> list[Box]:
    """The parts of a page of this size around the boxes, in its units and within it.

    `regions_of([PageBox(1, .1, .5, .3, .51)], 600, 800)`. Lines under one another are in one
    part; where the quote goes on in another column, another part begins.
    """
    runs: list[list[Box]] = []
    for box in (on_page(box, width, height) for box in boxes):
        if runs and _goes_on(runs[-1][-1], box):
            runs[-1].append(box)
        else:
            runs.append([box])
    return [_with_margin(run, width, height) for run in runs]


def on_page(box: PageBox, width: float, height: float) -> Box:
    """The box in the page's units."""
    return Box(box.left * width, box.top * height, box.right * width, box.bottom * height)


def _goes_on(above: Box, box: Box) -> bool:
    size = max(_thickness(above), _thickness(box))
    near = -0.5 * size < box.top - above.top < _NEXT * size
    return near and above.shared_x(box) > -_NEXT * size


def _thickness(box: Box) -> float:
    return min(box.width, box.height)


def _with_margin(run: Sequence[Box], width: float, height: float) -> Box:
    size = max(map(_thickness, run))
    whole = around(run)
    beside = max(_BESIDE * size, (_LEAST * width - whole.width) / 2)
    return Box(
        max(whole.left - beside, 0.0),
        max(whole.top - _ABOVE * size, 0.0),
        min(whole.right + beside, width),
        min(whole.bottom + _ABOVE * size, height),
    )
