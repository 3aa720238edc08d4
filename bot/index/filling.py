"""A store is filled in batches: many passages are encoded and committed together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import islice

from bot.index.store import Vectors
from bot.index.writing import StoreWriter, vector_key
from bot.records import Article, Passage
from bot.text import simplify

BATCH = 1024  # passages encoded and committed together: the most that a crash can cost

Encode = Callable[[Sequence[str]], Vectors]


class Filler:
    """Puts articles into a store; texts that have a vector there are not encoded again."""

    def __init__(self, store: StoreWriter, fingerprint: str, encode: Encode) -> None:
        """Fill this store with vectors of this encoder."""
        self._store, self._fingerprint, self._encode = store, fingerprint, encode
        self._waiting: list[tuple[int, Article, Sequence[Passage]]] = []  # with the file's row
        self._contexts: list[str] = []  # of all passages that wait
        # Rows with what `StoreWriter.finish_file` takes.
        self._finished: list[tuple[int, str, str | None, bool]] = []

    def add(
        self, row: int, article: Article, passages: Sequence[Passage], contexts: Sequence[str]
    ) -> None:
        """Put an article of a file in; `contexts` are the texts to encode, one a passage.

        They are encoded in simplified characters, as questions are.
        """
        self._waiting.append((row, article, passages))
        self._contexts += map(simplify, contexts)
        if len(self._contexts) >= BATCH:
            self.flush()

    def finish(self, row: int, digest: str, fault: str | None, unseen: bool = False) -> None:
        """Say that all of a file's articles were added, or why some were not.

        `unseen` is True where scans were left out for want of OCR.
        """
        self._finished.append((row, digest, fault, unseen))

    def flush(self) -> None:
        """Encode and commit what waits."""
        keys = [vector_key(self._fingerprint, context) for context in self._contexts]
        text_of = dict(zip(keys, self._contexts, strict=True))
        new = list(self._store.without_vector(keys))
        for at in range(0, len(new), BATCH):  # an article as long as a book has several batches
            block = new[at : at + BATCH]
            self._store.add_vectors(block, self._encode([text_of[key] for key in block]))
            self._store.commit()
        rest = iter(keys)
        for row, article, passages in self._waiting:
            self._store.add_article(row, article, passages, list(islice(rest, len(passages))))
        for finished in self._finished:
            self._store.finish_file(*finished)
        self._store.commit()
        self._waiting, self._contexts, self._finished = [], [], []
