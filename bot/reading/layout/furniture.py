"""The head and the foot of a page with places: what is over the rule there, or says so itself."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from bot.reading import cues
from bot.reading.layout.placed import PlacedLine, PlacedPage
from bot.reading.mastheads import is_masthead
from bot.reading.page_heads import is_of_paper

_EDGE = 0.16  # share of the page's height where its head and foot stand
_EAR = 0.06  # the same of a box beside the masthead that holds a story of its own
_BAR = 0.12  # share of the page's height in which the bars of its head stand
_PAGED = re.compile(r"\s*(?:[A-Z]\d{1,2}|第?\d{1,2}版)(?:\s|$)")  # A06 暑期补课乱象
_ACROSS = 0.55  # share of the page's width: a rule under its head
_LONG = 45  # characters: no line of a page's head is longer


def furniture_of(lines: Sequence[PlacedLine], page: PlacedPage) -> list[PlacedLine]:
    """The lines of the page's head, as printed from left to right, and of its foot.

    `furniture_of(page.lines, page)[0].text -> "云溪日报"`.
    """
    edge = _EDGE * page.height
    over = _over_rule(lines, page, edge) | _on_bar(lines, page)
    by_top = sorted(lines, key=_top)
    top = [
        line
        for line in lines
        if line.box.bottom < edge and not _is_followed(line, by_top) and "记者" not in line.text
    ]
    bottom = [line for line in lines if line.box.top > page.height - edge]
    found = []
    for row in _rows([line for line in lines if line in over or line in top]):
        if over.issuperset(row) or is_masthead(_in_row(row)):
            found += row
        else:
            found += [line for line in row if is_masthead(line.text.strip())]
    for row in _rows(bottom):
        found += row if _is_foot(row) else [line for line in row if _is_staff(line)]
    return found


def _over_rule(lines: Sequence[PlacedLine], page: PlacedPage, edge: float) -> frozenset[PlacedLine]:
    """The lines over a rule across the page, where they are its head: one says so."""
    boxes = [frame for frame in page.frames if frame.height > _EAR * page.height]
    for rule in page.rules:
        if rule.top > edge or rule.width < _ACROSS * page.width:
            continue
        over = [
            line
            for line in lines
            if line.box.bottom < rule.bottom and not any(f.holds(line.box) for f in boxes)
        ]
        told = any(is_masthead(line.text.strip()) for line in over)
        told = told or any(is_of_paper(_in_row(row)) for row in _rows(over))
        if told and not any(len(line.text) > _LONG or "。" in line.text for line in over):
            return frozenset(over)
    return frozenset()


def _on_bar(lines: Sequence[PlacedLine], page: PlacedPage) -> frozenset[PlacedLine]:
    """The lines on a ground of their own at the page's top that names the paper; and its guide."""
    found: set[PlacedLine] = set()
    for frame in page.frames:
        if frame.bottom > _BAR * page.height or frame.width < _ACROSS * page.width:
            continue
        own = [line for line in lines if frame.holds(line.box)]
        told = any(is_masthead(line.text.strip()) or _PAGED.match(line.text) for line in own)
        if told and not any(len(line.text) > _LONG or "。" in line.text for line in own):
            found.update(own)
    for row in _rows([line for line in lines if line.box.bottom < _BAR * page.height]):
        if len(row) > 1 and all(_PAGED.match(line.text) for line in row):
            found.update(row)
    return frozenset(found)


def _in_row(row: Sequence[PlacedLine]) -> str:
    return " ".join(line.text.strip() for line in row)


def _is_staff(line: PlacedLine) -> bool:
    return cues.is_staff("".join(line.text.split()))


def _is_foot(row: Sequence[PlacedLine]) -> bool:
    """True for a row of one size that names whoever made the page, or is a guide to others."""
    sizes = [line.size for line in row]
    alike = max(sizes) < 1.1 * min(sizes) and not any("。" in line.text for line in row)
    return alike and any(_is_staff(line) or cues.is_guide(line.text.strip()) for line in row)


def _top(line: PlacedLine) -> float:
    return line.box.top


def _is_followed(line: PlacedLine, by_top: Sequence[PlacedLine]) -> bool:
    """True where a line of the same type stands right under it: no head of a page does so."""
    first = bisect_left(by_top, line.box.top, key=_top)
    last = bisect_right(by_top, line.box.top + 2 * line.size, key=_top)
    return any(
        abs(below.size - line.size) < 0.05 * line.size
        and 0.5 < (below.box.top - line.box.top) / line.size < 1.8
        and below.box.shared_x(line.box) > 0
        for below in by_top[first:last]
    )


def _rows(lines: Sequence[PlacedLine]) -> list[list[PlacedLine]]:
    """Lines beside one another, from left to right."""
    rows: list[list[PlacedLine]] = []
    for line in sorted(lines, key=lambda line: line.box.top + line.box.bottom):
        if rows and line.box.shared_y(rows[-1][0].box) > 0.5 * max(line.size, rows[-1][0].size):
            rows[-1].append(line)
        else:
            rows.append([line])
    return [sorted(row, key=lambda line: line.box.left) for row in rows]
