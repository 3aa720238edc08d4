"""The file's text -> stretches: each belongs to one item, or to none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.reading.sheets import Found, Part


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of the text: the place of its item in the list (None: no item), and its parts."""

    start: int
    end: int
    item: int | None
    parts: tuple[Part, ...] = ()


def stretches(text: str, items: Sequence[Found]) -> list[Stretch]:
    """The stretches, which hold every character of the text once and in order.

    Parts of one item with nothing but white space between them are one stretch; the white space
    between two items, and before and behind a text in no item, is a stretch of its own.
    """
    owned = sorted(
        ((part, at) for at, found in enumerate(items) for part in found.parts),
        key=lambda pair: (pair[0].start, pair[0].end),
    )
    made: list[Stretch] = []
    done = 0
    for part, at in owned:
        if part.start < done or part.start >= part.end:
            continue  # nothing of it is left to show
        last = made[-1] if made else None
        between = text[done : part.start]
        if last is not None and last.item == at and not between.strip():
            made[-1] = Stretch(last.start, part.end, at, (*last.parts, part))
        else:
            made += _outside(text, done, part.start)
            made.append(Stretch(part.start, part.end, at, (part,)))
        done = part.end
    return [*made, *_outside(text, done, len(text))]


def _outside(text: str, start: int, end: int) -> list[Stretch]:
    """The text in no item, with the white space around it apart."""
    inner = text[start:end].strip()
    if not inner:
        return [Stretch(start, end, None)] if start < end else []
    left = start + text[start:end].index(inner)
    right = left + len(inner)
    cuts = [(start, left), (left, right), (right, end)]
    return [Stretch(begin, stop, None) for begin, stop in cuts if begin < stop]
