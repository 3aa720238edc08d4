"""How rare words are in the news: the 40,000 commonest, by rank."""

from __future__ import annotations

import math
from functools import lru_cache
from pathlib import Path

from bot.errors import broken_model

_UNKNOWN = 11.0  # rarer than the 40,000th word
WORDS = Path(__file__).resolve().parent.parent / "models" / "baowen-words-zh"


class Lexicon:
    """The words that are known, and how rare each is."""

    def __init__(self, folder: Path = WORDS) -> None:
        """The words of `words.txt` in a folder, a word a line, the commonest first.

        Raises:
            ModelError: If the file is missing or damaged.
        """
        file = folder / "words.txt"
        try:
            words = file.read_text(encoding="utf-8").split("\n")
        except (OSError, ValueError) as error:
            raise broken_model(file, error) from error
        self._places = {name: place for place, name in enumerate(words)}

    def rarity(self, word: str) -> float:
        """How rare a word is in the news, like an idf: 1.6 for the commonest, 11 for an unknown.

        By Zipf's law the frequency falls with the rank, so the logarithm of the rank serves.
        """
        place = self._places.get(word)
        return _UNKNOWN if place is None else math.log(place + 5)


@lru_cache(maxsize=1)
def shipped_lexicon() -> Lexicon:
    """The words that this package ships, read once."""
    return Lexicon()
