"""A page of a PDF -> its printed lines, frames, rules and pictures, each with its place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from bot.reading.formats.pdf_characters import WIDE, characters_of
from bot.reading.formats.pdf_shapes import shapes_of
from bot.reading.formats.pdf_view import Columns, view_of
from bot.reading.layout.placed import Box, PlacedLine, PlacedPage, chained

_APART = 0.62  # sizes between two characters: another line, in another column
_SPACE = 0.35  # sizes: a space that no character stands for
_GAP = 0.18  # heights: characters that stand apart
_RARE = 2.5  # times as many characters as gaps, or they are only set wide
_LEVEL = 0.3  # sizes: runs of one line stand no further above one another
_ALIKE = 0.74  # of the larger type: the smaller one in one line
_OTHERS = 0.6  # the same of figures and letters; boxes of dashes are as flat as they are
_BAND = 8  # points
_DASHES = "—―─"
_LARGE = 1.12  # times the usual size: type of headlines
_OPENING = 24  # characters of a dateline before its wide space
_WIDE_SPACE = 0.07  # sizes by which the gap of a wide space, or of two, may not be one
_STRETCHED, _STRETCHED_NAME = 1.75, 1.1  # sizes: the gap behind 本报讯, behind （记者
_INTRODUCING = ("记者", "通讯员", "记者、", "实习生")
_STEP = 0.3, 1.7  # sizes from one character of an upright line to the next
_TALL = 3  # characters of one that are sure


@dataclass(slots=True)
class _Run:
    """Characters beside one another."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    wide: list[float]  # widths of its Chinese characters
    gaps: list[int] = field(default_factory=list)  # where its characters stand apart
    em: float = 0.0

    @property
    def size(self) -> float:
        if not self.em:
            self.em = _middle(self.wide) if self.wide else self.top - self.bottom
        return self.em

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


def _middle(numbers: Sequence[float]) -> float:
    """Their median. `_middle([1.0, 2.0, 4.0]) -> 2.0`."""
    ordered, half = sorted(numbers), len(numbers) // 2
    return ordered[half] if len(numbers) % 2 else (ordered[half - 1] + ordered[half]) / 2


def page_at(document: Any, index: int) -> PlacedPage:
    """What a page of a pypdfium2 document shows, as `placed_page` tells it."""
    with closing(document[index]) as page, closing(page.get_textpage()) as textpage:
        return placed_page(page, textpage)


def placed_page(page: Any, textpage: Any) -> PlacedPage:
    """What a pypdfium2 page shows, in points; the order of its objects does not matter.

    A page whose text is seen sideways or upside down is read as if it were turned.
    """
    seen, view = page.get_rotation(), view_of(page, textpage)
    width, height = page.get_size()
    if (view.turn - seen) % 180:
        width, height = height, width
    found = characters_of(textpage)
    lines = lines_of(found.chars, view.of(found.edges), height)
    frames, rules, pictures = shapes_of(page, view, height, lines)
    turn = (seen - view.turn) // 90 % 4
    return PlacedPage(width, height, tuple(lines), frames, rules, pictures, turn=turn)


def lines_of(chars: Sequence[str], edges: Columns, height: float) -> list[PlacedLine]:
    """The lines of a page of this height, of its characters as its text layer has them."""
    runs, upright = _drawn_upright(list(_runs(chars, edges)))
    lines = [_line(run, height) for run in _joined(runs)]
    stacked = _stacked([line for line in lines if line.text])
    return stacked + [_upright_line(stack, height) for stack in upright]


def _drawn_upright(runs: Sequence[_Run]) -> tuple[list[_Run], list[list[_Run]]]:
    """The runs without those that the text layer has under one another, and these by line.

    Single characters of lines side by side would seem to stand in rows.
    """
    rest: list[_Run] = []
    upright: list[list[_Run]] = []
    stack: list[_Run] = []
    for run in [*runs, None]:
        if run is not None and stack and _is_below(stack, run):
            stack.append(run)
            continue
        if len(stack) >= _TALL or (stack and upright and _is_next_line(upright[-1], stack)):
            upright.append(stack)
        else:
            rest += stack
        stack = []
        if run is not None:
            (stack if len(run.text) == 1 else rest).append(run)
    return rest, upright


def _is_below(stack: Sequence[_Run], run: _Run) -> bool:
    """True for a character, a mark or a figure of two digits under the others."""
    wide = next((one for one in (*stack, run) if one.wide), None)
    if len(run.text) > (1 if run.wide else 2) or wide is None:
        return False
    size, last = wide.size, stack[-1]
    aside = abs(run.left + run.right - wide.left - wide.right) / 2
    if aside > (0.2 if run.wide else 0.6) * size or run.size > 1.2 * size:
        return False
    return _STEP[0] * size < last.middle - run.middle < _STEP[1] * size


def _is_next_line(stack: Sequence[_Run], run: Sequence[_Run]) -> bool:
    """True for what begins as high as an upright line, right beside it on its left."""
    size, first = stack[0].size, run[0]
    return (
        bool(first.wide)
        and abs(first.size - size) < 0.1 * size
        and abs(first.middle - stack[0].middle) < 0.3 * size
        and 0.8 * size < stack[0].left - first.left < 2 * size
    )


def _upright_line(stack: Sequence[_Run], height: float) -> PlacedLine:
    """The line that the characters make."""
    wide = [run for run in stack if run.wide]
    size = _middle([run.size for run in wide])
    top, bottom = height - stack[0].middle - size / 2, height - stack[-1].middle + size / 2
    left, right = min(run.left for run in wide), max(run.right for run in wide)
    text = "".join(run.text for run in stack)
    return PlacedLine(text, Box(left, top, right, bottom), size, upright=True)


def _runs(chars: Sequence[str], edges: Columns) -> Iterator[_Run]:
    """Characters that follow one another in the text layer and on the page."""
    run: _Run | None = None
    large = _LARGE * _usual_size(chars, edges)
    for char, left, bottom, right, top in zip(chars, *edges, strict=True):
        width, high = right - left, top - bottom
        if not right > left:  # takes no room
            continue
        if run is not None and char in _DASHES and (char, right) == (run.text[-1], run.right):
            run.text += char  # one shape for both halves of a dash
        elif run is not None and _is_behind(run, left, bottom, top, width):
            if left - run.right > _GAP * high:
                run.gaps.append(len(run.text))
            run.text += char
            run.right = max(run.right, right)
        elif run is not None and (
            ((high > large or _may_open(run.text)) and _is_behind_space(run, left, bottom, top))
            or _is_behind_opening(run, left, bottom, top)
        ):
            run.text += f"\u3000{char}"
            run.right = right
        else:
            if run is not None:
                yield _spaced(run)
            run = None if char.isspace() else _Run(char, left, bottom, right, top, [])
        if run is not None and char >= WIDE:
            run.wide.append(width)
    if run is not None:
        yield _spaced(run)


def _usual_size(chars: Sequence[str], edges: Columns) -> float:
    """The middle height of the page's Chinese characters."""
    _, bottom, _, top = edges
    return _middle([high - low for char, low, high in zip(chars, bottom, top, strict=True)
                    if char >= WIDE] or [0.0])  # fmt: skip


def _is_behind(run: _Run, left: float, bottom: float, top: float, width: float) -> bool:
    """True for a character right behind the run, on its level."""
    high = top - bottom
    level = abs(top - run.top) + abs(bottom - run.bottom) < 0.1 * high
    return level and -0.5 * width < left - run.right < _APART * high


def _may_open(text: str) -> bool:
    """True for what a report begins with, before its wide space: 本报讯, 本报讯（记者王某）."""
    return len(text) <= _OPENING and text.rstrip()[-1:] in "讯訊电電）】"


def _is_behind_space(run: _Run, left: float, bottom: float, top: float) -> bool:
    """True for what goes on behind one or two wide spaces that no character stands for."""
    high = top - bottom
    gap = (left - run.right) / high
    level = abs(top - run.top) + abs(bottom - run.bottom) < 0.02 * high
    return bool(run.wide) and level and min(abs(gap - 1), abs(gap - 2)) < _WIDE_SPACE


def _is_behind_opening(run: _Run, left: float, bottom: float, top: float) -> bool:
    """True for what goes on behind 本报讯, or behind （记者, where the line was stretched."""
    high, text = top - bottom, run.text.rstrip()
    level = abs(top - run.top) + abs(bottom - run.bottom) < 0.1 * high
    if not level or not text or len(text) > _OPENING:
        return False
    most = 0.0
    if text[-1] in "讯訊电電":
        most = _STRETCHED
    elif text.endswith(_INTRODUCING) and text.count("（") > text.count("）"):
        most = _STRETCHED_NAME
    return 0 < left - run.right < most * high


def _spaced(run: _Run) -> _Run:
    """The run with spaces where few of its characters stand apart: no type is set so wide."""
    if run.gaps and _RARE * len(run.gaps) < len(run.text):
        text = run.text
        edges = [0, *run.gaps, len(text)]
        parts = [text[start:end] for start, end in pairwise(edges)]
        run.text = parts[0]
        for part in parts[1:]:
            run.text += part if run.text[-1].isspace() or part[0].isspace() else f" {part}"
    run.gaps = []
    return run


def _joined(runs: list[_Run]) -> list[_Run]:
    """Runs that stand in one line, beside one another, in one."""
    runs.sort(key=lambda run: run.left)
    made: list[_Run] = []
    bands: defaultdict[int, list[_Run]] = defaultdict(list)  # those at about one height
    for run in runs:
        last = _before(run, bands)
        if last is None and (dash := _dash_at(run, bands)) is not None:
            dash.text, dash.wide = dash.text + run.text, run.wide
            dash.right = max(dash.right, run.right)
        elif last is None:
            made.append(run)
            bands[int(run.middle // _BAND)].append(run)
        else:
            _add(last, run)
    made.sort(key=lambda run: (-run.middle, run.left))
    return made


def _before(run: _Run, bands: Mapping[int, list[_Run]]) -> _Run | None:
    """The nearest of those that it goes on with."""
    size, middle = run.size, run.middle
    reach = int(_LEVEL * size // _BAND) + 1
    band = int(middle // _BAND)
    best, least = None, _APART
    for near in range(band - reach, band + reach + 1):
        for last in bands.get(near, ()):
            large = max(last.size, size)
            gap = (run.left - last.right) / large
            if (
                -_APART < gap < least
                and abs(last.middle - middle) < _LEVEL * large
                and min(last.size, size) > _alike(last, run) * large
            ):
                best, least = last, gap
    return best


def _dash_at(run: _Run, bands: Mapping[int, list[_Run]]) -> _Run | None:
    """The half of a dash that stands where this run begins with the other half."""
    if run.text[0] not in _DASHES:
        return None
    return next(
        (
            last
            for last in bands.get(int(run.middle // _BAND), ())
            if len(last.text) == 1
            and last.text == run.text[0]
            and abs(last.left - run.left) < _LEVEL * run.size
        ),
        None,
    )


def _alike(last: _Run, run: _Run) -> float:
    """How large the smaller of two runs in one line is at least, as a share of the larger."""
    if last.wide and run.wide:
        return _ALIKE
    least = min(last, run, key=lambda each: each.size)
    return _OTHERS if least.wide or any(map(str.isalnum, least.text)) else 0.0


def _add(last: _Run, run: _Run) -> None:
    """Put the run behind the other."""
    size = max(last.size, run.size)
    if run.left - last.right > _SPACE * size and last.text[-1] != " ":
        last.text += " "
    elif run.left - last.right > _GAP * size:
        last.gaps.append(len(last.text))
    last.text += run.text
    last.right = max(last.right, run.right)
    if len(run.wide) > len(last.wide):  # the longer part tells the size and the height
        last.wide, last.em = run.wide, run.em
        last.top, last.bottom = run.top, run.bottom


def _line(run: _Run, height: float) -> PlacedLine:
    size = _spaced(run).size
    middle = height - run.middle
    trailing = len(run.text) - len(run.text.rstrip())
    right = run.right - trailing * size * (0.5 if run.text[-1:] == " " else 1.0)
    text = run.text.strip()
    return PlacedLine(text, Box(run.left, middle - size / 2, right, middle + size / 2), size)


def _stacked(lines: Sequence[PlacedLine]) -> list[PlacedLine]:
    """Single characters under one another become one upright line."""
    single = [line for line in lines if len(line.text) == 1 and line.text >= WIDE]
    stacks = chained(sorted(single, key=lambda line: (line.box.top, line.box.left)), _under)
    tall = [stack for stack in stacks if len(stack) > 2]
    used = {id(line) for stack in tall for line in stack}
    upright = [
        PlacedLine(
            "".join(line.text for line in stack),
            Box(
                min(line.box.left for line in stack), stack[0].box.top,
                max(line.box.right for line in stack), stack[-1].box.bottom,
            ),
            stack[0].size,
            upright=True,
        )
        for stack in tall
    ]  # fmt: skip
    return [line for line in lines if id(line) not in used] + upright


def _under(stack: Sequence[PlacedLine], line: PlacedLine) -> bool:
    """True for a character under the last of a stack."""
    above, size = stack[-1], stack[-1].size
    return (
        abs(line.size - size) < 0.06 * size
        and abs(line.box.left - above.box.left) < 0.25 * size
        and 0.9 * size < line.box.top - above.box.top < 1.7 * size
    )
