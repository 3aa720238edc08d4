"""A figure of another sort than is plainly asked for: 打了多久 is not answered by 12次.

Nor is 哪一年 by 36年里, or 几点关门 by 周一.
"""

from __future__ import annotations

from bot.answering.question import Question
from bot.answering.units import PREMISES, age_of, told_unit
from bot.patterns import regex
from bot.text import fold

_DURATION = regex(r"(?:多久|多长时间)(?!.*[一每][次回趟遍])")  # 多久去一次 asks how often
_PRICE = regex(r"价(?:格|钱)?(?:每[^\d]{1,2})?(?:大约|大概|现在|[是为有到了])*$")
_LONG = regex(
    r"(?:[路桥河渠堤线坝廊洞]|隧道|管道|铁路|高速|全程|赛道)(?:从头到尾|一共|总共|全|总|到底|大概|有|的)*多长(?!时)"
)
_AREA = regex(rf"{PREMISES}多大")
_PAY = regex(
    r"(?:工资|月薪|年薪|薪水|(?:一个?月|每个?月|一年|每年|一天|每天)(?:能|可以|可)?(?:给|发|拿|领|挣|赚))"
    r"(?:大约|大概|能|是|有|了|到)*$"
)
_WEIGHT = regex(r"多重(?!要)|(?:重量|体重|[净毛限载]重)(?:大约|大概|是|有|到|能)*(?:多少|几)")
_PAID = regex(r"(?:(?<![对支应])付|缴|[要得该][交花])了?(?:多少|几)(?:[钱块]|元)?$")
_YEARS = regex(r"\d{1,2}")  # somebody's age without 岁
_YEARS_LONG = regex("(?:多少|几)年")
_CALENDAR = regex(r"(?:19|20)\d\d年")
_OCLOCK = regex("几点")
_CLOCK = regex("[时点:]|[上下中]午|[早晚夜]|凌晨|钟|正午|黄昏|天[黑亮]|日[出落]")
_YEAR = regex("哪一?年")
_FOR_YEARS = regex(r"\d{1,3}[多余几]?年(?=[里来间多内中])")
# Told by the question word, and by it and what is left of it.
_BY_WORD = (("years", _YEARS_LONG), ("duration", _DURATION))
_BY_WORDS = (("length", _LONG), ("area", _AREA), ("weight", _WEIGHT), ("money", _PAID))


class Sorts:
    """The sort of figure that a question wants, where its words leave no doubt."""

    def __init__(self, question: Question) -> None:
        self._asked = _asked(question)

    def is_other(self, text: str, start: int, end: int) -> bool:
        """True where a span tells another sort of figure.

        `Sorts(understand("决赛打了多久")).is_other("发了12次球", 2, 5) -> True`.
        """
        if not self._asked:
            return False
        folded = fold(text[start:end])
        if self._asked == "year":
            return _FOR_YEARS.match(folded + fold(text[end : end + 1])) is not None
        if self._asked == "clock":
            return not _CLOCK.search(folded)
        if self._asked == "years":
            return _CALENDAR.match(folded) is not None
        told = told_unit(folded)
        if self._asked == "age" and not told:
            return folded[:1].isdigit() and not _YEARS.fullmatch(folded)
        return bool(told) and told != self._asked and {told, self._asked} != {"age", "duration"}


def _asked(question: Question) -> str:
    if question.kind == "when":
        if _OCLOCK.match(question.text, question.start):
            return "clock"
        return "year" if _YEAR.match(question.text, question.start) else ""
    if question.kind != "number":
        return ""
    if age_of(question.text):
        return "age"
    for sort, word in _BY_WORD:
        if word.match(question.text, question.start):
            return sort
    for sort, words in _BY_WORDS:
        if words.search(question.text):
            return sort
    many = "多少" in question.text
    return "money" if many and (_PRICE.search(question.left) or _PAY.search(question.left)) else ""
