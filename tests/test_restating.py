"""Corrections that say only what is right, or the wrong after it."""

from __future__ import annotations

import pytest

from bot.answering.contexts import Context, Read, Reading
from bot.answering.corrections import corrected, is_correction
from bot.answering.question import understand
from bot.records import Article, Hit, Passage

OLD = "休渔今起，全县应休的461艘渔船靠港，停靠石鳌港的143艘。大围网是1979年织的，主任岑卓在场。"
NEW = (
    "本报9月12日2版《休渔今起》中，大围网织成的年份应为1977年，文中误为1979年；"
    "全县应休渔船应为416艘，停靠石鳌港的渔船应为134艘；渔政站主任姓名应为“岑焯”。"
)
OTHER = "本报8月1日3版《开市》中，全县应休渔船应为416艘。"
MAYBE = "9月12日，专家说，全县应休渔船应为416艘。"


def _read(question: str, span: str, correction: str = NEW, at: int = 0) -> Read:
    texts, titles = (OLD, correction), ("休渔今起", "更正" if correction != MAYBE else "座谈会")
    days = ("2025-09-12", "2025-10-17")
    hits = tuple(
        Hit(
            number + 1,
            1.0,
            Passage(text, 0, len(text)),
            Article(str(number), "article", title, text, f"{number}.txt", date=day),
        )
        for number, (text, title, day) in enumerate(zip(texts, titles, days, strict=True))
    )
    low = texts[at].index(span)
    readings = (Reading(at, low, low + len(span), 0, len(texts[at]), 5.0),)
    contexts = tuple(map(Context, texts, titles))
    return Read(understand(question), hits, (), contexts, readings)


def _told(read: Read) -> str:
    best = corrected(read).readings[0]
    return read.contexts[best.context].text[best.start : best.end]


@pytest.mark.parametrize(
    ("question", "span", "told"),
    [
        ("大围网是哪年织的", "1979年", "1977年"),
        ("今年应休的渔船到底多少艘", "461艘", "416艘"),
        ("停靠石鳌港的渔船多少艘", "143艘", "134艘"),
        ("渔政站主任叫什么名字", "岑卓", "岑焯"),
        ("渔政站主任是哪天来的", "岑卓", "岑卓"),  # a name is no day
        ("鹭岛航班一天几艘船", "143艘", "143艘"),  # of something else
    ],
)
def test_the_right_value_is_told(question: str, span: str, told: str) -> None:
    assert _told(_read(question, span)) == told


@pytest.mark.parametrize(
    ("right", "told"),
    [
        ("“416艘”", "416艘"),
        ("“全县应休的416艘”", "416艘"),
        ("“四成”", "461艘"),
        ("“41.6万元”", "461艘"),
    ],
)
def test_a_right_figure_may_stand_alone(right: str, told: str) -> None:
    text = f"本报9月12日2版《休渔今起》中，“全县应休的461艘”有误，应为{right}。"
    assert _told(_read("今年应休的渔船到底多少艘", "461艘", text)) == told


def test_what_the_correction_itself_tells_stays() -> None:
    assert _told(_read("大围网是哪年织的", "1977年", at=1)) == "1977年"
    assert _told(_read("大围网是哪年织的", "1979年", at=1)) == "1977年"


@pytest.mark.parametrize("text", [OTHER, MAYBE])
def test_a_correction_of_another_issue_corrects_nothing(text: str) -> None:
    assert _told(_read("今年应休的渔船到底多少艘", "461艘", text)) == "461艘"


def test_the_quote_of_a_correction_says_so() -> None:
    article = _read("大围网是哪年织的", "1979年").hits[1].article
    assert is_correction(article, 0, len(NEW))
    assert not is_correction(article, 0, 10)
