"""Questions for training that read as if typed: what is asked for is the answer's own words."""

from __future__ import annotations

import random

import pytest

from bot.words import tagged_words
from training.questions import Asked, Sentence
from training.typed import Typist


def asked_of(text: str, seed: int = 1) -> Asked:
    sentence = Sentence([pair for pair in tagged_words(text) if not pair[0].isspace()])
    asked = Typist(random.Random(seed)).ask(sentence)
    assert asked is not None
    assert sentence.said(asked.start, asked.end) not in asked.question
    return asked


@pytest.mark.parametrize(
    ("text", "kind", "parts"),
    [
        ("石桥村党支部书记王建国说,今年收成好。", "who", ("石桥村", "书记")),
        ("3月12日,望江大桥正式通车。", "when", ("望江大桥", "通车")),
        ("全国书展在杭州市举行。", "where", ("书展", "举行")),
        ("今年科普周的主题为“走进星空”。", "title", ("科普周", "主题")),
        ("这份方案由国家统计局编制。", "org", ("方案", "编制")),
    ],
)
def test_asks_for_what_the_sentence_tells(text: str, kind: str, parts: tuple[str, ...]) -> None:
    asked = asked_of(text)
    assert asked.kind == kind
    assert all(part in asked.question for part in parts)


def test_a_sentence_without_anything_to_ask_gives_none() -> None:
    sentence = Sentence([("你好", "l"), ("。", "x")])
    assert Typist(random.Random(1)).ask(sentence) is None
