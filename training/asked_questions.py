"""The questions in training/asked/, as people ask them of the news, and the archive for them."""

from __future__ import annotations

import json
import lzma
import random
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from training.reader_texts import LOCAL, NEWS, local_articles

_FOLDER = Path(__file__).resolve().parent / "asked"
FILES = (_FOLDER / "questions.jsonl", _FOLDER / "more.jsonl")
CLOSER = _FOLDER / "closer.jsonl"  # harder to tell from what is not told
CONTRAST = _FOLDER / "contrast.jsonl"  # pairs about like things
WIDE = _FOLDER / "wide.jsonl"  # who, why, how, totals, yes or no, of 2,300 more articles
LOCAL_ASKED = _FOLDER / "local.jsonl"  # of the local papers
HELD = _FOLDER / "held.jsonl"
HELD_CLOSER = _FOLDER / "held_closer.jsonl"
HELD_CONTRAST = _FOLDER / "held_contrast.jsonl"
HELD_WIDE = _FOLDER / "held_wide.jsonl"
HELD_LOCAL = _FOLDER / "held_local.jsonl"  # of other local papers
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
    data: Path, asked: Sequence[Asked], skip: set[str], file: Path, share: float = _SHARE
) -> dict[str, str]:
    """Writes the questions' articles and a share of all others as JSON lines.

    Gives the texts of the questions' articles by their ids. `skip` are articles that stay out.
    """
    needed = {one.home for one in asked}
    rng, homes = random.Random(17), {}
    with file.open("w", encoding="utf-8") as out:
        for name in NEWS:
            with lzma.open(data / "news" / f"{name}.jsonl.xz", "rt", encoding="utf-8") as lines:
                for row in map(json.loads, lines):
                    home = f"{name}:{row['id']}"
                    if row["id"] in skip or (home not in needed and rng.random() >= share):
                        continue
                    if home in needed:
                        homes[home] = row["text"]
                    out.write(json.dumps({**row, "id": home}, ensure_ascii=False) + "\n")
    return homes


def write_local(file: Path) -> dict[str, str]:
    """Writes the local papers as JSON lines; gives the articles' texts by their ids."""
    rows, homes = local_articles(), {}
    with file.open("w", encoding="utf-8") as out:
        for row in rows:
            home = f"{LOCAL}:{row['id']}"
            homes[home] = row["text"]
            out.write(json.dumps({**row, "id": home}, ensure_ascii=False) + "\n")
    return homes


def local_papers() -> dict[str, str]:
    """The paper of each article of the local papers, by the ids that `write_local` writes."""
    return {f"{LOCAL}:{row['id']}": row["paper"] for row in local_articles()}


def taught(data: Path, skip: set[str]) -> Iterator[tuple[Asked, dict[str, Any]]]:
    """The questions with answers that are not held back, each with the row of its article.

    `skip` are articles that stay out.
    """
    files = (*FILES, CLOSER, CONTRAST)
    asked = [one for file in files for one in read_asked(file) if one.answers]
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "articles.jsonl"
        write_archive(data, asked, skip, file, share=0.0)
        rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    homes = {row["id"]: row for row in rows}
    for one in asked:
        if one.home in homes:
            yield one, homes[one.home]


def answer_span(one: Asked, text: str) -> tuple[int, int] | None:
    """Where the answer stands in a text, in the sentence most like the question.

    Of several ways to say it only the first counts; of a list the stretch from its first to its
    last member.
    """
    if one.every:
        places = [(text.find(answer), len(answer)) for answer in one.answers]
        start, end = min(at for at, _ in places), max(at + size for at, size in places)
        if start >= 0 and end - start <= _LONGEST_LIST:
            return start, end
    answer, at, found = one.answers[0], -1, []
    while (at := text.find(answer, at + 1)) >= 0:
        found.append((at, at + len(answer)))
    asked = set(one.question)
    return max(found, key=lambda span: len(asked & set(_sentence(text, *span))), default=None)


def _sentence(text: str, start: int, end: int) -> str:
    low = max(text.rfind(mark, 0, start) for mark in "。!?！？\n") + 1
    ends = [at for mark in "。!?！？\n" if (at := text.find(mark, end)) >= 0]
    return text[low : min(ends, default=len(text))]
