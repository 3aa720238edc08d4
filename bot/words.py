"""Chinese words by jieba, and character bigrams: the two alphabets of lexical search.

rjieba is the same algorithm in Rust, 16 times faster and with no start-up cost; where there is no
wheel of it, jieba itself is used. A test holds both to the same words.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from bot.text import fold

_RUN = re.compile(r"[0-9]+(?:\.[0-9]+)?%?|[a-z]+|[^\W\d_]|\d", re.UNICODE)
_WORD = re.compile(r"\w", re.UNICODE)

try:
    import rjieba

    def _cut(text: str) -> list[str]:
        return list(rjieba.cut(text))

    def _cut_known(text: str) -> list[str]:
        return list(rjieba.cut(text, False))

    def _tag(text: str) -> list[tuple[str, str]]:
        return list(rjieba.tag(text))

except ImportError:  # a platform without a wheel
    import jieba
    import jieba.posseg

    jieba.setLogLevel(60)  # it logs its start-up on stderr

    def _cut(text: str) -> list[str]:
        return list(jieba.cut(text))

    def _cut_known(text: str) -> list[str]:
        return list(jieba.cut(text, HMM=False))

    def _tag(text: str) -> list[tuple[str, str]]:
        return [(pair.word, pair.flag) for pair in jieba.posseg.cut(text)]


def words(text: str) -> list[str]:
    """jieba's words of the folded text, without punctuation and white space.

    `words("塔里木大学，建校65年") -> ["塔里木", "大学", "建校", "65", "年"]`.
    """
    return [word for word in _cut(fold(text)) if _WORD.search(word)]


def known_words(text: str) -> list[str]:
    """Words of the folded text by the dictionary alone; joined they are the folded text again.

    `known_words("深人推进") -> ["深", "人", "推进"]`: what is in no dictionary falls apart.
    """
    return _cut_known(fold(text))


@lru_cache(maxsize=1024)
def crosses_word(left: str, right: str) -> bool:
    """True when a word of the dictionary runs over the seam of the two.

    `crosses_word("青石水", "库大坝") -> True`. Guessed words do not count: a seam makes odd
    guesses.
    """
    at = 0
    for word in known_words(left + right):
        at += len(word)
        if at >= len(left):
            return at > len(left)
    return False


def tagged_words(text: str) -> list[tuple[str, str]]:
    """Words with jieba's part of speech; joined they are the folded text again.

    `tagged_words("张新友说") -> [("张新友", "nr"), ("说", "v")]`.
    """
    return [*_tagged(fold(text))]


@lru_cache(maxsize=256)
def _tagged(folded: str) -> tuple[tuple[str, str], ...]:
    """The halves of a headline are asked for several times, one after the other."""
    return tuple(_tag(folded))


def placed_words(text: str) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """Words of the folded text without its white space, and where each begins.

    `placed_words("甲 乙说") -> (("甲", "乙说"), (0, 2))`.
    """
    words, starts, at = list[str](), list[int](), 0
    for word, _ in _tag(fold(text)):
        if not word.isspace():
            words.append(word)
            starts.append(at)
        at += len(word)
    return tuple(words), tuple(starts)


def bigrams(text: str) -> list[str]:
    """Overlapping pairs of characters, a figure or Latin word counting as one character.

    Pairs do not cross punctuation or white space; a lone character stands for itself.
    `bigrams("增加77.31亿元") -> ["增加", "加77.31", "77.31亿", "亿元"]`.
    """
    folded = fold(text)
    return [folded[start:end] for start, end in bigram_spans(folded)]


def bigram_spans(folded: str) -> list[tuple[int, int]]:
    """Where the bigrams of a folded text stand: `bigram_spans("甲乙丙") -> [(0, 2), (1, 3)]`."""
    spans: list[tuple[int, int]] = []
    run: list[tuple[int, int]] = []
    for match in _RUN.finditer(folded):
        if run and match.start() != run[-1][1]:
            spans.extend(_pairs(run))
            run = []
        run.append(match.span())
    return spans + _pairs(run)


def _pairs(run: list[tuple[int, int]]) -> list[tuple[int, int]]:
    if len(run) < 2:
        return run
    return [(left[0], right[1]) for left, right in pairwise(run)]
