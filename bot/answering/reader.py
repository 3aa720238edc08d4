"""The reader: finds the spans of the contexts that may answer a question, with a score each.

The network reads the windows that promise most and scores every span in them.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import inf
from pathlib import Path

import numpy as np

from bot.answering.completing import completed
from bot.answering.contexts import WEIGHTS, Context, Reading
from bot.answering.edges import mended
from bot.answering.fitting import misfit
from bot.answering.homes import Homes
from bot.answering.lexicon import Lexicon
from bot.answering.network import Network, Scored
from bot.answering.objecting.objections import Objections
from bot.answering.question import Question
from bot.answering.signing import asks_issue, asks_notice, says_issue, signed_at
from bot.answering.totals import Totals
from bot.answering.trimming import trimmed
from bot.answering.windows import best_windows
from bot.dates import find_dates
from bot.text import bounded_spans

_LONGEST = 400  # characters of a sentence; a longer one is read in parts
_AGAINST = 4.0  # taken off the score of a span that something speaks against
_PASSED = 1.0  # off what the right one gets of it, where it is known
_AGAIN = 2  # windows read again in another wording
_SHORTER = 0.5  # off that of a span whose attribute is printed without the 全 that was asked
_BEST = 200  # spans taken from a window
_MOST = 50  # spans given back
_LIKELY = 100  # spans that objections are looked for to

Bounds = tuple[int, int]
Place = tuple[int, int, int]  # context, start, end


@dataclass(frozen=True, slots=True)
class Manner:
    """How to read."""

    chars: int  # that the network reads at once
    windows: int  # that it looks at for one question
    read: int  # that it reads to the end


FOUND = Manner(300, 6, 3)  # articles that search found
GIVEN = Manner(600, 12, 4)  # a text that is given


class Reader:
    """Reads contexts for a question. Build once, use from any thread."""

    def __init__(self, lexicon: Lexicon, folder: Path = WEIGHTS) -> None:
        """The reader with the weights in a folder.

        Raises:
            ModelError: If its weights are missing or damaged.
        """
        self._lexicon = lexicon
        self._network = Network(folder)

    def read(
        self,
        question: Question,
        contexts: Sequence[Context],
        manner: Manner = FOUND,
    ) -> list[Reading]:
        """The best spans of all contexts, best first, at most 50; no span comes twice."""
        scores = self._odds(question, contexts, manner)
        self._try_totals(scores, question, contexts, manner)
        lines = [list(bounded_spans(context.text, _LONGEST)) for context in contexts]
        _object(scores, question, contexts, lines)
        if question.kind == "when" and asks_notice(question):
            _prefer_signatures(scores, contexts)
        elif question.kind == "when" and not asks_issue(question):
            _pass_over_signatures(scores, contexts)
        best: dict[Place, Reading] = {}
        for place in sorted(scores, key=lambda place: (-scores[place], place))[:_MOST]:
            context, start, end = place
            text, sentence = contexts[context].text, _sentence(lines[context], start, end)
            start, end = trimmed(question, text, start, end)
            start, end = mended(question, text, sentence, start, end)
            if not any(map(str.isalnum, text[start:end])):
                continue  # a mark alone says nothing
            sentence = _sentence(lines[context], start, end)
            score, doubt = scores[place], misfit(question, text, start, end)
            reading = Reading(context, start, end, *sentence, score, doubt)
            best.setdefault((context, start, end), reading)
        return completed(question, contexts, list(best.values()))

    def odds(self, question: Question, contexts: Sequence[Context]) -> list[float]:
        """The log odds of the best span of each short text; 0 is as likely as "no answer"."""
        if not contexts or not any(map(str.isalnum, question.text)):
            return [0.0] * len(contexts)
        heads, texts = [c.title for c in contexts], [c.text for c in contexts]
        homes = Homes(question)
        asked = [homes.asked(context, context.text) for context in contexts]
        found = self._network.scores(asked, heads, texts, len(texts), far=inf)
        return [float(scored.table.max()) for scored in found]

    def _try_totals(
        self,
        scores: dict[Place, float],
        question: Question,
        contexts: Sequence[Context],
        manner: Manner,
    ) -> None:
        """Scores the spans behind 长 as those behind 全长, where 全长 is asked and not printed."""
        totals = Totals(question)
        printing = [at for at, one in enumerate(contexts) if totals.may_answer(one.text)]
        if totals.wording is None or not printing:
            return
        again = replace(manner, windows=_AGAIN, read=_AGAIN)
        found = self._odds(totals.wording, [contexts[at] for at in printing], again)
        for (place, start, end), score in found.items():
            context = printing[place]
            if totals.allows(contexts[context].text, start):
                scored = scores.get((context, start, end), score - _SHORTER)
                scores[context, start, end] = max(score - _SHORTER, scored)

    def _odds(
        self, question: Question, contexts: Sequence[Context], manner: Manner
    ) -> dict[Place, float]:
        """The network's log odds of the best spans of the windows that were read to the end."""
        windows = best_windows(question, contexts, self._lexicon, manner.chars, manner.windows)
        if not windows or not any(map(str.isalnum, question.text)):
            return {}
        heads = [contexts[window.context].title for window in windows]
        texts = [contexts[one.context].text[one.start : one.end] for one in windows]
        homes, odds = Homes(question), dict[Place, float]()
        asked = [
            homes.asked(contexts[window.context], text)
            for window, text in zip(windows, texts, strict=True)
        ]
        for scored in self._network.scores(asked, heads, texts, manner.read):
            window = windows[scored.window]
            for start, end, score in best_spans(scored, _BEST):
                place = window.context, window.start + start, window.start + end
                odds[place] = max(score, odds.get(place, score))
        return odds


def _object(
    scores: dict[Place, float],
    question: Question,
    contexts: Sequence[Context],
    lines: Sequence[Sequence[Bounds]],
) -> None:
    """Takes off from the likeliest spans that something speaks against; gives to what is right."""
    objections = Objections(question)
    likeliest = sorted(scores, key=lambda place: -scores[place])[:_LIKELY]
    for number, context in enumerate(contexts):
        places = [place for place in likeliest if place[0] == number]
        within = objections.within(context, lines[number])
        against = {
            place: objection
            for place in places
            if (objection := within.to(_sentence(lines[number], *place[1:]), *place[1:]))
        }
        fitting = [
            place
            for place in places
            if place not in against and misfit(question, context.text, *place[1:]) < 1
        ]
        for place, objection in against.items():
            low, high = objection.instead or (0, 0)
            right = [other for other in fitting if low <= other[1] and other[2] <= high]
            _pass_on(scores, [place], right, objection.weight)


def _pass_over_signatures(scores: dict[Place, float], contexts: Sequence[Context]) -> None:
    """Scores the day under a notice less, and the likeliest other date of the notice nearly as it.

    That the day scored best says that the notice answers; only not by the day of its issue.
    """
    for _, signing, others in _signed(scores, contexts):
        _pass_on(scores, signing, others)


def _prefer_signatures(scores: dict[Place, float], contexts: Sequence[Context]) -> None:
    """The other way round, where the day of issue is asked; not past a clause that tells it."""
    for at, signing, others in _signed(scores, contexts):
        told = {place for place in others if says_issue(contexts[place[0]].text, *place[1:])}
        day = [place for place in signing if place[1] >= at]  # without the names before it
        _pass_on(scores, [place for place in others if place not in told], day)


def _signed(
    scores: dict[Place, float], contexts: Sequence[Context]
) -> Iterator[tuple[int, list[Place], list[Place]]]:
    """Of each notice where the day under it begins, its places, and those of the other dates."""
    for number, context in enumerate(contexts):
        at = signed_at(context.text)
        if at is None:
            continue
        places = [place for place in scores if place[0] == number]
        others = [p for p in places if p[2] <= at and find_dates(context.text[p[1] : p[2]])]
        yield at, [place for place in places if place[2] > at], others


def _pass_on(
    scores: dict[Place, float], wrong: list[Place], right: list[Place], weight: float = 1.0
) -> None:
    """Takes from the wrong places, and gives the best of the right ones nearly what they had."""
    if wrong and right:
        best = max(right, key=lambda place: scores[place])
        scores[best] = max(scores[best], max(scores[place] for place in wrong) - _PASSED)
    for place in wrong:
        scores[place] -= weight * _AGAINST


def best_spans(scored: Scored, most: int) -> Iterator[tuple[int, int, float]]:
    """(start, end, score) in characters of the best spans of a window."""
    flat = scored.table.ravel()
    for place in np.argsort(-flat)[:most].tolist():
        first, width = divmod(place, scored.table.shape[1])
        if first + width < len(scored.cut.ids):
            start, end = scored.cut.starts[first], scored.cut.ends[first + width]
            yield int(start), int(end), float(flat[place])


def _sentence(lines: Sequence[Bounds], start: int, end: int) -> Bounds:
    """The bounds of the sentence, or of the sentences, in which a span stands."""
    first = max(0, bisect_right(lines, (start, start + _LONGEST + 1)) - 1)
    last = min(len(lines) - 1, bisect_left([line[1] for line in lines], end))
    return min(start, lines[first][0]), max(end, lines[last][1])
