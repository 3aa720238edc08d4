"""The articles that the reader learns from, as numbers of words in one long stream."""

from __future__ import annotations

import json
import lzma
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from bot.answering.network import asking, words_of
from bot.answering.question import KINDS, understand
from bot.text import fold
from bot.words import tagged_words

NEWS = ["rmrb2019", "chinanews", "sina2018", "sohu2016", "cctv"]  # rmrb2020 is for measuring
_MOST_WORDS = 3000
END = frozenset("。!?…")


@dataclass(slots=True)
class Pool:
    """Articles as numbers of word types. `sentences[a]` are the (start, end) in the stream."""

    types: dict[str, int] = field(default_factory=dict)
    tags: list[str] = field(default_factory=list)
    stream: list[int] = field(default_factory=list)
    breaks: list[bool] = field(default_factory=list)  # a line ended before this word
    bounds: list[tuple[int, int]] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    heads: list[list[int]] = field(default_factory=list)  # the titles' words
    sentences: list[list[tuple[int, int]]] = field(default_factory=list)
    holders: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))

    @property
    def words(self) -> list[str]:
        """The word types by their numbers."""
        return list(self.types)

    def number(self, word: str, tag: str) -> int:
        """The number of a word type."""
        found = self.types.get(word)
        if found is None:
            found = self.types[word] = len(self.tags)
            self.tags.append(tag)
        return found

    def add(self, title: str, text: str) -> list[int]:
        """Adds an article; gives the character offset of each of its words."""
        begin, at, offsets = len(self.stream), 0, []
        spans, start = [], begin
        article, broken = len(self.bounds), True
        for word, tag in tagged_words(text):
            if word.isspace():
                if "\n" in word:
                    if len(self.stream) > start:
                        spans.append((start, len(self.stream)))
                    start, broken = len(self.stream), True
            elif len(offsets) < _MOST_WORDS:
                number = self.number(word, tag)
                self.stream.append(number)
                self.breaks.append(broken)
                offsets.append(at)
                broken = False
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
        return offsets


def question_words(pool: Pool, question: str) -> tuple[list[int], tuple[int, int], int]:
    """(word numbers, place of the question word, kind) of a question."""
    understood = understand(question)
    asked = words_of(understood.text)
    numbers = [pool.number(*pair) for pair in zip(asked.words, asked.tags, strict=True)]
    return numbers[:40], asking(understood, asked), KINDS.index(understood.kind)


def read_news(data: Path, name: str, skip: set[str]) -> Iterator[tuple[str, str]]:
    """(title, text) of an archive's articles."""
    with lzma.open(data / "news" / f"{name}.jsonl.xz", "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if len(row["text"]) >= 120 and row["id"] not in skip:
                title = " ".join(row["titles"])
                yield ("" if title in ("(无标题)", "联播快讯") else title), row["text"]


def read_cmrc(data: Path, part: str) -> Iterator[tuple[str, str, str, str, int]]:
    """(title, context, question, answer, start) of CMRC 2018."""
    with lzma.open(data / "mrc" / f"{part}.jsonl.xz", "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            answer, start = row["answers"][0]
            if row["question"].strip():
                yield row["title"], row["context"], row["question"], answer, start


def cmrc_examples(pool: Pool, data: Path, part: str) -> list[tuple[str, int, tuple[int, int]]]:
    """(question, article, gold) with the contexts added to the pool."""
    articles: dict[str, tuple[int, list[int]]] = {}
    found = []
    for title, context, question, answer, start in read_cmrc(data, part):
        if context not in articles:
            articles[context] = (len(pool.bounds), pool.add(title, context))
        article, offsets = articles[context]
        begin = pool.bounds[article][0]
        first = int(np.searchsorted(offsets, start, side="right")) - 1
        last = int(np.searchsorted(offsets, start + len(answer), side="left"))
        if first >= 0 and last > first:
            found.append((question, article, (begin + first, begin + last)))
    return found
