"""Whether a span is the sort of thing that a question asks for."""

from __future__ import annotations

from bot.answering.question import Question
from bot.answering.units import asked_unit, told_unit
from bot.patterns import regex
from bot.text import fold

# What a date must hold for the question word that asks for it.
_WHEN = (
    (regex(r"几点|钟点"), regex(r"[时点:]")),
    (
        regex(r"(?:星期|周|礼拜)几"),
        regex(r"(?:星期|周|礼拜)[一二三四五六日天末]|每[天日]"),
    ),
    (regex(r"哪一?年|何年|哪个年|年份"), regex(r"年")),
    (regex(r"哪一?[天日]|几[日号]|何日"), regex(r"[日号]|[天晚]$")),
    (regex(r"几月|哪个?月|何月"), regex(r"月")),
)
_FIGURE = regex(r"[0-9〇零一二三四五六七八九十百千万亿两半双首数几多]")
_TIME = regex(
    r"[0-9〇零一二三四五六七八九十]\s*(?:年|月|日|号|时|点|:|世纪|季度|周|天)"
    r"|[今去前明后昨当次同上本下][年月日天晚周]|[春夏秋冬季早晚节末初旬]|[上中下]午|期间|时候?$|前$|后$"
    r"|近日|目前|日前"
)
_BYLINE = regex(r"本报讯|本报记者|[（(]记者|通讯员|^记者")
_REPORTER = regex(r"(?:记者|通讯员|编辑|摄影)[ ：:]?(?:[\u4e00-\u9fff]{2,4}[、 ])*$")
_ASKS_REPORTER = regex(r"记者|作者|通讯员|编辑|摄|拍|写|报道|采访")


def misfit(question: Question, text: str, start: int, end: int) -> float:
    """0.0 where `text[start:end]` can answer, 1.0 where it is another sort of thing, 0.5 in doubt.

    For "花了多少钱" it is 1.0 for "14个月", 0.0 for "100万元".
    """
    inner = fold(text[start:end])
    if question.kind == "number":
        return _wrong_figure(question, inner)
    if question.kind == "when":
        return _wrong_date(question, inner)
    if question.kind == "who":
        return float(inner[:1].isdigit() or _names_reporter(question, text[:start]))
    return float(bool(_BYLINE.search(inner)))


def _wrong_figure(question: Question, inner: str) -> float:
    if not _FIGURE.search(inner):
        return 1.0
    asked = asked_unit(question.text, question.start, question.end)
    told = told_unit(inner)
    if asked and not told:
        return 0.5
    return float(bool(asked) and asked != told)


def _wrong_date(question: Question, inner: str) -> float:
    asks = question.text[question.start : question.end + 1]
    for pattern, needed in _WHEN:
        if pattern.search(asks):
            return float(not needed.search(inner))
    return float(not _TIME.search(inner))


def _names_reporter(question: Question, before: str) -> bool:
    """Whether a person is only the byline's reporter, whom the question does not ask for."""
    return bool(_REPORTER.search(before)) and not _ASKS_REPORTER.search(question.text)
