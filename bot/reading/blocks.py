"""Lines -> blocks: the lines that a column's edge broke are one paragraph again."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from bot.reading import forms
from bot.reading.bylines import (
    is_byline,
    is_credit,
    is_nothing_but_names,
    names_agency,
    tail_start,
)
from bot.reading.columns import MIN_WIDTH, Columns
from bot.reading.lines import (
    MAX_WIDTH,
    MAY_END,
    Line,
    ends_clause,
    ends_sentence,
    is_contact,
    is_entry,
    is_field,
    is_table_row,
    lines_of,
)
from bot.reading.mastheads import is_masthead
from bot.reading.spans import Span
from bot.reading.tables import rows_among

_MANY = 12  # lines of one length before it counts as the page's
_MAX_MAST = 60  # characters
_MAX_AGENCY = 60  # characters in which the opening of a report names its agency
_MAX_LONE = 60  # half-width units of a credit or a byline
_NOTICE = re.compile(r"[^，,。：:]{2,50}(?:公告|通告|公示|启事|声明|通知)")
# The name of a column behind a headline: （民生观）, not （见图） or （记者王某）.
_COLUMN = re.compile(r"[（(](?![本见据如上下左右附简]|记者|以下|\d)[^（）()，,。：:]{2,20}[）)]")
_BULLETS = "●■◆▲▶★"  # begin what they stand before
_CLINGS = "，。、；！？"  # no line begins so, where none was broken
_DIGIT = re.compile(r"\d")
_SHOWN = 200  # characters of a block's first and last half that are shown
_BRACKETED = 4  # lines of the longest closing line in brackets


class Block(NamedTuple):  # like a line, made by the thousand
    """Lines that belong together: a paragraph or a line of a headline."""

    spans: tuple[Span, ...]
    text: str  # for looking at: without any white space
    shown: str  # for names: the lines with their white space, at most 400 characters
    gap: int
    indented: bool
    marked: bool = False
    row: bool = False  # of a table
    plain: bool = False  # surely without white space in its lines

    @property
    def start(self) -> int:
        """Where it begins in the file."""
        return self.spans[0][0]

    @property
    def end(self) -> int:
        """Where it ends in the file."""
        return self.spans[-1][1]


def blocks_of(text: str, start: int) -> list[Block]:
    """The blocks of the page from the offset on, in the file's order."""
    lines = list(lines_of(text, start))
    page = _Page(text, lines)
    blocks: list[Block] = []
    run: list[Line] = []
    for number, line in enumerate(lines):
        if run and not page.goes_on(number, number - len(run)):
            blocks.append(_block(text, run, page.tables[number - 1]))
            run = []
        run.append(line)
    if run:
        blocks.append(_block(text, run, page.tables[-1]))
    return blocks


class _Page:
    """The lines of a page with what is asked of them again and again."""

    def __init__(self, text: str, lines: Sequence[Line]) -> None:
        self.text, self.lines = text, lines
        self.shown = [line.shown for line in lines]
        self.clauses = [shown[-1] in MAY_END and ends_clause(shown) for shown in self.shown]
        self.sentences = [
            ends and ends_sentence(shown)
            for shown, ends in zip(self.shown, self.clauses, strict=True)
        ]
        self.tables = rows_among(lines)
        self.cued = [forms.CUED.search(shown) is not None for shown in self.shown]
        self.wires = [found.start() for found in forms.WIRED.finditer(text)]
        self.brackets = self._brackets()
        self.gap = self._usual_gap()
        self.indents = sum(line.indented for line in lines) >= max(2, len(lines) // 25)
        self.edge = _page_edge(lines)
        self.columns = Columns(lines, self.clauses, self.sentences, self.gap)

    def _usual_gap(self) -> int:
        """Blank lines between the lines of a paragraph."""
        gaps: Counter[int] = Counter()
        for (line, after), ends in zip(pairwise(self.lines), self.clauses, strict=False):
            if MIN_WIDTH <= line.width <= MAX_WIDTH and not ends:
                gaps[after.gap] += 1
        return gaps.most_common(1)[0][0] if gaps else 0

    def _brackets(self) -> list[int | None]:
        """For each line the one that begins with a bracket: itself or one not far above it."""
        found: list[int | None] = [None] * len(self.lines)
        for first in [number for number, shown in enumerate(self.shown) if shown[0] in "（("]:
            found[first] = first
            for number in range(first + 1, min(first + _BRACKETED, len(found))):
                line = self.lines[number]
                if line.gap or line.indented or line.shown[0] in "（(":
                    break
                found[number] = first
        return found

    def goes_on(self, number: int, begin: int) -> bool:
        """True when the line above was broken by its column's edge, and this one continues it.

        Line `begin` is the first of those that the line above continues, or that line itself.
        """
        above = number - 1
        line, after = self.lines[above], self.lines[number]
        if line.marked or after.marked or after.gap > self.gap or self.shown[number][0] in _BULLETS:
            return False
        if after.indented and (self.indents or self.clauses[above]):
            return False
        if self.shown[number][0] in _CLINGS and not after.gap:
            return True
        if self._closes_bracket(number):
            return True
        first = self.brackets[above]
        open_at = self._open_bracket(number, first) if first is not None else None
        if open_at is not None:
            return open_at
        if not self._is_full(number, begin) or self._is_notice(above):
            return False
        if begin == above and self._names_column(above):
            return False
        if self.shown[number].startswith("——") and (begin == above or self._begins(above)):
            return False  # a subtitle
        if begin == above and self._is_byline(above, number):
            return False
        return not self._stands_alone(number)

    def _is_byline(self, above: int, number: int) -> bool:
        """True for a byline that the next line does not go on with names."""
        if not self.cued[above] or self.lines[above].width > _MAX_LONE:
            return False
        return is_byline(self.shown[above]) and not is_nothing_but_names(self.shown[number])

    def _is_full(self, number: int, begin: int) -> bool:
        """True when the line above has no room for more, so that this one may continue it."""
        above = number - 1
        if not self.columns.fills(above, above):
            return self._at_page_edge(above, begin)
        if self.sentences[above]:
            # Where paragraphs are indented, one that is not goes on. Elsewhere a full line that
            # ends a sentence ends its paragraph less often than not, but a short line below is a
            # headline.
            return self.gap == 0 and (self.clauses[number] or self.columns.fills(above, number))
        return True

    def _at_page_edge(self, number: int, begin: int) -> bool:
        """True for half a sentence as wide as the lines of the page, though few lines are near.

        It holds a mark, or its paragraph begins with an indent, as the page's paragraphs do.
        """
        shown = self.shown[number]
        if self.lines[number].chars != self.edge or self.clauses[number]:
            return False
        if any(mark in shown for mark in "，,、。"):
            return True
        return self.indents and self.lines[begin].indented and not self.lines[number + 1].gap

    def _stands_alone(self, number: int) -> bool:
        """True below a credit, and for a byline, the opening of a report, a row, a list's entry."""
        if self.tables[number - 1] or self.tables[number]:
            return True
        if is_entry(self.shown[number]) and is_entry(self.shown[number - 1]):
            return True
        return self._begins_alone(number) or self._ends_alone(number - 1)

    def _begins_alone(self, number: int) -> bool:
        """True for a byline, the opening of a report or a particular of a notice."""
        line = self.lines[number]
        if self.cued[number] and line.width <= _MAX_LONE and is_byline(line.shown):
            return True
        return is_field(line.shown) or self._names_agency(line.start)

    def _names_agency(self, start: int) -> bool:
        """True where 本报讯 or 新华社…电 stands, which may run over the line's end."""
        near = bisect_left(self.wires, start)
        if near == len(self.wires) or self.wires[near] >= start + _MAX_AGENCY:
            return False
        return names_agency(self.text[start : start + _MAX_AGENCY])

    def _ends_alone(self, number: int) -> bool:
        """True for a credit, an author behind a story, a number of a notice, a line of the page."""
        line, shown = self.lines[number], self.shown[number]
        if shown[-1] in "）)" and tail_start(shown):
            return True  # 。（王小明）
        cued = self.cued[number] and line.width <= _MAX_LONE
        if cued and (is_credit(shown) or is_contact(shown)):
            return True
        if (shown[-1] == "号" or shown[-5:].isdigit()) and is_field(shown):
            return True  # a telephone number, the number of a document
        if len(shown) > _MAX_MAST or "，" in shown or "。" in shown:
            return False
        return bool(_DIGIT.search(shown)) and is_masthead(shown)

    def _open_bracket(self, number: int, first: int) -> bool | None:
        """Whether the bracket that line `first` begins with is still open at line `number`.

        None where that cannot be told.
        """
        begin = self.lines[first].start
        depths = [
            _depth(self.text[begin : line.end]) for line in self.lines[first : number + _BRACKETED]
        ]
        above = depths[number - 1 - first]
        if above == 0 and self.shown[number - 1][-1] in "）)":
            return False
        return True if above > 0 and 0 in depths[number - first :] else None

    def _closes_bracket(self, number: int) -> bool:
        """True for the end of a bracket that the line above opened: 。（记者 王小 / 明 李某）."""
        shown = self.shown[number]
        at = max(shown.find("）"), shown.find(")"))
        return at >= 0 and _depth(shown[:at]) == 0 and _depth(self.shown[number - 1]) > 0

    def _is_notice(self, number: int) -> bool:
        """True for the title of a notice: it begins no line further up, and ends in 公告."""
        shown = self.shown[number]
        return shown[-1] in "告示事明知" and self._begins(number) and bool(_NOTICE.fullmatch(shown))

    def _names_column(self, number: int) -> bool:
        """True for a headline that ends in its column's name: 家风（民生观）."""
        shown = self.shown[number]
        if shown[-1] not in "）)" or any(mark in shown for mark in "。；;"):
            return False
        return any(found.end() == len(shown) for found in _COLUMN.finditer(shown))

    def _begins(self, number: int) -> bool:
        """True for a line that continues none above."""
        return number == 0 or self.lines[number].gap > 0 or self.clauses[number - 1]


def _page_edge(lines: Sequence[Line]) -> int:
    """The number of characters at which most lines of the page break; 0: nowhere."""
    sizes = Counter(line.chars for line in lines if MIN_WIDTH <= line.width <= MAX_WIDTH)
    at, times = max(sizes.items(), key=lambda size: size[1], default=(0, 0))
    return at if times >= max(_MANY, 0.4 * len(lines)) else 0


def _depth(text: str) -> int:
    return text.count("（") + text.count("(") - text.count("）") - text.count(")")


def _block(text: str, run: list[Line], row: bool) -> Block:
    above = run[0]
    first, last = above.start, run[-1].end
    shown = whole = text[first:last]
    if last - first > 2 * _SHOWN:
        shown = whole[:_SHOWN] + whole[-_SHOWN:]
    spans = tuple([(line.start, line.end) for line in run])
    parts = whole.split()
    plain = len(parts) == len(run) and not above.marked  # behind a mark there may be more
    row = row or (len(run) > 1 and is_table_row(shown))
    return Block(spans, "".join(parts), shown, above.gap, above.indented, above.marked, row, plain)
