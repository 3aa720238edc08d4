"""Numerals: what becomes a figure, and what looks like a numeral and is none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.numerals import with_figures
from bot.text import fold
from bot.words import known_words


def figures(text: str) -> str:
    return with_figures(fold(text), known_words)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("面积三千二百亩", "面积3200亩"),
        ("面积3,200亩", "面积3200亩"),
        ("面积３，２００亩", "面积3200亩"),
        ("增长百分之五", "增长5%"),
        ("增长百分之三点五", "增长3.5%"),
        ("增长百分之3.5", "增长3.5%"),
        ("完成百分之百", "完成100%"),
        ("二〇二三年五月十二日", "2023年5月12日"),
        ("二零二三年", "2023年"),
        ("二○二三年", "2023年"),
        ("二千零二十三年", "2023年"),
        ("一月一日", "1月1日"),
        ("第3届", "第三届"),
        ("第13届", "第十三届"),
        ("第99名", "第九十九名"),
        ("一万二千人", "1.2万人"),
        ("1.2万人", "1.2万人"),
        ("12000人", "1.2万人"),
        ("12,000人", "1.2万人"),
        ("三十二万元", "32万元"),
        ("0.85亿元", "8500万元"),
        ("85000000元", "8500万元"),
        ("一亿两千万", "1.2亿"),
        ("10000亿元", "1万亿元"),
        ("三点五亿元", "3.5亿元"),
        ("零点五", "0.5"),
        ("两个月", "2个月"),
        ("二十多人", "20多人"),
        ("三百零五名", "305名"),
        ("三百六十五天", "365天"),
        ("九点三十分", "9点30分"),
    ],
)
def test_a_numeral_becomes_a_figure(text: str, expected: str) -> None:
    assert figures(text) == expected
    assert figures(expected) == expected


_NONE = """
    一些 一起 一个 万一 三亚 四川 百姓 两会 九江 六安 三农 二胡 张三 一带一路 三中全会 五四运动
    九一八 千万不要 三三两两 十分重要 数十人 几十人 十几人 四五十人 五六百 一百五 十四五规划 十三五
    三分之一 八成 第三届 亿万 2019年 12345 2019.10.01 0001234 5.00% 8500万元 77.31亿元 1万亿
"""


@pytest.mark.parametrize("text", _NONE.split())
def test_what_is_no_numeral_stays(text: str) -> None:
    assert figures(text) == text


@given(st.text(alphabet="零〇一二三五九十百千万亿两点第年月日人分之0123456789.,%个 ", max_size=14))
def test_any_mixture_is_read_and_reading_it_again_changes_nothing(text: str) -> None:
    once = figures(text)
    assert bool(once) == bool(text)
    assert figures(once).count("%") == once.count("%")


_UNITS = (("千", 1000), ("百", 100), ("十", 10), ("", 1))


def spelt(number: int) -> str:
    """A number below 10,000 in full, the way that it is taught."""
    text = ""
    for unit, size in _UNITS:
        digit = number // size % 10
        if digit:
            text += "一二三四五六七八九"[digit - 1] + unit
        elif text and not text.endswith("零") and number % size:
            text += "零"
    return text.removeprefix("一") if 10 <= number < 20 else text


@given(st.integers(2, 9999))
def test_every_number_below_ten_thousand_is_read(number: int) -> None:
    assert figures(f"共{spelt(number)}亩") == f"共{number}亩"


@given(st.integers(1, 9999), st.sampled_from("万亿"))
def test_tens_of_thousands_are_read(number: int, scale: str) -> None:
    assert figures(f"投资{spelt(number)}{scale}元") == figures(f"投资{number}{scale}元")
