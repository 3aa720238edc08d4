"""Lines -> blocks: the lines that a column's edge broke are one paragraph again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

from bot.reading.bylines import is_byline, is_credit, names_agency
from bot.reading.lines import (
    MAX_WIDTH,
    Line,
    ends_clause,
    ends_sentence,
    is_contact,
    is_field,
    is_table_row,
    lines_of,
)
from bot.reading.pages import is_masthead
from bot.reading.spans import Span

_MIN_WIDTH = 16  # half-width units: no newspaper column is narrower than eight characters
_MIN_LINES = 3  # lines of one width near each other before it counts as a column's
_MIN_APART = 6  # where blank lines part all lines
_MANY = 12  # lines of one length before it counts as the page's
_MAX_MAST = 60  # characters
_NOTICE = re.compile(r"[^，,。：:]{2,50}(?:公告|通告|公示|启事|声明|通知)")
_NEAR = 6  # lines looked at on each side
_BRACKETED = 4  # lines of the longest closing line in brackets


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that belong together: a paragraph or a line of a headline."""

    spans: tuple[Span, ...]
    text: str  # for looking at: without any white space
    shown: str  # for names: the lines with their white space, at most 400 characters
    gap: int
    indented: bool
    marked: bool = False

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
    setting = _setting(text, lines)
    blocks: list[Block] = []
    run: list[Line] = []
    for number, line in enumerate(lines):
        if run and not _goes_on(text, lines, number, setting):
            blocks.append(_block(text, run))
            run = []
        run.append(line)
    if run:
        blocks.append(_block(text, run))
    return blocks


@dataclass(frozen=True, slots=True)
class Setting:
    """How the page was set, by its own statistics."""

    gap: int  # blank lines between the lines of a paragraph
    indents: bool  # paragraphs begin with white space
    chars: int = 0  # at which most lines of the page break; 0: nowhere


def _setting(text: str, lines: list[Line]) -> Setting:
    gaps: Counter[int] = Counter()
    for line, after in pairwise(lines):
        if _MIN_WIDTH <= line.width <= MAX_WIDTH and not _ends(text, line, ends_clause):
            gaps[after.gap] += 1
    indented = sum(line.indented for line in lines)
    gap = gaps.most_common(1)[0][0] if gaps else 0
    return Setting(gap, indented >= max(2, len(lines) // 25), _page_edge(lines))


def _page_edge(lines: list[Line]) -> int:
    sizes = Counter(line.chars for line in lines if _MIN_WIDTH <= line.width <= MAX_WIDTH)
    at, times = max(sizes.items(), key=lambda size: size[1], default=(0, 0))
    return at if times >= max(_MANY, 0.4 * len(lines)) else 0


def _goes_on(text: str, lines: list[Line], number: int, setting: Setting) -> bool:
    """True when the line above was broken by its column's edge, and this one continues it."""
    line, after = lines[number - 1], lines[number]
    if line.marked or after.marked or after.gap > setting.gap:
        return False
    if after.indented and (setting.indents or _ends(text, line, ends_clause)):
        return False
    open_at = _open_bracket(text, lines, number)
    if open_at is not None:
        return open_at
    if _stands_alone(text, line, after) or _is_notice(text, lines, number - 1):
        return False
    if text.startswith("——", after.start) and _begins(text, lines, number - 1):
        return False  # a subtitle
    near = _neighbours(text, lines, number - 1, setting.gap)
    least = _MIN_LINES if setting.gap == 0 else _MIN_APART
    broken = [not _ends(text, one, ends_clause) for one in near]
    # A column breaks lines at a width; a program that wraps text, at a number of characters.
    by_width = _Edge.of([one.width for one in near], broken, 3, least)
    by_chars = _Edge.of([one.chars for one in near], broken, 1, least)
    if not (by_width.reached(line.width) or by_chars.reached(line.chars)):
        return _at_page_edge(text, line, setting)
    if _ends(text, line, ends_sentence):
        # Where paragraphs are indented, one that is not goes on. Elsewhere a full line that ends
        # a sentence ends its paragraph less often than not, but a short line below is a headline.
        full_below = by_width.reached(after.width) or by_chars.reached(after.chars)
        return setting.gap == 0 and (full_below or _ends(text, after, ends_clause))
    return True


def _at_page_edge(text: str, line: Line, setting: Setting) -> bool:
    """True for half a sentence as wide as the lines of the page, though few lines are near."""
    return (
        line.chars == setting.chars
        and not _ends(text, line, ends_clause)
        and any(mark in text[line.start : line.end] for mark in "，,、。")
    )


@dataclass(frozen=True, slots=True)
class _Edge:
    """Where lines break: most lines of a paragraph end within `slack` of `at`. 0: nowhere.

    At a column's edge most lines break off in mid-sentence; paragraphs of one length do not.
    """

    at: int
    slack: int

    @classmethod
    def of(cls, sizes: list[int], broken: list[bool], slack: int, least: int) -> _Edge:
        best = (0, 0)
        for at in sizes:
            there = [
                cut for size, cut in zip(sizes, broken, strict=True) if at - slack <= size <= at
            ]
            if len(there) >= least and 2 * sum(there) >= len(there):
                best = max(best, (len(there), at))
        return cls(best[1], slack)

    def reached(self, size: int) -> bool:
        return self.at > 0 and self.at - self.slack <= size <= self.at + 1


def _neighbours(text: str, lines: list[Line], number: int, gap: int) -> list[Line]:
    """The line, and those above and below it with no wider gap and of a column's width."""
    near = [lines[number]]
    for step in (-1, 1):
        at = number
        while 0 <= at + step < len(lines) and abs(at + step - number) <= _NEAR:
            below = lines[max(at, at + step)]
            at += step
            if below.gap > gap or lines[at].width > MAX_WIDTH:
                break
            if lines[at].width >= _MIN_WIDTH:
                near.append(lines[at])
            elif not _ends(text, lines[at], ends_sentence):
                break  # the short last line of a paragraph is passed over
    return near


def _stands_alone(text: str, line: Line, after: Line) -> bool:
    """True for a credit, a byline, the opening of a report or a row of a table."""
    if line.width <= 60 and is_credit(text[line.start : line.end]):
        return True
    if line.width <= 60 and is_contact(text[line.start : line.end]):
        return True
    if after.width <= 60 and is_byline(text[after.start : after.end]):
        return True
    if names_agency(text[after.start : after.start + 60]) or is_field(
        text[after.start : after.end]
    ):
        return True
    if is_field(text[line.start : line.end]) and text[line.end - 5 : line.end].isdigit():
        return True  # a telephone number
    shown = text[line.start : min(line.end, line.start + _MAX_MAST + 1)]
    if len(shown) <= _MAX_MAST and re.search(r"\d", shown) and is_masthead(shown):
        return True
    return is_table_row(text[line.start : min(line.end, line.start + 200)]) or is_table_row(
        text[after.start : min(after.end, after.start + 200)]
    )


def _open_bracket(text: str, lines: list[Line], number: int) -> bool | None:
    """Whether a bracket that a line begins with is still open at line `number`; None: no such."""
    for first in range(number - 1, max(number - 1 - _BRACKETED, -1), -1):
        if text[lines[first].start] in "（(":
            depths = [_depth(text[lines[first].start : line.end]) for line in
                      lines[first : number + _BRACKETED]]  # fmt: skip
            above = depths[number - 1 - first]
            if above == 0 and text[lines[number - 1].end - 1] in "）)":
                return False
            return True if above > 0 and 0 in depths[number - first :] else None
        if lines[first].gap or lines[first].indented:
            return None
    return None


def _depth(text: str) -> int:
    return sum((char in "（(") - (char in "）)") for char in text)


def _is_notice(text: str, lines: list[Line], number: int) -> bool:
    """True for the title of a notice: it begins no line further up, and ends in 公告."""
    line = lines[number]
    return _begins(text, lines, number) and bool(_NOTICE.fullmatch(text[line.start : line.end]))


def _begins(text: str, lines: list[Line], number: int) -> bool:
    """True for a line that continues none above."""
    return number == 0 or lines[number].gap > 0 or _ends(text, lines[number - 1], ends_clause)


def _ends(text: str, line: Line, how: Callable[[str], bool]) -> bool:
    return how(text[max(line.start, line.end - 12) : line.end])


def _block(text: str, run: list[Line]) -> Block:
    spans = tuple((line.start, line.end) for line in run)
    whole = "".join("".join(text[start:end].split()) for start, end in spans)
    first, last = spans[0][0], spans[-1][1]
    shown = text[first : min(last, first + 200)] + text[max(last - 200, first + 200) : last]
    return Block(spans, whole, shown, run[0].gap, run[0].indented, run[0].marked)
