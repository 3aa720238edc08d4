"""How well a confidence tells right from wrong: against brute force and by property."""

from __future__ import annotations

import random
from itertools import pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.calibration import (
    Bin,
    RiskPoint,
    area_under_risk_coverage,
    auroc,
    expected_calibration_error,
    refused_when_kept,
    reliability_bins,
    risk_coverage,
)

# Few different values, so that ties come up often.
_CONFIDENCE = st.sampled_from([0.0, 0.1, 0.25, 0.3, 0.5, 0.75, 0.9, 1.0]) | st.floats(0, 1)
_SOME = st.lists(_CONFIDENCE, min_size=1, max_size=30)
_OUTCOMES = st.lists(st.tuples(_CONFIDENCE, st.booleans()), min_size=1, max_size=40)
_SETS = _OUTCOMES.map(lambda pairs: ([c for c, _ in pairs], [right for _, right in pairs]))


@given(_SOME, _SOME)
def test_auroc_is_the_share_of_pairs_in_order(higher: list[float], lower: list[float]) -> None:
    pairs = [(a > b) + (a == b) / 2 for a, b in product(higher, lower)]
    assert auroc(higher, lower) == pytest.approx(sum(pairs) / len(pairs))


@given(_SOME, _SOME)
def test_auroc_of_the_two_swapped_is_its_complement(a: list[float], b: list[float]) -> None:
    one, other = auroc(a, b), auroc(b, a)
    assert one is not None and other is not None
    assert one + other == pytest.approx(1)


def test_without_one_of_the_two_there_is_nothing_to_tell_apart() -> None:
    assert auroc([], [0.5]) is None and auroc([0.5], []) is None
    assert refused_when_kept([], [0.5]) is None and refused_when_kept([0.5], []) is None
    assert area_under_risk_coverage([], []) is None and risk_coverage([], []) == []
    assert reliability_bins([], []) == [] and expected_calibration_error([]) is None


@given(_SOME, _SOME, st.floats(0.05, 1))
def test_no_threshold_that_keeps_as_many_refuses_more(
    answerable: list[float], unanswerable: list[float], kept: float
) -> None:
    best = 0.0
    for threshold in answerable:
        if sum(value >= threshold for value in answerable) >= kept * len(answerable) - 1e-9:
            refused = sum(value < threshold for value in unanswerable) / len(unanswerable)
            best = max(best, refused)
    assert refused_when_kept(answerable, unanswerable, kept) == pytest.approx(best)


@given(_SETS)
def test_risk_and_coverage_count_what_is_at_least_as_sure(
    given_set: tuple[list[float], list[bool]],
) -> None:
    confidences, right = given_set
    points = risk_coverage(confidences, right)
    assert [point.confidence for point in points] == sorted(set(confidences), reverse=True)
    for point in points:
        told = [r for c, r in zip(confidences, right, strict=True) if c >= point.confidence]
        assert point.coverage == pytest.approx(len(told) / len(right))
        assert point.risk == pytest.approx(told.count(False) / len(told))


@given(_SETS)
def test_coverage_and_the_number_of_errors_only_grow(
    given_set: tuple[list[float], list[bool]],
) -> None:
    points = risk_coverage(*given_set)
    for before, after in pairwise(points):
        assert before.coverage < after.coverage
        assert before.coverage * before.risk <= after.coverage * after.risk + 1e-12
    assert points[-1].coverage == 1.0
    assert points[-1].risk == pytest.approx(1 - sum(given_set[1]) / len(given_set[1]))


@given(_SETS, st.randoms(use_true_random=False))
def test_the_area_does_not_depend_on_the_order(
    given_set: tuple[list[float], list[bool]], rng: random.Random
) -> None:
    pairs = list(zip(*given_set, strict=True))
    rng.shuffle(pairs)
    shuffled = [c for c, _ in pairs], [right for _, right in pairs]
    area = area_under_risk_coverage(*given_set)
    assert area_under_risk_coverage(*shuffled) == pytest.approx(area)


@given(st.lists(st.booleans(), min_size=1, max_size=40))
def test_the_area_lies_between_the_best_and_the_worst_order(right: list[bool]) -> None:
    def area(order: list[bool]) -> float:
        falling = [1 - place / len(order) for place in range(len(order))]
        found = area_under_risk_coverage(falling, order)
        assert found is not None
        return found

    best, worst = area(sorted(right, reverse=True)), area(sorted(right))
    assert best - 1e-12 <= area(right) <= worst + 1e-12
    level = area_under_risk_coverage([0.5] * len(right), right)
    assert level == pytest.approx(right.count(False) / len(right))


def test_the_area_is_the_mean_risk_of_answering_one_two_three() -> None:
    confidences, right = [0.9, 0.8, 0.7], [True, False, True]
    assert area_under_risk_coverage(confidences, right) == pytest.approx((0 + 1 / 2 + 1 / 3) / 3)
    assert risk_coverage([0.9, 0.2], [True, False]) == [
        RiskPoint(0.9, 0.5, 0.0),
        RiskPoint(0.2, 1.0, 0.5),
    ]


@given(_SETS, st.integers(1, 12))
def test_every_answer_is_in_one_bin_that_its_confidence_fits(
    given_set: tuple[list[float], list[bool]], count: int
) -> None:
    bins = reliability_bins(*given_set, count)
    assert sum(one.count for one in bins) == len(given_set[0])
    assert sum(one.count * one.right for one in bins) == pytest.approx(sum(given_set[1]))
    for one in bins:
        assert one.low - 1e-9 <= one.confidence <= one.high + 1e-9
    error = expected_calibration_error(bins)
    assert error is not None and 0 <= error <= 1


def test_an_honest_confidence_has_no_calibration_error() -> None:
    bins = reliability_bins([0.25] * 4 + [1.0] * 2, [True, False, False, False, True, True])
    assert bins == [Bin(0.2, 0.3, 4, 0.25, 0.25), Bin(0.9, 1.0, 2, 1.0, 1.0)]
    assert expected_calibration_error(bins) == 0.0
    assert expected_calibration_error([Bin(0.9, 1.0, 2, 0.95, 0.5)]) == pytest.approx(0.45)
