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
from bot.answering.network import Network, Scored
from bot.answering.opposing import Opposing
from bot.answering.question import Question
from bot.answering.trimming import closed, trimmed
from bot.answering.windows import Window, best_windows
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
    chars: int  # that the network reads at once
    windows: int  # that it looks at for one question
    read: int  # that it reads to the end


FOUND = Manner(0.3, 300, 6, 3)  # articles that search found
GIVEN = Manner(0.25, 600, 12, 4)  # a text that is given


class Reader:
    """Reads contexts for a question. Build once, use from any thread."""

    def __init__(self, lexicon: Lexicon, folder: Path = WEIGHTS) -> None:
        """The reader with the weights in a folder.

        Raises:
            ModelError: If its weights are missing or damaged.
        """
        self._lexicon = lexicon
        self._network = Network(folder)
        self._matcher = Matcher(lexicon, folder)

    def read(
        self,
        question: Question,
        contexts: Sequence[Context],
        manner: Manner = FOUND,
    ) -> list[Reading]:
        """The best spans of all contexts, best first, at most 50; no span comes twice."""
        windows, odds = self._odds(question, contexts, manner)
        matched = self._matched(question, contexts, windows)
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
    ) -> tuple[list[Window], dict[Place, float]]:
        """The windows that were read to the end, and the network's log odds of their best spans."""
        windows = best_windows(question, contexts, self._lexicon, manner.chars, manner.windows)
        if not windows or not any(map(str.isalnum, question.text)):
            return [], {}
        heads = [contexts[window.context].title for window in windows]
        texts = [contexts[one.context].text[one.start : one.end] for one in windows]
        odds: dict[Place, float] = {}
        found = self._network.scores(question.text, heads, texts, manner.read)
        for scored in found:
            window = windows[scored.window]
            for start, end, score in best_spans(scored, _BEST):
                place = window.context, window.start + start, window.start + end
                odds[place] = max(score, odds.get(place, score))
        best = dict(sorted(odds.items(), key=lambda item: -item[1])[:_BEST])
        return [windows[scored.window] for scored in found], best

    def _matched(
        self, question: Question, contexts: Sequence[Context], windows: Sequence[Window]
    ) -> dict[Place, Reading]:
        """The matcher's candidates in the windows."""
        parts = [
            replace(contexts[one.context], text=contexts[one.context].text[one.start : one.end])
            for one in windows
        ]
        found: dict[Place, Reading] = {}
        for reading in self._matcher.match(question, parts, _BEST):
            window = windows[reading.context]
            moved = replace(
                reading,
                context=window.context,
                start=window.start + reading.start,
                end=window.start + reading.end,
                sentence_start=window.start + reading.sentence_start,
                sentence_end=window.start + reading.sentence_end,
            )
            found.setdefault((moved.context, moved.start, moved.end), moved)
        return found


def best_spans(scored: Scored, most: int) -> Iterator[tuple[int, int, float]]:
    """(start, end, score) in characters of the best spans of a window."""
    flat = scored.table.ravel()
    for place in np.argsort(-flat)[:most].tolist():
        first, width = divmod(place, scored.table.shape[1])
        if first + width < len(scored.cut.ids):
            start, end = scored.cut.starts[first], scored.cut.ends[first + width]
            yield int(start), int(end), float(flat[place])


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
