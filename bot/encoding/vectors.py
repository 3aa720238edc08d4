"""What an encoder is, and what it makes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
import numpy.typing as npt

# float32, (n, dim), every row of length 1, so that the inner product is the cosine. A text of
# which the encoder knows nothing (an empty one, say) is a row of zeros: near to nothing.
Vectors = npt.NDArray[np.float32]


class Encoder(Protocol):
    """Whatever turns texts into vectors that can be compared."""

    name: str  # as the user gave it
    dim: int  # length of a vector
    fingerprint: str  # short digest of the weights: an index refuses an encoder with another one

    def encode_questions(self, texts: Sequence[str]) -> Vectors:
        """One row for each question, in order. Any number of texts; batches inside."""
        ...

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """One row for each passage, in order. Any number of texts; batches inside."""
        ...


def unit_rows(rows: Vectors) -> Vectors:
    """The rows scaled to length 1, in place; rows of zeros stay. `[[3, 4]] -> [[.6, .8]]`."""
    lengths = np.sqrt(np.einsum("nd,nd->n", rows, rows))[:, None]
    np.divide(rows, lengths, out=rows, where=lengths > 0)
    return rows
