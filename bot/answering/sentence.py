"""A sentence met by a question: its words, and how well they match."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from bot.answering.lexicon import Lexicon
from bot.answering.matching import Floats, Terms, exact_match, is_content, soft_match
from bot.answering.spans import Token, tokens_of
from bot.text import fold


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a context, prepared once for all its candidates."""

    text: str  # folded, same length as the original
    start: int  # offset in the context's text
    tokens: list[Token]
    exact: Floats  # (terms, tokens)
    soft: Floats


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a sentence stands in: its passage's scores, and how its context covers the question."""

    lexical: float
    dense: float
    context: Floats  # (terms,) best soft match anywhere in the context and its title
    near: Floats  # (terms,) best soft match in the title and the neighbouring sentences
    first: float  # 1.0 for the first sentence
    best: float  # best soft coverage of any sentence of the question's contexts


def prepare(text: str, start: int, terms: Terms, lexicon: Lexicon) -> Sentence:
    """The sentence with its words matched against the question's."""
    folded = fold(text)
    tokens = tokens_of(folded)
    exact = exact_match(terms, tokens)
    rows = lexicon.vectors([token.text if is_content(token) else "" for token in tokens])
    soft = soft_match(exact, terms, tokens, rows)
    return Sentence(folded, start, tokens, exact, soft)


def coverage(best: Floats, weights: Floats) -> float:
    """Share of the question's weight that is matched, 0..1."""
    total = float(weights.sum())
    return float(best @ weights) / total if total else 0.0


def best_of(match: Floats) -> Floats:
    """(terms,) the best match of each term in a (terms, tokens) table."""
    return match.max(axis=1) if match.shape[1] else np.zeros(match.shape[0], dtype=np.float32)
