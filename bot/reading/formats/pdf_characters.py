"""The text layer of a PDF page -> its characters, each with its place."""

from __future__ import annotations

import ctypes
import unicodedata
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import repeat
from operator import sub
from typing import Any

from bot.reading.formats.pdf_view import Columns

WIDE = "\u2e80"  # Chinese characters and their punctuation begin here
BELOW = 0.12  # of an em: how far a Chinese character stands below the line

# Controls, and what PDFium gives for a soft hyphen.
_NO_CHARACTERS = frozenset(map(chr, [*range(32), 0xFFFE, 0xFFFF]))
_RADICALS, _RADICALS_END = "\u2e80", "\u2fe0"  # characters as parts of others; fonts share shapes
_RADICAL_OF = dict(  # those that Unicode does not call compatible
    zip(
        "⺠⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰⻳",
        "民西见角贝车长门青韦页风飞食马骨鬼鱼鸟卤麦黄齐齿龙龟",
        strict=True,
    )
)
_SQUARE = 0.03  # of a Chinese character's em: the most by which its box may not be square


@dataclass(frozen=True, slots=True)
class Characters:
    """The characters of a page in the order of its text layer, and the edges of each."""

    chars: Sequence[str]
    edges: Columns


def characters_of(textpage: Any) -> Characters:
    """The characters of a pypdfium2 text page but controls, in points as the PDF counts them."""
    text = _text(textpage)
    numbers = [number for number, char in enumerate(text) if char not in _NO_CHARACTERS]
    chars = [text[number] for number in numbers]
    edges = _edges(textpage.raw, numbers)
    _mend(edges, textpage.raw, numbers, chars)
    return Characters(without_radicals(chars), edges)


def without_radicals(chars: Sequence[str]) -> Sequence[str]:
    """The characters that are printed. `without_radicals("⽇报") -> ["日", "报"]`."""
    plain = {char: _plain(char) for char in set(chars) if _RADICALS <= char < _RADICALS_END}
    return [plain.get(char, char) for char in chars] if plain else chars


def _text(textpage: Any) -> str:
    """The characters, fetched at once where UTF-16 has one unit for each."""
    from pypdfium2 import raw

    handle, count = textpage.raw, textpage.count_chars()
    units = (ctypes.c_ushort * (count + 1))()  # and a zero at the end
    if raw.FPDFText_GetText(handle, 0, count, units) == count + 1:
        try:
            text = bytes(units)[:-2].decode("utf-16-le")
        except UnicodeDecodeError:  # half a character
            text = ""
        if len(text) == count:
            return text
    return "".join(chr(raw.FPDFText_GetUnicode(handle, number)) for number in range(count))


def _edges(handle: Any, numbers: Sequence[int]) -> Columns:
    """The edges of these characters.

    PDFium is called with bare addresses: with arguments to check and a struct to read for each
    character it takes twice the time.
    """
    from pypdfium2 import raw

    step, count = ctypes.sizeof(raw.FS_RECTF), len(numbers)
    boxes = (ctypes.c_float * (4 * count))()  # structs of left, top, right and bottom
    first = ctypes.addressof(boxes)
    function = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)
    box_of = function(_address(raw.FPDFText_GetLooseCharBox))
    places = range(first, first + step * count, step)
    deque(map(box_of, repeat(_address(handle)), numbers, places), maxlen=0)
    return boxes[0::4], boxes[3::4], boxes[2::4], boxes[1::4]


def _address(pointer: Any) -> int:
    return ctypes.cast(pointer, ctypes.c_void_p).value or 0


def _mend(edges: Columns, handle: Any, numbers: Sequence[int], chars: Sequence[str]) -> None:
    """Put their ems for the boxes of Chinese characters where PDFium tells their ink.

    Within a form it tells it in the form's units, far off its place on the page. It does so of
    characters whose text the PDF states apart (ActualText), as Chrome's PDFs do of those that are
    radicals. All become as high as their em: the boxes of figures, letters and dashes are as high
    as fonts like.
    """
    left, bottom, right, top = edges
    sizes = enumerate(zip(map(sub, right, left), map(sub, top, bottom), strict=True))
    odd = [
        at
        for at, (width, height) in sizes
        if abs(width - height) > _SQUARE * width and chars[at] >= WIDE
    ]
    ems = _Ems(handle, numbers, edges)
    if any(map(ems.mend, odd)):  # a square box may be of ink, too
        for at, char in enumerate(chars):
            if char >= WIDE:
                ems.mend(at)
    known: tuple[float, float] | None = None  # of the character before, before it was changed
    for at, box in enumerate(list(zip(bottom, top, strict=True))):
        if box == known:
            bottom[at], top[at] = bottom[at - 1], top[at - 1]
        else:
            ems.level(at)
        known = box


class _Ems:
    """The ems of characters, by the size of their type."""

    def __init__(self, handle: Any, numbers: Sequence[int], edges: Columns) -> None:
        from pypdfium2 import raw

        self._raw, self._handle, self._numbers, self._edges = raw, handle, numbers, edges
        self._matrix, self._x, self._y = raw.FS_MATRIX(), ctypes.c_double(), ctypes.c_double()
        self._astray = set[int]()  # whose origins are in the units of a form

    def level(self, at: int) -> None:
        """Make the character at this place as high as its em."""
        raw, handle, number, matrix = self._raw, self._handle, self._numbers[at], self._matrix
        found = raw.FPDFText_GetMatrix(handle, number, matrix)
        if not found or matrix.b or matrix.c or matrix.d <= 0:
            return
        high = raw.FPDFText_GetFontSize(handle, number) * matrix.d
        raw.FPDFText_GetCharOrigin(handle, number, self._x, self._y)
        _, bottom, _, top = self._edges
        bottom[at] = (matrix.f if at in self._astray else self._y.value) - BELOW * high
        top[at] = bottom[at] + high

    def mend(self, at: int) -> bool:
        """Put the em for the edges of the character at this place, if they are within it."""
        raw, handle, number, matrix = self._raw, self._handle, self._numbers[at], self._matrix
        found = raw.FPDFText_GetMatrix(handle, number, matrix)
        if not found or matrix.b or matrix.c or min(matrix.a, matrix.d) <= 0:
            return False
        size = raw.FPDFText_GetFontSize(handle, number)
        wide, high = size * matrix.a, size * matrix.d
        left, bottom, right, top = self._edges
        raw.FPDFText_GetCharOrigin(handle, number, self._x, self._y)
        x, y = self._x.value, self._y.value
        if max(abs(x - matrix.e), abs(y - matrix.f)) > high and not self._in_run(number):
            self._astray.add(at)
            x, y = matrix.e, matrix.f
        else:
            within = right[at] - left[at] <= (1 - _SQUARE) * wide
            if not within and top[at] - bottom[at] > (1 - _SQUARE) * high:
                return False
        left[at], bottom[at] = x, y - BELOW * high
        right[at], top[at] = left[at] + wide, bottom[at] + high
        return True

    def _in_run(self, number: int) -> bool:
        """True where the matrix tells where a run begins: that of a neighbour is alike.

        Between neighbours may be a space that PDFium puts there.
        """
        other = self._raw.FS_MATRIX()
        return any(
            self._raw.FPDFText_GetMatrix(self._handle, near, other)
            and (other.e, other.f) == (self._matrix.e, self._matrix.f)
            for near in (number - 2, number - 1, number + 1, number + 2)
        )


def _plain(char: str) -> str:
    """The character that is printed where a PDF names a radical. `_plain("⽇") -> "日"`."""
    return _RADICAL_OF.get(char) or unicodedata.normalize("NFKC", char)
