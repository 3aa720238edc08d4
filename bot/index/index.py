"""An index, opened for reading: its store, its two legs, its manifest. Safe to share by threads."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

from bot.closing import Closing
from bot.errors import BaowenError, IndexDamaged
from bot.index.dense import Dense
from bot.index.filters import Filter
from bot.index.layout import Layout
from bot.index.lexical import Lexical
from bot.index.manifest import Manifest, damaged, read_manifest
from bot.index.store import Ids, Store
from bot.text import fold, squeeze

_ATTEMPTS = 20  # a builder may publish while we open; each time we take the newer generation


class Index(Closing):
    """One generation of an index. It stays whole and readable when a newer one is published."""

    def __init__(self, layout: Layout, manifest: Manifest) -> None:
        """Open the generation that the manifest names. See `open_index`."""
        files = layout.generation(manifest.generation)
        sizes = files.sizes()  # what else lies there, such as .DS_Store, is none of ours
        bad = [name for name, size in manifest.sizes.items() if sizes.get(name) != size]
        if bad:
            raise damaged(layout, f"{manifest.generation}: {', '.join(sorted(bad)[:3])}")
        self._files = files
        self.folder = layout.folder
        self.manifest = manifest
        self.store = Store(files.store)
        try:
            self.lexical = Lexical(files.lexical)
            self.dense = Dense(files.dense, files.coarse)
            _check_counts(layout, self)
        except BaseException:
            self.store.close()
            raise
        # Chats ask again and again under the same filter.
        self.ids_within = lru_cache(maxsize=16)(self._ids_within)
        self.rows_by_author = lru_cache(maxsize=1)(self._rows_by_author)
        # Each question with a date asks for these.
        self.papers = lru_cache(maxsize=1)(self.store.papers)
        self.days = lru_cache(maxsize=1)(self.store.days)

    def is_whole(self) -> bool:
        """True when every file is as it was written, or gone with its generation. Reads them all."""
        if not self._files.folder.exists():
            return True
        found = self._files.sums()  # what else lies there is none of ours
        return all(found.get(name) == total for name, total in self.manifest.sums.items())

    @contextmanager
    def trusted(self) -> Iterator[None]:
        """Asking: what fails over a file that is not as it was written fails as damage.

        A look at every file would cost more than a question, so it is taken after a failure.
        """
        try:
            yield
        except (BaowenError, KeyboardInterrupt, SystemExit, GeneratorExit):
            raise
        except BaseException as error:  # tantivy's panics are no Exceptions
            if self.is_whole():
                raise
            generation = self.manifest.generation
            raise damaged(Layout(self.folder), f"{generation}: {error}") from error

    def close(self) -> None:
        """Close the files."""
        self.store.close()

    def _rows_by_author(self) -> dict[str, list[int]]:
        """The rows of the articles of every author, whose name is folded and has no gap."""
        rows: dict[str, list[int]] = {}
        for author, row in self.store.signatures():
            rows.setdefault(squeeze(fold(author)), []).append(row)
        return rows

    def _ids_within(self, bounds: Filter) -> Ids:
        return self.store.ids_within(bounds)


def open_index(folder: str | Path) -> Index:
    """The current generation of the index in this folder.

    Raises:
        IndexMissing: If there is none.
        IndexStale: If it is of another format version.
        IndexDamaged: If a part is missing, cut short, or does not fit the others.
    """
    layout = Layout(Path(folder))
    manifest = read_manifest(layout)
    for _ in range(_ATTEMPTS):
        try:
            return Index(layout, manifest)
        except IndexDamaged as error:
            fault: IndexDamaged = error
        except (OSError, ValueError, RuntimeError, sqlite3.Error) as error:
            fault = damaged(layout, f"{manifest.generation}: {error}")
            fault.__cause__ = error
        newer = read_manifest(layout)
        if newer.generation == manifest.generation:
            raise fault
        manifest = newer
    raise fault


def _check_counts(layout: Layout, index: Index) -> None:
    counts, promised = index.store.counts(), index.manifest.counts
    parts = {
        "store": counts.passages,
        "lexical": index.lexical.count,
        "dense": index.dense.count,
    }
    if counts != promised or set(parts.values()) != {promised.passages}:
        raise damaged(layout, f"{promised}, {parts}")
    if index.dense.dim != index.manifest.encoder.dim:
        raise damaged(layout, f"dim {index.dense.dim}, {index.manifest.encoder.dim}")
