"""Outcomes become figures. Shares are 0..1, times are seconds; None where there is nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

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
from bot.evaluation.judging import Outcome
from bot.measures import mean, mrr_at, percentile, recall_at


@dataclass(frozen=True, slots=True)
class Summary:
    """The figures of a set of questions.

    Of the answerable questions: from `recall_at_1` to `wrongly_refused`; `em` and `f1` count a
    refusal as 0. Of the unanswerable ones: `rightly_refused`. Of all: the calibration, which sets
    the confidence against whether the answer, or what a refusal held back, is right; that of an
    unanswerable question never is.
    """

    questions: int
    answerable: int
    unanswerable: int
    recall_at_1: float | None
    recall_at_5: float | None
    recall_at_10: float | None
    mrr_at_10: float | None
    em: float | None
    f1: float | None
    right: float | None
    proved: float | None
    right_sentence: float | None
    wrongly_refused: float | None
    rightly_refused: float | None
    quotes: int
    exact_quotes: float | None
    auroc: float | None  # of the confidence, answerable against unanswerable
    refused_at_90: float | None  # of the unanswerable, where 90 % of the answerable are answered
    risk_coverage_area: float | None
    calibration_error: float | None
    seconds_p50: float | None
    seconds_p90: float | None
    reliability: tuple[Bin, ...]
    risk_coverage: tuple[RiskPoint, ...]

    def as_json(self) -> dict[str, Any]:
        """The summary object of `baowen eval --json`, figures to four places."""
        rounded: dict[str, Any] = _rounded(asdict(self))
        return rounded


def summarize(outcomes: Sequence[Outcome]) -> Summary:
    """The figures of these outcomes. `summarize(outcomes).right -> 0.47`."""
    possible = [one for one in outcomes if one.asked.answerable]
    impossible = [one for one in outcomes if not one.asked.answerable]
    sure = [one.answer.confidence for one in possible]
    unsure = [one.answer.confidence for one in impossible]
    everything = [one.answer.confidence for one in outcomes]
    right = [one.guess_right for one in outcomes]
    ranks = [one.rank for one in possible]
    bins = reliability_bins(everything, right)
    quotes = sum(len(one.answer.quotes) for one in outcomes)
    exact = sum(one.exact_quotes for one in outcomes)
    seconds = [one.answer.seconds for one in outcomes]
    return Summary(
        questions=len(outcomes),
        answerable=len(possible),
        unanswerable=len(impossible),
        recall_at_1=recall_at(ranks, 1),
        recall_at_5=recall_at(ranks, 5),
        recall_at_10=recall_at(ranks, 10),
        mrr_at_10=mrr_at(ranks, 10),
        em=mean([one.em for one in possible]),
        f1=mean([one.f1 for one in possible]),
        right=mean([one.right for one in possible]),
        proved=mean([one.proved for one in possible]),
        right_sentence=mean([one.sentence for one in possible]),
        wrongly_refused=mean([one.answer.refused for one in possible]),
        rightly_refused=mean([one.answer.refused for one in impossible]),
        quotes=quotes,
        exact_quotes=exact / quotes if quotes else None,
        auroc=auroc(sure, unsure),
        refused_at_90=refused_when_kept(sure, unsure, 0.9),
        risk_coverage_area=area_under_risk_coverage(everything, right),
        calibration_error=expected_calibration_error(bins),
        seconds_p50=percentile(seconds, 0.5),
        seconds_p90=percentile(seconds, 0.9),
        reliability=tuple(bins),
        risk_coverage=tuple(risk_coverage(everything, right)),
    )


def _rounded(value: Any) -> Any:
    """The same with every float to four places."""
    if isinstance(value, float):
        return round(value, 4)
    if isinstance(value, dict):
        return {key: _rounded(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_rounded(inner) for inner in value]
    return value
