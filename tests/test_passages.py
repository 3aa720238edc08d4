"""Passages: whole sentences, exact offsets, nothing lost, nothing twice."""

from __future__ import annotations

import time

from hypothesis import given
from hypothesis import strategies as st

from bot.passages import cut_passages, passage_context
from bot.records import Article

TEXTS = st.text(alphabet="甲乙丙1a，、。！？…”\n\t 　", max_size=200)


def article(text: str, title: str | None = None, **more: str) -> Article:
    return Article("x", "article", title, text, "f", **more)


def test_sentences_are_packed_until_the_limit() -> None:
    cut = cut_passages(article("甲来了。乙走了。丙笑了。"), 8)
    assert [(p.text, p.start, p.end) for p in cut] == [
        ("甲来了。乙走了。", 0, 8),
        ("丙笑了。", 8, 12),
    ]


def test_a_paragraph_end_closes_a_passage_that_is_half_full() -> None:
    cut = cut_passages(article("甲来了。乙走了。\n丙笑了。"), 16)
    assert [p.text for p in cut] == ["甲来了。乙走了。", "丙笑了。"]


def test_short_paragraphs_stay_together() -> None:
    assert [p.text for p in cut_passages(article("甲。\n乙。\n丙。"), 40)] == ["甲。\n乙。\n丙。"]


def test_an_over_long_sentence_is_cut_behind_a_clause() -> None:
    cut = cut_passages(article("甲甲甲甲甲，乙乙乙乙乙。"), 8)
    assert [p.text for p in cut] == ["甲甲甲甲甲，", "乙乙乙乙乙。"]


def test_an_over_long_clause_is_cut_at_the_limit() -> None:
    assert [len(p.text) for p in cut_passages(article("甲" * 20), 8)] == [8, 8, 4]


def test_an_article_without_text_has_no_passage() -> None:
    assert cut_passages(article(" \n ", title="图片"), 8) == []


@given(TEXTS, st.integers(1, 60))
def test_every_character_is_in_exactly_one_passage(text: str, most: int) -> None:
    cut = cut_passages(article(text), most)
    covered = [at for p in cut for at in range(p.start, p.end)]
    assert covered == sorted(set(covered))
    assert {at for at, char in enumerate(text) if not char.isspace()} <= set(covered)


@given(TEXTS, st.integers(1, 60))
def test_a_passage_is_an_exact_slice_within_the_limit(text: str, most: int) -> None:
    for p in cut_passages(article(text), most):
        assert text[p.start : p.end] == p.text == p.text.strip()
        assert 0 < len(p.text) <= most


def test_a_line_of_twenty_million_characters_is_cut_in_linear_time() -> None:
    started = time.process_time()
    cut = cut_passages(article("没完没了，" * 4_000_000), 240)
    assert time.process_time() - started < 20  # 1 s; quadratic is hours
    assert sum(len(p.text) for p in cut) == 20_000_000
    assert max(len(p.text) for p in cut) <= 240


def test_the_context_is_the_headline_and_the_text() -> None:
    a = article("甲来了。", title="大题", kicker="引题", subtitle="副题")
    assert passage_context(a, cut_passages(a, 240)[0]) == "引题\n大题\n副题\n甲来了。"
    a = article("甲来了。")
    assert passage_context(a, cut_passages(a, 240)[0]) == "甲来了。"
