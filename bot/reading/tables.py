"""Which lines of a page are rows of a table, by wide spaces or by the rows above and below."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.reading.lines import is_table_row

_CELL = re.compile(r"[^，,。；;！？!?：:“”]{1,12}")
_FIGURE = re.compile(r"[\d.,%+\-－:：′″'\"]*\d[^\d\s]{0,3}")
_NAMED = 3  # rows without figures, and cells of each
_SHORT = 6  # characters of such a cell


def rows_among(lines: Sequence[str], gaps: Sequence[int]) -> list[bool]:
    """For each line whether it is a row. `gaps` are the blank lines above each.

    Cells apart by single spaces count in consecutive lines with the same number of cells: where
    a column holds figures, or in three rows of three short cells.
    """
    found = [is_table_row(line) for line in lines]
    for start, end in _runs(lines, gaps):
        near = [*lines[max(start - 1, 0) : start], *lines[end : end + 1]]
        alone = all(len(line.split()) < _NAMED for line in near)  # no list of names that runs on
        if _is_table([line.split() for line in lines[start:end]], alone):
            found[start:end] = [True] * (end - start)
    return found


def _runs(lines: Sequence[str], gaps: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Where consecutive lines have the same number of cells, two or more."""
    start, usual = 0, 0
    for at, line in enumerate([*lines, ""]):
        cells = _cells(line)
        if cells != usual or gaps[at : at + 1] != [0]:
            if at - start > 1 and usual > 1:
                yield start, at
            start, usual = at, cells


def _cells(line: str) -> int:
    """How many cells a line has; 0 for one that cannot be a row."""
    cells = line.split()
    return len(cells) if len(cells) > 1 and all(map(_CELL.fullmatch, cells)) else 0


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
