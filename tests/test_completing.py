"""Spans made whole: lists, ways, points, ends of ranges."""

from __future__ import annotations

import pytest

from bot.answering.completing import completed
from bot.answering.contexts import Context, Reading
from bot.answering.edges import to_body, to_its_end, to_last_digit, to_person, with_rate
from bot.answering.question import understand


def _reading(text: str, span: str, score: float) -> Reading:
    start = text.index(span)
    return Reading(0, start, start + len(span), 0, len(text), score, 0.0)


def _whole(question: str, text: str, *spans: tuple[str, float]) -> str:
    readings = [_reading(text, span, score) for span, score in spans]
    best = completed(understand(question), [Context(text)], readings)[0]
    assert best.score == spans[0][1]
    return text[best.start : best.end]


GAMES = "本届设赛马、叼羊和摔跤三大类，报名从速。"
WAY = "新路北起电厂，南至车站，长11公里。"
BOTH = "北起电厂，南至车站"
TWO = "建起公墓，路口设换花点"
DEEDS = "村里建起公墓，路口设换花点，一周换出千束。"
POINTS = "馆长解释，有两个原因：一是雨水多；二是墙体开裂，须加固。"
VOWS = "他承诺“三不”：旧账不许有，跑腿不许有，吃请不许有。"


@pytest.mark.parametrize(
    ("question", "text", "spans", "whole"),
    [
        ("有哪些比赛", GAMES, (("赛马", 6.0), ("赛马、叼羊和摔跤", 4.0)), "赛马、叼羊和摔跤"),
        ("有哪些比赛", GAMES, (("赛马", 6.0), ("赛马、叼羊和摔跤", 2.0)), "赛马"),
        ("冠军是谁", GAMES, (("赛马", 6.0), ("赛马、叼羊和摔跤", 5.0)), "赛马"),
        ("新路从哪儿到哪儿", WAY, (("南至车站", 3.0), (BOTH, 1.0)), BOTH),
        ("新路在哪里", WAY, (("南至车站", 3.0), (BOTH, 1.0)), "南至车站"),
        ("怎么劝大家的", DEEDS, (("建起公墓", 1.0), (TWO, 0.0)), TWO),
        ("为什么闭馆", POINTS, (("墙体开裂", 1.0),), "雨水多；二是墙体开裂，须加固"),
        ("闭馆多久", POINTS, (("墙体开裂", 1.0),), "墙体开裂"),
        ("“三不”指什么", VOWS, (("旧账不许有", 1.0),), "旧账不许有，跑腿不许有，吃请不许有"),
        ("三条里哪一条最要紧", VOWS, (("旧账不许有", 1.0),), "旧账不许有"),
    ],
)  # fmt: skip
def test_the_best_span_is_made_whole(
    question: str, text: str, spans: tuple[tuple[str, float], ...], whole: str
) -> None:
    assert _whole(question, text, *spans) == whole


def test_nothing_read_is_nothing_and_nothing_comes_twice() -> None:
    assert completed(understand("有哪些比赛"), [], []) == []
    readings = [_reading(GAMES, "赛马", 6.0), _reading(GAMES, "赛马、叼羊和摔跤", 5.0)]
    assert len(completed(understand("有哪些比赛"), [Context(GAMES)], readings)) == 1


@pytest.mark.parametrize(
    ("question", "text", "span", "told"),
    [
        ("4月22号停电到几点", "4月22日 7:30—12:30 赤岸线", "7:30", "12:30"),
        ("停电几点结束", "8时至17时停电", "8时", "17时"),
        ("几点到几点停电", "8时至17时停电", "8时", "8时"),
        ("停电从几点开始", "8时至17时停电", "8时", "8时"),
        ("停电到几点", "17时停电", "17时", "17时"),
        ("门诊几点关门", "每天及星期五17时30分至20时30分", "星期五17时30分", "20时30分"),
        ("门诊几点下班", "每天17时30分至20时30分", "17时30分至20时30分", "20时30分"),
        ("夜市几点收摊", "每天17时30分至次日1时", "每天17时30分至次日1时", "次日1时"),
        ("门诊几点开门", "每天17时30分至20时30分", "17时30分至20时30分", "17时30分"),
        ("门诊几点到几点开", "每天17时30分至20时30分", "17时30分至20时30分", "17时30分至20时30分"),
    ],
)
def test_the_end_of_hours_where_it_is_asked_for(
    question: str, text: str, span: str, told: str
) -> None:
    start = text.index(span)
    low, high = to_its_end(understand(question), text, start, start + len(span))
    assert text[low:high] == told


@pytest.mark.parametrize(
    ("text", "span", "told"),
    [
        ("电话三三五四〇一一。", "三三五四", "三三五四〇一一"),
        ("电话3354011。", "4011", "3354011"),
        ("卖了3354元", "3354", "3354"),
        ("增加三百五十一人", "三百五十", "三百五十"),
        ("电话3354011，传真3354012。", "3354011", "3354011"),
    ],
)
def test_a_number_is_told_to_its_last_digit(text: str, span: str, told: str) -> None:
    start = text.index(span)
    low, high = to_last_digit(text, start, start + len(span))
    assert text[low:high] == told


def test_a_surname_may_have_two_characters() -> None:
    text = "由高三班司徒海宁获得"
    low, high = to_person(understand("谁考了最高分"), text, 6, 8)
    assert text[low:high] == "司徒海宁"


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("流量多大", "每秒386立方米"),
        ("流量每秒多少立方米", "386立方米"),
        ("流量在哪里", "386立方米"),
    ],
)
def test_a_figure_is_told_with_its_rate(question: str, told: str) -> None:
    text = "洪峰流量每秒386立方米。"
    start = text.index("386")
    low, high = with_rate(understand(question), text, start, start + 6)
    assert text[low:high] == told


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("从哪家银行贷到款", "岑州农商银行"),
        ("哪家公司贷到款", "岑州农商"),
        ("谁贷到款", "岑州农商"),
    ],
)
def test_a_body_is_named_with_the_noun_that_is_asked_for(question: str, told: str) -> None:
    text = "获岑州农商银行贷款800万元。"
    low, high = to_body(understand(question), text, 1, 5)
    assert text[low:high] == told
