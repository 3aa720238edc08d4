"""METS, the list that libraries keep of an issue's pages -> paper, date, and each page's number."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote

from bot.dates import full_date
from bot.errors import ReadingError
from bot.reading.identity import Identity
from bot.reading.mastheads import identity
from bot.reading.page_numbers import plain_page
from bot.reading.safe_xml import parse_xml

_DATES = frozenset(["dateIssued", "date"])  # of MODS and of Dublin Core
_LONGEST = 30  # characters of a paper's name


@dataclass(frozen=True, slots=True)
class ListedPage:
    """What a METS file says of a page: its identity, and its place in the issue."""

    identity: Identity
    order: str | None


def read_mets(raw: bytes, file: str) -> dict[str, ListedPage]:
    """The pages that the METS file lists, by the names that they have in the corpus.

    `read_mets(raw, "issue/mets.xml")["issue/alto/0001.xml"].identity.date -> "2024-05-02"`.

    Raises:
        ReadingError: If it is no well-formed XML, declares a document type, or lists no pages.
    """
    parts = _Parts()
    parse_xml(raw, file, "METS", parts.start, parts.end, parts.words)
    issue = parts.issue()
    folder = posixpath.dirname(file)
    pages = {
        name: ListedPage(Identity(page=spot.label).filled(issue), spot.order)
        for number, spot in parts.pages.items()
        if (name := _name(folder, parts.hrefs.get(number)))
    }
    if not pages:
        raise ReadingError(
            f"METS 没有列出版面文件: {file}。请重新导出；各版照读。 | "
            f"The METS file lists no files of pages: {file}. Export it again; pages are read."
        )
    return pages


@dataclass(slots=True)
class _Spot:
    """A page of the issue; nothing in it where several pages share a file."""

    label: str | None = None
    order: str | None = None


@dataclass
class _Section:
    """What one section of the description says."""

    titles: list[str] = field(default_factory=list)
    hosts: list[str] = field(default_factory=list)  # what it is a part of
    dates: list[str] = field(default_factory=list)


class _Parts:
    """Handlers for the parser."""

    def __init__(self) -> None:
        self.sections: list[_Section] = []
        self.hrefs: dict[str, str] = {}  # id of a file -> where it lies
        self.physical: dict[str, _Spot] = {}
        self.other: dict[str, _Spot] = {}  # of structMaps that are not called physical
        self.open: list[str] = []
        self.file = ""
        self.map: dict[str, _Spot] = {}
        self.divs: list[_Spot] = []
        self.text: list[str] = []

    @property
    def pages(self) -> Mapping[str, _Spot]:
        """Id of a file -> its page."""
        return self.physical or self.other

    def issue(self) -> Identity:
        """Paper and date: those of the first section with a date."""
        dated = [part for part in self.sections if any(map(full_date, part.dates))][:1]
        dates = (full_date(date) for part in dated for date in part.dates)
        titles = (title for part in [*dated, *self.sections] for title in part.hosts + part.titles)
        papers = map(_paper, titles)
        return Identity(next(filter(None, papers), None), next(filter(None, dates), None))

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.open.append(name)
        self.text = []
        if name == "dmdSec":
            self.sections.append(_Section())
        elif name == "file":
            self.file = attributes.get("ID", "")
        elif name == "FLocat" and self.file:
            self.hrefs.setdefault(self.file, _href(attributes))
        elif name == "structMap":
            physical = "PHYS" in attributes.get("TYPE", "").upper()
            self.map, self.divs = self.physical if physical else self.other, []
        elif name == "div":
            self.divs.append(_spot(attributes))
        elif name in {"fptr", "area"} and attributes.get("FILEID"):
            self._point(attributes["FILEID"])

    def words(self, text: str) -> None:
        self.text.append(text)

    def end(self, name: str) -> None:
        self.open.pop()
        text = " ".join("".join(self.text).split())
        if name == "div":
            self.divs.pop()
        elif self.sections and text and "dmdSec" in self.open:
            if name == "title":
                part = self.sections[-1]
                (part.hosts if "relatedItem" in self.open else part.titles).append(text)
            elif name in _DATES:
                self.sections[-1].dates.append(text)
        self.text = []

    def _point(self, file: str) -> None:
        """The file shows the innermost division that has a place."""
        placed = [div for div in self.divs if div.order or div.label]
        spot = placed[-1] if placed else _Spot()
        known = self.map.setdefault(file, spot)
        if (known.order, known.label) != (spot.order, spot.label):
            self.map[file] = _Spot()


def _spot(attributes: dict[str, str]) -> _Spot:
    label = attributes.get("ORDERLABEL", "").strip()
    order = attributes.get("ORDER", "").strip()
    return _Spot(plain_page(label) if label else None, order if order.isdecimal() else None)


def _href(attributes: dict[str, str]) -> str:
    return next((value for key, value in attributes.items() if key.endswith("href")), "")


def _name(folder: str, href: str | None) -> str | None:
    """The file's name in the corpus; None for what is no ALTO, or does not lie below the METS."""
    path = unquote(href or "").replace("\\", "/").removeprefix("file://")
    path = posixpath.normpath(path)
    if not path.lower().endswith(".xml") or path.startswith(("/", "..")) or ":" in path:
        return None
    return posixpath.join(folder, path)


def _paper(title: str) -> str | None:
    """The paper that a title names. `_paper("河滨日报 2024年5月2日") -> "河滨日报"`."""
    short = title if len(title) <= _LONGEST and not any(map(str.isdigit, title)) else None
    return identity(title).paper or short
