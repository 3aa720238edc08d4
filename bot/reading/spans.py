"""Spans of a file -> an article's text with its pieces, and back."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from bot.patterns import regex
from bot.records import Article, Piece
from bot.text import trim

Span = tuple[int, int]  # characters of the file, half-open
Paragraph = Sequence[Span]  # its runs, in reading order; white space lies between them

_SPACE = regex(r"\s+")
_WIDE = regex(
    r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f“”‘’…—·①-⑳\U00020000-\U0003ffff]"
)


def repaired(text: str, start: int, end: int, kept: Iterable[int] = ()) -> list[Span]:
    """The runs of `text[start:end]` that stay, in order: white space that means nothing is out.

    `repaired("在青石镇 小学", 0, 7) -> [(0, 4), (5, 7)]`. A white space stays between two
    characters that are both Latin letters or figures, and where it starts at an offset in `kept`.
    """
    runs = []
    at, end = trim(text, start, end)
    for space in _SPACE.finditer(text, at, end):
        if space.start() in kept or not _needless(text, *space.span()):
            if space.end() - space.start() > 1 or space.group() == "\n":
                runs.append((at, space.start() + 1))  # one is enough
                at = space.end()
            continue
        runs.append((at, space.start()))
        at = space.end()
    if at < end:
        runs.append((at, end))
    return runs


def _needless(text: str, start: int, end: int) -> bool:
    """True for white space that parts no two Latin words or figures."""
    left, right = text[start - 1], text[end]
    if _WIDE.match(left) or _WIDE.match(right) or not right.isalnum():
        return True
    return not (left.isalnum() or left in ",.;:!?%)")


def assemble(source: str, paragraphs: Iterable[Paragraph]) -> tuple[str, tuple[Piece, ...]]:
    """The paragraphs' text, one a line, and its pieces.

    `assemble("甲 乙\\n丙", [[(0, 1), (2, 3)], [(4, 5)]])[0] -> "甲乙\\n丙"`. Between two paragraphs
    stands the file's own newline where it comes right there, else one of ours, in no piece: a block
    was moved, or its line goes on.
    """
    parts: list[str] = []
    pieces: list[Piece] = []  # without the last
    length = 0
    begin = end = file_begin = file_end = 0  # of the last piece
    joined = False
    for paragraph in paragraphs:
        if length and end == length and source.startswith("\n", file_end):
            parts.append("\n")
            length += 1
            end, file_end = length, file_end + 1
        elif length:
            parts.append("\n")
            length += 1
        for start, stop in paragraph:
            if start >= stop:
                continue
            if file_end != start or not 0 < end == length:  # a piece of its own
                if end:
                    pieces.append(Piece(begin, end, file_begin, joined))
                between = source[file_end:start]
                apart = file_begin >= start or (between and not between.isspace())
                joined = end > 0 and not apart
                begin, file_begin = length, start
            parts.append(source[start:stop])
            length += stop - start
            end, file_end = length, stop
    if end:
        pieces.append(Piece(begin, end, file_begin, joined))
    return "".join(parts), tuple(pieces)


def file_span(article: Article, start: int, end: int) -> Span | None:
    """Where `article.text[start:end]` stands in the file, or None where it is not one run there.

    The file's text between the two offsets equals the article's, white space aside.
    """
    start, end = trim(article.text, max(start, 0), min(end, len(article.text)))
    if start >= end or not article.pieces:
        return None
    pieces = article.pieces
    first = bisect_right(pieces, start, key=lambda piece: piece.start) - 1
    last = bisect_right(pieces, end - 1, key=lambda piece: piece.start) - 1
    if first < 0 or any(not piece.joined for piece in pieces[first + 1 : last + 1]):
        return None
    if start >= pieces[first].end or end > pieces[last].end:
        return None  # a character that stands in no piece
    return (
        pieces[first].file_start + start - pieces[first].start,
        pieces[last].file_start + end - pieces[last].start,
    )
