"""The shipped network -> a checkpoint to go on from: 8 bits become floats again.

    python -m training.import_reader CHECKPOINT.pt bot/models/baowen-reader-v3

What export_reader.py wrote, read back, so that teaching can go on without what it was made of. The
exit above the shipped one is gone, and how much of a piece's vector is the table's and how much the
projection's behind it (only their product is kept): the table gets a usual spread.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import Tensor

from bot.answering.contexts import WEIGHTS
from training.reader_net import EXIT, WIDTH

_ENTER = "/enter/"
SPREAD = 0.1  # standard deviation of the pieces' vectors

Arrays = dict[str, np.ndarray]


def weights_of(file: Path) -> Iterator[tuple[str, np.ndarray]]:
    """(name in `ReaderNet`, weight) of all weights of an exported part."""
    graph = onnx.load(str(file)).graph
    held = {one.name: numpy_helper.to_array(one) for one in graph.initializer}
    for name, array in held.items():
        if name.startswith("net.") and not name.endswith(("_quantized", "_scale", "_zero_point")):
            yield name[4:], array
        if array.shape == (WIDTH,) and array.dtype == np.float32:
            yield "widths.weight", array[:, None]
    for node in graph.node:
        tables = [name for name in node.input if name.endswith("_quantized") and name in held]
        if "MatMul" in node.op_type and not node.name.startswith(_ENTER):
            yield from ((_module(node.name), _floats(held, table).T) for table in tables)
    for name in ("rarity", "trunk.parts.weight"):
        if f"net.{name}_quantized" in held:
            yield name, _floats(held, f"net.{name}_quantized")
    vectors = held.get("net.trunk.vectors.weight_quantized")
    if vectors is not None:
        table = vectors - held["net.trunk.vectors.weight_zero_point"].astype(np.float32)
        scale = SPREAD / table.std()
        enter = next(node for node in graph.node if node.name.startswith(_ENTER)).input[1]
        product = held[f"{_ENTER}MatMul_quant_scales_mul:0"] / scale
        yield "trunk.vectors.weight", table * scale
        yield "trunk.enter.weight", (held[enter].astype(np.float32) * product).T


def _module(node: str) -> str:
    """`/layers.0/ask/MatMul_quant` -> `trunk.layers.0.ask.weight`."""
    *path, _ = node.strip("/").split("/")
    return ".".join(["trunk", *path] if path[0].startswith("layers") else path[-1:]) + ".weight"


def _floats(held: Arrays, table: str) -> np.ndarray:
    stem = table.removesuffix("_quantized")
    whole = held[table].astype(np.float32) - held[f"{stem}_zero_point"].astype(np.float32)
    return whole * held[f"{stem}_scale"]


def checkpoint_of(folder: Path) -> dict[str, Tensor]:
    """The weights of an exported network, by their names in `ReaderNet`."""
    found: Arrays = {}
    for part in ("lower", "upper"):
        found |= dict(weights_of(folder / f"{part}.onnx"))
    for name in [name for name in found if name.startswith(f"likely.{EXIT}.")]:
        found[name.replace(f".{EXIT}.", f".{EXIT + 1}.", 1)] = found[name]
    return {name: torch.from_numpy(np.array(array)) for name, array in found.items()}


def main() -> None:
    """Reads both parts and writes the checkpoint."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("folder", type=Path, nargs="?", default=WEIGHTS)
    options = parser.parse_args()
    torch.save(checkpoint_of(options.folder), options.checkpoint)


if __name__ == "__main__":
    main()
