"""Teaches the reader's network the questions in training/asked/, after train_reader.py.

    python -m training.tune_reader --data ../shared/data

Each question stands against the windows that search finds for it in an archive of 6,000 articles,
as when somebody asks. Questions of CMRC 2018 train and made ones go along, so that what was learned
stays; for the same reason the weights are a mean of those before and after (Wortsman et al. 2022,
"Robust fine-tuning of zero-shot models"). Fixed seeds; an hour and a half on two cores.
"""

from __future__ import annotations

import argparse
import copy
import math
import pickle
import random
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
import torch.distributed as dist
from torch import Tensor

from bot.answering.contexts import WEIGHTS
from bot.answering.lexicon import Lexicon
from bot.answering.question import KINDS
from bot.answering.word_inputs import TAGS
from bot.build import build_index
from bot.retrieval.retriever import Retriever
from training.asked_questions import FILE, asked_examples, read_asked, write_archive
from training.export_reader import export
from training.reader_batches import Tables, contrasted
from training.reader_examples import Example
from training.reader_net import ReaderNet
from training.reader_pool import END, Pool
from training.train_reader import learning_step, measured_articles

RIVALS = 3  # windows beside the one with the answer
CMRC = 0.6  # of what goes along; the rest is made
AFTER = 0.9  # the part in the mean of the weights after tuning
AT_ONCE = 1200  # questions whose windows are sorted by length together


def add_asked(work: dict[str, Any], data: Path) -> None:
    """Adds the asked questions to the pool that train_reader.py left."""
    pool = Pool()
    for word, tag in zip(work["words"], work["tags"], strict=True):
        pool.number(word, tag)
    pool.stream = work["stream"].tolist()
    asked = read_asked(FILE)
    with tempfile.TemporaryDirectory() as name:
        homes = write_archive(data, asked, measured_articles(), Path(name))
        build_index([f"{name}/archive.jsonl"], f"{name}/index")
        with Retriever.open(f"{name}/index") as retriever:
            found = list(asked_examples(pool, Lexicon(), retriever, asked, homes))
    print(len(found), "of", len(asked), "questions", flush=True)
    stream = np.array(pool.stream, np.int32)
    work.update(words=pool.words, tags=pool.tags, stream=stream, asked=found)


def size(example: Example) -> int:
    """How many words of text an example has."""
    windows = [example.own, *(rival.window for rival in example.rivals)]
    return sum(end - start for start, end in windows)


def feed(work: dict[str, Any], share: float, words: int) -> Iterator[list[Example]]:
    """Batches of about `words` words without end, a share of them of asked questions."""
    rng, stream = random.Random(5), work["stream"]
    ends = frozenset(number for number, word in enumerate(work["words"]) if word in END)
    asked, turn = list(work["asked"]), 0
    while True:
        rng.shuffle(asked)
        for first in range(0, len(asked), AT_ONCE):
            chunk = [_fewer(example, rng) for example in asked[first : first + AT_ONCE]]
            wanted = sum(map(size, chunk)) * (1 - share) / share
            cmrc = work["cmrc"][turn % len(work["cmrc"])]
            turn += 1
            while wanted > 0:
                other = rng.choice(cmrc if rng.random() < CMRC else work["broad"])
                chunk.append(contrasted(other, stream, ends, rng))
                wanted -= size(chunk[-1])
            yield from _batches(chunk, rng, words)


def _fewer(example: Example, rng: random.Random) -> Example:
    """The example with its best rival and some of the others."""
    if len(example.rivals) <= RIVALS:
        return example
    some = rng.sample(example.rivals[1:], RIVALS - 1)
    return replace(example, rivals=[example.rivals[0], *some])


def _batches(examples: list[Example], rng: random.Random, words: int) -> list[list[Example]]:
    """Batches of windows of nearly one length, in random order."""
    keyed = sorted(examples, key=lambda e: e.own[1] - e.own[0] + rng.random() * 24)
    found: list[list[Example]] = [[]]
    filled = 0
    for example in keyed:
        if found[-1] and filled + size(example) > words:
            found.append([])
            filled = 0
        found[-1].append(example)
        filled += size(example)
    rng.shuffle(found)
    return found


def learn(rank: int, options: argparse.Namespace) -> None:
    """One process's share of the work; the first one saves."""
    torch.set_num_threads(1)
    meeting = f"file://{options.meeting}"
    dist.init_process_group("gloo", init_method=meeting, rank=rank, world_size=options.processes)
    work = pickle.loads(options.tuning.read_bytes())  # noqa: S301 - our own file of minutes ago
    begun_with = torch.load(options.start, weights_only=True)
    chars = begun_with["chars"]
    tables = Tables(work["words"], work["tags"], Lexicon(), chars)
    net = ReaderNet(len(chars) + 2, len(TAGS), len(KINDS), drop=options.drop)
    net.load_state_dict(begun_with["average"])
    torch.manual_seed(100 + rank)
    average, quick = copy.deepcopy(net).eval(), copy.deepcopy(net).bfloat16()
    optimizer = torch.optim.AdamW(net.parameters(), lr=options.rate, betas=(0.9, 0.98), eps=1e-6)
    seen, step, begun, losses = 0, 0, time.time(), [0.0]
    for batch in feed(work, options.share, options.batch * options.processes):
        if seen >= options.words:
            break
        if len(batch) < options.processes:
            continue
        warm, done = min(1.0, (step + 1) / 100), min(1.0, seen / options.words)
        rate = options.rate * warm * max(0.02, 0.5 + 0.5 * math.cos(math.pi * done))
        optimizer.param_groups[0]["lr"] = rate
        mine = batch[rank :: options.processes]
        losses.append(learning_step(net, quick, optimizer, mine, work["stream"], tables))
        keep = min(0.998, (1 + step) / (10 + step))
        with torch.no_grad():
            torch._foreach_lerp_(list(average.parameters()), list(net.parameters()), 1 - keep)
        step, seen = step + 1, seen + sum(map(size, batch))
        if rank == 0 and step % 100 == 0:
            loss = np.mean(losses[-100:])
            print(f"{time.time() - begun:6.0f} s, {seen} words, loss {loss:.3f}", flush=True)
    if rank == 0:
        tuned = mean_of(begun_with["average"], average.state_dict())
        torch.save({"average": tuned, "chars": chars}, options.checkpoint)
    dist.barrier()
    dist.destroy_process_group()


def mean_of(before: dict[str, Tensor], after: dict[str, Tensor]) -> dict[str, Tensor]:
    """The weighted mean of two networks' weights."""
    return {name: torch.lerp(before[name], weight, AFTER) for name, weight in after.items()}


def main() -> None:
    """Finds the windows, trains and writes the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    parser.add_argument("--words", type=float, default=50e6, help="of text seen in training")
    parser.add_argument("--share", type=float, default=0.6, help="of them with asked questions")
    parser.add_argument("--batch", type=int, default=4500, help="words in one process's batch")
    parser.add_argument("--rate", type=float, default=4e-4)
    parser.add_argument("--drop", type=float, default=0.15, help="share of channels dropped")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--work", type=Path, default=Path("/tmp/baowen-reader.pkl"))  # noqa: S108
    options = parser.parse_args()
    options.start = options.work.with_suffix(".pt")
    options.tuning = options.work.with_suffix(".asked.pkl")
    options.checkpoint = options.work.with_suffix(".asked.pt")
    options.meeting = options.work.with_suffix(".meet").resolve()
    work = pickle.loads(options.work.read_bytes())  # noqa: S301 - train_reader.py wrote it
    add_asked(work, options.data)
    options.tuning.write_bytes(pickle.dumps(work))
    options.meeting.unlink(missing_ok=True)
    torch.multiprocessing.spawn(learn, (options,), nprocs=options.processes)
    export(options.checkpoint, options.out)
    print(options.out)


if __name__ == "__main__":
    main()
