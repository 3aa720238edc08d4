"""What somebody wrote or photographed: the headlines of all that bears the name."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from papers import FakeEncoder

from bot.answering.question import understand
from bot.answering.works import listed
from bot.assistant import Bot
from bot.build import build_index
from bot.records import Article
from bot.retrieval.retriever import Retriever

MARCH = """青石晚报 2024年3月4日 星期一 第01版

河埠头的豆腐坊

本报记者 顾小满

天不亮，河埠头的石磨就响了。掌柜金阿大今年六十一岁，磨了四十年豆腐。

青石桥加固工程完工

本报讯 记者叶知秋报道:3月1日,青石桥加固工程完工。县长岳长河到现场察看。
"""
JUNE = """清泉日报 2024年6月3日 星期一 第02版

青石桥通车百日

本报讯 记者顾小满 叶知秋报道:6月1日,青石桥通车满一百天,每天过车六千辆。

6月2日,青石镇小学的学生在操场上练习跳绳。

本报记者 顾小满 摄
"""


@pytest.fixture(scope="module")
def bot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bot]:
    folder = tmp_path_factory.mktemp("signed")
    (folder / "2024-03-04_青石晚报_01版.txt").write_text(MARCH, encoding="utf-8")
    (folder / "2024-06-03_清泉日报_02版.txt").write_text(JUNE, encoding="utf-8")
    index = str(folder / "index")
    build_index([str(folder)], index)
    with Bot.open(index) as opened:
        yield opened


BRIDGE, TOFU, WORK = "《青石桥通车百日》", "《河埠头的豆腐坊》", "《青石桥加固工程完工》"


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("顾小满写过哪些文章？", f"{BRIDGE}、{TOFU}"),
        ("記者顧小滿都寫了哪些報道？", f"{BRIDGE}、{TOFU}"),
        ("哪些报道是顾小满写的？", f"{BRIDGE}、{TOFU}"),
        ("叶知秋的报道有哪些？", f"{BRIDGE}、{WORK}"),
        ("青石晚报记者顾小满写了什么？", TOFU),
        ("顾小满3月写了哪些报道？", TOFU),
        ("顾小满写的关于豆腐的文章", TOFU),
        ("叶知秋写了几篇稿子？", f"2篇：{BRIDGE}、{WORK}"),
        ("顾小满拍过哪些照片？", "“6月2日,青石镇小学的学生在操场上练习跳绳。”"),
    ],
)
def test_headlines_of_an_author_the_newest_first(bot: Bot, question: str, answer: str) -> None:
    assert bot.ask(question).text == answer


@pytest.mark.parametrize(
    "question",
    [
        "岳长河写过哪些文章？",  # a man of a story
        "记者钱大勇都写了哪些报道？",
        "叶知秋拍过哪些照片？",
        "顾小满写的关于高铁的报道有哪些？",
        "顾小满2023年写了哪些文章？",
    ],
)
def test_who_signed_nothing_of_the_kind_wrote_nothing(bot: Bot, question: str) -> None:
    assert bot.ask(question).refused


def test_filters_hold(bot: Bot) -> None:
    question = "顾小满写过哪些文章？"
    assert bot.ask(question, until="2024-05-01").text == TOFU
    assert bot.ask(question, paper="清泉日报").text == BRIDGE
    assert bot.ask(question, since="2024-07-01").refused


def test_every_headline_has_its_source_with_the_printed_name(bot: Bot) -> None:
    bridge, tofu = bot.ask("顾小满写过哪些文章？").quotes
    assert bridge.article.title == "青石桥通车百日" and "顾小满" in bridge.text
    assert tofu.bylines[0].text == "本报记者 顾小满"
    for quote in (bridge, tofu):
        assert quote.text == quote.article.text[quote.start : quote.end]


@pytest.mark.parametrize(
    "question",
    [
        "顾小满采访了哪些人？",
        "顾小满写的报道里提到哪些桥？",
        "顾小满的文章什么时候发表的？",
        "顾小满写过哪些诗？",
        "金阿大写了什么？",
        "哪些人写过文章？",
    ],
)
def test_other_questions_are_read_for(bot: Bot, question: str) -> None:
    assert listed(understand(question), bot.retriever.signed) is None


def test_of_very_many_the_newest_are_told_and_all_are_counted() -> None:
    many = [
        Article(f"{day}", "article", f"日记{day}", "文。", "a", authors=("何小年",), date=day)
        for day in (f"2024-03-{number:02}" for number in range(30, 0, -1))
    ]
    told = listed(understand("何小年写过哪些文章？"), lambda _: {"何小年": many})
    assert told is not None and told.text is not None and len(told.quotes) == 20
    assert told.text.startswith("《日记2024-03-30》、") and told.text.endswith("等30篇")


def test_a_name_in_a_longer_one_is_nobodys(tmp_path: Path) -> None:
    rows = ["title,text,author", "桥,桥通了。,王明", "路,路通了。,王明华"]
    (tmp_path / "a.csv").write_text("\n".join(rows), encoding="utf-8")
    build_index([str(tmp_path)], str(tmp_path / "index"), FakeEncoder())
    with Retriever.open(str(tmp_path / "index"), model=FakeEncoder()) as retriever:
        assert list(retriever.signed("王明华写过哪些文章")) == ["王明华"]
        assert list(retriever.signed("王明和王明华")) == ["王明", "王明华"]
