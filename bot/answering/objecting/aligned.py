"""Figures told one by one: 城镇和农村居民收入分别增长7%和9% gives 农村 the second one.

A network sees two figures as near to the name as each other; their order tells which is whose.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bot.answering.question import Question
from bot.patterns import regex
from bot.text import fold

_EACH = "分别"
_JOINS = regex(r"[、,]|[和与及]")
_FIGURE = r"[约近超达]?\d[\d.,]*[^\d、,，。;；和与及]{0,6}"
_FIGURES = regex(
    rf"(?P<before>[^\d,，。;；:：]{{0,40}}?)(?P<run>{_FIGURE}(?:[、和与及]{_FIGURE})+)"
)
_CLAUSE = ",，;；。:：\n"
_SHORTEST = 2  # characters of a name


@dataclass(frozen=True, slots=True)
class _Row:
    """Names, and the bounds of the figure of each."""

    names: tuple[str, ...]
    figures: tuple[tuple[int, int], ...]


class Aligned:
    """Which figure of a row a question asks for."""

    def __init__(self, question: Question) -> None:
        self._asked = question.text
        self._may_ask = question.kind == "number"

    def instead(self, sentence: str, start: int, end: int) -> tuple[int, int] | None:
        """The bounds of the figure asked for, where `start..end` is another one of its row.

        `Aligned(understand("农村居民收入增长多少")).instead("城镇和农村居民收入分别增长7%和9%",
        13, 15) -> (16, 18)`: 7% is the towns'.
        """
        if not self._may_ask or _EACH not in sentence:
            return None
        for row in _rows(fold(sentence)):
            names = _apart(row.names)
            named = [at for at in range(len(names)) if self._names(names, at)]
            own = [at for at, (low, high) in enumerate(row.figures) if low < end and start < high]
            if len(named) == 1 and own and named != own:
                return row.figures[named[0]]
        return None

    def _names(self, names: tuple[str, ...], at: int) -> bool:
        """True where the question holds the name: its end for the first, its beginning at last."""
        name = names[at]
        if at == 0:
            return any(name[cut:] in self._asked for cut in range(len(name) - _SHORTEST + 1))
        if at == len(names) - 1:
            return len(name) >= _SHORTEST and name[:_SHORTEST] in self._asked
        return bool(name) and name in self._asked


def _apart(names: tuple[str, ...]) -> tuple[str, ...]:
    """The names without the end that all of them share: 城镇 and 农村, of 城镇收入 and 农村收入."""
    ends = zip(*(reversed(name) for name in names), strict=False)
    shared = next((at for at, chars in enumerate(ends) if len(set(chars)) > 1), None)
    return tuple(name[: len(name) - shared] for name in names) if shared else names


def _rows(sentence: str) -> Iterator[_Row]:
    """The rows of a folded sentence; one without names of its own takes those before it."""
    names: tuple[str, ...] = ()
    at = sentence.find(_EACH)
    while at >= 0:
        figures = _FIGURES.match(sentence, at + len(_EACH))
        if figures:
            low = max(sentence.rfind(mark, 0, at) for mark in _CLAUSE) + 1
            bounds = _parts(figures["run"], figures.start("run"))
            for told in (sentence[low:at], figures["before"]):  # 分别化解煤炭、钢铁产能1亿吨和2亿吨
                own = tuple(told[slice(*part)] for part in _parts(told, 0))
                names = own if len(own) == len(bounds) else names
            if len(names) == len(bounds):
                yield _Row(names, bounds)
        at = sentence.find(_EACH, at + 1)


def _parts(text: str, shift: int) -> tuple[tuple[int, int], ...]:
    """The bounds of what stands between 、, 和, 与 and 及."""
    seams = [match.span() for match in _JOINS.finditer(text)]
    starts = [0, *(end for _, end in seams)]
    ends = [*(start for start, _ in seams), len(text)]
    return tuple((shift + low, shift + high) for low, high in zip(starts, ends, strict=True))
