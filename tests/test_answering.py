"""The answering room: words that meet, figures that fit, models that are checked."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from bot.answering.answerer import Answerer
from bot.answering.confidence import Confidence, signals
from bot.answering.contexts import WEIGHTS, Context
from bot.answering.edges import from_begin, from_to, to_office
from bot.answering.fitting import misfit
from bot.answering.lexicon import Lexicon
from bot.answering.objecting.opposing import Opposing
from bot.answering.question import understand
from bot.answering.reader import Reader
from bot.answering.signing import asks_notice, signed_at
from bot.answering.totals import Totals
from bot.answering.units import asked_unit, told_unit
from bot.errors import ModelError
from bot.records import Article, Hit, Passage, Piece

SIGNALS = len(Confidence.load(WEIGHTS).weights)
TEXT = (
    "本报讯 记者文可心报道:3月3日,县长佟雁秋到望水岩水库察看工程进度。"
    "工程总投资1.27亿元,2022年10月开工,预计今年4月25日完工。"
    "全县涉农、小微企业贷款余额分别同比增长11.8%、23.9%。"
)


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return Lexicon()


@pytest.fixture(scope="module")
def reader(lexicon: Lexicon) -> Reader:
    return Reader(lexicon)


def _best(reader: Reader, question: str) -> str:
    readings = reader.read(understand(question), [Context(TEXT)])
    return TEXT[readings[0].start : readings[0].end]


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("水库工程一共要花多少钱？", "1.27亿元"),
        ("水库工程什么时候竣工？", "今年4月25日"),
        ("水库工程是哪一年动工的？", "2022年"),
        ("县长是谁？", "佟雁秋"),
        ("小微企业贷款涨了百分之几？", "23.9%"),
    ],
)
def test_the_reader_finds_the_span(reader: Reader, question: str, answer: str) -> None:
    assert _best(reader, question) == answer


def test_readings_are_spans_within_their_sentence(reader: Reader) -> None:
    for reading in reader.read(understand("总投资多少"), [Context(TEXT)]):
        assert reading.sentence_start <= reading.start < reading.end <= reading.sentence_end
        assert np.isfinite(reading.score)


def test_a_name_is_rarer_than_a_common_word(lexicon: Lexicon) -> None:
    assert lexicon.rarity("的") < lexicon.rarity("水库") < lexicon.rarity("佟雁秋")


def test_units_asked_and_told() -> None:
    assert asked_unit("一共花了多少钱", 4, 6) == "money" == told_unit("100万元")
    assert asked_unit("涨了百分之几", 2, 6) == "percent" == told_unit("10.6%")
    assert asked_unit("水位到了多少米", 4, 6) == "length" == told_unit("146.8米")


@pytest.mark.parametrize(
    ("question", "text", "wrong"),
    [
        ("花了多少钱", "14个月", 1.0),
        ("花了多少钱", "100万元", 0.0),
        ("花了多少钱", "县财政", 1.0),
        ("几点开门", "3月5日", 1.0),
        ("几点开门", "9时30分", 0.0),
        ("哪年建校", "3月5日", 1.0),
        ("什么时候开学", "今年春天", 0.0),
        ("什么时候开学", "县图书馆", 1.0),
        ("谁主持会议", "18人", 1.0),
    ],
)
def test_what_cannot_be_the_answer(question: str, text: str, wrong: float) -> None:
    assert misfit(understand(question), text, 0, len(text)) == wrong


def test_a_reporter_is_no_answer_unless_asked_for() -> None:
    text = "记者文可心报道:县长佟雁秋出席"
    assert misfit(understand("谁出席了会议"), text, 2, 5) == 1.0
    assert misfit(understand("谁出席了会议"), text, 10, 13) == 0.0
    assert misfit(understand("是哪位记者写的"), text, 2, 5) == 0.0


def test_the_answer_is_quoted_with_its_place_in_the_file(reader: Reader) -> None:
    article = Article(
        "a", "article", "水库", TEXT, "a.txt", pieces=(Piece(0, len(TEXT), 10),), date="2024-03-05"
    )
    hit = Hit(1, 1.0, Passage(TEXT, 0, len(TEXT)), article, 0.5, 0.5)
    answerer = Answerer(reader, Confidence((0.0,) * SIGNALS, 0.0, 0.0))
    answer = answerer.answer("水库工程总投资多少钱？", [hit])
    quote = answer.quotes[0]
    assert answer.text == "1.27亿元" == quote.text[quote.answer_start : quote.answer_end]
    assert TEXT[quote.start : quote.end] == quote.text
    assert (quote.file_start, quote.file_end) == (quote.start + 10, quote.end + 10)


def test_nothing_found_is_refused(reader: Reader) -> None:
    doubtful = Confidence((0.0,) * SIGNALS, 0.0, 0.5)
    answer = Answerer(reader, doubtful).answer("总投资多少", [])
    assert answer.refused and answer.confidence == 0.0 and answer.closest is None


def test_confidence_is_a_probability_that_rises_with_its_signals(reader: Reader) -> None:
    contexts = [Context(TEXT)]
    readings = reader.read(understand("总投资多少"), contexts)
    model = Confidence.load(WEIGHTS)
    assert 0.0 < model.of(readings) < 1.0
    size = len(model.weights)
    low, high = (Confidence((weight, *[0.0] * (size - 1)), 0.0, 0.5) for weight in (0.0, 1.0))
    assert (high.of(readings) > low.of(readings)) == (signals(readings)[0] > 0)


@pytest.mark.parametrize("question", ["？", "……！", "🚗"])
def test_marks_alone_ask_nothing(reader: Reader, question: str) -> None:
    assert reader.read(understand(question), [Context(TEXT)]) == []


def test_missing_or_foreign_weights_are_named(lexicon: Lexicon, tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"pieces\.txt"):
        Reader(lexicon, tmp_path)
    (tmp_path / "pieces.txt").write_text("的", encoding="utf-8")
    (tmp_path / "lower.onnx").write_bytes(b"no network")
    with pytest.raises(ModelError, match=r"lower\.onnx"):
        Reader(lexicon, tmp_path)
    with pytest.raises(ModelError, match="words"):
        Lexicon(tmp_path)
    (tmp_path / "confidence.json").write_text('{"weights": 1}', encoding="utf-8")
    with pytest.raises(ModelError, match=r"confidence\.json"):
        Confidence.load(tmp_path)


def test_a_clause_may_say_the_opposite_of_the_question() -> None:
    opposing = Opposing(understand("水库什么时候竣工？"))
    text = "2022年10月开工,4月25日完工;去年开工的渠道今年5月竣工。"
    assert opposing.says(text, 0, 8)
    assert not opposing.says(text, text.index("4月25日"), text.index("完工"))
    assert not opposing.says(text, text.index("今年5月"), text.index("竣工"))
    assert not Opposing(understand("谁主持了会议？")).says(text, 0, 8)


NOTICE = "因管道检修,定于5月6日8时起青石镇停水六小时。请储水。\n青石镇自来水公司2024年5月4日"


def test_the_day_under_a_notice_is_when_it_was_issued(reader: Reader) -> None:
    def when(question: str) -> str:
        best = reader.read(understand(question), [Context(NOTICE, "停水公告")])[0]
        return NOTICE[best.start : best.end]

    assert when("青石镇哪天停水？").startswith("5月6日")
    for asked in ("停水公告是哪天发布的？", "停水公告什么时候发的？", "什么时候发的停水公告？"):
        assert when(asked) == "2024年5月4日"


TENDER = (
    "招标文件于2024年6月3日至6月7日领取，开标时间为2024年6月21日9时30分，地点为302室。\n"
    "招标人：青石镇公路中心 2024年5月30日"
)


@pytest.mark.parametrize(
    ("question", "day"),
    [
        ("招标公告是什么时候发的？", "2024年5月30日"),
        ("招标公告哪天刊登的？", "2024年5月30日"),
        ("什么时候开标？", "2024年6月21日9时30分"),
    ],
)
def test_a_notice_is_issued_on_the_day_under_it(reader: Reader, question: str, day: str) -> None:
    best = reader.read(understand(question), [Context(TENDER, "公路工程招标公告")])[0]
    assert TENDER[best.start : best.end] == day


def test_a_clause_that_tells_of_the_issue_is_not_passed_over(reader: Reader) -> None:
    text = f"本公告于2024年5月29日在县政府网站发布。{TENDER}"
    best = reader.read(understand("招标公告是什么时候发布的？"), [Context(text, "招标公告")])[0]
    assert text[best.start : best.end] == "2024年5月29日"


def test_what_a_notice_tells_of_has_another_day() -> None:
    assert asks_notice(understand("停水公告是哪天发的"))
    assert not asks_notice(understand("高考成绩什么时候公布"))
    assert not asks_notice(understand("公告说哪天停水"))


@pytest.mark.parametrize(
    ("question", "text", "answer"),
    [
        ("1号隧道全长多少米？", "公路全长22公里。1号隧道长1320米,宽9米。", "1320米"),
        ("大桥全长多少米？", "全线长22公里,大桥长1286米,主跨长220米。", "1286米"),
        ("公路全长多少公里？", "公路全长22公里,隧道长1320米。", "22公里"),
    ],
)
def test_what_is_asked_as_a_whole_may_be_printed_plainly(
    reader: Reader, question: str, text: str, answer: str
) -> None:
    best = reader.read(understand(question), [Context(text)])[0]
    assert text[best.start : best.end] == answer


def test_a_plain_attribute_is_as_likely_as_the_whole_where_the_whole_is_anothers(
    reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "石桥镇总人口3.6万人,辖12个村。柳林村是最大的村,人口2100人,种茶为主。"
    asked = understand("柳林村总人口多少？")
    best = reader.read(asked, [Context(text)])[0]
    monkeypatch.setattr(Totals, "may_answer", lambda *_: False)
    assert text[best.start : best.end] == "2100人"
    assert best.score > reader.read(asked, [Context(text)])[0].score + 2


@pytest.mark.parametrize(
    ("question", "text", "allowed"),
    [
        ("大桥全长多少米", "大桥长90米", True),
        ("大桥总长多少米", "主体工程是大桥,全线最长,长度为90米", True),
        ("新馆总投资多少", "新馆完成投资90万元", False),
        ("新馆总投资多少", "新馆总投资90万元", False),
        ("大桥多长", "大桥长90米", False),  # nothing to drop
        ("安全长效机制有多少项", "长90米", False),
    ],
)
def test_where_a_plain_attribute_may_answer(question: str, text: str, allowed: bool) -> None:
    assert Totals(understand(question)).allows(text, text.index("90")) == allowed


def test_a_part_is_the_opposite_of_the_whole() -> None:
    text = "中心总投资5.6亿元,新馆已完成投资2.1亿元,新增投资3000万元,投资方三家。"
    whole, part = (
        Opposing(understand(f"新馆{asked}多少？")) for asked in ("总投资", "累计完成投资")
    )
    said = {figure: text.index(figure) for figure in ("5.6亿元", "2.1亿元", "3000万元", "三家")}
    for figure, opposing, says in (
        ("5.6亿元", whole, False),
        ("2.1亿元", whole, True),
        ("3000万元", whole, True),
        ("三家", whole, False),
        ("5.6亿元", part, True),
        ("2.1亿元", part, False),
    ):
        assert opposing.says(text, said[figure], said[figure] + len(figure)) == says
    both = "总投资5.6亿元的新馆已完成投资2.1亿元。"
    assert not whole.says(both, 3, 8)


@pytest.mark.parametrize(
    ("text", "date"),
    [
        (NOTICE, "2024年5月4日"),
        ("特此公告。\n2024年5月4日\n", "2024年5月4日"),
        ("请储水。自来水公司 公路中心 二〇二四年五月四日", "二〇二四年五月四日"),
        ("请储水。\n招标人：公路中心2024年5月4日", "2024年5月4日"),
        ("请储水。开工时间：2024年5月4日", None),
        ("工程分两期。全部竣工于2024年5月4日", None),
        ("工程5月4日竣工。", None),
        ("2024年5月4日", None),
        ("", None),
    ],
)
def test_what_signs_a_text(text: str, date: str | None) -> None:
    at = signed_at(text)
    assert (text[at:].strip() if at is not None else None) == date


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("青石镇哪天停水？", "5月6日22时至7日6时"),
        ("青石镇停水到什么时候？", "7日6时"),
        ("青石镇什么时候恢复供水？", "7日6时"),
        ("青石镇几点关水？", "7日6时"),
    ],
)
def test_a_range_of_time_is_told_from_its_beginning(question: str, answer: str) -> None:
    text = "定于2024年5月6日22时至7日6时停水。"
    start = text.index("7日")
    low, high = from_begin(understand(question), text, start, start + 4)
    assert text[low:high].removeprefix("2024年") == answer


@pytest.mark.parametrize(
    ("question", "text", "span", "both"),
    [
        ("收购价从多少涨到多少", "收购价从每百斤18元提到32元，多收了。", "18元", "18元提到32元"),
        ("时间从几分钟缩短到几分钟", "时间由70分钟缩短为6分钟。", "6分钟", "70分钟缩短为6分钟"),
        ("收购价涨到多少", "收购价从18元提到32元。", "32元", "32元"),
        ("从多少涨到多少", "价格18元。到6月涨到32元。", "18元", "18元"),
    ],
)
def test_both_figures_of_a_change_where_both_are_asked_for(
    question: str, text: str, span: str, both: str
) -> None:
    start = text.index(span)
    low, high = from_to(understand(question), text, start, start + len(span))
    assert text[low:high] == both


@pytest.mark.parametrize(
    ("question", "text", "span", "told"),
    [
        ("哪个部门牵头？", "由县金融办牵头，三家银行参加。", "县金融", "县金融办"),
        ("哪个部门发的通知？", "县教育局发通知。", "县教育", "县教育局"),
        ("哪个单位办的？", "县政府办了三件事。", "县政府", "县政府"),
        ("哪个单位办的？", "办事的是县政府", "县政府", "县政府"),
        ("什么工作受表扬？", "县金融办受表扬。", "县金融", "县金融"),
    ],
)
def test_an_office_is_named_to_its_end(question: str, text: str, span: str, told: str) -> None:
    start = text.index(span)
    low, high = to_office(understand(question), text, start, start + len(span))
    assert text[low:high] == told
