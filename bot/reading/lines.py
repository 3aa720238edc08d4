"""The printed lines of a page: where they stand, how wide they are, what gap is above."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

_LINE = re.compile(r"[^\n]+")
# A dump may run its paragraphs together, each still begun by its two ideographic spaces.
_RUN_IN = re.compile(r"(?<=[。！？”’）」…!?\")])(?:[\u3000\xa0]{2,}|[\u3000])")
_MARK = re.compile(r"#{1,6}[ \t]+")  # Markdown's headings
_INDENT = re.compile(r"\u3000{1,4}|[ \xa0]{2,8}|\t")
_INDENT_WIDTH = 4  # two ideographic spaces
_CLAUSE = re.compile(r"[。！？!?…；;：:][”’」』）)\"'】]*$|[.][”\"')]$")
_SENTENCE = re.compile(r"[。！？!?…][”’」』）)\"'】]*$")
_CELLS = re.compile(r"\s{2,}|[\t\u3000|｜]+")
_FIGURES = re.compile(r"[\d.,%+\-－]+\S{0,3}(?:\s+[\d.,%+\-－]+\S{0,3})*$")
_FIELD = re.compile(
    r"^(?:(?:报名|公示|投诉|报考)?(?:时间|地点|地址|期限|方式|电话)[:：]|招标人|联系人|联系电话|采购人|特此|此致|敬礼|发布单位|公告人|监督电话"
    r"|[^，。]{0,12}[〔\[]\d{4}[〕\]]第?\d+号$)"
)
_CONTACT = re.compile(r"^[（(]?(?:(?:本?栏目|欢迎).{0,8}?[邮信]箱|(?:电子)?信箱)[:：].*\w@\w")
MAX_WIDTH = 120  # half-width units: no newspaper column is wider than sixty characters


@dataclass(frozen=True, slots=True)
class Line:
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
    return bool(_SENTENCE.search(text[-12:]))


def ends_clause(text: str) -> bool:
    """True when it ends a sentence or in ：；: a paragraph may end so."""
    return bool(_CLAUSE.search(text[-12:]))


def is_field(text: str) -> bool:
    """True for a line of a notice's particulars. `is_field("联系人：王先生") -> True`."""
    return bool(_FIELD.match(text))


def is_contact(text: str) -> bool:
    """True for where to write to a column: 栏目投稿邮箱：lanmu@example.com."""
    return len(text) <= 60 and bool(_CONTACT.match(text))


def is_table_row(shown: str) -> bool:
    """True for cells set apart by wide space. `is_table_row("城关镇    1.20    0.78") -> True`."""
    if len(shown) > 160 or re.search("[。！？；]", shown):
        return False
    cells = _CELLS.split(shown.strip())
    return len(cells) >= 3 or (len(cells) == 2 and bool(_FIGURES.match(cells[1])))


def lines_of(text: str, start: int) -> Iterator[Line]:
    """The lines from the offset on; paragraphs run together in one line come one by one."""
    gap, blank_to = 0, start
    for match in _LINE.finditer(text, start):
        begin, end = match.span()
        cuts = [begin, *(cut.start() for cut in _RUN_IN.finditer(text, begin, end)), end]
        for left, right in pairwise(cuts):
            line = _line(text, left, right)
            if line is None:
                continue
            gap = text.count("\n", blank_to, line.start) - 1 if blank_to != start else 0
            run_in = left != begin
            yield Line(
                line.start,
                line.end,
                max(gap, 0),
                line.indented or run_in,
                line.width,
                line.chars,
                line.marked,
            )
            blank_to = line.end


def _line(text: str, start: int, end: int) -> Line | None:
    while end > start and text[end - 1].isspace():
        end -= 1
    if start >= end:
        return None
    indent = _INDENT.match(text, start, end)
    while start < end and text[start].isspace():
        start += 1
    mark = _MARK.match(text, start, end)
    if mark:
        start = mark.end()
    if start >= end:
        return None
    width = _width(text, start, end) + (_INDENT_WIDTH if indent else 0)
    chars = end - start + (_INDENT_WIDTH // 2 if indent else 0)
    return Line(start, end, 0, indent is not None, width, chars, mark is not None)


def _width(text: str, start: int, end: int) -> int:
    if end - start > MAX_WIDTH:
        return 2 * (end - start)
    return sum(0 if char.isspace() else 1 if char < "\u0100" else 2 for char in text[start:end])
