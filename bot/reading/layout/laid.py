"""A placed page -> a Page whose text is in reading order, with the stories that it consists of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from functools import partial

from bot.reading.layout.framing import stories_on
from bot.reading.layout.furniture import furniture_of
from bot.reading.layout.joining import in_whole_lines
from bot.reading.layout.order import in_order, paragraphs_of
from bot.reading.layout.parting import Story
from bot.reading.layout.pieces import Measures, measures_of
from bot.reading.layout.placed import PlacedLine, PlacedPage, around
from bot.reading.layout.seen import seen
from bot.reading.layout.uprights import as_printed
from bot.reading.spans import Span
from bot.records import Page, PrintedLine

_LITTLE = 40  # characters of an advertisement in body type


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

    def put(self, line: PlacedLine, turned: float = 0.0) -> Span:
        """Add a line, which may have been turned with the page's width; where it stands."""
        if turned:
            line = as_printed(line, turned)
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
    furniture = furniture_of(lines, page)
    for line in furniture:
        laying.put(line)
    laying.blank()
    known = frozenset(furniture)
    kept = [line for line in lines if line not in known]
    if not kept:
        return laying
    usual = measures_of(kept, page.exact)
    for story in stories_on(in_whole_lines(kept, usual), page, usual):
        _put_story(laying, story, usual)
    return laying


def _put_story(laying: Laying, story: Story, usual: Measures) -> None:
    usual = story.usual or usual
    put = partial(laying.put, turned=story.turned)
    groups = _by_size(story.head.lines if story.head else [])
    poster = _is_poster(story, groups)
    largest = max((group[0].size for group in groups), default=0.0)
    titled = groups
    if poster:  # what stands below its largest line is its text
        titled = groups[: [group[0].size for group in groups].index(largest) + 1]
    heads = [tuple(put(line) for line in group) for group in titled]
    text = [line for group in groups[len(titled) :] for line in group]
    body: list[tuple[Span, ...]] = [(put(line),) for line in text]
    laying.blank()
    named = [tuple(put(line) for line in piece.lines) for piece in story.bylines]
    paragraphs = paragraphs_of(in_order(story.body), usual)
    body += [tuple(put(line) for line in each.lines) for each in paragraphs]
    laying.blank()
    room = _room(story, usual)
    laying.stories.append(
        LaidStory(
            heads=tuple(heads),
            sizes=tuple(max(line.size for line in group) for group in titled),
            divided=tuple(_is_divided(group, room) for group in titled),
            body=tuple(body),
            photo=story.photo,
            bylines=tuple(named),
            poster=poster,
        )
    )


def _is_divided(group: Sequence[PlacedLine], room: float) -> bool:
    """True for lines that would fit into one."""
    size = max(line.size for line in group)
    return sum(line.box.width for line in group) + size / 2 <= room


def _is_poster(story: Story, groups: Sequence[Sequence[PlacedLine]]) -> bool:
    """True for lines of several sizes with hardly any text in body type below."""
    below = sum(len(piece.text) for piece in story.body)
    return len(groups) > 1 and len(story.head.lines if story.head else ()) > 1 and below <= _LITTLE


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
