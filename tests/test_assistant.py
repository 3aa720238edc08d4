"""Questions on the demo papers: every quote is an exact slice, answers and refusals are right."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.assistant import Bot
from bot.build import build_index
from bot.errors import UsageError
from bot.reading.articles import read_page
from bot.records import Answer, Hit
from bot.text import squeeze

REPO = Path(__file__).parent.parent
QUESTIONS = [
    json.loads(line)
    for line in (REPO / "benchmarks" / "demo_questions.jsonl").read_text("utf-8").splitlines()
]


@pytest.fixture(scope="module")
def bot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bot]:
    folder = str(tmp_path_factory.mktemp("demo") / "index")
    build_index([str(REPO / "corpus")], folder)
    with Bot.open(folder) as opened:
        yield opened


@pytest.fixture(scope="module")
def answers(bot: Bot) -> list[tuple[dict, Answer]]:
    return [(line, bot.ask(line["question"])) for line in QUESTIONS]


def test_every_quote_is_an_exact_slice(answers: list[tuple[dict, Answer]]) -> None:
    given = [answer for _, answer in answers if not answer.refused]
    assert len(given) >= 30
    for answer in given:
        assert answer.quotes
        for quote in answer.quotes:
            assert quote.text == quote.article.text[quote.start : quote.end]
            page = read_page(quote.article.file).text
            assert quote.file_start is not None and quote.file_end is not None
            assert squeeze(page[quote.file_start : quote.file_end]) == squeeze(quote.text)


def test_every_answer_stands_in_its_quotes(answers: list[tuple[dict, Answer]]) -> None:
    for _, answer in answers:
        if answer.text is not None:
            first = answer.quotes[0]
            span = first.text[first.answer_start : first.answer_end]
            assert span and span in answer.text


def test_a_refusal_says_nothing_and_shows_the_closest(answers: list[tuple[dict, Answer]]) -> None:
    refused = [answer for _, answer in answers if answer.refused]
    assert refused
    for answer in refused:
        assert answer.text is None and answer.quotes == () and answer.closest is not None


def test_most_demo_questions_are_answered_or_refused_rightly(
    answers: list[tuple[dict, Answer]],
) -> None:
    """A floor, far under the figures of benchmarks/README.md: it fails when a stage breaks."""
    right = sum(
        any(squeeze(gold) in squeeze(answer.text or "") for gold in line["answers"])
        for line, answer in answers
        if line["answers"]
    )
    refused = sum(answer.refused for line, answer in answers if not line["answers"])
    assert right >= 25 and refused >= 6


def test_a_follow_up_is_completed_and_says_so(bot: Bot) -> None:
    answer = bot.ask(
        "它的总库容是多少？", history=[("望水岩水库除险加固工程总投资多少？", "1.27亿元")]
    )
    assert "望水岩水库" in answer.asked and answer.question == "它的总库容是多少？"


def test_filters_fail_closed(bot: Bot) -> None:
    answer = bot.ask("贷款余额是多少", since="2031-01-01")
    assert answer.refused and answer.closest is None


@pytest.mark.parametrize("question", ["", "  \n", "问" * 10_000])
def test_an_empty_or_endless_question_is_refused_with_a_reason(bot: Bot, question: str) -> None:
    with pytest.raises(UsageError, match="问题"):
        bot.ask(question)


@pytest.mark.parametrize(
    "question",
    ["?", "，。！", "a", "1", "的", "🙂", "'\"; DROP TABLE articles; --", "AND OR NOT (", "\x00"],
)
def test_any_question_gets_an_answer_or_a_refusal(bot: Bot, question: str) -> None:
    answer = bot.ask(question)
    assert 0.0 <= answer.confidence <= 1.0


def test_the_same_question_gets_the_same_answer(bot: Bot) -> None:
    first, second = bot.ask("谁是云溪县县长？"), bot.ask("谁是云溪县县长？")
    assert (first.text, first.quotes) == (second.text, second.quotes)


def _holds(hit: Hit, line: dict) -> bool:
    return any(answer in squeeze(hit.passage.text) for answer in line["answers"])


def test_reading_puts_the_passages_that_answer_first(bot: Bot) -> None:
    answered = [line for line in QUESTIONS if line["answers"]]
    found = read = 0
    for line in answered:
        hits, better = (bot.search(line["question"], k=12, read=how) for how in (False, True))
        assert sorted(hit.passage.text for hit in better) == sorted(h.passage.text for h in hits)
        assert [hit.rank for hit in better] == list(range(1, 13))
        scores = [hit.score for hit in better]
        assert scores == sorted(scores, reverse=True)
        found += _holds(hits[0], line)
        read += _holds(better[0], line)
    assert read > found


def test_reading_looks_beyond_the_hits_that_are_asked_for(bot: Bot) -> None:
    question = "望水岩水库几点开的闸？"
    (best,) = bot.search(question, k=1, read=True)
    assert best == bot.search(question, k=10, read=True)[0]
    assert "10时30分" in squeeze(best.passage.text)
    assert bot.search("？？？", read=True) == bot.search("？？？")


def test_reading_takes_a_question_in_any_writing(bot: Bot) -> None:
    question, traditional = "望水岩水库几点开的闸？", "望水岩水庫幾點開的閘？"
    hits, same = (bot.search(asked, read=True) for asked in (question, traditional))
    assert [hit.score for hit in same] == pytest.approx([hit.score for hit in hits])


def test_reading_asks_what_is_asked_of_an_issue(bot: Bot) -> None:
    rest, issue = "水库总投资多少？", "2024-03-05"
    hits = bot.search(f"2024年3月5日的报纸上，{rest}", read=True)
    same = bot.search(rest, since=issue, until=issue, read=True)
    assert [hit.score for hit in hits] == pytest.approx([hit.score for hit in same])
