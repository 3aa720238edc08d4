"""All texts that the reader learns from, cut into pieces once; windows are slices of them."""

from __future__ import annotations

import json
import lzma
from collections.abc import Iterator
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import numpy as np

from bot.answering.network import shortened
from bot.pieces import Pieces

NEWS = ("rmrb2019", "chinanews", "sina2018", "sohu2016", "cctv")  # that questions are made of
UNASKED = ("rmrb2020",)  # read only, never asked about: it is for measuring
_UNTITLED = frozenset(("(无标题)", "联播快讯"))
_AT_ONCE = 400
_PIECES: list[Pieces] = []


@dataclass(frozen=True, slots=True)
class Text:
    """A text as numbers of pieces, with the characters at which they begin and end."""

    ids: np.ndarray  # uint16
    starts: np.ndarray
    ends: np.ndarray
    head: np.ndarray  # of the headline and the date, uint16

    def slice(self, start: int, end: int) -> tuple[int, int]:
        """The pieces of `text[start:end]`, half-open."""
        first = int(np.searchsorted(self.ends, start, "right"))
        return first, max(first, int(np.searchsorted(self.starts, end, "left")))


MEASURED = Path(__file__).resolve().parent.parent / "benchmarks" / "news_questions"

LOCAL = "local"  # papers made up for training, in `LOCAL_PAPERS`
LOCAL_PAPERS = Path(__file__).resolve().parent / "asked" / "local_papers.jsonl"

Key = tuple[str, str]  # source and id


def measured_articles() -> set[str]:
    """The ids of the articles that the news questions are about: no reader sees them."""
    files = [MEASURED / "dev.jsonl", MEASURED / "test.jsonl"]
    lines = [line for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    return {row["article"] for row in map(json.loads, lines) if row.get("article")}


def read_texts(data: Path, skip: set[str], dated: bool = True) -> Iterator[tuple[Key, str, str]]:
    """(source and id, heading, text) of every article, after CMRC 2018 train's contexts.

    The news follows, last what is not asked about in place: rmrb2020, and the local papers.
    """
    seen: dict[str, str] = {}
    with lzma.open(data / "mrc" / "cmrc2018_train.jsonl.xz", "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            seen.setdefault(row["context"], row["title"])
    for number, (text, title) in enumerate(seen.items()):
        yield ("cmrc", str(number)), title, text
    for name in (*NEWS, *UNASKED):
        with lzma.open(data / "news" / f"{name}.jsonl.xz", "rt", encoding="utf-8") as lines:
            for row in map(json.loads, lines):
                if row["id"] not in skip:
                    key = name, str(row["id"])
                    yield key, heading(row["titles"], row["date"] if dated else None), row["text"]
    for row in local_articles():
        key = LOCAL, row["id"]
        yield key, heading(row["titles"], row["date"] if dated else None), row["text"]


def local_articles() -> list[dict[str, Any]]:
    """The rows of the local papers: `{"id", "paper", "date", "titles", "text"}`."""
    return [json.loads(line) for line in LOCAL_PAPERS.read_text(encoding="utf-8").splitlines()]


def heading(titles: list[str], date: str | None) -> str:
    """The headline and the day, as the reader sees them over an article."""
    known = date is not None and len(date) == 8 and date.isdigit()
    day = f"{date[:4]}年{int(date[4:6])}月{int(date[6:])}日" if date and known else ""
    return " ".join(filter(None, (*(title for title in titles if title not in _UNTITLED), day)))


def cut_texts(
    data: Path, names: Path, skip: set[str], processes: int, wanted: set[Key] | None = None
) -> dict[Key, Text]:
    """Every text in pieces, or only those that are wanted."""
    texts = (one for one in read_texts(data, skip) if wanted is None or one[0] in wanted)
    with get_context("fork").Pool(processes, _load, (names,)) as pool:
        found = pool.imap(_cut, _grouped(texts))
        return {key: text for group in found for key, text in group}


def _load(names: Path) -> None:
    _PIECES.append(Pieces.load(names))


def _grouped(texts: Iterator[tuple[Key, str, str]]) -> Iterator[list[tuple[Key, str, str]]]:
    group: list[tuple[Key, str, str]] = []
    for one in texts:
        group.append(one)
        if len(group) == _AT_ONCE:
            yield group
            group = []
    yield group


def _cut(group: list[tuple[Key, str, str]]) -> list[tuple[Key, Text]]:
    pieces, found = _PIECES[0], []
    for key, head, text in group:
        cut, above = pieces.cut_figures(text), pieces.cut_figures(head)
        found.append((
            key,
            Text(
                cut.ids.astype(np.uint16), cut.starts.astype(np.int32), cut.ends.astype(np.int32),
                shortened(above.ids).astype(np.uint16),
            ),
        ))  # fmt: skip
    return found
