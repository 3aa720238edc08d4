"""The questions in training/asked/, which people might ask of the news, and the archive for them.

What a reader learns from them is what it meets when somebody asks: the windows that search finds.
"""

from __future__ import annotations

import json
import lzma
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.answering.answerer import contexts_of
from bot.answering.contexts import Context
from bot.answering.lexicon import Lexicon
from bot.answering.network import Words, asking, words_of
from bot.answering.question import KINDS, understand
from bot.answering.reader import FOUND
from bot.answering.windows import Window, best_windows
from bot.retrieval.retriever import Retriever
from training.reader_examples import Example, Rival
from training.reader_net import WIDTH
from training.reader_pool import NEWS, Pool

FILE = Path(__file__).resolve().parent / "asked" / "questions.jsonl"
HELD = Path(__file__).resolve().parent / "asked" / "held.jsonl"
_SHARE = 0.075  # of the archives' other articles, to search among
_LONGEST_LIST = 80  # characters from the first to the last member


@dataclass(frozen=True, slots=True)
class Asked:
    """A question about an article of an archive; without answers where the article has none."""

    source: str
    article: str
    question: str
    answers: tuple[str, ...]
    every: bool  # the answers are members of a list, not ways to say the same

    @property
    def home(self) -> str:
        """The article's id in the archive that `write_archive` writes."""
        return f"{self.source}:{self.article}"


def read_asked(file: Path) -> list[Asked]:
    """The questions of a file."""
    rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    return [
        Asked(
            row["source"], row["article"], row["question"],
            tuple(row["answers"]), bool(row.get("list")),
        )
        for row in rows
    ]  # fmt: skip


def write_archive(
    data: Path, asked: Sequence[Asked], skip: set[str], folder: Path
) -> dict[str, Context]:
    """Writes archive.jsonl: the questions' articles and a share of all others.

    Gives the questions' articles by their ids. `skip` are articles that stay out.
    """
    needed = {one.home for one in asked}
    rng, homes = random.Random(17), {}
    with (folder / "archive.jsonl").open("w", encoding="utf-8") as out:
        for name in NEWS:
            with lzma.open(data / "news" / f"{name}.jsonl.xz", "rt", encoding="utf-8") as lines:
                for row in map(json.loads, lines):
                    home = f"{name}:{row['id']}"
                    if row["id"] in skip or (home not in needed and rng.random() >= _SHARE):
                        continue
                    if home in needed:
                        homes[home] = Context(row["text"], " ".join(row["titles"]))
                    out.write(json.dumps({**row, "id": home}, ensure_ascii=False) + "\n")
    return homes


def asked_examples(
    pool: Pool, lexicon: Lexicon, retriever: Retriever, asked: Sequence[Asked],
    homes: dict[str, Context],
) -> Iterator[Example]:  # fmt: skip
    """Each question with the windows that search finds for it; their words go into the pool."""
    for one in asked:
        hits, _, contexts = contexts_of(retriever.search(one.question, k=10))
        ids = [hit.article.id for hit in hits]
        if one.answers and one.home not in ids:
            contexts, ids = [homes[one.home], *contexts], [one.home, *ids]
        example = _example(pool, lexicon, one, contexts, ids)
        if example:
            yield example


def _example(
    pool: Pool, lexicon: Lexicon, one: Asked, contexts: Sequence[Context], ids: Sequence[str]
) -> Example | None:
    question = understand(one.question)
    words = words_of(question.text).cut(0, 40)
    windows = best_windows(question, contexts, lexicon, FOUND.words, FOUND.windows)
    if not windows or not words.words:
        return None
    places = [_added(pool, window.words) for window in windows]
    heads = [
        [pool.number(*pair) for pair in _pairs(words_of(contexts[window.context].title).cut(0, 30))]
        for window in windows
    ]
    own, gold = 0, None
    if one.answers:
        found = _home_of(one, question.text, windows, contexts, ids)
        if found is None:
            return None
        own, first, last = found
        gold = places[own][0] + first, places[own][0] + last
    rivals = [
        Rival(places[number], heads[number])
        for number, window in enumerate(windows)
        if number != own and not any(a in contexts[window.context].text for a in one.answers)
    ]
    numbers = [pool.number(*pair) for pair in _pairs(words)]
    kind, place = KINDS.index(question.kind), places[own]
    return Example(
        numbers, asking(question, words), kind, place, gold, gold or place, "asked",
        heads[own], rivals,
    )  # fmt: skip


def _pairs(words: Words) -> Iterator[tuple[str, str]]:
    return zip(words.words, words.tags, strict=True)


def _added(pool: Pool, words: Words) -> tuple[int, int]:
    """Where the words stand in the pool's stream."""
    begin = len(pool.stream)
    pool.stream.extend(pool.number(*pair) for pair in _pairs(words))
    return begin, len(pool.stream)


def _home_of(
    one: Asked, question: str, windows: Sequence[Window], contexts: Sequence[Context],
    ids: Sequence[str],
) -> tuple[int, int, int] | None:  # fmt: skip
    """(window, first word, end) of the answer, in the sentence most like the question."""
    best, found = -1, None
    for number, window in enumerate(windows):
        if ids[window.context] != one.home:
            continue
        text = contexts[window.context].text
        for start, end in answer_spans(one, text):
            bounds = _words_at(window.words, start, end)
            shared = len(set(question) & set(_sentence(text, start, end)))
            if bounds and shared > best:
                best, found = shared, (number, *bounds)
    return found


def answer_spans(one: Asked, text: str) -> list[tuple[int, int]]:
    """Where the answer stands in a text; of a list the stretch from its first to its last member.

    Of several ways to say it only the first counts.
    """
    if one.every:
        places = [(text.find(answer), len(answer)) for answer in one.answers]
        start, end = min(at for at, _ in places), max(at + size for at, size in places)
        if start >= 0 and end - start <= _LONGEST_LIST:
            return [(start, end)]
    answer, found, at = one.answers[0], [], -1
    while (at := text.find(answer, at + 1)) >= 0:
        found.append((at, at + len(answer)))
    return found


def _words_at(words: Words, start: int, end: int) -> tuple[int, int] | None:
    """The words that hold a span, half-open; None if the window does not, or it is too long."""
    inside = [
        place
        for place, (word, at) in enumerate(zip(words.words, words.starts, strict=True))
        if at < end and at + len(word) > start
    ]
    if not inside or words.starts[inside[0]] > start or len(inside) > WIDTH:
        return None
    last = inside[-1]
    whole = words.starts[last] + len(words.words[last]) >= end
    return (inside[0], last + 1) if whole else None


def _sentence(text: str, start: int, end: int) -> str:
    low = max(text.rfind(mark, 0, start) for mark in "。!?！？\n") + 1
    ends = [at for mark in "。!?！？\n" if (at := text.find(mark, end)) >= 0]
    return text[low : min(ends, default=len(text))]
