"""The most and the least of figures told one by one: 石萍县18.3万亩，白栎县12.9万亩，郦桥区3.2万亩.

The network finds the row; which of its names has the largest figure, it does not reckon.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.answering.contexts import Context, Reading
from bot.answering.question import Question
from bot.patterns import regex
from bot.text import fold

_SUPERLATIVE = regex(
    "最(?:(?P<most>[多大高快重长远贵])|(?P<least>[少小低慢轻短近]|便宜))(?!限度|后)"
)
_ASKS_NAME = regex("哪|谁|什么|啥")
_LEAST_ENTRIES = 3
_MORE = 2  # characters of an entry beside the name that the network likes
_AREAS = tuple("省市县区镇乡村州")
_ENTRY = regex(
    r"(?:其中|分别|有|为|是|[:：])?(?P<name>[\u4e00-\u9fff]{2,10}?)"
    r"(?:同比)?(?:增长|上涨|上升|提高|为|是|有|达到?|涨|(?P<falls>下降|下跌|减少|降低|回落))?了?"
    r"(?P<value>\d[\d,]*(?:\.\d+)?)(?P<unit>[万亿千百]?[^\d，,、；;。\s]{1,5})(?:[，,、；;]|和|(?=[。]|$))"
)
_NO_NAME = regex("^(?:[全共总]|合计|一共|[比较同涨降跌]|上|去年|今年)|每")
_FALLS = regex("[降跌]|减少|回落")
_TIME = regex("[秒分时年月日天号]$")


@dataclass(frozen=True, slots=True)
class _Entry:
    start: int  # of its name
    end: int
    value: float
    unit: str


def ranked(
    question: Question, contexts: Sequence[Context], readings: Sequence[Reading]
) -> Reading | None:
    """The name with the most or the least, where the best reading stands in a row of figures.

    `ranked(understand("哪个县茶园最少"), contexts, readings)`. None where it is right already, and
    where two share the place.
    """
    asked = list(_SUPERLATIVE.finditer(question.text))
    if len(asked) != 1 or question.kind == "number" or not _ASKS_NAME.search(question.text):
        return None
    best = next(iter(readings), None)
    if best is None:
        return None
    text = fold(contexts[best.context].text)[best.sentence_start : best.sentence_end]
    start, end = best.start - best.sentence_start, best.end - best.sentence_start
    if _SUPERLATIVE.search(text) or _FALLS.search(question.text):
        return None  # the sentence says which
    row = next((row for row in _rows(text) if row[0].start <= start <= row[-1].end), [])
    names = [text[entry.start : entry.end] for entry in row]
    if not any(text[start:end] in name and len(name) - (end - start) <= _MORE for name in names):
        return None
    if any(mark in question.noun for mark in _AREAS) and not all(n.endswith(_AREAS) for n in names):
        return None  # 石门县有茶园18万亩，果园12万亩: no row of counties
    order = sorted(row, key=lambda entry: entry.value, reverse=asked[0]["most"] is not None)
    if len(order) < _LEAST_ENTRIES or order[0].value == order[1].value:
        return None
    first = order[0].start + best.sentence_start, order[0].end + best.sentence_start
    if first == (best.start, best.end):
        return None
    return replace(best, start=first[0], end=first[1])


def _rows(text: str) -> list[list[_Entry]]:
    """The rows of a sentence: entries right behind one another, in the same unit."""
    rows: list[list[_Entry]] = []
    last = -1
    for match in _ENTRY.finditer(text):
        value = float(match["value"].replace(",", "")) * (-1 if match["falls"] else 1)
        entry = _Entry(*match.span("name"), value, match["unit"])
        if _TIME.search(entry.unit) or _NO_NAME.search(match["name"]):
            continue
        if rows and match.start() == last and rows[-1][0].unit == entry.unit:
            rows[-1].append(entry)
        else:
            rows.append([entry])
        last = match.end()
    return rows
