"""Makes the confidence of answers (bot/answering/confidence.py): when to refuse.

    python -m training.train_confidence --data ../shared/data

The development questions are asked: those on the demo papers over `corpus/`, those on the news
over their articles among 5,000 others, and those of training/asked/held*.jsonl, which no network
has learned from, over theirs among as many, or over their own local paper. A logistic model learns
to tell a best reading whose sentence holds the answer from all others; the threshold is the highest
one at which KEPT of the answerable questions are answered.
"""

from __future__ import annotations

import argparse
import json
import lzma
import random
import tempfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.preprocessing import StandardScaler

from bot.answering.answerer import Answerer
from bot.answering.confidence import Confidence, signals
from bot.answering.contexts import WEIGHTS
from bot.answering.lexicon import Lexicon
from bot.answering.reader import Reader
from bot.build import build_index
from bot.measures import normalized
from bot.retrieval.retriever import Retriever
from training import asked_questions
from training.reader_texts import measured_articles

REPO = Path(__file__).resolve().parent.parent
NEWS = ["rmrb2019", "chinanews", "sohu2016", "sina2018", "rmrb2020", "cctv"]
KEPT = 0.94  # of the answerable questions; a wrong refusal annoys more than it protects
SHARE = 0.06  # of the archives' other articles


def read_questions(file: Path) -> list[dict[str, object]]:
    """The lines of a question set."""
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def local_questions() -> list[dict[str, object]]:
    """Those held back of the local papers, each with its paper."""
    papers = asked_questions.local_papers()
    held = asked_questions.read_asked(asked_questions.HELD_LOCAL)
    return [
        {"question": one.question, "answers": one.answers, "paper": papers[one.home]}
        for one in held
    ]


def write_archive(data: Path, questions: list[dict[str, object]], folder: Path) -> Path:
    """The questions' articles and a share of all others, as one JSONL file."""
    needed = {(line["source"], line["article"]) for line in questions}
    rng = random.Random(5)
    file = folder / "news.jsonl"
    with file.open("w", encoding="utf-8") as out:
        for name in NEWS:
            archive = data / "news" / f"{name}.jsonl.xz"
            with lzma.open(archive, "rt", encoding="utf-8") as lines:
                for line in lines:
                    row = json.loads(line)
                    if (name, row["id"]) in needed or rng.random() < SHARE:
                        row["id"] = f"{name}:{row['id']}"
                        out.write(json.dumps(row, ensure_ascii=False) + "\n")
    return file


def samples(
    answerer: Answerer, index: str, questions: list[dict[str, object]]
) -> Iterator[tuple[list[float], bool, bool]]:
    """(signals, sentence holds the answer, answerable) of every question's best reading."""
    with Retriever.open(index) as retriever:
        for line in questions:
            question, paper = str(line["question"]), str(line.get("paper") or "") or None
            read = answerer.read(question, retriever.search(question, k=10, paper=paper))
            if not read.readings:
                continue
            best = read.readings[0]
            text = read.contexts[best.context].text
            sentence = normalized(text[best.sentence_start : best.sentence_end])
            gold = [normalized(str(answer)) for answer in line.get("answers") or []]  # type: ignore[attr-defined]
            right = any(answer in sentence for answer in gold)
            yield signals(read.readings), right, bool(gold)


def fit(table: np.ndarray, right: np.ndarray, answerable: np.ndarray) -> Confidence:
    """The model, its scale folded into the weights."""
    scaler = StandardScaler().fit(table)
    model = LogisticRegression(C=0.3).fit(scaler.transform(table), right)
    chance = model.predict_proba(scaler.transform(table))[:, 1]
    level = float(np.quantile(chance[answerable], 1 - KEPT))
    print(f"AUROC right {roc_auc_score(right, chance):.3f}", end=", ")
    print(f"answerable {roc_auc_score(answerable, chance):.3f}; at {level:.2f} ", end="")
    print(f"{(chance[right] >= level).mean():.2f} of the right kept, ", end="")
    print(f"{(chance[~answerable] < level).mean():.2f} of the unanswerable refused")
    weights = model.coef_[0] / scaler.scale_
    bias = float(model.intercept_[0] - weights @ scaler.mean_)
    return Confidence(tuple(float(weight) for weight in weights), bias, level)


def main() -> None:
    """Asks, fits and writes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--reader", type=Path, default=WEIGHTS)
    parser.add_argument("--most", type=int, default=500, help="of each sort of held questions")
    options = parser.parse_args()
    answerer = Answerer(Reader(Lexicon(), options.reader), Confidence((), 0.0, 0.0))
    files = asked_questions.HELD, asked_questions.HELD_CLOSER, asked_questions.HELD_WIDE
    asked = [line for file in files for line in read_questions(file)]
    local = local_questions()
    demo = read_questions(REPO / "benchmarks" / "demo_questions.jsonl")
    news = read_questions(REPO / "benchmarks" / "news_questions" / "dev.jsonl")
    with tempfile.TemporaryDirectory() as name:
        archive = write_archive(options.data, news, Path(name))
        build_index([str(archive)], f"{name}/news")
        held = [one for file in files for one in asked_questions.read_asked(file)]
        file = Path(name) / "archive.jsonl"
        asked_questions.write_archive(options.data, held, measured_articles(), file)
        build_index([str(file)], f"{name}/held")
        build_index([str(REPO / "corpus")], f"{name}/demo")
        asked_questions.write_local(file)
        build_index([str(file)], f"{name}/local")
        rows = [
            *samples(answerer, f"{name}/news", news),
            *samples(answerer, f"{name}/demo", demo),
            *samples(answerer, f"{name}/held", random.Random(3).sample(asked, options.most)),
            *samples(answerer, f"{name}/local", random.Random(3).sample(local, options.most)),
        ]
    table, right, answerable = (np.array(column) for column in zip(*rows, strict=True))
    model = fit(table, right, answerable)
    saved = {
        "weights": [round(weight, 4) for weight in model.weights],
        "bias": round(model.bias, 4),
        "threshold": round(model.threshold, 3),
    }
    (options.reader / "confidence.json").write_text(json.dumps(saved) + "\n", encoding="utf-8")
    print(saved)


if __name__ == "__main__":
    main()
