"""What is printed apart and belongs in one line: 本报记者 and the names behind, drop capitals."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.reading import bylines, forms
from bot.reading.layout.pieces import Measures
from bot.reading.layout.placed import PlacedLine, around, chained
from bot.reading.lines import ends_sentence
from bot.text import squeeze

_APART = 3.6  # sizes between 本报记者 and a name, or between names
_LEVEL = 0.35  # sizes: parts of a line stand no further above one another
_EDGE = 12.0  # sizes from a text's end to the name in brackets at the column's edge
_SIGNED = re.compile("[（(][^（）()。，]{2,16}[）)]")
_WORD, _LARGE_WORD = 4, 2.2  # characters of a large word in a headline, times the others' size
_SPACED, _WIDE_STEP = 3, 2.6  # characters of a name set wide, and sizes from one to the next
_CREDIT, _BEHIND = 16, 2.2  # characters of a credit, and sizes from its caption's end to it
_CAPITAL = 1.8  # times the body's size: a drop capital at least
_BESIDE = 2.5  # sizes: the lines beside it begin no further


def in_whole_lines(lines: Sequence[PlacedLine], usual: Measures) -> list[PlacedLine]:
    """The lines, those joined that belong together.

    `[本报记者] [王某] [李某]` on one level become `本报记者　王某　李某`.
    """
    whole = _with_spaced(_with_large_words(lines, usual))
    return _with_credits(_with_signatures(_with_names(_with_capitals(whole, usual))))


def _with_large_words(lines: Sequence[PlacedLine], usual: Measures) -> list[PlacedLine]:
    """The lines, those of a headline in which a word is set larger in one: 抢 在雨前."""
    large = [line for line in lines if usual.exact and line.size >= usual.head and not line.upright]
    rows = chained(sorted(large, key=lambda line: line.box.left), _is_one_row)
    return _with_rows(lines, [row for row in rows if len(row) > 1])


def _with_rows(
    lines: Sequence[PlacedLine], rows: Sequence[Sequence[PlacedLine]]
) -> list[PlacedLine]:
    """The lines, each of the rows in one."""
    taken = {line for row in rows for line in row}
    return [line for line in lines if line not in taken] + [_in_one(row) for row in rows]


def _with_spaced(lines: Sequence[PlacedLine]) -> list[PlacedLine]:
    """The lines, single characters set wide in one: 财　经　茶　座."""
    single = [line for line in lines if len(line.text) == 1 and not line.upright]
    rows = chained(sorted(single, key=lambda line: line.box.left), _is_spaced)
    return _with_rows(lines, [row for row in rows if len(row) >= _SPACED])


def _is_spaced(row: Sequence[PlacedLine], line: PlacedLine) -> bool:
    """True for a character as far behind the last as the others stand apart."""
    last, size = row[-1], row[-1].size
    step = line.box.left - last.box.left
    alike = abs(line.size - size) < 0.06 * size and line.text.isalpha()
    level = abs(line.box.top - last.box.top) < _LEVEL * size
    even = len(row) < 2 or abs(step - last.box.left + row[-2].box.left) < 0.15 * size
    return alike and level and even and size < step < _WIDE_STEP * size


def _in_one(row: Sequence[PlacedLine]) -> PlacedLine:
    """A row in one line, of the size that most of it has."""
    text = "".join(line.text for line in row)
    longest = max(row, key=lambda line: len(line.text))
    return replace(longest, text=text, box=around(line.box for line in row))


def _is_one_row(row: Sequence[PlacedLine], right: PlacedLine) -> bool:
    """True for what stands right behind a row in another size, one of them a word."""
    left = row[-1]
    small, large = sorted([left.size, right.size])
    word = max(left, right, key=lambda line: line.size)
    return (
        1.1 * small < large < _LARGE_WORD * small
        and len(word.text) <= _WORD
        and -0.1 * small < right.box.left - left.box.right < 0.35 * small
        and abs(left.box.bottom - right.box.bottom) < 0.3 * small
    )


def _with_names(lines: Sequence[PlacedLine]) -> list[PlacedLine]:
    """Bylines with the names that stand behind them at some distance."""
    found, taken = [], set[PlacedLine]()
    for line in sorted(lines, key=lambda line: line.box.left):
        if line in taken:
            continue
        if not line.upright and _may_go_on(line):
            parts = [line]
            while (after := _next(parts[-1], lines)) is not None and after not in taken:
                parts.append(after)
                taken.add(after)
            if len(parts) > 1:
                text = "\u3000".join(part.text.strip() for part in parts)
                line = replace(line, text=text, box=around(part.box for part in parts))
        found.append(line)
    return [line for line in found if line not in taken]


def _with_signatures(lines: Sequence[PlacedLine]) -> list[PlacedLine]:
    """The lines, those that a name in brackets stands behind at their column's edge with it.

    `[一回。]        [（陆金山）]` becomes `一回。　（陆金山）`.
    """
    found = list(lines)
    for name in [line for line in lines if _SIGNED.fullmatch(line.text.strip())]:
        before = _ends_before(name, found, _EDGE)
        near = [line for line in before if _ends_column(line, name, lines)]
        last = max(near, key=lambda line: line.box.right, default=None)
        between = last is not None and any(
            line.box.shared_y(name.box) > 0.5 * name.size
            and last.box.right < line.box.left < name.box.left
            for line in found
        )
        if last is not None and not between:
            _put_behind(found, last, name)
    return found


def _with_credits(lines: Sequence[PlacedLine]) -> list[PlacedLine]:
    """The lines, those that a credit stands right behind with it: `[救球。] [伍月 摄]`."""
    found = list(lines)
    for credit in lines:
        if credit.upright or len(credit.text) > _CREDIT or credit not in found:
            continue
        if not bylines.is_credit(credit.text):
            continue
        near = _ends_before(credit, found, _BEHIND)
        if len(near) == 1:
            _put_behind(found, near[0], credit)
    return found


def _ends_before(part: PlacedLine, lines: Sequence[PlacedLine], reach: float) -> list[PlacedLine]:
    """The lines in its type that end a sentence so many sizes before it, on its level."""
    return [
        line
        for line in lines
        if line != part
        and not line.upright
        and ends_sentence(line.text)
        and abs(line.box.top - part.box.top) < _LEVEL * part.size
        and abs(line.size - part.size) < 0.06 * part.size
        and 0 <= part.box.left - line.box.right < reach * part.size
    ]


def _put_behind(found: list[PlacedLine], line: PlacedLine, part: PlacedLine) -> None:
    """Make one of a line and what stands behind it."""
    text = f"{line.text.rstrip()}\u3000{part.text.strip()}"
    found[found.index(line)] = replace(line, text=text, box=around([line.box, part.box]))
    found.remove(part)


def _ends_column(line: PlacedLine, name: PlacedLine, lines: Sequence[PlacedLine]) -> bool:
    """True where the lines right above begin with the one and end with the other."""
    return any(
        0 < line.box.top - above.box.top < 2.2 * line.size
        and abs(above.box.right - name.box.right) < 1.5 * line.size
        and above.box.left - line.box.left < 2.6 * line.size
        and above.box.shared_x(line.box) > 0
        for above in lines
    )


def _may_go_on(line: PlacedLine) -> bool:
    """True for 本报记者 alone, or with names."""
    text = squeeze(line.text).strip("□■●◎◆▲")
    role = forms.ROLE_FIND.match(text)
    if role is None or len(text) > 2 * len(role.group()) + 8:
        return False
    return role.end() == len(text) or bylines.is_byline(line.text)


def _next(line: PlacedLine, lines: Sequence[PlacedLine]) -> PlacedLine | None:
    """The names, or the next 通讯员, right behind on its level."""
    size = line.size
    near = [
        other
        for other in lines
        if abs(other.box.top + other.box.bottom - line.box.top - line.box.bottom)
        < 2 * _LEVEL * size
        and abs(other.size - size) < 0.06 * size
        and 0 <= other.box.left - line.box.right < _APART * size
        and _names(other.text)
    ]
    return min(near, key=lambda other: other.box.left, default=None)


def _names(text: str) -> bool:
    """True for names, or a role with or without them."""
    role = forms.ROLE_FIND.match(squeeze(text))
    if role is not None:
        return len(squeeze(text)) <= len(role.group()) + 8
    return len(text) <= 16 and "".join(bylines.names_in(text)) == squeeze(text)


def _with_capitals(lines: Sequence[PlacedLine], usual: Measures) -> list[PlacedLine]:
    """The lines with a drop capital before the first of those beside it."""
    found = list(lines)
    for capital in lines:
        if len(capital.text) != 1 or capital.size < _CAPITAL * usual.size or capital.upright:
            continue
        beside = [
            line
            for line in found
            if line is not capital
            and line.size < usual.head
            and line.box.shared_y(capital.box) > 0.3 * line.size
            and -0.5 * usual.size < line.box.left - capital.box.right < _BESIDE * usual.size
        ]
        if len(beside) > 1:
            first = min(beside, key=lambda line: line.box.top)
            for line in beside:
                text = capital.text + line.text if line is first else line.text
                box = replace(line.box, left=capital.box.left)
                found[found.index(line)] = replace(line, text=text, box=box)
            found.remove(capital)
    return found
