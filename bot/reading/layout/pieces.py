"""Lines -> pieces of a page: runs of a column, headlines, pictures and frames."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

from bot.reading import bylines
from bot.reading.layout.placed import Box, PlacedLine, around
from bot.reading.lines import ends_sentence

PieceKind = Literal["column", "head", "picture", "frame"]

_LARGER = 1.12  # times the body's size: a headline
_LARGER_GUESSED = 1.17  # where sizes were estimated
_FEW, _LARGER_FEW = 4, 1.4  # so few characters tell their size less well
_LARGER_ONE = 1.6  # the same for a title of one character
_PITCH = 1.35  # times the usual distance of lines: no further apart in one run
_INDENT = 2.6  # sizes: the first line of a paragraph begins so far in
_ASIDE = 6.0  # sizes: the next column is no further, its indent included
_DASHES = frozenset("—―－-")  # of a headline, in a line of their own
_VERSES, _VERSE = 5, 20  # lines of a poem at least, and characters of one at most
_CENTRED = 30  # characters of a line under the middle of a headline
_MAX_HEAD = 80  # characters of a headline's line


@dataclass(eq=False)
class Piece:
    """A run of lines of one column, the lines of one headline, a picture or a frame."""

    kind: PieceKind
    box: Box
    lines: list[PlacedLine] = field(default_factory=list)
    rows: bool = False  # each line is a table's row, or a verse's
    captioned: bool = False  # a picture with its caption printed on it

    @property
    def upright(self) -> bool:
        """True for a headline set from top to bottom."""
        return self.kind == "head" and self.lines[0].upright

    @property
    def text(self) -> str:
        """Its lines in a row."""
        return "".join(line.text for line in self.lines)

    def add(self, line: PlacedLine) -> None:
        """Put a line under the others."""
        self.lines.append(line)
        self._widen(line.box)

    def top(self, line: PlacedLine) -> None:
        """Put a line over the others."""
        self.lines.insert(0, line)
        self._widen(line.box)

    def _widen(self, other: Box) -> None:
        box = self.box
        self.box = Box(
            min(box.left, other.left),
            min(box.top, other.top),
            max(box.right, other.right),
            max(box.bottom, other.bottom),
        )


@dataclass(frozen=True, slots=True)
class Measures:
    """What is usual on the page: the size of its body type and the distance of its lines."""

    size: float
    leading: float
    exact: bool

    @property
    def head(self) -> float:
        """The smallest type of headlines."""
        return self.size * (_LARGER if self.exact else _LARGER_GUESSED)


def measures_of(lines: Sequence[PlacedLine], exact: bool) -> Measures:
    """The page's usual size and leading, by most characters. `Measures(10.0, 14.0, True)`."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size * 2) / 2 if exact else round(line.size)] += len(line.text)
    size = max(sizes.items(), key=lambda pair: pair[1], default=(10.0, 0))[0] or 10.0
    if not exact:  # estimates scatter: the middle one of those near
        near = sorted(line.size for line in lines if 0.8 * size <= line.size <= 1.2 * size)
        size = near[len(near) // 2]
    body = [line for line in lines if 0.85 * size <= line.size <= 1.15 * size]
    body.sort(key=lambda line: (round(line.box.left / (2 * size)), line.box.top))
    steps: Counter[float] = Counter()
    for above, line in pairwise(body):
        step = line.box.top - above.box.top
        if 1.02 * size <= step <= 2.5 * size and above.box.shared_x(line.box) > size:
            steps[round(4 * step / size) / 4] += 1
    leading = max(steps.items(), key=lambda pair: pair[1], default=(1.5, 0))[0] * size
    return Measures(size, leading, exact)


def is_head(line: PlacedLine, usual: Measures) -> bool:
    """True for a line in a headline's type."""
    least = usual.head
    if not usual.exact and len(line.text) < _FEW:
        least = _LARGER_FEW * usual.size
    if not (line.size >= least or line.upright) or not 2 <= len(line.text) <= _MAX_HEAD:
        return usual.exact and _is_short_title(line, usual)
    return any(map(str.isalpha, line.text)) or _DASHES.issuperset(line.text)  # no bare figure


def _is_short_title(line: PlacedLine, usual: Measures) -> bool:
    """True for a title of one character: 渡."""
    large = line.size >= _LARGER_ONE * usual.size and not line.upright
    return large and len(line.text) == 1 and "\u4e00" <= line.text <= "\u9fff"


def is_widow(line: PlacedLine, heads: Sequence[PlacedLine]) -> bool:
    """True for the last character of a headline, alone in its line."""
    return len(line.text) == 1 and any(
        not head.upright
        and abs(line.size - head.size) < 0.05 * head.size
        and 0 < line.box.top - head.box.bottom < 0.75 * head.size
        and min(
            abs(line.box.left - head.box.left),
            abs(line.box.left + line.box.right - head.box.left - head.box.right) / 2,
        )
        < 0.3 * head.size
        for head in heads
    )


def is_under(
    line: PlacedLine, heads: Sequence[PlacedLine], lines: Sequence[PlacedLine], usual: Measures
) -> bool:
    """True for a line right under a headline's height, where authors are named.

    It may stand beside the headline, but nothing else stands right above it, and no other column
    has a line on its level.
    """
    near = [
        head
        for head in heads
        if not head.upright and 0 <= line.box.top - head.box.bottom < 1.2 * usual.leading
    ]
    if not near:
        return False
    level, aside = 0.2 * usual.size, -_ASIDE * usual.size
    return not any(
        other.box.shared_x(line.box) > 0
        if level < line.box.top - other.box.top < _PITCH * usual.leading
        else abs(line.box.top - other.box.top) <= level and other.box.shared_x(line.box) > aside
        for other in lines
        if other is not line and other not in near
    )


def is_centred(
    line: PlacedLine, heads: Sequence[PlacedLine], lines: Sequence[PlacedLine], usual: Measures
) -> bool:
    """True for a line of a scan under the middle of a headline, wider or narrower than a column.

    What stands below it begins further left and ends further right, or in several columns. Where
    places are exact, the distance of lines tells.
    """
    if usual.exact:
        return False
    middle = line.box.left + line.box.right
    over = [
        head
        for head in heads
        if not head.upright
        and -0.3 * usual.size <= line.box.top - head.box.bottom < 1.2 * usual.leading
        and abs(head.box.left + head.box.right - middle) < 1.4 * usual.size
    ]
    if not over or len(line.text) > _CENTRED or ends_sentence(line.text):
        return False
    below = [
        other.box
        for other in lines
        if 0.5 * usual.leading < other.box.top - line.box.top < 2.4 * usual.leading
        and other.box.shared_x(line.box) > 0
    ]
    first = min((box.top for box in below), default=0.0)
    level = [box for box in below if box.top - first < 0.4 * usual.leading]
    out = 0.6 * usual.size
    inside = [box for box in level if box.left < line.box.left - out and box.right > line.box.right]
    return len(level) > 1 or bool(inside)


def in_flow(line: PlacedLine, lines: Sequence[PlacedLine], usual: Measures) -> bool:
    """True for a line of a column, however large it looks.

    Lines stand right above and below, or it is indented over one below that ends where it does,
    or it opens a report.
    """
    if line.upright or line.size > 1.4 * usual.size:
        return False
    near = [
        other.box
        for other in lines
        if abs(other.box.left - line.box.left) < _INDENT * usual.size
        and abs(other.box.top - line.box.top) < 1.3 * usual.leading
        and other.size < usual.head
    ]
    above = any(box.top < line.box.top for box in near)
    below = [box for box in near if box.top > line.box.top]
    first = any(
        line.box.left - box.left > 1.2 * usual.size
        and abs(line.box.right - box.right) < 1.2 * usual.size
        for box in below
    )
    return first or (above and bool(below)) or bylines.opens_report(line.text)


def columns_of(lines: Iterable[PlacedLine], usual: Measures, walls: Sequence[Box]) -> list[Piece]:
    """Runs of lines under one another, in one column. `walls` are rules that part them."""
    pieces: list[Piece] = []
    open_: list[Piece] = []  # without those that ended too far above for a line to go under them
    reach, indent = _PITCH * usual.leading, _INDENT * usual.size
    walls = [wall for wall in walls if _is_flat(wall)]
    for line in sorted(lines, key=lambda line: (line.box.top, line.box.left)):
        left, right = line.box.left, line.box.right
        fits = [
            piece
            for piece in open_
            if left <= piece.box.right + indent
            and right >= piece.box.left - indent
            and _goes_under(piece, line, usual, walls)
        ]
        if fits:
            best = max(fits, key=lambda piece: piece.box.shared_x(line.box))
            best.add(line)
        else:
            pieces.append(Piece("column", line.box, [line]))
            top = line.box.top
            open_ = [piece for piece in open_ if top - piece.lines[-1].box.top <= reach]
            open_.append(pieces[-1])
    return pieces


def _goes_under(piece: Piece, line: PlacedLine, usual: Measures, walls: Sequence[Box]) -> bool:
    above, size = piece.lines[-1], usual.size
    step = line.box.top - above.box.top
    if not 0.5 * size < step <= _PITCH * usual.leading:
        return False
    slack = 0.045 if usual.exact else 0.28
    if abs(line.size - above.size) > slack * size:
        return False
    box, under = piece.box, line.box
    indented = abs(under.left - box.left) < _INDENT * size  # or one of them is
    shared, narrow = box.shared_x(under), min(under.width, box.width)
    if shared < min(1.5 * size, 0.8 * narrow) and not indented:
        return False
    wide = max(under.width, box.width)
    if wide > narrow + 3 * size and len(piece.lines) > 1 and not _within(under, box, size):
        return False
    return not any(_between(wall, above.box, under) for wall in walls)


def _within(inner: Box, outer: Box, size: float) -> bool:
    return inner.left >= outer.left - 2.6 * size and inner.right <= outer.right + 1.6 * size


def _between(wall: Box, above: Box, below: Box) -> bool:
    middle = (above.top + above.bottom) / 2, (below.top + below.bottom) / 2
    return _is_flat(wall) and middle[0] < wall.top < middle[1] and wall.shared_x(below) > 0


def _is_flat(wall: Box) -> bool:
    return wall.width > wall.height


def is_verse(piece: Piece, usual: Measures) -> bool:
    """True for a run of short lines of many lengths, few of which end a sentence: a poem."""
    lines = piece.lines
    if len(lines) < _VERSES:
        return False
    full = sum(line.box.right > piece.box.right - usual.size for line in lines)
    ended = sum(line.text.strip()[-1:] in "。，、；：！？" for line in lines)
    longest = max(len(line.text) for line in lines)
    return longest <= _VERSE and 2 * max(full, ended) <= len(lines)


def heads_of(
    lines: Iterable[PlacedLine], body: Sequence[Piece], walls: Sequence[Box]
) -> list[Piece]:
    """The headlines: lines of large type near one another, with no body type between them."""
    heads: list[Piece] = []
    for line in sorted(lines, key=lambda line: (line.box.top, line.box.left)):
        fits = [head for head in heads if _same_head(head, line, body, walls)]
        fits.sort(key=lambda head: head.box.shared_x(line.box) > 0)
        if fits:
            fits[-1].add(line)
        else:
            heads.append(Piece("head", line.box, [line]))
    for head in heads:
        if head.upright:
            head.lines.sort(key=lambda line: -line.box.left)
    return heads


def _same_head(head: Piece, line: PlacedLine, body: Sequence[Piece], walls: Sequence[Box]) -> bool:
    if head.upright and line.upright:
        return _beside(head.box, line.box, max(line.size, *(one.size for one in head.lines)))
    if head.upright or line.upright:
        return False
    last = head.lines[-1]
    gap = line.box.top - head.box.bottom
    if gap > 0.75 * max(min(last.size, line.size), 0.6 * max(last.size, line.size)):
        return False
    if head.box.shared_x(line.box) <= 0 and not _set_off(head, line, body, walls):
        return False
    if any(_between(wall, last.box, line.box) for wall in walls):
        return False
    strip = Box(
        max(head.box.left, line.box.left), head.box.bottom,
        min(head.box.right, line.box.right), line.box.top,
    )  # fmt: skip
    return not any(
        piece.box.shared_x(strip) > 0 and piece.box.shared_y(strip) > 0 for piece in body
    )


def _beside(head: Box, line: Box, size: float) -> bool:
    """True for lines set from top to bottom that stand near one another, about as high."""
    level = head.shared_y(line) > 0.5 * min(head.height, line.height)
    return level and -0.3 * size < -head.shared_x(line) < size


def _set_off(head: Piece, line: PlacedLine, body: Sequence[Piece], walls: Sequence[Box]) -> bool:
    """True for a kicker that ends before its title begins, or a subtitle behind its title."""
    last = head.lines[-1]
    small, large = sorted([last.size, line.size])
    gap = line.box.top - head.box.bottom
    if large < 1.3 * small or gap < -0.2 * small or -head.box.shared_x(line.box) > 6 * small:
        return False
    level = Box(head.box.left, head.box.top, head.box.right, line.box.bottom)
    whole = around([head.box, line.box])
    if any(wall.shared_x(whole) >= 0 and wall.shared_y(whole) > 0 for wall in walls):
        return False
    return not any(p.box.shared_x(level) > 0 and p.box.shared_y(level) > 0 for p in body)
