"""Pieces of a page -> stories: which headline each run of a column belongs to.

A headline rules what stands under it, and the columns beside that begin at the same height with
nothing above them. A run without a headline goes on from the run above it or, where that one ended,
from the column on its left; at the top of a column, from the foot of the one before (`flow.py`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bot.reading.layout.captions import Captions, opens_story
from bot.reading.layout.flow import Flow, Tail
from bot.reading.layout.pieces import Measures, Piece
from bot.reading.layout.placed import Box
from bot.reading.layout.reach import GUTTER, Reach, runs_over
from bot.reading.layout.standing import Standing
from bot.reading.lines import ends_sentence

_FAR = 6.0  # sizes: a run stands no further right of a headline that has no text below
_LEVEL = 3.5  # times the distance of lines: and begins no further above or below


@dataclass(eq=False)
class Story:
    """Pieces that belong together."""

    head: Piece | None = None
    body: list[Piece] = field(default_factory=list)
    bylines: list[Piece] = field(default_factory=list)  # right under the headline
    photo: bool = False
    usual: Measures | None = None  # of its own part of the page
    turned: float = 0.0  # the width of the page with which it was turned, if it was


class Parting:
    """The stories of a page or of a frame on it."""

    def __init__(
        self,
        pieces: Sequence[Piece],
        rules: Sequence[Box],
        usual: Measures,
        *,
        framed: bool = False,
    ) -> None:
        self.rules, self.usual, self.framed = rules, usual, framed
        self.standing = Standing(pieces, rules, usual)
        self.pieces, self.above = self.standing.pieces, self.standing.above
        self.heads, self.columns = self.standing.heads, self.standing.columns
        self.owner: dict[Piece, Story] = {}
        self.carried: dict[Piece, Tail] = {}  # runs that a column's end cut off
        self.cut: set[Piece] = set()  # those of them that no headline may rule
        self.captioned: list[Piece] = []  # what captions consist of
        self.settling: set[Piece] = set()  # runs looked at: places may go round in a circle

    def stories(self) -> list[Story]:
        """All of them, in the order of their places."""
        found = [Story(head) for head in self.heads]
        for byline, head in self.standing.bylines.items():
            found[self.heads.index(head)].bylines.append(byline)
        photos = self._photos(found)
        self.captioned = list(self.owner)
        captions = frozenset(self.owner)
        if self.usual.exact:  # the places and line ends of scans are not sure enough
            self.carried = Flow(self.pieces, self.above, captions, self.rules, self.usual).carried()
        self.cut = {piece for piece, tail in self.carried.items() if tail.sure}
        texts = [story for story in found if not story.photo]
        for rule in (self._rule_below, self._rule_beside, self._rule_under_pictures):
            for story in texts:
                rule(story)
        for story in found:
            photos += self._rule_around(story)
        by_head = {story.head: story for story in found}
        for piece in self.columns:
            self._settle(piece, by_head, found)
        found += photos
        kept = [story for story in found if story.head or story.body]
        return sorted(kept, key=_place)

    def _give(self, piece: Piece, story: Story) -> None:
        self.owner[piece] = story
        story.body.append(piece)

    def _settle(
        self, piece: Piece, by_head: Mapping[Piece | None, Story], found: list[Story]
    ) -> None:
        """Give a run that no headline rules to the story that it goes on with, or to a new one."""
        if piece in self.owner or piece in self.settling:
            return
        self.settling.add(piece)
        tail = self.carried[piece].piece if piece in self.carried else None
        level = [p for p in self.columns if abs(p.box.top - piece.box.top) < self.usual.size]
        beside = [p for p in level if p is not piece and self.standing.is_next(p, piece)]
        for other in (self.above[piece], tail, *beside):
            if other is not None and other.kind == "column":
                self._settle(other, by_head, found)
        known = by_head.get(tail) or self.owner.get(tail) if tail is not None else None
        known = known or self._goes_on(piece)
        if known is None and self.framed and len(self.heads) == 1:
            known = by_head[self.heads[0]]
        if known is None:
            known = by_head.get(self._head_on_left(piece, by_head))
        if known is None:
            known = Story()
            found.append(known)
        self._give(piece, known)

    def _head_on_left(self, piece: Piece, by_head: Mapping[Piece | None, Story]) -> Piece | None:
        """The headline right beside the run, on its left, that has no text below it."""
        size = self.usual.size
        near = [
            head
            for head in self.heads
            if not head.upright
            and 0 <= piece.box.left - head.box.right < _FAR * size
            and head.box.shared_y(piece.box) > 0
            and abs(head.box.top - piece.box.top) < _LEVEL * self.usual.leading
            and not by_head[head].body
        ]
        return max(near, key=lambda head: head.box.right, default=None)

    def _photos(self, found: Sequence[Story]) -> list[Story]:
        """The captions, each with the headline over it, if that is its own."""
        photos = []
        by_head = {story.head: story for story in found}
        for own in Captions(self.columns, self.above, self.usual).found():
            over = self.standing.over(own[0])
            if over is None or over.kind != "head":
                near = (head for head in self.heads if self.standing.is_beside(head, own[0]))
                over = next(near, None)
            story = by_head.get(over)
            if story is not None and self._only_below(own, over):
                story.photo = True
            else:
                story = Story(photo=True)
                photos.append(story)
            for each in own:
                self._give(each, story)
        return photos

    def _only_below(self, own: Sequence[Piece], head: Piece | None) -> bool:
        """True when the caption is all that the headline can be for."""
        return not any(
            other not in own and head in (self.above[other], self.standing.over_caption(other, own))
            for other in self.columns
        )

    def _rule_below(self, story: Story) -> None:
        head = story.head
        if head is not None and head.upright:
            for piece in self._beside_upright(head):
                self._give(piece, story)
            return
        for piece in self.columns:
            if piece in self.owner or piece in self.cut or head is None:
                continue
            over = self.above[piece]
            under = head in (over, self.standing.over_caption(piece, self.captioned))
            if under or (over in story.body and self.standing.is_under_byline(piece, head)):
                self._give(piece, story)

    def _beside_upright(self, head: Piece) -> list[Piece]:
        """The free columns next to a headline set from top to bottom: right of it, or left."""
        free = [p for p in self.columns if p not in self.owner and p not in self.cut]
        if self.framed and len(self.heads) == 1:
            return free
        beside = self.standing.is_beside
        near = [piece for piece in free if beside(head, piece)]
        return near or [piece for piece in free if beside(head, piece, leftward=True)]

    def _rule_under_pictures(self, story: Story) -> None:
        """Take the columns below a picture under the headline, as its others go on beside them."""
        head = story.head
        if head is None or head.upright:
            return
        for piece in self.columns:
            over = self.above[piece]
            if piece in self.owner or piece in self.cut or not self._is_pictured(over):
                continue
            if over is None or self.standing.is_ruled_off(piece, over):
                continue
            while self._is_pictured(over):
                over = self.above[over] if over is not None else None
            if over is head and any(one.box.shared_y(piece.box) > 0 for one in story.body):
                self._give(piece, story)

    def _is_pictured(self, piece: Piece | None) -> bool:
        """True for a picture or its caption."""
        return piece is not None and (piece.kind == "picture" or piece in self.captioned)

    def _rule_around(self, story: Story) -> list[Story]:
        """Take the columns beside the picture that is all that stands under a wide headline.

        The picture with its caption, if it has one, is then a story of its own.
        """
        head = story.head
        if head is None or head.upright or not (story.photo or not story.body):
            return []
        under = [p for p in self.pieces if p.kind == "picture" and self.above[p] is head]
        taken: list[Piece] = []
        for picture in under:
            for leftward in (True, False):
                edge = picture.box
                while (piece := self._level_with(picture, edge, head, leftward)) is not None:
                    taken.append(piece)
                    self.owner[piece] = story
                    edge = piece.box
        if not taken:
            return []
        caption = Story(body=story.body, photo=True)
        for piece in caption.body:
            self.owner[piece] = caption
        story.body, story.photo = taken, False
        return [caption] if caption.body else []

    def _level_with(self, picture: Piece, edge: Box, head: Piece, leftward: bool) -> Piece | None:
        """The free column next to this edge that begins as high as the picture."""
        size = self.usual.size
        for piece in self.columns:
            over = self.above[piece]
            gap = edge.left - piece.box.right if leftward else piece.box.left - edge.right
            if piece in self.owner or not -0.5 * size < gap < GUTTER * size:
                continue
            level = abs(piece.box.top - picture.box.top) < 2.5 * self.usual.leading
            covered = over is not None and over.box.bottom > head.box.top + 0.3 * size
            if level and len(piece.lines) > 1 and not covered:
                return piece
        return None

    def _rule_beside(self, story: Story) -> None:
        if story.head is None or not story.body:
            return
        free = [p for p in self.columns if p not in self.owner and p not in self.cut]
        reach = Reach(story.head, story.body, free, self.above, self.rules, self.usual)
        for piece in reach.columns():
            self._give(piece, story)

    def _goes_on(self, piece: Piece) -> Story | None:
        """The story that a run without a headline goes on with."""
        over = self.standing.over(piece)
        inherited = self.owner.get(over) if over is not None else None
        if over is not None and over.rows and not self.standing.is_apart(over, piece):
            return inherited  # what stands under a table is its note
        if inherited is not None and inherited.photo:
            inherited = None
        beside = None if opens_story(piece) else self._left_of(piece)
        if inherited is None or over is None:
            return beside
        if beside is None or beside is inherited:
            ruled = self.standing.is_ruled_off(piece, over) and ends_sentence(over.text)
            return None if ruled and beside is None else inherited
        return beside if self.standing.is_foreign(piece, over) else inherited

    def _left_of(self, piece: Piece) -> Story | None:
        """The story whose column stands on the left, beside the run's first line."""
        best: Piece | None = None
        slack = self.usual.leading
        for other, story in self.owner.items():
            if story.photo or not self.standing.is_next(other, piece):
                continue
            top = other.box.top
            if story.head is not None and runs_over(other, piece, self.usual):
                top = min(top, story.head.box.top)  # beside its headline
            if top - slack > piece.box.top or other.box.bottom + slack < piece.box.top:
                continue
            if best is None or other.box.right > best.box.right:
                best = other
        return self.owner[best] if best is not None else None


def _place(story: Story) -> tuple[float, float]:
    box = story.head.box if story.head else min((p.box for p in story.body), key=lambda b: b.top)
    return box.top, box.left
