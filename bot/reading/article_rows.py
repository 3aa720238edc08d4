"""An article as plain values, for a message from a helper process, and back."""

from __future__ import annotations

from dataclasses import astuple, fields
from operator import attrgetter
from typing import Any

from bot.records import Article, Byline, Half, Piece

_NAMES = [field.name for field in fields(Article)]
_values = attrgetter(*_NAMES)
_PIECES, _BYLINES = _NAMES.index("pieces"), _NAMES.index("bylines")
_HALVES = _NAMES.index("continues"), _NAMES.index("continued_by")


def row_of(article: Article) -> list[Any] | None:
    """Its values in the order of the record's fields; None where it tells places on a page.

    `article_of(row_of(article)) == article`.
    """
    if article.lines:
        return None
    row = [*_values(article)]
    row[_PIECES] = [*map(tuple, article.pieces)]
    row[_BYLINES] = [*map(astuple, article.bylines)]
    for at in _HALVES:
        row[at] = row[at] and astuple(row[at])
    return row


def article_of(row: list[Any]) -> Article:
    """The article of a row that `row_of` made; the row is used up."""
    row[_PIECES] = tuple(map(Piece._make, row[_PIECES]))
    row[_BYLINES] = tuple([Byline(*line) for line in row[_BYLINES]])
    for at in _HALVES:
        row[at] = row[at] and Half(*row[at])
    return Article(*row)
