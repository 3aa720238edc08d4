"""How well a confidence tells right from wrong. Small pure functions; confidences are 0..1."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby


@dataclass(frozen=True, slots=True)
class RiskPoint:
    """Answering whatever is at least this sure: the share answered, the share of that is wrong."""

    confidence: float
    coverage: float
    risk: float


@dataclass(frozen=True, slots=True)
class Bin:
    """The answers with low <= confidence < high (<= in the last bin), and how they turned out."""

    low: float
    high: float
    count: int
    confidence: float  # mean of the bin
    right: float  # share of the bin


def auroc(higher: Sequence[float], lower: Sequence[float]) -> float | None:
    """Chance that one of `higher` is above one of `lower`, ties half; None where either is empty.

    The area under the ROC curve (Hanley & McNeil 1982, Radiology 143): 0.5 tells nothing apart,
    1.0 everything. `auroc([0.9, 0.4], [0.4, 0.1]) -> 0.875`.
    """
    if not higher or not lower:
        return None
    below = sorted(lower)
    wins = sum(bisect_left(below, value) + bisect_right(below, value) for value in higher)
    return wins / (2 * len(higher) * len(lower))


def refused_when_kept(
    answerable: Sequence[float], unanswerable: Sequence[float], kept: float = 0.9
) -> float | None:
    """Share of `unanswerable` that one threshold refuses while it keeps `kept` of `answerable`.

    The highest such threshold is taken; a confidence that equals it is kept. This is the true
    negative rate at that true positive rate. None where either is empty.
    `refused_when_kept([0.9, 0.8], [0.8, 0.1], 1.0) -> 0.5`.
    """
    if not answerable or not unanswerable:
        return None
    place = max(1, math.ceil(kept * len(answerable) - 1e-9))
    threshold = sorted(answerable, reverse=True)[place - 1]
    return sum(value < threshold for value in unanswerable) / len(unanswerable)


def risk_coverage(confidences: Sequence[float], right: Sequence[bool]) -> list[RiskPoint]:
    """The trade of coverage against risk, the surest first: a point for each confidence there is.

    El-Yaniv & Wiener 2010, "On the Foundations of Noise-free Selective Classification", JMLR 11.
    `risk_coverage([0.9, 0.2], [True, False]) -> [(0.9, 0.5, 0.0), (0.2, 1.0, 0.5)]`.
    """
    points, told, wrong = [], 0, 0
    for confidence, outcomes in _levels(confidences, right):
        told += len(outcomes)
        wrong += outcomes.count(False)
        points.append(RiskPoint(confidence, told / len(right), wrong / told))
    return points


def area_under_risk_coverage(confidences: Sequence[float], right: Sequence[bool]) -> float | None:
    """Mean risk over all coverages 1/n, 2/n … 1, lower is better; None of nothing.

    Geifman, Uziel & El-Yaniv 2019, "Bias-Reduced Uncertainty Estimation", ICLR. Equal confidences
    count as if answered in any order: each takes its share of their errors.
    `area_under_risk_coverage([0.9, 0.2], [True, False]) -> 0.25`.
    """
    if not right:
        return None
    risks: list[float] = []
    wrong = 0.0
    for _, outcomes in _levels(confidences, right):
        share = outcomes.count(False) / len(outcomes)
        for _ in outcomes:
            wrong += share
            risks.append(wrong / (len(risks) + 1))
    return math.fsum(risks) / len(risks)


def reliability_bins(
    confidences: Sequence[float], right: Sequence[bool], bins: int = 10
) -> list[Bin]:
    """Bins of equal width over 0..1, empty ones left out.

    Guo et al. 2017, "On Calibration of Modern Neural Networks", ICML.
    `reliability_bins([0.91, 0.99], [True, False]) -> [Bin(0.9, 1.0, 2, 0.95, 0.5)]`.
    """
    found: dict[int, list[tuple[float, bool]]] = {}
    for confidence, outcome in zip(confidences, right, strict=True):
        number = min(int(confidence * bins), bins - 1)
        found.setdefault(number, []).append((confidence, outcome))
    return [
        Bin(
            low=number / bins,
            high=(number + 1) / bins,
            count=len(members),
            confidence=math.fsum(confidence for confidence, _ in members) / len(members),
            right=sum(outcome for _, outcome in members) / len(members),
        )
        for number, members in sorted(found.items())
    ]


def expected_calibration_error(bins: Sequence[Bin]) -> float | None:
    """Mean distance of confidence and share right, weighted by count, 0..1; None without bins.

    Guo et al. 2017. `expected_calibration_error([Bin(0.9, 1.0, 2, 0.95, 0.5)]) -> 0.45`.
    """
    total = sum(one.count for one in bins)
    if not total:
        return None
    return math.fsum(one.count * abs(one.confidence - one.right) for one in bins) / total


def _levels(
    confidences: Sequence[float], right: Sequence[bool]
) -> Iterator[tuple[float, list[bool]]]:
    """(confidence, outcomes) for each confidence there is, the highest first."""
    pairs = sorted(zip(confidences, right, strict=True), key=lambda pair: -pair[0])
    for confidence, members in groupby(pairs, key=lambda pair: pair[0]):
        yield confidence, [outcome for _, outcome in members]
