"""Teaches the reader's network to read, on the trunk that pretrain_reader.py left.

    python -m training.teach_reader --data ../shared/data --examples FOLDER
    python -m training.teach_reader --data ../shared/data --examples FOLDER --reader CHECKPOINT

Made questions first, then more and more those that people asked (CMRC 2018 train, training/asked).
All windows of a question share one softmax with "no answer" (Clark and Gardner 2018, "Simple and
Effective Multi-Paragraph Reading Comprehension"), so that scores compare between texts. With
`--reader` a network that can read already goes on with what was asked since (`onward.jsonl.gz`,
`local.jsonl.gz`); `--share` tells how far from the weights of before those lie that are saved
(Wortsman et al. 2022, "Robust fine-tuning of zero-shot models"). Several that went on from one may
be averaged (mean_readers.py). Fixed seeds; minutes on a GPU.
"""

from __future__ import annotations

import argparse
import copy
import os
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from itertools import islice
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F  # noqa: N812 - its usual name
from torch.utils.data import DataLoader, IterableDataset

from bot.answering.contexts import WEIGHTS
from bot.pieces import FIRST, Pieces
from training.pretrain_reader import optimizer_of
from training.reader_net import ABSENT, CHARS, WIDTH, ReaderNet, Size, between
from training.reader_rows import Batch, Example, Feeder, read_examples
from training.reader_texts import Key, Text, cut_texts, measured_articles

EARLY = 0.2  # weight of the lower exits' loss
# Shares of the sources at the beginning and at the end
SHARES = {"made": (0.8, 0.1), "cmrc": (0.07, 0.22), "asked": (0.13, 0.68)}
SHARES_ONWARD = {"made": (0.12, 0.05), "cmrc": (0.1, 0.1), "asked": (0.13, 0.15),
                 "onward": (0.35, 0.35), "local": (0.3, 0.35)}  # fmt: skip


def shares_at(done: float, shares: Mapping[str, tuple[float, float]] = SHARES) -> dict[str, float]:
    """How much comes from each source when a share `done` of the training is over."""
    bent = min(1.0, done / 0.8)
    return {name: first + (last - first) * bent for name, (first, last) in shares.items()}


class Stream(IterableDataset[Batch]):
    """Batches for one of the loader's processes."""

    def __init__(
        self, texts: Mapping[Key, Text], pieces: Pieces, examples: Mapping[str, list[Example]],
        shares: Mapping[str, tuple[float, float]], budget: int, batches: int, seed: int,
    ) -> None:  # fmt: skip
        super().__init__()
        self._made = texts, pieces, examples, budget
        self._shares, self._batches, self._seed = shares, batches, seed

    def __iter__(self) -> Iterator[Batch]:
        worker = torch.utils.data.get_worker_info()
        number, count = (worker.id, worker.num_workers) if worker else (0, 1)
        texts, pieces, examples, budget = self._made
        mine = {name: rows[number::count] for name, rows in examples.items()}
        feeder = Feeder(texts, pieces, mine, budget, 100 * self._seed + number)
        given, most = 0, self._batches // count
        while given < most:
            drawn = feeder.batches(shares_at(given / most, self._shares))
            for batch in islice(drawn, most - given):
                yield batch
                given += 1


def alphabet(pieces: Pieces, texts: Mapping[Key, Text]) -> tuple[Tensor, Tensor]:
    """(pieces, CHARS) numbers of the characters of every piece, and (pieces,) its rarity, 0..1."""
    numbers: dict[str, int] = {}
    chars = np.zeros((len(pieces), CHARS), np.int64)
    for place, name in enumerate(pieces.names, start=FIRST):
        for at, char in enumerate(name[:CHARS]):
            chars[place, at] = numbers.setdefault(char, len(numbers) + 1)
    counts = np.zeros(len(pieces))
    for text in texts.values():
        counts[np.unique(text.ids)] += 1  # in how many texts
    rarity = np.log((len(texts) + 1) / (counts + 1)) / np.log(len(texts) + 1)
    rarity[:FIRST] = 0.0
    return torch.from_numpy(chars), torch.from_numpy(rarity.astype(np.float32))


def loss_of(net: ReaderNet, batch: Batch, drop: float) -> Tensor:
    """The loss of the spans, and a share of that of the lower exits."""
    scores, exits = net(batch.ids, batch.parts, drop)
    loss = span_loss(scores, batch)
    target = (batch.gold_row >= 0).long()  # the first window, or none
    for exit_ in exits:
        loss = loss + EARLY * F.cross_entropy(spread(exit_, batch), target)
    return loss


def span_loss(scores: Tensor, batch: Batch) -> Tensor:
    """Mean cross entropy of the right span among all spans of all windows and "no answer"."""
    flat = scores.flatten(1)
    flat[batch.twins[:, 0], batch.twins[:, 1]] = ABSENT
    answered = batch.gold_row >= 0
    right = flat[batch.gold_row.clamp(min=0), batch.gold]
    total = spread(flat.logsumexp(1), batch).logsumexp(1)
    return (total - torch.where(answered, right, torch.zeros_like(right))).mean()


def spread(rows: Tensor, batch: Batch) -> Tensor:
    """(questions, windows + 1) the windows' scores of each question, after 0 for "no answer"."""
    most = int(batch.slot.max()) + 2
    table = rows.new_full((len(batch.gold), most), ABSENT)
    table[:, 0] = 0.0
    table[batch.owner, batch.slot + 1] = rows
    return table


@torch.no_grad()
def figures(net: ReaderNet, feeder: Feeder, examples: Sequence[Example], device: str) -> str:
    """EM in pieces, how often the spans share a piece, AUROC, the right window at each exit."""
    right, near, best, answered, ranks, told = [], [], [], [], [[], []], [[], []]
    for batch in feeder.packed(examples):
        batch = moved(batch, device)
        with torch.autocast(device, torch.bfloat16, enabled=device == "cuda"):
            scores, exits = net(batch.ids, batch.parts)
        tops, places = scores.float().flatten(1).max(1)
        table = spread(tops, batch)[:, 1:]
        slot = table.argmax(1)
        row = torch.zeros_like(batch.gold)
        row[batch.owner[batch.slot == 0]] = torch.nonzero(batch.slot == 0)[:, 0]
        place = places[row + slot]
        has = batch.gold_row >= 0
        first, gold = place // WIDTH, batch.gold // WIDTH
        last, end = first + place % WIDTH, gold + batch.gold % WIDTH
        home = slot == 0
        right += (home & (place == batch.gold))[has].tolist()
        near += (home & (first <= end) & (gold <= last))[has].tolist()
        best += table.amax(1).tolist()
        answered += has.tolist()
        for number, exit_ in enumerate(exits):
            table = spread(exit_, batch)[:, 1:]
            rank = (table > table[:, :1]).sum(1)
            ranks[number] += rank[has].tolist()
            told[number] += table.amax(1).tolist()
    asked = np.array(answered)
    parts = [f"EM {np.mean(right):.3f}, near {np.mean(near):.3f}"]
    if not asked.all():
        parts.append(f"AUROC {auroc(np.array(best), asked):.3f}")
        for rank in ranks:
            shares = [np.mean(np.array(rank) < k) for k in (1, 2, 3, 4)]
            parts.append("exit " + " ".join(f"{share:.3f}" for share in shares))
    return ", ".join(parts)


def auroc(scores: np.ndarray, right: np.ndarray) -> float:
    """How often a right one scores above a wrong one."""
    ranks = scores.argsort().argsort() + 1
    count = int(right.sum())
    return float((ranks[right].sum() - count * (count + 1) / 2) / (count * (len(right) - count)))


def moved(batch: Batch, device: str) -> Batch:
    """The batch on a device."""
    return Batch(*(getattr(batch, f.name).to(device, non_blocking=True) for f in fields(batch)))


def teach(net: ReaderNet, loader: DataLoader[Batch], options: argparse.Namespace) -> ReaderNet:
    """The mean of the network's weights over the last steps of training."""
    device, steps = options.device, options.steps
    optimizer = optimizer_of(net, options.rate, device)
    average, begun, seen, losses = copy.deepcopy(net).eval(), time.time(), 0, []
    if device == "cuda":
        for layer in net.trunk.layers:
            layer.compile(dynamic=True)  # twice as many steps a second
    for step, batch in enumerate(loader):
        batch = moved(batch, device)
        pace = min(1.0, (step + 1) / 300) * max(0.02, 1 - step / steps)
        for group in optimizer.param_groups:
            group["lr"] = options.rate * pace
        with torch.autocast(device, torch.bfloat16, enabled=device == "cuda"):
            loss = loss_of(net, batch, options.drop)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
        optimizer.step()
        keep = min(0.998, (1 + step) / (10 + step))
        with torch.no_grad():
            torch._foreach_lerp_(list(average.parameters()), list(net.parameters()), 1 - keep)
        seen += len(batch.gold)
        losses.append(loss.detach())
        if step % 200 == 0:
            mean = float(torch.stack(losses[-200:]).mean())
            print(f"{time.time() - begun:5.0f} s, step {step} of {steps}, {seen} questions, "
                  f"loss {mean:.3f}", flush=True)  # fmt: skip
    return average


def main() -> None:
    """Reads the examples, trains, measures and saves."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--examples", type=Path, required=True)
    parser.add_argument("--pieces", type=Path, default=WEIGHTS / "pieces.txt")
    parser.add_argument("--trunk", type=Path, default=Path("/tmp/baowen-trunk.pt"))  # noqa: S108
    parser.add_argument("--reader", type=Path, help="a checkpoint to go on from")
    parser.add_argument("--share", type=float, default=1.0, help="of the weights after going on")
    parser.add_argument("--out", type=Path, default=Path("/tmp/baowen-reader.pt"))  # noqa: S108
    parser.add_argument("--steps", type=int, default=4200)
    parser.add_argument("--budget", type=int, default=48_000, help="pieces in a batch")
    parser.add_argument("--rate", type=float, default=4e-4)
    parser.add_argument("--drop", type=float, default=0.15)
    parser.add_argument("--workers", type=int, default=7)
    parser.add_argument("--seed", type=int, default=2)
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    parser.add_argument("--size", type=int, nargs=4, help="width, heads, inner, layers")
    options = parser.parse_args()
    torch.set_float32_matmul_precision("high")
    torch.manual_seed(options.seed)
    pieces = Pieces.load(options.pieces)
    texts = cut_texts(options.data, options.pieces, measured_articles(), os.cpu_count() or 1)
    examples = {
        file.name.split(".")[0]: list(read_examples(file, texts, pieces))
        for file in sorted(options.examples.glob("*.jsonl.gz"))
    }
    print({name: len(rows) for name, rows in examples.items()}, flush=True)
    held = {name: examples.pop(name) for name in list(examples) if name.startswith("held")}
    chars, rarity = alphabet(pieces, texts)
    size = Size(*options.size) if options.size else Size()
    net = ReaderNet(len(pieces), size, chars, rarity)
    if options.reader:
        net.load_state_dict(torch.load(options.reader, weights_only=True))
    else:
        net.trunk.load_state_dict(torch.load(options.trunk, weights_only=True), strict=True)
    before = {name: weight.clone() for name, weight in net.state_dict().items()}
    shares = SHARES_ONWARD if options.reader else SHARES
    stream = Stream(texts, pieces, examples, shares, options.budget, options.steps, options.seed)
    loader = DataLoader(stream, batch_size=None, num_workers=options.workers, prefetch_factor=4)
    net = net.to(options.device)
    average = teach(net, loader, options)
    if options.reader:
        average.load_state_dict(between(before, average.state_dict(), options.share))
    feeder = Feeder(texts, pieces, {}, options.budget, 1)
    for name, rows in held.items():
        print(name, figures(average, feeder, rows, options.device), flush=True)
    saved = {name: w.half().cpu() if w.is_floating_point() else w.cpu()
             for name, w in average.state_dict().items()}  # fmt: skip
    torch.save(saved, options.out)


if __name__ == "__main__":
    main()
