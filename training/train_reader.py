"""Makes the reader's network (bot/answering/network.py) from CMRC 2018 train and the news.

    python -m training.train_reader --data ../shared/data

Questions are made first (minutes); then processes of one thread each learn side by side, bfloat16
for speed, their gradients averaged; the mean of the weights over time is kept and exported to
ONNX. Fixed seeds; two cores see about 40 questions a second.
"""

from __future__ import annotations

import argparse
import copy
import json
import math
import pickle
import random
import time
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import torch
import torch.distributed as dist

from bot.answering.contexts import WEIGHTS
from bot.answering.lexicon import Lexicon
from bot.answering.question import KINDS
from bot.answering.word_inputs import TAGS
from bot.measures import exact_match, f1
from training.export_reader import export
from training.reader_batches import (
    Tables,
    batches,
    contrasted,
    gold_of,
    loss_of,
    own_windows,
    rivals_of,
)
from training.reader_examples import Example, Maker, Rival
from training.reader_net import WIDTH, ReaderNet
from training.reader_pool import END, NEWS, Pool, cmrc_examples, question_words, read_news
from training.rivals import Rivals

CHUNK = 6000  # questions that are sorted by length together
CHARS = 6000  # the commonest characters, which get vectors
RIVALS = 2  # silent windows for each question, hard ones where there are any
HELD = 150  # contexts of CMRC 2018 train kept for looking at progress
MEASURED = Path(__file__).resolve().parent.parent / "benchmarks" / "news_questions"


def measured_articles() -> set[str]:
    """The ids of the articles that the news questions are about: no reader sees them."""
    files = [MEASURED / "dev.jsonl", MEASURED / "test.jsonl"]
    lines = [line for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    return {row["article"] for row in map(json.loads, lines) if row.get("article")}


def make_pool(data: Path, place: int, recur: int) -> dict[str, Any]:
    """Articles and questions: `place` made in place, `recur` from headlines and other sentences."""
    pool, lexicon, skip = Pool(), Lexicon(), measured_articles()
    asked = cmrc_examples(pool, data, "cmrc2018_train")
    contexts = len(pool.bounds)
    for name in NEWS:
        for title, text in read_news(data, name, skip):
            pool.add(title, text)
    maker = Maker(pool, lexicon, seed=1)
    shuffled = sorted({article for _, article, _ in asked})
    random.Random(9).shuffle(shuffled)
    held = set(shuffled[:HELD])
    watched = [_whole(pool, maker, row) for row in asked if row[1] in held]
    taught = [row for row in asked if row[1] not in held]
    cmrc = [[e for row in taught if (e := maker.example(*row, "cmrc"))] for _ in range(4)]
    rng, broad = random.Random(4), []
    for make, count in ((maker.in_place, place), (maker.recurring, recur)):
        found: list[Example] = []
        while len(found) < count:
            article = rng.randrange(len(pool.bounds) if rng.random() < 0.85 else contexts)
            example = None if article in held else make(article)
            found += [example] if example else []
        broad += found
        print(len(found), "questions,", make.__name__, flush=True)
    rivals = Rivals(pool, seed=5)
    broad = list(rivals.added(broad, RIVALS))
    cmrc = [list(rivals.added(part, RIVALS)) for part in cmrc]
    watched = list(rivals.added(watched, RIVALS))
    print("hard windows found", flush=True)
    return {
        "words": pool.words, "tags": pool.tags, "stream": np.array(pool.stream, np.int32),
        "broad": broad, "cmrc": cmrc, "watched": watched,
    }  # fmt: skip


def _whole(pool: Pool, maker: Maker, row: tuple[str, int, tuple[int, int]]) -> Example:
    """A question on its whole context."""
    question, article, gold = row
    words, asks, kind = question_words(pool, question)
    own = pool.bounds[article]
    other, home = maker.other(words, own, article)
    rivals = [Rival(other, pool.heads[home])]
    return Example(words, asks, kind, own, gold, gold, "held", pool.heads[article], rivals)


def characters(words: list[str], stream: np.ndarray) -> dict[str, int]:
    """The commonest characters, numbered from 2 on."""
    counts: Counter[str] = Counter()
    for number, count in zip(*np.unique(stream, return_counts=True), strict=True):
        for char in set(words[number]):
            counts[char] += int(count)
    return {char: place for place, (char, _) in enumerate(counts.most_common(CHARS), start=2)}


@torch.no_grad()
def figures(net: ReaderNet, pool: dict[str, Any], tables: Tables) -> dict[str, float]:
    """EM and F1 on held questions, and how often the right window scores above all others."""
    stream, words = pool["stream"], pool["words"]
    em, overlap, above = [], [], []
    order = sorted(pool["watched"], key=lambda e: e.own[1] - e.own[0])[::3]
    for first in range(0, len(order), 16):
        part = order[first : first + 16]
        asked = tables.questions(part)
        own = net(asked, own_windows(part, stream, tables)).flatten(1)
        others = rivals_of(net, asked, part, stream, tables)
        tops = own.argmax(1).tolist()
        above += (own.logsumexp(1) > others.amax(1)).tolist()
        for example, top in zip(part, tops, strict=True):
            begin = example.own[0] + top // WIDTH - len(example.own_head)
            told = "".join(words[n] for n in stream[begin : begin + top % WIDTH + 1])
            start, width, _ = gold_of(stream, example)
            begin = example.own[0] + start
            true = "".join(words[n] for n in stream[begin : begin + width + 1])
            em.append(exact_match(told, [true]))
            overlap.append(f1(told, true))
    means = {"em": np.mean(em), "f1": np.mean(overlap), "above": np.mean(above)}
    return {name: round(float(value), 3) for name, value in means.items()}


class Feeder:
    """Gives chunks of examples: a share of CMRC, the rest made from the news."""

    def __init__(self, pool: dict[str, Any], share: float) -> None:
        self._cmrc, self._broad, self._share = pool["cmrc"], list(pool["broad"]), share
        self._stream, words = pool["stream"], pool["words"]
        self._ends = frozenset(number for number, word in enumerate(words) if word in END)
        self._rng, self._at, self._round = random.Random(3), 0, 0
        self._rng.shuffle(self._broad)

    def chunk(self, words: int) -> list[list[Example]]:
        """The batches of the next chunk."""
        cmrc = self._cmrc[self._round % len(self._cmrc)]
        self._round += 1
        taken = min(int(CHUNK * self._share), len(cmrc))
        if self._at + CHUNK - taken > len(self._broad):
            self._rng.shuffle(self._broad)
            self._at = 0
        chunk = self._rng.sample(cmrc, taken) + self._broad[self._at : self._at + CHUNK - taken]
        self._at += CHUNK - taken
        shaped = [contrasted(e, self._stream, self._ends, self._rng) for e in chunk]
        return batches(shaped, self._rng, words)


def learn(rank: int, options: argparse.Namespace) -> None:
    """One process's share of the work; the first one saves."""
    torch.set_num_threads(1)
    meeting = f"file://{options.work}.meet"
    dist.init_process_group("gloo", init_method=meeting, rank=rank, world_size=options.processes)
    pool = pickle.loads(options.work.read_bytes())  # noqa: S301 - our own file of minutes ago
    begun_with = torch.load(options.resume, weights_only=True) if options.resume else None
    chars = begun_with["chars"] if begun_with else characters(pool["words"], pool["stream"])
    tables = Tables(pool["words"], pool["tags"], Lexicon(), chars)
    torch.manual_seed(1)
    net = ReaderNet(len(chars) + 2, len(TAGS), len(KINDS), drop=options.drop)
    if begun_with:
        net.load_state_dict(begun_with["average"])
    torch.manual_seed(100 + rank)
    average, quick = copy.deepcopy(net).eval(), copy.deepcopy(net).bfloat16()
    optimizer = torch.optim.AdamW(net.parameters(), lr=options.rate, betas=(0.9, 0.98), eps=1e-6)
    feeder, seen, step, begun = Feeder(pool, options.cmrc), 0, 0, time.time()
    while seen < options.questions:
        for batch in feeder.chunk(options.words * options.processes):
            mine = batch[rank :: options.processes]
            if len(batch) < options.processes:
                continue
            warm, done = min(1.0, (step + 1) / 300), min(1.0, seen / options.questions)
            optimizer.param_groups[0]["lr"] = (
                options.rate * warm * max(0.02, 0.5 + 0.5 * math.cos(math.pi * done))
            )
            loss = learning_step(net, quick, optimizer, mine, pool["stream"], tables)
            keep = min(0.999, (1 + step) / (10 + step))
            with torch.no_grad():
                torch._foreach_lerp_(list(average.parameters()), list(net.parameters()), 1 - keep)
            step, seen = step + 1, seen + len(batch)
            if rank == 0 and step % 100 == 0:
                print(
                    f"{time.time() - begun:6.0f} s, {seen} questions, loss {loss:.3f}", flush=True
                )
            if rank == 0 and step % 500 == 0:
                print(figures(average, pool, tables), flush=True)
                torch.save({"average": average.state_dict(), "chars": chars}, options.checkpoint)
    if rank == 0:
        print(figures(average, pool, tables), flush=True)
        torch.save({"average": average.state_dict(), "chars": chars}, options.checkpoint)
    dist.barrier()
    dist.destroy_process_group()


def learning_step(
    net: ReaderNet, quick: ReaderNet, optimizer: torch.optim.Optimizer,
    examples: list[Example], stream: np.ndarray, tables: Tables,
) -> float:  # fmt: skip
    """One step: the gradient in bfloat16, averaged over the processes, applied in float32."""
    with torch.no_grad():
        torch._foreach_copy_(list(quick.parameters()), list(net.parameters()))
    quick.zero_grad(set_to_none=False)
    loss = loss_of(quick, examples, stream, tables)
    loss.backward()
    gradient = torch.cat([p.grad.float().flatten() for p in quick.parameters()])
    dist.all_reduce(gradient)
    gradient /= dist.get_world_size()
    gradient *= min(1.0, 2.0 / float(gradient.norm()))
    for parameter, part in zip(
        net.parameters(), gradient.split([p.numel() for p in net.parameters()]), strict=True
    ):
        parameter.grad = part.view_as(parameter)
    optimizer.step()
    return float(loss.detach())


def main() -> None:
    """Makes the questions, trains and writes the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    parser.add_argument("--questions", type=int, default=200_000, help="seen in training")
    parser.add_argument("--place", type=int, default=105_000, help="questions made in place")
    parser.add_argument("--recur", type=int, default=42_000, help="made from headlines and so on")
    parser.add_argument("--cmrc", type=float, default=0.3, help="share of CMRC 2018 train")
    parser.add_argument("--words", type=int, default=4500, help="in one process's batch")
    parser.add_argument("--rate", type=float, default=1.2e-3)
    parser.add_argument("--drop", type=float, default=0.1, help="share of channels dropped")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--resume", type=Path, help="begin with the weights of a checkpoint")
    parser.add_argument("--work", type=Path, default=Path("/tmp/baowen-reader.pkl"))  # noqa: S108
    options = parser.parse_args()
    options.checkpoint = options.work.with_suffix(".pt")
    if not options.work.exists():
        pool = make_pool(options.data, options.place, options.recur)
        options.work.write_bytes(pickle.dumps(pool))
    Path(f"{options.work}.meet").unlink(missing_ok=True)
    torch.multiprocessing.spawn(learn, (options,), nprocs=options.processes)
    export(options.checkpoint, options.out)
    print(options.out)


if __name__ == "__main__":
    main()
