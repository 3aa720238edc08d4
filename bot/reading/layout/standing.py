"""Where the pieces of a page stand: what is nearest above each, beside it, or in between."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import replace

from bot.reading import bylines
from bot.reading.layout.labels import is_label
from bot.reading.layout.pieces import Measures, Piece
from bot.reading.layout.placed import Box, around
from bot.reading.layout.reach import GUTTER, is_walled, runs_over
from bot.reading.lines import ends_sentence
from bot.reading.names import is_likely, may_be_name
from bot.text import squeeze

_BELOW = 2.5  # times the distance of lines: text under a caption that its headline may rule
_ASIDE = 6.0  # sizes: an upright headline stands no further from its text
_PARTED = 2.0  # times the distance of lines: and a headline no further from its next rows
_LABELLED = 1.25  # times a label's type: that of its headline at least
_BESIDE = 0.6  # of their heights: a name from top to bottom stands so far beside its headline
_BEGINS = 1.2  # sizes: a label begins so near to the column's edge
_UNDER = 3.0  # times the distance of lines: and the column no further below the headline
_BRIEF = 1.3  # times the type of briefs' headlines: their column's name at most
_ALIKE = 0.1  # of their sizes: headlines of briefs differ no more
_NAME = 4  # characters of a name
_SIGNS = "□■◎●▲△◆◇○ \u3000"  # before a name
_SMALLER = 0.8  # times the largest type of a headline: its author's name at most
_INDENT = 2.6  # sizes: the first line of a paragraph begins so far in
_SUBTITLE = 30  # characters of a headline's last line in body type


class Standing:
    """The pieces of a page or of a frame on it, from top to bottom."""

    def __init__(self, pieces: Sequence[Piece], rules: Sequence[Box], usual: Measures) -> None:
        self.rules, self.usual = rules, usual
        whole = sorted(pieces, key=lambda piece: (piece.box.top, piece.box.left))
        self.heads = [piece for piece in whole if piece.kind == "head"]
        self.bylines: dict[Piece, Piece] = {}  # right under a headline, with it
        for head in self.heads:
            self._take_name(head)
        self.pieces: list[Piece] = []
        for piece in whole:
            if not self._given_to_head(piece, whole):
                self.pieces.append(piece)
        self.columns = [piece for piece in self.pieces if piece.kind == "column"]
        self._take_labels()
        self.above = self._all_above()
        if self._joined():
            self.above = self._all_above()

    def _all_above(self) -> Mapping[Piece, Piece | None]:
        """What is nearest above each piece."""
        return {piece: self._nearest_above(piece) for piece in self.pieces}

    def _joined(self) -> bool:
        """Put headlines together of which a rule or a ground parts the upper from the lower.

        The upper has no text of its own.
        """
        joined = False
        over = {self.above[piece] for piece in self.columns}
        for lower in [head for head in self.heads if not head.upright]:
            upper = self.above[lower]
            if upper not in self.heads or upper in over or upper in self.bylines.values():
                continue
            middle = lower.box.left + lower.box.right - upper.box.left - upper.box.right
            gap = lower.box.top - upper.box.bottom
            near = abs(middle) / 2 < 1.5 * self.usual.size and gap < _PARTED * self.usual.leading
            if near and not self._names_briefs(upper, lower):
                for line in reversed(upper.lines):
                    lower.top(line)
                self.heads.remove(upper)
                self.pieces.remove(upper)
                joined = True
        return joined

    def _take_labels(self) -> None:
        """Give a column's name that is set as large as a headline to the headline right below it.

        It stands over the headline, or begins with the columns that begin there.
        """
        for label in [head for head in self.heads if len(head.lines) == 1]:
            if len(label.lines) > 1 or not is_label(label.lines[0]):
                continue  # it has a name of its own by now
            if label in self.bylines.values():
                continue
            fits = self._is_named_aside if label.upright else self._is_labelled
            below = [head for head in self.heads if fits(head, label)]
            head = min(below, key=lambda head: head.box.top, default=None)
            if head is not None and (label.upright or self._stands_alone(label)):
                head.lines.insert(0, replace(label.lines[0], upright=False))
                head.box = replace(head.box, top=min(head.box.top, label.box.top))
                self.heads.remove(label)
                self.pieces.remove(label)

    def _is_named_aside(self, head: Piece, label: Piece) -> bool:
        """True for a headline right behind a small name that is set from top to bottom."""
        gap, size = head.box.left - label.box.right, self.usual.size
        level = head.box.shared_y(label.box) > _BESIDE * min(head.box.height, label.box.height)
        large = max(line.size for line in head.lines) > _LABELLED * label.lines[0].size
        return not head.upright and 0 <= gap < _ASIDE / 2 * size and level and large

    def _is_labelled(self, head: Piece, label: Piece) -> bool:
        """True for a larger headline right below the label."""
        gap, size = head.box.top - label.box.bottom, self.usual.size
        large = max(line.size for line in head.lines) > _LABELLED * label.lines[0].size
        if (
            head is label
            or head.upright
            or not large
            or not -1 <= gap < _PARTED * self.usual.leading
        ):
            return False
        left = min(
            (
                column.box.left
                for column in self.columns
                if abs(column.box.left - label.box.left) < _BEGINS * size
                and 0 < column.box.top - head.box.bottom < _UNDER * self.usual.leading
            ),
            default=head.box.left,
        )
        return left - _BEGINS * size < label.box.left < head.box.right

    def _stands_alone(self, label: Piece) -> bool:
        """True where nothing but a picture or a frame stands on the label's level beside it."""
        return not any(
            piece.box.shared_y(label.box) > 0
            and piece.box.shared_x(label.box) > -2 * self.usual.size
            for piece in self.pieces
            if piece is not label and piece.kind in {"column", "head"}
        )

    def _names_briefs(self, upper: Piece, lower: Piece) -> bool:
        """True for a column's name over several short items, whose headlines are set alike."""
        first, size = lower.lines[0], self.usual.size
        alike = any(
            abs(head.lines[0].size - first.size) < _ALIKE * first.size
            and (
                (abs(head.box.left - lower.box.left) < size and head.box.top > lower.box.bottom)
                or abs(head.box.top - lower.box.top) < 0.3 * size
            )
            for head in self.heads
            if head is not lower
        )
        name = upper.lines[0]
        small = len(upper.lines) == 1 and name.size < _BRIEF * first.size
        return small and is_label(name) and alike

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

    def _given_to_head(self, piece: Piece, pieces: Sequence[Piece]) -> bool:
        """Give a line that names authors right under a headline to it, or that is centred there.

        The latter becomes the last line of the headline, unless it is a name: a column's line would
        begin at the column's edge, or be indented.
        """
        if piece.kind != "column" or len(piece.lines) > 1:
            return False
        sign = not piece.text.strip(_SIGNS)  # of a byline, apart from the name
        if sign or bylines.is_byline(piece.text) or self._may_name(piece, pieces):
            near = [head for head in self.heads if self._is_right_under(piece, head)]
            if near:
                self.bylines[piece] = max(near, key=lambda head: head.box.shared_x(piece.box))
            return bool(near)
        head = self._centred_over(piece, pieces)
        if head is not None and _is_named(piece.text):
            self.bylines[piece] = head
        elif head is not None:
            head.add(piece.lines[0])
        return head is not None

    def _take_name(self, head: Piece) -> None:
        """Take the author's name off a headline's end, where it is set larger than the text."""
        last, largest = head.lines[-1], max(line.size for line in head.lines)
        small = last.size < _SMALLER * largest and not head.upright
        if small and (bylines.is_byline(last.text) or _is_signed(last.text)):
            head.lines.remove(last)
            head.box = around(line.box for line in head.lines)
            self.bylines[Piece("column", last.box, [last])] = head

    def _is_right_under(self, piece: Piece, head: Piece) -> bool:
        near = -1 <= piece.box.top - head.box.bottom < 1.2 * self.usual.leading
        walled = near and is_walled(around([piece.box, head.box]), self.rules)
        return near and not head.upright and not walled

    def _centred_over(self, piece: Piece, pieces: Sequence[Piece]) -> Piece | None:
        """The headline right over the middle of a line that stands alone on its level."""
        if len(squeeze(piece.text)) > _SUBTITLE or ends_sentence(piece.text):
            return None
        under = (head for head in self.heads if self._is_right_under(piece, head))
        return next((head for head in under if self._is_centred(piece, head, pieces)), None)

    def _is_centred(self, piece: Piece, head: Piece, pieces: Sequence[Piece]) -> bool:
        """True under the middle of the headline, where no paragraph begins."""
        size, box = self.usual.size, piece.box
        middle = abs(box.left + box.right - head.box.left - head.box.right) / 2
        beside = any(
            other.kind in {"column", "head"}
            and other.box.shared_y(box) > 0.2 * size
            and other.box.shared_x(head.box) > size
            for other in pieces
            if other is not piece and other is not head
        )
        paragraph = any(
            abs(other.box.left - box.left) < _INDENT * size
            for other in pieces
            if other.kind == "column" and 0 < other.box.top - box.bottom < self.usual.leading
        )
        return middle < 0.8 * size and not beside and not paragraph

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


def _is_named(text: str) -> bool:
    """True for a name, or one behind its office: 县农技站　毕文华."""
    *office, name = text.strip(_SIGNS).split() or [""]
    if len(name) == 1 and office and len(office[-1]) == 1:
        name, office = office[-1] + name, office[:-1]
    known = may_be_name(name) and (not office or len(office[0]) > 2)
    return len(name) <= _NAME and known and len(office) < 2


def _is_signed(text: str) -> bool:
    """True for a name behind a sign, or one that is hardly anything else."""
    name = squeeze(text.strip(_SIGNS))
    return is_likely(name) or (text[0] in _SIGNS and may_be_name(name))


def _foot(head: Piece, piece: Piece) -> float:
    """Where a headline ends over the piece: a picture may reach up beside its last rows."""
    if piece.kind != "picture" or head.kind != "head":
        return head.box.bottom
    over = [line.box.bottom for line in head.lines if line.box.shared_x(piece.box) > 0]
    return max(over, default=head.box.bottom)


def _parts(rule: Box, above: Box, below: Box) -> bool:
    """True for a level rule between the two."""
    level = rule.width > rule.height and rule.shared_x(below) > 0.3 * below.width
    return level and above.bottom - 3 <= rule.top <= below.top + 3
