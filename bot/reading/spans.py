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


class _Assembly:
    """Text under construction, with the pieces that map it to the file."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.parts: list[str] = []
        self.pieces: list[Piece] = []  # without the last
        self.length = 0
        # The last piece: where it begins and ends, where in the file, and Piece.joined.
        self.begin = self.end = self.file_begin = self.file_end = 0
        self.joined = False

    def add(self, start: int, end: int) -> None:
        """Lay `source[start:end]` behind what is there."""
        if start >= end:
            return
        if self.file_end != start or not 0 < self.end == self.length:
            between = self.source[self.file_end : start]
            apart = self.file_begin >= start or (between and not between.isspace())
            joined = self.end > 0 and not apart
            self.close()
            self.begin, self.file_begin, self.joined = self.length, start, joined
        self.parts.append(self.source[start:end])
        self.length += end - start
        self.end, self.file_end = self.length, end

    def break_line(self) -> None:
        """Begin a new paragraph, with the file's own newline where it stands right there."""
        if not self.length:
            return
        if self.end == self.length and self.source.startswith("\n", self.file_end):
            self.add(self.file_end, self.file_end + 1)
        else:  # a newline of ours, in no piece: the block was moved or its line goes on
            self.parts.append("\n")
            self.length += 1

    def close(self) -> None:
        """Put the last piece to the others."""
        if self.end:
            self.pieces.append(Piece(self.begin, self.end, self.file_begin, self.joined))


def assemble(source: str, paragraphs: Iterable[Paragraph]) -> tuple[str, tuple[Piece, ...]]:
    """The paragraphs' text, one a line, and its pieces.

    `assemble("甲 乙\\n丙", [[(0, 1), (2, 3)], [(4, 5)]])[0] -> "甲乙\\n丙"`.
    """
    made = _Assembly(source)
    for paragraph in paragraphs:
        made.break_line()
        for start, end in paragraph:
            made.add(start, end)
    made.close()
    return "".join(made.parts), tuple(made.pieces)


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
