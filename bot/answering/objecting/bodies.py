"""Whether a span is the sort of body that is asked for: 哪家公司 wants no 体育场 and no 县."""

from __future__ import annotations

from bot.answering.objecting.names import body_sort
from bot.answering.question import Question
from bot.patterns import regex
from bot.text import fold
from bot.words import tagged_words

_BUILDER = regex(r"[一二三四五六七八九十0-9]局$")  # 中铁二局 is a company
_AREAS = tuple("省市县州镇乡村")


def is_other_body(question: Question, text: str, start: int, end: int) -> bool:
    """True where `text[start:end]` is a body of another sort, or only a place.

    `is_other_body(understand("哪家医院治好的"), "南昌大学", 0, 4) -> True`.
    """
    if question.kind != "org":
        return False
    asked = body_sort(question.noun or question.text[question.start : question.end])
    if not asked:
        return False
    span = fold(text[start:end])
    if told := body_sort(span):
        return told != asked and not (asked == "company" and _BUILDER.search(span))
    words = tagged_words(span)
    return text[end : end + 1] in _AREAS or all(tag == "ns" for _, tag in words)
