"""Sentences that a jump line cuts in two (下转第2版): read whole, quoted as two parts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from bot.answering.contexts import Context, Part
from bot.reading.lines import ends_sentence
from bot.records import Article, Half, Hit
from bot.text import sentence_spans

Find = Callable[[str], Article | None]  # the article of an id


def over_seams(
    hits: Sequence[Hit], starts: Sequence[int], contexts: Sequence[Context], find: Find | None
) -> tuple[list[Context], list[tuple[Part, ...]]]:
    """The contexts with the other part of a sentence that goes on on another page.

    The jump lines between are left out. Where both halves are read, the first one gets it.
    """
    read = {hit.article.id for hit in hits}
    joined: list[Context] = []
    parts: list[tuple[Part, ...]] = []
    for hit, start, context in zip(hits, starts, contexts, strict=True):
        article, text = hit.article, context.text
        after = _other(article.continued_by, find)
        before = _other(article.continues, find)
        own: tuple[Part, ...] = (Part(0, article, start),)
        if after and start + len(text) == len(article.text) and _runs_on(article, after):
            head, end = _first_sentence(after)
            text = text[: _body(article)[1] - start]
            own += (Part(len(text), after, head),)
            text += after.text[head:end]
        elif (
            before
            and before.id not in read
            and start <= (low := _body(article)[0])
            and _runs_on(before, article)
        ):
            tail, end = _last_sentence(before)
            own = (Part(0, before, tail), Part(end - tail, article, low))
            text = before.text[tail:end] + text[low - start :]
        joined.append(replace(context, text=text))
        parts.append(own)
    return joined, parts


def _other(half: Half | None, find: Find | None) -> Article | None:
    return find(half.id) if find and half and half.id else None


def _body(article: Article) -> tuple[int, int]:
    """Where the text stands between the marks of its jumps."""
    from bot.reading.jumps import body_bounds  # few stories jump, and its patterns take long

    return body_bounds(article.text)


def _runs_on(first: Article, second: Article) -> bool:
    head, tail = (article.text[slice(*_body(article))].strip() for article in (first, second))
    return bool(head and tail) and not ends_sentence(head)


def _first_sentence(article: Article) -> tuple[int, int]:
    start, end = _body(article)
    spans = sentence_spans(article.text[start:end])
    return start + spans[0][0], start + spans[0][1]


def _last_sentence(article: Article) -> tuple[int, int]:
    start, end = _body(article)
    spans = sentence_spans(article.text[start:end])
    return start + spans[-1][0], start + spans[-1][1]
