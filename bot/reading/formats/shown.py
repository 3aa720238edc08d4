"""What a web page shows: its rows of text, each with the element that it stands in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from bot.text import squeeze

BOX = "\0"  # where the element stands whose lines are left out

_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d])|opacity\s*:\s*0(?![.\d])",
    re.IGNORECASE,
)
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")  # of a style sheet
_AT_RULE = re.compile(r"@[^{};@]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")  # for print, for small screens
_SELECTOR = re.compile(r"\w*([.#])([\w-]+)")
_NO_TEXT = frozenset({
    "head", "iframe", "input", "map", "noscript", "option", "script", "select", "style", "template",
    "textarea",
})  # fmt: skip
_INLINE = frozenset({
    "a", "b", "big", "button", "cite", "em", "font", "i", "ins", "label", "mark", "s", "small",
    "span", "strong", "sub", "sup", "time", "u",
})  # fmt: skip
_CELLS = frozenset({"td", "th"})
_CELL = 40  # characters; a cell of more is no value of a table
_HEADING = re.compile("h[1-6]")
_SIZE = re.compile(r"font-size\s*:\s*(\d+(?:\.\d+)?)\s*(px|pt|r?em|%)", re.IGNORECASE)
_PIXELS = {"px": 1.0, "pt": 1.33, "em": 16.0, "rem": 16.0, "%": 0.16}
_TAB = 30  # characters of a text that a click shows in place of another
_FONT_SIZE = re.compile("[0-9]{1,2}")
_BUTTON = 12  # characters of a button's words
_LARGE = 17.0  # pixels
_FONT = (10, 10, 13, 16, 18, 24, 32, 48)  # of <font size="0"> to 7, in pixels


@dataclass(frozen=True, eq=False, slots=True)
class Row:
    """A line that a page shows; its element, and how much of it is a link."""

    text: str
    home: Any  # the nearest element around its first word that makes a line of its own
    inner: Any  # the nearest of all
    linked: int  # characters
    cells: tuple[str, ...]  # what each element within says

    @property
    def heading(self) -> int:
        """1 to 6 for what stands in `<h1>` to `<h6>`, else 0."""
        for element in [self.home, *self.home.iterancestors()]:
            if isinstance(element.tag, str) and _HEADING.fullmatch(element.tag):
                return int(element.tag[1])
        return 0

    @property
    def is_link(self) -> bool:
        """True where more than half of it is a link."""
        return 2 * self.linked > len(self.text)

    @property
    def stands_out(self) -> bool:
        """True for a heading, and for what is set as large as one."""
        return self.heading > 0 or self.size >= _LARGE

    @property
    def size(self) -> float:
        """How large it is set, in pixels, where the page itself tells; else 0."""
        for element in [self.inner, *self.inner.iterancestors()]:
            told = _SIZE.search(element.get("style") or "")
            if told is not None:
                return float(told[1]) * _PIXELS[told[2].lower()]
            if element.tag == "font" and _FONT_SIZE.fullmatch(element.get("size") or ""):
                return _FONT[min(7, int(element.get("size")))]
            if element is self.home:
                break
        return 0.0


class _Piece(NamedTuple):
    text: str
    home: Any
    inner: Any
    linked: bool


class _Way(NamedTuple):
    """How the elements below one are read."""

    cells: str | None  # what parts those of a table's row; None: a tab where they hold values
    links: bool
    box: Any
    home: Any
    linked: bool = False
    values: bool = False  # within a table that holds values
    flat: bool = False  # within one of them

    @property
    def end(self) -> str:
        return " " if self.flat else "\n"


def rows_of(
    element: Any, *, cells: str | None = None, links: bool = True, box: Any = None
) -> list[Row]:
    """The rows of an element as they are shown.

    `cells` parts those of a table's row; None is a tab in tables that hold values, and the end of
    the line in those that lay out a page. With `links` False what links say is left out; for `box`,
    an element, stands `BOX`.
    """
    found: list[Row] = []
    parts: list[_Piece] = []
    for piece in _pieces(element, _Way(cells, links, box, element)):
        first, *more = piece.text.split("\n")
        parts.append(piece._replace(text=first))
        for text in more:
            found += _row(parts)
            parts = [piece._replace(text=text)]
    return found + _row(parts)


def shown_lines(
    element: Any, *, cells: str = "\n", links: bool = True, box: Any = None
) -> list[str]:
    """The texts of `rows_of`."""
    return [row.text for row in rows_of(element, cells=cells, links=links, box=box)]


def _row(parts: list[_Piece]) -> list[Row]:
    text = "\t".join(cell.strip() for cell in "".join(part.text for part in parts).split("\t"))
    text = text.strip()
    if not text:
        return []
    first = next(part for part in parts if part.text.strip())
    linked = sum(len(squeeze(part.text)) for part in parts if part.linked)
    cells = tuple(filter(None, (part.text.strip() for part in parts)))
    return [Row(text, first.home, first.inner, linked, cells)]


def _pieces(element: Any, way: _Way) -> Iterator[_Piece]:
    """The texts below an element, with the ends of lines between them."""
    if element is way.box:
        yield _Piece(f"\n{BOX}\n", element, element, False)
        return
    tag = element.tag
    if not isinstance(tag, str) or tag in _NO_TEXT or is_hidden(element):
        return
    inline = tag in _INLINE
    own = way if inline else way._replace(home=element)
    if tag == "table":
        own = own._replace(values=_holds_values(element))
    shown = way.links or tag != "a"
    before, behind, within = _ends(element, own)
    if tag == "a" or (tag == "button" and len(squeeze("".join(element.itertext()))) <= _BUTTON):
        within = within._replace(linked=True)
    yield _Piece(before, own.home, element, False)
    if shown:
        yield _Piece(_one_line(element.text), own.home, element, within.linked)
        for child in element:
            yield from _pieces(child, within)
            yield _Piece(_one_line(child.tail), own.home, element, within.linked)
    yield _Piece(behind if shown else " ", own.home, element, False)


def _ends(element: Any, way: _Way) -> tuple[str, str, _Way]:
    """What stands before an element and behind it, and how those below it are read."""
    if element.tag in _INLINE:
        return "", "", way
    if element.tag not in _CELLS:
        return way.end, way.end, way
    if way.cells == "\n" or (way.cells is None and not way.values):
        return way.end, way.end, way
    return "", "\t", way._replace(flat=True)


def _holds_values(table: Any) -> bool:
    """True for a table of values, none that lays out a page."""
    if table.find(".//table") is not None:
        return False
    rows = [[*row.iter(*_CELLS)] for row in table.iter("tr")]
    wide = [row for row in rows if len(row) > 1]
    return 2 * len(wide) > len(rows) > 1 and all(
        len(squeeze("".join(one.itertext()))) <= _CELL for row in rows for one in row
    )


def _one_line(text: str | None) -> str:
    return re.sub(r"[\r\n\t]+", " ", text or "")


def is_hidden(element: Any) -> bool:
    """True for an element that its own attributes hide."""
    return "hidden" in element.attrib or bool(_HIDDEN.search(element.get("style") or ""))


def drop_unshown(tree: Any) -> None:
    """Take out what a browser does not show.

    What a style hides stays where it is most of the page, or one of several texts of which another
    is shown: a script will show it.
    """
    names = _hidden_names(tree)
    for element in list(tree.iter("iframe", "noscript", "template", "script", "style")):
        _drop(element)
    most = len(squeeze("".join(tree.itertext()))) / 2
    tabs: dict[tuple[Any, str, str], bool] = {}
    for element in list(tree.iter()):
        if isinstance(element.tag, str) and (is_hidden(element) or _is_named(element, names)):
            text = squeeze("".join(element.itertext()))
            tab = len(text) >= _TAB and "。" in text and _is_tab(element, names, tabs)
            if tab or len(text) >= most:
                _show(element)
            else:
                _drop(element)


def _is_tab(
    element: Any,
    names: frozenset[tuple[str, str]],
    tabs: dict[tuple[Any, str, str], bool],
) -> bool:
    """True for one of several texts of which a click shows one: another of the kind is shown.

    `tabs` remembers what is known of each kind.
    """
    above, kind = element.getparent(), element.get("class")
    if above is None or not kind:
        return False
    key = above, element.tag, kind
    if key not in tabs:
        tabs[key] = any(
            other.tag == element.tag
            and other.get("class") == kind
            and not is_hidden(other)
            and not _is_named(other, names)
            and len(squeeze("".join(other.itertext()))) >= _TAB
            for other in above
        )
    return tabs[key]


def _hidden_names(tree: Any) -> frozenset[tuple[str, str]]:
    """The classes and ids that the page's own style sheets hide."""
    sheets = _AT_RULE.sub("", "\n".join(style.text or "" for style in tree.iter("style")))
    return frozenset(
        (found[1], found[2])
        for selectors, rule in _RULE.findall(sheets)
        if _HIDDEN.search(rule)
        for found in map(_SELECTOR.fullmatch, map(str.strip, selectors.split(",")))
        if found is not None
    )


def _is_named(element: Any, names: frozenset[tuple[str, str]]) -> bool:
    if not names:
        return False
    classes = (element.get("class") or "").split()
    return ("#", element.get("id") or "") in names or any((".", one) in names for one in classes)


def _show(element: Any) -> None:
    for name in ("hidden", "style"):
        element.attrib.pop(name, None)


def _drop(element: Any) -> None:
    """Take an element out; the text behind it stays."""
    above, before = element.getparent(), element.getprevious()
    if above is None:
        return
    if before is not None:
        before.tail = (before.tail or "") + (element.tail or "")
    else:
        above.text = (above.text or "") + (element.tail or "")
    element.tail = None
    above.remove(element)


def is_within(row: Row, element: Any) -> bool:
    """True for a row of this element."""
    return row.home is element or any(above is element for above in row.home.iterancestors())


def texts(rows: Iterable[Row]) -> list[str]:
    """`texts(rows_of(tree)) -> ["首页", …]`."""
    return [row.text for row in rows]
