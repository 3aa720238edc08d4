"""A text of several pages, as issues are dumped -> where each page begins."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.reading.identity import Identity
from bot.reading.mastheads import identity, is_masthead
from bot.reading.pages import masthead
from bot.text import simplify

_NOTHING = Identity()
_TOLD = 2  # of paper, day and page: a head names so many at least
_LINES = 4  # a head has no more on each side of a line that names its paper or its page
_LEAST = 40  # characters that stand under a head
_LONGEST = 80  # characters of a head's line
_SIGNS = r"版|年\S{1,3}月"  # one of them stands in a head, if the paper's name does not


@dataclass(frozen=True, slots=True)
class Part:
    """A page within a text: where it begins and ends, and what the pages before say of it."""

    start: int
    end: int
    before: Identity = _NOTHING


def parts_of(text: str, body_start: int) -> list[Part]:
    """The pages of a text whose heads name another page or another day of the same paper.

    `[part.start for part in parts_of(text, 0)] -> [0, 5210]`. One for a text that does not begin
    with a head, and wherever in doubt.
    """
    known = masthead(text, body_start)
    parts = [Part(0, len(text))]
    if _count(known) < _TOLD:
        return parts
    for start, end, told in _heads(text, body_start, known.paper):
        if not _is_another(told, known) or len(text[end : end + 2 * _LEAST].split()) == 0:
            continue
        last = parts[-1]
        if len("".join(text[last.start : start].split())) < _LEAST:
            continue
        parts[-1] = Part(last.start, start, last.before)
        parts.append(Part(start, len(text), Identity(known.paper, known.date)))
        known = told.filled(Identity(known.paper, known.date))
    return parts


def _count(told: Identity) -> int:
    return sum(part is not None for part in (told.paper, told.date, told.page))


def _is_another(told: Identity, known: Identity) -> bool:
    """True for a head of another page, or of another day, of the same paper."""
    if _count(told) < _TOLD or (told.paper and known.paper and told.paper != known.paper):
        return False
    page = told.page is not None and known.page is not None and told.page != known.page
    return page or (told.date is not None and known.date is not None and told.date != known.date)


def _heads(text: str, body_start: int, paper: str | None) -> Iterator[tuple[int, int, Identity]]:
    """The heads in the text: where each begins and ends, and what it says."""
    named = re.compile(_SIGNS + (f"|{re.escape(paper)}" if paper else ""))
    last = body_start
    for match in named.finditer(text, body_start):
        if match.start() < last:
            continue
        start = text.rfind("\n", 0, match.start()) + 1
        last = _line_end(text, match.end())
        if last - start > _LONGEST or not _is_head(text[start:last]):
            continue
        start, last = _first(text, start, body_start), _last(text, last)
        told = Identity()
        for line in text[start:last].split("\n"):
            told = told.filled(identity(line.strip()))
        yield start, last, told


def _first(text: str, start: int, body_start: int) -> int:
    """Where the head begins one of whose lines begins here."""
    for _ in range(_LINES):
        end = len(text[body_start:start].rstrip()) + body_start
        above = max(text.rfind("\n", body_start, end) + 1, body_start)
        if end <= above or not _is_head(text[above:end]):
            break
        start = above
    return start


def _last(text: str, end: int) -> int:
    """Where the head ends one of whose lines ends here."""
    for _ in range(_LINES):
        start = end + len(text[end : end + _LONGEST]) - len(text[end : end + _LONGEST].lstrip())
        below = _line_end(text, start)
        if start == below or below - start > _LONGEST or not _is_head(text[start:below]):
            break
        end = below
    return end


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def _is_head(line: str) -> bool:
    if "，" in line or "。" in line:
        return False
    return is_masthead(simplify(line.strip()))
