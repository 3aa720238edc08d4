"""The cell of a table that a question asks for: the row by its name, the column by its heading.

A network that reads runs of words does not see what stands under what.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from bot.answering.contexts import Context, Reading
from bot.answering.question import Question
from bot.answering.tokens import is_content, tokens_of
from bot.answering.units import asked_unit, told_unit
from bot.answering.values import figure_of
from bot.dates import number
from bot.patterns import regex
from bot.text import fold

_CELL = regex(r"[^\s|｜]+")  # cells stand apart by spaces or bars
_DATES = regex(r"\d+|[年月日号]")
_FIGURE = regex(r"[+\-－−]?\d[\d.,:′″]*(?:[%万亿元人户个亩吨度℃]+)?")
_DIGIT = regex(r"\d")
_TIME = regex(r"\d{1,2}[:：时点]|\d{1,2}月\d{1,2}日")
_UNIT = regex(r"[(（].*[)）]")
_AREA = regex(r"(?<=..)[省市县区镇乡村州]$")
_MOST = regex(r"最(?P<up>[多高大重快长贵好强热])|最(?P<down>[少低小轻慢短差弱冷])")
# 降幅最大 is the least, and 除了甲县哪里最高 another one.
_NOT_SIMPLY = regex("不是|除了?|以外|之外|[降跌减]")
_TIMES = regex("成绩|用时|时间")  # the fastest has the least
_GROWTH = regex("[增涨降跌减升][长加了]?(?:多少|几|百分)")
_GROWN = regex("[增涨降跌减升]")
_MISSING = regex("[—－–/·…-]+|缺货|暂?无|暂缺")
_PLACE = regex(
    r"(?:排名?|得了?|获得?|列)第(?P<ranked>[一二三四五六七八九十\d]{1,3})"
    r"|第(?P<figure>[一二三四五六七八九十\d]{1,3})[名位]|(?P<word>冠军|亚军|季军)"
)
_PLACED = regex(r"第?(?P<figure>[一二三四五六七八九十\d]{1,3})名?|(?P<word>冠军|亚军|季军)")
_WORDS = {"冠军": 1, "亚军": 2, "季军": 3}
_PLACES = regex("名次|排名|位次|名|序号?")
_PERSONS = regex("第一|冠军|姓名|负责人|联系人|专家|医[生师]|主讲|作者|教练")
_SUM = regex("合计|总计|共计|平均|[全本][省市县区州]")
_NAMES = frozenset({"who", "org", "what", "where", "list"})
_SURE = 5.0  # log odds of a cell whose row and column are both named
_LONGEST = 20  # characters of a heading
_HALF = 0.5  # of the question's other words must stand in the article


@dataclass(frozen=True, slots=True)
class _Cell:
    text: str
    start: int
    end: int


_Row = tuple[_Cell, ...]


@dataclass(frozen=True, slots=True)
class _Table:
    """Rows of as many cells as there are columns; a column without a heading has ""."""

    heads: tuple[str, ...]
    rows: tuple[_Row, ...]
    name: str = ""  # the line above


def tabled(question: Question, contexts: Sequence[Context]) -> Reading | None:
    """The cell that the question asks for, in the first context that has such a table; else None.

    Asked 竹篁乡插完多少万亩, of "乡镇　计划　插完" over "竹篁乡　1.50　1.05" it is 1.05.
    """
    for at, context in enumerate(contexts):
        for table in _tables(context.text):
            cell = _ranked(question, table) or _named(question, table) or _extreme(question, table)
            if cell and _is_about(question, context):
                row = next(row for row in table.rows if cell in row)
                return Reading(at, cell.start, cell.end, row[0].start, row[-1].end, _SURE, 0.0)
    return None


def _tables(text: str) -> Iterator[_Table]:
    """The tables of a text: two lines or more with the same number of cells, and their heading."""
    lines, at = list[_Row](), 0
    for line in text.split("\n"):
        found = (match for match in _CELL.finditer(line))
        lines.append(tuple(_Cell(fold(m.group()), at + m.start(), at + m.end()) for m in found))
        at += len(line) + 1
    first = 0
    while first < len(lines):
        width, last = len(lines[first]), first + 1
        while last < len(lines) and len(lines[last]) == width:
            last += 1
        if width > 1 and last - first > 1:
            before = lines[first - 1] if first else ()
            yield from _table(lines[first:last], before)
        first = last


def _table(rows: Sequence[_Row], before: _Row) -> Iterator[_Table]:
    width, name = len(rows[0]), "".join(cell.text for cell in before)
    counted = [any(_DIGIT.search(cell.text) for cell in row) for row in rows]
    if not counted[0] and 2 * sum(counted) > len(rows) - 1:
        yield _Table(tuple(cell.text for cell in rows[0]), tuple(rows[1:]), name)
    elif len(before) == width - 1 > 0 and not any(map(_is_figure, before)) and all(counted):
        yield _Table(("", *(cell.text for cell in before)), tuple(rows), name)
    else:
        yield _Table(("",) * width, tuple(rows), name)


def _named(question: Question, table: _Table) -> _Cell | None:
    """The cell of the only row that the question names, in the column that it names."""
    labels = [(row, label) for row in table.rows if (label := _label(question, row)) is not None]
    if not labels:
        return None
    longest = max(len(row[label].text) for row, label in labels)
    rows = [(row, label) for row, label in labels if len(row[label].text) == longest]
    if len(rows) != 1:
        return None
    row, label = rows[0]
    column = _column(question, table, {label})
    if column is None or not _may_answer(question, row[column]):
        return None
    if _GROWTH.search(question.text) and not _GROWN.search(table.heads[column]):
        return None
    return row[column]


def _label(question: Question, row: _Row) -> int | None:
    """Which of a row's cells the question names."""
    asked = question.text.replace("号", "日")
    held = [
        at
        for at, cell in enumerate(row)
        if len(cell.text) > 1 and not _is_figure(cell) and _AREA.sub("", cell.text) in asked
    ]
    return max(held, key=lambda at: len(row[at].text), default=None)


def _column(question: Question, table: _Table, taken: set[int]) -> int | None:
    """The column whose heading the question has most of; the only one that can answer."""
    free = [at for at in _of_unit(question, table) if at not in taken]
    if len(free) == 1 and len(table.heads) > 2:  # the only one with percents
        return free[0]
    shared = {at: _shared(table.heads[at], question.text) for at in free}
    best = max(shared.values(), default=0)
    chosen = [at for at in free if shared[at] == best]
    if best > 1 and len(chosen) == 1:
        return _of_it(question, table, chosen[0])
    fitting = [
        at
        for at in free
        if all(_may_answer(question, row[at]) or _lacks(row[at]) for row in table.rows)
    ]
    if best == 1 and len(chosen) == 1 and _shared(_unit(table.heads[chosen[0]]), question.text):
        return chosen[0]  # 完成(万亩) for 插完多少亩
    if best > 1 or len(fitting) != 1 or question.kind == "what":
        return None
    head = table.heads[fitting[0]]
    person = question.kind == "who" and _PERSONS.search(head)
    asked = asked_unit(question.text, question.start, question.end)
    of_it = not head and _shared(table.name, question.text) > 1
    if of_it and asked and told_unit(_unit(table.name)) not in ("", asked):
        return None  # 台风雨量(毫米) tells no price
    return fitting[0] if shared[fitting[0]] or of_it or person else None


def _of_it(question: Question, table: _Table, column: int) -> int:
    """The column, or the one beside it where the question goes on with that: 生产总值增速."""
    beside = table.heads[column + 1] if column + 1 < len(table.heads) else ""
    both = _UNIT.sub("", table.heads[column]) + _UNIT.sub("", beside)
    return column + 1 if beside and both in question.text else column


def _of_unit(question: Question, table: _Table) -> list[int]:
    """The columns that may hold what is asked for: those with % where percents are."""
    every = [*range(len(table.heads))]
    if question.kind != "number":
        return every
    percents = [at for at in every if any("%" in row[at].text for row in table.rows)]
    if asked_unit(question.text, question.start, question.end) == "percent" and percents:
        return percents
    return [at for at in every if at not in percents] if percents else every


def _unit(head: str) -> str:
    """What stands in brackets in a heading. `_unit("完成(万亩)") -> "万亩"`."""
    found = _UNIT.search(head)
    return found.group()[1:-1] if found else ""


def _extreme(question: Question, table: _Table) -> _Cell | None:
    """The name of the row with the most, where the question asks which has it."""
    most = _MOST.search(question.text)
    if not most or question.kind not in _NAMES or _NOT_SIMPLY.search(question.text):
        return None
    rows = [row for row in table.rows if not any(_SUM.search(cell.text) for cell in row)]
    every = range(len(table.heads))
    counted = [at for at in every if all(_is_figure(row[at]) or _lacks(row[at]) for row in rows)]
    counted = [at for at in counted if not _PLACES.fullmatch(table.heads[at])]
    if len(counted) != 1:
        shared = {at: _shared(table.heads[at], question.text) for at in counted}
        best = max(shared.values(), default=0)
        counted = [at for at in counted if best > 1 and shared[at] == best]
    names = [at for at in every if not any(_is_figure(row[at]) for row in rows)]
    if len(counted) != 1 or len(names) != 1:
        return None
    values = [(_value(row[counted[0]]), row) for row in rows if not _lacks(row[counted[0]])]
    if len(values) < 2:
        return None
    fast = most.group()[1] in "快慢" and _TIMES.search(table.heads[counted[0]])
    pick = max if bool(most["up"]) != bool(fast) else min
    best_value = pick(value for value, _ in values)
    told = [row for value, row in values if value == best_value]
    return told[0][names[0]] if len(told) == 1 else None


def _ranked(question: Question, table: _Table) -> _Cell | None:
    """Who came in the place that the question names, by the column of places."""
    place = _PLACE.search(question.text)
    if not place or question.kind not in _NAMES or not _PLACES.fullmatch(table.heads[0] or "名"):
        return None
    wanted = _WORDS[place["word"]] if place["word"] else number(place["ranked"] or place["figure"])
    rows = [row for row in table.rows if _place_of(row[0]) == wanted]
    names = [
        at
        for at in range(1, len(table.heads))
        if not any(_is_figure(row[at]) for row in table.rows)
    ]
    named = [at for at in names if table.heads[at] and table.heads[at] in question.text]
    chosen = named or names
    return rows[0][chosen[0]] if len(rows) == 1 and len(chosen) == 1 else None


def _place_of(cell: _Cell) -> int | None:
    found = _PLACED.fullmatch(cell.text)
    if found is None:
        return None
    return _WORDS[found["word"]] if found["word"] else number(found["figure"])


def _may_answer(question: Question, cell: _Cell) -> bool:
    if question.kind == "number":
        return _is_figure(cell)
    if question.kind == "when":
        return _TIME.search(cell.text) is not None
    if question.kind == "who":
        return not _DIGIT.search(cell.text)
    return question.kind in _NAMES and not _is_figure(cell)


def _is_figure(cell: _Cell) -> bool:
    return _FIGURE.fullmatch(cell.text) is not None


def _lacks(cell: _Cell) -> bool:
    return _MISSING.fullmatch(cell.text) is not None


def _value(cell: _Cell) -> Decimal:
    """What a cell is worth: 1.2万亩 is 12000, 1:08:37 is 4117, -5 is less than 3."""
    text = cell.text.lstrip("+-－−")
    sign = -1 if cell.text[:1] in "-－−" else 1
    if re.fullmatch(r"\d{1,4}(?:[:′]\d{1,2})+″?", text):
        worth = Decimal(0)
        for part in re.findall(r"\d+", text):
            worth = worth * 60 + int(part)
        return sign * worth
    figure = figure_of(text)
    return sign * figure.amount if figure else Decimal(0)


def _shared(head: str, asked: str) -> int:
    """How many characters in a row a heading, without dates and units, has from the question."""
    head = _DATES.sub("", _UNIT.sub("", head))[:_LONGEST]
    lengths = range(len(head), 0, -1)
    return next(
        (n for n in lengths for at in range(len(head) - n + 1) if head[at : at + n] in asked), 0
    )


def _is_about(question: Question, context: Context) -> bool:
    """True where most of what is asked about stands in the article or its heading."""
    shown = fold(f"{context.title}{context.paper}{context.text}")
    words = [
        token.text
        for token in tokens_of(_PLACE.sub(",", question.text))
        if is_content(token) and len(token.text) > 1 and token.tag not in ("t", "m")
    ]
    return not words or sum(word in shown for word in words) >= _HALF * len(words)
