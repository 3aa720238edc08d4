"""How well questions find their passages: BM25, dense, fused, reranked, on four question sets.

    python benchmarks/retrieval.py --data ../shared/data            the tables of retrieval.md
    python benchmarks/retrieval.py --data ../shared/data --tune     dense_weight, on CMRC train

`--data` is the folder with mrc/ and news/ (xz-packed JSON lines, see its README); neither set is
part of the project. The indexes go to a temporary folder, or to `--keep DIR` for further runs.
"""

from __future__ import annotations

import argparse
import json
import lzma
import random
import re
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any

from bot.answering.answerer import Answerer
from bot.answering.opening import open_reader
from bot.build import build_index
from bot.index.lexical import Terms
from bot.retrieval.fusion import fuse
from bot.retrieval.question import question_terms
from bot.retrieval.retriever import Retriever
from bot.retrieval.wording import PLAIN, Wording
from bot.text import fold, squeeze
from bot.words import tagged_words

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from training import asked_questions
from training.reader_texts import measured_articles

DEPTH = 10
HEAD = "R@1 | R@10 | MRR@10 | answer@1 | answer@10 |\n|---|---|---|---|---|---|"
REAL = (
    "evalonly_dureader_checklist",
    "evalonly_dureader_robust",
    "evalonly_squad2_zh",
    "evalonly_webqa",
)
WEIGHTS = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.7, 1.0)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, the id of the article that answers it, and its answers."""

    question: str
    article: str
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """Shares of the questions; `answer` counts only passages that hold the answer too."""

    recall_1: float
    recall_10: float
    mrr_10: float
    answer_1: float
    answer_10: float

    def row(self, name: str) -> str:
        """A line of a Markdown table."""
        values = (self.recall_1, self.recall_10, self.mrr_10, self.answer_1, self.answer_10)
        return f"| {name} | " + " | ".join(f"{v:.3f}".lstrip("0") for v in values) + " |"


def read_rows(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of an xz-packed JSONL file."""
    with lzma.open(path, "rt", encoding="utf-8") as file:
        yield from map(json.loads, file)


def cmrc(path: Path) -> tuple[list[dict[str, Any]], list[Asked]]:
    """Every distinct context as an article without a title, and the questions about them."""
    contexts: dict[str, str] = {}
    asked = []
    for row in read_rows(path):
        if not row["context"].strip():
            continue
        number = contexts.setdefault(row["context"], f"c{len(contexts)}")
        answers = tuple(dict.fromkeys(text for text, _ in row["answers"]))
        if answers:  # the others cannot be answered from any passage
            asked.append(Asked(row["question"], number, answers))
    return [{"id": number, "text": text} for text, number in contexts.items()], asked


def pooled(folder: Path, each: int = 600) -> tuple[list[dict[str, Any]], list[Asked]]:
    """All contexts of six question sets as one archive, and questions that people have typed."""
    rows, asked = [], []
    for name in (*REAL, "cmrc2018_dev", "cmrc2018_train"):
        contexts, questions = cmrc(folder / f"{name}.jsonl.xz")
        rows += [row | {"id": f"{name} {row['id']}"} for row in contexts]
        if name in REAL:
            some = random.Random(1).sample(questions, min(each, len(questions)))
            asked += [replace(one, article=f"{name} {one.article}") for one in some]
    return rows, asked


_CLAUSE = re.compile(r"[^，。；：！？\n“”]+")
_MASKS = (
    (re.compile(r"\d+月\d+日"), "哪天"),
    (re.compile(r"(?<![\d.])\d[\d.]*(?:万|亿|万亿)?元"), "多少钱"),
    (re.compile(r"(?<![\d.])\d[\d.]*%"), "百分之几"),
    (re.compile(r"(?<![\d.])\d[\d.]*(?:多)?(?:万|亿|余)?(?=[人名个家户亩项条座吨公])"), "多少"),
)


def in_place(rows: list[dict[str, Any]], wanted: int, seed: int = 20) -> list[Asked]:
    """Questions made from clauses of the archive: a date, figure or name becomes its question word.

    "全县种植面积达12万亩" -> "全县种植面积达多少亩？". Only clauses of 12 to 40 characters that a
    single article prints; the answer is what was taken out.
    """
    everything = "\0".join(row["text"] for row in rows)
    chooser = random.Random(seed)
    asked: list[Asked] = []
    while len(asked) < wanted:
        row = chooser.choice(rows)
        clauses = [c.strip() for c in _CLAUSE.findall(row["text"])]
        clauses = [c for c in clauses if 12 <= len(c) <= 40]
        if not clauses:
            continue
        clause = chooser.choice(clauses)
        masked = _mask(clause)
        if masked and everything.count(clause) == 1:
            asked.append(Asked(masked[0] + "？", row["id"], (masked[1],)))
    return asked


def _mask(clause: str) -> tuple[str, str] | None:
    """The question and its answer, None if the clause has nothing to ask for."""
    for pattern, word in _MASKS:
        if match := pattern.search(clause):
            return clause[: match.start()] + word + clause[match.end() :], match.group()
    at = 0
    for word, tag in tagged_words(clause):
        if tag == "nr" and len(word) >= 2:
            return clause[:at] + "谁" + clause[at + len(word) :], clause[at : at + len(word)]
        at += len(word)
    return None


Found = list[tuple[str, str]]  # the article and the text of each passage, best first


def measure(asked: list[Asked], search: Callable[[Asked], Found]) -> Figures:
    """The figures of a search."""
    sums = [0.0] * 5
    for one in asked:
        found = search(one)[:DEPTH]
        right = [article == one.article for article, _ in found]
        answers = [squeeze(fold(answer)) for answer in one.answers]
        holds = [
            ok and any(answer in squeeze(fold(text)) for answer in answers)
            for ok, (_, text) in zip(right, found, strict=True)
        ]
        first = right.index(True) + 1 if any(right) else 0
        values = (
            right[:1] == [True], any(right), 1 / first if first else 0.0,
            holds[:1] == [True], any(holds),
        )  # fmt: skip
        sums = [total + value for total, value in zip(sums, values, strict=True)]
    return Figures(*(total / len(asked) for total in sums))


class Legs:
    """The legs' scores of every question, computed once, so that fusions can be compared."""

    def __init__(self, retriever: Retriever, asked: list[Asked]) -> None:
        self.retriever, self.asked = retriever, asked
        self.dense_weight = retriever.index.manifest.settings.dense_weight
        self.found = [self._both(one.question) for one in asked]
        self.place = {one: at for at, one in enumerate(asked)}

    def _both(self, question: str) -> tuple[dict[int, float], dict[int, float]]:
        from bot.index.filters import Filter

        terms = self.terms(question)
        legs = self.retriever.legs(question, terms, 100, Filter())
        legs.ranking()  # which looks up what one leg missed
        return legs.lexical, legs.dense

    def terms(self, question: str, wording: Wording | None = None) -> Terms:
        """The question's terms."""
        return question_terms(question, self.retriever.index.lexical.rarity, 64, wording)

    def lexical(self, fields: str, wording: Wording | None = PLAIN) -> Figures:
        """BM25 alone, over "words", "bigrams" or both; every word counts alike."""

        def search(one: Asked) -> Found:
            terms = self.terms(one.question, wording)
            terms = replace(
                terms,
                words=terms.words if "words" in fields else {},
                bigrams=terms.bigrams if "bigrams" in fields else {},
                other=terms.other if wording is None else None,
            )
            return self._stored(
                number for number, _ in self.retriever.index.lexical.search(terms, DEPTH)
            )

        return measure(self.asked, search)

    def dense(self) -> Figures:
        """Vectors alone."""

        def search(one: Asked) -> Found:
            dense = self.found[self.place[one]][1]
            return self._stored(sorted(dense, key=lambda i: -dense[i]))

        return measure(self.asked, search)

    def fused(self, weight: float) -> Figures:
        """Both legs."""

        def search(one: Asked) -> Found:
            return self._stored(fuse(*self.found[self.place[one]], weight))

        return measure(self.asked, search)

    def reranked(self) -> Figures:
        """What `search` gives."""

        def search(one: Asked) -> Found:
            block = self.retriever.candidates(one.question)
            return [(excerpt.key, excerpt.passage.text) for _, _, excerpt in block]

        return measure(self.asked, search)

    def read(self) -> Figures:
        """What `Bot.search(…, read=True)` gives."""
        answerer = Answerer(*open_reader())

        def search(one: Asked) -> Found:
            hits = answerer.reread(one.question, self.retriever.search(one.question))
            return [(hit.article.id, hit.passage.text) for hit in hits]

        return measure(self.asked, search)

    def ranks(self) -> Figures:
        """Reciprocal rank fusion with equal weights (k = 60), to compare."""

        def search(one: Asked) -> Found:
            scores: dict[int, float] = {}
            for leg in self.found[self.place[one]]:
                for rank, number in enumerate(sorted(leg, key=lambda i: -leg[i]), start=1):
                    scores[number] = scores.get(number, 0) + 1 / (60 + rank)
            return self._stored(sorted(scores, key=lambda i: -scores[i]))

        return measure(self.asked, search)

    def _stored(self, numbers: Iterable[int]) -> Found:
        first = list(islice(numbers, DEPTH))
        read = self.retriever.index.store.excerpts(first)
        return [(read[number].key, read[number].passage.text) for number in first]


def held_back(data: Path) -> tuple[list[dict[str, Any]], list[Asked]]:
    """Some 20,000 articles of the archives, and the questions kept in training/asked/ about them.

    Asked as people ask, in other words than the paper's; nothing has learned from them but the
    confidence of answers.
    """
    files = asked_questions.HELD, asked_questions.HELD_CLOSER
    held = [one for file in files for one in asked_questions.read_asked(file) if one.answers]
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "archive.jsonl"
        asked_questions.write_archive(data, held, measured_articles(), file, share=0.38)
        rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    return rows, [Asked(one.question, one.home, one.answers) for one in held]


def open_over(rows: list[dict[str, Any]], folder: Path) -> Retriever:
    """A retriever over an index of these articles; an index in the folder is brought up to date."""
    folder.mkdir(parents=True, exist_ok=True)
    corpus = folder / "corpus.jsonl"
    with open(corpus, "w", encoding="utf-8") as file:
        file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    build_index([str(corpus)], str(folder / "index"))
    return Retriever.open(str(folder / "index"))


def table(
    name: str, rows: list[dict[str, Any]], asked: list[Asked], folder: Path, read: bool
) -> None:
    """Print the figures of one question set."""
    with open_over(rows, folder) as retriever:
        counts = retriever.index.manifest.counts
        print(
            f"\n**{name}**: {len(asked)} questions, {counts.articles} articles, "
            f"{counts.passages} passages\n\n| | {HEAD}"
        )
        legs = Legs(retriever, asked)
        print(legs.lexical("words").row("BM25, jieba words"))
        print(legs.lexical("bigrams").row("BM25, character bigrams"))
        print(legs.lexical("words bigrams").row("BM25, words + bigrams"))
        print(legs.lexical("words bigrams", None).row("BM25, both, by wording"))
        print(legs.dense().row("dense"))
        print(legs.ranks().row("RRF, equal weights"))
        print(legs.fused(legs.dense_weight).row(f"fused, dense_weight {legs.dense_weight}"))
        print(legs.reranked().row("reranked"))
        if read:
            print(legs.read().row("reranked and read"))


def tune(name: str, rows: list[dict[str, Any]], asked: list[Asked], folder: Path) -> None:
    """Print the fused figures for every weight."""
    with open_over(rows, folder) as retriever:
        legs = Legs(retriever, asked)
        print(f"\n**{name}**\n\n| dense_weight | {HEAD}")
        for weight in WEIGHTS:
            print(legs.fused(weight).row(str(weight)))


def main() -> None:
    """Run what the arguments ask for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--tune", action="store_true")
    parser.add_argument("--read", action="store_true", help="and the order after reading: an hour")
    parser.add_argument("--keep", type=Path, help="where indexes stay")
    options = parser.parse_args()
    started = time.perf_counter()
    mrc, news = options.data / "mrc", options.data / "news"
    with tempfile.TemporaryDirectory() as folder:
        home = options.keep or Path(folder)
        rows = list(read_rows(news / "rmrb2020.jsonl.xz"))
        if options.tune:
            contexts, asked = cmrc(mrc / "cmrc2018_train.jsonl.xz")
            tune("CMRC train", contexts, random.Random(0).sample(asked, 2000), home / "train")
            tune("In place", rows, in_place(rows, 500, seed=21), home / "archive")
        else:
            table("CMRC dev", *cmrc(mrc / "cmrc2018_dev.jsonl.xz"), home / "dev", options.read)
            table("Typed questions", *pooled(mrc), home / "pooled", options.read)
            table("Asked", *held_back(options.data), home / "asked", options.read)
            table("In place", rows, in_place(rows, 1000), home / "archive", options.read)
    print(f"\n{time.perf_counter() - started:.0f} s")


if __name__ == "__main__":
    main()
