"""Columns that stories run down and over, as in documents: what goes on at the top of the next one.

A newspaper lays a story out as a block under its headline. A document sets one story under another
and lets the column's end cut it. The rest stands at the top of the next column, level with a
headline on the left that it does not belong to, or with the rest of another story.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import takewhile

from bot.reading import bylines
from bot.reading.layout.pieces import Measures, Piece
from bot.reading.layout.placed import Box, around
from bot.reading.layout.reach import GUTTER
from bot.reading.lines import ends_sentence

_BEGINS = 2.0  # times the distance of lines: an upright headline begins no further above or below
_GAP = 1.2  # times the distance of lines: more than between two of a paragraph


@dataclass(frozen=True, slots=True)
class Tail:
    """What stands at a column's foot; it is not `sure` where a headline may rule the rest too."""

    piece: Piece
    sure: bool


@dataclass(frozen=True)
class Flow:
    """The pieces of a page from top to bottom, what is nearest above each, and the captions."""

    pieces: Sequence[Piece]
    above: Mapping[Piece, Piece | None]
    captions: Set[Piece]
    rules: Sequence[Box]
    usual: Measures

    def carried(self) -> dict[Piece, Tail]:
        """The runs that go on from the foot of the column on their left, with what stands there."""
        found: dict[Piece, Tail] = {}
        runs = [piece for piece in self.pieces if self._is_run(piece)]
        for piece in sorted(runs, key=lambda piece: piece.box.left):
            tail = self._tail(piece, found)
            if tail is not None:
                found[piece] = tail
        return found

    def _is_run(self, piece: Piece) -> bool:
        return piece.kind == "column" and piece not in self.captions

    def _tail(self, piece: Piece, known: Mapping[Piece, Tail]) -> Tail | None:
        if bylines.opens_report(piece.text) or self._is_headed_upright(piece):
            return None
        over, top = self._over(piece)
        column = self._beside(piece, top)
        beside = [other for other in column if other.kind == "head" or self._is_run(other)]
        if any(other.upright for other in beside) or all(map(self._is_run, beside)):
            return None
        first, tail = beside[0], beside[-1]
        if first.kind == "head":
            level = abs(column[0].box.top - top) <= self.usual.leading
            if level and (over is None or self._parts(over, tail, piece)):
                return Tail(tail, sure=True)
            return None
        rests = list(takewhile(self._is_run, beside))
        done = ends_sentence(rests[-1].text) and not any(map(self._is_full, rests))
        if self._breaks_into(tail, piece) and done:
            return Tail(tail, sure=True)
        headless = self.above[first] is None or first in known
        if over is None and headless and not self._breaks_into(rests[-1], piece):
            return Tail(tail, sure=False)
        return None

    def _is_headed_upright(self, piece: Piece) -> bool:
        """True where a headline set from top to bottom stands right of the run's beginning."""
        return any(
            other.upright
            and 0 <= other.box.left - piece.box.right < GUTTER * self.usual.size
            and abs(other.box.top - piece.box.top) < _BEGINS * self.usual.leading
            for other in self.pieces
        )

    def _parts(self, over: Piece, tail: Piece, piece: Piece) -> bool:
        """True where the run goes on from the other column rather than from what is above it."""
        if self._breaks_into(over, piece):  # no gap is in mid-sentence: it goes on elsewhere
            apart = piece.box.top - over.box.bottom > _GAP * self.usual.leading
            return apart and self.above[piece] is over and self._breaks_into(tail, piece)
        return self._reads(tail, piece)

    def _over(self, piece: Piece) -> tuple[Piece | None, float]:
        """What stands above the run and the photos over it, and how high it and they begin."""
        over, top = self.above[piece], piece.box.top
        while over is not None and (over.kind == "picture" or over in self.captions):
            top = min(top, over.box.top)
            over = self.above[over]
        return over, top

    def _beside(self, piece: Piece, top: float) -> list[Piece]:
        """The pieces of the column on the left from this height on.

        It ends where something stands across both columns.
        """
        size = self.usual.size
        lowest = top + 0.5 * size
        runs = [
            other
            for other in self.pieces
            if self._is_run(other)
            and other.box.bottom > lowest
            and -0.5 * size < piece.box.left - other.box.right < GUTTER * size
        ]
        if not runs:
            return []
        column = around(other.box for other in runs)
        floor = min(
            (rule.top for rule in self.rules if rule.top > lowest and _spans(rule, column, piece)),
            default=float("inf"),
        )
        found: list[Piece] = []
        for other in self.pieces:
            if other.box.bottom <= lowest or other.box.shared_x(column) < size:
                continue
            if other.box.top > floor:
                break
            if other.box.shared_x(piece.box) > size:
                if other.box.top > top:
                    break
                continue
            found.append(other)
        return found

    def _breaks_into(self, above: Piece, piece: Piece) -> bool:
        """True where one stops and the other begins within a sentence."""
        open_ = above.kind == "column" and self._is_full(above) and not ends_sentence(above.text)
        return open_ and not self._is_indented(piece)

    def _reads(self, above: Piece, piece: Piece) -> bool:
        """True where one may go on in the other: both within a sentence, or both at its end."""
        done = above.kind == "head" or not self._is_full(above) or ends_sentence(above.text)
        return done == self._is_indented(piece)

    def _is_indented(self, piece: Piece) -> bool:
        near = [
            other.box.left
            for other in self.pieces
            if other.kind == "column" and abs(other.box.left - piece.box.left) < 3 * self.usual.size
        ]
        return piece.lines[0].box.left > min(near) + self.usual.size

    def _is_full(self, piece: Piece) -> bool:
        """False for a run whose last line ends a paragraph, by its length."""
        return piece.lines[-1].box.right > piece.box.right - self.usual.size


def _spans(rule: Box, column: Box, piece: Piece) -> bool:
    return rule.width > rule.height and min(rule.shared_x(column), rule.shared_x(piece.box)) > 0
