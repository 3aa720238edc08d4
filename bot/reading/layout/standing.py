"""Where the pieces of a page stand: what is nearest above each, beside it, or in between."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence

from bot.reading import bylines
from bot.reading.layout.pieces import Measures, Piece
from bot.reading.layout.placed import Box, around
from bot.reading.layout.reach import GUTTER, is_walled, runs_over
from bot.reading.lines import ends_sentence
from bot.reading.names import is_likely
from bot.text import squeeze

_BELOW = 2.5  # times the distance of lines: text under a caption that its headline may rule
_ASIDE = 6.0  # sizes: an upright headline stands no further from its text
_NAME = 4  # characters of a name


class Standing:
    """The pieces of a page or of a frame on it, from top to bottom."""

    def __init__(self, pieces: Sequence[Piece], rules: Sequence[Box], usual: Measures) -> None:
        self.rules, self.usual = rules, usual
        whole = sorted(pieces, key=lambda piece: (piece.box.top, piece.box.left))
        self.heads = [piece for piece in whole if piece.kind == "head"]
        self.bylines = self._bylines(whole)  # right under a headline, with it
        self.pieces = [piece for piece in whole if piece not in self.bylines]
        self.columns = [piece for piece in self.pieces if piece.kind == "column"]
        self.above: Mapping[Piece, Piece | None] = {
            piece: self._nearest_above(piece) for piece in self.pieces
        }

    def over(self, piece: Piece) -> Piece | None:
        """What stands over the piece, pictures aside."""
        over = self.above[piece]
        while over is not None and over.kind == "picture":
            over = self.above[over]
        return over

    def over_caption(self, piece: Piece, captions: Container[Piece]) -> Piece | None:
        """What stands over the caption and its picture right above the run; None without one."""
        over = self.above[piece]
        begins = piece.lines[0].box.left > piece.box.left + 0.5 * self.usual.size
        if over is None or over not in captions or not begins or self.is_ruled_off(piece, over):
            return None
        if piece.box.top - over.box.bottom > _BELOW * self.usual.leading:
            return None
        while over is not None and (over.kind == "picture" or over in captions):
            over = self.above[over]
        return over

    def is_under_byline(self, piece: Piece, head: Piece | None) -> bool:
        """True for a column under the one line that stands between it and the headline."""
        over = self.above[piece]
        return (
            over is not None
            and over.kind == "column"
            and len(over.lines) == 1
            and self.above[over] is head
            and piece.box.top - over.box.bottom < 2 * self.usual.leading
        )

    def is_apart(self, over: Piece, piece: Piece) -> bool:
        """True where more than a line's end lies between the two."""
        return piece.box.top - over.box.bottom > 1.2 * self.usual.leading

    def is_ruled_off(self, piece: Piece, over: Piece) -> bool:
        """True where a rule lies between the run and the one above."""
        return any(_parts(rule, over.box, piece.box) for rule in self.rules)

    def is_foreign(self, piece: Piece, over: Piece) -> bool:
        """True when the run does not go on from the one above, though nothing parts them."""
        if self.is_ruled_off(piece, over):
            return True
        first = piece.lines[0]
        width = max(line.box.right for line in piece.lines) - piece.box.left
        short = first.box.width < width - 3 * self.usual.size
        if short and not ends_sentence(first.text):
            return False  # a subhead
        indented = first.box.left > piece.box.left + self.usual.size
        return self.is_apart(over, piece) or ends_sentence(over.text) != indented

    def is_beside(self, head: Piece, piece: Piece, *, leftward: bool = False) -> bool:
        """True for a headline set from top to bottom with the column right of it, or left.

        It stands as high as the column's head, or beside its middle.
        """
        size = self.usual.size
        sides = (piece.box, head.box) if leftward else (head.box, piece.box)
        near = -size <= sides[1].left - sides[0].right <= _ASIDE * size
        level = abs(piece.box.top - head.box.top) <= 2 * self.usual.leading
        amid = piece.box.top < head.box.top and head.box.bottom < piece.box.bottom
        over = self.above[piece]
        ruled = over is not None and over.kind == "head" and over.box.bottom > head.box.top
        gap = Box(sides[0].right, head.box.top, sides[1].left, head.box.bottom)
        free = not any(
            other.box.shared_x(gap) > 0 and other.box.shared_y(gap) > 0
            for other in self.pieces
            if other is not head and other is not piece
        )
        beside = near and (level or amid) and free and not ruled
        return head.upright and beside and not is_walled(gap, self.rules)

    def is_next(self, column: Piece, piece: Piece) -> bool:
        """True for a run in the next column, or behind a picture that stands in between."""
        size, gap = self.usual.size, piece.box.left - column.box.right
        if -0.5 * size < gap < GUTTER * size:
            return True
        return (
            gap > 0
            and runs_over(column, piece, self.usual)
            and any(
                -0.5 * size < other.box.left - column.box.right < GUTTER * size
                and -0.5 * size < piece.box.left - other.box.right < GUTTER * size
                and min(other.box.shared_y(column.box), other.box.shared_y(piece.box)) > size
                for other in self.pieces
                if other.kind in {"picture", "frame"}
            )
        )

    def _bylines(self, pieces: Sequence[Piece]) -> dict[Piece, Piece]:
        """The lines that name authors right under a headline, with it."""
        found = {}
        for piece in pieces:
            if piece.kind != "column" or len(piece.lines) > 1:
                continue
            if not (bylines.is_byline(piece.text) or self._may_name(piece, pieces)):
                continue
            near = [
                head
                for head in self.heads
                if not head.upright
                and -1 <= piece.box.top - head.box.bottom < 1.2 * self.usual.leading
                and not is_walled(around([piece.box, head.box]), self.rules)
            ]
            if near:
                found[piece] = max(near, key=lambda head: head.box.shared_x(piece.box))
        return found

    def _may_name(self, piece: Piece, pieces: Sequence[Piece]) -> bool:
        """True for a name in smaller type, where nothing stands beside it."""
        text, line = squeeze(piece.text), piece.lines[0]
        named = len(text) <= _NAME and is_likely(text)
        small = self.usual.exact and line.size < 0.97 * self.usual.size
        return (
            named
            and small
            and not any(
                other is not piece
                and other.box.shared_y(line.box) > 0
                and other.box.shared_x(line.box) > -3 * self.usual.size
                for other in pieces
                if other.kind == "column"
            )
        )

    def _nearest_above(self, piece: Piece) -> Piece | None:
        best: Piece | None = None
        middle = piece.box.top + piece.box.bottom
        for other in self.pieces:
            if (
                other is piece
                or other.upright
                or other.box.top + other.box.bottom >= middle  # nothing is above itself
                or _foot(other, piece) > piece.box.top + 0.5 * self.usual.size
            ):
                continue
            least = min(self.usual.size, 0.3 * min(piece.box.width, other.box.width))
            if other.box.shared_x(piece.box) < least:
                continue
            if best is None or other.box.bottom > best.box.bottom:
                best = other
        return best


def _foot(head: Piece, piece: Piece) -> float:
    """Where what stands above the piece ends over it: the rows of a headline differ in width."""
    if piece.kind != "picture" or head.kind != "head":
        return head.box.bottom
    over = [line.box.bottom for line in head.lines if line.box.shared_x(piece.box) > 0]
    return max(over, default=head.box.bottom)


def _parts(rule: Box, above: Box, below: Box) -> bool:
    """True for a level rule between the two."""
    level = rule.width > rule.height and rule.shared_x(below) > 0.3 * below.width
    return level and above.bottom - 3 <= rule.top <= below.top + 3
