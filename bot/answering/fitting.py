"""Whether a candidate is the sort of thing that a question asks for."""

from __future__ import annotations

import re

from bot.answering.question import Question
from bot.answering.spans import Span
from bot.answering.units import agreement, asked_unit, told_unit

# What a date must hold for the question word that asks for it.
_WHEN = (
    (re.compile(r"几点|几时|钟点"), re.compile(r"[时点:]")),
    (re.compile(r"哪一?年|何年|哪个年|年份"), re.compile(r"年")),
    (re.compile(r"哪一?[天日]|几[日号]|何日"), re.compile(r"[日号]|[天晚]$")),
    (re.compile(r"几月|哪个?月|何月"), re.compile(r"月")),
)
SORTS = {"who": "person", "when": "time", "number": "number"}  # must be of this sort
_BETTER = {"where": "place", "org": "org"}  # had better be of this sort
_BYLINE = re.compile(r"本报讯|本报记者|[（(]记者|通讯员|^记者")
_REPORTER = re.compile(r"(?:记者|通讯员|编辑|摄影)[ ：:]?(?:[\u4e00-\u9fff]{2,4}[、 ])*$")
_ASKS_REPORTER = re.compile(r"记者|作者|通讯员|编辑|摄|拍|写|报道|采访")


def misfit(question: Question, span: Span, text: str) -> float:
    """0.0 where a span of the text can answer, 1.0 where it is another sort of thing, 0.5 in doubt.

    For "花了多少钱" it is 1.0 for "14个月", 0.0 for "100万元".
    """
    inner = text[span.start : span.end]
    wanted = SORTS.get(question.kind)
    if wanted and span.sort != wanted:
        return 1.0
    if question.kind in _BETTER:
        return 0.0 if span.sort == _BETTER[question.kind] else 0.5
    if question.kind == "number":
        return _wrong_figure(question, inner)
    if question.kind == "when":
        return _wrong_date(question, inner)
    if question.kind == "who":
        return float(_names_reporter(question, text[: span.start]))
    return float(bool(_BYLINE.search(inner)))


def _wrong_figure(question: Question, inner: str) -> float:
    asked = asked_unit(question.text, question.start, question.end)
    told = told_unit(inner)
    if asked and not told:
        return 0.5
    return float(agreement(asked, told) < 0)


def _wrong_date(question: Question, inner: str) -> float:
    asks = question.text[question.start : question.end + 1]
    for pattern, needed in _WHEN:
        if pattern.search(asks):
            return float(not needed.search(inner))
    return 0.0


def _names_reporter(question: Question, before: str) -> bool:
    """Whether a person is only the byline's reporter, whom the question does not ask for."""
    return bool(_REPORTER.search(before)) and not _ASKS_REPORTER.search(question.text)
