"""What stands in an issue: its headlines, told by the index, for no text tells them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.answering.contents import contents
from bot.answering.question import understand
from bot.assistant import Bot
from bot.build import build_index
from bot.records import Article, Half
from bot.retrieval.issues import is_page, page_asked

FIRST = """青石晚报 2024年3月4日 星期一 第01版

青石桥加固工程完工

本报讯 记者叶知秋报道:3月1日,青石桥加固工程完工。县长岳长河到现场察看,要求把桥管好。

河埠头的豆腐坊

本报讯 记者顾小满报道:天不亮,河埠头的石磨就响了。掌柜金阿大磨了四十年豆腐。
"""
SECOND = """青石晚报 2024年3月4日 星期一 第02版

县医院添了新楼

本报讯 记者顾小满报道:3月2日,县医院住院楼启用,有床位三百张。
"""
JUNE = """清泉日报 2024年6月3日 星期一 第02版

青石桥通车百日

本报讯 记者叶知秋报道:6月1日,青石桥通车满一百天,每天过车六千辆。
"""
BRIDGE, TOFU = "《青石桥加固工程完工》", "《河埠头的豆腐坊》"
CLINIC, HUNDRED = "《县医院添了新楼》", "《青石桥通车百日》"


@pytest.fixture(scope="module")
def bot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bot]:
    folder = tmp_path_factory.mktemp("printed")
    (folder / "2024-03-04_青石晚报_01版.txt").write_text(FIRST, encoding="utf-8")
    (folder / "2024-03-04_青石晚报_02版.txt").write_text(SECOND, encoding="utf-8")
    (folder / "2024-06-03_清泉日报_02版.txt").write_text(JUNE, encoding="utf-8")
    index = str(folder / "index")
    build_index([str(folder)], index)
    with Bot.open(index) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("3月4日登了什么？", f"{BRIDGE}、{TOFU}、{CLINIC}"),
        ("请问2024年3月4日的报纸有哪些新闻？", f"{BRIDGE}、{TOFU}、{CLINIC}"),
        ("3月4日青石晚報的標題有哪些？", f"{BRIDGE}、{TOFU}、{CLINIC}"),
        ("3月4日有什么新闻？", f"{BRIDGE}、{TOFU}、{CLINIC}"),
        ("3月4日第2版都登了些什么？", CLINIC),
        ("3月4日的头版头条是什么？", BRIDGE),
        ("3月4日头条讲的是什么？", BRIDGE),
        ("3月4日一共登了几篇文章？", f"3篇：{BRIDGE}、{TOFU}、{CLINIC}"),
        ("最新一期报纸有什么内容？", HUNDRED),
    ],
)
def test_the_headlines_of_an_issue_in_their_order(bot: Bot, question: str, answer: str) -> None:
    assert bot.ask(question).text == answer


def test_every_headline_has_the_beginning_of_its_article(bot: Bot) -> None:
    answer = bot.ask("3月4日登了什么？")
    titles = [quote.article.title for quote in answer.quotes]
    assert titles == ["青石桥加固工程完工", "河埠头的豆腐坊", "县医院添了新楼"]
    for quote in answer.quotes:
        assert quote.start == 0 and quote.article.text.startswith(quote.text)


@pytest.mark.parametrize(
    "question",
    ["3月5日登了什么？", "头版头条是什么？", "3月4日第3版有什么？", "6月3日的青石晚报登了什么？"],
)
def test_an_issue_that_is_not_there_or_not_named_has_no_headlines(bot: Bot, question: str) -> None:
    assert bot.ask(question).refused


def test_filters_hold(bot: Bot) -> None:
    assert bot.ask("3月4日登了什么？", paper="清泉日报").refused


@pytest.mark.parametrize(
    "question", ["3月4日的报纸上谁来了？", "3月4日关于桥的新闻有哪些？", "标题里的桥多长？"]
)
def test_other_questions_are_read_for(bot: Bot, question: str) -> None:
    asked = bot.retriever.issue(question)
    rest = asked.rest if asked else question
    assert contents(understand(rest), lambda: bot.retriever.printed(question)) is None


def test_a_page_without_headlines_is_told_by_its_first_sentences() -> None:
    bare = Article("a", "article", None, "桥通了。人多。", "f")
    answer = contents(understand("登了什么"), lambda: [bare])
    assert answer is not None and answer.text == "“桥通了。”"


def test_a_story_that_jumps_is_told_once_and_of_very_many_the_first() -> None:
    first = Article("1", "article", "春耕", "文。", "f", continued_by=Half("2", "2"))
    second = Article("2", "article", None, "完。", "f", continues=Half("1", "1", "春耕"))
    many = [Article(f"x{at}", "article", f"日记{at}", "文。", "f") for at in range(30)]
    answer = contents(understand("登了什么"), lambda: [first, second, *many])
    assert answer is not None and answer.text is not None
    assert answer.text.startswith("《春耕》、《日记0》、") and answer.text.endswith("等31篇")
    assert len(answer.quotes) == 20


@pytest.mark.parametrize(
    ("question", "page"),
    [
        ("第2版有什么", "2"),
        ("第十二版有什么", "12"),
        ("头版头条是什么", "1"),
        ("A03版登了什么", "A3"),
        ("正版书哪里买", None),
        ("第2版本有什么不同", None),
    ],
)
def test_the_page_that_a_question_names(question: str, page: str | None) -> None:
    assert page_asked(question) == page


def test_pages_are_numbered_in_many_ways() -> None:
    assert is_page("2", "02") and is_page("A3", "a03") and is_page("10", "10")
    assert not is_page("1", "10") and not is_page("1", None)


def test_one_undated_page_is_the_issue_that_is_meant(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(SECOND.partition("\n")[2], encoding="utf-8")
    build_index([str(tmp_path / "page.txt")], str(tmp_path / "index"))
    with Bot.open(str(tmp_path / "index")) as opened:
        assert opened.ask("这张报纸有哪些新闻？").text == CLINIC
        assert opened.ask("头版头条是什么？").text == CLINIC
