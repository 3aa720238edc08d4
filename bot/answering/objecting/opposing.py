"""Whether a clause says the opposite of the question: 开工 where 竣工 is asked for.

So is a part of a sum the opposite of the whole: 已完成投资, where 总投资 is asked. Words that
stand in each other's place look alike to a network that learned words from their neighbours, and
opposites do that most of all.
"""

from __future__ import annotations

import re

from bot.answering.question import Question
from bot.answering.synonyms import OPPOSED, OPPOSITES, SYNONYMS
from bot.text import clause_around
from bot.words import tagged_words

_SUM = r"(?:投资|产值|产量|面积|收入|贷款)"
_WHOLE = re.compile(rf"总{_SUM}|{_SUM}(?:总额|总量|总计)")
_PART = re.compile(rf"(?:累计|完成|新增|追加|到位)[^,，;；。0-9]{{0,4}}{_SUM}")


class Opposing:
    """The opposites of a question's words, worked out once."""

    def __init__(self, question: Question) -> None:
        asked = {word for word, _ in tagged_words(question.text)} & OPPOSED
        self._pairs = [
            (
                [right for left, right in OPPOSITES if left == word],
                [word, *(right for left, right in SYNONYMS if left == word)],
            )
            for word in sorted(asked)
        ]
        whole, part = (bool(sum_.search(question.text)) for sum_ in (_WHOLE, _PART))
        self._against, self._same = (_PART, _WHOLE) if whole else (_WHOLE, _PART)
        self._of_sum = whole != part

    def says(self, text: str, start: int, end: int) -> bool:
        """True if the clause around a span has an opposite, and neither the word nor a synonym.

        `Opposing(understand("何时竣工")).says("3月开工,5月完工", 0, 2) -> True`; of 5月 False.
        """
        if not self._pairs and not self._of_sum:
            return False
        clause = text[slice(*clause_around(text, start, end))]
        if self._of_sum and self._against.search(clause) and not self._same.search(clause):
            return True
        return any(
            any(word in clause for word in against) and not any(word in clause for word in same)
            for against, same in self._pairs
        )
