"""What was before a change: 从6%提高到9%, where is asked what it was before."""

from __future__ import annotations

from bot.answering.question import Question
from bot.patterns import regex
from bot.text import clause_around

_ASKS_BEFORE = regex(r"原[来先本定]|[之此]前|以前|[变改调]\S{0,2}前")
# What was is named only to set it aside, or to compare with.
_ASKS_NOW = regex(
    r"不是(?:原|以前|之前)|[比和跟与较](?:原来|以前|之前|过去)|现在|目前|如今|眼下"
    r"|(?:提高|降低?|增加?|涨|缩短|调整)[到至为]"
)
_CHANGE = regex(
    r"(?:调整?|变更?|修?改|[降增升涨跌减]|提高|提升|减少|增加|扩大|缩短|压缩|延长|[下上]调|下降|上升)(?:[为至到成])"
)
_FIGURE = regex(r"\d")


class Changes:
    """Whether a question asks what was before a change."""

    def __init__(self, question: Question) -> None:
        self._asks_before = question.kind == "number" and bool(
            _ASKS_BEFORE.search(question.text) and not _ASKS_NOW.search(question.text)
        )

    def instead(self, sentence: str, start: int, end: int) -> tuple[int, int] | None:
        """The bounds before the change in which the figure asked for stands.

        None where `start..end` tells of no new state, or where that is asked for.
        `Changes(understand("原来是多少")).instead("从6%提高到9%", 7, 9) -> (0, 3)`.
        """
        if not self._asks_before:
            return None
        low, _ = clause_around(sentence, start, end)
        changes = list(_CHANGE.finditer(sentence, low, start))
        if not changes or start - changes[-1].end() > 2:
            return None
        before = low, changes[-1].start()
        return before if _FIGURE.search(sentence, *before) else None
