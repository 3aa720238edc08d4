"""What scanning costs the answers: the same questions of the clean text and of what OCR read.

    python benchmarks/reading/render.py --pages 4 --seed 84 --images 170 --out /tmp/scan84
    PYTHONPATH=. python benchmarks/reading/scanned_questions.py /tmp/scan84 --cache /tmp/ocr84

Questions are made in place (training/questions.py) from the articles that render.py printed. Both
indexes are built like any other; nobody may refuse. Needs the `ocr` extra, unless every page is in
the cache. `--pages` takes the first pages of the folder only.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from bot import Bot
from bot.build import build_index
from bot.measures import exact_match, f1
from bot.text import fold, sentence_spans
from bot.words import tagged_words
from training.questions import Asker

_TRIES = 40  # for each question that is wanted


@dataclass(frozen=True)
class Asked:
    """A question and its answer."""

    question: str
    answer: str


def articles_of(page: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Headline and body of each item of a page, as they were printed."""
    owners = [-1] * len(page["text"])
    for start, end, owner in page["owners"]:
        owners[start:end] = [owner] * (end - start)
    lines, at = [], 0
    for line in page["text"].split("\n")[:-1]:
        lines.append((max(owners[at : at + len(line)], default=-1), line))
        at += len(line) + 1
    for owner, own in groupby(lines, key=lambda pair: pair[0]):
        if owner >= 0:
            item = page["items"][owner]
            heads = len(item["lines"]) + bool(item["byline"])
            yield " ".join(item["lines"]), "\n".join([line for _, line in own][heads:])


def questions_of(texts: Sequence[tuple[str, str]], count: int, seed: int) -> list[Asked]:
    """So many questions on sentences of the texts, or as many as are found."""
    die = random.Random(seed)
    asker = Asker(die, lambda word: ())
    sentences = [
        (title, text[start:end])
        for title, text in texts
        for start, end in sentence_spans(text)
        if 12 <= end - start <= 160
    ]
    found: dict[str, Asked] = {}
    for _ in range(_TRIES * count):
        if len(found) == count:
            break
        title, sentence = die.choice(sentences)
        words = tagged_words(fold(sentence))
        asked = asker.ask(words, fold(title))
        if asked is not None:
            answer = "".join(word for word, _ in words[asked.start : asked.end])
            found.setdefault(asked.question, Asked(asked.question, answer))
    return list(found.values())


def clean_index(texts: Sequence[tuple[str, str]], folder: Path) -> Bot:
    """A bot over the articles as they were before they were printed."""
    rows = [{"title": title or None, "text": text} for title, text in texts]
    lines = (json.dumps({k: v for k, v in row.items() if v}, ensure_ascii=False) for row in rows)
    file = folder / "clean.jsonl"
    file.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    build_index([str(file)], str(folder / "clean"))
    return Bot.open(str(folder / "clean"))


def scanned_index(files: Sequence[str], folder: Path, cache: Path | None) -> Bot:
    """A bot over the images of the pages."""
    if cache is not None and cache.exists():
        shutil.copytree(cache, folder / "scanned" / "ocr")
    report = build_index(files, str(folder / "scanned"))
    for failed in report.failed:
        print(f"not read: {failed.file}: {failed.reason}")
    if cache is not None:
        shutil.copytree(folder / "scanned" / "ocr", cache, dirs_exist_ok=True)
    return Bot.open(str(folder / "scanned"))


def scores(bot: Bot, asked: Sequence[Asked]) -> tuple[list[float], list[float]]:
    """EM and F1 of each question."""
    answers = [bot.ask(one.question, refuse=False).text or "" for one in asked]
    pairs = list(zip(answers, asked, strict=True))
    return (
        [exact_match(answer, [one.answer]) for answer, one in pairs],
        [f1(answer, one.answer) for answer, one in pairs],
    )


def main() -> None:
    """Print EM and F1 over both indexes, and what is lost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--cache", type=Path, help="a folder that keeps what OCR reads")
    parser.add_argument("--pages", type=int, default=None)
    parser.add_argument("--questions", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    pages = json.loads((args.folder / "truth.json").read_text(encoding="utf-8"))[: args.pages]
    texts = [article for page in pages for article in articles_of(page) if article[1]]
    asked = questions_of(texts, args.questions, args.seed)
    print(f"{len(pages)} pages, {len(texts)} articles, {len(asked)} questions")
    with tempfile.TemporaryDirectory() as name:
        folder, means = Path(name), []
        files = [str(args.folder / page["file"]) for page in pages]
        with clean_index(texts, folder) as clean, scanned_index(files, folder, args.cache) as ocr:
            for label, bot in (("clean text", clean), ("through OCR", ocr)):
                started = time.perf_counter()
                found = scores(bot, asked)
                seconds = time.perf_counter() - started
                means.append([sum(values) / len(asked) for values in found])
                print(f"{label:12} EM {means[-1][0]:.3f}  F1 {means[-1][1]:.3f}  {seconds:.0f} s")
        lost = [100 * (before - after) for before, after in zip(*means, strict=True)]
        print(f"lost         EM {lost[0]:.1f}  F1 {lost[1]:.1f} points")


if __name__ == "__main__":
    main()
