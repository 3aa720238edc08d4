"""The page network in torch, for training, and its export for `bot/reading/page_net.py`."""

from __future__ import annotations

import tempfile
import warnings
from collections.abc import Sequence
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from bot.pieces import PAD
from training.export_reader import arranged
from training.fusing import fuse, through_at
from training.reader_net import Trunk

INNER, DROP = 128, 0.1


class Net(nn.Module):
    """A trunk, and what it says of three places; cues of breaks are weighed beside."""

    def __init__(self, trunk: Trunk, cues: int) -> None:
        super().__init__()
        self.trunk = trunk
        self.norm = nn.LayerNorm(trunk.size.width)
        self.heads = nn.ModuleList([_head(3 * trunk.size.width) for _ in range(2)])
        self.cues = nn.Linear(2 * cues, 1)

    def forward(self, ids: Tensor, parts: Tensor, at: Tensor, drop: float = 0.0) -> Tensor:
        """(rows, 2) log odds: of a break that parts headlines, of lines that open a story."""
        x = self.norm(through(self.trunk, ids, parts, drop))
        row = torch.arange(len(ids), device=ids.device)
        around = torch.cat([x[row, at[:, n]] for n in range(3)], 1)
        return torch.cat([head(around) for head in self.heads], 1).float()


def _head(width: int) -> nn.Module:
    return nn.Sequential(nn.Linear(width, INNER), nn.GELU(), nn.Dropout(DROP), nn.Linear(INNER, 1))


def through(trunk: Trunk, ids: Tensor, parts: Tensor, drop: float, layers: int = 0) -> Tensor:
    """(rows, length, width) what comes of its first layers, or for 0 of all."""
    mask = (ids == PAD)[:, None, None, :].to(trunk.enter.weight.dtype) * -1e4
    count = layers or len(trunk.layers)
    return trunk.through(trunk.begin(ids, parts), 0, count, mask, drop)


class Alone(nn.Module):
    """What is exported: a row at a time, and of the last layer only the places that tell."""

    def __init__(self, net: Net) -> None:
        super().__init__()
        self.net = net

    def forward(self, ids: Tensor, parts: Tensor, at: Tensor) -> Tensor:
        """(1, 2)."""
        net, trunk, last = self.net, self.net.trunk, len(self.net.trunk.layers) - 1
        x = trunk.through(trunk.begin(ids, parts), 0, last, None, 0.0)
        turn = trunk.cos[: x.shape[1]], trunk.sin[: x.shape[1]]
        around = net.norm(through_at(trunk.layers[last], x, turn, at[0])).reshape(1, -1)
        return torch.cat([head(around) for head in net.heads], 1)


def save(net: Net, names: Sequence[str], folder: Path) -> None:
    """Writes `net.onnx` in 8 bits, and the weights of the cues of breaks; `net` is used up."""
    feed = {
        "ids": torch.randint(5, 90, (1, 20)),
        "parts": torch.ones(1, 20).long(),
        "at": torch.tensor([[0, 8, 12]]),
    }
    with tempfile.TemporaryDirectory() as temporary, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        whole = Path(temporary) / "whole.onnx"
        fuse(net)
        torch.onnx.export(
            Alone(net.eval()), tuple(feed.values()), str(whole), dynamo=False, opset_version=17,
            input_names=list(feed), output_names=["odds"],
            dynamic_axes={name: {1: "length"} for name in ("ids", "parts")},
        )  # fmt: skip
        quantize_dynamic(
            str(whole), str(whole), weight_type=QuantType.QInt8, per_channel=True, reduce_range=True
        )
        arranged(whole, folder / "net.onnx")
    bias = net.cues.bias.item()
    always, on_line = net.cues.weight[0].detach().split(len(names))
    rows = [
        f"{name}\t{by:.3f}\t{by_line:.3f}\n"
        for name, by, by_line in zip(names, always.tolist(), on_line.tolist(), strict=True)
    ]
    (folder / "cues.tsv").write_text(f"\t{bias:.3f}\t0\n" + "".join(rows), encoding="utf-8")
