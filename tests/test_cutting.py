"""Texts cut into the pieces of a tokenizer."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

from bot.encoding.cutting import Cutter
from bot.encoding.static import MODELS
from bot.errors import ModelError

FILE = MODELS / "baowen-static-zh" / "0_StaticEmbedding" / "tokenizer.json"
WHOLE = Tokenizer.from_file(str(FILE))
TOLD = json.loads(FILE.read_text(encoding="utf-8"))
CHARS = st.sampled_from("云溪大桥什么时候通车贷款余额年月日龘𠀀ＡｂC１2％，。 \n\u0301①ﬁ")


def _by_the_library(text: str) -> list[int]:
    return WHOLE.encode(text, add_special_tokens=False).ids


@settings(max_examples=40, deadline=None)
@given(st.text(CHARS, max_size=40) | st.text(max_size=12))
def test_the_first_text_is_cut_as_any_other(text: str) -> None:
    cutter = Cutter(FILE)
    assert cutter.cut([text]) == [_by_the_library(text)]
    assert cutter.cut([text]) == [_by_the_library(text)]  # by the whole tokenizer now


def test_several_first_texts_are_cut_too() -> None:
    texts = ["云溪大桥何时通车", "", "贷款余额"]
    assert Cutter(FILE).cut(texts) == [_by_the_library(text) for text in texts]
    assert Cutter(FILE).pieces == WHOLE.get_vocab_size()


def _damaged(part: str, value: Any) -> dict[str, Any]:
    return {**TOLD, "model": {**TOLD["model"], part: value}}


@pytest.mark.parametrize(
    "told",
    [
        {},
        [],
        _damaged("vocab", [["[UNK]"]]),
        _damaged("vocab", []),
        _damaged("unk_id", 10**6),
        {**TOLD, "normalizer": {"type": "none such"}},
        {**TOLD, "added_tokens": "none"},
    ],
)
def test_a_damaged_tokenizer_is_named(tmp_path: Path, told: Any) -> None:
    file = tmp_path / "tokenizer.json"
    file.write_text(json.dumps(told), encoding="utf-8")
    with pytest.raises(ModelError, match=r"tokenizer\.json"):
        Cutter(file).cut(["大桥"])


def test_a_tokenizer_of_another_kind_is_built_at_once(tmp_path: Path) -> None:
    other = Tokenizer(models.WordLevel({"[UNK]": 0, "大桥": 1, "通车": 2}, unk_token="[UNK]"))  # noqa: S106
    other.normalizer = normalizers.NFKC()
    other.pre_tokenizer = pre_tokenizers.Whitespace()
    file = tmp_path / "tokenizer.json"
    other.save(str(file))
    cutter = Cutter(file)
    assert cutter.pieces == 3
    assert cutter.cut(["大桥 通车 何时"]) == [[1, 2, 0]]
