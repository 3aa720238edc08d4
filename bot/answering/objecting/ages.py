"""How old somebody is: 73岁的巫某 tells it, 十四岁学艺 beside it does not."""

from __future__ import annotations

import re

from bot.answering.question import Question
from bot.answering.units import age_of
from bot.patterns import regex
from bot.reading.names import person_at_end
from bot.text import fold

_YEARS = r"(?:\d{1,3}|[一二三四五六七八九十]{1,3}|百)(?:多|余|周)?岁(?!时)"

_NOW = regex(rf"(?:今年已?|现年|如今|已)(?P<age>{_YEARS})")
_OF_ANYBODY = regex("年满$|不足$|未满$")  # 年满六十五岁者 is anybody
_ANYBODY = regex("(?:以[上下])?(?:者|的?(?:老人|老年人|居民|市民|公民))")
_AHEAD = regex(r"(?P<who>[\u4e00-\u9fff·]{2,12}?)[,，]?(?:今年|现年|时年|已经?)*$")
_BEHIND = regex(
    r"岁?的(?P<who>[\u4e00-\u9fff·]{2,4}?)(?=[^\u4e00-\u9fff·]|[是在说把从和有来去当做一])"
)


class Ages:
    """Whose age a question asks for."""

    def __init__(self, question: Question) -> None:
        self._name = name = age_of(question.text)
        self._told = name and re.compile(
            rf"(?P<ahead>{_YEARS})(?:[高老的]|[^\d,，。;；])[^\d,，。;；]{{0,16}}{re.escape(name)}"
            rf"|{re.escape(name)}[^\d。;；]{{0,6}}(?P<behind>{_YEARS})"
        )

    def instead(self, sentence: str, start: int, end: int) -> tuple[int, int] | None:
        """The bounds of the age told beside the name, where `start..end` is not it.

        `Ages(understand("巫某多大岁数")).instead("73岁的巫某,十四岁学艺", 7, 10) -> (0, 3)`.
        """
        told = self._told and self._told.search(fold(sentence))
        if not told:
            return None
        low, high = told.span("ahead" if told["ahead"] else "behind")
        now = _NOW.search(fold(sentence))  # 十四岁学艺,今年73岁
        low, high = now.span("age") if now else (low, high)
        return None if low < end and start < high else (low, high)

    def is_others(self, sentence: str, start: int, end: int) -> bool:
        """True where an age is told of somebody by name in a sentence without the name asked for.

        `Ages(understand("巫某多大岁数")).is_others("陶振声今年57岁", 5, 8) -> True`.
        """
        text = fold(sentence)
        if not self._name or self._name in text or not re.search(_YEARS, text[start:end]):
            return False
        if _OF_ANYBODY.search(text[:start]) or _ANYBODY.match(text[end:]):
            return True
        ahead, behind = _AHEAD.search(text[:start]), _BEHIND.match(text[end:])
        told = (person_at_end(one["who"]) for one in (ahead, behind) if one)
        return any(name and name[0] != self._name[0] for name in told)  # 李世昌 is 李先生
