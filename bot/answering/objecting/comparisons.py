"""What a figure is compared with: 比2月末增加 does not answer 比3月末多了多少."""

from __future__ import annotations

from bot.answering.question import Question
from bot.patterns import regex
from bot.text import clause_around, fold

_THAN = regex(
    r"(?:[比较][^,，。;；\d]{0,3}?|[与跟同和][^,，。;；\d]{0,3}?(?=\S{0,6}相?比))"
    r"((?:去年|上年|前年)?(?:\d{1,2}月|年初|年末|年底|上月|上季度|去年|上年|前年|同期)(?:[末底份]|同期)*)"
    r"|(同比|环比)"
)
# Ways to say one time.
_ALIKE = (
    (regex(r"年初|[去上]年[末底]"), "年初"),
    (regex(r"同比|同期|去年|上年"), "去年"),
    (regex(r"环比|上月"), "上月"),
    (regex(r"[末底份]"), ""),
)


class Comparisons:
    """The times that a question compares with, worked out once."""

    def __init__(self, question: Question) -> None:
        asked = question.kind == "number"
        self._times = _times(question.text) if asked else frozenset[str]()

    def is_others(self, text: str, start: int, end: int) -> bool:
        """True where the clause around a span compares with other times only.

        `Comparisons(understand("比3月末多了多少")).is_others("比2月末增加1.7亿元", 6, 11) -> True`.
        """
        if not self._times:
            return False
        told = _times(fold(text[slice(*clause_around(text, start, end))]))
        if any(time[0].isdigit() for time in self._times):
            told = told - {"上月"}  # 较上月 may be the month that is asked for
        return bool(told) and told.isdisjoint(self._times)


def _times(text: str) -> frozenset[str]:
    return frozenset(map(_plain, (match[1] or match[2] for match in _THAN.finditer(text))))


def _plain(time: str) -> str:
    for pattern, alike in _ALIKE:
        if pattern.search(time):
            return alike or pattern.sub("", time)
    return time
