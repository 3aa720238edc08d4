"""What in a sentence speaks against a span that the network likes, and what is right instead."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.answering.aligned import Aligned
from bot.answering.changes import Changes
from bot.answering.contexts import Context
from bot.answering.echoes import is_echo
from bot.answering.names import Name
from bot.answering.offices import Offices
from bot.answering.opposing import Opposing
from bot.answering.question import Question
from bot.answering.stand_ins import StandIns
from bot.answering.undated import is_of_no_year
from bot.text import clause_around

Bounds = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Objection:
    """An objection to a span; where it is known, the bounds within which the right one stands."""

    instead: Bounds | None = None


class Objections:
    """The objections that a question gives to the spans of a context."""

    def __init__(self, question: Question, context: Context, sentences: Sequence[Bounds]) -> None:
        self._question = question
        self._text = context.text
        self._sentences = sentences
        self._opposing = Opposing(question)
        self._rows = (Aligned(question), Changes(question))
        self._offices = Offices(question)
        self._stand_ins = StandIns(question)
        self._no_year = is_of_no_year(question, context)
        self._lacking = self._stand_ins.lacking(context)
        self._rivals: dict[Bounds, list[Name]] = {}  # of each sentence

    def to(self, sentence: Bounds, start: int, end: int) -> Objection | None:
        """What speaks against a span of a sentence; None where nothing does."""
        text = self._text
        for row in self._rows:
            inside = start - sentence[0], end - sentence[0]
            if right := row.instead(text[slice(*sentence)], *inside):
                return Objection((right[0] + sentence[0], right[1] + sentence[0]))
        clause = text[slice(*clause_around(text, start, end))]
        if self._offices.is_others(clause):
            return Objection(self._sentence_of_office())
        rivals = (
            name.end <= start - sentence[0] or name.start >= end - sentence[0]
            for name in self._rivals_in(sentence)
        )
        against = (
            self._no_year
            or self._opposing.says(text, start, end)
            or any(rivals)
            or is_echo(self._question, text, start, end)
        )
        return Objection() if against else None

    def _sentence_of_office(self) -> Bounds | None:
        """The first sentence that has the office as it is asked for."""
        told = (one for one in self._sentences if self._offices.is_asked(self._text[slice(*one)]))
        return next(told, None)

    def _rivals_in(self, sentence: Bounds) -> list[Name]:
        if sentence not in self._rivals:
            text = self._text[slice(*sentence)]
            self._rivals[sentence] = self._stand_ins.rivals(self._lacking, text)
        return self._rivals[sentence]
