"""A laid page -> its items: words tell what each block is, places tell where a story ends."""

from __future__ import annotations

from collections.abc import Container, Sequence

from bot.reading import bylines, cues
from bot.reading.blocks import Block
from bot.reading.breaks import divides
from bot.reading.bylines import tidy
from bot.reading.heads import Headline, printed
from bot.reading.items import Item
from bot.reading.layout.laid import LaidPage, LaidStory
from bot.reading.lines import is_table_row
from bot.reading.reasons import ruled
from bot.reading.segment import separate
from bot.reading.spans import Span

_LABEL = 6  # characters of a column's name over briefs


def items_on(page: LaidPage) -> list[Item]:
    """The items of the page in reading order, as `separate` gives them for pages without places."""
    return [item for story in page.stories for item in _items(page.text, story)]


def _items(text: str, story: LaidStory) -> list[Item]:
    heads = [_block(text, spans) for spans in story.heads]
    body = [_block(text, spans) for spans in story.body]
    if not heads:
        return _photo(separate(body), body) if story.photo else separate(body)
    if briefs := _briefs(heads, body):
        return briefs
    first = Block(heads[0].spans, heads[0].text, heads[0].shown, 1, False, marked=True)
    found = separate([first, *body])
    main = Item(heads=heads, opening=ruled("a headline by its size and place", heads[0].text))
    main.bylines = [_block(text, spans) for spans in story.bylines]
    others = []
    for item in found:
        if item.kind == "photo" and not story.photo and first not in item.heads:
            others.append(item)
        else:
            _take(main, item, first)
    if story.photo:
        main.kind = "photo"
    elif story.poster or any(cues.is_notice_title(head.text) for head in heads):
        main.kind = "notice"
    if story.bylines:  # who else seems to be named is the text's first line
        named = {spans[0] for spans in story.bylines}
        main.body += [block for block in main.bylines if not _is_named(block, named)]
        main.bylines = [block for block in main.bylines if _is_named(block, named)]
    main.body.sort(key=lambda block: block.start)
    return [main, *others]


def _briefs(heads: Sequence[Block], body: Sequence[Block]) -> list[Item]:
    """The short items below a column's name, each with a headline of its own; else none.

    The first of them may stand right below the name, in a headline's type.
    """
    if not 0 < len(heads) < 3 or len(heads[0].text) > _LABEL:
        return []
    if len(heads) > 1 and len(heads[1].text) <= len(heads[0].text):
        return []
    found = separate([*heads[1:], *body])
    told = sum(_is_told(item) for item in found)
    if len(found) < 2 or not all(item.heads for item in found if item.kind == "article"):
        return []
    return found if 2 * told > len(found) or cues.is_label(heads[0].text) else []


def _is_told(item: Item) -> bool:
    """True for a report, or a text that its author signed."""
    if not item.body:
        return False
    first, last = item.body[0].text, item.body[-1].shown
    return bylines.opens_report(first) or bool(bylines.tail_authors(last))


def _is_named(block: Block, named: Container[Span]) -> bool:
    return block.spans[0] in named or bylines.is_byline(block.shown)


def _take(main: Item, item: Item, first: Block) -> None:
    """Put what another item holds into this one: place says that they are one story."""
    main.body += [block for block in [*item.heads, *item.body] if block is not first]
    main.bylines += item.bylines
    main.jumps += item.jumps
    main.credit = main.credit or item.credit
    main.kind = item.kind


def _photo(found: list[Item], body: Sequence[Block]) -> list[Item]:
    """One caption, though words alone may not tell."""
    if len(found) == 1 and found[0].kind == "photo":
        return found
    credits = [item.credit for item in found if item.credit is not None]
    kept = [block for block in body if block not in credits]
    why = ruled("a caption by its place", body[0].text)
    return [Item("photo", body=kept, credit=credits[0] if credits else None, opening=why)]


def headline_of(page: LaidPage, item: Item) -> Headline | None:
    """Kicker, title and subtitle by their sizes; None where the page's places tell none."""
    story = next(
        (one for one in page.stories if one.heads and item.heads
         and one.heads[0][0][0] == item.heads[0].start),
        None,
    )  # fmt: skip
    if story is None:
        return None
    body = "".join(block.text for block in item.body[:40])
    rows = [
        _joined([page.text[start:end] for start, end in spans], divided, body)
        for spans, divided in zip(story.heads, story.divided, strict=True)
    ]
    largest = story.sizes.index(max(story.sizes))
    over, title, below = rows[:largest], rows[largest : largest + 1], rows[largest + 1 :]
    over += [row for row in below if cues.is_label(row)]  # the column's name may stand below
    under = [row.lstrip("—－-― ") for row in below if not cues.is_label(row)]
    return Headline(*(tidy(" ".join(part)) or None for part in (over, title, under)))


def _joined(lines: Sequence[str], divided: bool, body: str) -> str:
    """The lines of one headline in a row: a space where a line's end means one."""
    made = ""
    for line in lines:
        part = printed(line, body)
        made += " " * (bool(made) and _parts(made, part, divided, body)) + part
    return made


def _parts(above: str, below: str, divided: bool, body: str) -> bool:
    """True when a space stands for the line's end."""
    if _is_open(above) or not below:
        return False
    if above[-1].isascii() and above[-1].isalnum() and below[0].isascii() and below[0].isalpha():
        return False  # a word or a name in Latin letters
    return divided or divides(above.split()[-1], below.split()[0], body, filled=True)


def _is_open(text: str) -> bool:
    """True where a quotation or a bracket goes on in the next line."""
    return any(text.count(left) > text.count(right) for left, right in ("“”", "《》", "（）"))


def _block(text: str, spans: tuple[Span, ...]) -> Block:
    whole = "".join("".join(text[start:end].split()) for start, end in spans)
    shown = "\n".join(text[start:end] for start, end in spans)
    if len(shown) > 400:
        shown = shown[:200] + shown[-200:]
    return Block(spans, whole, shown, 0, indented=True, row=is_table_row(shown))
