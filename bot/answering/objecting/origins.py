"""Where somebody is from is a place: 裴某是哪里人 is not answered by 馆长."""

from __future__ import annotations

from bot.answering.question import Question
from bot.patterns import regex
from bot.reading.names import is_likely
from bot.text import fold
from bot.words import tagged_words

_ASKS = regex(r"(?:哪里|哪儿|哪个?地方|什么地方|何处|何方)的?人[士氏]?$")
_NAMES = ("ns", "nt", "nr", "nz")  # jieba takes some places for persons
_PLACE = regex(r"[省市县区州镇乡村寨庄屯旗盟岛国港湾]|[人籍]$")


def is_no_origin(question: Question, span: str) -> bool:
    """True where it is asked where somebody is from, and a span names no place.

    `is_no_origin(understand("裴某是哪里人"), "馆长") -> True`.
    """
    if not _ASKS.search(question.text) or _PLACE.search(fold(span)):
        return False
    return is_likely(span) or not any(tag.startswith(_NAMES) for _, tag in tagged_words(span))
