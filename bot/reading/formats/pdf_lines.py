"""A page of a PDF -> its printed lines, frames, rules and pictures, each with its place."""

from __future__ import annotations

import ctypes
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from math import pi
from statistics import median
from typing import Any

from bot.reading.layout.placed import Box, PlacedLine, PlacedPage

_NO_CHARACTERS = frozenset([0, 2, 0xFFFE, 0xFFFF])  # what PDFium gives for a soft hyphen
_APART = 0.5  # sizes between two characters: another line, in another column
_SPACE = 0.35  # sizes: a space that no character stands for
_HALVES, _HALVES_END = 0xD800, 0xE000  # UTF-16: two units for one character
_WIDE = 0x2E80  # Chinese characters and their punctuation begin here
_RADICALS, _RADICALS_END = 0x2E80, 0x2FE0  # characters as parts of others; fonts share their shapes
_RADICAL_OF = dict(  # those that Unicode does not call compatible
    zip(
        "⺠⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰⻳",
        "民西见角贝车长门青韦页风飞食马骨鬼鱼鸟卤麦黄齐齿龙龟",
        strict=True,
    )
)
_SQUARE = 0.03  # of a Chinese character's em: the most by which its box may not be square
_BELOW = 0.12  # of an em: how far a Chinese character stands below the line
_THIN = 2.5  # points: a rule
_DEPTH = 3  # of forms within forms
_ASKED = 100  # characters that tell how the page's text is turned
_MOST = 0.8  # of them are turned alike where it is the page that is
_COVERS = 0.6  # share of the page: a picture behind everything

_View = Callable[[float, float, float, float], tuple[float, float, float, float]]


@dataclass(slots=True)
class _Run:
    """Characters beside one another."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    wide: list[float]  # widths of its Chinese characters
    em: float = 0.0

    @property
    def size(self) -> float:
        if not self.em:
            self.em = median(self.wide) if self.wide else self.top - self.bottom
        return self.em

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


def page_at(document: Any, index: int) -> PlacedPage:
    """What a page of a pypdfium2 document shows, as `placed_page` tells it."""
    with closing(document[index]) as page, closing(page.get_textpage()) as textpage:
        return placed_page(page, textpage)


def placed_page(page: Any, textpage: Any) -> PlacedPage:
    """What a pypdfium2 page shows, in points; the order of its objects does not matter.

    A page whose text is seen sideways or upside down is read as if it were turned.
    """
    seen = page.get_rotation()
    turn = _turn_of(textpage, seen)
    width, height = page.get_size()
    if (turn - seen) % 180:
        width, height = height, width
    view = _view_of(page, turn)
    lines = [_line(run, height) for run in _joined(list(_runs(textpage, view)))]
    lines = _stacked([line for line in lines if line.text])
    frames, rules, pictures = _shapes(page, view, height, lines)
    return PlacedPage(
        width, height, tuple(lines), frames, rules, pictures, turn=(seen - turn) // 90 % 4
    )


def _turn_of(textpage: Any, seen: int) -> int:
    """By how many degrees to turn the page clockwise, so that most of its text stands upright."""
    from pypdfium2 import raw

    count = textpage.count_chars()
    turns: Counter[int] = Counter()
    for number in range(0, count, count // _ASKED + 1):
        if raw.FPDFText_GetUnicode(textpage.raw, number) > 32:
            angle = raw.FPDFText_GetCharAngle(textpage.raw, number)
            turns[round(-2 * angle / pi) % 4 * 90] += 1
    turn, most = max(turns.items(), key=lambda pair: pair[1], default=(seen, 0))
    return turn if most > _MOST * turns.total() else seen


def _view_of(page: Any, turn: int) -> _View:
    """Left, bottom, right and top on the page turned so far, which may be cropped."""
    low, deep, far, high = page.get_bbox()
    views: dict[int, _View] = {
        0: lambda left, bottom, right, top: (left - low, bottom - deep, right - low, top - deep),
        90: lambda left, bottom, right, top: (bottom - deep, far - right, top - deep, far - left),
        180: lambda left, bottom, right, top: (far - right, high - top, far - left, high - bottom),
        270: lambda left, bottom, right, top: (high - top, left - low, high - bottom, right - low),
    }
    return views[turn]


def _runs(textpage: Any, view: _View) -> Iterator[_Run]:
    run: _Run | None = None
    for code, left, bottom, right, top in _characters(textpage, view):
        char, high = chr(code), top - bottom
        if (
            run is not None
            and abs(top - run.top) + abs(bottom - run.bottom) < 0.1 * high
            and -0.5 * (right - left) < left - run.right < _APART * high
        ):
            run.text += char
            run.right = max(right, run.right)
        else:
            if run is not None:
                yield run
            if char.isspace():
                run = None
                continue
            run = _Run(char, left, bottom, right, top, [])
        if code >= _WIDE:
            run.wide.append(right - left)
    if run is not None:
        yield run


def _characters(textpage: Any, view: _View) -> Iterator[tuple[int, float, float, float, float]]:
    """Code, left, bottom, right and top of every character that takes room."""
    from pypdfium2 import raw

    handle, rect, box_of = textpage.raw, raw.FS_RECTF(), raw.FPDFText_GetLooseCharBox
    there, inked = ctypes.byref(rect), False  # a page with boxes of ink, see below
    for number, code in enumerate(_codes(textpage)):
        if code < 32 or code in _NO_CHARACTERS or not box_of(handle, number, there):
            continue
        edges = rect.left, rect.bottom, rect.right, rect.top
        if code >= _WIDE and (inked or not _is_square(*edges)):
            whole = _whole(handle, number, *edges)
            inked = inked or whole != edges
            edges = whole
        left, bottom, right, top = view(*edges)
        if right > left:
            if _RADICALS <= code < _RADICALS_END:
                code = ord(_plain(chr(code)))
            yield code, left, bottom, right, top


def _plain(char: str) -> str:
    """The character that is printed where a PDF names a radical. `_plain("⽇") -> "日"`."""
    return _RADICAL_OF.get(char) or unicodedata.normalize("NFKC", char)


def _is_square(left: float, bottom: float, right: float, top: float) -> bool:
    return abs((right - left) - (top - bottom)) <= _SQUARE * (right - left)


def _whole(
    handle: Any, number: int, left: float, bottom: float, right: float, top: float
) -> tuple[float, float, float, float]:
    """The box of a Chinese character: its em, where PDFium tells its ink.

    It does so of characters whose text the PDF states apart (ActualText), as Chrome's PDFs do of
    those that are radicals.
    """
    from pypdfium2 import raw

    matrix, x, y = raw.FS_MATRIX(), ctypes.c_double(), ctypes.c_double()
    found = raw.FPDFText_GetMatrix(handle, number, matrix)
    if not found or matrix.b or matrix.c or min(matrix.a, matrix.d) <= 0:
        return left, bottom, right, top
    size = raw.FPDFText_GetFontSize(handle, number)
    wide, high = size * matrix.a, size * matrix.d
    if right - left > (1 - _SQUARE) * wide and top - bottom > (1 - _SQUARE) * high:
        return left, bottom, right, top
    raw.FPDFText_GetCharOrigin(handle, number, x, y)
    bottom = y.value - _BELOW * high
    return x.value, bottom, x.value + wide, bottom + high


def _codes(textpage: Any) -> Sequence[int]:
    """The code of every character, fetched at once where there is one unit for each."""
    from pypdfium2 import raw

    handle, count = textpage.raw, textpage.count_chars()
    units = (ctypes.c_ushort * (count + 1))()  # and a zero at the end
    if raw.FPDFText_GetText(handle, 0, count, units) == count + 1:
        codes: list[int] = units[:count]
        if not any(_HALVES <= code < _HALVES_END for code in codes):
            return codes
    return [raw.FPDFText_GetUnicode(handle, number) for number in range(count)]


def _joined(runs: list[_Run]) -> list[_Run]:
    """Runs that stand in one line, beside one another, in one."""
    runs.sort(key=lambda run: (-run.middle, run.left))
    rows: list[list[_Run]] = []
    for run in runs:
        for row in reversed(rows[-4:]):
            if abs(row[0].middle - run.middle) < 0.3 * min(row[0].size, run.size):
                row.append(run)
                break
        else:
            rows.append([run])
    return [run for row in rows for run in _along(row)]


def _along(row: list[_Run]) -> Iterator[_Run]:
    row.sort(key=lambda run: run.left)
    open_: list[_Run] = []
    for run in row:
        for last in open_:
            size = max(last.size, run.size)
            alike = min(last.size, run.size) > 0.74 * size
            if alike and -0.5 * size < run.left - last.right < _APART * size:
                if run.left - last.right > _SPACE * size and last.text[-1] != " ":
                    last.text += " "
                last.text += run.text
                last.right = max(last.right, run.right)
                if len(run.wide) > len(last.wide):  # the longer part tells the size
                    last.wide, last.em = run.wide, run.em
                break
        else:
            open_.append(run)
    yield from open_


def _line(run: _Run, height: float) -> PlacedLine:
    size = run.size
    middle = height - run.middle
    trailing = len(run.text) - len(run.text.rstrip())
    right = run.right - trailing * size * (0.5 if run.text[-1:] == " " else 1.0)
    text = run.text.strip()
    return PlacedLine(text, Box(run.left, middle - size / 2, right, middle + size / 2), size)


def _stacked(lines: Sequence[PlacedLine]) -> list[PlacedLine]:
    """Single characters under one another become one upright line."""
    single = [line for line in lines if len(line.text) == 1 and ord(line.text) >= _WIDE]
    single.sort(key=lambda line: (line.box.left, line.box.top))
    stacks: list[list[PlacedLine]] = []
    for line in sorted(single, key=lambda line: line.box.top):
        stack = next((stack for stack in stacks if _under(stack[-1], line)), None)
        if stack is None:
            stacks.append([line])
        else:
            stack.append(line)
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


def _under(above: PlacedLine, line: PlacedLine) -> bool:
    size = above.size
    return (
        abs(line.size - size) < 0.06 * size
        and abs(line.box.left - above.box.left) < 0.25 * size
        and 0.9 * size < line.box.top - above.box.top < 1.7 * size
    )


def _shapes(
    page: Any, view: _View, height: float, lines: Sequence[PlacedLine]
) -> tuple[tuple[Box, ...], tuple[Box, ...], tuple[Box, ...]]:
    """Frames (boxes with text in them), rules and pictures."""
    from pypdfium2 import raw

    frames, rules, pictures = set(), set(), set()
    area = page.get_width() * page.get_height()
    kinds = (raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE)
    for thing in page.get_objects(filter=kinds, max_depth=_DEPTH):
        left, bottom, right, top = view(*thing.get_bounds())
        box = Box(left, height - top, right, height - bottom)
        if min(box.width, box.height) < _THIN:
            if max(box.width, box.height) > 4 * _THIN:
                rules.add(box)
        elif box.width * box.height > _COVERS * area or min(box.width, box.height) < 20:
            continue
        elif thing.type == raw.FPDF_PAGEOBJ_PATH and any(box.holds(line.box) for line in lines):
            if raw.FPDFPath_CountSegments(thing.raw) <= 6:
                frames.add(box)
        else:
            pictures.add(box)
    return _sorted(frames), _sorted(rules), _sorted(pictures)


def _sorted(boxes: set[Box]) -> tuple[Box, ...]:
    return tuple(sorted(boxes, key=lambda box: (box.top, box.left, box.right, box.bottom)))
