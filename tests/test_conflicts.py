"""Articles that differ about a value: both shown, newest first; what only seems so is not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from bot.answering.answerer import Answerer
from bot.answering.corrections import is_correction
from bot.answering.opening import open_reader
from bot.answering.values import Day, day_of, differ, figure_of, holds_figure
from bot.assistant import Bot
from bot.build import build_index
from bot.chat import sheets
from bot.chat.labels import EN, ZH
from bot.chat.session import Turn
from bot.json_output import answer_json
from bot.printing import print_answer
from bot.records import Answer, Article, Hit, Passage

PAGES = {
    "2024-03-05": (
        "松溪早读点开进村口\n"
        "本报讯 记者石小满报道:3月3日,柳塘村的早读点开门。松溪县的早读点增加到12个,"
        "管理员由退休教师担任。",
        "松溪环城绿道动工\n"
        "本报讯 记者石小满报道:3月2日,松溪环城绿道动工,总投资2.6亿元,计划2025年6月竣工。",
        "首月旅客超过三万\n本报讯 记者石小满报道:1月末,松溪车站在册职工有86人。",
        "磨坊改成展馆\n本报讯 记者石小满报道:松溪磨坊展馆面积3200平方米,由老粮站改成。",
    ),
    "2024-05-20": (
        "早读点又添新成员\n"
        "本报讯 记者高一帆报道:5月18日,松溪县的早读点增加到19个,每天清晨有孩子来读书。",
        "松溪环城绿道改期\n"
        "本报讯 记者高一帆报道:松溪环城绿道总投资2.6亿元,工期放缓,计划2025年9月竣工。",
        "展馆开门\n本报讯 记者高一帆报道:松溪磨坊展馆面积三千二百平方米,5月19日开门。",
        "更正\n"
        "本报3月5日01版《首月旅客超过三万》一文中,“在册职工有86人”有误,应为“在册职工有68人”。"
        "特此更正。",
    ),
}


@pytest.fixture(scope="module")
def bot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bot]:
    folder = tmp_path_factory.mktemp("differing")
    papers = folder / "松溪日报"
    papers.mkdir()
    for day, articles in PAGES.items():
        head = f"松溪日报 {day[:4]}年{int(day[5:7])}月{int(day[8:])}日 第01版\n\n"
        page = papers / f"{day}_松溪日报_01版.txt"
        page.write_text(head + "\n\n".join(articles) + "\n", encoding="utf-8")
    build_index([str(papers)], str(folder / "index"))
    with Bot.open(str(folder / "index")) as opened:
        yield opened


def _told(answer: Answer) -> list[tuple[str | None, str | None]]:
    return [(quote.article.date, quote.answer) for quote in answer.conflicts]


def test_values_that_differ_stand_side_by_side_newest_first(bot: Bot) -> None:
    answer = bot.ask("松溪县的早读点有多少个？")
    assert _told(answer) == [("2024-05-20", "19个"), ("2024-03-05", "12个")]
    assert answer.text in ("19个", "12个")
    assert answer.quotes[0] in answer.conflicts
    for quote in answer.conflicts:
        assert quote.text == quote.article.text[quote.start : quote.end]


def test_a_day_that_moved_is_told_with_both(bot: Bot) -> None:
    answer = bot.ask("松溪环城绿道计划什么时候竣工？")
    assert _told(answer) == [("2024-05-20", "2025年9月"), ("2024-03-05", "2025年6月")]


@pytest.mark.parametrize("question", ["松溪环城绿道总投资多少？", "松溪磨坊展馆面积有多大？"])
def test_the_same_value_in_other_words_is_no_conflict(bot: Bot, question: str) -> None:
    assert bot.ask(question, refuse=False).conflicts == ()


def test_a_date_in_the_question_chooses(bot: Bot) -> None:
    assert bot.ask("2024年5月18日松溪县的早读点有多少个？", refuse=False).conflicts == ()
    assert bot.ask("松溪县的早读点有多少个？", until="2024-04-01").conflicts == ()


def test_what_is_so_now_is_what_the_newest_paper_says(demo: str) -> None:
    with Bot.open(demo) as bot:
        ever, now = bot.ask("爱心食堂有几个？"), bot.ask("爱心食堂现在有几个？")
        assert ever.text != "18个" and now.text == "18个"
        assert _told(now)[0] == ("2024-08-20", "18个") and now.quotes[0] == now.conflicts[0]


def test_a_correction_answers_and_says_so(bot: Bot) -> None:
    answer = bot.ask("松溪车站在册职工有多少人？", refuse=False)
    assert answer.text == "68人" and answer.quotes[0].corrects
    assert _told(answer) == [("2024-05-20", "68人"), ("2024-03-05", "86人")]
    assert [quote.corrects for quote in answer.conflicts] == [True, False]
    assert bot.ask("松溪车站现在在册职工有多少人？", refuse=False).text == "68人"


def test_a_correction_may_quote_the_end_of_a_line() -> None:
    """The wrong words begin with the white space between two sentences."""
    texts = {
        "2024-03-21": "全县召开大会。\n 三百人参加大会，会议由王明主持。",
        "2024-03-23": "本报3月21日刊发的《大会召开》中“ 三百人参加大会”有误，"
        "应为“ 二百人参加大会”，特此更正。",
    }
    hits = [
        Hit(
            1,
            1.0,
            Passage(text, 0, len(text)),
            Article(day, "article", "大会召开", text, day, date=day),
        )
        for day, text in texts.items()
    ]
    reader, confidence = open_reader()
    answer = Answerer(reader, replace(confidence, threshold=0.0)).answer("多少人参加大会？", hits)
    assert answer.text == "二百人"


def test_conflicts_are_printed_and_in_the_json(
    bot: Bot, capsys: pytest.CaptureFixture[str]
) -> None:
    answer = bot.ask("松溪县的早读点有多少个？")
    print_answer(answer, [])
    printed = capsys.readouterr().out
    assert "新的在前 / The articles differ" in printed
    assert printed.index("2024-05-20  19个") < printed.index("2024-03-05  12个")
    told = answer_json(answer)["conflicts"]
    assert [(one["answer"], one["corrects"]) for one in told] == [("19个", False), ("12个", False)]
    assert "conflicts" not in answer_json(bot.ask("松溪环城绿道总投资多少？", refuse=False))


def test_the_chat_shows_each_value_once_and_opens_its_article(bot: Bot) -> None:
    turns = (Turn("问", answer=bot.ask("松溪县的早读点有多少个？")),)
    html = sheets.conversation(turns, (), ZH)
    assert ZH.differ in html and EN.differ in sheets.conversation(turns, (), EN)
    assert html.index("2024年5月20日</time> <strong>19个") < html.index("2024年3月5日</time>")
    assert html.count("<blockquote") == 2
    opened = sheets.opened(turns, (0, "value-1"), ZH)
    assert "<strong>12个</strong>" in opened
    assert sheets.opened(turns, (0, "value-7"), ZH) == ""
    assert sheets.opened(turns, (0, "value-x"), ZH) == ""


def test_values_of_a_paper_never_become_markup(bot: Bot) -> None:
    answer = bot.ask("松溪县的早读点有多少个？")
    evil = "<img src=x onerror=x>"
    quotes = tuple(
        replace(quote, text=evil, answer_start=0, answer_end=len(evil))
        for quote in answer.conflicts
    )
    html = sheets.conversation((Turn("问", answer=replace(answer, conflicts=quotes)),), (), ZH)
    assert "<img" not in html and "&lt;img" in html


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("三千二百亩", "3,200亩"),
        ("3.2万元", "32000元"),
        ("百分之五", "5%"),
        ("28.6万人", "二十八万多人"),
        ("3208名", "3200多人"),
        ("86名", "86位"),
        ("3.6亿元", "12个"),
        ("6%", "6个百分点"),
    ],
)
def test_figures_that_do_not_differ(one: str, other: str) -> None:
    first, second = figure_of(one), figure_of(other)
    assert second is None or (first is not None and not differ(first, second))


@pytest.mark.parametrize(
    ("one", "other"), [("12个", "19个"), ("1.78亿元", "6200万元"), ("6.8%", "7.1%")]
)
def test_figures_that_differ(one: str, other: str) -> None:
    first, second = figure_of(one), figure_of(other)
    assert first and second and differ(first, second)


def test_a_range_is_no_figure_and_a_text_holds_its_figures() -> None:
    assert figure_of("3至5亩") is None and figure_of("很多人") is None
    figure = figure_of("32000元")
    assert figure and holds_figure("已投入3.2万元,超过计划", figure)
    assert not holds_figure("已有32000人", figure)


def test_days_differ_only_in_what_both_tell() -> None:
    assert day_of("明年3月", "2024-08-20") == Day(2025, 3, None)
    assert day_of("5月3日至6日", "2024-05-07") is None and day_of("近期", "2024-05-07") is None
    third = day_of("三日", "2024-05-04")
    assert third and not differ(third, Day(2024, 5, 3)) and differ(third, Day(2024, 5, 4))


def test_only_a_correction_corrects(bot: Bot) -> None:
    correction = bot.ask("松溪车站在册职工有多少人？", refuse=False).quotes[0]
    assert is_correction(correction.article, correction.start, correction.end)
    other = bot.ask("松溪县的早读点有多少个？").quotes[0]
    assert not is_correction(other.article, other.start, other.end)
