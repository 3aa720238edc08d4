"""What the dense leg finds, alone and beside BM25. Prints one table.

    python benchmarks/encoder.py --data ../shared/data [--model NAME_OR_PATH …]

Four question sets; each is a retrieval over passages of its own:
    cmrc       CMRC 2018 dev: every distinct context is a passage, 3,219 questions people wrote
    dureader   DuReader robust (measuring only): questions from a search engine, same way
    headline   5,000 held-out articles of a daily: headline -> any passage of its article
    in-place   the same passages: questions made from a sentence -> its passage
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bot.encoding.encoder import open_encoder  # noqa: E402
from bot.encoding.vectors import Encoder  # noqa: E402
from bot.settings import EMBEDDED_MODEL  # noqa: E402
from bot.words import words  # noqa: E402
from training.encoder_data import Source, add_questions, read_lines, read_news  # noqa: E402

WEIGHTS = (0.3, 0.5, 0.7)  # of the dense leg beside BM25
SEED = 7  # of the in-place questions: another one than in training
_CHUNK = 500  # questions scored at a time


@dataclass(frozen=True, slots=True)
class Exam:
    """Questions over passages. `group` says which passages are right: those of the same number."""

    name: str
    passages: list[str]
    group: np.ndarray
    questions: list[str]
    right: np.ndarray  # question -> number of the group


class BM25:
    """BM25 over jieba's words (k1 1.2, b .75, as in tantivy)."""

    def __init__(self, texts: Sequence[str]) -> None:
        postings: dict[str, list[tuple[int, int]]] = defaultdict(list)
        sizes = np.zeros(len(texts), dtype=np.float32)
        for number, text in enumerate(texts):
            counts = Counter(words(text))
            sizes[number] = sum(counts.values())
            for word, count in counts.items():
                postings[word].append((number, count))
        norm = 1.2 * (0.25 + 0.75 * sizes / sizes.mean())
        self.size = len(texts)
        self.postings = {}
        for word, found in postings.items():
            at, count = np.array(found).T
            idf = np.log(1 + (self.size - len(at) + 0.5) / (len(at) + 0.5))
            self.postings[word] = (at, (idf * 2.2 * count / (count + norm[at])).astype(np.float32))

    def scores(self, question: str) -> np.ndarray:
        """One score for each text."""
        scores = np.zeros(self.size, dtype=np.float32)
        for word in words(question):
            if word in self.postings:
                at, weight = self.postings[word]
                scores[at] += weight
        return scores


def read_exams(data: Path) -> list[Exam]:
    """The four question sets."""
    _, held = read_news(data)
    add_questions(held, SEED, share=0.25)
    return [
        _contexts("cmrc", data / "mrc" / "cmrc2018_dev.jsonl.xz"),
        _contexts("dureader", data / "mrc" / "evalonly_dureader_robust.jsonl.xz"),
        *_archive(held),
    ]


def _contexts(name: str, file: Path) -> Exam:
    number: dict[str, int] = {}
    questions, right = [], []
    for row in read_lines(file):
        if not row["impossible"]:
            questions.append(row["question"])
            right.append(number.setdefault(row["context"], len(number)))
    return Exam(name, list(number), np.arange(len(number)), questions, np.array(right))


def _archive(held: list[Source]) -> list[Exam]:
    passages = ["".join(sentences) for article in held for sentences in article.passages]
    sizes = [len(article.passages) for article in held]
    first = np.cumsum([0, *sizes])
    titled = [n for n, article in enumerate(held) if len(article.title) >= 6]
    asked = [(q, int(first[n]) + p) for n, article in enumerate(held) for q, p in article.questions]
    return [
        Exam(
            "headline",
            passages,
            np.repeat(np.arange(len(held)), sizes),
            [held[n].title for n in titled],
            np.array(titled),
        ),
        Exam(
            "in-place",
            passages,
            np.arange(len(passages)),
            [question for question, _ in asked],
            np.array([passage for _, passage in asked]),
        ),
    ]


def measure(exam: Exam, lexical: BM25, encoders: Sequence[Encoder]) -> dict[str, np.ndarray]:
    """The rank of the best right passage for each question, for each way to search."""
    ranks: dict[str, list[np.ndarray]] = defaultdict(list)
    tables = [encoder.encode_passages(exam.passages) for encoder in encoders]
    for start in range(0, len(exam.questions), _CHUNK):
        questions = exam.questions[start : start + _CHUNK]
        right = exam.right[start : start + _CHUNK]
        bm25 = np.stack([lexical.scores(question) for question in questions])
        ranks["BM25 words"].append(_ranks(bm25, exam.group, right))
        bm25 /= np.maximum(bm25.max(axis=1, keepdims=True), 1e-9)
        for encoder, table in zip(encoders, tables, strict=True):
            dense = encoder.encode_questions(questions) @ table.T
            ranks[encoder.name].append(_ranks(dense, exam.group, right))
            dense /= np.maximum(dense.max(axis=1, keepdims=True), 1e-9)
            for weight in WEIGHTS:
                name = f"BM25 + {weight} {encoder.name}"
                ranks[name].append(_ranks(bm25 + weight * dense, exam.group, right))
    return {name: np.concatenate(parts) for name, parts in ranks.items()}


def _ranks(scores: np.ndarray, group: np.ndarray, right: np.ndarray) -> np.ndarray:
    """1 for a question whose best right passage beats all wrong ones. Ties count against it."""
    ranks = np.empty(len(scores), dtype=np.int64)
    for row, (score, number) in enumerate(zip(scores, right, strict=True)):
        best = score[group == number].max()
        ranks[row] = 1 + np.count_nonzero((score >= best) & (group != number))
    return ranks


def main() -> None:
    """Reads the sets, measures all ways to search, prints the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data")
    parser.add_argument("--model", action="append", help="may be given again; default: embedded")
    options = parser.parse_args()
    encoders = [open_encoder(name) for name in options.model or [EMBEDDED_MODEL]]
    for encoder in encoders:
        print(f"{encoder.name}: {encoder.dim} dimensions, {encoder.fingerprint}")
    print("| set | passages | questions | search | R@1 | R@10 | MRR@10 |")
    print("|---|---|---|---|---|---|---|")
    for exam in read_exams(options.data):
        lexical = BM25(exam.passages)
        for name, ranks in measure(exam, lexical, encoders).items():
            figures = f"{np.mean(ranks == 1):.3f} | {np.mean(ranks <= 10):.3f}"
            mrr = np.mean(np.where(ranks <= 10, 1 / ranks, 0))
            sizes = f"{len(exam.passages):,} | {len(exam.questions):,}"
            print(f"| {exam.name} | {sizes} | {name} | {figures} | {mrr:.3f} |", flush=True)
    for encoder in encoders:
        _speed(encoder, exam.passages)


def _speed(encoder: Encoder, passages: list[str]) -> None:
    texts = [passage[:200] for passage in passages[:20_000]]
    began = time.perf_counter()
    encoder.encode_passages(texts)
    rate = len(texts) / (time.perf_counter() - began)
    began = time.perf_counter()
    for text in texts[:200]:
        encoder.encode_questions([text[:25]])
    question = (time.perf_counter() - began) / 200
    print(f"{encoder.name}: {rate:,.0f} passages/s, {question * 1e6:.0f} µs a question")


if __name__ == "__main__":
    main()
