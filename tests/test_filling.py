"""A store is filled in batches, whatever the size of its articles."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import numpy as np

from bot.index.filling import BATCH, Filler
from bot.index.store import Vectors
from bot.index.writing import StoreWriter
from bot.passages import cut_passages
from bot.records import Article


def test_an_article_as_long_as_a_book_is_encoded_in_batches(tmp_path: Path) -> None:
    sizes = list[int]()

    def encode(texts: Sequence[str]) -> Vectors:
        sizes.append(len(texts))
        return np.zeros((len(texts), 4), np.float32)

    text = "".join(f"第{number}场。" for number in range(2 * BATCH + 9))
    book = Article("a", "article", "长卷", text, "a.txt")
    passages = cut_passages(book, 8)
    with closing(StoreWriter(tmp_path / "store.db")) as store:
        filler = Filler(store, "mark", encode)
        filler.add(store.start_file("a.txt"), book, passages, [one.text for one in passages])
        filler.flush()
        (kept,) = store.db.execute("SELECT count(*) FROM vectors").fetchone()
    assert kept == sum(sizes) == len(passages) > 2 * BATCH
    assert max(sizes) == BATCH
