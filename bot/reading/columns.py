"""Where the columns of a page break their lines, by the lines near each one."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate, compress
from operator import not_

from bot.reading.lines import MAX_WIDTH, Line

MIN_WIDTH = 16  # half-width units: no newspaper column is narrower than eight characters
_MIN_LINES = 3  # lines of one width near each other before it counts as a column's
_MIN_APART = 6  # where blank lines part all lines, or most paragraphs are one line each
_NEAR = 6  # lines looked at on each side
_BROKEN = (1).__and__
_BY_WIDTH, _BY_CHARS = 3, 1  # by how much lines of one column may differ


class Columns:
    """The lines of a page as the columns broke them.

    Near a line are those above and below it with no wider gap and of a column's width; the short
    last line of a paragraph is passed over.
    """

    def __init__(
        self, lines: Sequence[Line], clauses: Sequence[bool], sentences: Sequence[bool], gap: int
    ) -> None:
        """`clauses` and `sentences` say which lines end one; `gap` parts those of a paragraph."""
        self._lines = lines
        whole = sum(line.chars for line in lines if line.width > MAX_WIDTH)
        unbroken = 2 * whole > sum(line.chars for line in lines)
        self._least = _MIN_APART if gap or unbroken else _MIN_LINES
        narrow = [line.width < MIN_WIDTH for line in lines]
        bars = [
            line.width > MAX_WIDTH or (short and not ends)
            for line, short, ends in zip(lines, narrow, sentences, strict=True)
        ]
        parted = [line.gap > gap for line in lines]
        self._first = _reach(parted, bars)
        back = _reach([False, *parted[:0:-1]], bars[::-1])
        self._last = [len(lines) - 1 - at for at in reversed(back)]
        self._narrow = narrow
        self._wide = [0, *accumulate(not short for short in narrow)]  # lines above that count
        # A line's size, and whether it breaks off, as one number that sorts by the size.
        broken = [not ends for ends in clauses]
        self._widths = [2 * line.width + off for line, off in zip(lines, broken, strict=True)]
        self._sizes = [2 * line.chars + off for line, off in zip(lines, broken, strict=True)]
        self._counted_widths = [*compress(self._widths, map(not_, narrow))]
        self._counted_sizes = [*compress(self._sizes, map(not_, narrow))]

    def fills(self, number: int, other: int) -> bool:
        """True where line `other` is as long as the lines near line `number` are broken at.

        A column breaks lines at a width; a program that wraps text, at a number of characters.
        """
        first = self._wide[max(self._first[number], number - _NEAR)]
        last = self._wide[min(self._last[number], number + _NEAR) + 1]
        narrow, line, least = self._narrow[number], self._lines[other], self._least
        if last - first + narrow < least:
            return False
        widths = self._counted_widths[first:last]
        if narrow:
            widths.append(self._widths[number])
        if _reaches(widths, line.width, _BY_WIDTH, least):
            return True
        sizes = self._counted_sizes[first:last]
        if narrow:
            sizes.append(self._sizes[number])
        return _reaches(sizes, line.chars, _BY_CHARS, least)


def _reach(parted: Sequence[bool], bars: Sequence[bool]) -> list[int]:
    """The first line of those that are near each line on its one side."""
    first: list[int] = []
    for number, apart in enumerate(parted):
        alone = number == 0 or apart or bars[number - 1]
        first.append(number if alone else first[-1])
    return first


def _reaches(codes: list[int], size: int, slack: int, least: int) -> bool:
    """True for a size at the edge of these lines: most of them end within `slack` of it.

    At a column's edge most lines break off in mid-sentence; paragraphs of one length do not.
    """
    codes.sort()
    most, edge = least - 1, 0
    last = len(codes)
    while last > most:  # from the widest down, as long as there may be more of one size
        at = codes[last - 1] >> 1
        first = bisect_left(codes, 2 * (at - slack))
        there = last - first
        if there > most and 2 * sum(map(_BROKEN, codes[first:last])) >= there:
            most, edge = there, at
        last = bisect_left(codes, 2 * at)
    return edge > 0 and edge - slack <= size <= edge + 1
