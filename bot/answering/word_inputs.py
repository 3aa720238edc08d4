"""What the network sees of a word: its vector, its characters, its part of speech, its shape.

All of it depends on the word alone, so a word is looked up once.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.answering.lexicon import Lexicon

CHARS = 6  # characters of a word that are seen, the first three and the last three of a longer one
SHAPE = 10
# jieba's parts of speech, by their first letter or two; the rest is told by the letter alone.
TAGS = (
    "?", "n", "nr", "ns", "nt", "nz", "nrt", "v", "vn", "vd", "a", "ad", "an", "d", "m", "q", "r",
    "p", "c", "u", "uj", "ul", "f", "s", "t", "b", "z", "y", "e", "o", "h", "k", "x", "l", "i",
    "j", "g", "eng", "zg", "tg", "ng", "vg",
)  # fmt: skip
_TAG = {tag: place for place, tag in enumerate(TAGS)}
_LATIN = re.compile(r"[a-z]")
_NUMERALS = frozenset("〇零一二三四五六七八九十百千万亿两")


@dataclass(frozen=True, slots=True)
class WordInputs:
    """Rows for words, in their order."""

    vector: NDArray[np.float32]  # (words, 128), zeros where unknown
    chars: NDArray[np.int32]  # (words, CHARS) numbers of characters, 0 is none
    count: NDArray[np.float32]  # (words,) how many characters are seen
    end: NDArray[np.int32]  # (words,) the last character
    tag: NDArray[np.int32]  # (words,)
    shape: NDArray[np.float32]  # (words, SHAPE); the first is rarity, 0..1
    content: NDArray[np.float32]  # (words,) 1.0 for words that carry meaning


def word_inputs(
    words: Sequence[str], tags: Sequence[str], lexicon: Lexicon, chars: Mapping[str, int]
) -> WordInputs:
    """The rows of words with their parts of speech; `chars` numbers the characters from 2 on."""
    count = len(words)
    table = np.zeros((count, CHARS), dtype=np.int32)
    shape = np.zeros((count, SHAPE), dtype=np.float32)
    tag = np.array([_TAG.get(t, _TAG.get(t[:1], 0)) for t in tags], dtype=np.int32)
    for row, word in enumerate(words):
        seen = word if len(word) <= CHARS else word[:3] + word[-3:]
        table[row, : len(seen)] = [chars.get(char, 1) for char in seen]
        shape[row] = _shape(word, lexicon)
    sizes = (table > 0).sum(1).clip(1)
    return WordInputs(
        vector=lexicon.vectors(list(words)),
        chars=table,
        count=sizes.astype(np.float32),
        end=table[np.arange(count), sizes - 1] if count else np.zeros(0, dtype=np.int32),
        tag=tag,
        shape=shape,
        content=((shape[:, 9] == 0) & (shape[:, 0] > 0.4)).astype(np.float32),
    )


def _shape(word: str, lexicon: Lexicon) -> list[float]:
    if not word:  # padding
        return [0.0] * SHAPE
    rarity = lexicon.rarity(word)
    size = len(word)
    return [
        rarity / 11.0,
        float(rarity >= 11.0),
        float(word[0].isdigit()),
        float(any(char in _NUMERALS for char in word)),
        float(bool(_LATIN.search(word))),
        float(size == 1),
        float(size == 2),
        float(size == 3),
        float(size > 3),
        float(not word[0].isalnum()),
    ]
