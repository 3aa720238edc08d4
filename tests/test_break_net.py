"""The network that is asked where the weights are not sure whether a break parts two headlines."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import ModelError
from bot.pieces import ALPHABET, BEGIN, BREAK, Pieces
from bot.reading.break_net import SIDE, BreakNet, row_of, shipped_breaks
from bot.reading.breaks import divides, traits_of
from bot.reading.page_net import FOLDER, PageNet


@pytest.mark.parametrize(
    ("left", "right", "parted"),
    [
        ("春茶开采一周", "合作社添了三台机器", True),
        ("老街夜市开张", "摊主盼来回头客", True),
        ("渡口镇卫生院添", "置两台救护车", False),
        ("县医院与省城三家医", "院结成对子", False),
    ],
)
def test_it_tells_a_broken_line_from_two_headlines(left: str, right: str, parted: bool) -> None:
    traits = traits_of(left, right, "")
    assert (shipped_breaks().score(left, right, traits) > 0) is parted
    assert divides(left, right) is parted


def test_cues_and_lines_count() -> None:
    net = shipped_breaks()
    bare = net.score("老街夜市开张", "摊主盼来回头客", [])
    cues = ["left is a finished clause"]
    assert net.score("老街夜市开张", "摊主盼来回头客", cues) != bare
    assert net.score("老街夜市开张", "摊主盼来回头客", ["no such cue"]) == bare
    assert net.score("老街夜市开张", "摊主盼来回头客", ["line"], line=True) != bare


@given(st.text(min_size=1, max_size=80), st.text(min_size=1, max_size=80))
def test_any_two_texts_have_a_score(left: str, right: str) -> None:
    ids, parts, (before, after, at) = row_of(Pieces.load(ALPHABET), left, right)
    assert ids[0] == BEGIN and ids[at] == BREAK and len(ids) == len(parts) <= 2 + 2 * SIDE
    assert before == at - 1 and after in {at, at + 1} and after < len(ids)
    assert abs(shipped_breaks().score(left, right, [])) < 100


@pytest.mark.parametrize("file", ["net.onnx", "cues.tsv"])
@pytest.mark.parametrize("content", [None, b"\xff\tnothing"])
def test_a_broken_network_is_told(tmp_path: Path, file: str, content: bytes | None) -> None:
    folder = tmp_path / "breaks"
    shutil.copytree(FOLDER, folder)
    (folder / file).unlink() if content is None else (folder / file).write_bytes(content)
    with pytest.raises(ModelError, match=file):
        BreakNet(PageNet(folder), folder)


def test_all_weights_together_are_small() -> None:
    files = [file for file in FOLDER.parent.rglob("*") if file.is_file()]
    assert sum(file.stat().st_size for file in files) <= 40_000_000
