"""Texts in other writing: terms beside those that a page prints, so that either finds the other."""

from __future__ import annotations

from dataclasses import dataclass

from bot.index.slips import mended
from bot.numerals import with_figures
from bot.text import fold
from bot.words import bigrams, known_words, words


@dataclass(frozen=True, slots=True)
class PassageTerms:
    """What a passage is found by: its words and bigrams as printed, and those of other writing."""

    words: list[str]
    bigrams: list[str]
    others: list[str]  # words and bigrams mixed, sorted; none that is printed


def in_figures(text: str) -> str:
    """The text folded, its numerals in one form; its length changes.

    `in_figures("增長百分之五") -> "增长5%"`.
    """
    return with_figures(fold(text), known_words)


def passage_terms(context: str) -> PassageTerms:
    """The terms of a passage; what a scan may have misread is among the others.

    `passage_terms("深人推进").others -> ["深入"]`; `passage_terms("三百亩").others -> ["300",
    "300亩", "亩"]`.
    """
    printed = fold(context)
    found, pairs = words(printed), bigrams(printed)
    others: set[str] = set()
    pieces = known_words(printed)
    text = with_figures(printed, lambda part: pieces if part == printed else known_words(part))
    if text != printed:
        others.update(words(text), bigrams(text))
    for _, word in mended(pieces, known_words):
        others.update((word, *bigrams(word)))
    return PassageTerms(found, pairs, sorted(others.difference(found, pairs)))
