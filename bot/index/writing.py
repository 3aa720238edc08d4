"""The store of a build: filled file by file, committed in batches, taken up again after a crash."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from hashlib import blake2b
from pathlib import Path
from uuid import uuid4

from bot.index.printed import pack
from bot.index.store import (
    SCHEMA,
    UNSEEN,
    VECTOR_TYPE,
    Vectors,
    article_from_json,
    article_to_json,
)
from bot.records import Article, Passage

_BLOCK = 500  # SQLite allows 999 parameters in a statement


def vector_key(fingerprint: str, context: str) -> bytes:
    """The name of a text's vector: the same text by the same encoder is never encoded twice."""
    return blake2b(f"{fingerprint}\n{context}".encode(), digest_size=16).digest()


class StoreWriter:
    """A store being built. What was committed survives the end of the process."""

    def __init__(self, path: Path) -> None:
        """Open it, or make it. Raises sqlite3.Error if the file is no store."""
        self.db = sqlite3.connect(path, isolation_level=None)
        try:
            # WAL: a commit costs no wait for the disk. A loss of power may cost the last batches,
            # never the order of the file.
            self.db.execute("PRAGMA journal_mode=WAL")
            self.db.execute("PRAGMA synchronous=NORMAL")
            if not self.db.execute("SELECT 1 FROM sqlite_master").fetchone():
                self.db.executescript(SCHEMA)
            self.db.execute("BEGIN")
            if self.meta("lineage") is None:
                self.set_meta("lineage", uuid4().hex)
        except sqlite3.Error:
            self.db.close()
            raise

    def meta(self, key: str) -> str | None:
        """A note kept in the store, None if there is none of that name."""
        row = self.db.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return row[0] if row else None

    def set_meta(self, key: str, value: str) -> None:
        """Keep a note in the store."""
        self.db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))

    def files(self) -> dict[str, str]:
        """Path -> digest of the bytes, of the files that are in to their end."""
        return dict(self.db.execute("SELECT path, digest FROM files WHERE digest IS NOT NULL"))

    def faults(self) -> dict[str, str]:
        """Path -> reason, of the files that could be read in part only."""
        return dict(self.db.execute("SELECT path, fault FROM files WHERE fault IS NOT NULL"))

    def has_articles(self) -> bool:
        """True when there is anything to search."""
        return self.db.execute("SELECT 1 FROM articles LIMIT 1").fetchone() is not None

    def drop_unfinished(self) -> None:
        """Take out the files in whose middle a build ended; their vectors stay."""
        for (path,) in self.db.execute("SELECT path FROM files WHERE digest IS NULL").fetchall():
            self.drop_file(path)

    def start_file(self, path: str) -> int:
        """The row of a new file, unfinished."""
        cursor = self.db.execute("INSERT INTO files(path) VALUES (?)", (path,))
        return int(cursor.lastrowid or 0)

    def unseen(self) -> set[str]:
        """Paths of the files of which scans were left out, for want of OCR."""
        return {path for (path,) in self.db.execute(UNSEEN)}

    def finish_file(self, row: int, digest: str, fault: str | None, unseen: bool = False) -> None:
        """Say that all articles of the file are in, or why some are not.

        `unseen` is True where scans were left out for want of OCR.
        """
        sql = "UPDATE files SET digest = ?, fault = ?, unseen = ? WHERE id = ?"
        self.db.execute(sql, (digest, fault, unseen, row))

    def drop_file(self, path: str) -> None:
        """Take a file out, with its articles and passages."""
        row = self.db.execute("SELECT id FROM files WHERE path = ?", (path,)).fetchone()
        if row:
            articles = "SELECT id FROM articles WHERE file = ?"
            self.db.execute(f"DELETE FROM passages WHERE article IN ({articles})", row)  # noqa: S608
            self.db.execute("DELETE FROM articles WHERE file = ?", row)
            self.db.execute("DELETE FROM files WHERE id = ?", row)

    def add_article(
        self, file: int, article: Article, passages: Sequence[Passage], keys: Sequence[bytes]
    ) -> None:
        """Put an article in; `keys` name the vectors of its passages."""
        record = article_to_json(article)
        row = (file, article.id, article.date, article.paper, record, article.text)
        cursor = self.db.execute(
            "INSERT INTO articles(file, key, date, paper, record, text, lines)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            (*row, pack(article.lines)),
        )
        number = cursor.lastrowid
        self.db.executemany(
            "INSERT INTO passages(article, start, stop, vector) VALUES (?, ?, ?, ?)",
            [(number, p.start, p.end, key) for p, key in zip(passages, keys, strict=True)],
        )

    def halves(self) -> list[tuple[int, Article]]:
        """The articles that jump to or from another page, with their rows, in order of files."""
        sql = """SELECT a.id, a.record, a.text FROM articles a JOIN files f ON f.id = a.file
                 WHERE a.record LIKE '%"continue%":{"page":%' ORDER BY f.path, a.id"""
        return [(row, article_from_json(*found)) for row, *found in self.db.execute(sql)]

    def replace_record(self, row: int, article: Article) -> None:
        """Put what is known of an article in the place of what was; its text stays."""
        record = article_to_json(article)
        self.db.execute("UPDATE articles SET record = ? WHERE id = ?", (record, row))

    def without_vector(self, keys: Sequence[bytes]) -> set[bytes]:
        """Those of the keys whose vector is not in the store."""
        lacking = set(keys)
        wanted = list(lacking)
        for at in range(0, len(wanted), _BLOCK):
            block = wanted[at : at + _BLOCK]
            marks = ",".join("?" * len(block))
            sql = f"SELECT digest FROM vectors WHERE digest IN ({marks})"  # noqa: S608
            lacking.difference_update(key for (key,) in self.db.execute(sql, block))
        return lacking

    def add_vectors(self, keys: Sequence[bytes], vectors: Vectors) -> None:
        """Put vectors in, one for each key."""
        rows = zip(keys, (row.tobytes() for row in vectors.astype(VECTOR_TYPE)), strict=True)
        self.db.executemany("INSERT OR IGNORE INTO vectors VALUES (?, ?)", rows)

    def commit(self) -> None:
        """Make everything so far survive a crash."""
        self.db.execute("COMMIT")
        self.db.execute("BEGIN")

    def finish(self) -> None:
        """Drop vectors that no passage needs and leave one plain file behind."""
        self.db.execute("DELETE FROM vectors WHERE digest NOT IN (SELECT vector FROM passages)")
        self.db.execute("COMMIT")
        self.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self.db.execute("PRAGMA journal_mode=DELETE")
        self.close()

    def close(self) -> None:
        """Close the file; what was not committed is lost."""
        self.db.close()
