"""Printed lines: those of a page -> those of an article -> the boxes of a quote."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from bot.records import Article, PageBox, Piece, PrintedLine
from bot.text import trim

_WIDE = 0x2E80  # Chinese characters and their punctuation begin here
_WIDE_MARKS = frozenset("“”‘’…—·①②③④⑤⑥⑦⑧⑨")
_NARROW = 0.55  # of a Chinese character's width: a Latin letter or a figure


def lines_of(
    text: str, lines: Sequence[PrintedLine], pieces: Iterable[Piece]
) -> tuple[PrintedLine, ...]:
    """The lines of an article, given those of its page.

    `text` is the page's, `pieces` say which runs of it the article took and where it has them.
    White space that was taken out of a line leaves it one line.
    """
    if not lines:
        return ()
    starts = [line.start for line in lines]
    found: list[PrintedLine] = []
    last: PrintedLine | None = None  # the page's
    for piece in pieces:
        shift = piece.start - piece.file_start
        file_end = piece.file_start + piece.end - piece.start
        first = max(bisect_right(starts, piece.file_start) - 1, 0)
        for line in _over(lines, first, piece.file_start, file_end):
            part = _part(line, text, max(line.start, piece.file_start), min(line.end, file_end))
            start, end, box = part.start + shift, part.end + shift, part.box
            if line is last:
                start, box = found[-1].start, _around(found[-1].box, box)
                del found[-1]
            found.append(PrintedLine(start, end, box, line.turn))
            last = line
    return tuple(found)


def boxes_of(article: Article, start: int, end: int) -> tuple[PageBox, ...]:
    """Where `article.text[start:end]` is printed: a box for each line, only that part of it.

    `boxes_of(article, 0, 30) -> (PageBox(1, .1, .2, .4, .22), PageBox(1, .1, .23, .3, .25))`.
    """
    start, end = trim(article.text, max(start, 0), min(end, len(article.text)))
    return tuple(
        _part(line, article.text, max(line.start, start), min(line.end, end)).box
        for line in article.lines
        if line.start < end and start < line.end
    )


def _over(lines: Sequence[PrintedLine], first: int, start: int, end: int) -> Iterator[PrintedLine]:
    """The lines from the first on that share a character with the span."""
    for at in range(first, len(lines)):
        line = lines[at]
        if line.start >= end:
            return
        if start < line.end:
            yield line


def _part(line: PrintedLine, text: str, start: int, end: int) -> PrintedLine:
    """The line cut down to `text[start:end]`, by the widths that its characters usually have."""
    if (start, end) == (line.start, line.end):
        return line
    whole = _length(text, line.start, line.end)
    if not whole:
        return replace(line, start=start, end=end)
    low, high = (_length(text, line.start, at) / whole for at in (start, end))
    box = line.box
    if line.turn >= 2:
        low, high = 1 - high, 1 - low
    if line.turn % 2:
        height = box.bottom - box.top
        box = replace(box, top=box.top + low * height, bottom=box.top + high * height)
    else:
        width = box.right - box.left
        box = replace(box, left=box.left + low * width, right=box.left + high * width)
    return PrintedLine(start, end, box, line.turn)


def _length(text: str, start: int, end: int) -> float:
    return sum(
        1.0 if ord(char) >= _WIDE or char in _WIDE_MARKS else _NARROW for char in text[start:end]
    )


def _around(one: PageBox, other: PageBox) -> PageBox:
    return PageBox(
        one.page,
        min(one.left, other.left),
        min(one.top, other.top),
        max(one.right, other.right),
        max(one.bottom, other.bottom),
    )
