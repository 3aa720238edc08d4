"""Windows of other text that look as if they answered a question: what search would bring.

A reader that has only seen easy silent windows does not rank passages; these are the hard ones
(Karpukhin et al. 2020, "Dense Passage Retrieval", take BM25's best passages without the answer).
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
from scipy import sparse

from training.reader_examples import Example, Rival
from training.reader_pool import Pool

_WORDS = 110  # of a window
_COMMON = 0.02  # words in more of the windows than this share find nothing
_BEST = 16  # windows looked at for a question
_NEAR = 6  # of which the first so many that are silent are drawn from
_AT_ONCE = 256  # questions


class Rivals:
    """All windows of a pool, found by BM25 over their words (Robertson and Zaragoza 2009)."""

    def __init__(self, pool: Pool, seed: int) -> None:
        self._pool, self._rng = pool, random.Random(seed)
        self._stream = np.array(pool.stream, dtype=np.int32)
        self._windows = [
            (first, last, article)
            for article in range(len(pool.bounds))
            for first, last in _cut(pool.sentences[article])
        ]
        self._words = pool.words
        self._table = self._weights().T.tocsr()

    def _weights(self) -> sparse.csr_matrix:
        """(windows, word types) BM25 weights, without the commonest words."""
        rows, columns, values = [], [], []
        for number, (first, last, _) in enumerate(self._windows):
            words, counts = np.unique(self._stream[first:last], return_counts=True)
            rows.append(np.full(len(words), number, dtype=np.int32))
            columns.append(words)
            values.append(counts * 2.2 / (counts + 1.2))
        shape = len(self._windows), len(self._pool.tags)
        place = np.concatenate(rows), np.concatenate(columns)
        table = sparse.csr_matrix((np.concatenate(values).astype(np.float32), place), shape)
        held = np.bincount(table.indices, minlength=shape[1])
        rarity = np.log1p((shape[0] - held + 0.5) / (held + 0.5)).astype(np.float32)
        rarity[held > _COMMON * shape[0]] = 0.0
        weighed = table.multiply(rarity[None]).tocsr()
        weighed.eliminate_zeros()
        return weighed

    def added(self, examples: Sequence[Example], count: int) -> Iterator[Example]:
        """The examples with `count` silent windows, hard ones as far as there are any."""
        for first in range(0, len(examples), _AT_ONCE):
            part = examples[first : first + _AT_ONCE]
            rows = np.repeat(np.arange(len(part)), [len(e.words) for e in part])
            words = np.concatenate([e.words for e in part])
            known = words < self._table.shape[0]
            shape = len(part), self._table.shape[0]
            ones = np.ones(int(known.sum()), dtype=np.float32)
            asked = sparse.csr_matrix((ones, (rows[known], words[known])), shape)
            scores = (asked @ self._table).tocsr()
            for row, example in enumerate(part):
                begin, end = scores.indptr[row], scores.indptr[row + 1]
                best = np.argsort(-scores.data[begin:end])[:_BEST]
                numbers = scores.indices[begin:end][best].tolist()
                yield self._with(example, numbers, count)

    def _with(self, example: Example, numbers: Sequence[int], count: int) -> Example:
        """The example with some of the windows that neither hold its answer nor meet its own."""
        answer = self._said(*example.answer)
        silent = []
        for first, last, article in (self._windows[number] for number in numbers):
            apart = last <= example.own[0] or first >= example.own[1]
            if apart and answer not in self._said(first, last):
                silent.append(Rival((first, last), self._pool.heads[article]))
        chosen = self._rng.sample(silent[:_NEAR], min(count, len(silent[:_NEAR])))
        if not example.own_head:
            chosen = [replace(rival, head=[]) for rival in chosen]
        return replace(example, rivals=[*chosen, *example.rivals][:count])

    def _said(self, first: int, last: int) -> str:
        return "".join(self._words[n] for n in self._stream[first:last])


def _cut(sentences: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Runs of whole sentences of about `_WORDS` words."""
    begin: int | None = None
    for first, last in sentences:
        begin = first if begin is None else begin
        if last - begin >= _WORDS:
            yield begin, min(last, begin + 2 * _WORDS)
            begin = None
    if begin is not None and sentences[-1][1] - begin > 10:
        yield begin, sentences[-1][1]
