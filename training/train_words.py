"""Counts the words of the news, and finds which mean nearly the same.

    python -m training.train_words --data ../shared/data --vectors FOLDER

`words.txt`, the commonest words, is shipped; `vectors.npy` beside a copy of it in FOLDER is for
wording.py, which puts words that people type into made questions. The vectors are positive
pointwise mutual information of jieba words within four words of each other, factored by a truncated
SVD (Levy, Goldberg and Dagan 2015, "Improving Distributional Similarity with Lessons Learned from
Word Embeddings": shifted context distribution 0.75, eigenvalue weighting 0.5).
"""

from __future__ import annotations

import argparse
import json
import lzma
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from scipy.sparse import coo_matrix, csr_matrix
from sklearn.utils.extmath import randomized_svd

from bot.answering.lexicon import WORDS
from bot.text import fold
from bot.words import words

ARCHIVES = ["rmrb2020", "rmrb2019", "cctv", "sina2018", "chinanews", "sohu2016"]
WINDOW = 4  # words on each side
LEAST = 20  # occurrences of a word that gets a vector


def read_lines(data: Path) -> Iterator[str]:
    """All lines of text of the archives and the contexts of CMRC 2018 train."""
    for name in ARCHIVES:
        with lzma.open(data / "news" / f"{name}.jsonl.xz", "rt", encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                yield from row["titles"]
                yield from row["text"].split("\n")
    seen = set()
    with lzma.open(data / "mrc" / "cmrc2018_train.jsonl.xz", "rt", encoding="utf-8") as lines:
        for line in lines:
            context = json.loads(line)["context"]
            if context not in seen:
                seen.add(context)
                yield context


def count_pairs(rows: list[np.ndarray], size: int) -> csr_matrix:
    """(size, size) how often two words stand near each other, nearer counting more."""
    total = csr_matrix((size, size), dtype=np.float32)
    for first in range(0, len(rows), 40_000):
        line = np.concatenate([
            np.append(row, [-1] * WINDOW) for row in rows[first : first + 40_000]
        ])
        for gap in range(1, WINDOW + 1):
            left, right = line[:-gap], line[gap:]
            both = (left >= 0) & (right >= 0)
            weight = np.full(int(both.sum()), (WINDOW + 1 - gap) / WINDOW, dtype=np.float32)
            total = total + coo_matrix((weight, (left[both], right[both])), (size, size)).tocsr()
    return (total + total.T).tocsr()


def ppmi(pairs: csr_matrix, shift: float) -> csr_matrix:
    """Positive pointwise mutual information, minus log(shift)."""
    table = pairs.tocoo()
    row = np.asarray(pairs.sum(axis=1)).ravel()
    column = row**0.75
    value = np.log(table.data * column.sum() / (row[table.row] * column[table.col])) - np.log(shift)
    keep = value > 0
    return csr_matrix((value[keep], (table.row[keep], table.col[keep])), pairs.shape)


def main() -> None:
    """Counts, factors and writes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--out", type=Path, default=WORDS)
    parser.add_argument("--vectors", type=Path, required=True)
    parser.add_argument("--dim", type=int, default=128)
    parser.add_argument("--words", type=int, default=40_000)
    options = parser.parse_args()
    begun = time.time()
    known: dict[str, int] = {}
    counts: Counter[int] = Counter()
    rows = []
    for line in read_lines(options.data):
        ids = [known.setdefault(word, len(known)) for word in words(fold(line))]
        counts.update(ids)
        rows.append(np.array(ids, dtype=np.int32))
    print(f"{sum(counts.values())} words, {len(known)} different, {time.time() - begun:.0f} s")
    chosen = [i for i, n in counts.most_common(options.words) if n >= LEAST]
    place = np.full(len(known), -1, dtype=np.int32)
    place[chosen] = np.arange(len(chosen))
    rows = [(lambda kept: kept[kept >= 0])(place[row]) for row in rows]
    pairs = count_pairs(rows, len(chosen))
    print(f"{pairs.nnz} pairs, {time.time() - begun:.0f} s")
    left, values, _ = randomized_svd(ppmi(pairs, 1.0), options.dim, n_iter=4, random_state=7)
    vectors = left * np.sqrt(values)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9
    names = list(known)
    text = "\n".join(names[i] for i in chosen)
    for folder in (options.out, options.vectors):
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "words.txt").write_text(text, encoding="utf-8")
    np.save(options.vectors / "vectors.npy", vectors.astype(np.float16))
    print(f"{len(chosen)} words in {options.out}, {time.time() - begun:.0f} s")


if __name__ == "__main__":
    main()
