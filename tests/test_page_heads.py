"""What the head and the foot of a page say of it, line by line and together."""

from __future__ import annotations

import pytest

from bot.reading.articles import split_page
from bot.reading.page_heads import foot_of, head_of, told_by
from bot.reading.pages import make_page

STORY = (
    "渡口大桥建成通车\n　　本报讯 记者王小明报道:5月1日,渡口大桥建成通车,两岸居民过江不再靠船。\n"
)


@pytest.mark.parametrize(
    ("head", "paper", "date", "page", "section"),
    [
        ("5\n经济\n2013年7月25日　星期四\n河滨日报", "河滨日报", "2013-07-25", "5", "经济"),
        ("B6\n读者来信\n河滨日报\n2013年7月25日", "河滨日报", "2013-07-25", "B6", "读者来信"),
        ("河滨日报\n2013年7月25日\n地方　9", "河滨日报", "2013-07-25", "9", "地方"),
        ("2 综合新闻\n2013年7月25日\n河滨日报", "河滨日报", "2013-07-25", "2", "综合新闻"),
        ("今日河滨\n2013年7月25日　第1版", "今日河滨", "2013-07-25", "1", None),
        ("河滨农村报　科技致富\n2013年7月25日　第2版", "河滨农村报", "2013-07-25", "2", None),
        ("河　滨　日　报\n2013年7月25日　第2版", "河滨日报", "2013-07-25", "2", None),
        ("河滨晚报数字报\n2013年7月25日　第2版", "河滨晚报", "2013-07-25", "2", None),
        (
            "河滨日报\nHEBIN RIBAO\n河滨市委主办\n第412期\n2013年7月25日\n农历六月十八\n第一版",
            "河滨日报",
            "2013-07-25",
            "1",
            None,
        ),
    ],
)  # fmt: skip
def test_the_lines_of_a_head_tell_together(
    head: str, paper: str, date: str, page: str, section: str | None
) -> None:
    read = make_page(f"{head}\n\n{STORY}", "page.txt")
    assert (read.paper, read.date, read.page, read.section) == (paper, date, page, section)
    [story] = split_page(read)
    assert (story.title, story.kicker) == ("渡口大桥建成通车", None)


def test_a_foot_tells_where_the_head_does_not() -> None:
    foot = "8\n2013年10月6日\n星期日\n河滨日报\n本版主编：王小明　美编：李立\n"
    read = make_page(f"{STORY}\n{foot}", "page.txt")
    assert (read.paper, read.date, read.page) == ("河滨日报", "2013-10-06", "8")
    [story] = split_page(read)
    assert story.text.endswith("不再靠船。")


def test_the_day_that_a_notice_is_signed_with_is_not_the_papers() -> None:
    notice = "停水通知\n　　因检修，明日停水。\n河滨县自来水公司\n2013年10月6日\n"
    read = make_page(f"{4 * STORY}\n{notice}河滨日报\n", "page.txt")
    assert (read.paper, read.date) == ("河滨日报", None)
    assert split_page(read)[-1].text.endswith("2013年10月6日")


@pytest.mark.parametrize(
    ("lines", "head"),
    [
        (["喜讯传来", "渡口大桥建成通车"], 0),
        (["第12期干部培训班开班", "渡口大桥建成通车"], 0),
        (["河滨日报", "渡口大桥建成通车", "两岸居民不再靠船"], 1),
        (["捷报　喜讯频传", "本报讯 女排夺冠。"], 0),
        (["放假通知", "2013年10月6日", "因节日放假。"], 0),
        ([], 0),
    ],
)
def test_a_headline_is_no_head(lines: list[str], head: int) -> None:
    assert head_of(lines) == head


def test_without_its_name_nothing_is_a_foot() -> None:
    assert foot_of(["通水了。", "8", "2013年10月6日"]) == 0
    assert foot_of([]) == 0
    assert told_by([]) == told_by(["渡口大桥建成通车"])


def test_a_guide_to_other_pages_and_the_makers_are_the_pages() -> None:
    guide = "今日导读\n夜市里的城市　A2\n冬小麦查苗补种　　　4版\n"
    makers = "值班编委 王小明　责任编辑 李 立　版式 张 芳\n"
    [story] = split_page(make_page(f"{STORY}\n{guide}{makers}", "page.txt"))
    assert story.text.endswith("不再靠船。")
