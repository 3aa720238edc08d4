"""Trains the network that `bot/reading/break_net.py` asks where the weights of cues are not sure.

    python -m training.train_break_net TRUNK.pt --data ../shared/data

From the first layers of the pretrained transformer (training/pretrain_reader.py) and the breaks of
train_breaks.py; every tenth article is kept back, and what weights, network and both together make
of its breaks is printed. One pass, half an hour of one core; the seeds are fixed.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
import warnings
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812 - its usual name

from bot.pieces import ALPHABET, PAD, Pieces
from bot.reading.break_net import FOLDER, BreakNet, row_of
from bot.reading.breaks import SURE, traits_of
from training.export_reader import arranged
from training.fusing import fuse
from training.reader_net import Size, Trunk
from training.train_breaks import Break, fit, gather

LAYERS, INNER = 2, 128
BATCH, RATE, HEAD_RATE, WARM, DROP = 128, 3e-4, 1.5e-3, 60, 0.1
PART = 1  # which part of a row the trunk takes a headline for


class Net(nn.Module):
    """The first layers of a trunk, and what they say of the break; cues are weighed beside."""

    def __init__(self, trunk: Trunk, cues: int) -> None:
        super().__init__()
        self.trunk = trunk
        trunk.layers = trunk.layers[:LAYERS]
        width = trunk.size.width
        self.norm = nn.LayerNorm(width)
        self.head = nn.Sequential(
            nn.Linear(3 * width, INNER), nn.GELU(), nn.Dropout(DROP), nn.Linear(INNER, 1)
        )
        self.cues = nn.Linear(2 * cues, 1)

    def words(self, ids: Tensor, at: Tensor) -> Tensor:
        """(rows,) what the words around the break at `at` say."""
        mask = (ids == PAD)[:, None, None, :].float() * -1e4
        x = self.trunk.begin(ids, torch.full_like(ids, PART))
        x = self.norm(self.trunk.through(x, 0, LAYERS, mask, DROP))
        row = torch.arange(len(ids))
        around = torch.cat((x[row, at - 1], x[row, at + 1], x[row, at]), 1)
        return self.head(around)[:, 0]

    def forward(self, ids: Tensor, at: Tensor, cues: Tensor) -> Tensor:
        """(rows,) log odds that the break parts two headlines."""
        return self.words(ids, at) + self.cues(cues)[:, 0]


class Words(nn.Module):
    """What is exported: the cues are summed up in Python."""

    def __init__(self, net: Net) -> None:
        super().__init__()
        self.net = net

    def forward(self, ids: Tensor, at: Tensor) -> Tensor:
        """(rows,)."""
        return self.net.words(ids, at)


@dataclass(frozen=True, slots=True)
class Sample:
    """A break as the network sees it."""

    ids: list[int]
    at: int
    cues: tuple[str, ...]
    told: Break


@dataclass(slots=True)
class Feeder:
    """Makes samples and batches."""

    pieces: Pieces
    names: dict[str, int] = field(default_factory=dict)

    def samples(self, breaks: Sequence[Break]) -> list[Sample]:
        """The breaks in pieces, with the cues that the network weighs."""
        made = []
        for told in breaks:
            ids, at = row_of(self.pieces, told.left, told.right)
            traits = traits_of(told.left, told.right, told.body, line=told.line)
            made.append(Sample(ids, at, tuple(filter(is_cue, traits)), told))
        for cue in sorted({cue for sample in made for cue in sample.cues}):
            self.names.setdefault(cue, len(self.names))
        return made

    def batch(self, samples: Sequence[Sample]) -> tuple[Tensor, Tensor, Tensor]:
        """ids, places of the breaks, cues: each for any break, and again for a line's end."""
        ids = torch.full((len(samples), max(len(s.ids) for s in samples)), PAD)
        cues = torch.zeros(len(samples), 2 * len(self.names))
        for row, sample in enumerate(samples):
            ids[row, : len(sample.ids)] = torch.tensor(sample.ids)
            places = [self.names[cue] for cue in sample.cues]
            cues[row, places] = 1.0
            if sample.told.line:
                cues[row, [len(self.names) + place for place in places]] = 1.0
        return ids, torch.tensor([s.at for s in samples]), cues


def is_cue(trait: str) -> bool:
    """True for what the network cannot read in the words: the cues, the line, the lengths."""
    if trait.startswith("line "):
        return False
    spoken = len(trait) > 9 and trait[0].islower()
    return spoken or trait == "line" or trait.startswith(("longer", "left ", "right ", "verbs"))


def train(net: Net, feeder: Feeder, samples: list[Sample]) -> None:
    """One pass over the samples, each counting as often as pages have its like."""
    head = [*net.norm.parameters(), *net.head.parameters(), *net.cues.parameters()]
    groups = [{"params": net.trunk.parameters(), "lr": RATE}, {"params": head, "lr": HEAD_RATE}]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    steps = len(samples) // BATCH
    pace = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1.0, (step + 1) / WARM) * (1 - step / steps)
    )
    random.Random(1).shuffle(samples)
    begun, lost = time.time(), list[float]()
    for step in range(steps):
        some = samples[step * BATCH : (step + 1) * BATCH]
        right = torch.tensor([float(s.told.divides) for s in some])
        counts = torch.tensor([s.told.counts for s in some])
        loss = F.binary_cross_entropy_with_logits(net(*feeder.batch(some)), right, counts)
        optimizer.zero_grad()
        (loss * len(some) / counts.sum()).backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(net.parameters(), 1.0)
        optimizer.step()
        pace.step()
        lost.append(loss.item())
        if step % 50 == 49:
            mean = sum(lost[-50:]) / 50
            print(f"{time.time() - begun:.0f} s, {step + 1} of {steps}: {mean:.3f}", flush=True)


def save(net: Net, names: Sequence[str], folder: Path) -> None:
    """Writes `net.onnx` in 8 bits, and the weights of the cues."""
    file = folder / "net.onnx"
    feed = {"ids": torch.randint(5, 90, (1, 20)), "at": torch.tensor([8])}
    with tempfile.TemporaryDirectory() as temporary, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        whole = Path(temporary) / "whole.onnx"
        fuse(net)
        torch.onnx.export(
            Words(net.eval()), tuple(feed.values()), str(whole), dynamo=False, opset_version=17,
            input_names=list(feed), output_names=["odds"],
            dynamic_axes={"ids": {0: "rows", 1: "length"}, "at": {0: "rows"}, "odds": {0: "rows"}},
        )  # fmt: skip
        quantize_dynamic(
            str(whole), str(whole), weight_type=QuantType.QInt8, per_channel=True, reduce_range=True
        )
        arranged(whole, file)
    bias = net.cues.bias.item()
    always, on_line = net.cues.weight[0].detach().split(len(names))
    rows = [
        f"{name}\t{by:.3f}\t{by_line:.3f}\n"
        for name, by, by_line in zip(names, always.tolist(), on_line.tolist(), strict=True)
    ]
    (folder / "cues.tsv").write_text(f"\t{bias:.3f}\t0\n" + "".join(rows), encoding="utf-8")


def check(net: BreakNet, apart: Sequence[Break], weights: dict[str, float]) -> Iterator[str]:
    """How many breaks that were kept back the weights, the network, and both get right."""
    told = [(b, traits_of(b.left, b.right, b.body, line=b.line)) for b in apart]
    cheap = np.array([sum(weights.get(trait, 0.0) for trait in traits) for _, traits in told])
    dear = np.array([net.score(b.left, b.right, traits, line=b.line) for b, traits in told])
    both = np.where(abs(cheap) < SURE, cheap + dear, cheap)
    right = np.array([b.divides for b in apart])
    for name, web in (("national daily", False), ("web news", True)):
        counts = np.array([b.counts * (b.web is web) for b in apart])
        shares = [counts @ ((odds > 0) == right) / counts.sum() for odds in (cheap, dear, both)]
        yield f"{name}: weights {shares[0]:.4f}, network {shares[1]:.4f}, both {shares[2]:.4f}"


def main() -> None:
    """Trains, checks and writes."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("trunk", type=Path)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--out", type=Path, default=FOLDER)
    options = parser.parse_args()
    torch.manual_seed(1)
    breaks = gather(options.data, random.Random(7))
    apart = [b for b in breaks if zlib.crc32(b.body.encode()) % 10 == 0]
    taught = [b for b in breaks if zlib.crc32(b.body.encode()) % 10]
    feeder = Feeder(Pieces.load(ALPHABET))
    samples = feeder.samples(taught)
    trunk = Trunk(len(feeder.pieces), Size())
    saved = torch.load(options.trunk, weights_only=True)
    trunk.load_state_dict({name: values.float() for name, values in saved.items()})
    net = Net(trunk, len(feeder.names))
    train(net, feeder, samples)
    options.out.mkdir(parents=True, exist_ok=True)
    save(net, list(feeder.names), options.out)
    for line in check(BreakNet(options.out), apart, fit(taught)):
        print(line)


if __name__ == "__main__":
    main()
