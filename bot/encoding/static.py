"""The embedded encoder: a text is the mean of its pieces' vectors. numpy and tokenizers, no torch.

It reads a folder in the format of sentence-transformers' StaticEmbedding, so that
`SentenceTransformer(folder)` gives the same vectors (tests/test_encoding.py holds both to it):

    modules.json                       names the folder of the StaticEmbedding
    0_StaticEmbedding/
        tokenizer.json                 folds the text and cuts it into pieces
        model.safetensors              one row for each piece
    1_Normalize/                       named there, holds no file: rows of length 1
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from safetensors.numpy import load_file

from bot.encoding.cutting import Cutter
from bot.encoding.vectors import Vectors, unit_rows
from bot.errors import broken_model

Ids = np.ndarray[Any, np.dtype[np.intp]]
MODELS = Path(__file__).resolve().parent.parent / "models"
_BATCH_TEXTS = 1024  # cut into pieces at a time; bounds the memory beside the result
_BATCH_PIECES = 4096  # rows added up at a time: 4 MB of 256 floats; a passage has about 100


class StaticEncoder:
    """An encoder whose vectors are sums of rows of one table."""

    def __init__(self, folder: Path, name: str | None = None) -> None:
        """The encoder in a folder. `StaticEncoder(Path("runs/7")).dim -> 256`.

        Raises:
            ModelError: If a file is missing or damaged, or the files do not fit together.
        """
        home = _static_folder(folder)
        tokenizer_file, weights_file = home / "tokenizer.json", home / "model.safetensors"
        self.name = name or str(folder)
        self._cutter = Cutter(tokenizer_file)
        self._table, self._scales = _read_table(weights_file)
        pieces = self._cutter.pieces
        if len(self._table) != pieces:
            raise broken_model(weights_file, f"{len(self._table)} rows for {pieces} pieces")
        self._ones = np.ones(_BATCH_PIECES, dtype=np.float32)
        self.dim = int(self._table.shape[1])
        self.fingerprint = _digest(tokenizer_file, weights_file)

    @classmethod
    def embedded(cls, name: str) -> StaticEncoder:
        """The encoder shipped in bot/models under that name.

        Raises:
            ModelError: If the installation has lost it.
        """
        return cls(MODELS / name, name)

    def encode_questions(self, texts: Sequence[str]) -> Vectors:
        """One row for each question; questions and passages share one table."""
        return self._encode(texts)

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """One row for each passage; questions and passages share one table."""
        return self._encode(texts)

    def _encode(self, texts: Sequence[str]) -> Vectors:
        rows = np.zeros((len(texts), self.dim), dtype=np.float32)
        for start in range(0, len(texts), _BATCH_TEXTS):
            batch = list(texts[start : start + _BATCH_TEXTS])
            for row, pieces in zip(rows[start:], self._cutter.cut(batch), strict=False):
                self._add_up(np.array(pieces, dtype=np.intp), row)
        return unit_rows(rows)

    def _add_up(self, ids: Ids, row: Vectors) -> None:
        # Passage by passage the rows stay in the processor's cache, and BLAS adds them up: 25
        # times as fast as one np.add.reduceat over a batch, which writes them all out to memory
        # first. The sum has the direction of the mean, and only the direction is kept.
        for start in range(0, len(ids), _BATCH_PIECES):
            part = ids[start : start + _BATCH_PIECES]
            row += self._ones[: len(part)] @ self._rows(part)

    def _rows(self, ids: Ids) -> Vectors:
        # Made from the whole numbers as they are asked for: of a table of 48,000 rows a question
        # needs ten, and to make them all took longer than to open an index.
        rows = self._table.take(ids, axis=0)
        if self._scales is None:
            return rows.astype(np.float32, copy=False)
        scaled: Vectors = np.multiply(rows, self._scales.take(ids)[:, None], dtype=np.float32)
        return scaled


def _static_folder(folder: Path) -> Path:
    file = folder / "modules.json"
    try:
        modules = json.loads(file.read_text(encoding="utf-8"))
        paths = [module["path"] for module in modules if "StaticEmbedding" in module["type"]]
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise broken_model(file, error) from error
    if len(paths) != 1:
        raise broken_model(file, "no StaticEmbedding module in it")
    return folder / str(paths[0])


def _read_table(file: Path) -> tuple[np.ndarray[Any, np.dtype[Any]], Vectors | None]:
    """The table, and the scale of each row where the rows are stored as whole numbers."""
    try:
        tensors = load_file(file)
    except Exception as error:  # SafetensorError is not exported under one name in all versions
        raise broken_model(file, error) from error
    table = tensors.get("embedding.weight", tensors.get("embeddings"))
    if table is None or table.ndim != 2 or not table.shape[1]:
        raise broken_model(file, "no table of embeddings in it")
    if table.dtype.kind == "f":
        table = table.astype(np.float32)
    scales = tensors["weights"].astype(np.float32) if "weights" in tensors else None
    told = [part for part in (table, scales) if part is not None and part.dtype.kind == "f"]
    if not all(np.isfinite(part).all() for part in told):
        raise broken_model(file, "not all of its numbers are finite")
    return table, scales


def _digest(*files: Path) -> str:
    digest = hashlib.sha256()
    for file in files:
        with file.open("rb") as opened:
            hashlib.file_digest(opened, lambda: digest)  # goes on with what came before
    return digest.hexdigest()[:16]
