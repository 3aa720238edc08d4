"""Values that other articles give in place of the answer: figures that changed, days that moved.

Strict, for a wrong conflict is worse than one that is not shown. What was measured:
benchmarks/README.md.
"""

from __future__ import annotations

from bot.answering.contexts import Read, Reading, around
from bot.answering.corrections import correction_of
from bot.answering.sameness import Told, same_matter
from bot.answering.values import Day, Figure, Value, day_of, differ, figure_of, holds_figure
from bot.dates import find_dates
from bot.patterns import regex

_LEAST = 0.0  # what another value must score
_LESS = 2.5  # how much less than the best one it may score
_MOST = 4
_CLAUSE_ENDS = ",，;；、。"
_CHANGED = regex(r"(?:由|从|原)[^,，;；。]{0,16}(?:到|至|为)|提前|推迟|延期|改为|上调|下调|降为")


def conflicting(read: Read) -> list[Reading]:
    """The readings of other articles that give another value than the best one, best first.

    `conflicting(read)` for 爱心食堂有多少个, best 18个: the readings 14个 and 9个 of older issues.
    Of an answer that a paper has corrected, only what it was before.
    """
    correction = correction_of(read)
    if correction is not None:
        return [correction.wrong] if correction.wrong else []
    best = read.readings[0]
    least = max(_LEAST, best.score - _LESS)
    value = _value(read, best)
    if value is None:
        return []
    chosen: list[Reading] = []
    values, seen = [value], {best.context}
    for reading in read.readings[1:]:
        if reading.context in seen or len(chosen) == _MOST:
            continue
        seen.add(reading.context)
        other = _value(read, reading)
        if other is None or not all(differ(other, known) for known in values):
            continue
        if reading.score >= least and _of_one_thing(read, best, reading, value, other):
            chosen.append(reading)
            values.append(other)
    return chosen


def _of_one_thing(read: Read, best: Reading, other: Reading, one: Value, two: Value) -> bool:
    first, second = _told(read, best), _told(read, other)
    return (
        same_matter(read.question, first, second)
        and not _knows_both(_around(read, best), first, two, second.issue)
        and not _knows_both(_around(read, other), second, one, first.issue)
    )


def _knows_both(text: str, told: Told, other: Value, issue: str) -> bool:
    """True where an article's text tells the other value too, and not as what it was before.

    Then the two are of different things: a reservoir's level, and its level of alarm.
    """
    if told.issue > issue and _CHANGED.search(told.sentence):
        return False
    if isinstance(other, Figure):
        return holds_figure(text, other)
    days = [Day(date.year, date.month, date.day) for date in find_dates(text)]
    return any(day.month is not None and not differ(other, day) for day in days)


def _value(read: Read, reading: Reading) -> Value | None:
    issue = read.article_of(reading).date
    span = read.contexts[reading.context].text[reading.start : reading.end]
    if issue is None:
        return None
    if read.question.kind == "number":
        return figure_of(span)
    return day_of(span, issue) if read.question.kind == "when" else None


def _told(read: Read, reading: Reading) -> Told:
    article = read.article_of(reading)
    text = read.contexts[reading.context].text
    start, end = reading.sentence_start, reading.sentence_end
    left = max(text.rfind(mark, start, reading.start) for mark in _CLAUSE_ENDS) + 1
    return Told(
        sentence=text[start:end],
        clause=text[max(left, start) : reading.end],
        heads="".join(filter(None, (article.kicker, article.headline, article.subtitle))),
        issue=article.date or "",
        paper=article.paper,
    )


def _around(read: Read, reading: Reading) -> str:
    passage = read.hits[reading.context].passage
    return around(read.article_of(reading), passage.start, passage.end)
