"""A checkpoint of the reader's network -> `model.onnx` and `chars.txt`, which need no torch.

python -m training.export_reader CHECKPOINT.pt bot/models/baowen-reader-v2
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch
from torch import Tensor, nn

from bot.answering.question import KINDS
from bot.answering.word_inputs import CHARS, SHAPE, TAGS, WordInputs
from training.reader_net import ReaderNet

_WORD = ("id", "mask", *WordInputs.__slots__)
QUESTION = tuple(f"q_{name}" for name in (*_WORD, "kind", "place"))
TEXT = tuple(f"c_{name}" for name in (*_WORD, "open"))


class Flat(nn.Module):
    """The network with its inputs one by one, as ONNX has them."""

    def __init__(self, net: ReaderNet) -> None:
        super().__init__()
        self.net = net

    def forward(self, *tables: Tensor) -> Tensor:
        """Scores of all spans."""
        named = dict(zip((*QUESTION, *TEXT), tables, strict=True))
        question = {name[2:]: named[name] for name in QUESTION}
        text = {name[2:]: named[name] for name in TEXT}
        scores: Tensor = self.net(question, text)
        return scores


def example_rows(batch: int, length: int) -> dict[str, Tensor]:
    """Inputs of the right shapes and types."""
    ints = {"id": 50, "end": 100, "tag": 10}
    rows = {name: torch.randint(1, high, (batch, length)).int() for name, high in ints.items()}
    rows["id"] = rows["id"].long()
    rows["mask"] = torch.ones(batch, length, dtype=torch.bool)
    rows["chars"] = torch.randint(1, 100, (batch, length, CHARS)).int()
    rows["vector"] = torch.randn(batch, length, 128)
    rows["shape"] = torch.rand(batch, length, SHAPE)
    rows["count"], rows["content"] = torch.ones(2, batch, length).unbind()
    return rows


def export(checkpoint: Path, folder: Path) -> None:
    """Writes both files."""
    saved = torch.load(checkpoint, weights_only=True)
    chars = sorted(saved["chars"], key=saved["chars"].get)
    net = ReaderNet(len(chars) + 2, len(TAGS), len(KINDS))
    net.load_state_dict(saved["average"])
    question, text = example_rows(3, 12), example_rows(3, 60)
    question |= {
        "kind": torch.zeros(3, dtype=torch.long),
        "place": torch.zeros_like(question["id"]),
    }
    text["open"] = text["mask"].clone()  # one tensor twice would become one input
    batch, asked, told = (
        torch.export.Dim(name, min=low, max=high)
        for name, low, high in (("batch", 1, 64), ("asked", 1, 64), ("told", 2, 2048))
    )
    shapes = [{0: batch} if name == "q_kind" else {0: batch, 1: asked} for name in QUESTION]
    shapes += [{0: batch, 1: told} for _ in TEXT]
    tables = [question[name[2:]] for name in QUESTION] + [text[name[2:]] for name in TEXT]
    program = torch.onnx.export(
        Flat(net).eval(),
        tuple(tables),
        dynamo=True,
        dynamic_shapes=(tuple(shapes),),
        input_names=[*QUESTION, *TEXT],
        output_names=["scores"],
        opset_version=18,
    )
    folder.mkdir(parents=True, exist_ok=True)
    program.save(folder / "model.onnx")
    (folder / "chars.txt").write_text("\n".join(chars), encoding="utf-8")


def main() -> None:
    """Exports."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("folder", type=Path)
    options = parser.parse_args()
    export(options.checkpoint, options.folder)


if __name__ == "__main__":
    main()
