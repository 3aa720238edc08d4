"""News archives, asked questions and CMRC 2018 train as (query, passage) texts, in order.

Held out of everything: the 5,000 last articles of rmrb2020 and, in all other archives, whatever is
dated from the first of them to a month after the last. `benchmarks/encoder.py` measures on these.
"""

from __future__ import annotations

import hashlib
import json
import lzma
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.settings import Settings
from bot.text import sentence_spans
from bot.words import tagged_words
from training.asked_questions import answer_span, taught
from training.encoder_questions import ask_in_place
from training.reader_texts import measured_articles

NEWS = ("rmrb2020", "rmrb2019", "cctv", "sina2018", "chinanews", "sohu2016")
HELD_OUT = 5000  # last articles of rmrb2020
_NO_TITLE = ("(无标题)", "联播快讯", "国内联播快讯", "国际联播快讯")
_MIN_PASSAGE = 30  # characters; shorter ones say too little to be found
_MAX_PASSAGES = 40  # of an article; a few reports run to hundreds
_PASSAGE_CHARS = Settings().passage_chars


@dataclass(frozen=True, slots=True)
class Source:
    """One article: its headline, and passages as lists of sentences."""

    archive: str
    date: str
    title: str
    passages: list[list[str]]
    questions: list[tuple[str, int]] = field(default_factory=list)  # question, passage number


def read_lines(file: Path) -> Iterator[dict[str, Any]]:
    """The objects of a packed JSONL file, in order."""
    with lzma.open(file, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def read_news(data: Path) -> tuple[list[Source], list[Source]]:
    """Articles to train on, and the held-out ones. No text comes twice in either."""
    daily = [_source("rmrb2020", row) for row in read_lines(data / "news" / "rmrb2020.jsonl.xz")]
    held = sorted((article for article in daily if article.passages), key=lambda s: s.date)
    held = held[-HELD_OUT:]
    first_day, last_day = held[0].date, str(int(held[-1].date) + 100)
    train = [article for article in daily if article.date < first_day]
    for name in NEWS[1:]:
        for row in read_lines(data / "news" / f"{name}.jsonl.xz"):
            article = _source(name, row)
            if not first_day <= article.date <= last_day:
                train.append(article)
    unseen = {_key(article) for article in held}
    kept = []
    for article in train:
        key = _key(article)
        if article.passages and key not in unseen:
            unseen.add(key)
            kept.append(article)
    return kept, held


def add_questions(articles: list[Source], seed: int, share: float = 1.0) -> None:
    """Puts in-place questions into the articles: at most one for each passage."""
    rng = random.Random(seed)
    for article in articles:
        for number, sentences in enumerate(article.passages):
            if rng.random() < share:
                sentence = rng.choice(sentences)
                question = ask_in_place(sentence, tagged_words(sentence), rng)
                if question:
                    article.questions.append((question, number))


def read_cmrc(file: Path) -> list[tuple[str, str, str]]:
    """(question, the passage that holds the answer, the whole context) of a CMRC file."""
    found = []
    for row in read_lines(file):
        _, start = row["answers"][0]
        passage = _passage_at(row["context"], start)
        if passage is not None:
            found.append((row["question"], passage, row["context"]))
    return found


def read_asked_exams(data: Path) -> list[tuple[str, str, str]]:
    """(question, the passage that holds the answer, the whole text) of training/asked/.

    Without the questions that are held back there, and without the archives' held-out months.
    """
    first_day, last_day = held_out_days(data)
    found = []
    for one, row in taught(data, measured_articles()):
        span = answer_span(one, row["text"])
        if span and not first_day <= _day(row["date"] or "") <= last_day:
            passage = _passage_at(row["text"], span[0])
            if passage is not None:
                found.append((one.question, passage, row["text"]))
    return found


def held_out_days(data: Path) -> tuple[str, str]:
    """First and last day of the months that are held out of all archives, as 20200911."""
    rows = read_lines(data / "news" / "rmrb2020.jsonl.xz")
    days = sorted(
        article.date for article in (_source("", row) for row in rows) if article.passages
    )
    return days[-HELD_OUT], str(int(days[-1]) + 100)


def _passage_at(text: str, start: int) -> str | None:
    """The passage of a text that holds the character at `start`."""
    at = 0
    for sentences in cut_passages(text):
        passage = "".join(sentences)
        at = text.find(passage[:20], at)
        if at <= start < at + len(passage):
            return passage
    return None


def cut_passages(text: str) -> list[list[str]]:
    """Whole sentences packed up to the passage length. Paragraphs are not kept apart."""
    passages: list[list[str]] = []
    length = _PASSAGE_CHARS
    for start, end in sentence_spans(text):
        if length + end - start > _PASSAGE_CHARS:
            passages.append([])
            length = 0
        passages[-1].append(text[start:end])
        length += end - start
    return passages


def _source(archive: str, row: dict[str, Any]) -> Source:
    titles = [title.strip() for title in row["titles"] if title.strip() not in _NO_TITLE]
    title = " ".join(titles)
    text = row["text"].strip()
    if title and text.startswith(title):  # some archives repeat the headline in the body
        text = text[len(title) :]
    passages = [p for p in cut_passages(text) if sum(map(len, p)) >= _MIN_PASSAGE]
    return Source(archive, _day(row["date"] or ""), title, passages[:_MAX_PASSAGES])


def _day(date: str) -> str:
    parts = re.findall(r"\d+", date)
    if len(parts) >= 3:
        return f"{parts[0]}{int(parts[1]):02}{int(parts[2]):02}"
    return "".join(parts[:1])


def _key(article: Source) -> str:
    text = "".join(article.passages[0])[:100] if article.passages else ""
    return hashlib.sha256(text.encode()).hexdigest()
