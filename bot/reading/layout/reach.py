"""How far a headline reaches: the columns beside those right under it that are its story's too."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.reading.layout.pieces import Measures, Piece
from bot.reading.layout.placed import Box, around
from bot.reading.lines import ends_sentence

GUTTER = 4.0  # sizes: no two columns of a story are further apart
_EXACT, _GUESSED = 0.2, 0.8  # sizes: a headline that begins with its columns begins so near


@dataclass(frozen=True)
class Reach:
    """A headline, the columns under it, and the columns that no headline stands over.

    `above` has what is nearest above each piece.
    """

    head: Piece
    body: Sequence[Piece]
    free: Sequence[Piece]
    above: Mapping[Piece, Piece | None]
    rules: Sequence[Box]
    usual: Measures

    def columns(self) -> list[Piece]:
        """The free columns that begin as high as the body, with nothing above them."""
        left, right = self._side(leftward=True), self._side(leftward=False)
        if self.head.upright:
            return right if self.body[0].box.left > self.head.box.left else left
        return self._balanced(left, right)

    @property
    def _top(self) -> float:
        body = [piece for piece in self.body if len(piece.lines) > 1] or self.body
        return min(piece.box.top for piece in body)

    def _balanced(self, left: list[Piece], right: list[Piece]) -> list[Piece]:
        """Those that make the headline begin at their left edge, or stand in their middle.

        All of them where neither can be.
        """
        own = around(piece.box for piece in self.body)
        slack = (_EXACT if self.usual.exact else _GUESSED) * self.usual.size
        at_left = abs(self.head.box.left - own.left) < slack
        width = max(piece.box.width for piece in self.body)  # a last column may be one short line
        chosen: list[Piece] | None = None
        before, behind = self._read_on(left, right)
        for here in range(before, len(left) + 1):
            for there in range(behind, len(right) + 1):
                some = left[:here] + right[:there]
                whole = around([own, *(_widened(piece.box, width) for piece in some)])
                off = abs(_centre(self.head.box) - _centre(whole))
                most = 0.5 * slack if at_left else self.usual.size
                if at_left and not here:
                    continue
                if off <= most and (chosen is None or len(some) > len(chosen)):
                    chosen = some
        if chosen is None:
            return left[:before] + right if at_left else left + right
        return chosen

    def _read_on(self, left: Sequence[Piece], right: Sequence[Piece]) -> tuple[int, int]:
        """How many columns on each side there are sentences that run over to the next column."""
        if not self.usual.exact:  # the places of scans are not sure enough
            return 0, 0
        ordered = sorted(self.body, key=lambda piece: piece.box.left)
        before, first = 0, ordered[0]
        while before < len(left) and runs_over(left[before], first, self.usual):
            before, first = before + 1, left[before]
        behind, last = 0, ordered[-1]
        while behind < len(right) and runs_over(last, right[behind], self.usual):
            behind, last = behind + 1, right[behind]
        return before, behind

    def _side(self, leftward: bool) -> list[Piece]:
        """The columns on that side, the nearest first."""
        found: list[Piece] = []
        while (piece := self._next(found, leftward)) is not None:
            found.append(piece)
        return found

    def _next(self, found: Sequence[Piece], leftward: bool) -> Piece | None:
        top, size, leading = self._top, self.usual.size, self.usual.leading
        known = [p for p in (*self.body, *found) if abs(p.box.top - top) < leading]
        if not known:
            return None
        edge = min(p.box.left for p in known) if leftward else max(p.box.right for p in known)
        level = (0.25 if self.usual.exact else 0.6) * leading
        for piece in self.free:
            gap = edge - piece.box.right if leftward else piece.box.left - edge
            if piece in known or not -0.5 * size < gap < GUTTER * size:
                continue
            if abs(piece.box.top - top) > level or self._is_covered(piece):
                continue
            near = min(edge, piece.box.right if leftward else edge)
            if not is_walled(self._gap(near, near + gap), self.rules):
                return piece
        return None

    def _gap(self, left: float, right: float) -> Box:
        """Where a rule must stand to part stories: one between columns of a story begins below."""
        if self.head.upright:
            return Box(left, self._top, right, self._top + self.usual.size)
        return Box(left, self.head.box.top, right, self.head.box.bottom)

    def _is_covered(self, piece: Piece) -> bool:
        """True when something stands between the column and the headline's height."""
        over = self.above[piece]
        if over is None or self.head.upright:
            return False
        return over.box.bottom > self.head.box.top + 0.3 * self.usual.size


def runs_over(column: Piece, after: Piece, usual: Measures) -> bool:
    """True where a sentence is cut off by the column's end and goes on in the other column."""
    last, first = column.lines[-1], after.lines[0]
    full = last.box.right > column.box.right - usual.size and len(column.lines) > 1
    begun = len(after.lines) > 1 and first.box.left < after.box.left + 0.5 * usual.size
    return full and begun and not ends_sentence(column.text)


def is_walled(gap: Box, rules: Sequence[Box]) -> bool:
    """True when a rule from top to bottom stands in the gap."""
    return any(
        rule.height > rule.width and rule.shared_x(gap) >= 0 and rule.shared_y(gap) > 0
        for rule in rules
    )


def _centre(box: Box) -> float:
    return (box.left + box.right) / 2


def _widened(box: Box, width: float) -> Box:
    return Box(box.left, box.top, max(box.right, box.left + width), box.bottom)
