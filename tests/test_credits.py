"""Who wrote it, who took it: the byline answers, not the people of the story."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.answering.answerer import Answerer
from bot.answering.confidence import Confidence
from bot.answering.contexts import WEIGHTS
from bot.answering.credits import asked_work, credited
from bot.answering.lexicon import Lexicon
from bot.answering.pointing import says_not_which
from bot.answering.question import understand
from bot.answering.reader import Reader
from bot.index.store import article_from_json, article_to_json
from bot.reading.articles import read_articles
from bot.records import Answer, Article, Byline, Hit, Passage
from bot.text import squeeze

PAGE = """青石晚报 2024年6月3日 星期一 第02版

河埠头的豆腐坊

本报记者 顾小满

天不亮，河埠头的石磨就响了。掌柜金阿大今年六十一岁，磨了四十年豆腐。

他说，水要用井水，豆要用本地的黄豆。金阿大的儿子金满仓去年也回来帮忙，父子俩一天能做三百斤。

青石桥加固工程完工

本报讯 记者叶知秋报道:6月1日,青石桥加固工程完工。县长岳长河到现场察看。

这座桥建于1987年,加固花了十一个月。

6月2日,青石镇小学的学生在操场上练习跳绳。

本报记者 顾小满 摄
"""


@pytest.fixture
def hits(tmp_path: Path) -> list[Hit]:
    file = tmp_path / "2024-06-03_青石晚报_02版.txt"
    file.write_text(PAGE, encoding="utf-8")
    return [_hit(article) for article in read_articles(str(file))]


def _hit(article: Article) -> Hit:
    return Hit(1, 1.0, Passage(article.text, 0, len(article.text)), article)


def _ask(question: str, hits: list[Hit]) -> Answer | None:
    return credited(understand(question), hits)


@pytest.mark.parametrize(
    ("question", "work"),
    [
        ("这张照片是谁拍的？", ("pictured", True)),
        ("修桥工地那幅图片的摄影记者", ("pictured", True)),
        ("河埠头是谁拍的", ("pictured", False)),
        ("这篇文章的作者是谁？", ("written", True)),
        ("哪位记者报道了青石桥完工？", ("written", True)),
        ("青石桥：谁写的？", ("written", True)),
        ("河埠头的豆腐坊是谁写的", ("written", False)),
        ("这部电影是谁拍的？", None),
        ("据报道，谁主持了会议？", None),
        ("照片里的人是谁？", None),
        ("谁接受了记者采访？", None),
        ("谁在视频里说话？", None),
    ],
)
def test_what_somebody_is_asked_for_as_the_author_of(
    question: str, work: tuple[str, bool] | None
) -> None:
    assert asked_work(understand(question)) == work


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("河埠头豆腐坊那篇报道是谁写的？", "顾小满"),
        ("《河埠头的豆腐坊》的作者是谁？", "顾小满"),
        ("河埠头的豆腐坊是谁写的？", "顾小满"),
        ("青石桥加固完工的消息是哪位记者写的？", "叶知秋"),
        ("小學生練習跳繩的照片是誰拍的？", "顾小满"),
    ],
)
def test_the_authors_of_the_article_that_is_meant_answer(
    hits: list[Hit], question: str, answer: str
) -> None:
    told = _ask(question, hits)
    assert told is not None and told.text == answer


@pytest.mark.parametrize(
    "question",
    [
        "白水镇小学跳绳的照片是谁拍的？",  # another place
        "5月2日跳绳的照片是谁拍的？",  # another day
        "《河埠头的茶馆》的作者是谁？",
        "高铁通车的报道是谁写的？",
    ],
)
def test_another_article_has_another_author(hits: list[Hit], question: str) -> None:
    told = _ask(question, hits)
    assert told is None or told.refused


def test_without_a_known_author_it_is_refused_and_not_guessed() -> None:
    unsigned = Article("a", "article", "清泉村修路", "清泉村修了路。村长石大年说，路宽四米。", "a")
    told = _ask("清泉村修路的报道是谁写的？", [_hit(unsigned)])
    assert told is not None and told.refused and told.closest is not None


def test_a_poem_is_read_for_in_the_text(hits: list[Hit]) -> None:
    assert _ask("金满仓的那首诗是谁写的？", hits) is None


def test_a_byline_outside_the_text_is_shown_as_it_is_printed(hits: list[Hit]) -> None:
    for question in ("河埠头豆腐坊那篇报道是谁写的？", "小学生跳绳的照片是谁拍的？"):
        told = _ask(question, hits)
        assert told is not None
        (quote,) = told.quotes
        assert quote.text == quote.article.text[quote.start : quote.end]
        assert quote.answer_start is None and "顾小满" not in quote.text
        (line,) = quote.bylines
        assert "顾小满" in line.text
        assert squeeze(PAGE[line.file_start : line.file_end]) == squeeze(line.text)


def test_a_name_in_the_text_is_quoted_there(hits: list[Hit]) -> None:
    told = _ask("青石桥加固完工的消息是哪位记者写的？", hits)
    assert told is not None
    (quote,) = told.quotes
    assert quote.answer == "叶知秋" and quote.bylines == ()
    assert quote.text.startswith("本报讯 记者叶知秋报道")


def test_the_answerer_asks_the_byline_first(hits: list[Hit]) -> None:
    sure = Confidence((0.0,) * 3, 5.0, 0.1)
    answer = Answerer(Reader(Lexicon(), WEIGHTS), sure).answer("谁拍的小学生跳绳的照片？", hits)
    assert answer.text == "顾小满" and answer.question == "谁拍的小学生跳绳的照片？"


def test_the_store_keeps_bylines() -> None:
    article = Article("a", "article", "题", "文。", "a.txt", bylines=(Byline("本报记者 甲", 3, 9),))
    assert article_from_json(article_to_json(article), "文。") == article


@pytest.mark.parametrize(
    "question",
    ["照片里的人是谁？", "这组照片是在哪里拍的？", "这篇文章讲了什么？", "有什么新闻？"],
)
def test_a_photo_or_a_story_that_nothing_tells_from_others_is_refused(
    hits: list[Hit], question: str
) -> None:
    assert says_not_which(understand(question))
    sure = Confidence((0.0,) * 3, 5.0, 0.1)
    answer = Answerer(Reader(Lexicon(), WEIGHTS), sure).answer(question, hits)
    assert answer.refused and answer.closest is not None


@pytest.mark.parametrize(
    "question",
    ["跳绳的照片里的人是谁？", "6月3日的照片里是谁？", "谁在跳绳？", "头版头条是什么新闻？"],
)
def test_a_photo_or_a_story_that_is_told_from_others_is_read(question: str) -> None:
    assert not says_not_which(understand(question))


def test_an_archive_may_name_its_authors_in_any_characters() -> None:
    authors = ("C++小组(实习", "[编辑")
    story = Article("a", "article", "老桥修好了", "老桥昨日修好。", "a.jsonl", authors=authors)
    answer = _ask("《老桥修好了》是谁写的？", [_hit(story)])
    assert answer is not None and answer.text == "C++小组(实习、[编辑"
    signed = Article(
        "b", "article", "老桥修好了", "（C++小组(实习、[编辑）老桥修好。", "b", authors=authors
    )
    told = _ask("《老桥修好了》是谁写的？", [_hit(signed)])
    assert told is not None and told.quotes[0].answer == "C++小组(实习、[编辑"
