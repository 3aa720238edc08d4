"""One question with its answer becomes an outcome: what is right about it, what is not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from bot.evaluation.questions import Asked
from bot.measures import exact_match, f1, holds
from bot.records import Answer, Article, Hit

Verdict = Literal["right", "wrong", "wrongly refused", "rightly refused", "wrongly answered"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one question. Of an unanswerable one only the refusal can be right."""

    asked: Asked
    answer: Answer
    guess: str | None  # the answer, or what a refusal held back
    rank: int | None  # of the first right passage among those looked at, from 1
    right: bool  # the answer holds an accepted one (every one, for a list)
    guess_right: bool  # the same of the guess
    proved: bool  # right, and the quotes hold the evidence, where the set has some
    sentence: bool  # the quotes hold an accepted answer (every one, for a list)
    em: float
    f1: float
    exact_quotes: int  # of the answer's quotes, those that are exact slices of their article

    @property
    def verdict(self) -> Verdict:
        """What happened, in a word or two."""
        if self.answer.refused:
            return "wrongly refused" if self.asked.answerable else "rightly refused"
        if not self.asked.answerable:
            return "wrongly answered"
        return "right" if self.right else "wrong"

    def as_json(self) -> dict[str, Any]:
        """A line of `answers.jsonl`."""
        return {
            "id": self.asked.id,
            "question": self.asked.question,
            "answers": list(self.asked.answers),
            "outcome": self.verdict,
            "answer": self.answer.text,
            "confidence": round(self.answer.confidence, 4),
            "guess": self.guess,
            "right": self.right,
            "guess_right": self.guess_right,
            "proved": self.proved,
            "right_sentence": self.sentence,
            "em": self.em,
            "f1": round(self.f1, 4),
            "rank": self.rank,
            "quotes": [
                {"text": quote.text, "start": quote.start, "end": quote.end,
                 "article": quote.article.id}
                for quote in self.answer.quotes
            ],
            "exact_quotes": self.exact_quotes,
            "seconds": self.answer.seconds,
        }  # fmt: skip


def judge(
    asked: Asked, answer: Answer, guess: str | None, hits: Sequence[Hit], exact_quotes: int = 0
) -> Outcome:
    """The outcome of one question; `hits` are the passages whose ranking is measured.

    `judge(asked, bot.ask(q), "郑敏", bot.search(q)).right -> True`.
    """
    gold, told = asked.answers, answer.text or ""
    quoted = " ".join(" ".join([q.text, *(line.text for line in q.bylines)]) for q in answer.quotes)
    right = _holds_gold(told, asked)
    best = "".join(gold) if asked.every else max(gold, key=lambda one: f1(told, one), default="")
    return Outcome(
        asked=asked,
        answer=answer,
        guess=guess,
        rank=next((hit.rank for hit in hits if is_right_passage(asked, hit)), None),
        right=right,
        guess_right=_holds_gold(guess or "", asked),
        proved=right and (asked.evidence is None or holds(quoted, asked.evidence)),
        sentence=_holds_gold(quoted, asked),
        em=exact_match(told, [best]) if told and best else 0.0,
        f1=f1(told, best),
        exact_quotes=exact_quotes,
    )


def is_right_passage(asked: Asked, hit: Hit) -> bool:
    """True when a passage is one that the question's set wants found.

    It must meet everything that the set tells: come from the article or file named, be it as a
    reprint; hold an accepted answer (one of them, for a list too); and hold the evidence. For an
    unanswerable question no passage is right.
    """
    text = hit.passage.text
    return (
        any(holds(text, answer) for answer in asked.answers)
        and (asked.evidence is None or holds(text, asked.evidence))
        and any(_is_named(asked, article) for article in (hit.article, *hit.reprints))
    )


def _is_named(asked: Asked, article: Article) -> bool:
    if not asked.articles and not asked.files:
        return True
    return article.id in asked.articles or Path(article.file).name in asked.files


def _holds_gold(text: str, asked: Asked) -> bool:
    """True when the text holds an accepted answer: every one for a list, none where none is."""
    need = all if asked.every else any
    return asked.answerable and need(holds(text, answer) for answer in asked.answers)
