"""A story that jumps from page to page: all its halves, in the order in which they are read."""

from __future__ import annotations

from collections.abc import Callable

from bot.records import Article, Half

Find = Callable[[str], Article | None]  # the article of an id

_MOST = 12  # halves; a longer story is none


def story_of(article: Article, find: Find) -> tuple[Article, ...]:
    """The halves of the story that the article belongs to, itself among them.

    `story_of(second, bot.article) -> (first, second)`; `(article,)` where it does not jump.
    """
    halves = [article]
    while (before := _other(halves[0].continues, find)) and _fits(halves, before):
        halves.insert(0, before)
    while (after := _other(halves[-1].continued_by, find)) and _fits(halves, after):
        halves.append(after)
    return tuple(halves)


def _fits(halves: list[Article], other: Article) -> bool:
    """True for a half that is not there yet: pages that jump in a ring end once."""
    return len(halves) < _MOST and all(half.id != other.id for half in halves)


def _other(half: Half | None, find: Find) -> Article | None:
    return find(half.id) if half is not None and half.id is not None else None
