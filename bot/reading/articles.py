"""A file -> its articles. The front door of this room: other rooms call the names listed here."""

from __future__ import annotations

import errno
import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from bot.errors import ReadingError
from bot.reading import bylines
from bot.reading.blocks import blocks_of
from bot.reading.decoding import cannot_open
from bot.reading.files import is_page_file, list_files
from bot.reading.formats.readers import PAGE_READERS, ROW_READERS
from bot.reading.heads import Headline, headline
from bot.reading.identity import Identity, Told
from bot.reading.items import Item
from bot.reading.kinds import kind_of
from bot.reading.pages import read_page
from bot.reading.paragraphs import paragraphs_of
from bot.reading.segment import separate
from bot.reading.sources import Corpus, Source
from bot.reading.spans import assemble, file_span
from bot.records import Article, Page, Piece
from bot.text import trim

_MAX_LINES = 50_000  # a page has some hundreds; a longer file is kept as one text, untouched
_LINE = re.compile(r"[^\n]+")

__all__ = [
    "Corpus",
    "Source",
    "articles_of",
    "file_span",
    "is_page_file",
    "list_files",
    "read_articles",
    "read_page",
    "split_page",
]


def read_articles(file: str) -> Iterator[Article]:
    """The articles, captioned photos and notices in the file, in reading order.

    Of a zip archive, those of its members. A papers.toml beside the file is heeded.

    Raises:
        ReadingError: If the file cannot be read; for one that can be read in part, after its last
            good article.
    """
    if Path(file).is_dir():
        raise cannot_open(file, IsADirectoryError(errno.EISDIR, "Is a directory"))
    faults = []
    for source in Corpus([file]).sources():
        try:
            yield from articles_of(source)
        except ReadingError as error:
            faults.append(error)
    if len(faults) == 1:
        raise faults[0]
    if faults:
        raise ReadingError("\n".join(map(str, faults)))


def articles_of(source: Source) -> Iterator[Article]:
    """The articles of one source, in reading order. Raises ReadingError as `read_articles` does."""
    kind = kind_of(source.name, source.head())
    if kind in ROW_READERS:
        for article in ROW_READERS[kind](source):
            yield _with_told(article, source.told)
    else:
        seen: dict[str, int] = {}
        for page in PAGE_READERS[kind](source):
            yield from split_page(page, seen)


def split_page(page: Page, seen: dict[str, int] | None = None) -> list[Article]:
    """The items of the page as articles, with their text repaired and mapped to the file.

    `seen` is for files of several pages: the same object for all of them keeps ids apart.
    """
    seen = {} if seen is None else seen
    if _too_long(page.text):
        articles = [_untouched(page, seen)]
    else:
        items = separate(blocks_of(page.text, page.body_start))
        found = (_article(page, item, seen) for item in items)
        articles = [article for article in found if article is not None]
    return articles if page.own_text else [_unmapped(article) for article in articles]


def _with_told(article: Article, told: Told) -> Article:
    """The article, with what its row does not say taken from papers.toml."""
    own = Identity(article.paper, article.date, article.page, article.section)
    known = own.filled(told.identity)
    section = known.section or told.of_page(known.page).section
    return replace(article, paper=known.paper, date=known.date, page=known.page, section=section)


def _unmapped(article: Article) -> Article:
    """The article without offsets in the file, whose own text it is not."""
    return replace(article, file_start=None, file_end=None, pieces=())


def _too_long(text: str) -> bool:
    """True for more lines than a newspaper page can have."""
    if text.count("\n") <= _MAX_LINES:
        return False
    return sum(1 for _ in _LINE.finditer(text)) > _MAX_LINES


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
    return Article(
        id=_id(page.file, head.title, text, seen),
        kind=item.kind,
        title=head.title,
        text=text,
        file=page.file,
        kicker=head.kicker,
        subtitle=head.subtitle,
        authors=_authors(item, text),
        date=page.date,
        dateline=bylines.caption_day(text) if item.kind == "photo" else bylines.dateline(text),
        paper=page.paper,
        page=page.page,
        section=page.section,
        file_start=min(block.start for block in blocks),
        file_end=max(block.end for block in blocks),
        pieces=pieces,
    )


def _headline(page: Page, item: Item) -> Headline:
    lines = [" ".join(page.text[start:end] for start, end in block.spans) for block in item.heads]
    body = "".join(block.text for block in item.body[:40])
    return headline(lines, [block.gap for block in item.heads], body)


def _authors(item: Item, text: str) -> tuple[str, ...]:
    """Everyone named in the byline, the dateline, the credit or the closing brackets, once."""
    if item.kind == "photo":
        names = [*_credit(item)]
    else:
        names = [name for line in item.bylines for name in bylines.authors_in_line(line.shown)]
        names += bylines.report_authors(text)
        names += [] if names else bylines.tail_authors(text)
    return tuple(dict.fromkeys(names))


def _credit(item: Item) -> Sequence[str]:
    if item.credit is not None:
        return bylines.credit_authors(item.credit.shown)
    return bylines.credit_authors(item.body[-1].shown) if item.body else ()


def _id(file: str, title: str | None, text: str, seen: dict[str, int]) -> str:
    """12 hex digits of the file's folder and name, the title and the text.

    They do not depend on where the corpus lies. The second of two equal items on a page is told
    apart by its number.
    """
    path = Path(file)
    whole = "\n".join([path.parent.name, path.name, title or "", text])
    count = seen[whole] = seen.get(whole, 0) + 1
    if count > 1:
        whole += f"\n{count}"
    return hashlib.sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()[:12]
