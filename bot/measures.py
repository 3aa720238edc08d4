"""How good answers and rankings are. How good a confidence is: calibration.py.

EM and F1 by characters, as CMRC 2018 scores them (Cui et al. 2019, "A Span-Extraction Dataset for
Chinese Machine Reading Comprehension"): EM after removing punctuation and white space; F1 from the
longest common run of characters. Ranks count from 1; None is a passage that was not found.
"""

from __future__ import annotations

import math
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


def holds(text: str, phrase: str) -> bool:
    """True when the phrase stands in the text, punctuation, white space and width aside.

    `holds("投资8,500万元。", "８５００万元") -> True`. Punctuation alone is never held.
    """
    wanted = normalized(phrase)
    return bool(wanted) and wanted in normalized(text)


def recall_at(ranks: Sequence[int | None], k: int) -> float | None:
    """Share of the questions with their passage among the first k; None without questions.

    `recall_at([1, 3, None, 9], 5) -> 0.5`.
    """
    return mean([rank is not None and rank <= k for rank in ranks])


def mrr_at(ranks: Sequence[int | None], k: int) -> float | None:
    """Mean reciprocal rank, 0 beyond k (Voorhees 1999, TREC-8); None without questions.

    `mrr_at([1, 4, None], 10) -> 0.4166…`.
    """
    return mean([1 / rank if rank is not None and rank <= k else 0.0 for rank in ranks])


def mean(values: Sequence[float]) -> float | None:
    """The arithmetic mean, None of nothing. `mean([True, False]) -> 0.5`."""
    return math.fsum(values) / len(values) if values else None


def percentile(values: Sequence[float], share: float) -> float | None:
    """The smallest value that at least this share (0..1) of them does not exceed; None of nothing.

    `percentile([5.0, 1.0, 3.0], 0.5) -> 3.0`.
    """
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered) - 1e-9) - 1)] if ordered else None


def _longest_common_run(left: str, right: str) -> int:
    best, above = 0, [0] * (len(right) + 1)
    for char in left:
        row = [0]
        for place, other in enumerate(right, start=1):
            row.append(above[place - 1] + 1 if char == other else 0)
        best, above = max(best, *row), row
    return best
