"""What is counted: 多少户 asks for households, so 355户 answers and 1071人 beside it does not."""

from __future__ import annotations

from collections.abc import Iterator

from bot.answering.question import Question
from bot.answering.units import told_unit
from bot.patterns import regex
from bot.text import fold

# Counters of one sort of thing; 个, 条, 项, 件, 次 and 种 count anything, 例, 起 and 宗 people too.
_THINGS = "家户所辆台架艘列支座套间只头本篇首部队枚颗株棵张"
_UNIT = (
    r"(?:[日美欧港韩加澳台]元|英镑|元?人民币|公里|公斤|千克|个?小时|分钟|平方米|立方米|公顷|个月|个百分点|人次|[厘毫]米|%|"
    rf"[名人位元岁天年月日吨米亩成分{_THINGS}])"
)
_NO_COUNTER = (
    r"天然|分之|成[员果交功本]|年[薪级轻]|元素|人[民口工]|家[庭人长]|所[得有在以]|本[钱金地科]"
)
_ASKED = regex(rf"(?:多少|几)[万亿千百]?(?:个(?=人))?(?!{_NO_COUNTER})({_UNIT})(?!.*(?:多少|几))")
_FIGURE = regex(rf"\d[\d.,]*[万亿千百十多余]*({_UNIT})")
_SPELT = regex(rf"^[一二三四五六七八九十百千万亿零〇两]{{2,}}[多余]?({_UNIT})")
_PRICE_OF_ONE = regex(
    r"多少钱一(?:公斤|千克|小时|[张个斤次位人份只件晚杯碗本瓶盒])|(?:门票|票价|单价)\S{0,2}多少"
)
_MONEY = regex(r"(?:多少|几块)(?:[万亿]?元|钱|资金|经费)")
_AMOUNT = regex(r"产量|总产(?!值)|亩产|单产")
_BEHIND = regex(r"[\d.,]*[万亿千百]*元?")
_MANY = regex(r"[万亿](?:余|多)?元")
# Sorts that may stand for each other: 让多少人接种, 四成; 活多少年, 70岁.
_MAY_STAND = ({"people", "percent"}, {"age", "duration"})
# Counters that may stand for each other.
_ALIKE = ("家所户", "辆台架列", "支队", "本篇部", "座间套", "株棵", "只头")


class Counters:
    """Whether a question says what it counts."""

    def __init__(self, question: Question) -> None:
        asked = _ASKED.match(question.text, question.start) if question.kind == "number" else None
        self._asked = asked[1] if asked else ""
        self._sort = _sort(self._asked)
        if question.kind == "number" and _MONEY.match(question.text, question.start):
            self._asked, self._sort = "元", "money"
        self._one = bool(_PRICE_OF_ONE.search(question.text))
        self._no_money = bool(_AMOUNT.search(question.text)) and question.kind == "number"

    def is_others(self, sentence: str, start: int, end: int) -> bool:
        """True where `start..end` counts another sort of thing, or another beside the one asked.

        `Counters(understand("有多少户")).is_others("全村355户1071人", 6, 11) -> True`.
        """
        span = fold(sentence[start:end] + _unit_behind(sentence, end))
        if self._one and _MANY.search(span):
            return True  # what all tickets brought in is no price
        if self._no_money and told_unit(span) == "money":
            return True
        if not self._sort:
            return False
        every = [*_figures(sentence, start, end)] or _SPELT.findall(fold(sentence[start:end]))
        told = every[0] if every else ""
        sort = _sort(told)
        if not sort or any(_alike(self._asked, one) for one in every):  # 3年2200万美元
            return False
        if {sort, self._sort} in _MAY_STAND:
            return False
        return sort != self._sort or self.instead(sentence, start, end) is not None

    def instead(self, sentence: str, start: int, end: int) -> tuple[int, int] | None:
        """The bounds of the nearest figure of the sentence that counts what is asked for."""
        figures = [
            match.span()
            for match in _FIGURE.finditer(fold(sentence))
            if self._sort and _alike(self._asked, match[1])
        ]
        return min(figures, key=lambda bounds: abs(bounds[0] - start), default=None)


def _unit_behind(sentence: str, end: int) -> str:
    """What a figure has behind it, where a span ends in the middle: 万元 of 2480万元."""
    inside = sentence[end - 1 : end].isdigit()
    behind = _BEHIND.match(sentence, end) if inside else None
    return behind.group() if behind else ""


def _figures(sentence: str, start: int, end: int) -> Iterator[str]:
    """The counters of the figures that begin in a span."""
    for match in _FIGURE.finditer(fold(sentence), start):
        if match.start() >= end:
            break
        yield match[1]


def _sort(counter: str) -> str:
    return told_unit(counter) or ("thing" if counter and counter in _THINGS else "")


def _alike(one: str, other: str) -> bool:
    """True for counters of one thing. `_alike("名", "人") -> True`; of 户 and 辆, False."""
    sort = told_unit(one)
    if sort or told_unit(other):
        return sort == told_unit(other)
    return one == other or any(one in group and other in group for group in _ALIKE)
