"""A page of a PDF -> its frames, rules and pictures."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from bot.reading.formats.pdf_view import Edges, View
from bot.reading.layout.placed import Box, PlacedLine

_THIN = 2.5  # points: a rule
_FEW = 6  # segments: a path that may be a frame
_DEPTH = 3  # of forms within forms
_SLACK = 1.0  # points
_KEPT = 0.4  # of an image's width and height that is seen at least
_COVERS = 0.6  # share of the page: a picture behind everything

_Boxes = tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class Thing:
    """What is drawn there: a path of so many segments, or an image, which has none."""

    box: Box
    segments: int = 0


def shapes_of(
    page: Any, view: View, height: float, lines: Sequence[PlacedLine]
) -> tuple[_Boxes, _Boxes, _Boxes]:
    """Frames (boxes with text in them), rules and pictures.

    `height` is that of the pypdfium2 page as it is seen, `lines` are its text.
    """
    things = (Thing(view.box_of(_edges(thing), height), count) for thing, count in _things(page))
    return sorted_things(things, page.get_width() * page.get_height(), lines)


def sorted_things(
    things: Iterable[Thing], area: float, lines: Sequence[PlacedLine]
) -> tuple[_Boxes, _Boxes, _Boxes]:
    """Which of them are frames, rules and pictures on a page of this area with these lines."""
    frames, rules, pictures = set(), set(), set()
    for thing in things:
        box = thing.box
        if min(box.width, box.height) < _THIN:
            if max(box.width, box.height) > 4 * _THIN:
                rules.add(box)
        elif box.width * box.height > _COVERS * area or min(box.width, box.height) < 20:
            continue
        elif thing.segments and any(box.holds(line.box) for line in lines):
            if thing.segments <= _FEW:
                frames.add(box)
        else:
            pictures.add(box if thing.segments else _shown(box, lines))
    return _sorted(frames), _sorted(rules), _sorted(pictures)


def _shown(picture: Box, lines: Sequence[PlacedLine]) -> Box:
    """What is seen of an image: where text stands over its edges, it was cut off.

    The page shows less than all of an image that has another shape than its place.
    """
    cut = picture
    while over := [_without(cut, line.box) for line in lines if _overlap(cut, line.box)]:
        cut = min(over, key=lambda rest: rest.width * rest.height)  # what reaches in farthest
    seen = min(cut.width / picture.width, cut.height / picture.height)
    return cut if seen > _KEPT else picture


def _overlap(box: Box, other: Box) -> bool:
    return box.shared_x(other) > _SLACK and box.shared_y(other) > _SLACK


def _without(picture: Box, text: Box) -> Box:
    """The largest part of the picture on one side of the text."""
    rests = (
        replace(picture, left=text.right),
        replace(picture, right=text.left),
        replace(picture, top=text.bottom),
        replace(picture, bottom=text.top),
    )
    return max(rests, key=lambda rest: rest.width * rest.height if rest.width > 0 else 0.0)


def _things(holder: Any, level: int = 0) -> Iterator[tuple[Any, int]]:
    """The paths and images of a page, or of a form on it, and of the forms on that; segments.

    pypdfium2 would make an object of each piece of text, too.
    """
    from pypdfium2 import raw

    count, thing_at = raw.FPDFPage_CountObjects, raw.FPDFPage_GetObject
    if level:
        count, thing_at = raw.FPDFFormObj_CountObjects, raw.FPDFFormObj_GetObject
    for number in range(count(holder)):
        thing = thing_at(holder, number)
        kind = raw.FPDFPageObj_GetType(thing)
        if kind == raw.FPDF_PAGEOBJ_PATH:
            yield thing, max(1, raw.FPDFPath_CountSegments(thing))
        elif kind == raw.FPDF_PAGEOBJ_IMAGE:
            yield thing, 0
        elif kind == raw.FPDF_PAGEOBJ_FORM and level < _DEPTH - 1:
            yield from _things(thing, level + 1)


def _edges(thing: Any) -> Edges:
    from pypdfium2 import raw

    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    raw.FPDFPageObj_GetBounds(thing, left, bottom, right, top)
    return left.value, bottom.value, right.value, top.value


def _sorted(boxes: set[Box]) -> _Boxes:
    return tuple(sorted(boxes, key=lambda box: (box.top, box.left, box.right, box.bottom)))
