"""The network that reads: a question and texts in, a score for every span of words out.

Trained by training/train_reader.py and exported to ONNX, so that no torch is needed here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.answering.lexicon import Lexicon
from bot.answering.question import KINDS, Question
from bot.answering.word_inputs import WordInputs, word_inputs
from bot.errors import broken_model
from bot.words import tagged_words

NEAR = 8  # places from the question word that are told apart
_QUESTION_WORDS = 40
_HEAD_WORDS = 30

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text without its white space, with the offset of each."""

    words: tuple[str, ...]
    tags: tuple[str, ...]
    starts: tuple[int, ...]

    def then(self, other: Words) -> Words:
        """The words of both."""
        starts = self.starts + other.starts
        return Words(self.words + other.words, self.tags + other.tags, starts)

    def cut(self, first: int, last: int) -> Words:
        """Words first..last."""
        return Words(self.words[first:last], self.tags[first:last], self.starts[first:last])


def words_of(text: str) -> Words:
    """`words_of("甲 乙说").starts -> (0, 2, 3)`."""
    words, tags, starts, at = [], [], [], 0
    for word, tag in tagged_words(text):
        if not word.isspace():
            words.append(word)
            tags.append(tag)
            starts.append(at)
        at += len(word)
    return Words(tuple(words), tuple(tags), tuple(starts))


class Network:
    """Scores spans. Build once, use from any thread."""

    def __init__(self, lexicon: Lexicon, folder: Path) -> None:
        """The network in a folder: `model.onnx` and the characters that it knows, `chars.txt`.

        Raises:
            ModelError: If a file is missing or damaged.
        """
        import onnxruntime

        file = folder / "model.onnx"
        try:
            names = (folder / "chars.txt").read_text(encoding="utf-8").split("\n")
            options = onnxruntime.SessionOptions()
            options.log_severity_level = 3
            self._session: Any = onnxruntime.InferenceSession(file.read_bytes(), options)
        except Exception as error:  # onnxruntime has no common public error
            raise broken_model(file, error) from error
        self._lexicon = lexicon
        self._chars = {char: place for place, char in enumerate(names, start=2)}

    def scores(
        self, question: Question, heads: Sequence[str], texts: Sequence[Words]
    ) -> list[Floats]:
        """For each text (words, longest) scores: of the span from a word on, of 1, 2 … words.

        0 is "no answer" whatever the text and the question, so the scores of texts compare.
        `heads` are the headlines over the texts: they are read, and hold no answers.
        """
        asked = words_of(question.text).cut(0, _QUESTION_WORDS)
        above = [words_of(head).cut(0, _HEAD_WORDS) for head in heads]
        joined = [head.then(text) for head, text in zip(above, texts, strict=True)]
        known: dict[tuple[str, str], int] = {}
        text_ids = _numbered(joined, known)
        question_ids = np.repeat(_numbered([asked], known), len(texts), 0)
        words, tags = zip(("", "x"), *known, strict=True)  # row 0 is the padding
        table = word_inputs(words, tags, self._lexicon, self._chars)
        feed = {f"c_{name}": rows for name, rows in _fed(text_ids, table).items()}
        feed |= {f"q_{name}": rows for name, rows in _fed(question_ids, table).items()}
        feed["q_kind"] = np.full(len(texts), KINDS.index(question.kind), dtype=np.int64)
        feed["q_place"] = np.repeat(
            places(*asking(question, asked), question_ids.shape[1])[None], len(texts), 0
        )
        sizes = np.array([len(head.words) for head in above])
        feed["c_open"] = np.arange(text_ids.shape[1])[None] >= sizes[:, None]
        found = self._session.run(None, feed)[0]
        return [
            found[row, len(head.words) : len(head.words) + len(text.words)]
            for row, (head, text) in enumerate(zip(above, texts, strict=True))
        ]


def _numbered(texts: Sequence[Words], known: dict[tuple[str, str], int]) -> NDArray[np.int64]:
    """(texts, longest) numbers of the words from 1, equal words alike; 0 is padding."""
    length = max([2, *(len(text.words) for text in texts)])
    ids = np.zeros((len(texts), length), dtype=np.int64)
    for row, text in enumerate(texts):
        pairs = zip(text.words, text.tags, strict=True)
        ids[row, : len(text.words)] = [known.setdefault(pair, len(known) + 1) for pair in pairs]
    return ids


def _fed(ids: NDArray[np.int64], table: WordInputs) -> dict[str, NDArray[Any]]:
    rows = {name: getattr(table, name)[ids] for name in WordInputs.__slots__}
    return {"id": ids, "mask": ids > 0, **rows}


def asking(question: Question, asked: Words) -> tuple[int, int]:
    """Which words are the question word, half-open; behind the last word where there is none."""
    inside = [
        place
        for place, (word, start) in enumerate(zip(asked.words, asked.starts, strict=True))
        if start + len(word) > question.start and start < question.end
    ]
    count = len(asked.words)
    return (inside[0], inside[-1] + 1) if inside else (count, count)


def places(first: int, last: int, count: int) -> NDArray[np.int64]:
    """(count,) where each word stands from the question word, words first..last.

    `places(1, 2, 3) -> [NEAR - 1, 2 * NEAR + 1, NEAR + 1]`.
    """
    at = np.arange(count)
    gap = np.where(at < first, at - first, at - last + 1).clip(-NEAR, NEAR)
    return np.where((at >= first) & (at < last), 2 * NEAR + 1, gap + NEAR).astype(np.int64)
