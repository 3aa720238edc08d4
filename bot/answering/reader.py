"""The reader: finds the span of a context that answers a question, and says how sure it is.

The network reads and scores every span of the windows that promise most; the matcher scores the
spans that are figures, dates, names, clauses. A span's score is a weighted sum of both and of how
well retrieval liked the context.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from bot.answering.contexts import WEIGHTS, Context, Reading
from bot.answering.fitting import SORTS
from bot.answering.lexicon import Lexicon
from bot.answering.matcher import Matcher
from bot.answering.network import Floats, Network, Words
from bot.answering.opposing import Opposing
from bot.answering.question import Question
from bot.answering.trimming import closed, trimmed
from bot.answering.windows import best_windows
from bot.text import bounded_spans

_LONGEST = 400  # characters of a sentence; a longer one is read in parts
_UNREAD = -4.0  # the network's score of a span that is not among its best, and the least there is
_UNMATCHED = -6.0  # the matcher's score of a span that is none of its candidates
_LIKED = 4.0  # times the lexical score of a context is added to the scores of its spans
_OPPOSED = 4.0  # taken off the score of a span whose clause says the opposite
_BEST = 200  # spans taken from each
_MOST = 50  # spans given back

Place = tuple[int, int, int]  # context, start, end


@dataclass(frozen=True, slots=True)
class Manner:
    """How to read."""

    weight: float  # of the matcher's score beside the network's
    words: int  # that the network reads at once
    windows: int  # that it reads for one question


FOUND = Manner(0.3, 240, 7)  # articles that search found
GIVEN = Manner(0.25, 420, 12)  # a text that is given


class Reader:
    """Reads contexts for a question. Build once, use from any thread."""

    def __init__(self, lexicon: Lexicon, folder: Path = WEIGHTS) -> None:
        """The reader with the weights in a folder.

        Raises:
            ModelError: If its weights are missing or damaged.
        """
        self._lexicon = lexicon
        self._network = Network(lexicon, folder)
        self._matcher = Matcher(lexicon, folder)

    def read(
        self,
        question: Question,
        contexts: Sequence[Context],
        manner: Manner = FOUND,
    ) -> list[Reading]:
        """The best spans of all contexts, best first, at most 50; no span comes twice."""
        odds = self._odds(question, contexts, manner)
        matched = {
            (reading.context, reading.start, reading.end): reading
            for reading in self._matcher.match(question, contexts, _BEST)
        }
        lines = [list(bounded_spans(context.text, _LONGEST)) for context in contexts]
        covers: dict[int, Reading] = {}
        for reading in matched.values():
            covers.setdefault(reading.context, reading)
        found, opposing = [], Opposing(question)
        for place in odds.keys() | matched.keys():
            cover = covers.get(place[0])
            known = matched.get(place) or _unmatched(question, place, lines[place[0]], cover)
            read = max(odds.get(place, _UNREAD), _UNREAD)
            context = contexts[place[0]]
            score = read + manner.weight * known.score + _LIKED * context.lexical
            if opposing.says(context.text, known.start, known.end):
                score -= _OPPOSED
            found.append(replace(known, score=score, odds=read))
        found.sort(key=lambda one: (-one.score, one.context, one.start, one.end))
        best: dict[Place, Reading] = {}
        for reading in found[:_MOST]:
            text = contexts[reading.context].text
            start, end = trimmed(question, text, reading.start, reading.end)
            sentence = reading.sentence_start, reading.sentence_end
            start, end = closed(text, sentence, start, end)
            best.setdefault((reading.context, start, end), replace(reading, start=start, end=end))
        return list(best.values())

    def _odds(
        self, question: Question, contexts: Sequence[Context], manner: Manner
    ) -> dict[Place, float]:
        """The network's log odds of its best spans."""
        windows = best_windows(question, contexts, self._lexicon, manner.words, manner.windows)
        if not windows or not question.text:
            return {}
        heads = [contexts[window.context].title for window in windows]
        tables = self._network.scores(question, heads, [window.words for window in windows])
        odds: dict[Place, float] = {}
        for window, table in zip(windows, tables, strict=True):
            for start, end, score in best_spans(window.words, table, _BEST):
                place = window.context, start, end
                odds[place] = max(score, odds.get(place, score))
        return dict(sorted(odds.items(), key=lambda item: -item[1])[:_BEST])


def best_spans(words: Words, table: Floats, most: int) -> Iterator[tuple[int, int, float]]:
    """(start, end, score) in characters of the best spans of a (words, widths) table of scores."""
    flat = table.ravel()
    for place in np.argsort(-flat)[:most].tolist():
        first, width = divmod(place, table.shape[1])
        last = first + width
        if last < len(words.words):
            end = words.starts[last] + len(words.words[last])
            yield words.starts[first], end, float(flat[place])


def _unmatched(
    question: Question, place: Place, lines: Sequence[tuple[int, int]], cover: Reading | None
) -> Reading:
    """A span that only the network found, in the sentence or the sentences that it stands in."""
    context, start, end = place
    first = max(0, bisect_right(lines, (start, start + _LONGEST + 1)) - 1)
    last = min(len(lines) - 1, bisect_left([line[1] for line in lines], end))
    return Reading(
        context=context,
        start=start,
        end=end,
        sentence_start=min(start, lines[first][0]),
        sentence_end=max(end, lines[last][1]),
        score=_UNMATCHED,
        support=cover.support if cover else 0.0,
        names=cover.names if cover else 0.0,
        misfit=1.0 if question.kind in SORTS else 0.5,
    )
