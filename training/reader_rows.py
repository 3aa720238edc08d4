"""Questions with their windows become rows of pieces for the reader's network, in batches."""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from bot.answering.network import LONGEST_QUESTION, row_of
from bot.answering.question import understand
from bot.pieces import Pieces
from training.reader_net import WIDTH
from training.reader_texts import Key, Text

_ENDS = "。!?…"
_STEP = 16  # rows are padded to a multiple of it
_AT_ONCE = 1500  # questions that are sorted by length together
_LOST = 0.12  # of the asked questions lose the window that answers


@dataclass(frozen=True, slots=True)
class Window:
    """Pieces `first..last` of a text, with its heading or without."""

    text: Key
    first: int
    last: int
    headed: bool
    asked: np.ndarray | None = None  # pieces of the question where the paper asks it otherwise


@dataclass(frozen=True, slots=True)
class Example:
    """A question with windows; the first one's text holds the answer, unless gold is None."""

    asked: np.ndarray  # pieces
    windows: tuple[Window, ...]
    gold: tuple[int, int] | None  # pieces of the text of the first window
    also: tuple[tuple[int, int], ...]  # other ways to answer, there too
    source: str


@dataclass(frozen=True, slots=True)
class Batch:
    """Rows of windows, and which question each belongs to."""

    ids: Tensor  # (rows, length)
    parts: Tensor
    owner: Tensor  # (rows,) the question
    slot: Tensor  # (rows,) the how-manieth window of it
    gold_row: Tensor  # (questions,) -1 without an answer
    gold: Tensor  # (questions,) place in the flat (length, WIDTH) table of that row
    twins: Tensor  # (n, 2) row and place of spans that count neither way


def texts_of(files: Iterable[Path]) -> set[Key]:
    """The texts that the examples of some files need."""
    found = set[Key]()
    for file in files:
        with gzip.open(file, "rt", encoding="utf-8") as lines:
            for row in map(json.loads, lines):
                found.update((source, str(name)) for source, name, *_ in row["w"])
    return found


def read_examples(file: Path, texts: Mapping[Key, Text], pieces: Pieces) -> Iterator[Example]:
    """The examples of a file: characters become pieces."""
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            windows = []
            for source, name, start, end, headed, *asked in row["w"]:
                key = source, str(name)
                text = texts.get(key)
                if text is not None:
                    own = _cut_question(pieces, asked[0]) if asked else None
                    windows.append(Window(key, *text.slice(start, end), bool(headed), own))
            asked = _cut_question(pieces, understand(row["q"]).text)
            if not windows or not len(asked):
                continue
            home = texts[windows[0].text]
            gold = home.slice(*row["g"]) if row.get("g") else None
            if gold and not (windows[0].first <= gold[0] < gold[1] <= windows[0].last):
                continue
            also = [home.slice(*span) for span in row.get("a", ()) if span[0] >= 0]
            yield Example(asked, tuple(windows), gold, tuple(also), row["src"])


def _cut_question(pieces: Pieces, text: str) -> np.ndarray:
    return pieces.cut_figures(text).ids[:LONGEST_QUESTION]


class Feeder:
    """Batches without end, of about so many pieces."""

    def __init__(
        self, texts: Mapping[Key, Text], pieces: Pieces, examples: Mapping[str, Sequence[Example]],
        budget: int, seed: int,
    ) -> None:  # fmt: skip
        self._texts, self._examples, self._budget = texts, examples, budget
        self._rng = random.Random(seed)
        self._ends = np.array([pieces.cut(mark).ids[0] for mark in _ENDS], np.uint16)
        self._turns = {name: list[Example]() for name in examples}

    def batches(self, shares: Mapping[str, float]) -> Iterator[Batch]:
        """The batches of some thousand questions, drawn from the sources by their shares."""
        names = list(shares)
        drawn = self._rng.choices(names, [shares[name] for name in names], k=_AT_ONCE)
        chosen = [self._cropped(self._next(name)) for name in drawn]
        return self.packed(chosen, shuffle=True)

    def packed(self, examples: Sequence[Example], shuffle: bool = False) -> Iterator[Batch]:
        """The examples in batches of like length."""
        keyed = sorted(examples, key=self._longest)
        groups: list[list[Example]] = [[]]
        rows = 0
        for example in keyed:
            rows += len(example.windows)
            if groups[-1] and rows * self._longest(example) > self._budget:
                groups.append([])
                rows = len(example.windows)
            groups[-1].append(example)
        if shuffle:
            self._rng.shuffle(groups)
        return (self.batch(group) for group in groups if group)

    def batch(self, examples: Sequence[Example]) -> Batch:
        """The rows of some questions."""
        length = -(-max(map(self._longest, examples)) // _STEP) * _STEP
        count = sum(len(example.windows) for example in examples)
        ids = np.zeros((count, length), np.int64)
        parts = np.zeros((count, length), np.int64)
        owner, slot, gold_row, gold, twins, row = [], [], [], [], [], 0
        for number, example in enumerate(examples):
            gold_row.append(row if example.gold else -1)
            gold.append(0)
            for place, window in enumerate(example.windows):
                text = self._texts[window.text]
                inner = text.ids[window.first : window.last]
                asked = example.asked if window.asked is None else window.asked
                line, kinds = row_of(asked, text.head if window.headed else (), inner)
                ids[row, : len(line)], parts[row, : len(line)] = line, kinds
                if place == 0 and example.gold:
                    shift = len(line) - len(inner) - window.first
                    gold[-1] = _flat(example.gold, shift)
                    same = self._twins(example, inner)
                    twins += [(row, _flat(span, shift)) for span in same]
                owner.append(number)
                slot.append(place)
                row += 1
        pairs = np.array(twins, np.int64).reshape(-1, 2)
        columns = (ids, parts, owner, slot, gold_row, gold, pairs)
        return Batch(*(torch.as_tensor(np.asarray(column)) for column in columns))

    def _twins(self, example: Example, inner: np.ndarray) -> Iterator[tuple[int, int]]:
        """Where the answer's words stand again, and its other wordings."""
        window = example.windows[0]
        first, last = example.gold or (0, 0)
        answer = self._texts[window.text].ids[first:last]
        for at in np.flatnonzero(inner == answer[0]).tolist():
            start = at + window.first
            if start != first and np.array_equal(inner[at : at + len(answer)], answer):
                yield start, start + len(answer)
        for start, end in example.also:
            inside = window.first <= start < end <= window.last
            if inside and (start, end) != (first, last):
                yield start, end

    def _next(self, name: str) -> Example:
        turn = self._turns[name]
        if not turn:
            turn += self._examples[name]
            self._rng.shuffle(turn)
        return turn.pop()

    def _cropped(self, example: Example) -> Example:
        """The example with some of its rivals, all windows of a length.

        Were the one with the answer longer than the others, its length would tell.
        """
        rng, windows = self._rng, example.windows
        if example.source == "asked":
            if example.gold and len(windows) > 2 and rng.random() < _LOST:
                return replace(example, windows=self._some(windows[1:], 4), gold=None)
            return replace(example, windows=(windows[0], *self._some(windows[1:], 4)))
        alone = rng.random() < (0.5 if example.source == "cmrc" else 0.3)
        if alone or len(windows) == 1:
            own = self._around(windows[0], example.gold, rng.randint(150, 400))
            return replace(example, windows=(own,))
        own = self._around(windows[0], example.gold, rng.randint(80, 190))
        rivals = [self._around(w, None, rng.randint(80, 190)) for w in self._some(windows[1:], 3)]
        return replace(example, windows=(own, *rivals))

    def _some(self, windows: Sequence[Window], most: int) -> tuple[Window, ...]:
        """The first window and some of the others."""
        if len(windows) <= most:
            return tuple(windows)
        return (windows[0], *self._rng.sample(windows[1:], most - 1))

    def _around(self, window: Window, gold: tuple[int, int] | None, size: int) -> Window:
        """About `size` pieces of whole sentences around the gold, or anywhere."""
        if window.last - window.first <= size:
            return window
        ids = self._texts[window.text].ids[window.first : window.last]
        starts = [0, *(np.flatnonzero(np.isin(ids, self._ends)) + 1).tolist(), len(ids)]
        spot = self._rng.randrange(len(ids))
        low, high = (gold[0] - window.first, gold[1] - window.first) if gold else (spot, spot)
        left = self._rng.randint(0, max(0, size - (high - low)))
        begin = max(start for start in starts if start <= max(0, low - left))
        end = min(start for start in starts if start >= min(len(ids), max(high, begin + size)))
        if end - begin > 420:  # a table or a list without full stops
            begin = max(begin, low - 200)
            end = min(end, max(high, begin + 400))
        return replace(window, first=window.first + begin, last=window.first + end)

    def _longest(self, example: Example) -> int:
        most = max(
            w.last - w.first + (len(self._texts[w.text].head) if w.headed else 0)
            for w in example.windows
        )
        return most + len(example.asked) + 3


def _flat(span: tuple[int, int], shift: int) -> int:
    """The place of a span in the flat (length, WIDTH) table; a too long one is cut."""
    return (span[0] + shift) * WIDTH + min(WIDTH, span[1] - span[0]) - 1
