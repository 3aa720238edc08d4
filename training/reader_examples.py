"""The questions that the reader learns from, each with a window of text and a silent one.

The silent one is another part of the same article, or of one that shares a rare word with the
question. Some questions are made so that neither window answers them.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bot.answering.lexicon import Lexicon
from bot.words import tagged_words
from training.questions import Asker, Sentence
from training.reader_pool import Pool, question_words
from training.typed import Typist
from training.wording import NearWords

_LONGEST_SENTENCE = 90
_NAMED = ("nr", "ns", "nt", "nz", "x", "nrt", "m", "j", "t")


@dataclass(frozen=True, slots=True)
class Rival:
    """A window that does not answer, and its headline."""

    window: tuple[int, int]
    head: list[int]


@dataclass(frozen=True, slots=True)
class Example:
    """A question with its windows; gold is a slice of the stream inside `own`, or None.

    The heads are headlines, read before the windows: they hold no answers.
    """

    words: list[int]
    asks: tuple[int, int]  # the question word's place among the words
    own: tuple[int, int]
    gold: tuple[int, int] | None
    answer: tuple[int, int]  # of the question before it was made unanswerable
    source: str
    own_head: list[int]
    rivals: list[Rival]


Other = tuple[tuple[int, int], int]  # a window and its article


class Maker:
    """Makes examples on the articles of a pool."""

    def __init__(self, pool: Pool, lexicon: Lexicon, near: NearWords, seed: int) -> None:
        self.pool, self.rng = pool, random.Random(seed)
        self.words = list(pool.words)
        self.rarity = np.array([lexicon.rarity(word) for word in self.words])
        self.content = np.array([
            len(word) > 1 and tag[0] in "nvajbmtxesil"
            for word, tag in zip(self.words, pool.tags, strict=True)
        ])
        self.asker = Asker(self.rng, near)
        self.typist = Typist(self.rng)

    def window(self, start: int, end: int, article: int) -> tuple[int, int]:
        """Whole sentences around the span, 90 to 300 words in all."""
        size = self.rng.randint(90, 300)
        low, high = self.pool.bounds[article]
        left = self.rng.randint(0, max(0, size - (end - start)))
        starts = [a for a, _ in self.pool.sentences[article]]
        begin = max(low, start - left)
        begin = max([a for a in starts if a <= begin], default=low)
        if start - begin > 260:
            begin = start - 260
        return begin, min(high, max(begin + size, end))

    def other(self, example_words: Sequence[int], own: tuple[int, int], article: int) -> Other:
        """A window without the answer: of this article further on, or one with a rare word."""
        rng, pool = self.rng, self.pool
        low, high = pool.bounds[article]
        size = rng.randint(60, 140)
        roomy = [(low, own[0]), (own[1], high)]
        roomy = [part for part in roomy if part[1] - part[0] >= 40]
        if roomy and rng.random() < 0.4:
            a, b = rng.choice(roomy)
            begin = rng.randint(a, max(a, b - size))
            return (begin, min(b, begin + size)), article
        rare = sorted((w for w in set(example_words) if w < len(self.rarity) and self.content[w]),
                      key=lambda w: -self.rarity[w])[:4]  # fmt: skip
        rng.shuffle(rare)
        for word in rare:
            found = [a for a in pool.holders.get(word, ()) if a != article]
            if found:
                chosen = rng.choice(found)
                a, b = pool.bounds[chosen]
                places = [p for p in range(a, min(b, a + 1500)) if pool.stream[p] == word]
                at = rng.choice(places) if places else a
                begin = max(a, at - rng.randint(0, size))
                return (begin, min(b, begin + size)), chosen
        chosen = rng.randrange(len(pool.bounds))
        a, b = pool.bounds[chosen]
        return (a, min(b, a + size)), chosen

    def example(
        self, question: str, article: int, gold: tuple[int, int], source: str
    ) -> Example | None:
        """The example of a question that `gold` answers; now and then without its answer."""
        pool, rng = self.pool, self.rng
        words, asks = question_words(pool, question)
        if not words:
            return None
        own = self.window(*gold, article)
        other, home = self.other(words, own, article)
        answer = pool.stream[gold[0] : gold[1]]
        if _holds(pool.stream[other[0] : other[1]], answer):
            other, home = self.other(words, own, article)
        asked: tuple[int, int] | None = gold
        chance = rng.random()
        if chance < 0.12:
            swapped = self.swapped(words, asks, own)
            if swapped is not None:
                words, asked = swapped, None
        elif chance < 0.22:
            own, article = self.other(words, own, article)
            if _holds(pool.stream[own[0] : own[1]], answer):
                return None
            asked = None
        told = source != "recur" and rng.random() < 0.6  # a headline may be what is asked
        head, rival = (pool.heads[article], pool.heads[home]) if told else ([], [])
        rivals = [Rival(other, rival)] if other[1] - other[0] > 2 else []
        return Example(words, asks, own, asked, gold, source, head, rivals)

    def swapped(
        self, words: list[int], asks: tuple[int, int], own: tuple[int, int]
    ) -> list[int] | None:
        """The question with a name, a figure or a noun changed, so that the window is silent.

        Another name or year of the same sort, or a word from elsewhere in the archive.
        """
        rng, pool = self.rng, self.pool
        window = set(pool.stream[slice(*own)])
        places = [
            place for place, word in enumerate(words)
            if not asks[0] <= place < asks[1] and word in window and word < len(self.words)
            and (self.content[word] or self.words[word].isdigit()) and self.rarity[word] > 4.5
        ]  # fmt: skip
        named = [p for p in places if pool.tags[words[p]] in _NAMED]
        if not places:
            return None
        place = rng.choice(named if named and rng.random() < 0.65 else places)
        fresh = self._instead(words[place], window)
        if fresh is None:
            return None
        return [*words[:place], fresh, *words[place + 1 :]]

    def _instead(self, word: int, window: set[int]) -> int | None:
        """Another word of the same sort that the window does not hold."""
        rng, pool = self.rng, self.pool
        old = self.words[word]
        if old.isdigit():
            near = [n for n in range(max(1, int(old) - 5), int(old) + 6) if n != int(old)]
            fresh = pool.types.get(str(rng.choice(near)))
            return None if fresh in window else fresh
        for _ in range(60):
            other = pool.stream[rng.randrange(len(pool.stream))]
            alike = pool.tags[other] == pool.tags[word] and self.content[other]
            if alike and abs(self.rarity[other] - self.rarity[word]) < 2.5 and other not in window:
                return other
        return None

    def in_place(self, article: int) -> Example | None:
        """A question on one sentence of the article."""
        pool, rng = self.pool, self.rng
        spans = self._sentences(article)
        if not spans:
            return None
        start, end = rng.choice(spans)
        tagged = [(self.words[n], pool.tags[n]) for n in pool.stream[start:end]]
        asked = None
        if self.rng.random() < 0.6:
            asked = self.typist.ask(Sentence(tagged), pool.titles[article])
        asked = asked or self.asker.ask(tagged, pool.titles[article])
        if not asked:
            return None
        return self.example(
            asked.question, article, (start + asked.start, start + asked.end), "place"
        )

    def recurring(self, article: int) -> Example | None:
        """A question on the headline, or on one sentence, that another sentence answers."""
        pool, rng = self.pool, self.rng
        spans = self._sentences(article)
        if len(spans) < 2:
            return None
        home = None if pool.titles[article] and rng.random() < 0.6 else rng.choice(spans)
        if home is None:
            tagged = [pair for pair in tagged_words(pool.titles[article]) if not pair[0].isspace()]
        else:
            tagged = [(self.words[n], pool.tags[n]) for n in pool.stream[home[0] : home[1]]]
        sentence = Sentence(tagged)
        kinds = ["who", "where", "org", "number", "title", "when", "what", "what"]
        rng.shuffle(kinds)
        for kind in kinds:
            for start, end in sentence.phrases(kind):
                gold = self._elsewhere(sentence, start, end, [s for s in spans if s != home])
                if gold is None or (home and abs(gold[0] - home[0]) < 60):
                    continue
                question = self.asker.replace(sentence, start, end, kind)
                made = self.example(question, article, gold, "recur") if question else None
                if made and home and made.own[0] < home[1] and made.own[1] > home[0]:
                    return None  # the window would hold the question itself
                if question:
                    return made
        return None

    def _sentences(self, article: int) -> list[tuple[int, int]]:
        spans = self.pool.sentences[article]
        return [(a, b) for a, b in spans if 8 <= b - a <= _LONGEST_SENTENCE]

    def _elsewhere(
        self, sentence: Sentence, start: int, end: int, spans: Sequence[tuple[int, int]]
    ) -> tuple[int, int] | None:
        """Where a phrase stands again, in the sentence that shares most words with its own."""
        pool = self.pool
        phrase = [pool.types.get(word) for word in sentence.words[start:end]]
        if None in phrase or len(sentence.said(start, end)) < 2:
            return None
        rest = {pool.types.get(word) for word in sentence.words if len(word) > 1} - set(phrase)
        best, gold = 1, None
        for a, b in spans:
            line = pool.stream[a:b]
            shared = sum(1 for number in rest & set(line) if self.content[number])
            place = _find(line, phrase) if shared > best else None
            if place is not None:
                best, gold = shared, (a + place, a + place + len(phrase))
        return gold


def _find(line: Sequence[int], part: Sequence[int | None]) -> int | None:
    for place in range(len(line) - len(part) + 1):
        if list(line[place : place + len(part)]) == list(part):
            return place
    return None


def _holds(line: Sequence[int], part: Sequence[int]) -> bool:
    return _find(line, part) is not None
