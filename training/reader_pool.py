"""The articles that the reader learns from, as numbers of words in one long stream."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass, field

import numpy as np

from bot.answering.question import understand
from bot.text import fold
from bot.words import tagged_words
from training.reader_texts import Key

_MOST_WORDS = 3000
END = frozenset("。!?…")


@dataclass(slots=True)
class Pool:
    """Articles as numbers of word types. `sentences[a]` are the (start, end) in the stream."""

    types: dict[str, int] = field(default_factory=dict)
    tags: list[str] = field(default_factory=list)
    stream: list[int] = field(default_factory=list)
    bounds: list[tuple[int, int]] = field(default_factory=list)
    names: list[Key] = field(default_factory=list)  # the articles' sources and ids
    offsets: list[np.ndarray] = field(default_factory=list)  # where their words begin
    titles: list[str] = field(default_factory=list)
    heads: list[list[int]] = field(default_factory=list)  # the titles' words
    sentences: list[list[tuple[int, int]]] = field(default_factory=list)
    holders: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    words: list[str] = field(default_factory=list)  # the types by their numbers

    def number(self, word: str, tag: str) -> int:
        """The number of a word type."""
        found = self.types.get(word)
        if found is None:
            found = self.types[word] = len(self.tags)
            self.tags.append(tag)
            self.words.append(word)
        return found

    def add(self, name: Key, title: str, text: str) -> None:
        """Adds an article."""
        begin, at, offsets = len(self.stream), 0, []
        spans, start = [], begin
        article = len(self.bounds)
        for word, tag in tagged_words(text):
            if word.isspace():
                if "\n" in word:
                    if len(self.stream) > start:
                        spans.append((start, len(self.stream)))
                    start = len(self.stream)
            elif len(offsets) < _MOST_WORDS:
                number = self.number(word, tag)
                self.stream.append(number)
                offsets.append(at)
                holders = self.holders[number]
                if len(holders) < 60 and (not holders or holders[-1] != article):
                    holders.append(article)
                if word in END:
                    spans.append((start, len(self.stream)))
                    start = len(self.stream)
            at += len(word)
        if len(self.stream) > start:
            spans.append((start, len(self.stream)))
        self.bounds.append((begin, len(self.stream)))
        self.titles.append(fold(title))
        head = [self.number(word, tag) for word, tag in tagged_words(title) if not word.isspace()]
        self.heads.append(head[:30])
        self.sentences.append(spans)
        self.names.append(name)
        self.offsets.append(np.array(offsets, np.int32))

    def where(self, first: int, last: int) -> tuple[int, int, int]:
        """(article, start, end) in characters of words first..last of the stream."""
        article = bisect_right(self.bounds, (first, len(self.stream))) - 1
        offsets, begin = self.offsets[article], self.bounds[article][0]
        end = int(offsets[last - 1 - begin]) + len(self.words[self.stream[last - 1]])
        return article, int(offsets[first - begin]), end


def question_words(pool: Pool, question: str) -> tuple[list[int], tuple[int, int]]:
    """Word numbers of a question, and which of the words are the question word, half-open."""
    understood = understand(question)
    numbers, inside, at = list[int](), list[int](), 0
    for word, tag in tagged_words(understood.text):
        if not word.isspace():
            if at + len(word) > understood.start and at < understood.end:
                inside.append(len(numbers))
            numbers.append(pool.number(word, tag))
        at += len(word)
    count = len(numbers)
    return numbers[:40], (inside[0], inside[-1] + 1) if inside else (count, count)
