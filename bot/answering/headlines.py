"""Articles told by their headlines: what an author has written, what stands in an issue."""

from __future__ import annotations

from collections.abc import Sequence

from bot.patterns import regex
from bot.records import Article
from bot.text import sentence_spans

MOST = 20  # headlines that are told; of more, how many there are
_COUNTS = regex(r"(?:几|多少)[篇张幅组条则]")


def called(article: Article) -> str:
    """The headline of an article; of one without a headline, its first sentence.

    `called(article) -> "《春耕》"`.
    """
    if article.headline:
        return f"《{article.headline}》"
    start, end = first_sentence(article)
    return f"“{article.text[start:end]}”"


def first_sentence(article: Article) -> tuple[int, int]:
    """The bounds of the first sentence of an article's text."""
    return sentence_spans(article.text)[0]


def in_a_row(asked: str, names: Sequence[str]) -> str:
    """The first names, and how many there are where that is asked, or where they are too many.

    `in_a_row("写了几篇", ["《春耕》", "《古桥》"]) -> "2篇：《春耕》、《古桥》"`.
    """
    text = "、".join(names[:MOST])
    if len(names) > MOST:
        return f"{text}等{len(names)}篇"
    return f"{len(names)}篇：{text}" if _COUNTS.search(asked) else text
