"""By how much something grew: 出口1.5亿元,同比增长15% answers with 15%, not with what it is now."""

from __future__ import annotations

from bot.answering.question import Question
from bot.patterns import regex
from bot.text import clause_around, fold

_CHANGED = r"(?:增长?|增加|上升|提高|上涨|下降|降低|减少|下跌|下滑|[涨跌降升])"
_ASKS = regex(rf"{_CHANGED}了?(?:多少|百分之几|百分之多少)")
_TELLS = regex(r"[增涨升降跌减多少快缩扩高低差翻]|提高|下滑|回落|[比较到至]")
_FIGURE = r"\d[\d.,]*"
# Told by the clause behind it; or in a row of a table, which has no marks.
_NEXT = regex(
    rf"[^,，。;；]*[,，](?:[^,，。;；\d]{{0,10}}{_CHANGED}[^,，。;；\d]{{0,3}}(?P<by>{_FIGURE}[^\s,，。;；\d]{{1,6}}))"
    rf"|\s+(?P<row>{_FIGURE}%)"
)


class Growths:
    """Whether a question asks by how much something changed."""

    def __init__(self, question: Question) -> None:
        self._asks = question.kind == "number" and bool(_ASKS.search(question.text))

    def instead(self, sentence: str, start: int, end: int) -> tuple[int, int] | None:
        """The bounds of the growth behind a figure that `start..end` is, where it is none itself.

        `Growths(understand("出口增长多少")).instead("出口1亿元,同比增长5%", 2, 5) -> (10, 12)`.
        """
        text = fold(sentence)
        if not self._asks or not text[start:end][:1].isdigit() or "%" in text[start:end]:
            return None
        low, _ = clause_around(text, start, end)
        behind = _NEXT.match(text, end)
        if behind is None or _TELLS.search(text, low, start):
            return None
        return behind.span("by" if behind["by"] else "row")
