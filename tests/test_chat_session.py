"""A question from typing to answer; every failure becomes a notice in the conversation."""

from __future__ import annotations

import logging

import pytest
from test_chat_double import BotDouble

from bot.chat.session import Filters, Turn, begin, finish, history, read_date, read_filters
from bot.errors import UsageError

NO_FILTERS = ("", "", "")


@pytest.mark.parametrize(
    ("typed", "opening", "closing"),
    [
        ("2024-03-05", "2024-03-05", "2024-03-05"),
        ("2024年3月5日", "2024-03-05", "2024-03-05"),
        ("2024/3/5", "2024-03-05", "2024-03-05"),
        ("20240305", "2024-03-05", "2024-03-05"),
        ("２０２４年３月", "2024-03-01", "2024-03-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2023年2月", "2023-02-01", "2023-02-28"),
        (" 2024 年 ", "2024-01-01", "2024-12-31"),
        ("", None, None),
        ("  ", None, None),
    ],
)
def test_dates_are_read_as_people_type_them(
    typed: str, opening: str | None, closing: str | None
) -> None:
    assert read_date(typed, closing=False) == opening
    assert read_date(typed, closing=True) == closing


@pytest.mark.parametrize(
    "typed", ["2024-13", "2024-02-30", "昨天", "5", "2024-3-5-6", "<b>", "0000-01-01", "2024-00"]
)
def test_what_is_no_date_is_told(typed: str) -> None:
    with pytest.raises(UsageError, match="看不懂这个日期"):
        read_date(typed, closing=False)


def test_a_span_that_runs_backwards_is_told() -> None:
    with pytest.raises(UsageError, match="请对调"):
        read_filters("2024-03", "2024-02", "")


def test_no_filters_are_falsy_and_some_print_themselves() -> None:
    assert not read_filters("", None, "")
    assert str(read_filters("2024-03", "", "云溪日报")) == "2024-03-01 – … · 云溪日报"


def test_an_empty_question_is_met_with_a_notice() -> None:
    turn = begin("  \n ", NO_FILTERS)
    assert turn.notice is not None and not turn.pending
    assert "Please write a question" in turn.notice.en


def test_a_question_of_ten_thousand_characters_is_met_with_a_notice() -> None:
    turn = begin("问" * 10_000, NO_FILTERS)
    assert turn.notice is not None and "10000 字" in turn.notice.zh
    assert len(turn.question) < 100


def test_half_a_character_is_shown_as_a_question_mark() -> None:
    """Else no later answer of the conversation could be sent to the page."""
    assert begin("谁\ud83d", ("", "", "\udc00")) == Turn("谁?", filters=Filters(None, None, "?"))
    notice = begin("谁？", ("\ud800", "", "")).notice
    assert notice is not None and notice.zh.encode()


def test_a_bad_date_is_met_with_a_notice_and_the_question_stays() -> None:
    turn = begin("谁？", ("2024-13", "", ""))
    assert turn.question == "谁？"
    assert turn.notice is not None and "2024-13" in turn.notice.zh


def test_a_good_question_is_pending_until_answered() -> None:
    turn = begin(" 总投资是多少？ ", ("2024-03", "", "云溪日报"))
    assert turn.pending and turn.question == "总投资是多少？"
    done = finish(BotDouble(), turn, ())
    assert not done.pending and done.answer is not None and done.answer.text == "1.27亿元"
    assert done.filters == Filters("2024-03-01", None, "云溪日报")


def test_an_error_for_people_becomes_a_notice() -> None:
    done = finish(BotDouble(), Turn("用错"), ())
    assert done.notice is not None and "not like this" in done.notice.en


def test_a_defect_becomes_a_notice_and_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR):
        done = finish(BotDouble(), Turn("出错"), ())
    assert done.notice is not None and "a defect" not in done.notice.en
    assert "a defect" in caplog.text


def test_the_history_holds_questions_as_understood() -> None:
    bot = BotDouble()
    first = finish(bot, Turn("望水岩水库总投资多少？"), ())
    notice = begin("", NO_FILTERS)
    second = finish(bot, Turn("何时完工？"), (first, notice))
    refused = finish(bot, Turn("谁发明了电灯泡？"), (first, second))
    assert second.answer is not None and second.answer.text == "4月25日之前"
    assert history((first, notice, second, refused)) == [
        ("望水岩水库总投资多少？", "1.27亿元"),
        ("望水岩水库：何时完工？", "4月25日之前"),
        ("谁发明了电灯泡？", ""),
    ]
