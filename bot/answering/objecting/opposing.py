"""Whether a clause says the opposite of the question: 开工 where 竣工 is asked for.

So is a part of a sum the opposite of the whole: 已完成投资, where 总投资 is asked. Words that
stand in each other's place look alike to a network that learned words from their neighbours, and
opposites do that most of all.
"""

from __future__ import annotations

import re

from bot.answering.question import Question, QuestionKind
from bot.answering.synonyms import OPPOSED, OPPOSITES, SYNONYMS
from bot.patterns import regex
from bot.text import clause_around
from bot.words import tagged_words

_SUM = r"(?:投资|产值|产量|面积|收入|贷款)"
_WHOLE = rf"总{_SUM}|{_SUM}(?:总额|总量|总计)"
_PART = rf"(?:累计|完成|新增|追加|到位)[^,，;；。0-9]{{0,4}}{_SUM}"
_BEGIN = "开[始漂园镰网播赛幕跑]|启动"
_ENTRY = "报名|缴费|抽签"  # what comes before a contest
_END = "结束|截止|闭幕|终止|收[漂官尾]"

_EVENT = regex("开[赛跑考幕]|举[行办]|比赛")
_NOT = "(?:不再?|没有?|未|暂停|停止|结束|恢复)"
_EXCLUDED = regex("(?:不是|而非|不含|不算)[^,，、()?？]{1,8}")
# Whether, why and how something is are answered by its opposite too.
_NOT_ASKED_OF: frozenset[QuestionKind] = frozenset({"yesno", "why", "how"})

Pattern = re.Pattern[str]
Bounds = tuple[int, int]


class Opposing:
    """The opposites of a question's words, worked out once."""

    def __init__(self, question: Question) -> None:
        # What speaks against a clause that holds it, and what saves one that holds this too.
        self._pairs: list[tuple[Pattern, Pattern]] = []
        if question.kind in _NOT_ASKED_OF:
            return
        text = _EXCLUDED.sub("", question.text)
        for word in sorted({word for word, _ in tagged_words(text)} & OPPOSED):
            against = [right for left, right in OPPOSITES if left == word]
            same = [word, *(right for left, right in SYNONYMS if left == word)]
            both = any(other in text for other in against)
            if not (both or re.search(f"{_NOT}{word}", text)):
                self._add("|".join(against), "|".join(same))
        whole, part = (bool(re.search(sum_, text)) for sum_ in (_WHOLE, _PART))
        if whole != part:
            self._add(*((_PART, _WHOLE) if whole else (_WHOLE, _PART)))
        begin, end = (bool(re.search(edge, text)) for edge in (_BEGIN, _END))
        if question.kind == "when" and _EVENT.search(text) and not re.search(_ENTRY, text):
            self._add(_ENTRY, _EVENT.pattern)
        if question.kind == "when" and begin != end:
            self._add(*((_END, f"{_BEGIN}|起|[自从]") if begin else (_BEGIN, f"{_END}|[至到止]")))

    def _add(self, against: str, same: str) -> None:
        denied = f"{_NOT}(?:{against})"  # 暂停开放 is 关门
        self._pairs.append((re.compile(against), re.compile(f"{same}|{denied}")))

    def says(self, text: str, start: int, end: int) -> bool:
        """True if the clause around a span has an opposite, and neither the word nor a synonym.

        `Opposing(understand("何时竣工")).says("3月开工,5月完工", 0, 2) -> True`; of 5月 False.
        """
        if not self._pairs:
            return False
        return self._met(text[slice(*clause_around(text, start, end))]) is not None

    def instead(self, text: str, sentence: Bounds, start: int, end: int) -> Bounds | None:
        """The bounds of the sentence's first clause that says it as it is asked, if one does.

        `Opposing(understand("何时竣工")).instead("3月开工,5月完工", (0, 9), 0, 2) -> (5, 9)`.
        """
        same = self._met(text[slice(*clause_around(text, start, end))])
        at = sentence[0]
        while same and at < sentence[1]:
            low, high = clause_around(text, at, at)
            if same.search(text, low, high) and self._met(text[low:high]) is None:
                return low, high
            at = high + 1
        return None

    def _met(self, clause: str) -> Pattern | None:
        """What would have saved a clause that says the opposite; None where it does not."""
        met = (same for against, same in self._pairs if against.search(clause))
        return next((same for same in met if not same.search(clause)), None)
