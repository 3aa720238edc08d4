"""A refusal names the dates where the question asks about days that no paper reaches."""

from __future__ import annotations

from dataclasses import replace

import pytest
from test_chat_double import RESERVOIR

from bot.answering.contexts import AROUND, around
from bot.answering.outside import is_far, outside
from bot.assistant import Bot
from bot.chat import sheets
from bot.chat.labels import EN, ZH
from bot.chat.session import Filters, Turn
from bot.json_output import answer_json
from bot.printing import print_answer
from bot.records import Answer, Hit, Outside, Passage

COVERED = ("2023-04-11", "2024-08-20")
OPEN = (None, None)


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("2031年谁是镇长？", "2031年"),
        ("二〇一九年的预算是多少？", "二〇一九年"),
        ("2024年9月谁来调研？", "2024年9月"),
        ("2022年和2025年各有多少游客？", "2022年、2025年"),
    ],
)
def test_days_beyond_the_papers(question: str, asked: str) -> None:
    assert outside(question, [], COVERED, OPEN) == Outside(asked, *COVERED)


@pytest.mark.parametrize(
    "question",
    [
        "谁是镇长？",
        "2024年谁是镇长？",
        "2024年8月谁来调研？",
        "5月谁来了？",
        "31日谁来了？",
        "2019年到2024年",
    ],
)
def test_days_that_may_be_in_the_papers(question: str) -> None:
    assert outside(question, [], COVERED, OPEN) is None


def test_days_beyond_the_filter() -> None:
    chosen = ("2024-03-01", None)
    assert outside("2023年4月谁来了？", [], COVERED, chosen) == Outside(
        "2023年4月", "2024-03-01", None, filtered=True
    )
    assert outside("2024年3月谁来了？", [], COVERED, chosen) is None
    assert outside("1月谁来了？", [], ("2024-01-02", "2024-08-20"), chosen) is not None
    assert outside("2031年谁来了？", [], COVERED, chosen) == Outside("2031年", *COVERED)


def test_a_paper_may_tell_of_another_year() -> None:
    hit = Hit(1, 1.0, Passage(RESERVOIR.text[:20], 0, 20), RESERVOIR)  # 2022年10月开工
    assert outside("2022年10月开工的工程谁负责？", [hit], COVERED, OPEN) is None
    assert outside("2021年谁负责？", [hit], COVERED, OPEN) is not None


def test_far_days_are_told_of_in_no_other_words() -> None:
    assert is_far(Outside("2031年", *COVERED)) and is_far(Outside("1999年5月", *COVERED))
    assert not is_far(Outside("2025年", *COVERED))  # 明年
    assert not is_far(Outside("1999年、2025年", *COVERED))
    assert not is_far(Outside("2031年", "2024-03-01", None, filtered=True))


def test_undated_papers_say_nothing() -> None:
    assert outside("2031年谁是镇长？", [], OPEN, OPEN) is None


def test_it_is_said_in_both_languages(capsys: pytest.CaptureFixture[str]) -> None:
    answer = Answer("问", None, 0.0, outside=Outside("2031年", *COVERED))
    html = [sheets.conversation((Turn("问", answer),), (), words) for words in (ZH, EN)]
    assert "所问的2031年不在报纸的日期（2023-04-11 – 2024-08-20）之内" in html[0]
    assert "2031年 lies outside their dates (2023-04-11 – 2024-08-20)" in html[1]
    print_answer(answer, [])
    assert "2023-04-11 – 2024-08-20" in capsys.readouterr().out
    assert answer_json(answer)["outside"]["asked"] == "2031年"


def test_the_filter_is_said_to_be_the_reason() -> None:
    filters = Filters("2024-03-01", None, None)
    answer = Answer("问", None, 0.0, outside=Outside("2023年4月", "2024-03-01", None, True))
    html = sheets.conversation((Turn("问", answer, filters=filters),), (), ZH)
    assert "所问的2023年4月不在所选日期（2024-03-01 – …）之内" in html
    assert ZH.refused not in html


def test_the_bot_says_it_of_a_refusal_only(demo: str) -> None:
    with Bot.open(demo) as bot:
        assert bot.ask("2031年谁是云溪县县长？").outside == Outside("2031年", *COVERED)
        assert bot.ask("望水岩水库总库容是多少？").outside is None
        assert bot.ask("锐源通项目2023年4月投资多少？", since="2024-01-01").outside is not None


def test_of_a_day_that_no_calendar_has_there_is_no_issue() -> None:
    found = outside("2月30日谁开会？", [], COVERED, OPEN)
    assert found == Outside("2月30日", *COVERED, unissued=True)


def test_a_text_as_long_as_a_book_is_looked_through_around_the_hit() -> None:
    told = "2031年水库扩建。"
    text = told + "水位平稳。" * 2 * AROUND + told + "水位平稳。" * AROUND
    at = text.rindex(told)
    book = replace(RESERVOIR, text=text)
    near = Hit(1, 0.5, Passage(told, at, at + len(told)), book)
    middle = at // 2
    far = replace(near, passage=Passage(text[middle : middle + 5], middle, middle + 5))
    assert outside("2031年扩建什么？", [near], COVERED, OPEN) is None
    assert outside("2031年扩建什么？", [far], COVERED, OPEN) is not None
    assert around(RESERVOIR, 3, 5) == RESERVOIR.text
