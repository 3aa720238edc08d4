"""The lexical leg: BM25 over jieba words and over character bigrams (tantivy, in Rust)."""

from __future__ import annotations

import math
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import tantivy

from bot.index.filters import Filter
from bot.index.forms import passage_terms
from bot.index.store import StoredPassage

K1 = 1.2  # BM25's term saturation; tantivy's own, not adjustable. Its length weight b is 0.75.
OTHERWISE = 0.5  # the weight of what is written otherwise: benchmarks/retrieval.md
REWORDED = 0.3  # that of the likeliest word that papers print for one of the question's

_HEAP_BYTES = 128_000_000  # of the writer, before it writes a segment
_LAST_DAY = 99999999
_KNOWN = 4096  # terms whose idf is remembered; each question asks several times


@dataclass(frozen=True, slots=True)
class Terms:
    """What to look for, in the two alphabets, and how much each term counts.

    `Terms({"余额": 1.0}, {"余额": 1.0, "额是": 0.5})`. `other` is the same question with its
    numerals in the other form, if it has such. `reworded` holds, of some words, those that papers
    print in their place: `{"孩子": {"儿童": 1.0}}`.
    """

    words: Mapping[str, float] = field(default_factory=dict)
    bigrams: Mapping[str, float] = field(default_factory=dict)
    other: Terms | None = None
    reworded: Mapping[str, Mapping[str, float]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        """False when there is nothing to look for."""
        return bool(self.words or self.bigrams)


class LexicalWriter:
    """Adds and deletes passages in a tantivy folder; nothing is kept before `close()`."""

    def __init__(self, folder: Path) -> None:
        """Open the folder, or make it."""
        folder.mkdir(parents=True, exist_ok=True)
        schema = _schema()
        with _on_disk():
            self._index = tantivy.Index(schema, path=str(folder))
            # One thread: the order of the passages, and so that of equal scores, is fixed.
            self._writer = self._index.writer(_HEAP_BYTES, 1)

    def delete(self, ids: list[int]) -> None:
        """Take these passages out."""
        # By query: delete_documents_by_term takes a number for a signed one and deletes nothing.
        if ids:
            these = tantivy.Query.term_set_query(self._index.schema, "id", ids)
            self._writer.delete_documents_by_query(these)

    def add(self, stored: StoredPassage, context: str) -> None:
        """Put a passage in; `context` is the text to find it by, its headline and itself."""
        document = tantivy.Document()
        document.add_unsigned("id", stored.id)
        terms = passage_terms(context)
        document.add_text("words", " ".join(terms.words))
        document.add_text("bigrams", " ".join(terms.bigrams))
        document.add_text("others", " ".join(terms.others))
        if stored.article.date:
            document.add_unsigned("date", _day(stored.article.date))
        if stored.article.paper:
            document.add_text("paper", stored.article.paper)
        with _on_disk():
            self._writer.add_document(document)

    def close(self) -> None:
        """Write everything to disk. Raises OSError if it is full."""
        with _on_disk():
            self._writer.commit()
            self._writer.wait_merging_threads()


class Lexical:
    """A finished lexical leg, for reading from any thread."""

    def __init__(self, folder: Path) -> None:
        """Open it. Raises ValueError or OSError if it is none."""
        with _lockable(folder) as place:
            index = tantivy.Index.open(str(place))
            index.config_reader("manual")  # no thread that watches for new commits
            self._schema = index.schema
            self._searcher = index.searcher()
        self._idf = lru_cache(maxsize=_KNOWN)(self._look_up)

    @property
    def count(self) -> int:
        """How many passages it holds."""
        return int(self._searcher.num_docs)

    def search(
        self, terms: Terms, limit: int, bounds: Filter | None = None
    ) -> list[tuple[int, float]]:
        """Best passages first as (id, BM25 of the words + BM25 of the bigrams)."""
        if not terms:
            return []
        query = self._any(terms)
        if bounds:
            query = tantivy.Query.boolean_query([
                (tantivy.Occur.Must, query),
                *map(_must, self._bounds(bounds)),
            ])
        return self._run(query, limit)

    def scores(self, terms: Terms, ids: list[int]) -> dict[int, float]:
        """The same score for given passages, 0.0 where nothing matches."""
        found = dict.fromkeys(ids, 0.0)
        if terms and ids:
            these = tantivy.Query.term_set_query(self._schema, "id", ids)
            query = tantivy.Query.boolean_query([
                _must(these),
                (tantivy.Occur.Must, self._any(terms)),
            ])
            found.update(self._run(query, len(ids)))
        return found

    def rarity(self, field: str, terms: Iterable[str]) -> dict[str, float]:
        """BM25's idf of every term in a field ("words" or "bigrams"); highest where none has it.

        With 3 passages, a word of one of them: ln(1 + (3 - 1 + 0.5) / (1 + 0.5)) = 0.98.
        """
        return {term: self._idf(field, term) for term in terms}

    def _look_up(self, field: str, term: str) -> float:
        holding = self._searcher.doc_freq(field, term)
        return math.log(1 + (max(self.count - holding, 0) + 0.5) / (holding + 0.5))

    def _run(self, query: Any, limit: int) -> list[tuple[int, float]]:
        # No more than there are: tantivy makes room for all that it is asked for.
        limit = max(1, min(limit, self.count))
        hits = self._searcher.search(query, limit, count=False).hits
        ids = self._searcher.fast_field_values("id", [address for _, address in hits])
        return [
            (int(number or 0), float(score)) for number, (score, _) in zip(ids, hits, strict=True)
        ]

    def _any(self, terms: Terms) -> Any:
        """A query for any of the terms. Built from terms, never parsed: any text is safe."""
        parts = dict(_parts(terms))
        for part, weight in (*parts.items(), *_parts(terms.other or Terms())):
            parts.setdefault(part, OTHERWISE * weight)
            parts.setdefault(("others", part[1]), OTHERWISE * weight)
        for printed in terms.reworded.values():
            for word, share in printed.items():
                part = "words", word
                parts[part] = max(parts.get(part, 0.0), REWORDED * share)
        return tantivy.Query.boolean_query([
            (tantivy.Occur.Should, self._term(*part, weight)) for part, weight in parts.items()
        ])

    def _term(self, field: str, term: str, weight: float) -> Any:
        query = tantivy.Query.term_query(self._schema, field, term, "freq")
        return query if weight == 1 else tantivy.Query.boost_query(query, weight)

    def _bounds(self, bounds: Filter) -> Iterable[Any]:
        if bounds.paper is not None:
            yield tantivy.Query.term_query(self._schema, "paper", bounds.paper, "basic")
        if bounds.since is not None or bounds.until is not None:
            low = _day(bounds.since) if bounds.since else 0
            high = _day(bounds.until) if bounds.until else _LAST_DAY
            yield self._between(low, high)
        if bounds.days:
            yield tantivy.Query.boolean_query([
                (tantivy.Occur.Should, self._between(day, day)) for day in map(_day, bounds.days)
            ])

    def _between(self, low: int, high: int) -> Any:
        kind = tantivy.FieldType.Unsigned
        return tantivy.Query.range_query(self._schema, "date", kind, low, high)


@contextmanager
def _on_disk() -> Iterator[None]:
    """Writing: what tantivy calls a ValueError is of the disk."""
    try:
        yield
    except ValueError as error:
        raise OSError(str(error)) from error


@contextmanager
def _lockable(folder: Path) -> Iterator[Path]:
    """The folder, or a copy where nothing can be written: tantivy makes a lock file to open it."""
    if os.access(folder, os.W_OK) or not folder.exists():
        yield folder
        return
    with TemporaryDirectory(prefix="baowen-", ignore_cleanup_errors=True) as made:
        copy = Path(made) / folder.name
        shutil.copytree(folder, copy, copy_function=shutil.copyfile)
        copy.chmod(0o700)
        yield copy


def _parts(terms: Terms) -> list[tuple[tuple[str, str], float]]:
    """The terms with the fields that hold them, and their weights."""
    found = [(("words", term), weight) for term, weight in terms.words.items()]
    return found + [(("bigrams", term), weight) for term, weight in terms.bigrams.items()]


def _must(query: Any) -> tuple[Any, Any]:
    """The query as a condition that adds nothing to the score."""
    return tantivy.Occur.Must, tantivy.Query.const_score_query(query, 0.0)


def _schema() -> Any:
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("id", indexed=True, fast=True)
    for name in ("words", "bigrams", "others"):
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="freq")
    builder.add_unsigned_field("date", indexed=True, fast=True)
    builder.add_text_field("paper", tokenizer_name="raw", index_option="basic")
    return builder.build()


def _day(date: str) -> int:
    """`_day("2023-04-11") -> 20230411`."""
    return int(date.replace("-", ""))
