"""Cells under one another -> the rows of a table, which are read across, not down the columns."""

from __future__ import annotations

from collections.abc import Sequence

from bot.reading.layout.pieces import Measures, Piece
from bot.reading.layout.placed import PlacedLine, around

_CELLS, _ROWS = 3, 3  # at least
_LEVEL = 0.35  # sizes: cells of a row stand no further above one another
_STEP = 2.4  # times the distance of lines from row to row
_CELL = 12  # characters of a cell, on average at most
_FILLED = 0.74  # share of a row's width that its cells fill at most; columns of prose fill more
_FIGURES = 0.2  # share of the cells that hold a figure at least
_ALIGNED = 1.6  # sizes: a cell stands so near under that of the row above, its edge or middle
_BESIDE = 3.0  # sizes: no cell stands further out than the table's first row
_BETWEEN = "\u3000"  # what is put between the cells of a row


def tables_of(lines: Sequence[PlacedLine], usual: Measures) -> list[tuple[Piece, list[PlacedLine]]]:
    """The tables among the lines: a piece whose lines are their rows, and the lines it is made of.

    Three rows or more of three cells or more under one another, short ones, some with figures.
    """
    tables: list[list[list[PlacedLine]]] = []
    for row in _rows(lines, usual):
        for table in tables:
            cells = _below(table, row, usual)
            if _goes_under(table[-1], cells, usual):
                table.append(cells)
                break
        else:
            tables.append([row])
    return [_made(table) for table in tables if len(table) >= _ROWS and _holds_figures(table)]


def _rows(lines: Sequence[PlacedLine], usual: Measures) -> list[list[PlacedLine]]:
    """Lines on one level with room between them, that fill little of it."""
    found: list[list[PlacedLine]] = []
    level: list[PlacedLine] = []
    ordered = sorted((line for line in lines if not line.upright), key=_middle)
    for line in [*ordered, None]:
        if line is not None and level and _middle(line) - _middle(level[0]) < _LEVEL * usual.size:
            level.append(line)
            continue
        found += _parts(sorted(level, key=lambda cell: cell.box.left), usual)
        level = [line] if line is not None else []
    return [row for row in found if _is_row(row)]


def _middle(line: PlacedLine) -> float:
    return (line.box.top + line.box.bottom) / 2


def _parts(level: Sequence[PlacedLine], usual: Measures) -> list[list[PlacedLine]]:
    """The cells of a level, parted where a line of prose stands among them."""
    parts: list[list[PlacedLine]] = [[]]
    for cell in level:
        if len(cell.text) > 2 * _CELL or cell.size > usual.head:
            parts.append([])
        else:
            parts[-1].append(cell)
    return parts


def _is_row(cells: Sequence[PlacedLine]) -> bool:
    if len(cells) < _CELLS:
        return False
    width = sum(cell.box.width for cell in cells)
    chars = sum(len(cell.text) for cell in cells)
    whole = around(cell.box for cell in cells).width
    return chars <= _CELL * len(cells) and width <= _FILLED * whole


def _below(
    table: Sequence[Sequence[PlacedLine]], row: Sequence[PlacedLine], usual: Measures
) -> list[PlacedLine]:
    """The cells of the row that stand below the table, not beside it."""
    box, slack = around(cell.box for cell in table[0]), _BESIDE * usual.size
    return [c for c in row if c.box.right > box.left - slack and c.box.left < box.right + slack]


def _goes_under(above: Sequence[PlacedLine], row: Sequence[PlacedLine], usual: Measures) -> bool:
    if len(row) < _CELLS:
        return False
    if not 0 < _middle(row[0]) - _middle(above[0]) < _STEP * usual.leading:
        return False
    if abs(len(above) - len(row)) > 1:
        return False
    near = sum(any(_is_aligned(over, cell, usual) for over in above) for cell in row)
    return near >= max(_CELLS, len(row) - 1)


def _is_aligned(over: PlacedLine, cell: PlacedLine, usual: Measures) -> bool:
    a, b = over.box, cell.box
    least = min(
        abs(a.left - b.left), abs(a.right - b.right), abs(a.left + a.right - b.left - b.right) / 2
    )
    return least < _ALIGNED * usual.size


def _holds_figures(table: Sequence[Sequence[PlacedLine]]) -> bool:
    cells = [cell for row in table for cell in row]
    return sum(any(map(str.isdigit, cell.text)) for cell in cells) >= _FIGURES * len(cells)


def _made(table: Sequence[Sequence[PlacedLine]]) -> tuple[Piece, list[PlacedLine]]:
    cells = [cell for row in table for cell in row]
    box = around(cell.box for cell in cells)
    rows = [_joined(row) for row in table]
    return Piece("column", box, rows, rows=True), cells


def _joined(row: Sequence[PlacedLine]) -> PlacedLine:
    text = _BETWEEN.join(cell.text.strip() for cell in row)
    return PlacedLine(text, around(cell.box for cell in row), max(cell.size for cell in row))
