"""A page with what was found on it: its articles, where their parts stand, why they begin there."""

from __future__ import annotations

from dataclasses import dataclass
from operator import itemgetter
from typing import Literal, NamedTuple

from bot.reading.blocks import Block
from bot.reading.items import Item
from bot.reading.reasons import Opening
from bot.records import Article, Page
from bot.text import squeeze

PartKind = Literal["kicker", "title", "subtitle", "byline", "body", "caption", "credit", "jump"]


class Part(NamedTuple):  # made by the thousand
    """A run of the file's text and what it is of its article: `file_text[start:end]`."""

    kind: PartKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Found:
    """An article, why it begins where it does, and its parts in the file's order.

    There are no parts where the text is not the file's own.
    """

    article: Article
    opening: Opening
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page with its items; `page` is None where the file keeps its articles apart."""

    page: Page | None
    items: tuple[Found, ...]


def parts_of(item: Item, article: Article) -> tuple[Part, ...]:
    """The item's parts in the file's order; `article` is what was made of it.

    `[part.kind for part in parts_of(item, article)] -> ["title", "byline", "body", "body"]`.
    """
    body: PartKind = "caption" if item.kind == "photo" else "body"
    parts = [
        Part(body, piece.file_start, piece.file_start + piece.end - piece.start)
        for piece in article.pieces
    ]
    for block in item.heads:
        parts += [Part(_head(block.text, article), start, end) for start, end in block.spans]
    credit = [item.credit] if item.credit is not None else []
    groups: list[tuple[PartKind, list[Block]]] = [
        ("byline", item.bylines),
        ("credit", credit),
        ("jump", item.jumps),
    ]
    for kind, blocks in groups:
        parts += [Part(kind, *span) for block in blocks for span in block.spans]
    return tuple(sorted(parts, key=itemgetter(1, 2)))


def _head(line: str, article: Article) -> PartKind:
    """Which line of the headline it is: the one that holds its words."""
    line = line.lstrip("—-－―─")
    if article.kicker and line in squeeze(article.kicker):
        return "kicker"
    if article.subtitle and line in squeeze(article.subtitle):
        return "subtitle"
    return "title"
