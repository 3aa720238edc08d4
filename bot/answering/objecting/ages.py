"""How old somebody is: 73岁的巫某 tells it, 十四岁学艺 beside it does not."""

from __future__ import annotations

import re

from bot.answering.question import Question
from bot.answering.units import age_of
from bot.text import fold

_YEARS = r"(?:\d{1,3}|[一二三四五六七八九十]{1,3}|百)(?:多|余|周)?岁(?!时)"


class Ages:
    """Whose age a question asks for."""

    def __init__(self, question: Question) -> None:
        name = age_of(question.text)
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
        return None if low < end and start < high else (low, high)
