"""A page of a PDF -> its frames, rules and pictures."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from typing import Any

from bot.reading.formats.pdf_view import View
from bot.reading.layout.placed import Box, PlacedLine

_THIN = 2.5  # points: a rule
_DEPTH = 3  # of forms within forms
_COVERS = 0.6  # share of the page: a picture behind everything

_Boxes = tuple[Box, ...]


def shapes_of(
    page: Any, view: View, height: float, lines: Sequence[PlacedLine]
) -> tuple[_Boxes, _Boxes, _Boxes]:
    """Frames (boxes with text in them), rules and pictures.

    `height` is that of the pypdfium2 page as it is seen, `lines` are its text.
    """
    from pypdfium2 import raw

    frames, rules, pictures = set(), set(), set()
    area = page.get_width() * page.get_height()
    for kind, thing in _things(page):
        box = _box(thing, view, height)
        if min(box.width, box.height) < _THIN:
            if max(box.width, box.height) > 4 * _THIN:
                rules.add(box)
        elif box.width * box.height > _COVERS * area or min(box.width, box.height) < 20:
            continue
        elif kind == raw.FPDF_PAGEOBJ_PATH and any(box.holds(line.box) for line in lines):
            if raw.FPDFPath_CountSegments(thing) <= 6:
                frames.add(box)
        else:
            pictures.add(box)
    return _sorted(frames), _sorted(rules), _sorted(pictures)


def _things(holder: Any, level: int = 0) -> Iterator[tuple[int, Any]]:
    """The paths and images of a page, or of a form on it, and of the forms on that, by kind.

    pypdfium2 would make an object of each piece of text, too.
    """
    from pypdfium2 import raw

    count, thing_at = raw.FPDFPage_CountObjects, raw.FPDFPage_GetObject
    if level:
        count, thing_at = raw.FPDFFormObj_CountObjects, raw.FPDFFormObj_GetObject
    for number in range(count(holder)):
        thing = thing_at(holder, number)
        kind = raw.FPDFPageObj_GetType(thing)
        if kind in {raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE}:
            yield kind, thing
        elif kind == raw.FPDF_PAGEOBJ_FORM and level < _DEPTH - 1:
            yield from _things(thing, level + 1)


def _box(thing: Any, view: View, height: float) -> Box:
    from pypdfium2 import raw

    edges = [ctypes.c_float() for _ in range(4)]
    raw.FPDFPageObj_GetBounds(thing, *edges)
    left, bottom, right, top = ([edge.value] for edge in edges)
    (low,), (deep,), (far,), (high,) = view.of((left, bottom, right, top))
    return Box(low, height - high, far, height - deep)


def _sorted(boxes: set[Box]) -> _Boxes:
    return tuple(sorted(boxes, key=lambda box: (box.top, box.left, box.right, box.bottom)))
