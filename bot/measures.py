"""Exact match and F1 of answers by characters, as CMRC 2018 scores them.

Cui et al. 2019, "A Span-Extraction Dataset for Chinese Machine Reading Comprehension": EM after
removing punctuation and white space; F1 from the longest common run of characters.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from bot.text import fold


def normalized(text: str) -> str:
    """The folded text without punctuation and space. `normalized("8,500 万元。") -> "8500万元"`."""
    kept = (char for char in fold(text) if unicodedata.category(char)[0] not in "PZC")
    return "".join(kept)


def exact_match(answer: str, gold: Sequence[str]) -> float:
    """1.0 when the answer equals one of the accepted ones, else 0.0."""
    return float(normalized(answer) in [normalized(text) for text in gold])


def f1(answer: str, gold: str) -> float:
    """Harmonic mean of precision and recall of the longest common run of characters.

    `f1("约450万元", "450万元") -> 0.909…`.
    """
    told, true = normalized(answer), normalized(gold)
    shared = _longest_common_run(told, true)
    if not shared:
        return 0.0
    precision, recall = shared / len(told), shared / len(true)
    return 2 * precision * recall / (precision + recall)


def _longest_common_run(left: str, right: str) -> int:
    best, above = 0, [0] * (len(right) + 1)
    for char in left:
        row = [0]
        for place, other in enumerate(right, start=1):
            row.append(above[place - 1] + 1 if char == other else 0)
        best, above = max(best, *row), row
    return best
