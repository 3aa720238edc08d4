"""Makes the weights of the matcher (bot/answering/matcher.py) from CMRC 2018 train and the news.

    python -m training.train_matcher --data ../shared/data

Two steps: the features of every candidate span (minutes on one core), then a small network that
learns to put the span most like the given answer first (a minute). Fixed seeds.
"""

from __future__ import annotations

import argparse
import json
import lzma
import multiprocessing
import random
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import numpy as np
import torch
from safetensors.numpy import save_file

from bot.answering.contexts import WEIGHTS, Context
from bot.answering.features import FEATURES
from bot.answering.lexicon import Lexicon
from bot.answering.matcher import Matcher
from bot.answering.question import understand
from bot.build import build_index
from bot.retrieval.retriever import Retriever
from bot.text import squeeze
from training.in_place import Example, make_examples, read_news

NEWS = ["rmrb2019", "chinanews", "sina2018", "cctv"]
# Retrieval scores, place and lengths: they fit the training questions and mislead on others.
BLIND = [5, 6, 12, 13, 14]
MOST = 240  # candidates kept for one question


def read_cmrc(data: Path, part: str) -> Iterator[Example]:
    """The questions of a part of CMRC 2018 with their first answer."""
    with lzma.open(data / "mrc" / f"{part}.jsonl.xz", "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            answer, start = row["answers"][0]
            if not row["question"].strip():  # there is one
                continue
            yield Example(row["question"], row["context"], row["title"], start, start + len(answer))


def news_examples(data: Path, count: int, seed: int) -> list[Example]:
    """In-place questions from all the archives, the same for the same seed."""
    rng = random.Random(seed)
    articles = list(read_news(data, NEWS))
    rng.shuffle(articles)
    found: list[Example] = []
    for title, text in articles:
        found.extend(make_examples(title, text, rng, most=1))
        if len(found) >= count:
            break
    return found


def write_archive(data: Path, folder: Path, news: int) -> Path:
    """A JSONL corpus of CMRC's contexts and of news articles, to ask in."""
    contexts = {example.context: example.title for example in read_cmrc(data, "cmrc2018_train")}
    articles = list(read_news(data, NEWS))
    random.Random(3).shuffle(articles)
    file = folder / "archive.jsonl"
    with file.open("w", encoding="utf-8") as lines:
        pairs = [*((title, text) for text, title in contexts.items()), *articles[:news]]
        for number, (title, text) in enumerate(pairs):
            row = {"id": str(number), "title": title, "text": text}
            lines.write(json.dumps(row, ensure_ascii=False) + "\n")
    return file


def overlap(start: int, end: int, low: int, high: int) -> float:
    """F1 of two spans by characters."""
    shared = max(0, min(end, high) - max(start, low))
    return 2 * shared / (end - start + high - low) if shared else 0.0


def contexts_of(example: Example, retriever: Retriever) -> tuple[list[Context], int]:
    """What is read for a question: the window of its own article, and of others found for it.

    Gives the contexts and the offset of the answer's window in its article.
    """
    text, shift = window(example)
    home = squeeze(example.context[:200])
    own, others = Context(text, example.title, 0.2, 0.3), []
    for hit in retriever.search(example.question, k=5):
        if squeeze(hit.article.text[:200]) == home:
            own = Context(text, example.title, hit.lexical, hit.dense)
        elif len(others) < 2:
            start, end = max(0, hit.passage.start - 200), hit.passage.end + 200
            part = hit.article.text[start:end]
            others.append(Context(part, hit.article.title or "", hit.lexical, hit.dense))
    return [own, *others], shift


def featurize(
    matcher: Matcher, examples: list[Example], retriever: Retriever, rng: random.Random
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Rows (n, features) float16, goodness (n,) of each candidate, question number (n,)."""
    rows, goods, owners = [], [], []
    for number, example in enumerate(examples):
        contexts, shift = contexts_of(example, retriever)
        low, high = example.start - shift, example.end - shift
        table, good = [], []
        for context, sentence, spans, features in matcher.candidates(
            understand(example.question), contexts, sentences=8
        ):
            table.append(features)
            at = sentence.start
            good += [
                0.0 if context else overlap(at + span.start, at + span.end, low, high)
                for span in spans
            ]
        if number % 1000 == 0:
            print(f"features {number}/{len(examples)}", flush=True)
        if not good or max(good) < 0.5:
            continue
        goodness = np.array(good, dtype=np.float16)
        order = np.argsort(-goodness)[: MOST // 4]
        rest = np.setdiff1d(np.arange(len(goodness)), order).tolist()
        kept = [*order.tolist(), *rng.sample(rest, min(len(rest), MOST - len(order)))]
        rows.append(np.concatenate(table)[kept].astype(np.float16))
        goods.append(goodness[kept])
        owners.append(np.full(len(kept), number))
    return np.concatenate(rows), np.concatenate(goods), np.concatenate(owners)


def featurize_all(examples: list[Example], index: str) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The same as `featurize`, in two processes."""
    half = len(examples) // 2
    with ProcessPoolExecutor(2, multiprocessing.get_context("spawn")) as pool:
        parts = list(pool.map(_featurize_part, [examples[:half], examples[half:]], [index] * 2))
    owners = [parts[0][2], parts[1][2] + half]
    return (
        np.concatenate([part[0] for part in parts]),
        np.concatenate([part[1] for part in parts]),
        np.concatenate(owners),
    )


def _featurize_part(
    examples: list[Example], index: str
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    with Retriever.open(index) as retriever:
        return featurize(Matcher.untrained(Lexicon()), examples, retriever, random.Random(7))


def window(example: Example, most: int = 1200) -> tuple[str, int]:
    """(context, its offset): the part of a long article around the answer."""
    if len(example.context) <= most:
        return example.context, 0
    start = max(0, example.start - most // 2)
    line = example.context.rfind("\n", 0, start)
    start = line + 1 if line > start - 200 else start
    return example.context[start : start + most], start


def train(
    rows: np.ndarray, goods: np.ndarray, owners: np.ndarray, epochs: int
) -> dict[str, np.ndarray]:
    """The network's tensors: softmax over a question's candidates, targets by overlap."""
    torch.manual_seed(7)
    values = torch.from_numpy(rows.astype(np.float32))
    mean, deviation = values.mean(0), values.std(0) + 0.05
    values = (values - mean) / deviation
    values[:, BLIND] = 0.0
    target = torch.from_numpy(goods.astype(np.float32))
    target = torch.where(target > 0.99, 3.0, torch.clamp(target - 0.4, min=0.0) ** 2)
    places = _padded(owners)
    net = torch.nn.Sequential(
        torch.nn.Linear(FEATURES, 128),
        torch.nn.ReLU(),
        torch.nn.Dropout(0.1),
        torch.nn.Linear(128, 48),
        torch.nn.ReLU(),
        torch.nn.Linear(48, 1),
    )
    optimizer = torch.optim.AdamW(net.parameters(), lr=3e-3, weight_decay=0.01)
    steps = epochs * (len(places) // 64 + 1)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 3e-3, total_steps=steps + 1)
    for epoch in range(epochs):
        net.train()
        total = 0.0
        for batch in torch.randperm(len(places)).split(64):
            chosen = places[batch]
            real = chosen >= 0
            scores = net(values[chosen.clamp(min=0)])[..., 0].masked_fill(~real, -1e4)
            aim = target[chosen.clamp(min=0)] * real
            aim = aim / aim.sum(1, keepdim=True)
            loss = -(aim * torch.log_softmax(scores, 1)).sum(1).mean()
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
            total += float(loss.detach()) * len(batch)
        print(f"epoch {epoch + 1}: loss {total / len(places):.4f}", flush=True)
    net[0].weight.data[:, BLIND] = 0.0
    tensors = {"mean": mean, "deviation": deviation}
    for number, layer in enumerate((net[0], net[3], net[5]), start=1):
        tensors[f"weight{number}"], tensors[f"bias{number}"] = layer.weight.data, layer.bias.data
    return {name: tensor.numpy().astype(np.float32) for name, tensor in tensors.items()}


def _padded(owners: np.ndarray) -> torch.Tensor:
    """(questions, most candidates) row numbers, -1 where a question has fewer."""
    bounds = np.flatnonzero(np.diff(owners, prepend=-1))
    ends = np.append(bounds[1:], len(owners))
    places = np.full((len(bounds), int((ends - bounds).max())), -1, dtype=np.int64)
    for row, (start, end) in enumerate(zip(bounds, ends, strict=True)):
        places[row, : end - start] = np.arange(start, end)
    return torch.from_numpy(places)


def main() -> None:
    """Trains and writes the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    parser.add_argument("--news", type=int, default=6000, help="in-place questions")
    parser.add_argument("--cmrc", type=int, default=9500, help="questions of CMRC 2018 train")
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--features", type=Path, help="keep the features here as .npz")
    options = parser.parse_args()
    begun = time.time()
    torch.set_num_threads(2)
    cmrc = list(read_cmrc(options.data, "cmrc2018_train"))[: options.cmrc]
    news = news_examples(options.data, options.news, seed=7)
    examples = cmrc + news
    random.Random(5).shuffle(examples)
    with tempfile.TemporaryDirectory() as name:
        archive = write_archive(options.data, Path(name), news=8000)
        build_index([str(archive)], f"{name}/index")
        rows, goods, owners = featurize_all(examples, f"{name}/index")
    print(f"{len(examples)} questions, {len(rows)} candidates, {time.time() - begun:.0f} s")
    if options.features:
        np.savez(options.features, rows=rows, goods=goods, owners=owners)
    tensors = train(rows, goods, owners, options.epochs)
    options.out.mkdir(parents=True, exist_ok=True)
    save_file(tensors, options.out / "matcher.safetensors")
    print(f"{options.out} in {time.time() - begun:.0f} s")


if __name__ == "__main__":
    main()
