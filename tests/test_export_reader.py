"""A checkpoint becomes two ONNX files that score the same, and those a checkpoint again."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch

from bot.networks import open_network
from training.reader_net import CHARS, ReaderNet, Size

pytest.importorskip("onnx", reason="onnx comes with the extra `train`")

from training.export_reader import export
from training.import_reader import checkpoint_of
from training.mean_readers import mean_of

PIECES = 100
SIZE = Size(width=64, heads=2, inner=96, layers=4)


@pytest.fixture(scope="module")
def checkpoint(tmp_path_factory: pytest.TempPathFactory) -> Path:
    torch.manual_seed(3)
    chars = torch.randint(0, 9, (PIECES, CHARS))
    net = ReaderNet(PIECES, SIZE, chars, torch.rand(PIECES))
    with torch.no_grad():
        for weight in net.parameters():
            weight.add_(torch.randn_like(weight) * 0.05)
    file = tmp_path_factory.mktemp("checkpoint") / "reader.pt"
    torch.save(net.state_dict(), file)
    return file


def rows(length: int) -> tuple[torch.Tensor, torch.Tensor]:
    ids, parts = torch.randint(5, PIECES, (1, length)), torch.full((1, length), 2)
    parts[:, :6], parts[:, 6:9] = 0, 1
    return ids, parts


def scored(folder: Path, ids: torch.Tensor, parts: torch.Tensor) -> tuple[np.ndarray, np.ndarray]:
    feed = {"ids": ids.numpy(), "parts": parts.numpy()}
    x, likely = open_network(folder / "lower.onnx").run(None, feed)
    return likely, open_network(folder / "upper.onnx").run(None, {"x": x, **feed})[0]


@pytest.mark.parametrize("length", [20, 57])
def test_the_export_scores_as_the_network_does(
    checkpoint: Path, tmp_path: Path, length: int
) -> None:
    export(checkpoint, tmp_path, SIZE, whole=True)
    net = ReaderNet(PIECES, SIZE, torch.zeros(PIECES, CHARS).long(), torch.zeros(PIECES))
    net.load_state_dict(torch.load(checkpoint, weights_only=True))
    ids, parts = rows(length)
    with torch.no_grad():
        scores, exits = net.eval()(ids, parts)
    likely, table = scored(tmp_path, ids, parts)
    assert likely == pytest.approx(exits[0].numpy(), abs=1e-4)
    assert table == pytest.approx(scores.numpy(), abs=1e-3)


def test_what_was_exported_can_be_taught_on(checkpoint: Path, tmp_path: Path) -> None:
    first, again = tmp_path / "first", tmp_path / "again"
    for folder in (first, again):
        folder.mkdir()
    export(checkpoint, first, SIZE)
    back = tmp_path / "back.pt"
    torch.save(checkpoint_of(first), back)
    export(back, again, SIZE)
    ids, parts = rows(30)
    for one, other in zip(scored(first, ids, parts), scored(again, ids, parts), strict=True):
        assert other == pytest.approx(one, abs=2e-2)
    saved, begun = (torch.load(file, weights_only=True) for file in (back, checkpoint))
    assert set(saved) == set(begun)
    name = "trunk.layers.3.wide.weight"
    assert saved[name].numpy() == pytest.approx(begun[name].numpy(), abs=5e-3)


def test_the_mean_of_checkpoints_is_that_of_their_weights() -> None:
    chars = torch.tensor([1, 2])
    first = {"w": torch.tensor([1.0, 2.0]).half(), "chars": chars}
    second = {"w": torch.tensor([3.0, 0.0]).half(), "chars": chars}
    mean = mean_of([first, second])
    assert mean["w"].tolist() == [2.0, 1.0] and mean["chars"] is chars
