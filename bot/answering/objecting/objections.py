"""What in a sentence speaks against a span that the network likes, and what is right instead."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.answering.contexts import Context
from bot.answering.objecting.ages import Ages
from bot.answering.objecting.aligned import Aligned
from bot.answering.objecting.bodies import is_other_body
from bot.answering.objecting.changes import Changes
from bot.answering.objecting.comparisons import Comparisons
from bot.answering.objecting.counters import Counters
from bot.answering.objecting.datelines import Datelines
from bot.answering.objecting.deciding import Deciding
from bot.answering.objecting.echoes import is_echo
from bot.answering.objecting.growths import Growths
from bot.answering.objecting.localities import is_part_of_company
from bot.answering.objecting.names import Name
from bot.answering.objecting.offices import Offices
from bot.answering.objecting.opposing import Opposing
from bot.answering.objecting.origins import is_no_origin
from bot.answering.objecting.persons import is_nobody
from bot.answering.objecting.placings import Placings
from bot.answering.objecting.plans import Plans
from bot.answering.objecting.relatives import Relatives
from bot.answering.objecting.sorts import Sorts
from bot.answering.objecting.speakers import is_speaker
from bot.answering.objecting.stand_ins import StandIns
from bot.answering.objecting.sums import Sums
from bot.answering.objecting.superlatives import Superlatives
from bot.answering.objecting.undated import is_of_no_year
from bot.answering.objecting.years import Years
from bot.answering.question import Question
from bot.text import clause_around

_NEVER = 2.5  # the weight of what leaves no doubt
Bounds = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Objection:
    """An objection to a span, and how strong it is: 0 to 1, and more where it leaves no doubt.

    Where it is known, `instead` are the bounds within which the right one stands.
    """

    instead: Bounds | None = None
    weight: float = 1.0


class Objections:
    """What a question gives to object with, worked out once."""

    def __init__(self, question: Question) -> None:
        self.question = question
        self.opposing = Opposing(question)
        self.ages = Ages(question)
        self.rows = (
            Aligned(question), Changes(question), self.ages, Growths(question), Sums(question)
        )  # fmt: skip
        self.comparisons = Comparisons(question)
        self.counters = Counters(question)
        self.datelines = Datelines(question)
        self.deciding = Deciding(question)
        self.offices = Offices(question)
        self.placings = Placings(question)
        self.plans = Plans(question)
        self.relatives = Relatives(question)
        self.sorts = Sorts(question)
        self.stand_ins = StandIns(question)
        self.superlatives = Superlatives(question)
        self.years = Years(question)

    def within(self, context: Context, sentences: Sequence[Bounds]) -> ContextObjections:
        """The objections to the spans of a context with these sentences."""
        return ContextObjections(self, context, sentences)


class ContextObjections:
    """The objections to the spans of one context."""

    def __init__(self, asked: Objections, context: Context, sentences: Sequence[Bounds]) -> None:
        self._asked = asked
        self._text = context.text
        self._sentences = sentences
        self._no_year = is_of_no_year(asked.question, context)
        self._no_relative = asked.relatives.lacking(context)
        self._lacking = asked.stand_ins.lacking(context)
        self._other_round = asked.stand_ins.is_of_another_round(context)
        self._title = context.title
        self._rivals: dict[Bounds, list[Name]] = {}  # of each sentence and clause

    def to(self, sentence: Bounds, start: int, end: int) -> Objection | None:
        """What speaks against a span of a sentence; None where nothing does."""
        if (right := self._in_row(sentence, start, end)) is not None:
            return Objection(right)
        inside = start - sentence[0], end - sentence[0]
        if self._asked.counters.is_others(self._text[slice(*sentence)], *inside):
            return Objection(self._counted(sentence, *inside))
        nobody = is_nobody(self._asked.question, self._text[start:end])
        if nobody or self._asked.datelines.is_one(self._text[slice(*sentence)], *inside):
            return Objection(sentence)
        if self._asked.offices.is_others(self._text, start, end):
            return Objection(self._sentence_of_office())
        if self._asked.opposing.says(self._text, start, end):
            return Objection(self._asked.opposing.instead(self._text, sentence, start, end))
        if (most := self._asked.superlatives.instead(self._text, sentence, start, end)) is not None:
            return Objection(most)
        if (year := self._asked.years.instead(self._text[slice(*sentence)], *inside)) is not None:
            return Objection((year[0] + sentence[0], year[1] + sentence[0]))
        if self._asked.sorts.is_other(self._text, start, end):
            return Objection(weight=_NEVER)
        against = (
            self._no_year
            or self._no_relative
            or self._other_round
            or self._asked.comparisons.is_others(self._text, start, end)
            or self._has_rival(sentence, sentence, start, end)
            or self._has_rival(clause_around(self._text, start, end), sentence, start, end)
            or is_other_body(self._asked.question, self._text, start, end)
            or is_echo(self._asked.question, self._text, start, end)
            or self._asked.placings.is_others(self._text, start)
            or self._asked.plans.is_one(self._text, start, end)
            or is_speaker(self._asked.question, self._text, end)
            or is_no_origin(self._asked.question, self._text[start:end])
            or is_part_of_company(self._asked.question, self._text, end)
            or self._asked.years.is_others(self._text[slice(*sentence)], *inside)
            or self._asked.ages.is_others(self._text[slice(*sentence)], *inside)
        )
        if against:
            return Objection()
        beside = self._asked.deciding.beside(self._text[slice(*sentence)])
        return Objection(weight=beside) if beside else None

    def _in_row(self, sentence: Bounds, start: int, end: int) -> Bounds | None:
        """The bounds of the right one in a row of figures, where a span is another one of it."""
        low, text = sentence[0], self._text[slice(*sentence)]
        for row in self._asked.rows:
            if right := row.instead(text, start - low, end - low):
                return right[0] + low, right[1] + low
        return None

    def _counted(self, sentence: Bounds, start: int, end: int) -> Bounds | None:
        """The bounds of the nearest figure that counts what is asked for."""
        right = self._asked.counters.instead(self._text[slice(*sentence)], start, end)
        return (right[0] + sentence[0], right[1] + sentence[0]) if right else None

    def _sentence_of_office(self) -> Bounds | None:
        """The first sentence that has the office as it is asked for."""
        offices, text = self._asked.offices, self._text
        told = (one for one in self._sentences if offices.is_asked(text[slice(*one)]))
        return next(told, None)

    def _has_rival(self, part: Bounds, sentence: Bounds, start: int, end: int) -> bool:
        """True where another name than the one asked stands in part of a sentence, not inside."""
        if part not in self._rivals:
            text, stand_ins = self._text, self._asked.stand_ins
            whole = part == sentence
            near = [] if whole else stand_ins.lacking_near(self._title, text[slice(*sentence)])
            lacking = self._lacking if whole else near
            self._rivals[part] = stand_ins.rivals(lacking, text[slice(*part)])
        return any(
            name.end <= start - part[0] or name.start >= end - part[0]
            for name in self._rivals[part]
        )
