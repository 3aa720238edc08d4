"""Rows of tables whose cells only single spaces part."""

from __future__ import annotations

import pytest

from bot.reading.articles import split_page
from bot.reading.lines import lines_of
from bot.reading.pages import make_page
from bot.reading.tables import rows_among

_MEET = "本报讯 3月4日，青石县中学生运动会闭幕，成绩如下：\n"
_NEXT = "\n\n桥头小学添新教室\n\n本报讯 3月4日，桥头小学的六间新教室启用。\n"


@pytest.mark.parametrize(
    "table",
    [
        "姓名 单位 成绩\n周远 一中 95",
        "姓名 单位 成绩\n周远 一中 95\n何小满 二中 93\n马丽 青石县职业中学 90.5",
        "乡镇 雨量（毫米）\n城关镇 12.5\n青石镇 8.0\n桥头乡 21.3",
        "城关镇 12.5毫米 晴\n青石镇 8.0毫米 阴",
        "姓名 单位 名次\n周远 一中 第一名\n何小满 二中 第二名",
        "周远 何小满 马丽 李 方\n陈国 刘晓 王一 赵 四\n孙六 钱七 吴八 郑 九",
    ],
)
def test_rows_keep_their_lines_and_cells(table):
    meet, school = split_page(make_page(f"运动会成绩公布\n\n{_MEET}{table}{_NEXT}", "page.txt"))
    assert meet.text.endswith("：\n" + table)
    assert school.title == "桥头小学添新教室"


def test_the_first_line_over_a_table_is_its_title():
    table = "城关镇 12.5 毫米\n青石镇 8.0 毫米"
    rain, school = split_page(make_page(f"各乡镇昨日雨量\n\n{table}{_NEXT}", "page.txt"))
    assert (rain.title, rain.text) == ("各乡镇昨日雨量", table)
    assert school.title == "桥头小学添新教室"


@pytest.mark.parametrize(
    "lines",
    [
        ["镇里的水渠修 好了，两千亩", "麦田不再靠天 吃饭。往年要"],
        ["县里今年安排 3200万元修", "水渠 12条共计 86公里受益"],
        ["麦田丰收 农家喜", "水渠通到 青石村"],
        ["姓名 单位 成绩"],
        ["青石镇 12.5", "", "桥头乡 8.0"],
        ["3月4日 晴 5度", "3月5日 阴"],
        [
            "周远 何小满 马丽",
            "陈国 刘晓 王一",
            "孙六 钱七 吴八",
            "司马青石 李方 古丽 何小满",
        ],  # runs on
    ],
)
def test_prose_with_stray_spaces_is_no_table(lines):
    assert not any(rows_among([*lines_of("\n".join(lines), 0)]))
