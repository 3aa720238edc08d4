"""What in a sentence speaks against a span that the network likes."""

from __future__ import annotations

from bot.answering.contexts import Context
from bot.answering.names import Name
from bot.answering.opposing import Opposing
from bot.answering.question import Question
from bot.answering.stand_ins import StandIns

Bounds = tuple[int, int]


class Objections:
    """What a question gives to object with, worked out once."""

    def __init__(self, question: Question) -> None:
        self.opposing = Opposing(question)
        self.stand_ins = StandIns(question)

    def of(self, context: Context) -> ContextObjections:
        """The objections to spans of a context."""
        return ContextObjections(self, context)


class ContextObjections:
    """The objections to spans of one context."""

    def __init__(self, objections: Objections, context: Context) -> None:
        self._objections = objections
        self._text = context.text
        self._lacking = objections.stand_ins.lacking(context)
        self._rivals: dict[Bounds, list[Name]] = {}  # of each sentence

    def any(self, sentence: Bounds, start: int, end: int) -> bool:
        """True where the clause says the opposite, or another name stands for the one asked."""
        return self._objections.opposing.says(self._text, start, end) or any(
            name.end <= start - sentence[0] or name.start >= end - sentence[0]
            for name in self._rivals_in(sentence)
        )

    def _rivals_in(self, sentence: Bounds) -> list[Name]:
        if sentence not in self._rivals:
            text = self._text[slice(*sentence)]
            self._rivals[sentence] = self._objections.stand_ins.rivals(self._lacking, text)
        return self._rivals[sentence]
