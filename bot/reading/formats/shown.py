"""The lines that an element of a web page shows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import Any

from bot.text import squeeze

BOX = "\0"  # where the element stands whose lines are left out

_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_NO_TEXT = frozenset({
    "head", "iframe", "noscript", "option", "script", "select", "style", "template",
})  # fmt: skip
_INLINE = frozenset({"a", "b", "em", "font", "i", "small", "span", "strong", "sub", "sup", "u"})
_CELLS = frozenset({"td", "th"})


def shown_lines(
    element: Any, *, cells: str = "\n", links: bool = True, box: Any = None
) -> list[str]:
    """The lines of an element as they are shown; `cells` parts those of a table's row."""
    text = "".join(_pieces(element, cells, links, box))
    return [line for line in map(str.strip, text.split("\n")) if line]


def _pieces(element: Any, cells: str, links: bool, box: Any) -> Iterator[str]:
    if element is box:
        yield f"\n{BOX}\n"
    elif isinstance(element.tag, str) and element.tag not in _NO_TEXT and not is_hidden(element):
        shown = links or element.tag != "a"
        end = cells if element.tag in _CELLS else "" if element.tag in _INLINE else "\n"
        yield end if end == "\n" else ""
        yield _one_line(element.text) if shown else ""
        for child in element:
            yield from _pieces(child, cells, links, box) if shown else ()
            yield _one_line(child.tail) if shown else ""
        yield end if shown else " "


def _one_line(text: str | None) -> str:
    return re.sub(r"[\r\n\t]+", " ", text or "")


def is_hidden(element: Any) -> bool:
    """True for an element whose own style hides it."""
    return bool(_HIDDEN.search(element.get("style") or ""))


def drop_unshown(tree: Any) -> None:
    """Take out what a browser does not show.

    What a style hides stays where it is most of the page: a script will show it.
    """
    for element in list(tree.iter("iframe", "noscript", "template")):
        _drop(element)
    most = len(squeeze("".join(tree.itertext()))) / 2
    for element in list(filter(is_hidden, tree.iter())):
        if len(squeeze("".join(element.itertext()))) < most:
            _drop(element)


def as_shown(lines: Iterable[str], shown: Sequence[str]) -> Iterator[str]:
    """The lines, those that have run together in the lines that the page shows of them.

    `list(as_shown(["甲。乙。"], ["题", "甲。", "乙。"])) -> ["甲。", "乙。"]`. Rows of tables stay.
    """
    bare = [squeeze(line) for line in shown]
    ends = [*accumulate(map(len, bare))]
    places = {end: number for number, end in enumerate([0, *ends])}
    whole, known = "".join(bare), set(bare)
    for line in lines:
        wanted = squeeze(line)
        at = whole.find(wanted)
        first, last = places.get(at), places.get(at + len(wanted))
        if wanted in known or "\t" in line or first is None or last is None:
            yield line
        else:
            yield from (" ".join(one.split()) for one in shown[first:last])


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
