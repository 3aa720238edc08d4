"""Learns the weights of bot/retrieval/reranking.py from what people asked (training/asked/).

    python -m training.train_ranking --data ../shared/data --model PLAIN

PLAIN is an encoder that has not learned from these questions (`training/train_encoder.py --plain`):
to one that has, their passages look nearer than those of any other question.

Some thousand questions are searched in an archive of 20,000 articles and more; of the passages that
would be reranked the ones of the question's article are to come first (one softmax for each
question). Prints the weights, scaled so that those of words and vectors sum to 1, and what they
make of the questions held back. Ten minutes; the seed is fixed.
"""

from __future__ import annotations

import argparse
import random
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import fields
from pathlib import Path

import torch
from torch import Tensor

from bot.build import build_index
from bot.retrieval.reranking import Evidence, values, weigh
from bot.retrieval.retriever import Retriever
from training.asked_questions import (
    CLOSER,
    FILES,
    HELD,
    HELD_CLOSER,
    Asked,
    read_asked,
    write_archive,
)
from training.reader_texts import measured_articles

SHARE = 0.2  # of the archives' other articles
RIDGE = 1e-3
DATED = 3  # of the weights, the last ones, are of dates

Sample = tuple[list[Evidence], list[bool]]


def samples(retriever: Retriever, asked: Sequence[Asked]) -> Iterator[Sample]:
    """The evidence of the passages that are reranked for a question, and which are right."""
    for one in asked:
        block = retriever.candidates(one.question)
        found = [evidence for _, evidence, _ in block]
        right = [excerpt.key == one.home for _, _, excerpt in block]
        if any(right):
            yield found, right


def learn(taught: Sequence[Sample]) -> list[float]:
    """The weights under which the right passages are likeliest to be chosen."""
    most = max(len(found) for found, _ in taught)
    table = torch.zeros(len(taught), most, len(fields(Evidence)))
    there, good = torch.zeros(2, len(taught), most, dtype=torch.bool)
    for row, (found, right) in enumerate(taught):
        table[row, : len(found)] = torch.tensor([values(one) for one in found])
        there[row, : len(found)] = True
        good[row, : len(found)] = torch.tensor(right)
    spread = table[there].std(0)
    spread[spread == 0] = 1.0  # what is the same everywhere tells nothing
    weights = torch.zeros(table.shape[2], requires_grad=True)
    optimizer = torch.optim.LBFGS([weights], max_iter=200, line_search_fn="strong_wolfe")

    def loss() -> Tensor:
        optimizer.zero_grad()
        scores = (table / spread @ weights).masked_fill(~there, -torch.inf)
        chosen = scores.masked_fill(~good, -torch.inf)
        lost = scores.logsumexp(1) - chosen.logsumexp(1)
        total = lost.mean() + RIDGE * weights.square().sum()
        total.backward()  # type: ignore[no-untyped-call]
        return total

    optimizer.step(loss)  # type: ignore[no-untyped-call]
    plain = (weights.detach() / spread).tolist()
    scale = sum(map(abs, plain[:-DATED]))
    return [weight / scale for weight in plain]


def reciprocal(held: Sequence[Sample], weights: Sequence[float]) -> float:
    """Mean reciprocal rank of the first right passage."""
    total = 0.0
    for found, right in held:
        scores = [sum(w * e for w, e in zip(weights, values(one), strict=True)) for one in found]
        ranked = sorted(range(len(found)), key=lambda at: -scores[at])
        total += 1 / (1 + next(rank for rank, at in enumerate(ranked) if right[at]))
    return total / len(held)


def main() -> None:
    """Searches, learns and prints."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--model", help="of sentence-transformers (default: the shipped one)")
    parser.add_argument("--most", type=int, default=2000, help="questions of each file")
    options = parser.parse_args()
    rng = random.Random(3)
    files = [[one for one in read_asked(file) if one.answers] for file in (*FILES, CLOSER)]
    asked = [one for some in files for one in rng.sample(some, min(options.most, len(some)))]
    held = [one for file in (HELD, HELD_CLOSER) for one in read_asked(file) if one.answers]
    with tempfile.TemporaryDirectory() as name:
        file = Path(name) / "archive.jsonl"
        write_archive(options.data, [*asked, *held], measured_articles(), file, SHARE)
        build_index([str(file)], f"{name}/index", model=options.model)
        with Retriever.open(f"{name}/index") as retriever:
            taught, kept = list(samples(retriever, asked)), list(samples(retriever, held))
    weights = learn(taught)
    shipped = [weigh(Evidence(*row)) for row in torch.eye(len(weights)).tolist()]
    for field, weight, was in zip(fields(Evidence), weights, shipped, strict=True):
        print(f"{field.name}={weight:.2f}  # shipped {was:.2f}")
    print(f"{len(taught)} questions; MRR of {len(kept)} held back {reciprocal(kept, weights):.3f}")


if __name__ == "__main__":
    main()
