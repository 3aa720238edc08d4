"""Lines of a page -> its stories: frame by frame, for what stands in one is of no other's."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.reading import bylines
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
    is_head,
    is_under,
    is_verse,
    is_widow,
)
from bot.reading.layout.placed import Box, PlacedLine, PlacedPage
from bot.reading.layout.tables import tables_of

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
    for plate in plates(inside, lines, usual):
        own, inside[plate] = inside[plate], []
        wider = next((f for f in frames if f is not plate and f.holds(plate) and inside[f]), None)
        (inside[wider] if wider is not None else outside).extend(own)
    told = told_in(lines, usual)
    found = []
    for frame, own in inside.items():
        if own:
            pictures = [box for box in page.pictures if frame.holds(box)]
            found += _parted(own, pictures, page.rules, usual, told, framed=True)
    pictures = [box for box in page.pictures if not any(frame.holds(box) for frame in frames)]
    walls = [Piece("frame", frame) for frame, own in inside.items() if own]
    found += _parted(outside, pictures, page.rules, usual, told, walls)
    found = [story for story in found if not is_nothing_but_label(story.head, story.body)]
    return sorted(found, key=_place)


def _parted(
    lines: Sequence[PlacedLine],
    pictures: Iterable[Box],
    rules: Sequence[Box],
    usual: Measures,
    told: str,
    walls: Sequence[Piece] = (),
    *,
    framed: bool = False,
) -> list[Story]:
    """The stories of these lines; those of one frame are often one story."""
    large = _large(lines, usual)
    heading = frozenset(large)
    rest = [line for line in lines if line not in heading]
    labels = labels_over(heads_of(large, [], rules), rest, usual, framed=framed)
    body = _body([line for line in rest if line not in labels], large, lines, rules, usual)
    heads = heads_of(large, body, rules)
    for label, under in labels.items():
        next(head for head in heads if under.lines[0] in head.lines).top(label)
    again = said_again(heads, told, rules, usual, framed=framed and not body)
    heads = [head for head in heads if head not in again]
    shown = [Piece("picture", box) for box in pictures]
    return Parting([*heads, *body, *shown, *walls], rules, usual, framed=framed).stories()


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
    named = {line for line in rest if bylines.is_byline(line.text)}
    named = {line for line in named if is_under(line, large, lines, usual)}
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
    return min(box.top for box in boxes), min(box.left for box in boxes)
