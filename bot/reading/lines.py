"""The printed lines of a page: where they stand, how wide they are, what gap is above."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from bot.patterns import regex

# A dump may run its paragraphs together, each still begun by its two ideographic spaces.
# One alone may be between cells: 受灾（亩）　绝收（亩）; or two: 秋塘（国画）　　作者：王某.
_RUN_IN = regex(
    r"(?<=[。！？”’」…!?\"])[\u3000\xa0]{2,}|(?<=[）)])[\u3000\xa0]{2,}(?=.{14})|(?<=[。！？”」…!?])\u3000(?=.{14})"
)
_MARK = regex(r"#{1,6}[ \t]+")  # Markdown's headings
_DRAWN = "—―─━═-=_*~·※☆★◇◆"  # across a page
_RULE = regex(
    rf"([{re.escape(_DRAWN)}])\1{{2,}}|!\[[^\[\]]*\]\([^()]*\)"
)  # a line of them; a picture
_STRESSED = regex(r"(\*{1,3}|_{1,3})([^*_]+)\1")  # Markdown's *lean* and **bold**
_INDENT = regex(r"\u3000{1,4}|[ \xa0]{2,8}|\t")
_INDENT_WIDTH = 4  # two ideographic spaces
_SENTENCE = tuple("。！？!?…")
_CLAUSE = tuple("。！？!?…；;：:")
_CLOSING = "”’」』）)\"'】"  # may stand behind them
MAY_END = frozenset([*_CLAUSE, *_CLOSING, "\n"])  # what ends a clause ends in one of these
_STOP = (".”", '."', ".'", ".)")
_MARKS = regex("[。！？；]")
_CELLS = regex(r"\s{2,}|[\t\u3000|｜]+")
_GAP = regex(r"(?<=[ \u3000][\u4e00-\u9fff])[ \u3000]+(?=[\u4e00-\u9fff]$)")  # of a name
_FIGURES = regex(r"[\d.,%+\-－]+\S{0,3}(?:\s+[\d.,%+\-－]+\S{0,3})*$")
_FIELD = regex(
    r"^(?:(?:报名|公示|投诉|报考)?(?:时间|地点|地址|期限|方式|电话)[:：]|招标人|联系人|联系电话|采购人|特此|此致|敬礼|发布单位|公告人|监督电话"
    r"|[^，。]{0,12}[〔\[]\d{4}[〕\]]第?\d+号$)"
)
_FIELD_BEGINS = frozenset("报公投时地期方电招联采特此敬发监")
_CONTACT = regex(
    r"^[（(]?(?:(?:本?栏目|欢迎).{0,8}?[邮信]箱|(?:电子)?信箱|(?:投稿)?邮箱)[:：].*\w@\w"
)
_ENTRY = regex(r"[^：:，,。；;]{2,12}[：:][^：:，,。；;]+")
_MAX_ENTRY = 24  # characters
WIDEST_ROW = 160  # characters of a row of a table
MAX_WIDTH = 120  # half-width units: no newspaper column is wider than sixty characters


class Line(NamedTuple):  # made by the thousand: a dataclass takes three times as long
    """A printed line: its span without the white space around it."""

    start: int
    end: int
    gap: int  # blank lines above
    indented: bool
    width: int  # in half-width units, its indent counted
    chars: int  # in characters, its indent counted
    marked: bool  # a Markdown heading
    shown: str  # its text
    parts: int  # of it, white space between them


def ends_sentence(text: str) -> bool:
    """True when the text ends in 。！？… and quotes. `ends_sentence("他说。”") -> True`."""
    return text[-1:] in MAY_END and _end(text).rstrip(_CLOSING).endswith(_SENTENCE)


def ends_clause(text: str) -> bool:
    """True when it ends a sentence or in ：；: a paragraph may end so."""
    if text[-1:] not in MAY_END:
        return False
    end = _end(text)
    return end.rstrip(_CLOSING).endswith(_CLAUSE) or end.endswith(_STOP)


def _end(text: str) -> str:
    return text[-12:].removesuffix("\n")


def is_field(text: str) -> bool:
    """True for a line of a notice's particulars. `is_field("联系人：王先生") -> True`."""
    likely = text[:1] in _FIELD_BEGINS or "〔" in text or "[" in text
    return likely and bool(_FIELD.match(text))


def is_entry(text: str) -> bool:
    """True for a short line that says what something is. `is_entry("一等奖：王小明") -> True`."""
    likely = len(text) <= _MAX_ENTRY and ("：" in text or ":" in text)
    return likely and bool(_ENTRY.fullmatch(text))


def is_contact(text: str) -> bool:
    """True for where to write to a column: 栏目投稿邮箱：lanmu@example.com."""
    return len(text) <= 60 and "@" in text and bool(_CONTACT.match(text))


def is_table_row(shown: str) -> bool:
    """True for cells set apart by wide space. `is_table_row("城关镇    1.20    0.78") -> True`."""
    if len(shown.split(None, 1)) < 2 and "|" not in shown and "｜" not in shown:
        return False
    if len(shown) > WIDEST_ROW or _MARKS.search(shown):
        return False
    if all(len(part) == 1 and not part.isdigit() for part in shown.split()):
        return False  # letters set apart
    cells = _CELLS.split(_GAP.sub("", shown.strip()))
    return len(cells) >= 3 or (len(cells) == 2 and bool(_FIGURES.match(cells[1])))


def _is_rule(parts: Sequence[str]) -> bool:
    return len(parts) == 1 and parts[0][0] in _DRAWN + "!" and bool(_RULE.fullmatch(parts[0]))


def lines_of(text: str, start: int) -> Iterator[Line]:
    """The lines from the offset on; paragraphs run together in one line come one by one."""
    at, last = start, len(text)  # so far down that nothing is above the first line
    for row, raw in enumerate(text[start:].split("\n")):
        for left, piece in _pieces(raw) if "\u3000" in raw or "\xa0" in raw else ((0, raw),):
            if (parts := piece.split()) and not _is_rule(parts):
                yield _line(piece, parts, at + left, max(row - last - 1, 0), left > 0)
                last = row
        at += len(raw) + 1


def _pieces(raw: str) -> Sequence[tuple[int, str]]:
    """The paragraphs run together in a line, each with its place there."""
    cuts = [0, *(cut.start() for cut in _RUN_IN.finditer(raw)), len(raw)]
    return [(left, raw[left:right]) for left, right in pairwise(cuts)]


def _line(raw: str, parts: list[str], at: int, gap: int, run_in: bool) -> Line:
    """The line that stands at an offset, with the white space around it and in parts without."""
    shown = raw.strip() if len(parts) > 1 else parts[0]
    blank = raw.index(shown) if len(shown) < len(raw) else 0
    indented = blank > 0 and _INDENT.match(raw) is not None
    mark = _MARK.match(shown) if shown[0] == "#" else None
    if mark is not None:
        blank, shown = blank + mark.end(), shown[mark.end() :]
        parts = parts[1:]
    if shown[0] in "*_" and (stressed := _STRESSED.fullmatch(shown)) is not None:
        blank, shown = blank + stressed.start(2), stressed[2]
    begin, chars, extra = at + blank, len(shown), _INDENT_WIDTH if indented else 0
    width = 2 * chars  # white space counts only in an over-long line
    if chars <= MAX_WIDTH:
        inked = "".join(parts)
        width = 2 * len(inked) - len(inked.encode("latin-1", "ignore"))
    return Line(
        begin,
        begin + chars,
        gap,
        indented or run_in,
        width + extra,
        chars + extra // 2,
        mark is not None,
        shown,
        len(parts),
    )
