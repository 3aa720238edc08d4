"""Makes the confidence of answers (bot/answering/confidence.py): when to refuse.

    python training/train_confidence.py --data ../shared/data

Questions are asked of an archive twice: as it is, and with the answering article taken out or its
answering sentence cut. A logistic model learns to tell a right best reading from all others; the
threshold is where as large a share of the answerable is answered as of the unanswerable refused.
"""

from __future__ import annotations

import argparse
import json
import random
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.preprocessing import StandardScaler

from bot.answering.answerer import Answerer
from bot.answering.confidence import Confidence, signals
from bot.answering.lexicon import Lexicon
from bot.answering.reader import WEIGHTS, Reader
from bot.build import build_index
from bot.measures import f1
from bot.records import Hit
from bot.retrieval.retriever import Retriever
from bot.text import sentence_spans
from training.in_place import Example, make_examples, read_news
from training.train_reader import read_cmrc

NEWS = ["rmrb2019", "chinanews"]


def write_archive(data: Path, folder: Path, count: int) -> list[Example]:
    """Writes articles and CMRC's contexts as one JSONL corpus; gives questions on them."""
    rng = random.Random(11)
    cmrc = list(read_cmrc(data, "cmrc2018_train"))
    contexts = {example.context: example.title for example in cmrc}
    news = list(read_news(data, NEWS))
    with (folder / "archive.jsonl").open("w", encoding="utf-8") as lines:
        for number, (text, title) in enumerate([*contexts.items(), *((t, h) for h, t in news)]):
            row = {"id": str(number), "title": title, "text": text}
            lines.write(json.dumps(row, ensure_ascii=False) + "\n")
    asked = rng.sample(cmrc, count)
    for title, text in rng.sample(news, count // 2):
        asked += list(make_examples(title, text, rng, most=1))
    return asked


def without(hits: Sequence[Hit], example: Example, how: str) -> list[Hit]:
    """The hits as if the archive did not hold the answer."""
    gold = example.context[example.start : example.end]
    kept = []
    for hit in hits:
        if gold not in hit.article.text:
            kept.append(hit)
        elif how == "sentence":
            text = "".join(
                hit.article.text[start:end]
                for start, end in sentence_spans(hit.article.text)
                if gold not in hit.article.text[start:end]
            )
            end = min(hit.passage.end, len(text))
            article = replace(hit.article, text=text, pieces=())
            kept.append(
                replace(hit, article=article, passage=replace(hit.passage, start=0, end=end))
            )
    return kept


def samples(
    answerer: Answerer, retriever: Retriever, examples: list[Example]
) -> Iterator[tuple[list[float], bool, bool]]:
    """(signals, answerable, right) of the best reading of every question, asked twice."""
    for number, example in enumerate(examples):
        gold = example.context[example.start : example.end]
        hits = retriever.search(example.question, k=10)
        found = any(gold in hit.article.text for hit in hits)
        cut = without(hits, example, "sentence" if number % 2 else "article")
        for answerable, given in ((True, hits), (False, cut)):
            if answerable and not found:
                continue
            read = answerer.read(example.question, given, retriever.index.rarity)
            if not read.readings:
                continue
            best = read.readings[0]
            said = read.contexts[best.context].text[best.start : best.end]
            yield signals(read.readings), answerable, answerable and f1(said, gold) >= 0.5
        if number % 500 == 0:
            print(f"asked {number}/{len(examples)}", flush=True)


def fit(table: np.ndarray, right: np.ndarray, answerable: np.ndarray) -> Confidence:
    """The model, its scale folded into the weights."""
    scaler = StandardScaler().fit(table)
    model = LogisticRegression(C=0.3, max_iter=2000).fit(scaler.transform(table), right)
    weights = model.coef_[0] / scaler.scale_
    bias = float(model.intercept_[0] - weights @ scaler.mean_)
    chance = model.predict_proba(scaler.transform(table))[:, 1]
    print(f"AUROC right {roc_auc_score(right, chance):.3f}")
    print(f"AUROC answerable {roc_auc_score(answerable, chance):.3f}")
    levels = np.linspace(0.02, 0.9, 89)
    balance = [
        abs(float((chance[answerable] >= level).mean() - (chance[~answerable] < level).mean()))
        for level in levels
    ]
    level = float(levels[int(np.argmin(balance))])
    print(f"threshold {level:.2f}: answered {(chance[answerable] >= level).mean():.3f}, ", end="")
    print(f"refused {(chance[~answerable] < level).mean():.3f}")
    return Confidence(tuple(float(weight) for weight in weights), bias, level)


def main() -> None:
    """Asks, fits and writes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--reader", type=Path, default=WEIGHTS)
    parser.add_argument("--count", type=int, default=1500, help="questions of CMRC; half of news")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        examples = write_archive(options.data, folder, options.count)
        build_index([str(folder / "archive.jsonl")], str(folder / "index"))
        answerer = Answerer(Reader(Lexicon(), options.reader), Confidence((), 0.0, 0.0))
        with Retriever.open(str(folder / "index")) as retriever:
            rows = list(samples(answerer, retriever, examples))
    table = np.array([row[0] for row in rows])
    model = fit(table, np.array([row[2] for row in rows]), np.array([row[1] for row in rows]))
    saved = {
        "weights": [round(weight, 5) for weight in model.weights],
        "bias": round(model.bias, 5),
        "threshold": round(model.threshold, 3),
    }
    (options.reader / "confidence.json").write_text(json.dumps(saved), encoding="utf-8")
    print(saved)


if __name__ == "__main__":
    main()
