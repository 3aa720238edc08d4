"""A question that names an issue is looked for in it, or told that there is none of that day."""

from __future__ import annotations

import pytest

from bot.answering.outside import unissued
from bot.assistant import Bot
from bot.chat import sheets
from bot.chat.labels import EN, ZH
from bot.chat.session import Turn
from bot.index.filters import Filter
from bot.printing import print_answer
from bot.records import Answer, Article, Outside
from bot.retrieval.issues import Issue, issue_asked
from bot.retrieval.retriever import Retriever

ISSUES = ["2023-03-21", "2024-03-05", "2024-03-21"]
BOTH = ("2023-03-21", "2024-03-21")


@pytest.mark.parametrize(
    ("question", "asked", "rest", "days"),
    [
        ("3月21日的报纸上谁来了？", "3月21日", "谁来了？", BOTH),
        (
            "二〇二四年三月二十一日报道的大桥多长？",
            "二〇二四年三月二十一日",
            "大桥多长？",
            BOTH[1:],
        ),
        ("2024年3月21日的云溪日报头版，谁来了？", "2024年3月21日", "谁来了？", BOTH[1:]),
        ("3月21号那期报纸上谁来了", "3月21号", "谁来了", BOTH),
        ("大桥多长，3月21日（星期四）刊登的？", "3月21日", "大桥多长，？", BOTH),
        ("3月22日的报纸登了什么？", "3月22日", "登了什么？", ()),
        ("3月21日登了什么？", "3月21日", "登了什么？", BOTH),
        ("3月21日有哪些新闻？", "3月21日", "有哪些新闻？", BOTH),
    ],
)
def test_the_issue_that_a_question_names(
    question: str, asked: str, rest: str, days: tuple[str, ...]
) -> None:
    assert issue_asked(question, ["云溪日报"], ISSUES) == Issue(asked, rest, days)


@pytest.mark.parametrize(
    "question",
    [
        "3月21日谁来了？",
        "3月21日通车的桥多长？",
        "新华社3月21日报道的大桥多长？",
        "3月21日的北河晚报登了什么？",  # no paper of the index
        "3月报道的大桥多长？",
        "3月21日那期彩票的头奖是多少？",
        "3月21日报名的有多少人？",
        "3月21日的新闻发布会谁主持？",
    ],
)
def test_the_day_of_something_else_names_no_issue(question: str) -> None:
    assert issue_asked(question, ["云溪日报"], ISSUES) is None


def test_a_search_is_narrowed_to_the_issue(retriever: Retriever) -> None:
    found = {hit.article.id for hit in retriever.search("3月8日的报纸上贷款余额是多少")}
    assert found == {"loans"}
    assert len(retriever.search("3月9日的报纸上贷款余额是多少")) > 1
    assert retriever.search("3月8日的报纸上贷款余额是多少", since="2024-03-09") == []


def test_a_filter_of_days() -> None:
    article = Article("a", "article", None, "文。", "a", date="2024-03-05")
    assert Filter(days=("2024-03-05",)).allows(article)
    assert not Filter(days=("2024-03-06",)).allows(article)
    assert not Filter(days=("2024-03-05",), until="2024-03-01").allows(article)


def test_the_same_asked_of_two_issues(demo: str) -> None:
    with Bot.open(demo) as bot:
        for day, sum_ in (("二〇二四年三月二十一日", "11.2亿元"), ("5月31日", "13.6亿元")):
            answer = bot.ask(f"{day}报道的云青快速路累计完成投资多少？")
            assert answer.text == sum_ and answer.outside is None
        assert "贷款余额增至188.1亿元" in (bot.ask("3月21日的云溪日报登了什么？").text or "")


def test_a_day_without_an_issue_is_said_and_another_issue_does_not_answer(demo: str) -> None:
    missing = Outside("3月22日", "2023-04-11", "2024-08-20", unissued=True)
    with Bot.open(demo) as bot:
        answer = bot.ask("3月22日报道的云青快速路累计完成投资多少？")
        assert answer.refused and answer.outside == missing and answer.closest is not None
        # 3月19日 is the day that the story tells of: its reader means no other.
        assert bot.ask("3月19日报道的荻江特大桥正在绑扎第几节箱梁的钢筋？").outside is None
    assert unissued("3月22日", (), ("2023-04-11", "2024-08-20")) == missing


def test_it_is_said_in_both_languages(capsys: pytest.CaptureFixture[str]) -> None:
    missing = Outside("3月22日", "2023-04-11", "2024-08-20", unissued=True)
    answer = Answer("问", None, 0.0, outside=missing)
    html = [sheets.conversation((Turn("问", answer),), (), words) for words in (ZH, EN)]
    assert "没有3月22日的报纸" in html[0] and "no paper of 3月22日" in html[1]
    print_answer(answer, [])
    assert "没有3月22日的报纸" in capsys.readouterr().out
