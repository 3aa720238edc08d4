"""The best span made whole where the network broke it off: all of a list, of reasons, of a way.

How far a longer span may score below the best one was measured: benchmarks/README.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.answering.contexts import Context, Reading
from bot.answering.question import Question, QuestionKind
from bot.patterns import regex

_MEMBERS = "、"
_CLAUSES = "、，,；;"
# Where it may go on, and how much less likely the whole may be.
_SEAMS: dict[QuestionKind, tuple[str, float]] = {
    "list": (_MEMBERS, 3.0),
    "why": (_MEMBERS, 2.0),
    "how": (_CLAUSES, 2.0),
}
_WAY = (_CLAUSES, 3.0)  # from where to where
_ASKS_WAY = regex(r"从哪.{0,12}[到至]哪|起[点始].{0,6}[终止]点")
_LONGEST = 60  # characters
_POINTS: frozenset[QuestionKind] = frozenset({"why", "how", "list"})
_FIRST = regex(r"(?:第?[一1](?:[是、要]|来))")
_SECOND = regex(r"[，,；;。](?:第?[二2](?:[是、要]|来))")
_MOST_POINTS = 160  # characters
_SOME = regex(r"[二两三四五六七八九十][\u4e00-\u9fff]{1,4}")  # 三不
_ONE_OF = regex(r"哪一?[个所家位座条]|最")
_COLON = "：:"
_STOPS = "。！？!?\n"


def completed(
    question: Question, contexts: Sequence[Context], readings: Sequence[Reading]
) -> list[Reading]:
    """The readings, the first of them whole.

    Asked 哪些项目, of 赛马、叼羊和摔跤 with 赛马 for the best span, all three.
    """
    if not readings:
        return []
    best = readings[0]
    text = contexts[best.context].text
    start, end = _points(question, text, best)
    if (start, end) == (best.start, best.end):
        best = _longest(question, text, readings)
        return [best, *(one for one in readings[1:] if _span(one) != _span(best))]
    return [replace(best, start=start, end=end), *readings[1:]]


def _longest(question: Question, text: str, readings: Sequence[Reading]) -> Reading:
    """The longest reading around the best one that goes on only where a clause or member ends."""
    best = readings[0]
    marks, less = _SEAMS.get(question.kind, ("", 0.0))
    if question.kind == "where" and _ASKS_WAY.search(question.text):
        marks, less = _WAY
    chosen = best
    for other in readings if marks else ():
        holds = other.context == best.context and other.start <= best.start <= best.end <= other.end
        if (
            holds
            and other.score >= best.score - less
            and chosen.end - chosen.start < other.end - other.start <= _LONGEST
            and (other.end == best.end or text[best.end] in marks)
            and (other.start == best.start or text[best.start - 1] in marks)
            and not any(mark in text[other.start : other.end] for mark in _STOPS)
        ):
            chosen = other
    return replace(chosen, score=best.score, misfit=best.misfit)


def _points(question: Question, text: str, best: Reading) -> tuple[int, int]:
    """The bounds of all points of 一是…二是… where the span is of one, and of what is behind 三不:.

    Else those of the span.
    """
    start, end = best.start, best.end
    low, high = best.sentence_start, best.sentence_end
    while high > low and not (text[high - 1].isalnum() or text[high - 1] in "”’」』）)》"):
        high -= 1
    if question.kind in _POINTS and (second := _SECOND.search(text, low, high)):
        firsts = list(_FIRST.finditer(text, low, second.start()))
        if firsts and firsts[-1].end() <= end and high - firsts[-1].end() <= _MOST_POINTS:
            return firsts[-1].end(), max(end, high)
    some = _SOME.search(question.text)
    asks = question.kind in ("what", "list") and not _ONE_OF.search(question.text)
    if some and asks and start and text[start - 1] in _COLON:
        named = some.group()[:2] in text[low:start]
        if named and high - start <= _MOST_POINTS:
            return start, max(end, high)
    return start, end


def _span(reading: Reading) -> tuple[int, int, int]:
    return reading.context, reading.start, reading.end
