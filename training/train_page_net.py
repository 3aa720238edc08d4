"""Trains the network that reads breaks in headlines, and lines that may open a story.

    for s in 302 1303 1304 1305; do python benchmarks/reading/lay_out.py --data DATA --pages 1200 \\
        --seed $s --out /tmp/p$s; done
    for s in 6 7 8 9 10 11 12 13; do python -m training.lay_out_local --data DATA --seed $s \\
        --out /tmp/l$s; done
    python -m training.import_reader /tmp/reader.pt
    python -m training.train_page_net /tmp/reader.pt --data DATA --pages /tmp/p* /tmp/l*

First all layers of the reader learn, from what archives tell of headlines and subheads, from breaks
in headlines, and from decisions on pages that were laid out, as the shipped network leads to them.
Then its first two layers learn to say what its first five do (Sun et al. 2019, "Patient Knowledge
Distillation"), and after that what all of them learned (Hinton et al. 2015, "Distilling the
Knowledge in a Neural Network"). Every tenth article is kept back, and what comes of its lines and
breaks is printed. Eight minutes of a GPU; seeds are fixed.
"""

from __future__ import annotations

import argparse
import copy
import math
import random
import time
import zlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812 - its usual name

from bot.pieces import ALPHABET, PAD, Pieces
from bot.reading.break_net import BreakNet
from bot.reading.opening_net import opening_odds, row_of
from bot.reading.page_net import FOLDER, Cut, PageNet
from training import break_rows, opening_rows
from training.page_net import DROP, Net, save, through
from training.pretrain_reader import optimizer_of
from training.reader_net import Size, Trunk
from training.train_breaks import Break, fit
from training.train_breaks import gather as gather_breaks

LAYERS, SEEN = 2, 5  # of the network, and those of the reader that it learns to do without
SEEDS = (7, 17, 27, 37, 47)  # of the dice by which samples are made of archives
KNOWN, DECIDED, PARTED = 269, 115, 512  # lines of archives and of pages, and breaks, at a time
MATCHED = 512
TEACHER, MATCH, STUDENT = (2700, 2e-4), (4000, 4e-4), (8000, 5e-4)  # steps, rate
WARM, HARD = 200, 0.3  # steps; share of the truth beside what the teacher says


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of pieces, the answer of each, and how much it counts."""

    ids: Tensor  # (rows, longest)
    parts: Tensor  # (rows, longest)
    at: Tensor  # (rows, 3)
    right: Tensor  # (rows,) 0 or 1
    counts: Tensor  # (rows,)
    cues: Tensor | None  # (rows, twice the cues) of breaks
    head: int
    drawn: int  # rows at a time


def table_of(cuts: Sequence[Cut], right: Sequence[bool], counts: Sequence[float], head: int,
            drawn: int, device: str, cues: Tensor | None = None) -> Rows:  # fmt: skip
    """The rows as tensors on a device."""
    longest = max(len(cut.ids) for cut in cuts)
    ids = np.full((len(cuts), longest), PAD, np.int32)
    parts = np.zeros((len(cuts), longest), np.uint8)
    for row, cut in enumerate(cuts):
        ids[row, : len(cut.ids)] = cut.ids
        parts[row, : len(cut.parts)] = cut.parts
    tables = [torch.from_numpy(ids), torch.from_numpy(parts), torch.tensor([c.at for c in cuts]),
              torch.tensor(right).float(), torch.tensor(counts)]  # fmt: skip
    return Rows(*(t.to(device) for t in tables), None if cues is None else cues.to(device), head,
                drawn)  # fmt: skip


def opening_table(pieces: Pieces, samples: Sequence[opening_rows.Sample], drawn: int,
                  device: str) -> Rows:  # fmt: skip
    """Lines that may open a story; both answers count alike."""
    share = sum(sample.opens for sample in samples) / len(samples)
    counts = [0.5 / share if sample.opens else 0.5 / (1 - share) for sample in samples]
    cuts = [row_of(pieces, sample.row) for sample in samples]
    return table_of(cuts, [sample.opens for sample in samples], counts, 1, drawn, device)


def break_table(feeder: break_rows.Feeder, breaks: Sequence[Break], device: str) -> Rows:
    """Breaks in headlines, each counting as often as pages have its like."""
    samples = feeder.samples(breaks)
    right, counts = [b.divides for b in breaks], [b.counts for b in breaks]
    cues = feeder.cues(samples).half()
    return table_of([s.cut for s in samples], right, counts, 0, PARTED, device, cues)


def odds(net: Net, rows: Rows, which: Tensor, drop: float) -> Tensor:
    """(rows,) log odds of some of the rows."""
    told = net(rows.ids[which].long(), rows.parts[which].long(), rows.at[which], drop)
    if rows.cues is None:
        return told[:, rows.head]
    return told[:, rows.head] + net.cues(rows.cues[which].float())[:, 0]


@torch.no_grad()
def said(net: Net, rows: Rows) -> Tensor:
    """(rows,) how likely each is by the network."""
    net.eval()
    every = torch.arange(len(rows.right), device=rows.right.device)
    with torch.autocast(rows.right.device.type, torch.bfloat16):
        return torch.cat([odds(net, rows, some, 0.0) for some in every.split(2048)]).sigmoid()


def loss_of(net: Net, tables: Sequence[Rows], taught: Sequence[Tensor | None]) -> Tensor:
    """The loss of some rows of each table: from the truth, and from what a teacher says."""
    losses = []
    for rows, soft in zip(tables, taught, strict=True):
        which = torch.randint(len(rows.right), (rows.drawn,), device=rows.right.device)
        told, counts = odds(net, rows, which, DROP), rows.counts[which]
        goals = [(1.0, rows.right)] if soft is None else [(HARD, rows.right), (1 - HARD, soft)]
        for share, goal in goals:
            lost = F.binary_cross_entropy_with_logits(told, goal[which], counts, reduction="sum")
            losses.append(share * lost / counts.sum())
    return torch.stack(losses).sum()


def teach(net: Net, tables: Sequence[Rows], taught: Sequence[Tensor | None], steps: int,
          rate: float) -> Net:  # fmt: skip
    """The mean of the network's weights over the last steps of training."""
    average, device = copy.deepcopy(net), tables[0].right.device.type
    optimizer, begun = optimizer_of(net, rate, device), time.time()
    _compile(net.trunk, device)
    net.train()
    for step in range(steps):
        pace = min(1.0, (step + 1) / WARM) * max(0.01, 0.5 + 0.5 * math.cos(math.pi * step / steps))
        for group in optimizer.param_groups:
            group["lr"] = rate * pace
        with torch.autocast(device, torch.bfloat16):
            loss = loss_of(net, tables, taught)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(net.parameters(), 1.0)
        optimizer.step()
        keep = min(0.999, (1 + step) / (10 + step))
        with torch.no_grad():
            torch._foreach_lerp_(list(average.parameters()), list(net.parameters()), 1 - keep)
        if step % 200 == 0:
            print(f"{time.time() - begun:.0f} s, {step} of {steps}: {loss.item():.3f}", flush=True)
    return average


def match(trunk: Trunk, reader: Trunk, rows: Rows, steps: int, rate: float) -> None:
    """Teaches a trunk to say of every piece what more layers of the reader say."""
    width, device = trunk.size.width, rows.right.device.type
    back = nn.Sequential(nn.LayerNorm(width), nn.Linear(width, width)).to(device)
    both = nn.ModuleList([trunk, back])
    optimizer, begun = optimizer_of(both, rate, device), time.time()
    for one in (trunk, reader):
        _compile(one, device)
    for step in range(steps):
        for group in optimizer.param_groups:
            group["lr"] = rate * min(1.0, (step + 1) / WARM) * max(0.02, 1 - step / steps)
        which = torch.randint(len(rows.right), (MATCHED,), device=device)
        ids, parts = rows.ids[which].long(), rows.parts[which].long()
        with torch.autocast(device, torch.bfloat16):
            with torch.no_grad():
                goal = F.layer_norm(through(reader, ids, parts, 0.0, SEEN).float(), (width,))
            told = back(through(trunk, ids, parts, 0.0)).float()
        real = (ids != PAD)[..., None]
        loss = ((goal - told) ** 2 * real).sum() / real.sum() / width
        optimizer.zero_grad(set_to_none=True)
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(both.parameters(), 1.0)
        optimizer.step()
        if step % 200 == 0:
            print(f"{time.time() - begun:.0f} s, {step} of {steps}: {loss.item():.4f}", flush=True)


def _compile(trunk: Trunk, device: str) -> None:
    if device == "cuda":
        for layer in trunk.layers:
            layer.compile(dynamic=True)


def trunk_of(checkpoint: Path, pieces: int, layers: int, device: str) -> Trunk:
    """The first layers of a reader's trunk."""
    trunk = Trunk(pieces, Size())
    saved = torch.load(checkpoint, weights_only=True)
    own = {n.removeprefix("trunk."): w.float() for n, w in saved.items() if n.startswith("trunk.")}
    trunk.load_state_dict(own, strict=False)
    trunk.layers = trunk.layers[:layers]
    return trunk.to(device)


def lines_of(data: Path) -> list[opening_rows.Sample]:
    """What archives tell of lines, as several dice fall; those kept back as the first does."""
    found: dict[tuple[object, ...], opening_rows.Sample] = {}
    for seed in SEEDS:
        for sample in opening_rows.gather(data, random.Random(seed)):
            if not sample.apart or seed == SEEDS[0]:
                row = sample.row
                found.setdefault((row.title, row.lines, row.above[-60:], row.below[:60]), sample)
    return [*found.values()]


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
    parser.add_argument("reader", type=Path)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--pages", type=Path, nargs="+", required=True)
    parser.add_argument("--out", type=Path, default=FOLDER)
    parser.add_argument("--keep", type=Path, help="where the checkpoint goes, if anywhere")
    parser.add_argument("--hurry", type=float, default=1.0, help="a share of the steps, to try it")
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    options = parser.parse_args()
    torch.manual_seed(1)
    torch.set_float32_matmul_precision("high")
    device, pieces = options.device, Pieces.load(ALPHABET)
    feeder = break_rows.Feeder(pieces)
    breaks = gather_breaks(options.data, random.Random(7))
    taught = [b for b in breaks if zlib.crc32(b.body.encode()) % 10]
    parted = break_table(feeder, [*taught, *break_rows.labelled(options.data)], device)
    lines = lines_of(options.data)
    decided = [
        sample
        for folder in options.pages
        for sample in opening_rows.decided(folder, opening_rows.barred(options.data, folder))
    ]
    known = [sample for sample in lines if not sample.apart]
    tables = (opening_table(pieces, known, KNOWN, device),
              opening_table(pieces, decided, DECIDED, device), parted)  # fmt: skip
    print([len(table.right) for table in tables], flush=True)
    steps = [math.ceil(count * options.hurry) for count, _ in (TEACHER, MATCH, STUDENT)]
    whole = Net(trunk_of(options.reader, len(pieces), Size().layers, device), len(feeder.names))
    teacher = teach(whole.to(device), tables, [None] * 3, steps[0], TEACHER[1])
    soft = [said(teacher, table) for table in tables]
    trunk = trunk_of(options.reader, len(pieces), LAYERS, device)
    reader = trunk_of(options.reader, len(pieces), SEEN, device)
    match(trunk, reader, tables[0], steps[1], MATCH[1])
    net = Net(trunk, len(feeder.names)).to(device)
    net = teach(net, tables, soft, steps[2], STUDENT[1]).cpu()
    options.out.mkdir(parents=True, exist_ok=True)
    if options.keep:
        torch.save({name: weight.half() for name, weight in net.state_dict().items()}, options.keep)
    save(net, list(feeder.names), options.out)
    made = PageNet(options.out)
    apart = [b for b in breaks if zlib.crc32(b.body.encode()) % 10 == 0]
    for line in break_rows.check(BreakNet(made, options.out), apart, fit(taught)):
        print(line)
    for line in check(made, [sample for sample in lines if sample.apart]):
        print(line)


if __name__ == "__main__":
    main()
