"""A figure is nobody: who came first is not 647分."""

from __future__ import annotations

from bot.answering.question import Question
from bot.patterns import regex
from bot.text import fold

_FIGURE = regex(r"\d")
_PEOPLE = regex(r"[人名位者员生]|[\u4e00-\u9fff]{4}|[a-z]")


def is_nobody(question: Question, span: str) -> bool:
    """True where a person is asked for and a span is a figure with its unit.

    `is_nobody(understand("最高分是谁"), "647分") -> True`; of 3名村民 it is False.
    """
    folded = fold(span)
    return bool(question.kind == "who" and _FIGURE.match(folded) and not _PEOPLE.search(folded))
