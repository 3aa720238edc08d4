"""What it costs to leave out the place that a name begins with, and what asking for it whole mends.

    PYTHONPATH=. python benchmarks/left_out.py --data ../shared/data

Of the questions held back (training/asked/held*.jsonl), those with a name that both the question
and its article begin with a place (新疆油料产业技术体系在哪启动) are asked without it, each of
its own article: once as they then are, once as `bot/answering/whole_names.py` makes them. Right
is an answer that is told and holds an accepted one; of questions without one, a refusal.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from statistics import mean
from unittest.mock import patch

from benchmarks.objections import articles
from bot.answering.confidence import Confidence
from bot.answering.contexts import Context
from bot.answering.opening import open_reader
from bot.answering.question import understand
from bot.answering.reader import Reader
from bot.measures import holds
from bot.text import fold
from bot.words import tagged_words
from training.asked_questions import HELD, HELD_CLOSER, HELD_WIDE, Asked, read_asked

_SHORTEST = 5  # characters of a name without its place


def without_place(question: str, text: str) -> str | None:
    """The question without the place that a name in it begins with; None where none does so.

    `without_place("新疆油料产业技术体系在哪启动", "昌吉启动新疆油料产业技术体系")`
    -> `"油料产业技术体系在哪启动"`.
    """
    question, text, at = fold(question), fold(text), 0
    words = tagged_words(question)
    for (word, tag), (_, following) in pairwise(words):
        start, at = at, at + len(word)
        if tag != "ns" or following[0] not in "nvj" or following == "ns":
            continue
        end = at
        while end < len(question) and question[start : end + 1] in text:
            end += 1
        if end - at >= _SHORTEST:
            return question[:start] + question[at:]
    return None


@dataclass(frozen=True, slots=True)
class Case:
    """A question with its article, and the question without its place."""

    asked: Asked
    context: Context
    shorter: str


def cases(data: Path) -> list[Case]:
    """The questions that name something behind its place."""
    held = [one for file in (HELD, HELD_CLOSER, HELD_WIDE) for one in read_asked(file)]
    rows, found = articles(data, held), list[Case]()
    for one in held:
        row = rows[one.home]
        shorter = without_place(one.question, row["text"])
        if shorter is not None:
            context = Context(row["text"], " ".join(row.get("titles") or []))
            found.append(Case(one, context, shorter))
    return found


def tell(
    name: str, reader: Reader, confidence: Confidence, asked: Sequence[tuple[str, Case]]
) -> None:
    """Ask, and print how many are right, and how sure the best readings are on average."""
    right, sure = [], dict[bool, list[float]]({True: [], False: []})
    for question, case in asked:
        readings = reader.read(understand(question), [case.context])
        chance = confidence.of(readings)
        told = chance >= confidence.threshold
        best = case.context.text[readings[0].start : readings[0].end] if readings else ""
        answers = case.asked.answers
        right.append(any(holds(best, one) for one in answers) if told else not answers)
        sure[bool(answers)].append(chance)
    print(
        f"{name}: right {sum(right)} of {len(right)}; sure of those with an answer "
        f"{mean(sure[True]):.2f}, without {mean(sure[False]):.2f}"
    )


def main() -> None:
    """Ask in all three ways."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    options = parser.parse_args()
    reader, confidence = open_reader()
    found = cases(options.data)
    shorter = [(case.shorter, case) for case in found]
    answered = sum(bool(case.asked.answers) for case in found)
    print(f"{len(found)} questions, {answered} with an answer")
    with patch("bot.answering.homes.whole_named", lambda question, _: question):
        tell("as asked", reader, confidence, [(case.asked.question, case) for case in found])
        tell("without the place", reader, confidence, shorter)
    tell("the same, names made whole", reader, confidence, shorter)


if __name__ == "__main__":
    main()
