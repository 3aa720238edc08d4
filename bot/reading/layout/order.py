"""A story's runs of columns -> its paragraphs: column by column, joined by indent and fullness."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.reading.layout.pieces import Measures, Piece
from bot.reading.layout.placed import Box, PlacedLine, around
from bot.reading.lines import ends_clause, ends_sentence

_INDENT = 1.3  # sizes from the column's edge: a new paragraph
_NEAR = 4.0  # sizes: a line over all columns stands no further above them
_OVER = 0.6  # share of a run's width that the columns under it take at least
_SHORT = 2.3  # sizes: a line that ends so far from the column's edge is not full


@dataclass(frozen=True, slots=True)
class Paragraph:
    """The lines of a paragraph, or the one line of a subhead."""

    lines: tuple[PlacedLine, ...]


def in_order(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """The columns of a story from left to right, each from top to bottom.

    A run over several columns parts what stands above it from what stands below.
    """
    pieces = sorted(pieces, key=lambda piece: piece.box.top)
    lowest = min((piece.box.top for piece in pieces[1:]), default=0.0)
    if (
        len(pieces) > 1
        and len(pieces[0].lines) == 1
        and lowest - _NEAR * pieces[0].lines[0].size <= pieces[0].box.bottom <= lowest + 1
    ):
        return [pieces[:1], *in_order(pieces[1:])]  # a byline or a lead over all columns
    for number, piece in enumerate(pieces):
        under = [other for other in pieces if other is not piece and _lies_over(piece, other)]
        wide = bool(under) and around(each.box for each in under).width > _OVER * piece.box.width
        if wide and any(a.box.shared_x(b.box) < 0 for a in under for b in under):
            over = [other for other in pieces[:number] if other.box.bottom <= piece.box.top + 1]
            rest = [other for other in pieces if other is not piece and other not in over]
            return [*in_order(over), [piece], *in_order(rest)]
    columns: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda piece: piece.box.left):
        for column in columns:
            box = around(other.box for other in column)
            if box.shared_x(piece.box) > 0.4 * min(box.width, piece.box.width):
                column.append(piece)
                break
        else:
            columns.append([piece])
    for column in columns:
        column.sort(key=lambda piece: piece.box.top)
    return columns


def _lies_over(wide: Piece, other: Piece) -> bool:
    return (
        wide.box.shared_x(other.box) > 0.3 * other.box.width
        and wide.box.width > 1.3 * other.box.width
    )


def paragraphs_of(columns: Sequence[Sequence[Piece]], usual: Measures) -> list[Paragraph]:
    """The paragraphs in reading order; one that a column's end cut goes on in the next."""
    found: list[list[PlacedLine]] = []
    last: tuple[PlacedLine, Box] | None = None
    placed = list(_with_column(columns))
    rows = {line for column in columns for piece in column if piece.rows for line in piece.lines}
    indents = sum(_indent(line, box) >= _INDENT * usual.size for line, box in placed) >= 2
    for line, box in placed:
        single = line in rows or last is None or last[0] in rows
        if last is not None and not single and _goes_on(*last, line, box, usual, indents):
            found[-1].append(line)
        else:
            found.append([line])
        last = line, box
    return [Paragraph(tuple(lines)) for lines in found]


def _with_column(columns: Sequence[Sequence[Piece]]) -> Iterator[tuple[PlacedLine, Box]]:
    for column in columns:
        box = around(piece.box for piece in column)
        for piece in column:
            for line in piece.lines:
                yield line, box


def _indent(line: PlacedLine, column: Box) -> float:
    return line.box.left - column.left


def _goes_on(
    above: PlacedLine, over: Box, line: PlacedLine, box: Box, usual: Measures, indents: bool
) -> bool:
    if _indent(line, box) >= _INDENT * usual.size:
        return False
    if over.right - above.box.right > _SHORT * usual.size:
        # Short, but in the middle of a sentence at a column's end: a narrower last column.
        return over is not box and not ends_clause(above.text) and "，" in above.text
    return indents or not ends_sentence(above.text)
