"""Reranking: what stands in a passage is weighed beside the scores of the legs.

BM25 counts a common word of a long question again and again, the cosine blurs it; here a passage
is asked how much of the question it holds at all, how much of it in one sentence, and whether its
day is the one asked about. The sum is linear; its weights are learned from asked questions
(training/train_ranking.py), with the whole list of candidates as one choice (Cao et al. 2007,
"Learning to rank: from pairwise approach to listwise approach").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from operator import attrgetter, mul

from bot.dates import FoundDate, find_dates
from bot.index.lexical import Terms
from bot.index.store import Excerpt
from bot.retrieval.question import FieldRarity
from bot.text import sentences

_NEAR = 2  # days between an event and its report

Shares = list[tuple[str, float]]  # of each term in the whole question; they sum to 1


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for a passage. Shares are of the question's terms, by rarity and need."""

    lexical: float  # BM25, as a share of the most that the question could get
    dense: float  # cosine
    words: float = 0.0  # share of the words in the passage
    headed: float = 0.0  # of the words in the passage or its headline
    sentence: float = 0.0  # of the words in the sentence that holds most pairs of characters
    pairs: float = 0.0  # of the pairs in that sentence or the headline
    reworded: float = 0.0  # of the words, by rarity alone, that both say in the paper's words
    year: float = 0.0  # 1 the year asked about, 0.5 one beside it, -1 another, 0 not told
    month: float = 0.0  # 1 of the month asked about, 0.7 tells of it, 0.5 of the one after
    day: float = 0.0  # 1 tells of the day asked about, 0.5 of an issue of these days


WEIGHTS = Evidence(  # python -m training.train_ranking
    lexical=0.11, dense=0.20, words=0.06, headed=0.17, sentence=0.05, pairs=0.17, reworded=0.25,
    year=0.06, month=0.10, day=0.08,
)  # fmt: skip
values = attrgetter(*(field.name for field in fields(Evidence)))  # as a tuple, in order
_WEIGHTS: tuple[float, ...] = values(WEIGHTS)


def weigh(evidence: Evidence) -> float:
    """The score of a passage; one that holds all of the question is near .7 without its day.

    `weigh(Evidence(0.5, 0.4)) > weigh(Evidence(0.4, 0.4))`.
    """
    return float(sum(map(mul, _WEIGHTS, values(evidence))))


class Witness:
    """Tells what speaks for each passage as the answer to one question."""

    def __init__(self, question: str, terms: Terms, rarity: FieldRarity) -> None:
        """For a question, its terms and their rarity in the index."""
        forms = (terms, terms.other) if terms.other else (terms,)
        self._words = [_shares(rarity("words", form.words), form.words) for form in forms]
        self._pairs = [_shares(rarity("bigrams", form.bigrams), form.bigrams) for form in forms]
        plain = dict.fromkeys(terms.words, 1.0)
        shares = _shares(rarity("words", plain), plain)
        self._reworded = [
            (word, share, terms.reworded[word]) for word, share in shares if word in terms.reworded
        ]
        self._dates = find_dates(question)

    def evidence(self, lexical: float, dense: float, excerpt: Excerpt) -> Evidence:
        """What speaks for a passage with these scores."""
        title, text, date = excerpt.title, excerpt.text, excerpt.date
        whole = f"{text}\n{title}"
        words, pairs = _there(self._words, whole), _there(self._pairs, whole)
        told, best = 0.0, ""
        for sentence in sentences(text) or [text]:
            told_there = _held(pairs, f"{sentence}\n{title}")
            if told_there > told or not best:
                told, best = told_there, sentence
        headed = f"{best}\n{title}"
        return Evidence(
            lexical,
            dense,
            _held(words, text),
            _held(words, whole),
            _held(words, best),
            told,
            sum(_said(headed, *one) for one in self._reworded),
            max((_year(asked, date) for asked in self._dates), default=0.0, key=abs),
            max((_month(asked, date, whole) for asked in self._dates), default=0.0),
            max((_day(asked, date, whole) for asked in self._dates), default=0.0),
        )


def _shares(rarity: Mapping[str, float], weights: Mapping[str, float]) -> Shares:
    weighed = {term: rarity[term] * weight for term, weight in weights.items()}
    total = sum(weighed.values()) or 1.0
    return [(term, weight / total) for term, weight in weighed.items()]


def _said(text: str, word: str, share: float, printed: Mapping[str, float]) -> float:
    """What of a word's share a text says in other words; nothing where it prints the word."""
    if word in text:
        return 0.0
    return share * max((likely for other, likely in printed.items() if other in text), default=0.0)


def _there(forms: Iterable[Shares], text: str) -> list[Shares]:
    """The terms that a text holds: a part of it needs to be searched for these only."""
    return [[(term, share) for term, share in form if term in text] for form in forms]


def _held(forms: Iterable[Shares], text: str) -> float:
    """The share of the terms that the text holds, in the form that it holds most of."""
    return max(sum(share for term, share in form if term in text) for form in forms)


def _year(asked: FoundDate, date: str | None) -> float:
    if asked.year is None or date is None:
        return 0.0
    apart = abs(int(date[:4]) - asked.year)
    return 1.0 if apart == 0 else 0.5 if apart == 1 else -1.0


def _month(asked: FoundDate, date: str | None, text: str) -> float:
    if asked.month is None:
        return 0.0
    after = (int(date[5:7]) - asked.month) % 12 if date else None
    if after == 0:
        return 1.0
    if _prints(text, f"{asked.month}月"):
        return 0.7
    return 0.5 if after == 1 else 0.0


def _day(asked: FoundDate, date: str | None, text: str) -> float:
    if asked.month is None or asked.day is None:
        return 0.0
    if _prints(text, f"{asked.month}月{asked.day}日"):
        return 1.0
    if date is None or int(date[5:7]) != asked.month:
        return 0.0
    return 0.5 if abs(int(date[8:]) - asked.day) <= _NEAR else 0.0


def _prints(text: str, day: str) -> bool:
    """`_prints("11月3日", "1月3日") -> False`."""
    return re.search(rf"(?<!\d){day}", text) is not None
