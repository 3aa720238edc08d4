"""Which runs of a page are captions: right under a picture, or with a credit at their end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import inf

from bot.reading import bylines
from bot.reading.layout.pieces import Measures, Piece, is_head
from bot.reading.layout.placed import Box, PlacedLine
from bot.reading.layout.reach import GUTTER
from bot.reading.lines import ends_sentence

_LONGEST = 300  # characters of a caption
_CREDIT = 16  # characters of a credit by itself
_UNDER = 2.0  # times the distance of lines: a caption stands no further below its picture
_NEAR = 1.5  # the same of a credit below its caption
_STRIP = 0.25  # of a picture's height: the strip at its foot or head where its caption is printed
_HIGH = 5.0  # times the distance of lines: a picture with a caption on it is as high
_SMALL = 0.97  # times the body's size: captions are often set smaller


@dataclass(frozen=True)
class Captions:
    """The columns of a page, and what is nearest above each piece."""

    columns: Sequence[Piece]
    above: Mapping[Piece, Piece | None]
    usual: Measures

    def found(self) -> list[list[Piece]]:
        """The runs of each caption, in the order of their places."""
        groups: list[list[Piece]] = []
        taken: set[Piece] = set()
        for piece in self.columns:
            if piece in taken or not (self._is_under_picture(piece) or self._has_credit(piece)):
                continue
            group = [*self._before(piece, taken), piece]
            group += self._credits(group, taken)
            taken.update(group)
            groups.append(group)
        return groups

    def _is_under_picture(self, piece: Piece) -> bool:
        over = self.above[piece]
        return (
            over is not None
            and over.kind == "picture"
            and not over.captioned
            and piece.box.top - over.box.bottom < _UNDER * self.usual.leading
            and piece.box.left > over.box.left - self.usual.size
            and piece.box.right < over.box.right + self.usual.size
            and len(piece.text) <= _LONGEST
            and not opens_story(piece)
            and not self._is_nearer(over, piece)
            and not self._goes_on_below(over, piece)
        )

    def _goes_on_below(self, picture: Piece, piece: Piece) -> bool:
        """True where a sentence of the column that the picture stands in goes on below it."""
        above = self.above[picture]
        if above is None or above.kind != "column" or ends_sentence(above.text):
            return False
        last, first = above.lines[-1], piece.lines[0]
        size = self.usual.size
        alike = abs(last.size - first.size) < 0.05 * size
        flush = abs(last.box.right - piece.box.right) < size and len(piece.lines) > 1
        return alike and flush and abs(above.box.left - first.box.left) < 0.5 * size

    def _is_nearer(self, picture: Piece, piece: Piece) -> bool:
        """True where another run stands between the picture and this one's height."""
        return any(
            other.box.bottom <= piece.box.top + 1
            and other.box.top > picture.box.bottom - self.usual.size
            and other.box.shared_x(picture.box) > self.usual.size
            for other in self.columns
        )

    def _before(self, piece: Piece, taken: set[Piece]) -> list[Piece]:
        """The columns on the left, as high as this one, from which a caption goes on in it."""
        found = [piece]
        over = self.above[piece]
        pictured = over is not None and over.kind == "picture"
        apart = pictured or not self.usual.exact  # what ends with a sentence is something else
        left = over.box.left - self.usual.size if over is not None and pictured else -inf
        while True:
            edge = found[0].box
            near = [
                other
                for other in self.columns
                if other not in taken
                and other not in found
                and other.box.left > left
                and abs(other.box.top - edge.top) < 0.25 * self.usual.leading
                and -0.5 * self.usual.size < edge.left - other.box.right < GUTTER * self.usual.size
                and not (apart and ends_sentence(other.text))
            ]
            whole = sum(len(each.text) for each in (*found, *near))
            if len(near) != 1 or whole > _LONGEST:
                return found[:-1]
            found.insert(0, near[0])

    def _credits(self, group: Sequence[Piece], taken: set[Piece]) -> list[Piece]:
        """What stands by itself below the caption, or beside it under the picture: who took it."""
        picture = self.above[group[0]]
        boxes = [piece.box for piece in group]
        if picture is not None and picture.kind == "picture":
            boxes.append(picture.box)
        lowest = max(piece.box.bottom for piece in group)
        return [
            other
            for other in self.columns
            if other not in taken
            and other not in group
            and self._is_small(other)
            and any(other.box.shared_x(box) > 0.5 * other.box.width for box in boxes)
            and group[0].box.top - self.usual.size < other.box.top
            and other.box.top - lowest < _NEAR * self.usual.leading
        ]

    def _is_small(self, piece: Piece) -> bool:
        """True for a short line that is a credit, or set in the type of captions."""
        if len(piece.lines) > 1 or len(piece.text) > _CREDIT:
            return False
        small = self.usual.exact and piece.lines[0].size < _SMALL * self.usual.size
        return bylines.is_credit(piece.text) or (small and not bylines.is_byline(piece.text))

    def _has_credit(self, piece: Piece) -> bool:
        over = self.above[piece]
        if over is not None and over.kind == "column" and not self._is_apart(over, piece):
            return False
        text = piece.text
        if len(text) > _LONGEST or bylines.opens_report(text):
            return False
        shown = (text, piece.lines[-1].text)
        if any(bylines.credit_start(part) is not None or bylines.is_credit(part) for part in shown):
            return True
        return any(
            bylines.is_credit(other.text) and self.above[other] is piece
            for other in self.columns
            if not self._is_apart(piece, other)
        )

    def _is_apart(self, over: Piece, piece: Piece) -> bool:
        return piece.box.top - over.box.bottom > 1.2 * self.usual.leading


def opens_story(piece: Piece) -> bool:
    """True for a run that begins with a dateline, or with a short line over one."""
    first, *more = (line.text for line in piece.lines[:2])
    headed = bool(more) and not ends_sentence(first) and bylines.opens_report(more[0])
    return bylines.opens_report(first) or headed


def is_printed_on(frame: Box, own: Sequence[PlacedLine], usual: Measures) -> bool:
    """True for a picture, in whose foot or head these lines, its caption, are printed."""
    if not own or frame.height < _HIGH * usual.leading or any(is_head(one, usual) for one in own):
        return False
    above = min(line.box.top for line in own) - frame.top
    below = frame.bottom - max(line.box.bottom for line in own)
    return frame.height - max(above, below) < _STRIP * frame.height
