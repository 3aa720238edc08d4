"""Corrections that say only what is right, or the wrong after it: 应为1977年，文中误为1979年."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from bot.answering.contexts import Read, Reading
from bot.answering.values import Value, day_of, differ, figure_of
from bot.dates import find_dates
from bot.patterns import regex
from bot.reading.names import is_person
from bot.text import fold, sentence_spans, squeeze

_SAYS_SO = regex(r"更正|有误|订正|勘误|刊误|特此说明|误[为植作]")
_END = r"(?=[\"”」』,，。;；、)）]|$)"
_RIGHT = regex(
    r"(?P<what>[^,，。;；:：]{2,30}?)应(?:当)?(?:为|是|作|改为)[:：]?[\"“「『]?"
    rf"(?P<right>[^,，。;；\"“”「」『』]{{1,20}}?){_END}"
    r"[\"”」』]?(?:[,，][^,，。;；]{0,6}误(?:为|植为|作|写为|写成|登为|排为)"
    rf"[\"“「『]?(?P<wrong>[^,，。;；\"“”「」『』]{{1,20}}?){_END})?"
)
_FILLER = frozenset("的了是为在和与中有应该到底多少几谁哪年月日之其")
_HALF = 0.5  # of what it says is corrected must stand in the question


@dataclass(frozen=True, slots=True)
class _Right:
    """A right value at `start..end` of a context, what it is of, and the wrong one if told."""

    context: int
    sentence: tuple[int, int]
    start: int
    end: int
    what: str
    wrong: str


def restated(read: Read) -> Reading | None:
    """The best reading with the value that a correction of its article states, or None.

    Of 大围网是哪年织的, best 1979年, with "织网的年份应为1977年，文中误为1979年" read: 1977年.
    """
    best = read.readings[0]
    said = _plain(read.contexts[best.context].text[best.start : best.end])
    rights = list(_rights(read))
    if any(best.context == one.context and one.start <= best.start < one.end for one in rights):
        return None  # told already
    ranked = sorted(
        (
            (_share(one.what, read.question.text), -place, one)
            for place, one in enumerate(rights)
            if _corrects(read, best, said, one)
        ),
        key=lambda found: found[:2],
        reverse=True,
    )
    if not ranked or (ranked[0][0] < _HALF and ranked[0][2].wrong != said):
        return None
    chosen = ranked[0][2]
    return replace(
        best,
        context=chosen.context,
        start=chosen.start,
        end=chosen.end,
        sentence_start=chosen.sentence[0],
        sentence_end=chosen.sentence[1],
    )


def states_right(text: str) -> bool:
    """True where a text states what is right. `states_right("应为1977年。") -> False`: of what?"""
    return _RIGHT.search(fold(text)) is not None


def _rights(read: Read) -> Iterator[_Right]:
    """What the corrections among the articles read say is right."""
    for number, context in enumerate(read.contexts):
        text = fold(context.text)
        if not _SAYS_SO.search(text + fold(context.title)):
            continue
        for low, high in sentence_spans(context.text):
            if not find_dates(text[:high]):
                continue  # no issue is named so far
            for match in _RIGHT.finditer(text, low, high):
                wrong = _plain(match["wrong"] or "")
                yield _Right(number, (low, high), *match.span("right"), match["what"], wrong)


def _corrects(read: Read, best: Reading, said: str, right: _Right) -> bool:
    """True where a correction can mean the best reading: its issue, and a value of its sort."""
    value = _plain(read.contexts[right.context].text[right.start : right.end])
    if value == said or not _alike(read, said, value):
        return False
    if best.context == right.context:
        return True
    if right.wrong and right.wrong != said:
        return False
    day = read.hits[best.context].article.date
    told = find_dates(fold(read.contexts[right.context].text[: right.sentence[1]]))
    return day is not None and any(
        (date.month, date.day) == (int(day[5:7]), int(day[8:])) for date in told
    )


def _alike(read: Read, said: str, value: str) -> bool:
    if read.question.kind == "who":
        return is_person(said) and is_person(value)
    one, two = _value(said), _value(value)
    return one is not None and two is not None and (differ(one, two) or "误" in said)


def _value(text: str) -> Value | None:
    return figure_of(text) or day_of(text, "2000-01-01")


def _share(what: str, asked: str) -> float:
    """How much of what is corrected the question names, by characters."""
    chars = [char for char in re.sub(r"[《「“].*?[》」”]", "", what) if char not in _FILLER]
    return sum(char in asked for char in chars) / len(chars) if chars else 0.0


def _plain(text: str) -> str:
    return squeeze(fold(text))
