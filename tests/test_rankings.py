"""The most and the least of figures that a sentence tells one by one."""

from __future__ import annotations

import pytest

from bot.answering.contexts import Context, Reading
from bot.answering.question import understand
from bot.answering.rankings import ranked

TEA = "全市现有茶园41.6万亩，其中石门县18.3万亩，白栎县12.9万亩，南渡县7.2万亩，荻桥区3.2万亩。"
TRADES = "分行业看，食品加工业增长11.2%，纺织业下降2.8%，船舶修造业增长19.5%。"
GOODS = "出口商品中，水产品41.5亿元、船舶36.8亿元、纺织品27.2亿元、茶叶5.1亿元。"
GREENS = "空心菜每斤4.5元，比上周涨了1.5元；丝瓜每斤6元，涨2元；白菜每斤3元，涨1元。"
RACE = "周远第一，王强10秒8，李立11秒2，赵敏12秒1。"


def _first(question: str, text: str, span: str) -> str | None:
    """What is told first where the network likes this span most."""
    low = text.index(span)
    reading = Reading(0, low, low + len(span), 0, len(text), 1.0)
    found = ranked(understand(question), [Context(text)], [reading])
    return text[found.start : found.end] if found else None


@pytest.mark.parametrize(
    ("question", "text", "span", "told"),
    [
        ("哪个县区茶园最少", TEA, "南渡县", "荻桥区"),
        ("茶园最多的是哪个县", TEA, "白栎县", "石门县"),
        ("哪个行业增长最快", TRADES, "食品加工业", "船舶修造业"),
        ("哪个行业增长最慢", TRADES, "食品加工业", "纺织业"),
        ("出口最多的是什么商品", GOODS, "茶叶", "水产品"),
    ],
)
def test_the_name_with_the_most_is_told(question: str, text: str, span: str, told: str) -> None:
    assert _first(question, text, span) == told


@pytest.mark.parametrize(
    ("question", "text", "span"),
    [
        ("茶园最多的县有多少亩", TEA, "12.9万亩"),  # a figure is asked for
        ("哪个县种茶", TEA, "白栎县"),
        ("哪个县区茶园最少", TEA, "荻桥区"),  # right already
        ("哪个县茶园最多", "石门县茶园最多，有18万亩，白栎县12万亩，南渡县7万亩。", "白栎县"),
        ("哪个行业降得最多", TRADES, "食品加工业"),
        ("哪个菜最贵", GREENS, "白菜"),  # two figures each
        ("谁跑得最快", RACE, "李立"),  # less is more
        ("哪个县茶园最多", "石门县8万亩，白栎县8万亩，南渡县7万亩。", "南渡县"),  # two of them
        ("哪个县茶园最多", "石门县8万亩，白栎县7万亩。", "白栎县"),
        ("哪个县茶园最多", "石门县有茶园18万亩，果园12万亩，林地30万亩。", "石门县"),
        ("哪个县茶园最多", "石门县18万亩，果园12万亩，林地30万亩。", "石门县"),
    ],
)
def test_where_it_is_not_sure_nothing_changes(question: str, text: str, span: str) -> None:
    assert _first(question, text, span) is None


def test_without_readings_there_is_none() -> None:
    assert ranked(understand("哪个县茶园最多"), [], []) is None
