"""Notices of a sort are told all together: those that were found, the newest first."""

from __future__ import annotations

import pytest

from bot.answering.notices import noticed
from bot.answering.question import understand
from bot.records import Article, Hit, Passage


def _hit(title: str, text: str, date: str) -> Hit:
    article = Article(date + title, "notice", title, text, "a.txt", date=date)
    return Hit(1, 0.5, Passage(text, 0, len(text)), article)


MARCH = _hit("停水公告", "荻江路3月9日停水。请储水。", "2024-03-08")
MAY = _hit("停水公告", "文庙巷5月2日停水。", "2024-05-01")
POWER = _hit("停电公告", "枫渡线4月1日停电。", "2024-03-31")
FIXED = _hit("更正", "向读者致歉。本报“三百人”有误，应为“二百人”。特此更正。", "2024-04-02")
TENDER = _hit("青石桥护栏工程招标公告", "护栏工程公开招标。", "2024-04-09")
STORY = _hit("公告牌换了新样子", "县城的公告牌停水时也亮着。", "2024-04-10")
HITS = [MARCH, MAY, POWER, FIXED, TENDER, STORY]


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("有哪些停水公告？", "“文庙巷5月2日停水。”、“荻江路3月9日停水。”"),
        ("停水通知有哪些？", "“文庙巷5月2日停水。”、“荻江路3月9日停水。”"),
        ("最近有什么停电通知", "“枫渡线4月1日停电。”"),
        ("报纸登过哪些更正？", "“本报“三百人”有误，应为“二百人”。”"),
        ("登了什么招标公告", "《青石桥护栏工程招标公告》"),
        ("3月8日有什么停水公告", "“荻江路3月9日停水。”"),
    ],
)
def test_all_notices_of_the_sort_the_newest_first(question: str, answer: str) -> None:
    found = noticed(understand(question), HITS)
    assert found is not None and found.text == answer
    for quote in found.quotes:
        assert quote.text == quote.article.text[quote.start : quote.end]


def test_the_sentence_that_corrects_says_so() -> None:
    found = noticed(understand("有什么更正"), HITS)
    assert found is not None and [quote.corrects for quote in found.quotes] == [True]


@pytest.mark.parametrize(
    "question",
    ["停水公告是哪天发布的？", "公告里说什么？", "有哪些停气公告？", "有什么声明？"],
)
def test_other_questions_are_read_for(question: str) -> None:
    assert noticed(understand(question), HITS) is None
