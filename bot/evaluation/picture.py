"""The picture of a summary: reliability beside risk and coverage. Needs the extra `eval`."""

from __future__ import annotations

from pathlib import Path

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from bot.evaluation.summary import Summary

_BLUE, _RED, _GREY = "#2f5d8a", "#a03030", "#888888"


def draw(summary: Summary, file: Path) -> None:
    """Writes a PNG of 1500 x 720 pixels, labels in English so that any font will do.

    Raises:
        OSError: If the file cannot be written.
    """
    figure = Figure(figsize=(10, 4.8), dpi=150, layout="constrained")
    left, right = figure.subplots(1, 2)
    _reliability(left, summary)
    _risk_coverage(right, summary)
    figure.suptitle(
        f"{summary.questions} questions: {summary.answerable} answerable, "
        f"{summary.unanswerable} not"
    )
    figure.savefig(file)


def _reliability(axes: Axes, summary: Summary) -> None:
    """A bar a bin as high as its share right, with its count; on the dashes it would be honest."""
    axes.plot([0, 1], [0, 1], linestyle="--", color=_GREY, label="confidence = share right")
    bins = summary.reliability
    axes.bar(
        [one.low for one in bins],
        [one.right for one in bins],
        width=[one.high - one.low for one in bins],
        align="edge",
        color=_BLUE,
        edgecolor="white",
        alpha=0.8,
    )
    axes.plot(
        [one.confidence for one in bins],
        [one.right for one in bins],
        marker="o",
        linestyle="",
        color=_RED,
        label="mean confidence of the bin",
    )
    for one in bins:
        axes.annotate(f"n={one.count}", ((one.low + one.high) / 2, one.right), ha="center",
                      xytext=(0, 7), textcoords="offset points", fontsize=7)  # fmt: skip
    axes.set(xlim=(0, 1), ylim=(0, 1.1), xlabel="confidence", ylabel="share right")
    axes.set_title(f"Reliability (expected calibration error {_told(summary.calibration_error)})")
    axes.legend(loc="upper left", fontsize=8)


def _risk_coverage(axes: Axes, summary: Summary) -> None:
    """The risk as ever more is answered, the surest first; a star where Baowen stops now."""
    points = summary.risk_coverage
    axes.plot(
        [point.coverage for point in points],
        [point.risk for point in points],
        color=_BLUE,
        marker=".",
        label="answering the surest first",
    )
    if points:
        axes.axhline(points[-1].risk, linestyle="--", color=_GREY, label="answering everything")
    now = _now(summary)
    if now is not None:
        axes.plot(*now, "*", markersize=14, color=_RED, label="refusing as now")
    axes.set(xlim=(0, 1), ylim=(0, 1.05), xlabel="coverage: share of all questions answered")
    axes.set_ylabel("risk: share of the answers that are wrong")
    axes.set_title(f"Risk–coverage (area {_told(summary.risk_coverage_area)})")
    axes.legend(loc="upper left", fontsize=8)


def _now(summary: Summary) -> tuple[list[float], list[float]] | None:
    """Coverage and risk with today's refusals; None where nothing was answered."""
    some, none = summary.answerable, summary.unanswerable
    answered = some * (1 - (summary.wrongly_refused or 0)) + none * (
        1 - (summary.rightly_refused or 0)
    )
    if not answered:
        return None
    return [answered / summary.questions], [1 - some * (summary.right or 0) / answered]


def _told(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"
