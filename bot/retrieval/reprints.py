"""Near-duplicates: which passages print the same text, as when two papers carry one wire story."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from bot.text import squeeze

_SAME = 0.8  # share of common bigrams from which on two passages are one
_BITS = 2048  # of a sketch; a passage has some 200 bigrams


class Prints:
    """The passages kept so far; tells which of them a further passage repeats."""

    def __init__(self, most: int) -> None:
        """Nothing is kept yet; at most so many will be."""
        self._most = most
        self._kept: list[_Sketch] = []

    def place(self, folded: str) -> tuple[int, bool]:
        """The number of the kept passage that prints this text, and whether it is a new one.

        `place("甲说乙。") -> (0, True)`, then `place("甲 说乙。") -> (0, False)`. Once all that may
        be are kept, a new one has the number behind them.
        """
        one = _sketch(squeeze(folded))
        for number, other in enumerate(self._kept):
            if _may_be_alike(one, other) and _alike(one.plain, other.plain):
                return number, False
        if len(self._kept) < self._most:
            self._kept.append(one)
            return len(self._kept) - 1, True
        return self._most, True


@dataclass(frozen=True, slots=True)
class _Sketch:
    """A text with a bit for each of its bigrams; some share one."""

    plain: str
    bits: int
    lit: int  # how many of the bits are 1
    most_shared: int  # bigrams beyond that, at most


def _sketch(plain: str) -> _Sketch:
    codes = np.frombuffer(plain.encode("utf-32-le", "surrogatepass"), "<u4")
    held = np.zeros(_BITS, bool)
    held[(codes[:-1] * 31 + codes[1:]) % _BITS] = True
    bits = int.from_bytes(np.packbits(held).tobytes())
    lit = bits.bit_count()
    return _Sketch(plain, bits, lit, max(len(plain) - 1, 0) - lit)


def _may_be_alike(one: _Sketch, other: _Sketch) -> bool:
    """False where too few bits are common for `_alike`: looked at first, as it costs little."""
    both = (one.bits & other.bits).bit_count()
    common = both + min(one.most_shared, other.most_shared)
    return common >= _SAME * (one.lit + other.lit - both)


def _alike(one: str, other: str) -> bool:
    """True when they are equal, or the bigrams of both are nearly the same set."""
    if one == other:
        return True
    pairs, others = set(pairwise(one)), set(pairwise(other))
    common = len(pairs & others)
    return bool(common) and common >= _SAME * (len(pairs) + len(others) - common)
