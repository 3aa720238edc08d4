"""Lines of a page -> its stories: frame by frame, for what stands in one is of no other's."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.reading import bylines
from bot.reading.layout.captions import is_printed_on
from bot.reading.layout.joining import in_whole_lines
from bot.reading.layout.labels import (
    is_nothing_but_label,
    labels_over,
    plates,
    said_again,
    told_in,
)
from bot.reading.layout.parting import Parting, Story
from bot.reading.layout.pieces import (
    Measures,
    Piece,
    columns_of,
    heads_of,
    in_flow,
    is_centred,
    is_head,
    is_under,
    is_verse,
    is_widow,
    measures_of,
)
from bot.reading.layout.placed import Box, PlacedLine, PlacedPage
from bot.reading.layout.tables import tables_of
from bot.reading.layout.uprights import is_upright, turned, turned_back, turned_lines

_LARGER = 1.5  # times the page's type: that of a frame at most
_MUCH, _MOST = 100, 0.7  # characters in it, and the share of them that is set alike
_WHOLE = 0.85  # share of the page's area: a frame around everything


def stories_on(lines: Sequence[PlacedLine], page: PlacedPage, usual: Measures) -> list[Story]:
    """The stories of these lines of the page, by their places; those within frames first parted.

    `[story.head.text for story in stories_on(page.lines, page, measures_of(page.lines, True))]`.
    """
    area = page.width * page.height
    frames = [frame for frame in page.frames if frame.width * frame.height < _WHOLE * area]
    frames.sort(key=lambda frame: frame.width * frame.height)
    inside: dict[Box, list[PlacedLine]] = {frame: [] for frame in frames}
    outside: list[PlacedLine] = []
    for line in lines:
        frame = next((frame for frame in frames if frame.holds(line.box)), None)
        (inside[frame] if frame is not None else outside).append(line)
    grounds: dict[PlacedLine, Box] = {}
    for plate in plates(inside, lines, page.pictures, usual):
        own, inside[plate] = inside[plate], []
        grounds |= dict.fromkeys(own, plate)
        wider = next((f for f in frames if f is not plate and f.holds(plate) and inside[f]), None)
        (inside[wider] if wider is not None else outside).extend(own)
    told = told_in(lines, usual)
    found = []
    printed_on = [frame for frame, own in inside.items() if is_printed_on(frame, own, usual)]
    for frame, own in inside.items():
        if frame in printed_on:
            found.append(Story(body=columns_of(own, usual, ()), photo=True))
        elif own:
            pictures = [box for box in page.pictures if frame.holds(box)]
            area_of = _Area(pictures, page.rules, (), told, grounds, framed=True)
            found += _read(own, area_of, _of_frame(own, usual), page.width)
    walls = [frame for frame, own in inside.items() if own and frame not in printed_on]
    pictures = [*page.pictures, *printed_on]
    pictures = [box for box in pictures if not any(frame.holds(box) for frame in walls)]
    area_of = _Area(pictures, page.rules, walls, told, grounds, frozenset(printed_on))
    found += _read(outside, area_of, usual, page.width)
    found = [story for story in found if not is_nothing_but_label(story.head, story.body)]
    return sorted(found, key=_place)


def _of_frame(lines: Sequence[PlacedLine], usual: Measures) -> Measures:
    """What is usual in a frame: most of a comment may be set larger than the page."""
    own = measures_of(lines, usual.exact)
    whole = sum(len(line.text) for line in lines)
    body = sum(len(line.text) for line in lines if abs(line.size - own.size) < 0.05 * own.size)
    larger = usual.exact and usual.size < own.size < _LARGER * usual.size
    return own if larger and whole >= _MUCH and body > _MOST * whole else usual


@dataclass(frozen=True)
class _Area:
    """What a frame holds beside its lines, or the page outside its frames: these are its walls."""

    pictures: Sequence[Box]
    rules: Sequence[Box]
    walls: Sequence[Box]
    told: str  # what all columns of the page say
    grounds: Mapping[PlacedLine, Box]  # of the headlines that stand on one of their own
    captioned: Container[Box] = ()  # the pictures that have their caption on them
    framed: bool = False

    def turned(self, width: float) -> _Area:
        """As it is when the page is turned."""
        shapes = (self.pictures, self.rules, self.walls)
        pictures, rules, walls = ([turned(box, width) for box in boxes] for boxes in shapes)
        return replace(self, pictures=pictures, rules=rules, walls=walls)


def _read(lines: Sequence[PlacedLine], area: _Area, usual: Measures, width: float) -> list[Story]:
    """The stories of an area; what is set from top to bottom there is turned first."""
    if not is_upright(lines):
        return _parted(lines, area, usual)
    standing = turned_lines([line for line in lines if line.upright], width)
    own = measures_of(standing, usual.exact)
    stories = _parted(in_whole_lines(standing, own), area.turned(width), own)
    for story in stories:
        story.usual, story.turned = own, width
    return stories + _parted([line for line in lines if not line.upright], area, usual)


def _parted(lines: Sequence[PlacedLine], area: _Area, usual: Measures) -> list[Story]:
    """The stories of these lines; those of one frame are often one story."""
    large = _large(lines, usual)
    heading = frozenset(large)
    rest = [line for line in lines if line not in heading]
    labels = labels_over(heads_of(large, [], area.rules), rest, usual, framed=area.framed)
    body = _body([line for line in rest if line not in labels], large, lines, area.rules, usual)
    heads = heads_of(large, body, area.rules)
    for label, under in labels.items():
        next(head for head in heads if under.lines[0] in head.lines).top(label)
    again = said_again(heads, area.told, area.rules, usual, framed=area.framed and not body)
    heads = [head for head in heads if head not in again]
    heads = _grounded(heads, area.grounds)
    pieces = [*heads, *body, *(_picture(box, area) for box in area.pictures)]
    pieces += [Piece("frame", wall) for wall in area.walls]
    return Parting(pieces, area.rules, usual, framed=area.framed).stories()


def _grounded(heads: Sequence[Piece], grounds: Mapping[PlacedLine, Box]) -> list[Piece]:
    """The headlines, those on one ground in one, as wide as it is."""
    found: list[Piece] = []
    on: dict[Box, Piece] = {}
    for head in heads:
        ground = next((grounds[line] for line in head.lines if line in grounds), None)
        if ground is None:
            found.append(head)
        elif ground in on:
            for line in head.lines:
                on[ground].add(line)
        else:
            on[ground] = head
            found.append(head)
    for ground, head in on.items():
        left, right = min(head.box.left, ground.left), max(head.box.right, ground.right)
        head.box = replace(head.box, left=left, right=right)
    return found


def _picture(box: Box, area: _Area) -> Piece:
    return Piece("picture", box, captioned=box in area.captioned)


def _large(lines: Sequence[PlacedLine], usual: Measures) -> list[PlacedLine]:
    """The lines in a headline's type."""
    large = [line for line in lines if is_head(line, usual)]
    if not usual.exact:
        return [line for line in large if not in_flow(line, lines, usual)]
    return large + [line for line in lines if line not in large and is_widow(line, large)]


def _body(
    rest: Sequence[PlacedLine],
    large: Sequence[PlacedLine],
    lines: Sequence[PlacedLine],
    rules: Sequence[Box],
    usual: Measures,
) -> list[Piece]:
    """The runs of the columns, tables, and lines right under headlines that name authors."""
    named = {
        line
        for line in rest
        if (bylines.is_byline(line.text) or is_centred(line, large, rest, usual))
        and is_under(line, large, lines, usual)
    }
    rest = [line for line in rest if line not in named]
    tables = tables_of(rest, usual)
    celled = {cell for _, cells in tables for cell in cells}
    runs = columns_of([line for line in rest if line not in celled], usual, rules)
    for run in runs:
        run.rows = is_verse(run, usual)
    names = [Piece("column", line.box, [line]) for line in named]
    return [*runs, *names, *(table for table, _ in tables)]


def _place(story: Story) -> tuple[float, float]:
    boxes = [story.head.box] if story.head else [piece.box for piece in story.body]
    if story.turned:  # from right to left
        boxes = [turned_back(box, story.turned) for box in boxes]
        return min(box.top for box in boxes), -max(box.right for box in boxes)
    return min(box.top for box in boxes), min(box.left for box in boxes)
