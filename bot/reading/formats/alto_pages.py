"""ALTO (versions 2 to 4), what libraries keep of a scanned page -> pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from math import isfinite

from bot.reading.formats.text_page import nothing_in
from bot.reading.identity import Identity
from bot.reading.layout.placed import Box, PlacedPage, around
from bot.reading.layout.seen import seen
from bot.reading.page_numbers import plain_page
from bot.reading.pages import make_page
from bot.reading.safe_xml import parse_xml
from bot.reading.sources import Source
from bot.records import Page, PrintedLine

_SLACK = 1.02  # of the page's size: no line goes further
_LATIN = re.compile("[A-Za-z0-9À-ɏ]")


def read_alto(source: Source) -> Iterator[Page]:
    """The pages of the file; lines in the order of the file, a blank line between text blocks.

    Raises:
        ReadingError: If it is no well-formed ALTO, declares a document type (ALTO has none, and
            entities can be made to swell without end), or holds no text.
    """
    sheets = _Sheets(source.name).parsed(source.read())
    empty = True
    for number, sheet in enumerate(sheets, 1):
        text = sheet.text
        if text.strip():
            empty = False
            place = source.told.order or sheet.place or (str(number) if len(sheets) > 1 else None)
            printed = Identity(page=sheet.printed)
            page = make_page(text, source.name, source.told, printed, place, own_text=False)
            yield replace(page, lines=tuple(sheet.places(number)))
    if empty:
        raise nothing_in(source.name)


@dataclass
class _Sheet:
    """A Page element: its lines, the number printed on it and its place among the scans."""

    printed: str | None
    place: str | None
    size: tuple[float, float]  # 0 where it is not told
    lines: list[str] = field(default_factory=list)
    boxes: list[Box | None] = field(default_factory=list)  # one for each line, where it is told

    @property
    def text(self) -> str:
        return "\n".join(self.lines).strip("\n")

    def add(self, line: str, box: Box | None = None) -> None:
        if line or self.lines:  # no blank line at the head
            self.lines.append(line)
            self.boxes.append(box)

    def places(self, number: int) -> Iterator[PrintedLine]:
        """The lines of `text` that have a place on the page, which is this number of the file.

        None at all where the page has no size, or another unit than its lines.
        """
        known = [box for box in self.boxes if box is not None]
        whole = PlacedPage(*self.size, ())
        if any(_exceeds(box, whole) for box in known):
            return
        start = 0
        for line, box in zip(self.lines, self.boxes, strict=True):
            if box is not None and line.strip():
                yield PrintedLine(start, start + len(line), seen(box, whole, number))
            start += len(line) + 1


class _Sheets:
    """Handlers for the parser."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.sheets: list[_Sheet] = []
        self.line: list[str] | None = None  # the strings of the open TextLine
        self.box: Box | None = None  # of that line
        self.strings: list[Box] = []  # those of its strings
        self.divided = False  # the latest word goes on in the next line

    def parsed(self, raw: bytes) -> list[_Sheet]:
        """The pages. Raises ReadingError if it is no ALTO."""
        parse_xml(raw, self.file, "ALTO", self._start, self._end)
        return self.sheets

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "Page":
            printed, place = map(attributes.get, ("PRINTED_IMG_NR", "PHYSICAL_IMG_NR"))
            size = _number(attributes, "WIDTH") or 0.0, _number(attributes, "HEIGHT") or 0.0
            self.sheets.append(_Sheet(printed and plain_page(printed), place, size))
        elif name == "TextLine" and self.sheets:
            self.line, self.box, self.strings = [], _box(attributes), []
        elif self.line is not None:
            self._word(self.line, name, attributes)

    def _word(self, line: list[str], name: str, attributes: dict[str, str]) -> None:
        """Add a String, a space or a hyphen to the line.

        A word that the line's end divided stands whole in its first line, if the file tells it.
        """
        content = attributes.get("CONTENT", "")
        whole, part = attributes.get("SUBS_CONTENT"), attributes.get("SUBS_TYPE")
        if name == "SP":
            line.append(" ")
        elif name == "HYP" and not self.divided:
            line.append(content)
        elif name == "String":
            self.divided = bool(whole) and part == "HypPart1"
            if whole and part in {"HypPart1", "HypPart2"}:
                content = whole if self.divided else ""
            if line and _LATIN.match(line[-1][-1:]) and _LATIN.match(content):
                line.append(" ")  # some programs leave SP out
            line.append(content)
            self.strings += filter(None, [_box(attributes)])

    def _end(self, name: str) -> None:
        if name == "TextLine" and self.line is not None:
            box = self.box or (around(self.strings) if self.strings else None)
            self.sheets[-1].add("".join(self.line), box)
            self.line = None
        elif name == "TextBlock" and self.sheets:
            self.sheets[-1].add("")


def _box(attributes: dict[str, str]) -> Box | None:
    left, top, width, height = (
        _number(attributes, name) for name in ("HPOS", "VPOS", "WIDTH", "HEIGHT")
    )
    if left is None or top is None or width is None or height is None:
        return None
    return Box(left, top, left + width, top + height)


def _number(attributes: dict[str, str], name: str) -> float | None:
    try:
        number = float(attributes[name])
    except (KeyError, ValueError):
        return None
    return number if isfinite(number) else None


def _exceeds(box: Box, page: PlacedPage) -> bool:
    """True for a box that does not lie on the page."""
    return box.right > _SLACK * page.width or box.bottom > _SLACK * page.height
