"""Trains the network that reads breaks in headlines, and lines that may open a story.

    python benchmarks/reading/lay_out.py --data DATA --pages 1200 --seed 302 --out /tmp/p302
    python -m training.lay_out_local --data DATA --out /tmp/local
    python -m training.import_reader /tmp/reader.pt
    python -m training.train_page_net /tmp/reader.pt --data DATA --pages /tmp/p302 /tmp/local

From the first layers of the shipped reader, in two passes: what archives tell of headlines and
subheads; then breaks in headlines, the decisions on pages that were laid out, as the shipped
network leads to them, and some of the first again. Every tenth article is kept back, and what comes
of its lines and breaks is printed. Forty minutes of two cores; the seeds are fixed.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
import warnings
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812 - its usual name

from bot.pieces import ALPHABET, PAD, Pieces
from bot.reading.break_net import BreakNet
from bot.reading.opening_net import opening_odds, row_of
from bot.reading.page_net import FOLDER, Cut, PageNet
from training import break_rows, opening_rows
from training.export_reader import arranged
from training.fusing import fuse, through_at
from training.reader_net import Size, Trunk
from training.train_breaks import fit
from training.train_breaks import gather as gather_breaks

LAYERS, INNER = 2, 128
BATCH, RATE, WARM, DROP = 64, 3e-4, 80, 0.1
AGAIN = 12_000  # samples of the first pass that are seen again
Loss = Callable[[], Tensor]
SHORT = 128  # breaks at once: they are a quarter as long


class Net(nn.Module):
    """The first layers of a trunk, and what they say; cues of breaks are weighed beside."""

    def __init__(self, trunk: Trunk, cues: int) -> None:
        super().__init__()
        self.trunk = trunk
        trunk.layers = trunk.layers[:LAYERS]
        self.norm = nn.LayerNorm(trunk.size.width)
        self.heads = nn.ModuleList([_head(3 * trunk.size.width) for _ in range(2)])
        self.cues = nn.Linear(2 * cues, 1)

    def forward(self, ids: Tensor, parts: Tensor, at: Tensor) -> Tensor:
        """(rows, 2) log odds: of a break that parts headlines, of lines that open a story."""
        mask = (ids == PAD)[:, None, None, :].float() * -1e4
        x = self.norm(self.trunk.through(self.trunk.begin(ids, parts), 0, LAYERS, mask, DROP))
        row = torch.arange(len(ids))
        around = torch.cat([x[row, at[:, n]] for n in range(3)], 1)
        return torch.cat([head(around) for head in self.heads], 1)


def _head(width: int) -> nn.Module:
    return nn.Sequential(nn.Linear(width, INNER), nn.GELU(), nn.Dropout(DROP), nn.Linear(INNER, 1))


def batch(cuts: Sequence[Cut]) -> tuple[Tensor, Tensor, Tensor]:
    """ids, parts and places of rows of pieces."""
    longest = max(len(cut.ids) for cut in cuts)
    ids, parts = torch.full((len(cuts), longest), PAD), torch.zeros(len(cuts), longest).long()
    for row, cut in enumerate(cuts):
        ids[row, : len(cut.ids)] = torch.tensor(cut.ids)
        parts[row, : len(cut.parts)] = torch.tensor(cut.parts)
    return ids, parts, torch.tensor([cut.at for cut in cuts])


class Trainer:
    """Trains a network, pass after pass."""

    def __init__(self, net: Net, pieces: Pieces, feeder: break_rows.Feeder) -> None:
        self.net, self.pieces, self.feeder = net, pieces, feeder

    def openings(self, samples: list[opening_rows.Sample]) -> list[Loss]:
        """Losses to be, one for each batch of lines; both answers count alike."""
        random.Random(1).shuffle(samples)
        share = sum(sample.opens for sample in samples) / len(samples)
        some = (samples[at : at + BATCH] for at in range(0, len(samples) - BATCH, BATCH))
        return [partial(self._opening_loss, each, share) for each in some]

    def breaks(self, samples: list[break_rows.Sample]) -> list[Loss]:
        """The same of breaks, each counting as often as pages have its like."""
        random.Random(1).shuffle(samples)
        some = (samples[at : at + SHORT] for at in range(0, len(samples) - SHORT, SHORT))
        return [partial(self._break_loss, each) for each in some]

    def _opening_loss(self, some: Sequence[opening_rows.Sample], share: float) -> Tensor:
        right = torch.tensor([float(s.opens) for s in some])
        counts = torch.where(right > 0, 0.5 / share, 0.5 / (1 - share))
        told = self.net(*batch([row_of(self.pieces, s.row) for s in some]))[:, 1]
        return F.binary_cross_entropy_with_logits(told, right, counts)

    def _break_loss(self, some: Sequence[break_rows.Sample]) -> Tensor:
        right = torch.tensor([float(s.told.divides) for s in some])
        counts = torch.tensor([s.told.counts for s in some])
        told = self.net(*batch([s.cut for s in some]))[:, 0]
        told = told + self.net.cues(self.feeder.cues(some))[:, 0]
        loss = F.binary_cross_entropy_with_logits(told, right, counts)
        return loss * len(some) / counts.sum()

    def run(self, losses: list[Loss], rate: float) -> None:
        """One pass."""
        trunk = [*self.net.trunk.parameters()]
        rest = [one for name, one in self.net.named_parameters() if not name.startswith("trunk.")]
        groups = [{"params": trunk, "lr": rate}, {"params": rest, "lr": 5 * rate}]
        optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
        steps = len(losses)
        pace = torch.optim.lr_scheduler.LambdaLR(
            optimizer, lambda step: min(1.0, (step + 1) / WARM) * (1 - step / steps)
        )
        begun, lost = time.time(), list[float]()
        self.net.train()
        for step, to_be in enumerate(losses):
            loss = to_be()
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(self.net.parameters(), 1.0)
            optimizer.step()
            pace.step()
            lost.append(loss.item())
            if step % 50 == 49:
                mean = sum(lost[-50:]) / 50
                print(f"{time.time() - begun:.0f} s, {step + 1} of {steps}: {mean:.3f}", flush=True)


class Alone(nn.Module):
    """What is exported: a row at a time, and of the last layer only the places that tell."""

    def __init__(self, net: Net) -> None:
        super().__init__()
        self.net = net

    def forward(self, ids: Tensor, parts: Tensor, at: Tensor) -> Tensor:
        """(1, 2)."""
        net, trunk, last = self.net, self.net.trunk, LAYERS - 1
        x = trunk.through(trunk.begin(ids, parts), 0, last, None, 0.0)
        turn = trunk.cos[: x.shape[1]], trunk.sin[: x.shape[1]]
        around = net.norm(through_at(trunk.layers[last], x, turn, at[0])).reshape(1, -1)
        return torch.cat([head(around) for head in net.heads], 1)


def save(net: Net, names: Sequence[str], folder: Path) -> None:
    """Writes `net.onnx` in 8 bits, and the weights of the cues of breaks."""
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


def check(net: PageNet, samples: Sequence[opening_rows.Sample]) -> Iterator[str]:
    """How many of the lines that were kept back it gets right, by sort."""
    told: defaultdict[tuple[bool, str], list[bool]] = defaultdict(list)
    for sample in samples:
        told[sample.opens, sample.sort].append((opening_odds(net, sample.row) > 0) == sample.opens)
    for (opens, sort), right in sorted(told.items()):
        yield f"{'opens' if opens else 'goes on'}, {sort}: {np.mean(right):.4f} of {len(right)}"


def main() -> None:
    """Trains, checks and writes."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("trunk", type=Path)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--pages", type=Path, nargs="+", required=True)
    parser.add_argument("--out", type=Path, default=FOLDER)
    parser.add_argument("--keep", type=Path, help="a checkpoint to go on from, with the last pass")
    options = parser.parse_args()
    torch.manual_seed(1)
    pieces = Pieces.load(ALPHABET)
    feeder = break_rows.Feeder(pieces)
    breaks = gather_breaks(options.data, random.Random(7))
    taught = [b for b in breaks if zlib.crc32(b.body.encode()) % 10]
    parted = feeder.samples(taught)
    lines = opening_rows.gather(options.data, random.Random(7))
    known = [sample for sample in lines if not sample.apart]
    decided = [
        sample
        for folder in options.pages
        for sample in opening_rows.decided(folder, opening_rows.barred(options.data, folder))
    ]
    net = Net(Trunk(len(pieces), Size()), len(feeder.names))
    saved = torch.load(options.trunk, weights_only=True)
    held = {name: v.float() for name, v in saved.items() if name in net.state_dict()}
    net.load_state_dict(held, strict=False)
    trainer, die = Trainer(net, pieces, feeder), random.Random(3)
    if "heads.1.0.weight" not in saved:  # of a checkpoint, which has learned these
        trainer.run(trainer.openings(known), RATE)
    both = trainer.breaks(parted) + trainer.openings([*die.sample(known, AGAIN), *decided])
    die.shuffle(both)
    trainer.run(both, RATE * 2 / 3)
    options.out.mkdir(parents=True, exist_ok=True)
    if options.keep:
        torch.save(net.state_dict(), options.keep)
    save(net, list(feeder.names), options.out)
    made = PageNet(options.out)
    apart = [b for b in breaks if zlib.crc32(b.body.encode()) % 10 == 0]
    for line in break_rows.check(BreakNet(made, options.out), apart, fit(taught)):
        print(line)
    for line in check(made, [sample for sample in lines if sample.apart]):
        print(line)


if __name__ == "__main__":
    main()
