"""Whether a clause says the opposite of the question: 开工 where 竣工 is asked for.

Words that stand in each other's place look alike to a network that learned words from their
neighbours, and opposites do that most of all.
"""

from __future__ import annotations

from bot.answering.question import Question
from bot.answering.synonyms import OPPOSED, OPPOSITES, SYNONYMS
from bot.words import tagged_words

_ENDS = ",，;；。！？!?\n"


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

    def says(self, text: str, start: int, end: int) -> bool:
        """True if the clause around a span has an opposite, and neither the word nor a synonym.

        `Opposing(understand("何时竣工")).says("3月开工,5月完工", 0, 2) -> True`; of 5月 False.
        """
        if not self._pairs:
            return False
        low = max(text.rfind(mark, 0, start) for mark in _ENDS) + 1
        high = min((at for mark in _ENDS if (at := text.find(mark, end)) >= 0), default=len(text))
        clause = text[low:high]
        return any(
            any(word in clause for word in against) and not any(word in clause for word in same)
            for against, same in self._pairs
        )
