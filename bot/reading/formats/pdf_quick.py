"""A page of a plain PDF -> its lines, frames, rules and pictures, quicker than PDFium tells them.

PDFium loads the outline of every character, twice, only to know its box; pdf_oxide reads what the
fonts state. It reads a broadsheet page in a fifth of the time. But some damaged PDFs make it end
the whole process, so only a process that may end is to ask it (`pdf_helper`), and where it cannot
be trusted to read as PDFium does, there is no page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from operator import add, attrgetter
from typing import Any

from bot.reading.formats.pdf_characters import BELOW, without_radicals
from bot.reading.formats.pdf_lines import lines_of
from bot.reading.formats.pdf_shapes import Thing, sorted_things
from bot.reading.formats.pdf_view import Columns, Edges, View
from bot.reading.layout.placed import PlacedPage

_TOLD = attrgetter("char", "origin_x", "origin_y", "advance_width", "font_size", "rotation_degrees")
_SLACK = 0.1  # points by which PDFium may tell another size of the page
_SEGMENTS = {"rectangle": 5, "curve_to": 3}  # as PDFium counts them; others are one
_HAIR = 0.5  # points that a line of no width is thick
_UNSURE = re.compile(  # controls, a hyphen that may be none, what fonts call as they like, joined
    "[\0-\x1f\x7f-\x9f\xad\ud800-\udfff\ue000-\uf8ff\ufb00-\ufb4f\ufff0-\uffff]"
)
_HYPHENED = re.compile(r"[^\W\d_]-$")  # PDFium takes it for one of the line's end


class QuickPages:
    """The pages of a plain PDF, each None where PDFium has to be asked.

    `QuickPages(raw).page(0, (600.0, 800.0)).lines`.
    """

    def __init__(self, raw: bytes) -> None:
        """Open the file, which `pdf_plain.is_plain`.

        Raises:
            Exception: If it is damaged.
        """
        import pdf_oxide

        pdf_oxide.disable_logging()
        self._document = pdf_oxide.PdfDocument.from_bytes(raw)
        self.count = int(self._document.page_count())
        self._images = b"/Image" in raw

    def page(self, index: int, size: tuple[float, float]) -> PlacedPage | None:
        """What the page shows, as `pdf_lines.placed_page` tells it.

        `size` is the page's as PDFium sees it: pdf_oxide knows no size that pages share.

        Raises:
            Exception: If it is damaged.
        """
        told = list(map(_TOLD, self._document.extract_chars(index)))
        if not told:
            return None
        chars, x, y, advances, sizes, turns = zip(*told, strict=True)
        if any(turns) or not min(advances) > 0 < min(sizes) or not _is_sure(chars):
            return None
        view, turn = View(0, self._crop(index)), self._document.page_rotation(index) // 90 % 4
        left, bottom, right, top = view.crop
        width, height = right - left, top - bottom
        if not _are_near((height, width) if turn % 2 else (width, height), size):
            return None
        edges = view.of(_ems(x, y, advances, sizes))
        lines = lines_of(without_radicals(chars), edges, height)
        if not lines or any(_HYPHENED.search(line.text) for line in lines):
            return None
        shapes = sorted_things(self._things(index, view, height), width * height, lines)
        return PlacedPage(width, height, tuple(lines), *shapes, turn=turn)

    def _crop(self, index: int) -> Edges:
        """The part of the page that is shown."""
        media, crop = self._document.page_media_box(index), self._document.page_crop_box(index)
        left, bottom, right, top = media
        if crop is not None:
            left, bottom = max(left, crop[0]), max(bottom, crop[1])
            right, top = min(right, crop[2]), min(top, crop[3])
        return left, bottom, right, top

    def _things(self, index: int, view: View, height: float) -> Iterator[Thing]:
        for path in self._document.extract_paths(index):
            segments = sum(_SEGMENTS.get(each["op"], 1) for each in path["operations"])
            yield Thing(view.box_of(_path_edges(path), height), segments)
        for image in self._document.page_images(index) if self._images else ():
            yield Thing(view.box_of(_image_edges(image["matrix"]), height))


def _is_sure(chars: Sequence[str]) -> bool:
    """False where PDFium may read other characters."""
    text = "".join(chars)
    return len(text) == len(chars) and not _UNSURE.search(text)


def _are_near(size: tuple[float, float], other: tuple[float, float]) -> bool:
    return abs(size[0] - other[0]) < _SLACK and abs(size[1] - other[1]) < _SLACK


def _ems(
    x: Sequence[float], y: Sequence[float], advances: Sequence[float], sizes: Sequence[float]
) -> Columns:
    """Boxes as wide as the characters and as high as their type, like those of Chinese ones."""
    bottom = [at - BELOW * size for at, size in zip(y, sizes, strict=True)]
    return list(x), bottom, list(map(add, x, advances)), list(map(add, bottom, sizes))


def _path_edges(path: Mapping[str, Any]) -> Edges:
    """The edges of a path with its stroke, as far out as PDFium's at its ends."""
    left, bottom, width, height = path["bbox"]
    wide = (path["stroke_width"] or _HAIR) if path["stroke_color"] else 0.0
    return left - wide, bottom - wide, left + width + wide, bottom + height + wide


def _image_edges(matrix: Sequence[float]) -> Edges:
    """The edges of the unit square where the matrix puts it."""
    a, b, c, d, x, y = matrix
    across, up = [x, x + a, x + c, x + a + c], [y, y + b, y + d, y + b + d]
    return min(across), min(up), max(across), max(up)
