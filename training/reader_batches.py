"""Batches for the reader's network: word numbers become inputs, answers become targets."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import torch
from torch import Tensor

from bot.answering.lexicon import Lexicon
from bot.answering.network import places
from bot.answering.word_inputs import WordInputs, word_inputs
from training.reader_examples import Example
from training.reader_net import WIDTH, ReaderNet

_ABSENT = -1e9


class Tables:
    """The inputs of all word types, as tensors."""

    def __init__(
        self, words: list[str], tags: list[str], lexicon: Lexicon, chars: dict[str, int]
    ) -> None:
        inputs = word_inputs(words, tags, lexicon, chars)
        self._tables = {
            name: torch.from_numpy(getattr(inputs, name)) for name in WordInputs.__slots__
        }
        self._tables["vector"] = self._tables["vector"].to(torch.float16)

    def rows(self, texts: Sequence[np.ndarray], step: int = 8) -> dict[str, Tensor]:
        """The inputs of texts of word numbers, padded to a multiple of `step`."""
        length = -(-max(len(text) for text in texts) // step) * step
        ids = np.zeros((len(texts), length), dtype=np.int64)
        mask = np.zeros((len(texts), length), dtype=bool)
        for row, text in enumerate(texts):
            ids[row, : len(text)] = text
            mask[row, : len(text)] = True
        shown = torch.from_numpy(mask)
        found = {"id": torch.from_numpy(ids), "mask": shown}
        for name, table in self._tables.items():
            rows = table[found["id"]]
            rows = rows.float() if rows.dtype == torch.float16 else rows
            found[name] = rows * (shown[..., None] if rows.dim() == 3 else shown)
        found["count"] = found["count"].clamp(min=1)
        return found

    def questions(self, examples: Sequence[Example]) -> dict[str, Tensor]:
        """The inputs of the questions."""
        rows = self.rows([np.array(e.words, dtype=np.int64) for e in examples], 4)
        rows["kind"] = torch.tensor([e.kind for e in examples])
        count = rows["id"].shape[1]
        rows["place"] = torch.from_numpy(np.stack([places(*e.asks, count) for e in examples]))
        return rows

    def windows(
        self, windows: Sequence[tuple[tuple[int, int], list[int]]], stream: np.ndarray
    ) -> dict[str, Tensor]:
        """The inputs of windows, (place, headline) each, after their headlines."""
        heads = [np.array(head, dtype=np.int64) for _, head in windows]
        texts = [stream[slice(*place)] for place, _ in windows]
        rows = self.rows([np.concatenate(pair) for pair in zip(heads, texts, strict=True)])
        sizes = torch.tensor([len(head) for head in heads])
        rows["open"] = torch.arange(rows["id"].shape[1])[None] >= sizes[:, None]
        return rows


def gold_of(stream: np.ndarray, example: Example) -> tuple[int, int, list[int]]:
    """(first word, width - 1) of the answer in its window, and where else its words stand."""
    first, last = example.gold or example.own
    start, width = first - example.own[0], min(WIDTH, last - first)
    window = stream[slice(*example.own)]
    answer = window[start : start + width]
    twins = [
        int(place) for place in np.flatnonzero(window == answer[0])
        if place != start and np.array_equal(window[place : place + width], answer)
    ]  # fmt: skip
    return start, width - 1, twins


def own_windows(
    examples: Sequence[Example], stream: np.ndarray, tables: Tables
) -> dict[str, Tensor]:
    """The inputs of the examples' own windows."""
    return tables.windows([(e.own, e.own_head) for e in examples], stream)


def rivals_of(
    net: ReaderNet, asked: dict[str, Tensor], examples: Sequence[Example], stream: np.ndarray,
    tables: Tables,
) -> Tensor:  # fmt: skip
    """(examples, most rivals) how much the spans of each rival score together."""
    most = max(len(example.rivals) for example in examples)
    if not most:
        return torch.full((len(examples), 1), _ABSENT)
    flat = [(row, rival) for row, example in enumerate(examples) for rival in example.rivals]
    rows = torch.tensor([row for row, _ in flat])
    asked = {name: table[rows] for name, table in asked.items()}
    windows = tables.windows([(rival.window, rival.head) for _, rival in flat], stream)
    scores = net(asked, windows).flatten(1).logsumexp(1)
    places = torch.tensor([at for example in examples for at in range(len(example.rivals))])
    table = torch.full((len(examples), most), _ABSENT)
    return table.index_put((rows, places), scores)


def loss_of(
    net: ReaderNet, examples: Sequence[Example], stream: np.ndarray, tables: Tables
) -> Tensor:
    """Mean cross entropy of the right span among all spans of all windows and "no answer".

    All share one softmax (Clark and Gardner 2018, "Simple and Effective Multi-Paragraph Reading
    Comprehension"), and "no answer" scores 0, so scores compare between texts. Other places of the
    answer's words count neither way.
    """
    asked = tables.questions(examples)
    own = net(asked, own_windows(examples, stream, tables))
    others = rivals_of(net, asked, examples, stream, tables)
    gold = torch.full((len(examples),), -1, dtype=torch.long)
    twin = torch.zeros_like(own, dtype=torch.bool)
    for row, example in enumerate(examples):
        if example.gold:
            start, width, twins = gold_of(stream, example)
            shift = len(example.own_head)
            gold[row] = (shift + start) * WIDTH + width
            for place in twins:
                twin[row, shift + place, width] = True
    own = own.masked_fill(twin, _ABSENT).flatten(1)
    silence = torch.zeros(len(examples), 1)
    total = torch.logsumexp(torch.cat([own, others, silence], 1), 1)
    right = own.gather(1, gold.clamp(min=0)[:, None])[:, 0]
    return (total - torch.where(gold >= 0, right, torch.zeros(()))).mean()


def contrasted(
    example: Example, stream: np.ndarray, ends: frozenset[int], rng: random.Random
) -> Example:
    """The example, mostly with its own window cut to whole sentences of its rivals' length.

    Were it longer than they are, its length would tell it from them. The others lose their rivals.
    """
    if rng.random() < 0.3 or not example.rivals:
        return replace(example, rivals=[])
    low, high = example.own
    size = rng.randint(80, 170)
    first, last = example.gold or (rng.randrange(low, high),) * 2
    starts = [low, *(n for n in range(low + 1, high) if int(stream[n - 1]) in ends), high]
    left = rng.randint(0, max(0, size - (last - first)))
    begin = max(start for start in starts if start <= max(low, first - left))
    end = min(start for start in starts if start >= min(high, max(last, begin + size)))
    return replace(example, own=(begin, end))


def batches(examples: Sequence[Example], rng: random.Random, words: int) -> list[list[Example]]:
    """Batches of windows of nearly one length, of about `words` words each, in random order."""
    keyed = sorted(examples, key=lambda e: e.own[1] - e.own[0] + rng.random() * 24)
    found: list[list[Example]] = [[]]
    for example in keyed:
        size = example.own[1] - example.own[0] + 120 * len(example.rivals)
        if found[-1] and (len(found[-1]) + 1) * size > words:
            found.append([])
        found[-1].append(example)
    rng.shuffle(found)
    return found
