"""ALTO (versions 2 to 4), what libraries keep of a scanned page -> pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from bot.errors import ReadingError
from bot.reading.decoding import decode
from bot.reading.formats.text_page import nothing_in
from bot.reading.identity import Identity
from bot.reading.pages import make_page, plain_page
from bot.reading.sources import Source
from bot.records import Page

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
        text = "\n".join(sheet.lines).strip("\n")
        if text.strip():
            empty = False
            place = sheet.place or (str(number) if len(sheets) > 1 else None)
            printed = Identity(page=sheet.printed)
            yield make_page(text, source.name, source.told, printed, place, own_text=False)
    if empty:
        raise nothing_in(source.name)


@dataclass
class _Sheet:
    """A Page element: its lines, the number printed on it and its place among the scans."""

    printed: str | None
    place: str | None
    lines: list[str] = field(default_factory=list)


class _Sheets:
    """Handlers for the parser."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.sheets: list[_Sheet] = []
        self.line: list[str] | None = None  # the strings of the open TextLine
        self.divided = False  # the latest word goes on in the next line

    def parsed(self, raw: bytes) -> list[_Sheet]:
        """The pages. Raises ReadingError if it is no ALTO."""
        parser = expat.ParserCreate("utf-8")
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.StartDoctypeDeclHandler = self._refuse
        try:
            parser.Parse(decode(raw, self.file).encode("utf-8"), True)
        except expat.ExpatError as error:
            raise ReadingError(
                f"XML 有误: {self.file} 第 {error.lineno} 行 ({error})。请重新导出。 | "
                f"Bad XML: {self.file}, line {error.lineno} ({error}). Export it again."
            ) from error
        return self.sheets

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        if name == "Page":
            printed, place = map(attributes.get, ("PRINTED_IMG_NR", "PHYSICAL_IMG_NR"))
            self.sheets.append(_Sheet(printed and plain_page(printed), place))
        elif name == "TextLine" and self.sheets:
            self.line = []
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

    def _end(self, tag: str) -> None:
        name = tag.rpartition(":")[2]
        if name == "TextLine" and self.line is not None:
            self.sheets[-1].lines.append("".join(self.line))
            self.line = None
        elif name == "TextBlock" and self.sheets:
            self.sheets[-1].lines.append("")

    def _refuse(self, *_: object) -> None:
        raise ReadingError(
            f"ALTO 里不应有 DOCTYPE: {self.file}。请重新导出。 | "
            f"ALTO must not have a DOCTYPE: {self.file}. Export it again without."
        )
