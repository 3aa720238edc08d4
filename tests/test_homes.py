"""A local paper's own place, which its articles hardly name."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.answering.contexts import Context
from bot.answering.homes import Homes, home_of
from bot.answering.paper_years import as_printed
from bot.answering.question import understand
from bot.assistant import Bot
from bot.build import build_index


@pytest.mark.parametrize(
    ("paper", "place"),
    [
        ("云溪日报", "云溪"),
        ("今日云溪", "云溪"),
        ("云溪县报", "云溪"),
        ("昌吉纪事", "昌吉"),
        ("北京晚报", "北京"),
        ("人民日报", "人民"),  # no place is called so, no question names it
        ("", ""),
        ("报", ""),
    ],
)
def test_the_place_of_a_paper(paper: str, place: str) -> None:
    assert home_of(paper) == place


@pytest.mark.parametrize(
    ("question", "window", "paper", "asked"),
    [
        ("云溪县贷款余额是多少", "全县贷款余额199.5亿元", "云溪日报", "全县贷款余额是多少"),
        ("云溪县去年种了多少茶", "去年我县种茶3万亩", "今日云溪", "我县去年种了多少茶"),
        ("云溪县图书馆在哪条路上", "县图书馆在荻江路", "云溪日报", "县图书馆在哪条路上"),
        ("云溪县图书馆在哪条路上", "云溪图书馆在荻江路", "云溪日报", "云溪县图书馆在哪条路上"),
        ("青澜市有多少人", "全市有80万人", "云溪日报", "青澜市有多少人"),
        ("云溪县贷款余额是多少", "全县贷款余额199.5亿元", "", "云溪县贷款余额是多少"),
        ("中国人民银行在哪", "央行在北京", "人民日报", "中国人民银行在哪"),
        ("谁主持了会议", "会议由郑敏主持", "云溪日报", "谁主持了会议"),
        ("青槐小麦播了多少亩", "全市已播小麦31.5万亩", "青槐日报", "小麦播了多少亩"),
        ("青槐市小麦播了多少亩", "全市已播小麦31.5万亩", "青槐日报", "全市小麦播了多少亩"),
        ("青槐路什么时候通车", "学府路5月通车", "青槐日报", "青槐路什么时候通车"),
        ("青槐小麦播了多少亩", "全市已播小麦31.5万亩", "云溪日报", "青槐小麦播了多少亩"),
    ],
)
def test_a_question_is_put_as_the_paper_would(
    question: str, window: str, paper: str, asked: str
) -> None:
    homes = Homes(understand(question))
    assert homes.asked(Context(window, "", paper), window) == asked


@pytest.mark.parametrize(
    ("question", "window", "asked"),
    [
        ("轮渡2024年停了几天", "去年轮渡停航41天", "轮渡去年停了几天"),
        ("轮渡2024年停了几天", "上年轮渡停航41天", "轮渡上年停了几天"),
        ("轮渡2025年停了几天", "今年轮渡停航41天", "轮渡今年停了几天"),
        ("轮渡2024年停了几天", "轮渡停航41天", "轮渡2024年停了几天"),
        ("轮渡2024年停了几天", "去年，即2024年，轮渡停航41天", "轮渡2024年停了几天"),
        ("轮渡2019年停了几天", "去年轮渡停航41天", "轮渡2019年停了几天"),
        ("从2023年到2024年停了几天", "去年轮渡停航41天", "从2023年到2024年停了几天"),
    ],
)
def test_a_year_is_asked_for_as_the_article_calls_it(
    question: str, window: str, asked: str
) -> None:
    assert as_printed(question, "轮渡检修 2025年3月1日", window) == asked
    assert as_printed(question, "轮渡检修", window) == question  # of nobody knows which year


def test_an_article_that_names_the_place_need_not_in_every_window() -> None:
    homes, window = Homes(understand("云溪县贷款余额是多少")), "全县贷款余额199.5亿元"
    assert homes.asked(Context(f"{window}。云溪县开会", ""), window) == "全县贷款余额是多少"
    assert homes.asked(Context(window, "云溪县开会"), window) == "云溪县贷款余额是多少"


def test_a_local_paper_answers_about_its_own_county(tmp_path: Path) -> None:
    paper = tmp_path / "papers"
    paper.mkdir()
    text = "本报讯 记者林一苇报道:6月末,全县金融机构各项贷款余额199.5亿元,比年初增加18.3亿元。"
    (paper / "2024-07-10_云溪日报_01版.txt").write_text(
        f"云溪日报 2024年7月10日 01版\n\n信贷稳步增长\n\n{text}\n", encoding="utf-8"
    )
    build_index([str(paper)], str(tmp_path / "index"))
    with Bot.open(str(tmp_path / "index")) as bot:
        assert bot.ask("2024年6月末云溪县贷款余额是多少？").text == "199.5亿元"
        assert bot.ask("2024年6月末青澜市贷款余额是多少？").refused
