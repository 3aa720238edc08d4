"""What was before a change, and what is after it: 从6%提高到9%."""

from __future__ import annotations

from bot.answering.question import Question
from bot.answering.units import told_unit
from bot.dates import find_dates
from bot.patterns import regex
from bot.text import clause_around, fold

_ASKS_BEFORE = regex(r"原[来先本定]|[之此]前|以前|[变改调]\S{0,2}前")
# What was is named only to set it aside, or to compare with.
_ASKS_NOW = regex(
    r"不是(?:原|以前|之前)|[比和跟与较](?:原来|以前|之前|过去)|现在|目前|如今|眼下"
    r"|(?:提高|降低?|增加?|涨|缩短|调整)[到至为]|[年月日号](?:起|开始|以后|之后)"
)
# What became of it is asked, not by how much it changed; a rate is told in percent.
_ASKS_LEVEL = regex(
    r"(?:提高|降低?|增加?|[涨升跌]|上[升涨]|下[降跌调]|上调|调整?)[到至为成]了?(?:多少|几)"
)
_RATE = regex(r"率|比例|比重|占|百分|目标|增[速长幅]|预期")
_CHANGE_WORDS = (
    "(?:调整?|变更?|修?改|[降增升涨跌减扩压缩]|提高|提升|减少|增加|扩大|缩短|压缩|延长|[下上]调"
    "|下降|上升)"
)
_CHANGE = regex(rf"{_CHANGE_WORDS}(?:[为至到成])")
_FIGURE = regex(r"\d")
# Other times than now, and what is asked of both ends of a change.
_OTHER_TIME = regex(
    r"原|(?<!目)前|平[时常日]|[老旧](?:的|[厂校馆楼桥房址站店])|开头|过去|曾|当[初年时]|[起最]初|最早|开始|去年|上年|前年|年初|[上前]月|概算|计划|预计|预期|目标"
    r"|从.{0,8}(?:多少|几)|(?:多少|几).{0,8}[到至]|[涨降增减提][^到至]{0,3}了?(?:多少|几)|变化|相比|[比较]"
)
_OLD = regex(r"(?:由|从|原[来定先有本]?的?|自)(?!目前|现在|现有)[^\d,，。;；:：]{0,12}$")
# 统一票价1元，此前最远要9元: what is now stands before it.
_EARLIER = regex(
    r"[,，;；(（](?:而|比|较)?(?:此前|以前|之前|过去|原来|先前|原先|从前)(?![到至])[^\d,，。;；]{0,14}$"
)
_VALUE = r"\d[\d.,]*[万亿千百余多]*[^\d\s,，。;；、的]{0,4}"
_FIGURES = regex(_VALUE)
_BECOMES = regex(
    rf"[^\d,，。;；]{{0,4}}?(?:{_CHANGE_WORDS}[为至到成]|[到至为成])[^\d,，。;；]{{0,2}}(?P<now>{_VALUE})"
)


class Changes:
    """Whether a question asks what was before a change, or what has been since."""

    def __init__(self, question: Question) -> None:
        text, number = question.text, question.kind == "number"
        asks_now = _ASKS_NOW.search(text) is not None
        self._asks_before = number and not asks_now and _ASKS_BEFORE.search(text) is not None
        self._asks_level = (
            number and _ASKS_LEVEL.search(text) is not None and not _RATE.search(text)
        )
        self._asks_after = number and (
            asks_now or not (_OTHER_TIME.search(text) or find_dates(text))
        )

    def instead(self, sentence: str, start: int, end: int) -> tuple[int, int] | None:
        """The bounds before the change in which the figure asked for stands, or those behind it.

        None where `start..end` is the state that is asked for, and where it is of no change.
        `Changes(understand("原来是多少")).instead("从6%提高到9%", 7, 9) -> (0, 3)`;
        `Changes(understand("现在是多少")).instead("从6%提高到9%", 1, 3) -> (6, 8)`.
        """
        if self._asks_level and told_unit(fold(sentence[start:end])) == "percent":
            return _level(sentence)
        if self._asks_after:
            return _new_state(sentence, start, end)
        if not self._asks_before:
            return None
        low, _ = clause_around(sentence, start, end)
        changes = list(_CHANGE.finditer(sentence, low, start))
        if not changes or start - changes[-1].end() > 2:
            return None
        before = low, changes[-1].start()
        return before if _FIGURE.search(sentence, *before) else None


def _level(sentence: str) -> tuple[int, int] | None:
    """The bounds of what a sentence says that something became, in no percent."""
    became = (match.span("now") for match in _BECOMES.finditer(fold(sentence)))
    return next((now for now in became if told_unit(sentence[slice(*now)]) != "percent"), None)


def _new_state(sentence: str, start: int, end: int) -> tuple[int, int] | None:
    """The bounds of what a figure became, where `start..end` is what it was."""
    text = fold(sentence)
    unit = told_unit(text[start:end])
    becomes = _OLD.search(text, 0, start) and _BECOMES.match(text, end)
    if becomes and told_unit(becomes["now"]) == unit:
        return becomes.span("now")
    if earlier := _EARLIER.search(text, 0, start):
        values = [now.span() for now in _FIGURES.finditer(text, 0, earlier.start())]
        return next((now for now in reversed(values) if told_unit(text[slice(*now)]) == unit), None)
    return None
