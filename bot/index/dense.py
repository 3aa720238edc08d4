"""The dense leg: exact search over unit vectors (FAISS), in half precision."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from bot.index.store import Ids, Vectors


def write_dense(path: Path, dim: int, blocks: Iterable[tuple[Ids, Vectors]]) -> None:
    """Write a FAISS file of all vectors under their passage ids. Raises OSError on a full disk."""
    import faiss

    # Inner product is equal to cosine similarity on unit vectors.
    flat = faiss.IndexScalarQuantizer(
        dim, faiss.ScalarQuantizer.QT_fp16, faiss.METRIC_INNER_PRODUCT
    )
    index = faiss.IndexIDMap(flat)
    for ids, vectors in blocks:
        index.add_with_ids(vectors, ids)
    library: Any = faiss  # its stubs know the C++ names only
    with open(path, "wb") as file:  # FAISS itself says nothing where the last block has no room
        library.write_index(index, library.PyCallbackIOWriter(file.write))


class Dense:
    """A finished dense leg, for reading from any thread."""

    def __init__(self, path: Path) -> None:
        """Read it into memory. Raises RuntimeError if it is no FAISS file."""
        import faiss

        self._faiss: Any = faiss  # its stubs know the C++ names only
        self._index: Any = self._faiss.read_index(str(path))
        self._flat = self._faiss.downcast_index(self._index.index)
        self._ids: Ids = self._faiss.vector_to_array(self._index.id_map)

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
        params = None
        if allowed is not None:
            if not len(allowed):
                return []
            params = self._only(allowed)
        limit = min(limit, self.count)
        if limit < 1:
            return []
        with self._one_thread():
            scores, ids = self._index.search(vector.reshape(1, -1), limit, params=params)
        pairs = zip(ids[0].tolist(), scores[0].tolist(), strict=True)
        return [(number, score) for number, score in pairs if number >= 0]

    def cosines(self, vector: Vectors, ids: list[int]) -> npt.NDArray[np.float32]:
        """The cosine of each of these passages."""
        places = np.searchsorted(self._ids, np.asarray(ids, np.int64))  # ids ascend
        if not len(places):
            return np.zeros(0, np.float32)
        rows = np.stack([self._flat.reconstruct(int(place)) for place in places])
        return np.asarray(rows @ vector.reshape(-1), np.float32)

    @contextmanager
    def _one_thread(self) -> Iterator[None]:
        """A single question is no work for several threads: waiting for each other costs 3 x."""
        before = self._faiss.omp_get_max_threads()
        self._faiss.omp_set_num_threads(1)  # of the calling thread only
        try:
            yield
        finally:
            self._faiss.omp_set_num_threads(before)

    def _only(self, allowed: Ids) -> Any:
        """Search parameters for a subset; a bit for every id, so that a look-up costs nothing."""
        bits = np.zeros(int(self._ids[-1]) + 1, bool)
        bits[allowed] = True
        packed = np.packbits(bits, bitorder="little")
        return self._faiss.SearchParameters(sel=self._faiss.IDSelectorBitmap(packed))
