"""Which lines of a page are rows of a table, by wide spaces or by the rows above and below."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.reading.lines import WIDEST_ROW, Line, is_table_row

_CELL = re.compile(r"[^，,。；;！？!?：:“”]{1,12}")
_FIGURE = re.compile(r"[\d.,%+\-－:：′″'\"]*\d[^\d\s]{0,3}")
_NAMED = 3  # rows without figures, and cells of each
_SHORT = 6  # characters of such a cell


def rows_among(lines: Sequence[Line]) -> list[bool]:
    """For each line whether it is a row.

    Cells apart by single spaces count in consecutive lines with the same number of cells: where
    a column holds figures, or in three rows of three short cells; apart by tabs always.
    """
    found = [
        (line.parts > 1 or "|" in line.shown or "｜" in line.shown) and is_table_row(line.shown)
        for line in lines
    ]
    for start, end in _runs(lines):
        near = [*lines[max(start - 1, 0) : start], *lines[end : end + 1]]
        alone = all(line.parts < _NAMED for line in near)  # no list of names that runs on
        if _is_table([line.shown.split() for line in lines[start:end]], alone):
            found[start:end] = [True] * (end - start)
    _see_tabs(lines, found)
    return found


def _see_tabs(lines: Sequence[Line], found: list[bool]) -> None:
    """Lines right behind one another whose cells tabs part are rows, whatever they hold."""
    parted = [line.shown.count("\t") if len(line.shown) <= WIDEST_ROW else 0 for line in lines]
    for at in range(1, len(lines)):
        if parted[at] and parted[at] == parted[at - 1] and not lines[at].gap:
            found[at - 1] = found[at] = True


def _runs(lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """Where consecutive lines have the same number of cells, two or more."""
    start, usual = 0, 0
    for at, line in enumerate(lines):
        cells = _cells(line) if line.parts > 1 else 0
        if cells != usual or line.gap:
            if usual and at - start > 1:
                yield start, at
            start, usual = at, cells
    if usual and len(lines) - start > 1:
        yield start, len(lines)


def _cells(line: Line) -> int:
    """How many cells a line has; 0 for one that cannot be a row."""
    return line.parts if all(map(_CELL.fullmatch, line.shown.split())) else 0


def _is_table(rows: Sequence[Sequence[str]], alone: bool) -> bool:
    """True where all rows but the first have figures in one column, and words in the first.

    Rows of words `alone` count too: no line near them goes on with more words.
    """
    if not all(any("\u4e00" <= char <= "\u9fff" for char in row[0]) for row in rows):
        return False
    columns = [*zip(*rows, strict=True)][1:]
    figures = [[bool(_FIGURE.fullmatch(cell)) for cell in column] for column in columns]
    if any(all(column[1:]) for column in figures):
        return len(rows) > 2 or len(rows[0]) > 2
    short = all(len(cell) <= _SHORT for row in rows for cell in row)
    return alone and short and min(len(rows), len(rows[0])) >= _NAMED
