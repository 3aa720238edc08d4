"""The dense leg: exact search over unit vectors (FAISS), in half precision."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from bot.index.coarse import LEAST, TOGETHER, make_coarse, refined
from bot.index.store import Ids, Vectors

_WIDE = 0.5  # share of the passages from which on a filter is laid over a search of all
_MARGIN = 1.5  # passages looked for then, over those that are likely to be needed

Found = tuple[Ids, npt.NDArray[np.float32]]  # places in the file, and scores, best first


def write_dense(
    path: Path,
    dim: int,
    blocks: Iterable[tuple[Ids, Vectors]],
    coarse: Path | None = None,
) -> None:
    """Write a FAISS file of all vectors under their passage ids; of many also a coarse one.

    Raises OSError on a full disk.
    """
    import faiss

    # Inner product is equal to cosine similarity on unit vectors.
    flat = faiss.IndexScalarQuantizer(
        dim, faiss.ScalarQuantizer.QT_fp16, faiss.METRIC_INNER_PRODUCT
    )
    index = faiss.IndexIDMap(flat)
    for ids, vectors in blocks:
        index.add_with_ids(vectors, ids)
    _write(path, index)
    if coarse and flat.ntotal >= LEAST and dim % TOGETHER == 0:
        _write(coarse, make_coarse(flat))


def _write(path: Path, index: Any) -> None:
    import faiss

    library: Any = faiss  # its stubs know the C++ names only
    with open(path, "wb") as file:  # FAISS itself says nothing where the last block has no room
        library.write_index(index, library.PyCallbackIOWriter(file.write))


class Dense:
    """A finished dense leg, for reading from any thread."""

    def __init__(self, path: Path, coarse: Path | None = None) -> None:
        """Lay it over memory, read where it is looked at. Raises RuntimeError if it is no FAISS file.

        A generation's files are never written again; one that is unlinked stays while it is open.
        """
        import faiss

        self._faiss: Any = faiss  # its stubs know the C++ names only
        self._index: Any = self._faiss.read_index(str(path), self._faiss.IO_FLAG_MMAP_IFC)
        self._flat = self._faiss.downcast_index(self._index.index)
        self._ids: Ids = self._faiss.vector_to_array(self._index.id_map)
        self._both: Any = None
        if coarse is not None and coarse.exists():
            self._coarse: Any = self._faiss.read_index(str(coarse))
            if self._coarse.ntotal != self.count:
                raise RuntimeError(f"{self._coarse.ntotal} of {self.count} vectors in {coarse}")
            self._both = refined(self._coarse, self._flat)

    @property
    def count(self) -> int:
        """How many passages it holds."""
        return int(self._index.ntotal)

    @property
    def dim(self) -> int:
        """Length of its vectors."""
        return int(self._index.d)

    def search(
        self, vector: Vectors, limit: int, allowed: Ids | None = None
    ) -> list[tuple[int, float]]:
        """Best passages first as (id, cosine), among the allowed ids only (None: all)."""
        limit = min(limit, self.count if allowed is None else len(allowed))
        if limit < 1:
            return []
        with self._one_thread():
            places, scores = self._look(vector.reshape(1, -1), limit, allowed)
        return list(zip(self._ids[places].tolist(), scores.tolist(), strict=True))

    def cosines(self, vector: Vectors, ids: list[int]) -> npt.NDArray[np.float32]:
        """The cosine of each of these passages."""
        if not ids:
            return np.zeros(0, np.float32)
        places = np.searchsorted(self._ids, np.asarray(ids, np.int64))  # ids ascend
        rows = self._flat.reconstruct_batch(places)
        return np.asarray(rows @ vector.reshape(-1), np.float32)

    def _look(self, rows: Vectors, limit: int, allowed: Ids | None) -> Found:
        if allowed is None:
            return self._first(rows, limit) if self._both else self._exact(rows, limit)
        bits = np.zeros(int(self._ids[-1]) + 1, bool)
        bits[allowed] = True
        open_places = bits[self._ids]
        share = len(allowed) / self.count
        if self._both and share >= _WIDE:
            places, scores = self._first(rows, min(int(_MARGIN * limit / share), self.count))
            kept = open_places[places]
            if np.count_nonzero(kept) >= limit:
                return places[kept][:limit], scores[kept][:limit]
        return self._exact(rows, limit, open_places)

    def _first(self, rows: Vectors, limit: int) -> Found:
        """By the coarse index, its proposals exactly."""
        return _row(*self._both.search(rows, limit))

    def _exact(
        self, rows: Vectors, limit: int, open_places: npt.NDArray[np.bool_] | None = None
    ) -> Found:
        """All vectors, or those in open places; a bit for each, so that a look-up costs nothing."""
        params = None
        if open_places is not None:
            packed = np.packbits(open_places, bitorder="little")
            params = self._faiss.SearchParameters(sel=self._faiss.IDSelectorBitmap(packed))
        return _row(*self._flat.search(rows, limit, params=params))

    @contextmanager
    def _one_thread(self) -> Iterator[None]:
        """A single question is no work for several threads: waiting for each other costs 3 x."""
        before = self._faiss.omp_get_max_threads()
        self._faiss.omp_set_num_threads(1)  # of the calling thread only
        try:
            yield
        finally:
            self._faiss.omp_set_num_threads(before)


def _row(scores: Vectors, places: Ids) -> Found:
    """The only row of what FAISS found, without what pads it."""
    found = places[0] >= 0
    return places[0][found], scores[0][found]
