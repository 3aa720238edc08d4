"""A checkpoint of the reader's network -> `lower.onnx` and `upper.onnx`, which need no torch.

    python -m training.export_reader CHECKPOINT.pt bot/models/baowen-reader-v3

Weights are stored in 8 bits, with a scale for each row of a table.
"""

from __future__ import annotations

import argparse
import tempfile
import warnings
from pathlib import Path

import onnxruntime
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from bot.answering.contexts import WEIGHTS
from training.fusing import fuse
from training.reader_net import ReaderNet, Size, load_net


class Lower(nn.Module):
    """The layers that see every window."""

    def __init__(self, net: ReaderNet) -> None:
        super().__init__()
        self.net = net

    def forward(self, ids: Tensor, parts: Tensor) -> tuple[Tensor, Tensor]:
        """The rows after the exit, and how likely each answers."""
        x, found = self.net.lower(ids, parts)
        return x, found[-1]


class Upper(nn.Module):
    """The layers that see the likeliest windows."""

    def __init__(self, net: ReaderNet) -> None:
        super().__init__()
        self.net = net

    def forward(self, x: Tensor, ids: Tensor, parts: Tensor) -> Tensor:
        """Scores of all spans."""
        return self.net.upper(x, ids, parts, self.net.exits[-1])


def export(checkpoint: Path, folder: Path, size: Size, whole: bool = False) -> None:
    """Writes both files; `whole` keeps the weights in 32 bits."""
    net = load_net(checkpoint, size)
    fuse(net)
    ids, parts = torch.randint(5, 90, (1, 80)), torch.ones(1, 80).long() * 2
    parts[:, :12] = 0
    x = torch.randn(1, 80, size.width)
    rows = {0: "rows", 1: "length"}
    for name, module, feed, made in (
        ("lower", Lower(net), {"ids": ids, "parts": parts}, {"y": rows, "likely": {0: "rows"}}),
        ("upper", Upper(net), {"x": x, "ids": ids, "parts": parts}, {"scores": rows}),
    ):
        with tempfile.TemporaryDirectory() as temporary, warnings.catch_warnings():
            warnings.simplefilter("ignore")
            file = Path(temporary) / "whole.onnx"
            torch.onnx.export(
                module, tuple(feed.values()), str(file), dynamo=False, opset_version=17,
                input_names=list(feed), output_names=list(made),
                dynamic_axes=dict.fromkeys(feed, rows) | made,
            )  # fmt: skip
            if not whole:
                quantize_dynamic(
                    str(file), str(file), weight_type=QuantType.QInt8,
                    per_channel=True, reduce_range=True,
                )  # fmt: skip
            arranged(file, folder / f"{name}.onnx")


def arranged(file: Path, out: Path) -> None:
    """Writes the model as onnxruntime arranges it, so that opening it takes a third of the time."""
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_EXTENDED
    options.optimized_model_filepath = str(out)
    onnxruntime.InferenceSession(str(file), options)


def main() -> None:
    """Exports a checkpoint."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("folder", type=Path, nargs="?", default=WEIGHTS)
    parser.add_argument("--whole", action="store_true", help="32 bits")
    parser.add_argument("--size", type=int, nargs=4, help="width, heads, inner, layers")
    options = parser.parse_args()
    size = Size(*options.size) if options.size else Size()
    export(options.checkpoint, options.folder, size, options.whole)


if __name__ == "__main__":
    main()
