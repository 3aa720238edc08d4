"""The figures as an aligned table, Chinese and English."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from bot.evaluation.summary import Summary

_Row = tuple[str, str, str]  # Chinese, English, figure


def table(summary: Summary) -> str:
    """The lines of the table, the columns aligned for a terminal that draws Chinese double wide."""
    rows = list(_rows(summary))
    widths = [max(_width(row[column]) for row in rows) for column in (0, 1)]
    return "\n".join(
        f"{_padded(chinese, widths[0])}  {_padded(english, widths[1])}  {figure}".rstrip()
        for chinese, english, figure in rows
    )


def _rows(summary: Summary) -> Iterator[_Row]:
    some, none = summary.answerable, summary.unanswerable
    yield "问题", "questions", str(summary.questions)
    yield "  有答案的", "  answerable", str(some)
    yield "  没有答案的", "  unanswerable", str(none)
    yield "检索", "retrieval", ""
    yield "  前 1 段找到", "  recall@1", _share(summary.recall_at_1, some)
    yield "  前 5 段找到", "  recall@5", _share(summary.recall_at_5, some)
    yield "  前 10 段找到", "  recall@10", _share(summary.recall_at_10, some)
    yield "  倒数排名", "  MRR@10", _number(summary.mrr_at_10)
    yield "答案", "answers", ""
    yield "  完全一致", "  EM", _share(summary.em, some)
    yield "  字的重合", "  F1", _percent(summary.f1)
    yield "  答对", "  right", _share(summary.right, some)
    yield "  答对且有证据", "  proved", _share(summary.proved, some)
    yield "  引的句子对", "  right sentence", _share(summary.right_sentence, some)
    yield "  逐字引用", "  exact quotes", _share(summary.exact_quotes, summary.quotes)
    yield "拒答", "refusal", ""
    yield "  错拒", "  wrongly refused", _share(summary.wrongly_refused, some)
    yield "  该拒而拒", "  rightly refused", _share(summary.rightly_refused, none)
    yield "  分辨有无答案", "  AUROC", _number(summary.auroc)
    yield "  答九成时拒掉", "  refused at 90 % answered", _share(summary.refused_at_90, none)
    yield "把握", "confidence", ""
    yield "  风险覆盖面积", "  risk–coverage area", _number(summary.risk_coverage_area)
    yield "  校准误差", "  calibration error", _number(summary.calibration_error)
    for one in summary.reliability:
        span = f"{one.low:.1f}–{one.high:.1f}"
        yield f"    {span} 时答对", f"    right at {span}", _share(one.right, one.count)
    yield "用时（秒）", "seconds", ""
    yield "  中位", "  p50", _number(summary.seconds_p50)
    yield "  九成以内", "  p90", _number(summary.seconds_p90)


def _share(value: float | None, total: int) -> str:
    """A percentage and what it counts. `_share(0.5, 60) -> " 50.0 %  30 / 60"`."""
    if value is None:
        return _percent(value)
    return f"{_percent(value)}  {round(value * total)} / {total}"


def _percent(value: float | None) -> str:
    return "    –" if value is None else f"{100 * value:5.1f} %"


def _number(value: float | None) -> str:
    return "    –" if value is None else f"{value:5.3f}"


def _padded(text: str, width: int) -> str:
    return text + " " * (width - _width(text))


def _width(text: str) -> int:
    """Columns on a terminal. `_width("前 1 段") -> 7`."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)
