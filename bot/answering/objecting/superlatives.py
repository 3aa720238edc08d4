"""The most and the least: 最少的也有800元 does not tell how much 最多的一户 got."""

from __future__ import annotations

import re

from bot.answering.question import Question
from bot.patterns import regex
from bot.text import clause_around, fold

_MOST = regex(r"最(?P<how>[多少高低大小深浅长短早晚快慢重轻贵冷热强弱好差])(?!限度|后)")
# How the end of a scale is called without 最; 高峰 is the most as well as the highest.
_ALSO = {"多": ("高峰",), "高": ("高峰", "顶点", "峰值"), "大": ("峰值",)}
_OPPOSITE = dict(
    zip("多少高低大小深浅长短早晚快慢重轻冷热强弱好差",
        "少多低高小大浅深短长晚早慢快轻重热冷弱强差好", strict=True)
)  # fmt: skip
_LEADS = "(?:[处点值]|的?(?:地方|一[天次户处]))?(?:出现)?[在于为是]"
_SAYS = regex("说|称|认为|指出")
_LAST = 4  # characters behind it in a question that ends in it: 哪里积水最深的地方
Bounds = tuple[int, int]


class Superlatives:
    """The superlative of a question, worked out once."""

    def __init__(self, question: Question) -> None:
        text = question.text
        asked = question.kind not in ("why", "how", "yesno") and not _SAYS.search(text)
        found = list(_MOST.finditer(text)) if asked else []
        self._how = found[0]["how"] if len(found) == 1 else ""
        # 哪里积水最深 asks for what is so; 最深的水库何时完工 asks for something else of it.
        at = found[0].start() if self._how else 0
        self._tells = bool(self._how) and (
            (question.end <= at and len(text) - at <= _LAST + 2) or "最" in text[question.start :]
        )

    def instead(self, text: str, sentence: Bounds, start: int, end: int) -> Bounds | None:
        """The clause of a sentence that has the superlative asked for, where a span's has not.

        Asked for 最多的一户领了多少, of "最多的领9元,最少的8元。" and the span 8元 it is `(0, 6)`.
        None where the span stands right, or nothing is known.
        """
        if not self._how:
            return None
        low, high = clause_around(text, start, end)
        told = {match["how"] for match in _MOST.finditer(fold(text[low:high]))}
        if self._how in told or self._also(text[low:high]):
            return None
        opposite = _OPPOSITE.get(self._how) in told
        if not opposite and (told or not self._tells):
            return None
        at = sentence[0]
        while at < sentence[1]:
            clause = clause_around(text, at, at)
            shown = fold(text[slice(*clause)])
            if self._is_told(shown, opposite):
                return max(clause[0], sentence[0]), min(clause[1], sentence[1])
            at = clause[1] + 1
        return None

    def _is_told(self, clause: str, opposite: bool) -> bool:
        """True for a clause with the superlative; where none stands by the span, of where it is."""
        if not opposite:
            return re.search(rf"最{self._how}{_LEADS}", clause) is not None
        return f"最{self._how}" in clause or self._also(clause)

    def _also(self, clause: str) -> bool:
        return any(word in clause for word in _ALSO.get(self._how, ()))
