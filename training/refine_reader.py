"""Teaches the reader's upper layers further, on the windows that its lower layers let through.

    python -m training.refine_reader --data ../shared/data --examples FOLDER

Learns from the files `refine*.jsonl.gz` of the folder and looks at `held*.jsonl.gz`. The layers
that see every window stay as they are, so a question costs what it costs to read the few windows
that it would be answered from: ten thousand of them take an hour and a half on two cores. What is
saved are the mean weights of before and after (Wortsman et al. 2022, "Robust fine-tuning of
zero-shot models"): they lose less on earlier questions.
"""

from __future__ import annotations

import argparse
import copy
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import torch
from torch import Tensor

from bot.answering.contexts import WEIGHTS
from bot.answering.network import FAR
from bot.answering.reader import FOUND
from bot.pieces import Pieces
from training.pretrain_reader import optimizer_of
from training.reader_net import ABSENT, ReaderNet, Size, between, load_net
from training.reader_rows import Batch, Example, Feeder, read_examples, texts_of
from training.reader_texts import cut_texts, measured_articles
from training.teach_reader import auroc, span_loss, spread

LOST = 0.06  # of the answered questions lose the window that answers


def passed_on(batch: Batch, likely: Tensor) -> tuple[Tensor, Batch]:
    """The rows of a batch that are read to the end, and the batch of them alone.

    Those that the network would read, and the one with the answer.
    """
    table = spread(likely, batch)[:, 1:]
    best = table.topk(min(FOUND.read, table.shape[1]), 1)
    close = best.values >= best.values[:, :1] - FAR
    kept = torch.zeros_like(table, dtype=torch.bool).scatter(1, best.indices, close)
    kept &= table > ABSENT
    kept[batch.gold_row >= 0, 0] = True
    rows = torch.nonzero(kept[batch.owner, batch.slot])[:, 0]
    place = torch.full_like(batch.owner, -1)
    place[rows] = torch.arange(len(rows))
    gold_row = torch.where(batch.gold_row >= 0, place[batch.gold_row.clamp(min=0)], -1)
    twins = torch.stack((place[batch.twins[:, 0]], batch.twins[:, 1]), 1)
    return rows, Batch(
        batch.ids[rows], batch.parts[rows], batch.owner[rows], batch.slot[rows],
        gold_row, batch.gold, twins,
    )  # fmt: skip


def upper_scores(net: ReaderNet, batch: Batch, drop: float) -> tuple[Tensor, Batch]:
    """Scores of the spans of the rows that are passed on, and the batch of them."""
    with torch.no_grad():
        x, likely = net.lower(batch.ids, batch.parts)
    rows, less = passed_on(batch, likely[0])
    return net.upper(x[rows], less.ids, less.parts, net.exits[0], drop), less


def shown(examples: Sequence[Example], rng: random.Random) -> list[Example]:
    """The examples with as many windows as an answer looks at, in another order."""
    found = []
    for example in rng.sample(examples, len(examples)):
        windows, gold = example.windows, example.gold
        if gold and len(windows) > FOUND.windows and rng.random() < LOST:
            windows, gold = windows[1:], None
        found.append(replace(example, windows=windows[: FOUND.windows], gold=gold))
    return found


@torch.no_grad()
def figures(net: ReaderNet, batches: Iterator[Batch]) -> str:
    """EM in pieces of the answerable questions, and AUROC."""
    right, best, answered = list[bool](), list[float](), list[bool]()
    for batch in batches:
        scores, less = upper_scores(net, batch, 0.0)
        tops, places = scores.flatten(1).max(1)
        table = spread(tops, less)[:, 1:]
        has = less.gold_row >= 0
        own = places[less.gold_row.clamp(min=0)] == less.gold
        right += (own & (table.argmax(1) == 0))[has].tolist()
        best += table.amax(1).tolist()
        answered += has.tolist()
    asked = torch.tensor(answered).numpy()
    ranked = f", AUROC {auroc(torch.tensor(best).numpy(), asked):.3f}" if not asked.all() else ""
    return f"{len(asked)} questions, EM {sum(right) / len(right):.3f}{ranked}"


def refine(net: ReaderNet, batches: Sequence[Batch], options: argparse.Namespace) -> ReaderNet:
    """The mean of the network over the last steps of a training that leaves its lower part be."""
    depth, begun, losses = net.exits[0], time.time(), list[float]()
    for part in (net.trunk.vectors, net.trunk.enter, net.trunk.parts, net.trunk.calm, net.meet,
                 net.likely, *net.trunk.layers[:depth]):  # fmt: skip
        part.requires_grad_(False)
    optimizer = optimizer_of(net, options.rate, "cpu")
    average = copy.deepcopy(net)
    for step, batch in enumerate(batches):
        pace = min(1.0, (step + 1) / 50) * max(0.02, 1 - step / len(batches))
        for group in optimizer.param_groups:
            group["lr"] = options.rate * pace
        scores, less = upper_scores(net.train(), batch, options.drop)
        loss = span_loss(scores, less)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
        optimizer.step()
        keep = min(0.99, (1 + step) / (10 + step))
        with torch.no_grad():
            torch._foreach_lerp_(list(average.parameters()), list(net.parameters()), 1 - keep)
        losses.append(float(loss.detach()))
        if step % 20 == 0:
            mean = sum(losses[-100:]) / len(losses[-100:])
            print(f"{time.time() - begun:5.0f} s, step {step} of {len(batches)}, loss {mean:.3f}",
                  flush=True)  # fmt: skip
    return average.eval()


def save(net: ReaderNet, options: argparse.Namespace) -> None:
    """Writes the checkpoint, once: the mean of the network and of the one that it began as."""
    before = torch.load(options.reader, weights_only=True)
    mean = between(before, net.state_dict(), options.share)
    saved = {name: w.half() if w.is_floating_point() else w for name, w in mean.items()}
    torch.save(saved, options.out)


def main() -> None:
    """Reads the examples, refines, measures and saves."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--examples", type=Path, required=True)
    parser.add_argument("--pieces", type=Path, default=WEIGHTS / "pieces.txt")
    parser.add_argument("--reader", type=Path, default=Path("/tmp/baowen-reader.pt"))  # noqa: S108
    parser.add_argument("--out", type=Path, default=Path("/tmp/baowen-reader.pt"))  # noqa: S108
    parser.add_argument("--budget", type=int, default=12_000, help="pieces in a batch")
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--drop", type=float, default=0.1)
    parser.add_argument("--share", type=float, default=0.5, help="of the refined weights")
    parser.add_argument("--seed", type=int, default=2)
    parser.add_argument("--size", type=int, nargs=4, help="width, heads, inner, layers")
    options = parser.parse_args()
    torch.manual_seed(options.seed)
    rng = random.Random(options.seed)
    files = sorted(options.examples.glob("*.jsonl.gz"))
    files = [file for file in files if file.name.startswith(("refine", "held"))]
    pieces = Pieces.load(options.pieces)
    texts = cut_texts(options.data, options.pieces, measured_articles(), 2, texts_of(files))
    feeder = Feeder(texts, pieces, {}, options.budget, options.seed)
    taught, held = list[Example](), dict[str, list[Batch]]()
    for file in files:
        examples = list(read_examples(file, texts, pieces))
        if file.name.startswith("held"):
            held[file.name] = list(feeder.packed(shown(examples, rng)))
        else:
            taught += examples
    net = load_net(options.reader, Size(*options.size) if options.size else Size())
    batches = list(feeder.packed(shown(taught, rng), shuffle=True))
    print(len(taught), "questions,", len(batches), "batches", flush=True)
    for name, some in held.items():
        print(name, figures(net, iter(some)), flush=True)
    average = refine(net, batches, options)
    for name, some in held.items():
        print(name, figures(average, iter(some)), flush=True)
    save(average, options)


if __name__ == "__main__":
    main()
