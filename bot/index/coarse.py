"""A first look over many vectors: 2 bits a number (FAISS), then the best of them exactly.

Of each number only this is kept: which of four levels around the mean it is nearest to (Max 1960,
"Quantizing for minimum distortion"). Two numbers make one of 16 points, and FAISS compares 32
vectors at once by looking such points up in the processor's registers (André et al. 2015, "Cache
locality is not enough"). Of the 100 best of all vectors 99.9 % are found, in a quarter of the time:
benchmarks/retrieval.md.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from bot.index.store import Vectors

LEAST = 50_000  # vectors; fewer are looked at fast enough
TOGETHER = 4  # numbers of a vector that fill a byte; its length must be a multiple
_LEVELS = np.array([-1.51, -0.4528, 0.4528, 1.51], np.float32)  # in standard deviations
_LOOKED_AT = 10  # exactly, for each one that is wanted
_SAMPLE = 4096  # vectors that tell the means and deviations
_BLOCK = 8192  # vectors put in at a time


def make_coarse(flat: Any) -> Any:
    """The vectors of a FAISS index again, coarsely; each has its place there."""
    import faiss

    some = np.linspace(0, flat.ntotal - 1, min(_SAMPLE, flat.ntotal)).astype(np.int64)
    sample = flat.reconstruct_batch(some)
    levels = sample.mean(axis=0) + np.outer(_LEVELS, sample.std(axis=0))
    coarse: Any = faiss.IndexPQ(flat.d, flat.d // 2, 4, faiss.METRIC_INNER_PRODUCT)
    faiss.copy_array_to_vector(_points(levels).ravel(), coarse.pq.centroids)
    coarse.is_trained = True
    for at in range(0, flat.ntotal, _BLOCK):
        vectors = flat.reconstruct_n(at, min(_BLOCK, flat.ntotal - at))
        coarse.add_sa_codes(_codes(vectors, levels))
    return faiss.IndexPQFastScan(coarse)


def refined(coarse: Any, flat: Any) -> Any:
    """Both as one: the coarse one proposes places, the flat one has their true scores."""
    import faiss

    both = faiss.IndexRefine(coarse, flat)
    both.k_factor = _LOOKED_AT
    return both


def _points(levels: Vectors) -> Vectors:
    """The 16 points of each two numbers; the first one's level counts 1, the second one's 4."""
    first, second = levels[:, 0::2].T, levels[:, 1::2].T
    return np.stack([np.tile(first, 4), np.repeat(second, 4, axis=1)], axis=2).astype(np.float32)


def _codes(vectors: Vectors, levels: Vectors) -> npt.NDArray[np.uint8]:
    """The nearest level of each number, those of four numbers in a byte, the first one lowest."""
    middles = (levels[1:] + levels[:-1]) / 2
    nearest = np.zeros(vectors.shape, np.uint8)
    for middle in middles:
        nearest += vectors > middle
    pairs = nearest[:, 0::2] | nearest[:, 1::2] << np.uint8(2)
    packed: npt.NDArray[np.uint8] = pairs[:, 0::2] | pairs[:, 1::2] << np.uint8(4)
    return packed
