"""The pieces that networks read: common words of the dictionary, and single characters.

A word of the dictionary that is not common, and a name, fall apart into characters, so that an
answer can begin and end nearly anywhere: in 2 of 1,000 questions asked of the news it cannot.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.errors import broken_model
from bot.numerals import numerals_in
from bot.text import fold
from bot.words import known_words

PAD, UNKNOWN, BEGIN, BREAK, MASK = range(5)
FIRST = 5  # the number of the first real piece
ALPHABET = Path(__file__).parent / "models" / "baowen-reader-v3" / "pieces.txt"


@dataclass(frozen=True, slots=True)
class Cut:
    """A text in pieces: their numbers, and where each begins and ends in the text."""

    ids: NDArray[np.int64]
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]


class Pieces:
    """Cuts texts into pieces. `pieces.txt` names one a line, the first has the number 5."""

    def __init__(self, names: list[str]) -> None:
        self.names = names
        self._numbers = {name: place for place, name in enumerate(names, start=FIRST)}

    @classmethod
    def load(cls, file: Path) -> Pieces:
        """The pieces of a file.

        Raises:
            ModelError: If it is missing or damaged.
        """
        try:
            return cls(file.read_text(encoding="utf-8").split("\n"))
        except (OSError, ValueError) as error:
            raise broken_model(file, error) from error

    def __len__(self) -> int:
        """How many numbers there are, the five special ones included."""
        return len(self.names) + FIRST

    def cut(self, text: str) -> Cut:
        """The text in pieces, without its white space.

        `pieces.cut("甲 乙说")`: ids of 甲, 乙 and 说, starts 0, 2, 3, ends 1, 3, 4.
        """
        ids, starts, ends, at = list[int](), list[int](), list[int](), 0
        numbers = self._numbers
        for word in known_words(text):
            number = numbers.get(word)
            if number is not None:
                ids.append(number)
                starts.append(at)
                ends.append(at + len(word))
            else:
                for place, char in enumerate(word, start=at):
                    if not char.isspace():
                        ids.append(numbers.get(char, UNKNOWN))
                        starts.append(place)
                        ends.append(place + 1)
            at += len(word)
        return Cut(*(np.array(column, dtype=np.int64) for column in (ids, starts, ends)))

    def cut_figures(self, text: str) -> Cut:
        """The same with longer numerals read as figures, which networks have seen more often.

        `pieces.cut_figures("一百二十亩")` has the ids of 120亩; the pieces of 120 all begin where
        一百二十 does, and end there.
        """
        folded = fold(text)
        numerals = [one for one in numerals_in(folded, known_words) if one[1] - one[0] > 1]
        if not numerals:
            return self.cut(text)
        parts, starts, ends, at = list[str](), list[int](), list[int](), 0
        for start, end, figure in [*numerals, (len(folded), len(folded), "")]:
            parts += [folded[at:start], figure]
            starts += [*range(at, start), *[start] * len(figure)]
            ends += [*range(at + 1, start + 1), *[end] * len(figure)]
            at = end
        cut = self.cut("".join(parts))
        return Cut(cut.ids, np.array(starts)[cut.starts], np.array(ends)[cut.ends - 1])
