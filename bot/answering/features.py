"""What the reader looks at: one row of numbers for each candidate answer of a sentence."""

from __future__ import annotations

import numpy as np

from bot.answering.matching import Floats, Terms
from bot.answering.question import KINDS, Question
from bot.answering.sentence import Sentence, Surroundings, best_of, coverage
from bot.answering.span_features import SPAN_FEATURES, span_features
from bot.answering.spans import Span, candidate_spans
from bot.words import bigrams

_NEAR, _FAR = 4.0, 14.0  # characters over which closeness falls to 1/e
_SENTENCE_FEATURES, _CLOSENESS = 15, 13
_MARK_COST = 5.0  # a comma keeps words apart like five characters


def candidate_rows(
    question: Question, terms: Terms, sentence: Sentence, around: Surroundings
) -> tuple[list[Span], Floats]:
    """The candidates of one sentence, and their (candidates, features) float32 rows."""
    spans = candidate_spans(sentence.text, sentence.tokens, question.kind)
    if not spans or not terms.terms:
        return [], np.zeros((0, FEATURES), dtype=np.float32)
    shared = _sentence_features(question, terms, sentence, around)
    kinds = [float(question.kind == kind) for kind in KINDS]
    ahead, behind = (np.array([part], dtype=np.float32) for part in (shared, kinds))
    table = [
        np.repeat(ahead, len(spans), axis=0),
        _closeness(terms, sentence, spans),
        span_features(question, sentence, spans),
        np.repeat(behind, len(spans), axis=0),
    ]
    return spans, np.hstack(table)


def _sentence_features(
    question: Question, terms: Terms, sentence: Sentence, around: Surroundings
) -> list[float]:
    weights = terms.weights
    exact, soft = best_of(sentence.exact), best_of(sentence.soft)
    rare = int(np.argmax(weights))
    own = set(bigrams(question.text))
    shared = len(own & set(bigrams(sentence.text))) / max(1, len(own))
    figures = [i for i, term in enumerate(terms.terms) if term.text[0].isdigit()]
    names = [i for i, term in enumerate(terms.terms) if term.tag[:2] in ("nr", "ns", "nt", "nz")]
    return [
        coverage(exact, weights),
        coverage(soft, weights),
        coverage(np.maximum(soft, around.near), weights),
        coverage(np.maximum(soft, around.context), weights),
        shared,
        around.lexical,
        around.dense,
        coverage(soft, weights) / max(0.05, around.best),
        float(exact[rare]),
        float(max(exact[rare], around.context[rare])),
        float(np.maximum(exact, around.context)[figures].min()) if figures else 1.0,
        float(np.maximum(soft, around.context)[names].min()) if names else 1.0,
        around.first,
        len(sentence.text) / 100.0,
        len(terms.terms) / 10.0,
    ]


def _costs(text: str) -> list[float]:
    """Distance of each offset from the sentence's start, commas counted as five characters more."""
    at, costs = 0.0, [0.0]
    for char in text:
        at += 1.0 + (_MARK_COST if char in ",;:。!?" else 0.0)
        costs.append(at)
    return costs


def _closeness(terms: Terms, sentence: Sentence, spans: list[Span]) -> Floats:
    """(spans, 11): weighted shares of the question standing near the span, by side and distance."""
    costs = np.array(_costs(sentence.text))
    token_start = costs[[token.start for token in sentence.tokens]]
    token_end = costs[[token.end for token in sentence.tokens]]
    starts = costs[[span.start for span in spans]]
    ends = costs[[span.end for span in spans]]
    before = starts[None, :] - token_end[:, None]  # (tokens, spans)
    after = token_start[:, None] - ends[None, :]
    inside = (before < 0) & (after < 0)
    weights = terms.weights / max(1e-6, float(terms.weights.sum()))
    gaps = np.array([term.gap for term in terms.terms], dtype=np.float32)
    left_terms = weights * (gaps <= 0) * np.exp(-np.abs(gaps) / 6.0)
    right_terms = weights * (gaps > 0) * np.exp(-np.abs(gaps) / 6.0)
    columns = []
    for reach in (_NEAR, _FAR):
        left = _reach(sentence.soft, before, reach)
        right = _reach(sentence.soft, after, reach)
        columns += [weights @ np.maximum(left, right)]
        columns += [_share(left_terms, left), _share(right_terms, right)]
        columns += [_share(left_terms, right), _share(right_terms, left)]
    taken = (sentence.exact[:, :, None] * inside[None, :, :]).max(axis=1)
    columns += [weights @ taken]
    lengths = np.maximum(1.0, ends - starts)
    covered = (sentence.exact.max(axis=0) > 0.8)[:, None] * inside
    columns += [(covered * (token_end - token_start)[:, None]).sum(axis=0) / lengths]
    outside = (sentence.soft[:, :, None] * ~inside[None, :, :]).max(axis=1)
    columns += [weights @ outside]
    return np.stack(columns, axis=1).astype(np.float32)


def _reach(match: Floats, distance: Floats, reach: float) -> Floats:
    """(terms, spans) best match of each term on one side of each span, fading with distance."""
    fade = np.where(distance >= 0, np.exp(-np.maximum(distance, 0) / reach), 0.0)
    found: Floats = (match[:, :, None] * fade[None, :, :]).max(axis=1)
    return found


def _share(weights: Floats, match: Floats) -> Floats:
    total = float(weights.sum())
    return weights @ match / total if total else np.zeros(match.shape[1], dtype=np.float32)


FEATURES = _SENTENCE_FEATURES + _CLOSENESS + SPAN_FEATURES + len(KINDS)
