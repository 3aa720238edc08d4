"""Cuts texts into the pieces of a `tokenizer.json`, by the library tokenizers.

A tokenizer of 48,000 pieces takes longer to build than a question to answer. But in a unigram
model (Kudo 2018, "Subword Regularization") only the pieces that stand in a text have a part in
cutting it: the first question is cut by a small tokenizer of those, and the whole one is built when
there is more to cut.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from operator import itemgetter
from pathlib import Path
from typing import Any

from tokenizers import Tokenizer

from bot.errors import broken_model


class Cutter:
    """The pieces of one tokenizer. Safe to use from several threads."""

    def __init__(self, file: Path) -> None:
        """The tokenizer in a file. `Cutter(folder / "tokenizer.json").pieces -> 48000`.

        Raises:
            ModelError: If the file is missing or damaged.
        """
        self._file = file
        self._whole: Tokenizer | None = None
        self._told: dict[str, Any] | None = None  # what the file tells, until the first texts
        try:
            told = json.loads(file.read_text(encoding="utf-8"))
            if _can_be_small(told):
                _small(told, "")  # a damaged one shows here
                self._told, self.pieces = told, len(told["model"]["vocab"])
        except Exception as error:  # the library raises bare Exception for a damaged file
            raise broken_model(file, error) from error
        if self._told is None:
            self.pieces = self._tokenizer().get_vocab_size()

    def cut(self, texts: Sequence[str]) -> list[list[int]]:
        """The numbers of each text's pieces, in their order. `cutter.cut(["大桥"]) -> [[812]]`."""
        told, self._told = self._told, None
        if told is not None and len(texts) == 1:
            small, numbers = _small(told, texts[0])
            return [[numbers[piece] for piece in _cut(small, texts)[0]]]
        return _cut(self._tokenizer(), texts)

    def _tokenizer(self) -> Tokenizer:
        """The whole tokenizer, built when it is first needed."""
        if self._whole is None:
            try:
                self._whole = Tokenizer.from_file(str(self._file))
            except Exception as error:
                raise broken_model(self._file, error) from error
            self._whole.no_padding()
            self._whole.no_truncation()
        return self._whole


def _cut(tokenizer: Tokenizer, texts: Sequence[str]) -> list[list[int]]:
    found = tokenizer.encode_batch_fast(list(texts), add_special_tokens=False)
    return [one.ids for one in found]


def _can_be_small(told: dict[str, Any]) -> bool:
    """Whether a text is cut by the pieces alone that stand in it, as it is normalized."""
    model, ahead = told["model"], told["pre_tokenizer"]
    return (
        model["type"] == "Unigram"
        and not model["byte_fallback"]
        and isinstance(model["unk_id"], int)
        and not told["added_tokens"]
        and (ahead is None or ahead["type"] == "Split")
    )


def _small(told: dict[str, Any], text: str) -> tuple[Tokenizer, list[int]]:
    """A tokenizer that cuts this text as the whole one does, and its pieces' true numbers."""
    model = told["model"]
    pieces, unknown = model["vocab"], model["unk_id"]
    least = pieces.index(min(pieces, key=itemgetter(1)))  # tells what an unknown one costs
    kept = sorted({unknown, least})

    def tokenizer_of(numbers: list[int]) -> Tokenizer:
        part = {**model, "vocab": [pieces[at] for at in numbers], "unk_id": numbers.index(unknown)}
        return Tokenizer.from_str(json.dumps({**told, "model": part}))

    normalizer = tokenizer_of(kept).normalizer
    shown = normalizer.normalize_str(text) if normalizer else text
    kept += [at for at, (piece, _) in enumerate(pieces) if piece in shown and at not in kept]
    small = tokenizer_of(kept)
    small.no_padding()
    small.no_truncation()
    return small, kept
