"""A build in progress: guarded by a lock, taken up again after a crash, published in one step."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from filelock import FileLock, Timeout

from bot.errors import IndexBusy, IndexFault
from bot.index.dense import write_dense
from bot.index.index import Index, open_index
from bot.index.layout import Generation, Layout
from bot.index.lexical import LexicalWriter
from bot.index.manifest import Counts, EncoderMark, Manifest, write_manifest
from bot.index.store import Ids, each_passage, each_vector_block, passage_ids
from bot.index.writing import StoreWriter
from bot.records import Article, Passage
from bot.settings import FORMAT_VERSION, Settings

Progress = Callable[[int, int, str], None]  # done, total, stage
ContextOf = Callable[[Article, Passage], str]  # the text to find a passage by

# Above this share of changed passages the lexical leg is made anew: as fast, and without the
# deleted passages that tantivy keeps counting until it merges them away.
_FRESH_SHARE = 0.2


@contextmanager
def building_lock(layout: Layout) -> Iterator[None]:
    """Hold the right to build this index.

    Raises:
        IndexBusy: If another process holds it.
    """
    layout.folder.mkdir(parents=True, exist_ok=True)
    lock = FileLock(layout.lock, timeout=0)
    try:
        lock.acquire()
    except Timeout:
        raise IndexBusy(
            f"另一个进程正在建立索引：{layout.folder}。请等它结束后再运行 baowen index / "
            f"Another process is building the index at {layout.folder}. Wait for it, then run "
            f"baowen index again"
        ) from None
    try:
        yield
    finally:
        lock.release()


def current_index(layout: Layout) -> Index | None:
    """The index as it stands, None if there is none that can be used, to the last bit."""
    try:
        index = open_index(layout.folder)
    except IndexFault:
        return None
    if index.is_whole():
        return index
    index.close()
    return None


class Building:
    """The next generation. Fill `store`, then `publish()`; use under `building_lock`."""

    def __init__(
        self, layout: Layout, base: Index | None, encoder: EncoderMark, settings: Settings
    ) -> None:
        """Take up a killed build if it was for the same kind of index, else start from `base`."""
        self.layout, self.base, self.encoder, self.settings = layout, base, encoder, settings
        self.resumed = False
        kind = f"{FORMAT_VERSION} {encoder.fingerprint} {settings.passage_chars}"
        store = self._open(kind)
        if store is None:
            shutil.rmtree(layout.building.folder, ignore_errors=True)
            layout.building.folder.mkdir(parents=True)
            self._start_from_base()
            store = StoreWriter(layout.building.store)
            store.set_meta("kind", kind)
            store.commit()
        self.store = store

    def publish(self, context_of: ContextOf, progress: Progress) -> Manifest:
        """Make the legs from the store, move everything into place, say so in the manifest."""
        files = self.layout.building
        self.store.finish()
        with closing(sqlite3.connect(files.store)) as db:
            counts = _counts(db)
            self._write_lexical(db, context_of, progress)
            vectors = each_vector_block(db, self.encoder.dim)
            write_dense(files.dense, self.encoder.dim, vectors, files.coarse)
        _flush(files)
        name = self._next_name()
        target = self.layout.generation(name)
        os.replace(files.folder, target.folder)
        manifest = Manifest(
            generation=name,
            created=datetime.now(UTC).isoformat(timespec="seconds"),
            encoder=self.encoder,
            settings=self.settings,
            counts=counts,
            sizes=target.sizes(),
            sums=target.sums(),
        )
        write_manifest(self.layout, manifest)
        remove_old(self.layout, name)
        return manifest

    def close(self) -> None:
        """Close the store; what was committed waits in building/ for the next run."""
        self.store.close()

    def _open(self, kind: str) -> StoreWriter | None:
        """The store of a killed build of the same kind, if there is one."""
        if not self.layout.building.store.exists():
            return None
        try:
            store = StoreWriter(self.layout.building.store)
        except sqlite3.Error:
            return None
        if store.meta("kind") == kind:
            self.resumed = True
            return store
        store.close()
        return None

    def _start_from_base(self) -> None:
        """Copy the current store if its passages and vectors can be used again."""
        if self.base is None or self.base.manifest.encoder != self.encoder:
            return
        if self.base.manifest.settings.passage_chars == self.settings.passage_chars:
            old = self.layout.generation(self.base.manifest.generation)
            shutil.copyfile(old.store, self.layout.building.store)

    def _write_lexical(
        self, db: sqlite3.Connection, context_of: ContextOf, progress: Progress
    ) -> None:
        """Make the lexical leg: the old one with what changed, or all of it."""
        folder = self.layout.building.lexical
        shutil.rmtree(folder, ignore_errors=True)
        ids = passage_ids(db)
        gone, new = np.zeros(0, np.int64), ids
        old = self.layout.generation(self.base.manifest.generation) if self.base else None
        if old and (before := _ids_of_same_line(db, old.store)) is not None:
            away, more = (
                np.setdiff1d(before, ids, assume_unique=True),
                np.setdiff1d(ids, before, assume_unique=True),
            )
            if len(away) + len(more) < _FRESH_SHARE * len(ids):
                gone, new = away, more
                shutil.copytree(old.lexical, folder)
        writer = LexicalWriter(folder)
        writer.delete(gone.tolist())
        for done, stored in enumerate(each_passage(db, new.tolist()), start=1):
            writer.add(stored, context_of(stored.article, stored.passage))
            progress(done, len(new), "lexical")
        writer.close()

    def _next_name(self) -> str:
        numbers = [int(name.removeprefix("gen-")) for name in self.layout.generations()]
        return f"gen-{max(numbers, default=0) + 1:06d}"


def remove_old(layout: Layout, current: str) -> None:
    """Remove all generations but the current one. Who has one open keeps reading it."""
    for name in layout.generations():
        if name != current:
            # On Windows an open file cannot be removed: it goes after the next build.
            shutil.rmtree(layout.generation(name).folder, ignore_errors=True)


def _counts(db: sqlite3.Connection) -> Counts:
    tables = ("files", "articles", "passages")
    return Counts(*(db.execute(f"SELECT count(*) FROM {t}").fetchone()[0] for t in tables))  # noqa: S608


def _ids_of_same_line(db: sqlite3.Connection, old: Path) -> Ids | None:
    """Passage ids of the old store, None if it is no ancestor: then equal ids mean nothing."""
    line = "SELECT value FROM meta WHERE key = 'lineage'"
    with closing(sqlite3.connect(f"{old.absolute().as_uri()}?immutable=1", uri=True)) as before:
        if before.execute(line).fetchone() != db.execute(line).fetchone():
            return None
        return passage_ids(before)


def _flush(files: Generation) -> None:
    """Have the system write all files to disk before the manifest names them."""
    for name in files.sizes():
        with open(files.folder / name, "rb+") as file:
            os.fsync(file.fileno())
