"""What was planned, where it is asked what was done: 计划5月底合龙 does not tell when it was."""

from __future__ import annotations

from bot.answering.question import Question
from bot.patterns import regex
from bot.text import clause_around, fold

_DONE = regex(r"了(?:没有?|多少|几|哪|什么)|已经?")
_MEANT = regex(r"计划|预计|预期|有望|力争|争取|拟|将|打算|准备|想|目标|要")  # in the question
_PLANNED = regex(  # right before what is planned
    r"(?:(?<![有“])计划(?![”》的地等为中内和与])|预计|有望|力争|争取|拟(?![人态合声真])|即将|将(?:于|达|超))"
    r"[^,，。;；]{0,10}$"
)
_HAPPENED = regex(r"已|了|完成|实现|(?:比|较|超|提前|高于|低于)[^,。;]{0,6}(?:计划|预计|预期|目标)")


class Plans:
    """Whether a question asks what was done, and of no plan."""

    def __init__(self, question: Question) -> None:
        done = bool(_DONE.search(question.text)) or not {"的", "了"}.isdisjoint(question.tail)
        yesno = question.kind == "yesno"  # 启用了吗 may be answered by 即将启用
        self._asks = done and not yesno and not _MEANT.search(question.text)

    def is_one(self, text: str, start: int, end: int) -> bool:
        """True where the clause of a span tells what was to be.

        `Plans(understand("大桥什么时候合龙的")).is_one("大桥计划5月底合龙。", 4, 7) -> True`.
        """
        if not self._asks:
            return False
        low, high = clause_around(text, start, end)
        ahead = fold(text[low:start])
        return bool(_PLANNED.search(ahead)) and not _HAPPENED.search(fold(text[low:high]))
