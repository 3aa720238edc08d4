"""The day in a dateline is that of the report: 4月28日电 does not tell when something was.

Nor does the day on which a picture was taken.
"""

from __future__ import annotations

from bot.answering.question import Question
from bot.dates import find_dates
from bot.patterns import regex

_ASKS_REPORT = regex(r"报道|刊登|发稿|发表|见报|电讯|消息")
_DATELINE = regex(r"日[\s　]*(?:电|讯|专电)")
_TAKEN = regex(r"[\s　]*(?:拍下|拍摄|摄)")
_ASKS_TAKEN = regex("拍|摄|照")
_MARK = "，。,"


class Datelines:
    """Whether a question asks for a day of something else than the report."""

    def __init__(self, question: Question) -> None:
        self._asks = question.kind == "when" and not _ASKS_REPORT.search(question.text)
        self._asks_taken = bool(_ASKS_TAKEN.search(question.text))

    def is_one(self, sentence: str, start: int, end: int) -> bool:
        """True where `start..end` is the day of a dateline, and the sentence tells another day.

        And where it is that of a picture: 4月1日拍下的.

        `Datelines(understand("哪天批准")).is_one("柏林4月28日电 昨天27日批准", 2, 7) -> True`.
        """
        if not self._asks:
            return False
        if not self._asks_taken and _TAKEN.match(sentence, end):
            return True
        found = _DATELINE.search(sentence, start, end + 3)
        if found is None or any(mark in sentence[start:end] for mark in _MARK):
            return False
        dates = find_dates(sentence)
        own = {date.day for date in dates if date.start < end and date.end > start}
        return any(date.start >= found.end() and date.day not in own for date in dates)
