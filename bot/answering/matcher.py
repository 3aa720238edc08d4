"""The matcher: scores candidate spans by how the question's words meet the words around them.

It does not read (the network does); it knows figures and units, dates, names and lists, and words
of like meaning. A small network over the numbers of features.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from safetensors.numpy import load_file

from bot.answering.contexts import WEIGHTS, Context, Reading
from bot.answering.features import FEATURES, candidate_rows
from bot.answering.fitting import misfit
from bot.answering.lexicon import Lexicon
from bot.answering.matching import Floats, Terms, question_terms
from bot.answering.question import Question
from bot.answering.sentence import Sentence, Surroundings, best_of, coverage, prepare
from bot.answering.spans import Span
from bot.errors import broken_model
from bot.text import bounded_spans

_LONGEST = 400  # characters of a sentence; a longer one is read in parts
_MISFIT = 3.0  # taken off the score of a candidate of the wrong sort
_SENTENCES = 10  # sentences read closely for one question; the rest is ruled out by coverage


class Matcher:
    """Matches contexts with a question. Build once, use from any thread."""

    def __init__(self, lexicon: Lexicon, folder: Path = WEIGHTS) -> None:
        """The matcher with the weights in a folder, `matcher.safetensors`.

        Raises:
            ModelError: If its weights are missing or damaged.
        """
        self._lexicon = lexicon
        self._layers = _load(folder / "matcher.safetensors")

    @classmethod
    def untrained(cls, lexicon: Lexicon) -> Matcher:
        """A matcher that gives candidates but no scores: for training."""
        matcher = cls.__new__(cls)
        matcher._lexicon = lexicon
        matcher._layers = {}
        return matcher

    def match(self, question: Question, contexts: Sequence[Context], most: int) -> list[Reading]:
        """The best candidate spans of all contexts, best first, at most `most`."""
        readings = []
        for index, sentence, spans, rows in self.candidates(question, contexts):
            misfits = _misfits(question, sentence, spans)
            scores = self.score(rows) - _MISFIT * misfits
            for place in np.argsort(-scores)[:most]:
                span, row = spans[place], rows[place]
                at = sentence.start
                reading = Reading(
                    context=index,
                    start=at + span.start,
                    end=at + span.end,
                    sentence_start=at,
                    sentence_end=at + len(sentence.text),
                    score=float(scores[place]),
                    support=float(row[3]),
                    names=float(row[11]),
                    misfit=float(misfits[place]),
                )
                readings.append(reading)
        readings.sort(key=lambda reading: -reading.score)
        return readings[:most]

    def candidates(
        self,
        question: Question,
        contexts: Sequence[Context],
        sentences: int = _SENTENCES,
    ) -> list[tuple[int, Sentence, list[Span], Floats]]:
        """(context number, sentence, candidates, their features) of the likeliest sentences."""
        terms = question_terms(question, self._lexicon)
        if not terms.terms:
            return []
        prepared = self._prepare(terms, contexts)
        best = max((coverage(best_of(s.soft), terms.weights) for _, s, _ in prepared), default=0.0)
        prepared.sort(key=lambda item: -_promise(item, terms))
        found = []
        for index, sentence, around in prepared[:sentences]:
            known = Surroundings(
                around.lexical, around.dense, around.context, around.near, around.first, best
            )
            spans, rows = candidate_rows(question, terms, sentence, known)
            if spans:
                found.append((index, sentence, spans, rows))
        return found

    def score(self, rows: Floats) -> Floats:
        """(candidates,) the network's scores of (candidates, features) rows."""
        values: Floats = (rows - self._layers["mean"]) / self._layers["deviation"]
        for number in ("1", "2"):
            values = values @ self._layers["weight" + number].T + self._layers["bias" + number]
            values = np.maximum(values, np.float32(0))
        scores: Floats = (values @ self._layers["weight3"].T + self._layers["bias3"])[:, 0]
        return scores

    def _prepare(
        self, terms: Terms, contexts: Sequence[Context]
    ) -> list[tuple[int, Sentence, Surroundings]]:
        prepared = []
        for index, context in enumerate(contexts):
            title = best_of(prepare(context.title, 0, terms, self._lexicon).soft)
            sentences = [
                prepare(context.text[start:end], start, terms, self._lexicon)
                for start, end in bounded_spans(context.text, _LONGEST)
            ]
            bests = [best_of(sentence.soft) for sentence in sentences]
            whole = np.maximum.reduce([title, *bests])
            for place, sentence in enumerate(sentences):
                near = np.maximum.reduce([title, *bests[max(0, place - 1) : place + 2]])
                around = Surroundings(
                    context.lexical, context.dense, whole, near, float(place == 0), 0.0
                )
                prepared.append((index, sentence, around))
        return prepared


def _misfits(question: Question, sentence: Sentence, spans: list[Span]) -> Floats:
    found = [misfit(question, span, sentence.text) for span in spans]
    return np.array(found, dtype=np.float32)


def _promise(item: tuple[int, Sentence, Surroundings], terms: Terms) -> float:
    """How likely a sentence is to hold the answer, before it is read closely."""
    _, sentence, around = item
    own = coverage(best_of(sentence.soft), terms.weights)
    exact = coverage(best_of(sentence.exact), terms.weights)
    near = coverage(np.maximum(best_of(sentence.soft), around.near), terms.weights)
    return own + 0.5 * exact + 0.5 * near + 0.3 * around.lexical


def _load(file: Path) -> dict[str, Floats]:
    try:
        layers = {name: table.astype(np.float32) for name, table in load_file(file).items()}
        if layers["weight1"].shape[1] != FEATURES:
            raise ValueError(f"weights for {layers['weight1'].shape[1]} features, not {FEATURES}")
        return layers
    except Exception as error:  # SafetensorError has no stable public name
        raise broken_model(file, error) from error
