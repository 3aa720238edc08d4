"""What is so now, and what became of it."""

from __future__ import annotations

import pytest

from bot.answering.contexts import Context, Read, Reading
from bot.answering.latest import as_of_now
from bot.answering.question import understand
from bot.passages import Passage
from bot.records import Article, Hit

OLD = "县医院医技楼总投资8600万元，馆长由董绍文担任。"
NEW = "医技楼封顶，总投资由8600万元调整为9150万元，孟书禾同志任馆长。"
ONE = "陵园里有名的烈士109位。经过查证，使有名烈士增至115位。"


def _read(question: str, best: tuple[int, str], *others: tuple[int, str, float]) -> Read:
    texts, days = (OLD, NEW, ONE), ("2025-03-14", "2025-08-22", "2025-04-18")
    hits = tuple(
        Hit(at + 1, 1.0, Passage(text, 0, len(text)),
            Article(str(at), "article", "医技楼", text, f"{at}.txt", date=day))
        for at, (text, day) in enumerate(zip(texts, days, strict=True))
    )  # fmt: skip
    readings = tuple(
        Reading(at, (low := texts[at].index(span)), low + len(span), 0, len(texts[at]), score)
        for at, span, score in ((*best, 5.0), *others)
    )
    return Read(understand(question), hits, (), tuple(map(Context, texts)), readings)


def _first(read: Read) -> str:
    found, _ = as_of_now(read)
    best = found.readings[0]
    return read.contexts[best.context].text[best.start : best.end]


@pytest.mark.parametrize(
    ("question", "best", "other", "told"),
    [
        ("医技楼后来总投资是多少", (0, "8600万元"), (1, "9150万元", 1.0), "9150万元"),
        ("医技楼最后总投资多少", (0, "8600万元"), (1, "9150万元", -1.0), "9150万元"),
        ("医技楼最后总投资多少", (0, "8600万元"), (1, "9150万元", -2.0), "8600万元"),  # too far
        ("医技楼总投资多少", (0, "8600万元"), (1, "9150万元", 0.0), "8600万元"),
        ("陵园现在有名的烈士几位", (2, "109位"), (2, "115位", 0.0), "115位"),
        ("馆长现在换成谁了", (0, "董绍文"), (1, "孟书禾", 1.0), "孟书禾"),
        ("最后两位馆长是谁", (0, "董绍文"), (1, "孟书禾", 1.0), "董绍文"),
    ],
)
def test_the_newest_word_is_told_where_it_is_asked_for(
    question: str, best: tuple[int, str], other: tuple[int, str, float], told: str
) -> None:
    assert _first(_read(question, best, other)) == told


def test_what_was_before_stands_beside_it() -> None:
    read, others = as_of_now(_read("医技楼后来总投资多少", (0, "8600万元"), (1, "9150万元", 1.0)))
    assert len(read.readings) == 2
    assert [(one.context, one.score) for one in others] == [(0, 5.0)]
