"""The store: files, articles, passages and vectors in one SQLite file. The truth of an index."""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import asdict, astuple, dataclass, fields
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from bot.index.filters import Filter
from bot.index.folded import fold_all
from bot.index.manifest import Counts
from bot.index.printed import unpack
from bot.records import Article, Byline, Half, Passage, Piece

Ids = npt.NDArray[np.int64]
Vectors = npt.NDArray[np.float32]  # (n, dim), every row of length 1

SCHEMA = """
CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE files(id INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE, digest TEXT,
    fault TEXT, unseen INTEGER NOT NULL DEFAULT 0);
CREATE TABLE articles(id INTEGER PRIMARY KEY AUTOINCREMENT, file INTEGER NOT NULL,
    key TEXT NOT NULL, date TEXT, paper TEXT, record TEXT NOT NULL, text TEXT NOT NULL,
    lines BLOB NOT NULL);
CREATE TABLE passages(id INTEGER PRIMARY KEY AUTOINCREMENT, article INTEGER NOT NULL,
    start INTEGER NOT NULL, stop INTEGER NOT NULL, vector BLOB NOT NULL);
CREATE TABLE vectors(digest BLOB NOT NULL UNIQUE, vector BLOB NOT NULL);
CREATE INDEX articles_of_file ON articles(file);
CREATE INDEX articles_of_key ON articles(key);
CREATE INDEX articles_of_day ON articles(date);
CREATE INDEX articles_of_paper ON articles(paper);
CREATE INDEX passages_of_article ON passages(article);
"""
VECTOR_TYPE = np.float16  # half the size; a cosine moves by less than 0.001

_BLOCK = 500  # SQLite allows 999 parameters in a statement
_HALVES = ("continues", "continued_by")
_APART = ("text", "pieces", "lines", "bylines", *_HALVES)
_PLAIN = [field.name for field in fields(Article) if field.name not in _APART]
UNSEEN = "SELECT path FROM files WHERE unseen"


@dataclass(frozen=True, slots=True)
class StoredPassage:
    """A passage with its article; `id` is the same in the lexical and the dense leg."""

    id: int
    passage: Passage
    article: Article


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A passage with what ranking asks of its article; text and title are folded."""

    id: int
    passage: Passage
    row: int  # of the article
    key: str  # the article's id
    date: str | None
    title: str
    text: str


def article_to_json(article: Article) -> str:
    """The article but for its text and printed lines, as compact JSON."""
    record: dict[str, Any] = {name: getattr(article, name) for name in _PLAIN}
    record = {name: value for name, value in record.items() if value not in (None, ())}
    for name in _HALVES:
        if (half := getattr(article, name)) is not None:
            record[name] = asdict(half)
    if article.bylines:
        record["bylines"] = [astuple(line) for line in article.bylines]
    record["pieces"] = [[p.start, p.end, p.file_start, int(p.joined)] for p in article.pieces]
    return json.dumps(record, ensure_ascii=False, separators=(",", ":"))


def article_from_json(record: str, text: str, lines: bytes = b"") -> Article:
    """The article again; without `lines` it has no places."""
    data = json.loads(record)
    pieces = (Piece(start, end, at, bool(joined)) for start, end, at, joined in data.pop("pieces"))
    data["authors"] = tuple(data.pop("authors", ()))
    data["bylines"] = tuple(Byline(*line) for line in data.pop("bylines", ()))
    data.setdefault("title", None)
    for name in _HALVES:
        if name in data:
            authors = tuple(data[name].pop("authors"))
            data[name] = Half(**data[name], authors=authors)
    return Article(text=text, pieces=tuple(pieces), lines=unpack(lines), **data)


class Store:
    """A finished store, for reading from any thread."""

    def __init__(self, path: Path) -> None:
        """Open it. Raises sqlite3.Error if it is no store."""
        # immutable: nobody changes a published store, so no lock files and no write access.
        uri = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
        self._db = sqlite3.connect(uri, uri=True, check_same_thread=False)
        self._lock = threading.Lock()  # one connection serves all threads, one at a time

    def counts(self) -> Counts:
        """How much it holds."""
        names = ("files", "articles", "passages")
        return Counts(*(self._rows(f"SELECT count(*) FROM {name}")[0][0] for name in names))  # noqa: S608

    def files(self) -> dict[str, str]:
        """Path -> digest of the file's bytes."""
        return dict(self._rows("SELECT path, digest FROM files"))

    def digest(self, path: str) -> str | None:
        """The digest of a file, None if the index does not hold it."""
        rows = self._rows("SELECT digest FROM files WHERE path = ?", (path,))
        return rows[0][0] if rows else None

    def unseen(self) -> set[str]:
        """Paths of the files of which scans were left out, for want of OCR."""
        return {path for (path,) in self._rows(UNSEEN)}

    def faults(self) -> dict[str, str]:
        """Path -> reason, of the files that could be read in part only."""
        return dict(self._rows("SELECT path, fault FROM files WHERE fault IS NOT NULL"))

    def papers(self) -> tuple[str, ...]:
        """Names of the papers, sorted."""
        sql = "SELECT DISTINCT paper FROM articles WHERE paper IS NOT NULL ORDER BY paper"
        return tuple(name for (name,) in self._rows(sql))

    def dates(self) -> tuple[str | None, str | None]:
        """First and last ISO date of the articles, None when no article has one."""
        first, last = self._rows("SELECT min(date), max(date) FROM articles")[0]
        return first, last

    def days(self) -> tuple[str, ...]:
        """The ISO dates of the issues, in order."""
        sql = "SELECT DISTINCT date FROM articles WHERE date IS NOT NULL ORDER BY date"
        return tuple(day for (day,) in self._rows(sql))

    def article(self, key: str) -> Article | None:
        """The article of this id, None if there is none; the first one if there are several."""
        sql = "SELECT record, text, lines FROM articles WHERE key = ? ORDER BY id LIMIT 1"
        rows = self._rows(sql, (key,))
        return article_from_json(*rows[0]) if rows else None

    def signatures(self) -> list[tuple[str, int]]:
        """Every author with the row of an article that names him, in the order of the rows."""
        sql = "SELECT j.value, a.id FROM articles a, json_each(a.record, '$.authors') j"
        return self._rows(sql)

    def articles(self, rows: Sequence[int]) -> dict[int, Article]:
        """The articles of these rows."""
        sql = "SELECT id, record, text, lines FROM articles WHERE id IN "
        return {row: article_from_json(*found) for row, *found in self._rows_in(sql, rows)}

    def newest(self, rows: Sequence[int], bounds: Filter) -> list[Article]:
        """The articles of these rows that a filter allows, the newest first, the undated last."""
        allowed = [a for _, a in sorted(self.articles(rows).items()) if bounds.allows(a)]
        return sorted(allowed, key=lambda article: article.date or "", reverse=True)

    def excerpts(self, ids: Sequence[int]) -> dict[int, Excerpt]:
        """The passages of these ids. Their articles are not made: that costs three times as much."""
        sql = "SELECT id, article, start, stop FROM passages WHERE id IN "
        rows = self._rows_in(sql, ids)
        sql = """SELECT id, key, date, json_extract(record, '$.title'), text FROM articles
                 WHERE id IN """
        owners = self._rows_in(sql, sorted({row[1] for row in rows}))
        titles = fold_all([title or "" for _, _, _, title, _ in owners])
        articles = {
            row: (key, date, title, text)
            for (row, key, date, _, text), title in zip(owners, titles, strict=True)
        }
        passages = [Passage(articles[row][3][start:stop], start, stop) for _, row, start, stop in rows]
        folded = fold_all([passage.text for passage in passages])
        return {
            number: Excerpt(number, passage, row, *articles[row][:3], text)
            for (number, row, *_), passage, text in zip(rows, passages, folded, strict=True)
        }

    def printed(self, bounds: Filter) -> list[Article]:
        """The articles that a filter allows, as they were read: page by page, from top to bottom."""
        where, values = _within(bounds)
        sql = f"SELECT a.record, a.text, a.lines FROM articles a WHERE {where} ORDER BY a.id"  # noqa: S608
        return [article_from_json(*row) for row in self._rows(sql, values)]

    def ids_within(self, bounds: Filter) -> Ids:
        """Ids of the passages that a filter allows, ascending."""
        where, values = _within(bounds)
        sql = f"SELECT p.id FROM articles a JOIN passages p ON p.article = a.id WHERE {where}"  # noqa: S608
        rows = self._rows(sql, values)
        return np.sort(np.fromiter((row[0] for row in rows), np.int64, len(rows)))

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def _rows(self, sql: str, values: Sequence[Any] = ()) -> list[Any]:
        with self._lock:
            return self._db.execute(sql, values).fetchall()

    def _rows_in(self, sql: str, ids: Sequence[int]) -> list[Any]:
        rows = []
        for at in range(0, len(ids), _BLOCK):
            block = ids[at : at + _BLOCK]
            rows += self._rows(f"{sql}({','.join('?' * len(block))})", block)
        return rows


def _within(bounds: Filter) -> tuple[str, list[str]]:
    """What SQL asks of an article `a` that a filter allows, with the values that it needs."""
    clauses, values = ["1"], list[str]()
    for clause, value in (
        ("a.date >= ?", bounds.since),
        ("a.date <= ?", bounds.until),
        ("a.paper = ?", bounds.paper),
    ):
        if value is not None:
            clauses.append(clause)
            values.append(value)
    if bounds.days:
        clauses.append(f"a.date IN ({','.join('?' * len(bounds.days))})")
        values += bounds.days
    return " AND ".join(clauses), values


def passage_ids(db: sqlite3.Connection) -> Ids:
    """All passage ids, ascending."""
    rows = db.execute("SELECT id FROM passages ORDER BY id").fetchall()
    return np.fromiter((row[0] for row in rows), np.int64, len(rows))


def each_passage(db: sqlite3.Connection, ids: Iterable[int] | None) -> Iterator[StoredPassage]:
    """The passages of these ids (None: all) in order of their ids, read one article at a time."""
    wanted = None if ids is None else set(ids)
    sql = "SELECT id, article, start, stop FROM passages WHERE id >= ? ORDER BY id"
    first = min(wanted, default=0) if wanted is not None else 0  # new ones are the last
    last, article = 0, None
    for number, owner, start, stop in db.execute(sql, (first,)):
        if wanted is not None and number not in wanted:
            continue
        if article is None or owner != last:
            row = db.execute("SELECT record, text FROM articles WHERE id = ?", (owner,)).fetchone()
            last, article = owner, article_from_json(*row)
        yield _stored(number, article, start, stop)


def each_vector_block(
    db: sqlite3.Connection, dim: int, rows: int = 8192
) -> Iterator[tuple[Ids, Vectors]]:
    """Blocks of passage ids (ascending) with their vectors."""
    sql = """SELECT p.id, v.vector FROM passages p JOIN vectors v ON v.digest = p.vector
             ORDER BY p.id"""
    with closing(db.execute(sql)) as cursor:
        while block := cursor.fetchmany(rows):
            ids = np.fromiter((row[0] for row in block), np.int64, len(block))
            vectors = np.frombuffer(b"".join(row[1] for row in block), VECTOR_TYPE)
            yield ids, vectors.reshape(len(block), dim).astype(np.float32)


def _stored(number: int, article: Article, start: int, stop: int) -> StoredPassage:
    return StoredPassage(number, Passage(article.text[start:stop], start, stop), article)
