"""Which words mean nearly the same: vectors of 40,000 words, learned from the news."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
from safetensors.numpy import load_file

from bot.encoding.vectors import Vectors
from bot.errors import broken_model

_UNKNOWN = 11.0  # rarer than the 40,000th word
WORDS = Path(__file__).resolve().parent.parent / "models" / "baowen-words-zh"


class Lexicon:
    """Unit vectors of words; a word that is not known has a vector of zeros, near to nothing."""

    def __init__(self, folder: Path = WORDS) -> None:
        """The vectors in a folder: `words.txt`, a word a line, and `words.safetensors`.

        Raises:
            ModelError: If a file is missing or damaged.
        """
        try:
            names = (folder / "words.txt").read_text(encoding="utf-8").split("\n")
            tensors = load_file(folder / "words.safetensors")
            self._rows: Vectors = tensors["vectors"]
            self._scale = tensors["scale"].astype(np.float32)
        except Exception as error:  # SafetensorError has no stable public name
            raise broken_model(folder, error) from error
        self.words = names  # the commonest first
        self._places = {name: place for place, name in enumerate(names)}
        self.dim = int(self._rows.shape[1])

    def rarity(self, word: str) -> float:
        """How rare a word is in the news, like an idf: 1.6 for the commonest, 11 for an unknown.

        By Zipf's law the frequency falls with the rank, so the logarithm of the rank serves.
        """
        place = self._places.get(word)
        return _UNKNOWN if place is None else math.log(place + 5)

    def vectors(self, words: list[str]) -> Vectors:
        """(len(words), dim) float32, one row for each word.

        `lexicon.vectors(["竣工", "完工"])`: the inner product of the two rows is about 0.8.
        """
        places = np.array([self._places.get(word, -1) for word in words], dtype=np.int64)
        rows = self._rows[places].astype(np.float32) * self._scale[places][:, None]
        rows[places < 0] = 0.0
        return rows
