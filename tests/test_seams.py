"""A fact that a jump line cuts in two is answered, with a quote from each page."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.assistant import Bot
from bot.build import build_index
from bot.reading.jumps import body_bounds
from bot.text import squeeze

FIRST = """河湾日报 2024年5月6日 星期一 第01版

河湾古镇迎来旅游旺季

本报讯 记者王小明报道:五一假期,河湾古镇的石板街上人来人往,民宿间间客满。

镇旅游站站长白云飞介绍,5月1日至5日,古镇共接待游客3.5万人(下转第2版)
"""
SECOND = """河湾日报 2024年5月6日 星期一 第02版

河湾古镇迎来旅游旺季

(上接第1版)次,旅游收入620万元,都比去年同期多。

为了让游客吃得好,镇里新开了十二家小吃店,老街口还搭起了戏台。
"""


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("papers")
    for number, text in enumerate((FIRST, SECOND), 1):
        file = folder / f"2024-05-06_河湾日报_0{number}版.txt"
        file.write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def bot(pages: Path, tmp_path_factory: pytest.TempPathFactory) -> Bot:
    index = str(tmp_path_factory.mktemp("index"))
    build_index([str(pages)], index)
    return Bot.open(index)


def test_an_answer_over_the_jump_is_told_whole_and_quoted_from_both_pages(bot: Bot) -> None:
    answer = bot.ask("五一假期河湾古镇接待了多少人次游客？")
    assert answer.text == "3.5万人次"
    first, second = answer.quotes[:2]
    assert (first.article.page, first.answer) == ("1", "3.5万人")
    assert (second.article.page, second.answer) == ("2", "次")
    for quote in answer.quotes:
        assert quote.text == quote.article.text[quote.start : quote.end]
        assert "下转" not in quote.text and "上接" not in quote.text
        file = Path(quote.article.file).read_text(encoding="utf-8")
        assert squeeze(file[quote.file_start : quote.file_end]) == squeeze(quote.text)


def test_an_answer_on_one_side_of_the_jump_stands_in_the_first_quote(bot: Bot) -> None:
    answer = bot.ask("河湾古镇五一旅游收入有多少？")
    assert answer.text == "620万元" == answer.quotes[0].answer
    assert answer.quotes[0].article.page == "2"


def test_the_bounds_of_a_text_without_its_marks() -> None:
    text = "(上接第1版)次,收入620万元" + "。" * 60 + "(下转第3版)"
    start, end = body_bounds(text)
    assert text[:start] == "(上接第1版)" and text[end:] == "(下转第3版)"
    assert body_bounds("无标记。") == (0, 4)
