"""What is so now: of several issues the newest one's word, where that is what is asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from bot.answering.conflicts import conflicting
from bot.answering.contexts import Read, Reading
from bot.answering.tokens import is_content, tokens_of
from bot.answering.values import differ, figure_of
from bot.patterns import regex
from bot.reading.names import is_person
from bot.text import clause_around, fold

_NOW = regex(r"现在|目前|如今|眼下|当前|最新|至今|现任")
_LATER = regex(
    r"最[后终](?!一|[两三四五六七八九十])|后来|实际|(?:修好|建成|完工|竣工)[之以]?后"
    r"|变成|改[成到为]|调整[到为]|增[至加]到?|换成|新任|接[任替]"
)
# What a newer issue says of what became of a thing, right before it and right behind a person.
_BECAME = regex(
    r"(?:[增升降减涨缩扩]|增加|提高|提升|减少|扩大|缩短|[上下]调|调整|上升|下降|变|改)[为至到成]\s?$|达到?\s?$"
)
_TAKES = regex(r"(?:同志)?[,，]?(?:[新接就]?任|出任|当选|担任|当上)")
_FARTHER = 6.5  # how much less than the best one it may score where a paper says that it changed
_HALF = 0.5  # of the words asked for must stand by it


def as_of_now(read: Read) -> tuple[Read, list[Reading]]:
    """What was read, and the readings that give another value than the best one.

    Where it is asked what is so now, or what became of it, the newest issue's value is put first:
    of 爱心食堂现在有多少个 the 18个 of August, though the 14个 of June fits the question better.
    """
    others = conflicting(read)
    asks_now = _NOW.search(read.question.text)
    if not asks_now and not _LATER.search(read.question.text):
        return read, others
    told = [read.readings[0], *others]
    became = next(_became(read), None)
    if became is None and not asks_now:
        return read, others
    if became is not None and became not in told:
        told.append(became)
    newest = became or max(told, key=lambda reading: read.article_of(reading).date or "")
    rest = tuple(reading for reading in read.readings if reading is not newest)
    return replace(read, readings=(newest, *rest)), [one for one in told if one is not newest]


def _became(read: Read) -> Iterator[Reading]:
    """The readings that say later, in a newer issue mostly, what became of what the best tells."""
    best = read.readings[0]
    day, text = read.article_of(best).date, read.contexts[best.context].text
    if day is None:
        return
    was = fold(text[best.start : best.end])
    for other in read.readings[1:]:
        later = other.context == best.context and other.start > best.end
        later = later or (read.article_of(other).date or "") > day
        if later and other.score >= best.score - _FARTHER and _says(read, was, other):
            yield other


def _says(read: Read, was: str, other: Reading) -> bool:
    """True where a reading's clause says that it came in the place of what was."""
    text = read.contexts[other.context].text
    low, high = clause_around(text, other.start, other.end)
    span, ahead = fold(text[other.start : other.end]), fold(text[low : other.start])
    if read.question.kind == "who":
        takes = _TAKES.match(fold(text[other.end : high]))
        told = bool(takes) and is_person(span) and span not in was
        return told and _of_it(read, text, replace(other, sentence_start=low, sentence_end=high))
    one, two = figure_of(was), figure_of(span)
    if one is None or two is None or not differ(one, two):
        return False
    became = _BECAME.search(ahead)
    if became and re.search(rf"[由从原].*{re.escape(was)}", ahead[: became.start()]):
        return True
    return bool(became) and _of_it(read, text, other)


def _of_it(read: Read, text: str, other: Reading) -> bool:
    """True where what is asked about stands in a reading's sentence or headlines, half at least.

    In the article of the best reading one word of it will do.
    """
    question, article = read.question, read.article_of(other)
    heads = "".join(filter(None, (article.kicker, article.headline, article.subtitle)))
    shown = fold(heads + text[other.sentence_start : other.sentence_end])
    asked = [
        token.text
        for token in tokens_of(_LATER.sub("", _NOW.sub("", question.text)))
        if is_content(token) and len(token.text) > 1
    ]
    held = sum(word in shown for word in asked)
    if other.context == read.readings[0].context:
        return held > 0
    return bool(asked) and held >= _HALF * len(asked)
