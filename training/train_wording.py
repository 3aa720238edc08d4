"""Learns how people ask and what papers print (bot/retrieval/wording.py).

    python -m training.train_wording --data ../shared/data

From the questions in training/asked/ (none of those held back) and CMRC 2018 train, each with the
text around its answer. How often a word of questions stands in that text is its need; the words
that stand in its place come from IBM's first model (Brown et al. 1993, "The mathematics of
statistical machine translation"), learned only from words that the text does not print. Three
minutes; nothing is drawn by chance.
"""

from __future__ import annotations

import argparse
import json
import lzma
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.retrieval.question import FILLER, plain
from bot.retrieval.wording import FILE, USUAL, Wording
from bot.text import fold
from bot.words import words
from training.asked_questions import answer_span, taught
from training.reader_texts import measured_articles

AROUND = 120  # characters on each side of the answer
DOUBT = 6  # questions that a word's need is drawn to what is usual by
ASKED, HELD = 4, 8  # a word must be asked, and one in its place be held, so often
ROUNDS, DAMP = 5, 20
LEAST = 1.2  # times that a word stood for another
SHARE, CHANCE = 0.15, 0.004  # of the likeliest, and at all
MOST = 8  # words in one's place
SLIGHT = 0.03  # a need so near to what is usual is not worth a line

Pair = tuple[list[str], set[str]]


@dataclass(frozen=True, slots=True)
class Sample:
    """A question's words, and the text around its answer under the headline."""

    asked: tuple[str, ...]
    text: str


def of_asked(data: Path) -> Iterator[Sample]:
    """The questions in training/asked/ with their articles' text."""
    for one, row in taught(data, measured_articles()):
        if span := answer_span(one, row["text"]):
            yield _sample(one.question, row["text"], *span, " ".join(row["titles"]))


def of_cmrc(data: Path) -> Iterator[Sample]:
    """The questions of CMRC 2018 train."""
    with lzma.open(data / "mrc/cmrc2018_train.jsonl.xz", "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            answer, text = row["answers"][0][0] if row["answers"] else "", row["context"]
            at = text.find(answer) if answer else -1
            if at >= 0:
                yield _sample(row["question"], text, at, at + len(answer))


def _sample(question: str, text: str, start: int, end: int, head: str = "") -> Sample:
    near = text[max(0, start - AROUND) : end + AROUND]
    asked = dict.fromkeys(words(plain(fold(question))))
    told = tuple(word for word in asked if word not in FILLER)
    return Sample(told, fold(f"{near}。{head}"))


def learn(samples: Sequence[Sample]) -> Wording:
    """The needs of words that were asked often enough, and what stands in their place."""
    asked = Counter(word for sample in samples for word in sample.asked)
    held = Counter(word for sample in samples for word in sample.asked if word in sample.text)
    needs = {
        word: (held[word] + DOUBT * USUAL) / (count + DOUBT)
        for word, count in asked.items()
        if count >= ASKED
    }
    return Wording(needs, instead(samples))


def instead(samples: Sequence[Sample]) -> dict[str, dict[str, float]]:
    """Of words that were asked and not printed: those printed in their place, 1 for the likeliest.

    `{"孩子": {"儿童": 1.0}}`.
    """
    chances, times = _align(_pairs(samples))
    found = defaultdict[str, dict[str, float]](dict)
    for (word, other), chance in chances.items():
        if other and times[word, other] >= LEAST and chance > CHANCE:
            found[word][other] = chance
    return {word: _likeliest(others) for word, others in found.items()}


def _likeliest(others: dict[str, float]) -> dict[str, float]:
    best = sorted(others, key=lambda other: -others[other])[:MOST]
    top = others[best[0]]
    return {other: others[other] / top for other in best if others[other] > SHARE * top}


def _pairs(samples: Sequence[Sample]) -> tuple[list[Pair], Counter[str]]:
    """The words that a text lacks, with its words (and none: ""), and how many texts hold each."""
    lacking = [[word for word in s.asked if word not in s.text] for s in samples]
    holding = [{"", *filter(str.isalpha, words(s.text))}.difference(FILLER) for s in samples]
    often = Counter(word for lacked in lacking for word in lacked if word.isalpha())
    texts = Counter(word for held in holding for word in held)
    pairs = [
        ([word for word in lacked if often[word] >= ASKED], {o for o in held if texts[o] >= HELD})
        for lacked, held in zip(lacking, holding, strict=True)
    ]
    return pairs, texts


def _align(
    learned: tuple[list[Pair], Counter[str]],
) -> tuple[dict[tuple[str, str], float], dict[tuple[str, str], float]]:
    """The chance that a printed word brings an asked one, and how often it did."""
    pairs, texts = learned
    chances = dict[tuple[str, str], float]()
    times = defaultdict[tuple[str, str], float](float)
    for turn in range(ROUNDS):
        times = defaultdict(float)
        for asked, held in pairs:
            for word in asked:
                likely = {o: chances.get((word, o), 0.0) if turn else 1.0 for o in held}
                total = sum(likely.values())
                for other, chance in likely.items():
                    if chance:
                        times[word, other] += chance / total
        chances = {pair: n / (texts[pair[1]] + DAMP) for pair, n in times.items() if n > SHARE}
    return chances, times


def write(wording: Wording, file: Path) -> int:
    """Writes what is worth a line, and says how many lines."""
    worth = [
        word
        for word in sorted({*wording.needs, *wording.instead})
        if word in wording.instead or abs(wording.need(word) - USUAL) >= SLIGHT
    ]
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("w", encoding="utf-8") as out:
        for word in worth:
            others = wording.instead.get(word, {})
            told = " ".join(f"{other}:{share:.2f}" for other, share in others.items())
            out.write(f"{word}\t{wording.need(word):.2f}\t{told}\n")
    return len(worth)


def main() -> None:
    """Learns and writes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--out", type=Path, default=FILE)
    options = parser.parse_args()
    samples = [*of_asked(options.data), *of_cmrc(options.data)]
    lines = write(learn(samples), options.out)
    print(f"{len(samples)} questions, {lines} words in {options.out}")


if __name__ == "__main__":
    main()
