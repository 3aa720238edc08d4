"""The year that a figure is told of: 去年120台，今年160台, where is asked for 今年."""

from __future__ import annotations

from bot.answering.question import Question
from bot.patterns import regex
from bot.text import fold

_NAMES = "(?:去年|上年|前年|今年|明年|后年)"
_NAMED = regex(_NAMES)
_YEAR = regex(rf"(?<![比较与和同跟]){_NAMES}(?!同期)")  # what is compared with tells no year
_SAME = {"上年": "去年"}
_STOP = "。;；!?！？\n"
Bounds = tuple[int, int]


class Years:
    """The year that a question names as 今年, 去年 and the like; none where it names several."""

    def __init__(self, question: Question) -> None:
        named = {_plain(match.group()) for match in _NAMED.finditer(question.text)}
        self._asked = named.pop() if len(named) == 1 and question.kind != "yesno" else ""

    def instead(self, sentence: str, start: int, end: int) -> Bounds | None:
        """The bounds of what a sentence tells of the year asked for, where a span is of another.

        `Years(understand("今年几台")).instead("去年120台,今年160台", 2, 6) -> (9, 13)`.
        """
        if not self._asked or _YEAR.search(fold(sentence[start:end])):
            return None
        years = list(_YEAR.finditer(fold(sentence)))
        before = [match for match in years if match.end() <= start]
        if not before or _plain(before[-1].group()) == self._asked:
            return None
        if "基础上" in sentence[before[-1].end() : start]:
            return None
        for match, after in zip(years, [*years[1:], None], strict=True):
            if _plain(match.group()) == self._asked:
                return match.end(), after.start() if after else len(sentence)
        return None


def _plain(year: str) -> str:
    return _SAME.get(year, year)
