"""The printed lines of a page: where they stand, how wide they are, what gap is above."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

_LINE = re.compile(r"[^\n]+")
# A dump may run its paragraphs together, each still begun by its two ideographic spaces.
_RUN_IN = re.compile(r"(?<=[。！？”’）」…!?\")])(?:[\u3000\xa0]{2,}|[\u3000])")
_MARK = re.compile(r"#{1,6}[ \t]+")  # Markdown's headings
_INDENT = re.compile(r"\u3000{1,4}|[ \xa0]{2,8}|\t")
_INDENT_WIDTH = 4  # two ideographic spaces
_SENTENCE = tuple("。！？!?…")
_CLAUSE = tuple("。！？!?…；;：:")
_CLOSING = "”’」』）)\"'】"  # may stand behind them
_STOP = (".”", '."', ".'", ".)")
_BARS = re.compile("[|｜]")
_MARKS = re.compile("[。！？；]")
_CELLS = re.compile(r"\s{2,}|[\t\u3000|｜]+")
_FIGURES = re.compile(r"[\d.,%+\-－]+\S{0,3}(?:\s+[\d.,%+\-－]+\S{0,3})*$")
_FIELD = re.compile(
    r"^(?:(?:报名|公示|投诉|报考)?(?:时间|地点|地址|期限|方式|电话)[:：]|招标人|联系人|联系电话|采购人|特此|此致|敬礼|发布单位|公告人|监督电话"
    r"|[^，。]{0,12}[〔\[]\d{4}[〕\]]第?\d+号$)"
)
_CONTACT = re.compile(r"^[（(]?(?:(?:本?栏目|欢迎).{0,8}?[邮信]箱|(?:电子)?信箱)[:：].*\w@\w")
MAX_WIDTH = 120  # half-width units: no newspaper column is wider than sixty characters


class Line(NamedTuple):  # made by the thousand: a dataclass takes three times as long
    """A printed line: its span without the white space around it."""

    start: int
    end: int
    gap: int  # blank lines above
    indented: bool
    width: int  # in half-width units, its indent counted
    chars: int  # in characters, its indent counted
    marked: bool = False  # a Markdown heading


def ends_sentence(text: str) -> bool:
    """True when the text ends in 。！？… and quotes. `ends_sentence("他说。”") -> True`."""
    return _end(text).rstrip(_CLOSING).endswith(_SENTENCE)


def ends_clause(text: str) -> bool:
    """True when it ends a sentence or in ：；: a paragraph may end so."""
    end = _end(text)
    return end.rstrip(_CLOSING).endswith(_CLAUSE) or end.endswith(_STOP)


def _end(text: str) -> str:
    return text[-12:].removesuffix("\n")


def is_field(text: str) -> bool:
    """True for a line of a notice's particulars. `is_field("联系人：王先生") -> True`."""
    return bool(_FIELD.match(text))


def is_contact(text: str) -> bool:
    """True for where to write to a column: 栏目投稿邮箱：lanmu@example.com."""
    return len(text) <= 60 and "@" in text and bool(_CONTACT.match(text))


def is_table_row(shown: str) -> bool:
    """True for cells set apart by wide space. `is_table_row("城关镇    1.20    0.78") -> True`."""
    if len(shown) > 160 or (len(shown.split()) < 2 and not _BARS.search(shown)):
        return False
    if _MARKS.search(shown):
        return False
    cells = _CELLS.split(shown.strip())
    return len(cells) >= 3 or (len(cells) == 2 and bool(_FIGURES.match(cells[1])))


def lines_of(text: str, start: int) -> Iterator[Line]:
    """The lines from the offset on; paragraphs run together in one line come one by one."""
    gap, blank_to = 0, start
    for match in _LINE.finditer(text, start):
        begin, end = match.span()
        shown = match.group().strip()
        cuts = [begin, end]
        if "\u3000" in shown or "\xa0" in shown:
            cuts[1:1] = [cut.start() for cut in _RUN_IN.finditer(text, begin, end)]
        for left, right in pairwise(cuts):
            trimmed = _trimmed(text, left, right)
            if trimmed is None:
                continue
            first, last, indented, marked = trimmed
            if blank_to != start:
                gap = max(text.count("\n", blank_to, first) - 1, 0)
            extra = _INDENT_WIDTH if indented else 0
            yield Line(
                first,
                last,
                gap,
                indented or left != begin,
                _width(text[first:last]) + extra,
                last - first + extra // 2,
                marked,
            )
            blank_to = last


def _trimmed(text: str, start: int, end: int) -> tuple[int, int, bool, bool] | None:
    """The line's span without white space, whether it is indented, whether it is a heading.

    None for a blank one.
    """
    shown = text[start:end].rstrip()
    end = start + len(shown)
    printed = shown.lstrip()
    first = end - len(printed)
    indented = first > start and _INDENT.match(text, start, end) is not None
    mark = _MARK.match(text, first, end) if printed.startswith("#") else None
    if mark:
        first = mark.end()
    return (first, end, indented, mark is not None) if first < end else None


def _width(line: str) -> int:
    """How wide the line is, in half-width units; white space counts only in an over-long one."""
    if len(line) > MAX_WIDTH:
        return 2 * len(line)
    inked = "".join(line.split())
    return 2 * len(inked) - len(inked.encode("latin-1", "ignore"))
