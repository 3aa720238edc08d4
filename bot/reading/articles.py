"""A file -> its articles. The front door of this room: other rooms call the names listed here."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from bot.reading import bylines
from bot.reading.blocks import blocks_of
from bot.reading.files import is_archive, is_page_file, list_files, require_page_file
from bot.reading.heads import Headline, headline
from bot.reading.items import Item
from bot.reading.jsonl import read_archive
from bot.reading.pages import read_page
from bot.reading.paragraphs import paragraphs_of
from bot.reading.segment import separate
from bot.reading.spans import assemble, file_span
from bot.records import Article, Page, Piece
from bot.text import trim

_MAX_LINES = 50_000  # a page has some hundreds; a longer file is kept as one text, untouched
_LINE = re.compile(r"[^\n]+")

__all__ = ["file_span", "is_page_file", "list_files", "read_articles", "read_page", "split_page"]


def read_articles(file: str) -> Iterator[Article]:
    """The articles, captioned photos and notices in the file, in reading order.

    Raises:
        ReadingError: If the file cannot be read; for an archive with bad lines, after its last
            good article.
    """
    require_page_file(file)
    if is_archive(file):
        yield from read_archive(file)
    else:
        yield from split_page(read_page(file))


def split_page(page: Page) -> list[Article]:
    """The items of the page as articles, with their text repaired and mapped to the file."""
    if _too_long(page.text):
        return [_untouched(page)]
    items = separate(blocks_of(page.text, page.body_start))
    articles: list[Article] = []
    seen: dict[str, int] = {}
    for item in items:
        article = _article(page, item, seen)
        if article is not None:
            articles.append(article)
    return articles


def _too_long(text: str) -> bool:
    """True for more lines than a newspaper page can have."""
    if text.count("\n") <= _MAX_LINES:
        return False
    return sum(1 for _ in _LINE.finditer(text)) > _MAX_LINES


def _untouched(page: Page) -> Article:
    """The whole file as one article, nothing repaired."""
    start, end = trim(page.text, page.body_start, len(page.text))
    text = page.text[start:end]
    return Article(
        id=_id(page.file, None, text, {}),
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
