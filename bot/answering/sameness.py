"""Whether two sentences that answer a question tell of the same thing.

Strict: a doubt means that they do not.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.answering.question import Question
from bot.answering.tokens import Token, is_content, tokens_of
from bot.answering.values import YEARS
from bot.dates import find_dates
from bot.patterns import regex
from bot.text import fold, squeeze

_FARTHEST = 250  # days between two issues that may tell of one thing; a year on it is the next one
_AGAINST = regex(r"(?:比|较|与|从|自|由)[^,;。]{0,12}")  # 比2月末增加: another time
_OCCASION = regex(
    r"元旦|春节|元宵|清明|五一|端午|中秋|国庆|暑[期假]|寒假|黄金周|小长假|[上下]半年"
    r"|前?[一二三四]季度|首[日月季]|全年|\d+(?:月|至)?[-至—~]\d+月"
)
_FLOW = regex(r"新增|同比|环比|增速|单日|当[日天]|[增下][长降]|24小时")  # of one day or month
_WIDE = regex("全国|全球|世界|国内")  # places, too
_YEAR = regex(rf"(?<!\d)((?:19|20)\d\d)(?!\d)|({'|'.join(YEARS)})")
_NAMES = ("nr", "ns", "nt", "nz")


@dataclass(frozen=True, slots=True)
class Told:
    """A value told in a sentence: the clause around it, the headlines, ISO date and paper."""

    sentence: str
    clause: str
    heads: str
    issue: str
    paper: str | None = None


def same_matter(question: Question, one: Told, other: Told) -> bool:
    """True where both tell of the same thing and of a time that the question allows."""
    return (
        _days_between(one.issue, other.issue) <= _FARTHEST
        and _same_words(question, one, other)
        and not _sibling(question, one, other)
        and _same_place(question, one, other)
        and all(_in_time(question, told) for told in (one, other))
        and _same_time(one, other)
    )


def _days_between(one: str, other: str) -> int:
    first, last = map(datetime.date.fromisoformat, (one, other))
    return abs((last - first).days)


def _asked(question: Question) -> list[Token]:
    """The content words of the question, its figures and dates left out."""
    return [
        token
        for token in tokens_of(question.text)
        if (token.end <= question.start or token.start >= question.end)
        and is_content(token)
        and not any(char.isdigit() for char in token.text)
        and token.tag not in ("t", "m")
    ]


def _same_words(question: Question, one: Told, other: Told) -> bool:
    """True where both hold the same words of the question, headlines included.

    What stands by the first value must not stand by a third one in the other sentence.
    """
    first, second = (_plain(told.sentence + told.heads) for told in (one, other))
    near, clause, sentence = map(_plain, (one.clause, other.clause, other.sentence))
    for word in (token.text for token in _asked(question)):
        elsewhere = word in near and word in sentence and word not in clause
        if elsewhere or (word in first) != (word in second):
            return False
    return True


def _sibling(question: Question, one: Told, other: Told) -> bool:
    """True where one sentence has a word like 早稻 in the place of the question's 晚稻."""
    asked = [word.text for word in _asked(question) if len(word.text) > 1]
    for told, against in ((one, other), (other, one)):
        text, rival = _plain(told.sentence), _plain(against.sentence)
        lacking = {(len(word), word[-1]) for word in asked if word not in text}
        for word in (token.text for token in tokens_of(text)):
            known = word in question.text or word in rival
            if not known and (len(word), word[-1]) in lacking:
                return True
    return False


def _same_place(question: Question, one: Told, other: Told) -> bool:
    """True unless each names places of its own, or two papers may each mean their own."""
    if one.paper != other.paper and not any(w.tag.startswith(_NAMES) for w in _asked(question)):
        return False
    return not _apart(_places(one), _places(other))


def _places(told: Told) -> set[str]:
    text = _plain(told.sentence + told.heads)
    named = (token for token in tokens_of(text) if token.tag == "ns" and len(token.text) > 1)
    return {*(token.text for token in named), *_WIDE.findall(text)}


def _in_time(question: Question, told: Told) -> bool:
    """True where the sentence, else its issue, keeps to every date that the question names."""
    text = _AGAINST.sub("", _plain(told.sentence))
    issue = datetime.date.fromisoformat(told.issue)
    found = find_dates(text)
    years = set(_years(text, issue.year)) or {issue.year}
    months = {date.month for date in found if date.month is not None} or {issue.month}
    days = {date.day for date in found if date.day is not None} or {issue.day}
    named = [word for word in YEARS if word in question.text and YEARS[word]]
    named += _OCCASION.findall(question.text)
    return all(word in text for word in named) and all(
        (date.year is None or date.year in years)
        and (date.month is None or date.month in months)
        and (date.day is None or date.day in days)
        for date in find_dates(question.text)
    )


def _years(text: str, issue: int) -> Iterator[int]:
    for match in _YEAR.finditer(text):
        yield int(match[1]) if match[1] else issue + YEARS[match[2]]


def _same_time(one: Told, other: Told) -> bool:
    """True unless each is told of a time of its own: 春节 and 五一, 2019年 and 去年, two days."""
    if any(_FLOW.search(_plain(told.clause)) for told in (one, other)):
        return False
    texts = [_AGAINST.sub("", _plain(told.sentence)) for told in (one, other)]
    years = [_years(text, int(t.issue[:4])) for text, t in zip(texts, (one, other), strict=True)]
    return not _apart(*map(_OCCASION.findall, texts)) and not _apart(*years)


def _apart(one: Iterable[object], other: Iterable[object]) -> bool:
    """True where neither is empty and they have nothing in common."""
    first, second = set(one), set(other)
    return bool(first and second) and first.isdisjoint(second)


def _plain(text: str) -> str:
    return squeeze(fold(text))
