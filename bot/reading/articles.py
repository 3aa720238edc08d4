"""A file -> its articles. The front door of this room: other rooms call the names listed here."""

from __future__ import annotations

import errno
import hashlib
import re
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from bot.errors import ReadingError
from bot.reading import bylines
from bot.reading.ahead import ReadAhead
from bot.reading.blocks import Block, blocks_of
from bot.reading.decoding import cannot_open
from bot.reading.files import is_page_file, list_files
from bot.reading.formats.readers import PAGE_READERS, ROW_READERS
from bot.reading.heads import Headline, headline
from bot.reading.identity import Identity, Told
from bot.reading.items import Item
from bot.reading.jumps import with_halves
from bot.reading.kinds import kind_of
from bot.reading.layout.laid import LaidPage
from bot.reading.layout.stories import headline_of, items_on
from bot.reading.pages import read_page
from bot.reading.paragraphs import paragraphs_of
from bot.reading.printed import lines_of
from bot.reading.reasons import ruled
from bot.reading.segment import separate
from bot.reading.sheets import Found, Sheet, parts_of
from bot.reading.sources import Corpus, Source
from bot.reading.spans import assemble, file_span
from bot.records import Article, Byline, Page, Piece
from bot.text import simplify, simplify_page, squeeze, trim

_T = TypeVar("_T")
_MAX_LINES = 50_000  # a page has some hundreds; a longer file is kept as one text, untouched
_LINE = re.compile(r"[^\n]+")
_APART = ruled("the file keeps its articles apart")
_WHOLE = ruled("too long for a page, kept whole")

__all__ = [
    "Corpus",
    "ReadAhead",
    "Source",
    "articles_of",
    "file_span",
    "is_page_file",
    "list_files",
    "read_articles",
    "read_page",
    "read_sheets",
    "split_page",
]


def read_articles(file: str) -> Iterator[Article]:
    """The articles, captioned photos and notices in the file, in reading order.

    `[article.title for article in read_articles("page.txt")]`. Of a zip archive, those of its
    members. A papers.toml beside the file is heeded.

    Raises:
        ReadingError: If the file cannot be read; for one that can be read in part, after its last
            good article.
    """
    yield from _read(file, articles_of)


def read_sheets(file: str) -> Iterator[Sheet]:
    """The pages of the file, each with its items, where they stand and why they begin there.

    `next(read_sheets("page.txt")).items[0].opening.score -> 15.6`. Of a zip archive, those of its
    members. A file that keeps its articles apart, such as JSONL, gives a sheet without a page for
    each.

    Raises:
        ReadingError: As `read_articles` does.
    """
    yield from _read(file, sheets_of)


def _read(file: str, what: Callable[[Source], Iterator[_T]]) -> Iterator[_T]:
    """What is in the sources of the file; their faults after the last."""
    if Path(file).is_dir():
        raise cannot_open(file, IsADirectoryError(errno.EISDIR, "Is a directory"))
    faults = []
    with closing(ReadAhead([file])) as ahead:
        for source in Corpus([file]).sources(ahead):
            try:
                yield from what(source)
            except ReadingError as error:
                faults.append(error)
    if len(faults) == 1:
        raise faults[0]
    if faults:
        raise ReadingError("\n".join(map(str, faults)))


def articles_of(source: Source) -> Iterator[Article]:
    """The articles of one source, in reading order. Raises ReadingError as `read_articles` does."""
    given = source.ahead.articles(source.name, source.told.stamp) if source.ahead else None
    if given is not None:
        yield from given
        return
    kind = kind_of(source.name, source.head())
    if kind in ROW_READERS:
        yield from (_with_told(article, source.told) for article in ROW_READERS[kind](source))
    else:
        seen: dict[str, int] = {}
        for page in PAGE_READERS[kind](source):
            yield from (article for _, article in _separated(page, seen, explained=False))


def sheets_of(source: Source) -> Iterator[Sheet]:
    """The pages of one source with their items. Raises ReadingError as `read_articles` does."""
    kind = kind_of(source.name, source.head())
    if kind in ROW_READERS:
        yield from (Sheet(None, (Found(article, _APART),)) for article in articles_of(source))
    else:
        seen: dict[str, int] = {}
        for page in PAGE_READERS[kind](source):
            yield split_sheet(page, seen)


def split_page(page: Page) -> list[Article]:
    """The items of the page as articles, with their text repaired and mapped to the file."""
    return [article for _, article in _separated(page, {}, explained=False)]


def split_sheet(page: Page, seen: dict[str, int]) -> Sheet:
    """The page with its items.

    `seen` is for files of several pages: the same object for all of them keeps ids apart.
    """
    found = [
        Found(article, item.opening, parts_of(item, article) if page.own_text else ())
        for item, article in _separated(page, seen)
    ]
    return Sheet(page, tuple(found))


def _separated(
    page: Page, seen: dict[str, int], *, explained: bool = True
) -> Iterator[tuple[Item, Article]]:
    """The items of the page and the articles made of them."""
    if _too_long(page.text[page.body_start :]):
        yield Item(opening=_WHOLE), _unmapped(page, _untouched(page, seen))
        return
    for item in _items(page, explained):
        article = _article(page, item, seen)
        if article is not None:
            yield item, _unmapped(page, article)


def _items(page: Page, explained: bool) -> list[Item]:
    """The items of the page, found in simplified characters."""
    page = replace(page, text=simplify_page(page.text))
    if isinstance(page, LaidPage):
        return items_on(page)
    return separate(blocks_of(page.text, page.body_start), explained=explained)


def _with_told(article: Article, told: Told) -> Article:
    """The article, with what its row does not say taken from papers.toml."""
    own = Identity(article.paper, article.date, article.page, article.section)
    known = own.filled(told.identity)
    section = known.section or told.of_page(known.page).section
    article = replace(article, paper=known.paper, date=known.date, page=known.page, section=section)
    return with_halves(article)


def _unmapped(page: Page, article: Article) -> Article:
    """The article, without offsets in a file whose own text it is not."""
    if page.own_text:
        return article
    lines = tuple(Byline(line.text) for line in article.bylines)
    return replace(article, file_start=None, file_end=None, pieces=(), bylines=lines)


def _too_long(text: str) -> bool:
    """True for more lines than a newspaper page can have."""
    many = text.count("\n") > _MAX_LINES
    return many and sum(1 for _ in _LINE.finditer(text)) > _MAX_LINES


def _untouched(page: Page, seen: dict[str, int]) -> Article:
    """The whole file as one article, nothing repaired."""
    start, end = trim(page.text, page.body_start, len(page.text))
    text = page.text[start:end]
    return Article(
        id=_id(page.file, None, text, seen),
        kind="article",
        title=None,
        text=text,
        file=page.file,
        date=page.date,
        paper=page.paper,
        page=page.page,
        section=page.section,
        file_start=start,
        file_end=end,
        pieces=(Piece(0, len(text), start),),
    )


def _article(page: Page, item: Item, seen: dict[str, int]) -> Article | None:
    paragraphs = paragraphs_of(page.text, item.body)
    text, pieces = assemble(page.text, paragraphs)
    head = _headline(page, item)
    if not text and head.title is None:
        return None
    blocks = [*item.heads, *item.bylines, *item.body, *item.jumps]
    if item.credit is not None:
        blocks.append(item.credit)
    article = Article(
        id=_id(page.file, head.title, text, seen),
        kind=item.kind,
        title=head.title,
        text=text,
        file=page.file,
        kicker=head.kicker,
        subtitle=head.subtitle,
        authors=_authors(page, item, text),
        date=page.date,
        dateline=bylines.caption_day(text) if item.kind == "photo" else bylines.dateline(text),
        paper=page.paper,
        page=page.page,
        section=page.section,
        file_start=min(block.start for block in blocks),
        file_end=max(block.end for block in blocks),
        pieces=pieces,
        lines=lines_of(page.text, page.lines, pieces),
        bylines=_bylines(page, item),
    )
    return with_halves(article, [block.text for block in item.jumps])


def _headline(page: Page, item: Item) -> Headline:
    laid = headline_of(page, item) if isinstance(page, LaidPage) else None
    if laid is not None:
        return laid
    lines = [_printed(page, block) for block in item.heads]
    body = ""
    if sum(len(line.split()) for line in lines) > 1:  # no break, nothing to look up
        body = simplify(squeeze("".join([_printed(page, block) for block in item.body[:40]])))
    return headline(lines, [block.gap for block in item.heads], body)


def _authors(page: Page, item: Item, text: str) -> tuple[str, ...]:
    """Everyone named in the byline, the dateline, the credit or the closing brackets, once."""
    lines = [_printed(page, line) for line in item.bylines]
    names = [name for line in lines for name in bylines.authors_in_line(line)]
    last = _printed(page, item.body[-1]) if item.body else ""
    if item.kind == "photo":
        names += bylines.credit_authors(_printed(page, item.credit) if item.credit else last)
    else:
        names += bylines.report_authors(text)
        names += [] if names else bylines.tail_authors(last)
    return tuple(dict.fromkeys(names))


def _bylines(page: Page, item: Item) -> tuple[Byline, ...]:
    """The lines outside the text that name an author, as they are printed."""
    named = [block for block in item.bylines if bylines.authors_in_line(_printed(page, block))]
    if item.credit is not None and bylines.credit_authors(_printed(page, item.credit)):
        named.append(item.credit)
    return tuple(_byline(page, block) for block in named)


def _byline(page: Page, block: Block) -> Byline:
    line = " ".join(_printed(page, block).split())
    whole = squeeze(page.text[block.start : block.end]) == squeeze(line)
    return Byline(line, block.start, block.end) if whole else Byline(line)


def _printed(page: Page, block: Block) -> str:
    """The lines of the block with their white space, as the page prints them."""
    text = page.text
    return "\n".join([text[start:end] for start, end in block.spans])


def _id(file: str, title: str | None, text: str, seen: dict[str, int]) -> str:
    """12 hex digits of the file's folder and name, the title and the text.

    They do not depend on where the corpus lies. The second of two equal items on a page is told
    apart by its number.
    """
    whole = "\n".join([_place(file), title or "", text])
    count = seen[whole] = seen.get(whole, 0) + 1
    if count > 1:
        whole += f"\n{count}"
    return hashlib.sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()[:12]


@lru_cache(maxsize=16)
def _place(file: str) -> str:
    """The names of the file's folder and of the file."""
    path = Path(file)
    return f"{path.parent.name}\n{path.name}"
