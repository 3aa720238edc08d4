"""Cells of tables: the row by its name, the column by its heading."""

from __future__ import annotations

import pytest

from bot.answering.contexts import Context
from bot.answering.question import understand
from bot.answering.tables import tabled

SOWING = (
    "早稻插秧进度表出炉，各乡镇有快有慢。\n"
    "乡镇 计划(万亩) 完成(万亩) 进度\n"
    "松岭镇 1.20 0.78 65.0%\n"
    "柳塘镇 2.40 1.92 80.0%\n"
    "竹坪乡 1.50 1.05 70.0%\n"
    "合计 5.10 3.75 73.5%\n"
)
CHECKS = (
    "电动车违法查处情况\n未戴头盔　闯红灯　合计\n"
    "城东区　412　86　498\n城西区　295　103　398\n"
)  # fmt: skip
RACE = (
    "松溪马拉松成绩\n名次　男子　成绩　女子　成绩\n"
    "第一　谢远帆　1:08:37　乌春兰　1:19:20\n第二　唐继舟　1:09:02　郭佳禾　1:20:48\n"
)
LEAGUE = "足球联赛积分榜\n名次　球队　积分\n1　澹州长风　26\n2　嘉陂铁军　23\n"
GROWTH = (
    "各县主要指标\n地区　生产总值　增速　预算收入　增速\n"
    "石桥市　398.6　7.1　26.3　6.5\n埠口县　189.4　5.9　10.5　-1.6\n"
)
STORM = "台风雨量（毫米）和风力\n望海镇　386　13级\n螺岛乡　265　12级\n"
GAPS = "各县增速\n地区　增速\n石桥县　1.6\n埠口县　0.5\n云山县　—\n"
RAPE = "油菜面积\n乡镇　面积\n松岭镇　9800亩\n柳塘镇　1.2万亩\n竹坪乡　8500亩\n"
SPRINT = "百米赛跑\n姓名　成绩\n张海　12.5\n李江　11.8\n王河　13.0\n"
CLINIC = (
    "义诊安排\n日期　医院　专家　地点\n"
    "4月10日　市中医院　裴玉兰　梧桐路社区\n4月11日　市妇幼　阮晴　三号楼二楼\n"
)
LAND = "2025年高标准农田任务（万亩）\n石桥市　4.2\n埠口县　3.9\n云山县　1.5\n"


@pytest.mark.parametrize(
    ("question", "text", "answer"),
    [
        ("竹坪乡计划插多少万亩早稻", SOWING, "1.50"),
        ("竹坪乡早稻插完多少万亩", SOWING, "1.05"),
        ("竹坪早稻完成了计划的百分之几", SOWING, "70.0%"),
        ("早稻插秧进度最慢的是哪个乡镇", SOWING, "松岭镇"),
        ("早稻插秧哪个乡镇计划最多", SOWING, "柳塘镇"),
        ("城西区电动车闯红灯查了几起", CHECKS, "103"),
        ("松溪马拉松女子第二名是谁", RACE, "郭佳禾"),
        ("松溪马拉松男子冠军是谁", RACE, "谢远帆"),
        ("足球联赛排第二的是哪支队", LEAGUE, "嘉陂铁军"),
        ("嘉陂铁军联赛积分多少", LEAGUE, "23"),
        ("埠口县生产总值多少", GROWTH, "189.4"),
        ("埠口县生产总值增速多少", GROWTH, "5.9"),
        ("台风给螺岛乡带来多少雨量", STORM, "265"),
        ("4月11号的义诊专家是谁", CLINIC, "阮晴"),
        ("各县增速最低的是哪个县", GAPS, "埠口县"),
        ("第三届足球联赛冠军是哪支队", LEAGUE, "澹州长风"),
        ("哪个乡镇油菜面积最大", RAPE, "柳塘镇"),
        ("最近哪个乡镇油菜面积最小", RAPE, "竹坪乡"),
        ("百米赛跑谁的成绩最快", SPRINT, "李江"),
        ("4月10日义诊地点在哪里", CLINIC, "梧桐路社区"),
        ("高标准农田任务最重的是哪里", LAND, "石桥市"),
        ("埠口县高标准农田任务多少万亩", LAND, "3.9"),
    ],
)
def test_the_cell_that_is_asked_for(question: str, text: str, answer: str) -> None:
    found = tabled(understand(question), [Context("大桥昨日通车。\n甲 乙"), Context(text)])
    assert found is not None
    assert found.context == 1 and text[found.start : found.end] == answer
    row = text[found.sentence_start : found.sentence_end]
    assert answer in row and "\n" not in row


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("梅岭镇计划插多少万亩早稻", SOWING),  # no such row
        ("竹坪乡的乡长是谁", SOWING),  # no such column
        ("竹坪乡去年的出口额多少", LAND.replace("石桥市", "竹坪乡")),
        ("松溪马拉松女子第三名是谁", RACE),
        ("松溪马拉松第一名是谁", RACE),  # of the men or of the women
        ("松溪大桥哪天通车", CLINIC),
        ("台风后螺岛的船票多少钱一张", STORM),
        ("除了埠口县哪个县生产总值最高", GROWTH),
        ("埠口县生产总值比去年增加多少", GROWTH),
        ("各县增速降幅最大的是哪个县", GAPS),
        ("联赛第一名是哪支队", "积分榜\n名次　球队\n" + "1" * 5000 + "　甲队\n2　乙队\n"),
        ("竹坪乡计划插多少万亩早稻", "竹坪乡计划插1.50万亩早稻。"),
        ("竹坪乡计划插多少万亩早稻", ""),
    ],
)
def test_what_no_cell_tells_is_left_to_the_reader(question: str, text: str) -> None:
    assert tabled(understand(question), [Context(text)]) is None


def test_a_table_of_another_matter_does_not_answer() -> None:
    assert tabled(understand("竹坪乡计划修建多少公里乡村水泥公路"), [Context(CHECKS)]) is None
