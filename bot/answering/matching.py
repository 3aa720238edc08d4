"""How the words of a question meet the words of a sentence: exactly, in part, or in meaning."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from bot.answering.lexicon import Lexicon
from bot.answering.question import Question
from bot.answering.spans import Token, tokens_of
from bot.answering.synonyms import OPPOSED, OPPOSITES, SYNONYMS
from bot.encoding.vectors import Vectors

Floats = npt.NDArray[np.float32]

# Parts of speech that carry no content: particles, prepositions, conjunctions, pronouns, marks …
_EMPTY_TAGS = frozenset({
    "u",
    "uj",
    "ul",
    "uz",
    "ug",
    "ud",
    "uv",
    "p",
    "c",
    "y",
    "e",
    "o",
    "x",
    "r",
    "k",
    "d",
    "q",
})
_EMPTY_WORDS = frozenset([
    *"是有在为系被把让叫了的说要会能去到来上下里中个位人事搞弄哪几谁何啥请问想月日年",
    *("请问", "那个", "这个", "那件", "究竟", "到底", "一共", "总共", "大概", "具体", "目前"),
    *("现在", "多少", "什么", "知道", "告诉"),
])
# Names and figures have neighbours in meaning, but stand for nothing else.
_FIXED_TAGS = ("nr", "ns", "nt", "nz", "m", "t")
_SYNONYM = 0.9  # likeness of two words of one group in synonyms.py
_SAME = 0.5  # cosine from which on two words have something in common
_DATE_SIGN = re.compile(r"(?<=\d)号")
_FIGURE = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Term:
    """A content word of the question. `gap` is its distance in characters from the question word,
    negative to the left of it."""

    text: str
    weight: float
    gap: int
    tag: str


@dataclass(frozen=True, slots=True)
class Terms:
    """The content words of a question, their weights (n,) and vectors (n, dim)."""

    terms: tuple[Term, ...]
    weights: Floats
    vectors: Vectors


def question_terms(question: Question, lexicon: Lexicon) -> Terms:
    """The content words of a question, weighted by how rare they are in the news."""
    text = _DATE_SIGN.sub("日", question.text)
    chosen = []
    for token in tokens_of(text):
        outside = token.end <= question.start or token.start >= question.end
        if outside and is_content(token):
            gap = (
                token.end - question.start
                if token.end <= question.start
                else token.start - question.end + 1
            )
            chosen.append((token, gap))
    terms = tuple(
        Term(token.text, lexicon.rarity(token.text), gap, token.tag) for token, gap in chosen
    )
    weights = np.array([term.weight for term in terms], dtype=np.float32)
    rows = lexicon.vectors([term.text for term in terms])
    fixed = [not term.tag.startswith(_FIXED_TAGS) for term in terms]
    return Terms(terms, weights, rows * np.array(fixed, dtype=np.float32).reshape(-1, 1))


def is_content(token: Token) -> bool:
    """Whether a word says what the question or sentence is about."""
    return (
        token.tag not in _EMPTY_TAGS and token.text not in _EMPTY_WORDS and bool(token.text.strip())
    )


def exact_match(terms: Terms, tokens: list[Token]) -> Floats:
    """(terms, tokens) 1.0 where the words are the same, less where one holds part of the other."""
    words = [token.text for token in tokens]
    table = np.zeros((len(terms.terms), len(words)), dtype=np.float32)
    for row, term in enumerate(terms.terms):
        for column, word in enumerate(words):
            table[row, column] = _likeness(term.text, word)
    return table


def soft_match(exact: Floats, terms: Terms, tokens: list[Token], vectors: Vectors) -> Floats:
    """The exact match, raised to the cosine of the word vectors where that is higher."""
    cosine = terms.vectors @ vectors.T
    for row, term in enumerate(terms.terms):
        if term.text in OPPOSED:
            against = [(term.text, token.text) in OPPOSITES for token in tokens]
            cosine[row, against] = 0.0
    soft: Floats = np.maximum(exact, np.clip((cosine - _SAME) / (1 - _SAME), 0.0, 0.9))
    return soft


def _likeness(term: str, word: str) -> float:
    if term == word:
        return 1.0
    if (term, word) in SYNONYMS:
        return _SYNONYM
    if _FIGURE.search(term) or _FIGURE.search(word):
        return 0.0
    short, long = (term, word) if len(term) <= len(word) else (word, term)
    if len(short) >= 2 and short in long:
        return 0.85
    if len(long) >= 2 and len(short) >= 2:
        shared = len(set(short) & set(long))
        return 0.5 * shared / len(long) if shared else 0.0
    return 0.4 if len(short) == 1 and short in long and len(long) == 2 else 0.0
