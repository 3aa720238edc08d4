"""A placed page -> a Page whose text is in reading order, with the stories that it consists of."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, fields

from bot.reading import bylines, cues
from bot.reading.layout.labels import is_nothing_but_label, labels_over, plates, said_again, told_in
from bot.reading.layout.order import in_order, paragraphs_of
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
    measures_of,
)
from bot.reading.layout.placed import Box, PlacedLine, PlacedPage, around
from bot.reading.layout.seen import seen
from bot.reading.layout.tables import tables_of
from bot.reading.mastheads import is_masthead
from bot.reading.page_heads import is_of_paper
from bot.reading.spans import Span
from bot.records import Page, PrintedLine

_EDGE = 0.16  # share of the page's height where its head and foot stand
_WHOLE = 0.85  # share of the page's area: a frame around everything
_ACROSS = 0.55  # share of the page's width: a rule under its head
_LITTLE = 40  # characters of an advertisement in body type
_LONG = 45  # characters: no line of a page's head is longer


@dataclass(frozen=True, slots=True)
class LaidStory:
    """A story of the page: spans of the page's text.

    `heads` are its headlines by size, from top to bottom: the lines of each. `body` are its
    paragraphs: the lines of each. A headline is `divided` where its lines would fit into one.
    """

    heads: tuple[tuple[Span, ...], ...]
    sizes: tuple[float, ...]  # of the headlines
    divided: tuple[bool, ...]
    body: tuple[tuple[Span, ...], ...]
    photo: bool = False
    bylines: tuple[tuple[Span, ...], ...] = ()  # right under the headline
    poster: bool = False  # nothing but large type: an advertisement


@dataclass(frozen=True, slots=True)
class LaidPage(Page):
    """A page whose stories are known by their places."""

    stories: tuple[LaidStory, ...] = ()


@dataclass
class Laying:
    """The text of a page as it is put together from its lines."""

    sheet: PlacedPage
    parts: list[str] = field(default_factory=list)
    length: int = 0
    places: list[tuple[Span, PlacedLine]] = field(default_factory=list)
    stories: list[LaidStory] = field(default_factory=list)

    @property
    def text(self) -> str:
        """What is there so far."""
        return "".join(self.parts)

    def put(self, line: PlacedLine) -> Span:
        """Add a line; where it stands."""
        span = self.length, self.length + len(line.text)
        self.parts.append(line.text + "\n")
        self.length = span[1] + 1
        self.places.append((span, line))
        return span

    def blank(self) -> None:
        """Add an empty line."""
        self.parts.append("\n")
        self.length += 1

    def page(self, page: Page, number: int) -> LaidPage:
        """The page, which was made of `text`, with its stories; its number in the file, from 1."""
        own = {each.name: getattr(page, each.name) for each in fields(Page)}
        own["lines"] = tuple(
            PrintedLine(
                *span, seen(line.box, self.sheet, number), (self.sheet.turn + line.upright) % 4
            )
            for span, line in self.places
        )
        return LaidPage(**own, stories=tuple(self.stories))


def lay(page: PlacedPage) -> Laying:
    """The page's text in reading order: its head, then story after story.

    The order of `page.lines` does not matter. `lay(placed).text`.
    """
    laying = Laying(page)
    lines = [line for line in page.lines if line.text.strip()]
    furniture = _furniture(lines, page)
    for line in furniture:
        laying.put(line)
    laying.blank()
    known = frozenset(furniture)
    kept = [line for line in lines if line not in known]
    if not kept:
        return laying
    usual = measures_of(kept, page.exact)
    for usual_here, story in _stories(kept, page, usual):
        _put_story(laying, story, usual_here)
    return laying


def _stories(
    lines: Sequence[PlacedLine], page: PlacedPage, usual: Measures
) -> list[tuple[Measures, Story]]:
    """Those within frames, then the others, all by their places."""
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
    return [(usual, story) for story in sorted(found, key=_place)]


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
    large = [line for line in lines if is_head(line, usual)]
    if usual.exact:
        large += [line for line in lines if line not in large and is_widow(line, large)]
    else:
        large = [line for line in large if not in_flow(line, lines, usual)]
    heading = frozenset(large)
    named = {line for line in lines if line not in heading and bylines.is_byline(line.text)}
    named = {line for line in named if is_under(line, large, lines, usual)}
    rest = [line for line in lines if line not in heading and line not in named]
    labels = labels_over(heads_of(large, [], rules), rest, usual)
    rest = [line for line in rest if line not in labels]
    tables = tables_of(rest, usual)
    celled = {cell for _, cells in tables for cell in cells}
    rest = [line for line in rest if line not in celled]
    body = columns_of(rest, usual, rules) + [Piece("column", line.box, [line]) for line in named]
    body += [table for table, _ in tables]
    heads = heads_of(large, body, rules)
    for label, under in labels.items():
        next(head for head in heads if under.lines[0] in head.lines).top(label)
    for piece in body:
        piece.rows = piece.rows or is_verse(piece, usual)
    again = said_again(heads, told, rules, usual)
    heads = [head for head in heads if head not in again]
    shown = [Piece("picture", box) for box in pictures]
    return Parting([*heads, *body, *shown, *walls], rules, usual, framed=framed).stories()


def _place(story: Story) -> tuple[float, float]:
    boxes = [story.head.box] if story.head else [piece.box for piece in story.body]
    return min(box.top for box in boxes), min(box.left for box in boxes)


def _put_story(laying: Laying, story: Story, usual: Measures) -> None:
    heads, sizes, divided, body = [], [], [], []
    room = _room(story, usual)
    groups = _by_size(story.head.lines if story.head else [])
    poster = _is_poster(story, groups)
    for group in groups:
        if poster and sizes and max(sizes) > group[0].size:
            body += [(laying.put(line),) for line in group]
            continue
        heads.append(tuple(laying.put(line) for line in group))
        sizes.append(max(line.size for line in group))
        divided.append(sum(line.box.width for line in group) + sizes[-1] / 2 <= room)
    laying.blank()
    named = tuple(tuple(laying.put(line) for line in piece.lines) for piece in story.bylines)
    for paragraph in paragraphs_of(in_order(story.body), usual):
        body.append(tuple(laying.put(line) for line in paragraph.lines))
    laying.blank()
    laying.stories.append(
        LaidStory(
            tuple(heads), tuple(sizes), tuple(divided), tuple(body), story.photo, named, poster
        )
    )


def _is_poster(story: Story, groups: Sequence[Sequence[PlacedLine]]) -> bool:
    """True for lines of several sizes with hardly any text in body type below."""
    below = sum(len(piece.text) for piece in story.body)
    return len(groups) > 1 and len(story.head.lines if story.head else ()) > 2 and below <= _LITTLE


def _room(story: Story, usual: Measures) -> float:
    """The width of the columns that begin right under the headline."""
    under = [
        piece
        for piece in story.body
        if story.head is not None and piece.box.shared_x(story.head.box) > 0
    ]
    top = min((piece.box.top for piece in under), default=0.0)
    level = [piece for piece in story.body if abs(piece.box.top - top) < usual.leading]
    return around(piece.box for piece in level or story.body).width if story.body else 0.0


def _by_size(lines: Sequence[PlacedLine]) -> list[list[PlacedLine]]:
    """Neighbouring lines of one size: the rows of one headline."""
    groups: list[list[PlacedLine]] = []
    for line in lines:
        if groups and 0.89 < line.size / groups[-1][-1].size < 1.12:
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _furniture(lines: Sequence[PlacedLine], page: PlacedPage) -> list[PlacedLine]:
    """The lines of the page's head, as printed from left to right, and of its foot."""
    edge = _EDGE * page.height
    over = _over_rule(lines, page, edge)
    by_top = sorted(lines, key=_top)
    top = [
        line
        for line in lines
        if line.box.bottom < edge and not _is_followed(line, by_top) and "记者" not in line.text
    ]
    bottom = [line for line in lines if line.box.top > page.height - edge]
    found = []
    for row in _rows([line for line in lines if line in over or line in top]):
        if over.issuperset(row) or is_masthead(_in_row(row)):
            found += row
        else:
            found += [line for line in row if is_masthead(line.text.strip())]
    for row in _rows(bottom):
        found += row if _is_foot(row) else [line for line in row if _is_staff(line)]
    return found


def _over_rule(lines: Sequence[PlacedLine], page: PlacedPage, edge: float) -> frozenset[PlacedLine]:
    """The lines over a rule across the page, where they are its head: one says so."""
    for rule in page.rules:
        if rule.top > edge or rule.width < _ACROSS * page.width:
            continue
        over = [line for line in lines if line.box.bottom < rule.bottom]
        told = any(is_masthead(line.text.strip()) for line in over)
        told = told or any(is_of_paper(_in_row(row)) for row in _rows(over))
        if told and not any(len(line.text) > _LONG or "。" in line.text for line in over):
            return frozenset(over)
    return frozenset()


def _in_row(row: Sequence[PlacedLine]) -> str:
    return " ".join(line.text.strip() for line in row)


def _is_staff(line: PlacedLine) -> bool:
    return cues.is_staff("".join(line.text.split()))


def _is_foot(row: Sequence[PlacedLine]) -> bool:
    """True for a row of one size that names whoever made the page."""
    sizes = [line.size for line in row]
    alike = max(sizes) < 1.1 * min(sizes) and not any("。" in line.text for line in row)
    return alike and any(map(_is_staff, row))


def _top(line: PlacedLine) -> float:
    return line.box.top


def _is_followed(line: PlacedLine, by_top: Sequence[PlacedLine]) -> bool:
    """True where a line of the same type stands right under it: no head of a page does so."""
    first = bisect_left(by_top, line.box.top, key=_top)
    last = bisect_right(by_top, line.box.top + 2 * line.size, key=_top)
    return any(
        abs(below.size - line.size) < 0.05 * line.size
        and 0.5 < (below.box.top - line.box.top) / line.size < 1.8
        and below.box.shared_x(line.box) > 0
        for below in by_top[first:last]
    )


def _rows(lines: Sequence[PlacedLine]) -> list[list[PlacedLine]]:
    """Lines beside one another, from left to right."""
    rows: list[list[PlacedLine]] = []
    for line in sorted(lines, key=lambda line: line.box.top + line.box.bottom):
        if rows and line.box.shared_y(rows[-1][0].box) > 0.5 * max(line.size, rows[-1][0].size):
            rows[-1].append(line)
        else:
            rows.append([line])
    return [sorted(row, key=lambda line: line.box.left) for row in rows]
