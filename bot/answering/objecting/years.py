"""The year that a figure is told of: 去年120台，今年160台, where is asked for 今年."""

from __future__ import annotations

from bot.answering.question import Question
from bot.patterns import regex
from bot.text import fold

_NAMES = "(?:去年|上年|前年|今年|明年|后年)"
_NAMED = regex(_NAMES)
_ASKED = regex(rf"(?<![比较])(?<!不是){_NAMES}")
_YEAR = regex(rf"(?<![比较与和同跟过于]){_NAMES}(?!同期)")  # what is compared with tells no year
_SAME = {"上年": "去年"}
Bounds = tuple[int, int]


class Years:
    """The year that a question names as 今年, 去年 and the like; none where it names several."""

    def __init__(self, question: Question) -> None:
        text = question.text
        named = {_plain(match.group()) for match in _NAMED.finditer(text)}
        alone = len(named) == 1 and _ASKED.search(text) and question.kind not in ("yesno", "why")
        self._asked = named.pop() if alone else ""

    def is_others(self, sentence: str, start: int, end: int) -> bool:
        """True where the last year that is named before a span is another one than that asked for.

        `Years(understand("去年几台")).is_others("今年接到订单,其中出口120台", 11, 15) -> True`.
        """
        if not self._asked or _YEAR.search(fold(sentence[start:end])):
            return False
        before = list(_YEAR.finditer(fold(sentence[:start])))
        if not before or _plain(before[-1].group()) == self._asked:
            return False
        return "基础上" not in sentence[before[-1].end() : start]

    def instead(self, sentence: str, start: int, end: int) -> Bounds | None:
        """The bounds of what a sentence tells of the year asked for, where a span is of another.

        `Years(understand("今年几台")).instead("去年120台,今年160台", 2, 6) -> (9, 13)`.
        """
        if not self.is_others(sentence, start, end):
            return None
        years = list(_YEAR.finditer(fold(sentence)))
        for match, after in zip(years, [*years[1:], None], strict=True):
            if _plain(match.group()) == self._asked:
                return match.end(), after.start() if after else len(sentence)
        return None


def _plain(year: str) -> str:
    return _SAME.get(year, year)
