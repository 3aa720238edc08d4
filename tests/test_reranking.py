"""What stands in a passage, weighed beside the scores of the legs."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.index.lexical import Terms
from bot.index.store import Excerpt
from bot.records import Passage
from bot.retrieval.question import question_terms
from bot.retrieval.reranking import Evidence, Witness, weigh
from bot.retrieval.retriever import Retriever
from bot.text import fold


def plain(_: str, terms: Iterable[str]) -> dict[str, float]:
    """All terms equally rare."""
    return dict.fromkeys(terms, 1.0)


def stored(text: str, title: str = "", date: str | None = None) -> Excerpt:
    """A passage that is a whole article."""
    return Excerpt(1, Passage(text, 0, len(text)), 1, "a", date, fold(title), fold(text))


def evidence(question: str, passage: Excerpt) -> Evidence:
    """With the same scores of both legs."""
    return Witness(question, question_terms(question, plain, 64), plain).evidence(0.3, 0.3, passage)


@pytest.mark.parametrize(
    ("question", "better", "worse"),
    [
        (
            "苹果园的水渠多长",
            stored("苹果园修了水渠，长3公里。路也通了。"),
            stored("苹果园丰收。村里修路。邻村有水渠。"),
        ),
        (
            "苹果园的水渠多长",
            stored("水渠长3公里。", title="苹果园通水"),
            stored("水渠长3公里。", title="果农开会"),
        ),
        (
            "2023年4月种了多少树",
            stored("4月种树300棵。", date="2023-04-20"),
            stored("4月种树300棵。", date="2021-04-20"),
        ),
        (
            "5月3日谁来过村里",
            stored("省里的专家来过村里。", date="2023-05-04"),
            stored("省里的专家来过村里。", date="2023-09-04"),
        ),
        (
            "1月3日谁来过村里",
            stored("1月3日，专家来过村里。"),
            stored("11月3日，专家来过村里。"),
        ),
        (
            "五月三日谁来过村里",
            stored("5月3日，专家来过村里。"),
            stored("5月4日，专家来过村里。"),
        ),
        (
            "孩子在哪里看书",
            stored("儿童在图书馆看书。"),
            stored("工人在图书馆看书。"),
        ),
        ("種了三千二百亩玉米吗", stored("种玉米3200亩。"), stored("种玉米320亩。")),
    ],
)
def test_the_passage_that_tells_of_it_weighs_more(
    question: str, better: Excerpt, worse: Excerpt
) -> None:
    assert weigh(evidence(question, better)) > weigh(evidence(question, worse))


def test_a_question_without_a_date_says_nothing_of_days() -> None:
    found = evidence("谁来过村里", stored("专家来过村里。", date="2023-05-04"))
    assert (found.year, found.month, found.day) == (0.0, 0.0, 0.0)


@given(st.text(min_size=1, max_size=40), st.text(max_size=80))
def test_shares_are_shares(question: str, text: str) -> None:
    found = evidence(question, stored(text))
    for share in (found.words, found.headed, found.sentence, found.pairs, found.reworded):
        assert 0.0 <= share <= 1.0001
    assert found.words <= found.headed


def test_a_question_without_terms_has_evidence() -> None:
    found = Witness("？", Terms(), plain).evidence(0.0, 0.1, stored("甲。"))
    assert weigh(found) > 0


def test_more_hits_begin_with_the_fewer(retriever: Retriever) -> None:
    few = retriever.search("云溪县的贷款、水库和学校", k=2)
    many = retriever.search("云溪县的贷款、水库和学校", k=30)
    assert [hit.passage for hit in many][:2] == [hit.passage for hit in few]
    scores = [hit.score for hit in many]
    assert scores == sorted(scores, reverse=True)
    assert retriever.candidates("云溪县的贷款、水库和学校")[0][0] == scores[0]
