"""Trains the embedded encoder: `python training/train_encoder.py --data ../shared/data`.

A table with one row for each piece of text; a text is the mean of its rows. The rows are learnt so
that a question lies nearer to its passage than to the other passages of a batch.

A plain torch loop over an EmbeddingBag. sentence-transformers' trainer was set aside because it
cuts every text into pieces again in every epoch (see benchmarks/encoder.md for the times), needs
the datasets package, and cannot compose a piece from its characters (`Table`).
"""

from __future__ import annotations

import argparse
import json
import math
import sys
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from safetensors.numpy import save_file
from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers
from torch.nn import functional

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bot.words import words  # noqa: E402
from training.encoder_batches import Batch, Mix, Pairs, batches, make_pairs  # noqa: E402
from training.encoder_data import (  # noqa: E402
    Source,
    add_questions,
    read_asked_exams,
    read_cmrc,
    read_news,
)


@dataclass(frozen=True, slots=True)
class Plan:
    """The numbers of a training run. The defaults made the shipped weights."""

    pieces: int = 48_000
    dim: int = 256
    steps: int = 2_000
    batch: int = 2_048
    lr: float = 0.05
    scale: float = 20.0  # of the cosine in the softmax
    topics: int = 64  # that articles are grouped into for harder batches; 0 for none
    topics_from: float = 0.5  # share of the steps before that
    composed: bool = True  # until then a row is its own part plus the mean of its characters'
    seed: int = 20250101


class Table(torch.nn.Module):
    """The rows to learn. A rare word starts from its characters instead of from noise."""

    def __init__(self, tokenizer: Tokenizer, weights: np.ndarray, plan: Plan) -> None:
        super().__init__()
        size = tokenizer.get_vocab_size()
        rows = torch.randn(size, plan.dim) * torch.from_numpy(weights)[:, None]
        self.own = torch.nn.Parameter(rows)
        self.composed = plan.composed
        if plan.composed:
            texts = [tokenizer.id_to_token(i) for i in range(size)]
            number = {char: n for n, char in enumerate(sorted(set("".join(texts[1:]))))}
            chars = [[number[c] for c in text] if i else [] for i, text in enumerate(texts)]
            self.register_buffer("chars", torch.tensor([c for row in chars for c in row]))
            sizes = [0] + [len(row) for row in chars]
            self.register_buffer("at", torch.tensor(np.cumsum(sizes)[:-1]))
            self.parts = torch.nn.Parameter(torch.randn(len(number), plan.dim) * 0.3)

    def rows(self) -> torch.Tensor:
        """The table as it is used: (pieces, dim)."""
        rows = self.own
        if self.composed:
            rows = rows + functional.embedding_bag(self.chars, self.parts, self.at, mode="mean")
        return rows

    @torch.no_grad()
    def bake(self) -> None:
        """From here on a row learns for itself alone: a step takes a third less time."""
        self.own.copy_(self.rows())
        self.composed = False


def make_tokenizer(counts: Counter[str], size: int) -> Tokenizer:
    """A tokenizer that cuts text into its likeliest frequent words, else into characters.

    The words are jieba's, counted over the training text; a Unigram model over their counts finds
    nearly the cut that jieba would, inside tokenizer.json and without jieba.
    """
    total = sum(counts.values())
    chars: Counter[str] = Counter()
    for word, count in counts.items():
        for char in word:
            chars[char] += count
    vocabulary = {char: 0 for char, count in chars.items() if count >= 5}
    for word, _ in counts.most_common():
        if len(vocabulary) >= size - 1:
            break
        vocabulary[word] = 0
    # A character that is hardly ever a word by itself still has to be possible: half a count.
    # Four decimals: the file is a third smaller, and the same again after it was read and written.
    pieces = [(word, round(math.log(max(counts[word], 0.5) / total), 4)) for word in vocabulary]
    pieces.sort(key=lambda piece: (-piece[1], piece[0]))
    tokenizer = Tokenizer(models.Unigram([("[UNK]", math.log(1e-12)), *pieces], unk_id=0))
    tokenizer.normalizer = normalizers.Sequence([normalizers.NFKC(), normalizers.Lowercase()])
    tokenizer.pre_tokenizer = pre_tokenizers.Split(Regex(r"[^\p{L}\p{N}]+"), "removed")
    return tokenizer


def start_weights(pairs: Pairs, size: int) -> np.ndarray:
    """How long each row starts: frequent pieces short, a / (a + p). Piece by piece, float32."""
    share = np.bincount(pairs.pieces, minlength=size) / len(pairs.pieces)
    return (1e-3 / (1e-3 + share)).astype(np.float32)


def loss_of(rows: torch.Tensor, batch: Batch, scale: float) -> torch.Tensor:
    """Softmax over the batch's passages; other passages of the own article do not count,
    except the rivals that were put there for it."""
    queries = _bag(rows, batch.query_pieces, batch.query_at)
    passages = _bag(rows, batch.passage_pieces, batch.passage_at)
    scores = scale * queries @ passages.T
    size = len(queries)
    same = torch.from_numpy(batch.query_article[:, None] == batch.passage_article[None, :size])
    same.fill_diagonal_(False)
    scores[:, :size] = scores[:, :size].masked_fill(same, -1e4)
    return functional.cross_entropy(scores, torch.arange(size))


def _bag(rows: torch.Tensor, pieces: np.ndarray, at: np.ndarray) -> torch.Tensor:
    bag = functional.embedding_bag(
        torch.from_numpy(pieces), rows, torch.from_numpy(at), mode="mean", padding_idx=0
    )
    return functional.normalize(bag, dim=-1)


def train(pairs: Pairs, tokenizer: Tokenizer, plan: Plan, mix: Mix) -> np.ndarray:
    """The learnt table, float32, (pieces, dim)."""
    torch.manual_seed(plan.seed)
    table = Table(tokenizer, start_weights(pairs, tokenizer.get_vocab_size()), plan)
    optimizer = torch.optim.Adam(table.parameters(), lr=plan.lr, fused=True)
    rng = np.random.default_rng(plan.seed)
    stream = batches(pairs, mix, plan.batch, rng)
    began, mean = time.perf_counter(), 0.0
    for step in range(1, plan.steps + 1):
        if plan.topics and step == int(plan.topics_from * plan.steps):
            table.bake()
            stream = batches(pairs, mix, plan.batch, rng, find_topics(pairs, table.rows(), plan))
        rate = min(step / (0.05 * plan.steps), (plan.steps - step + 1) / (0.95 * plan.steps), 1)
        optimizer.param_groups[0]["lr"] = plan.lr * rate
        loss = loss_of(table.rows(), next(stream), plan.scale)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        mean += (loss.item() - mean) * max(0.01, 1 / step)
        if step % 200 == 0:
            print(f"{step} loss {mean:.3f} {time.perf_counter() - began:.0f} s", flush=True)
    rows = table.rows().detach().numpy().copy()
    rows[0] = 0  # what is not known says nothing
    return rows


@torch.no_grad()
def find_topics(pairs: Pairs, rows: torch.Tensor, plan: Plan) -> np.ndarray:
    """The topic of each article, by k-means over the vectors of their texts."""
    start = pairs.sentence_at[pairs.passage_at[pairs.article_at[:-1]]]
    end = pairs.sentence_at[pairs.passage_at[pairs.article_at[1:]]]
    articles = _bag(rows, pairs.pieces[: end[-1]], start)
    generator = torch.Generator().manual_seed(plan.seed)
    centres = articles[torch.randperm(len(articles), generator=generator)[: plan.topics]]
    for _ in range(10):
        topic = (articles @ centres.T).argmax(dim=1)
        sums = torch.zeros_like(centres).index_add_(0, topic, articles)
        centres = functional.normalize(sums, dim=-1)
    return topic.numpy()


def save(folder: Path, tokenizer: Tokenizer, rows: np.ndarray) -> None:
    """Writes the folder that both Baowen and sentence-transformers read.

    A row is 256 whole numbers from -127 to 127 and their scale: a quarter of float32. It is the
    layout of model2vec, which sentence-transformers 6.2 and later reads as float32.
    """
    scale = np.abs(rows).max(axis=1) / 127
    scale[scale == 0] = 1
    whole = np.rint(rows / scale[:, None]).astype(np.int8)
    home = folder / "0_StaticEmbedding"
    home.mkdir(parents=True, exist_ok=True)
    weights = home / "model.safetensors"
    save_file({"embeddings": whole, "weights": scale.astype(np.float32)}, weights)
    weights.chmod(0o644)  # the library makes it readable for its owner only
    home.joinpath("tokenizer.json").write_text(tokenizer.to_str(), encoding="utf-8")
    kind = "sentence_transformers.sentence_transformer.modules"
    _write(
        folder / "modules.json",
        [
            _module(0, "0_StaticEmbedding", f"{kind}.static_embedding.StaticEmbedding"),
            _module(1, "1_Normalize", "sentence_transformers.base.modules.normalize.Normalize"),
        ],
    )


def _module(number: int, path: str, kind: str) -> dict[str, Any]:
    return {"idx": number, "name": str(number), "path": path, "type": kind}


def _write(file: Path, value: Any) -> None:
    file.write_text(json.dumps(value, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def count_words(articles: list[Source]) -> Counter[str]:
    """jieba's words of the passages, with how often each comes."""
    counts: Counter[str] = Counter()
    for article in articles:
        for passage in article.passages:
            counts.update(words("".join(passage)))
    return counts


def main() -> None:
    """Reads the data, trains, writes the folder."""
    plan = Plan()
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data")
    parser.add_argument("--out", type=Path, default=ROOT / "bot" / "models" / "baowen-static-zh")
    parser.add_argument("--steps", type=int, default=plan.steps)
    parser.add_argument("--pieces", type=int, default=plan.pieces)
    parser.add_argument("--plain", action="store_true", help="without the asked questions")
    parser.add_argument("--dim", type=int, default=plan.dim)
    options = parser.parse_args()
    plan = Plan(steps=options.steps, pieces=options.pieces, dim=options.dim)
    articles, _ = read_news(options.data)
    add_questions(articles, plan.seed)
    exams = read_cmrc(options.data / "mrc" / "cmrc2018_train.jsonl.xz")
    exams += [] if options.plain else read_asked_exams(options.data)
    tokenizer = make_tokenizer(count_words(articles), plan.pieces)
    pairs = make_pairs(articles, exams, tokenizer)
    print(f"{len(articles)} articles, {len(pairs.question_passage)} questions, {plan}", flush=True)
    save(options.out, tokenizer, train(pairs, tokenizer, plan, Mix()))


if __name__ == "__main__":
    main()
