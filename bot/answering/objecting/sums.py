"""The parts of a sum, where all together is asked for: 调来230台,加上本县410台,640台都下了地."""

from __future__ import annotations

from decimal import Decimal

from bot.answering.question import Question
from bot.answering.values import figures_in
from bot.patterns import regex

_TOGETHER = regex(r"一共|总共|合计|共计|加起来|加在一起|全部")
_ADDS = regex(r"加上|连同|合计|共计|总计|一共|总共")
Bounds = tuple[int, int]


class Sums:
    """Whether a question asks how many or how much there is all together."""

    def __init__(self, question: Question) -> None:
        self._asks = question.kind == "number" and bool(_TOGETHER.search(question.text))

    def instead(self, sentence: str, start: int, end: int) -> Bounds | None:
        """The bounds of the sum, where `start..end` is one of two figures that make it up.

        Asked 一共多少台, of "230台加上410台,640台下地" and 230台 it is the bounds of 640台.
        """
        if not self._asks or not _ADDS.search(sentence):
            return None
        figures = figures_in(sentence)
        own = next((one for one in figures if one[0] <= start < one[1]), None)
        if own is None:
            return None
        alike = [one for one in figures if one is not own and one[2].unit == own[2].unit]
        for part in alike:
            whole: Decimal = own[2].amount + part[2].amount
            for low, high, figure in alike:
                if figure.amount == whole and (low, high) != part[:2]:
                    return low, high
        return None
