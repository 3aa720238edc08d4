"""Any sentence-transformers model as an encoder. Slow to import, so only when one is asked for."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from bot.encoding.vectors import Vectors, unit_rows
from bot.errors import ModelError

_BATCH_TEXTS = 2048  # handed over at a time; bounds what the library holds beside the result
_SAMPLE = 64  # numbers of each tensor that go into the fingerprint: all of them take minutes


class TransformerEncoder:
    """An encoder from a folder or from the Hugging Face hub, with its own prompts."""

    def __init__(self, name_or_path: str) -> None:
        """The encoder of that name. `TransformerEncoder("BAAI/bge-small-zh-v1.5").dim -> 512`.

        Raises:
            ModelError: If it cannot be loaded, or gives no usable vectors.
        """
        self.name = name_or_path
        self._model = _load(name_or_path)
        self.dim = 0
        self.dim = self._probe()
        self.fingerprint = _digest(self._model)

    def encode_questions(self, texts: Sequence[str]) -> Vectors:
        """One row for each question, behind the model's prompt for queries if it has one.

        Raises:
            ModelError: If the model gives something else than finite numbers.
        """
        return self._encode(self._model.encode_query, texts)

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """One row for each passage, behind the model's prompt for documents if it has one.

        Raises:
            ModelError: If the model gives something else than finite numbers.
        """
        return self._encode(self._model.encode_document, texts)

    def _probe(self) -> int:
        try:
            vector = np.asarray(self._model.encode_query(["报纸"], show_progress_bar=False))
        except Exception as error:  # whatever a model of another's making may raise
            raise _fault(self.name, error) from error
        if vector.ndim != 2 or not vector.shape[1] or not np.isfinite(vector).all():
            raise _fault(self.name, f"no usable vector: shape {vector.shape}")
        return int(vector.shape[1])

    def _encode(self, encode: Callable[..., Any], texts: Sequence[str]) -> Vectors:
        rows = np.zeros((len(texts), self.dim), dtype=np.float32)
        for start in range(0, len(texts), _BATCH_TEXTS):
            batch = list(texts[start : start + _BATCH_TEXTS])
            rows[start : start + len(batch)] = encode(batch, show_progress_bar=False)
        if not np.isfinite(rows).all():
            raise _fault(self.name, "its vectors are not finite numbers")
        return unit_rows(rows)


def _load(name: str) -> Any:
    path = Path(name).expanduser()
    if not name.strip() or (_looks_like_path(name) and not path.exists()):
        raise _fault(name, "no such folder")
    try:
        from sentence_transformers import SentenceTransformer

        return SentenceTransformer(str(path) if path.exists() else name)
    except Exception as error:  # the library and the hub raise of everything
        raise _fault(name, error) from error


def _looks_like_path(name: str) -> bool:
    # A name on the hub is "model" or "owner/model"; asking the hub for "./x" only costs time.
    return name.startswith((".", "/", "~")) or "\\" in name or name.count("/") > 1


def _digest(model: Any) -> str:
    shape = [[key, str(value.dtype), list(value.shape)] for key, value in _tensors(model)]
    digest = hashlib.sha256(json.dumps([shape, model.prompts], sort_keys=True).encode())
    for _, value in _tensors(model):
        numbers = value.detach().flatten()
        digest.update(numbers[:: max(1, len(numbers) // _SAMPLE)].float().cpu().numpy().tobytes())
    return digest.hexdigest()[:16]


def _tensors(model: Any) -> list[tuple[str, Any]]:
    return sorted(model.state_dict().items())


def _fault(name: str, reason: object) -> ModelError:
    first_line = (str(reason).strip() or type(reason).__name__).splitlines()[0]
    return ModelError(
        f"无法载入编码模型: {name} ({first_line})。请检查路径或模型名; 首次使用网上的模型需要联网; "
        f"不指定模型则用内置的。 / Cannot load the encoder: {name} ({first_line}). Check the path "
        "or name; a hub model needs the network once; without a name the embedded one is used."
    )
