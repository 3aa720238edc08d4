"""Near-duplicates: which passages print the same text, as when two papers carry one wire story."""

from __future__ import annotations

from itertools import pairwise

from bot.text import fold, squeeze

_SAME = 0.8  # share of common bigrams from which on two passages are one


class Prints:
    """The passages kept so far; tells which of them a further passage repeats."""

    def __init__(self, most: int) -> None:
        """Nothing is kept yet; at most so many will be."""
        self._most = most
        self._kept: list[tuple[str, set[tuple[str, str]]]] = []

    def place(self, text: str) -> tuple[int, bool]:
        """The number of the kept passage that prints this text, and whether it is a new one.

        `place("甲说乙。") -> (0, True)`, then `place("甲 说乙。") -> (0, False)`. Once all that may
        be are kept, a new one has the number behind them.
        """
        plain = squeeze(fold(text))
        pairs = set(pairwise(plain))
        for number, (other, others) in enumerate(self._kept):
            if plain == other or _alike(pairs, others):
                return number, False
        if len(self._kept) < self._most:
            self._kept.append((plain, pairs))
            return len(self._kept) - 1, True
        return self._most, True


def _alike(pairs: set[tuple[str, str]], others: set[tuple[str, str]]) -> bool:
    """True when the bigrams of both are nearly the same set."""
    small, large = sorted((len(pairs), len(others)))
    if small < _SAME * large or not small:  # they cannot reach it
        return False
    common = len(pairs & others)
    return common >= _SAME * (len(pairs) + len(others) - common)
