"""Other writing finds the same page: characters, widths, numerals, misread characters."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from papers import write_archive

from bot.build import build_index
from bot.encoding.encoder import open_encoder
from bot.index.forms import passage_terms
from bot.index.lexical import Lexical, LexicalWriter
from bot.index.slips import mended
from bot.index.store import StoredPassage
from bot.records import Article, Passage
from bot.retrieval.question import question_terms
from bot.retrieval.retriever import Retriever
from bot.simplified import SIMPLIFIED
from bot.text import fold, simplify
from bot.words import known_words, words

TRADITIONAL = "縣農業銀行發放春耕貸款三千二百萬元,行長鄭國強說,利率將繼續下調。"
PAGES = [
    {"id": "old", "title": "春耕貸款", "text": TRADITIONAL, "date": "2024-03-08"},
    {
        "id": "new",
        "title": "水库完工",
        "text": "青石水库除险加固工程通过验收，总投资8500万元，灌溉面积扩大到12000亩。",
        "date": "2024-03-09",
    },
    {
        "id": "scan",
        "title": "学校",
        "text": "全县学校深人推进劳动教育，士地整治后带头种树，二〇二三年种了五百棵，占百分之七。",
        "date": "2024-03-10",
    },
    {"id": "far", "title": "老街", "text": "老街东头的豆腐坊开了四十年。", "date": "2024-03-11"},
]


@pytest.fixture(scope="module")
def retriever(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Retriever]:
    folder = tmp_path_factory.mktemp("folding")
    write_archive(folder / "pages.jsonl", PAGES)
    build_index([str(folder / "pages.jsonl")], str(folder / "index"))
    with Retriever.open(str(folder / "index")) as opened:
        yield opened


@given(st.text() | st.text(alphabet=[*SIMPLIFIED, "Ａ", "％", "㎡", "İ", "①", "⼈"]))
def test_folding_keeps_the_length_and_settles_at_once(text: str) -> None:
    assert len(fold(text)) == len(simplify(text)) == len(text)
    assert fold(fold(text)) == fold(text)
    assert fold(simplify(text)) == fold(text)


@given(st.text(), st.text())
def test_a_character_folds_alike_wherever_it_stands(left: str, right: str) -> None:
    assert fold(left) + fold(right) == fold(left + right)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("乾燥的樹幹與幹部", "干燥的树干与干部"),
        ("後來皇后裡裏", "后来皇后里里"),
        ("臺灣颱風", "台湾台风"),
        ("國立臺灣大學", "国立台湾大学"),
        ("⺠⻓⻛⼈", "民长风人"),
        ("衞生説明", "卫生说明"),
        ("著名的哪吒", "著名的哪吒"),
    ],
)
def test_one_form_for_each_character(text: str, expected: str) -> None:
    assert fold(text) == expected


def test_no_simplified_character_is_turned_further() -> None:
    assert len(SIMPLIFIED) > 2500
    assert not set(SIMPLIFIED.values()) & set(SIMPLIFIED)


@pytest.mark.parametrize(
    ("question", "article"),
    [
        ("农业银行发放的春耕贷款", "old"),
        ("行长郑国强说了什么", "old"),
        ("貸款3200萬元", "old"),
        ("青石水庫除險加固工程總投資多少錢？", "new"),
        ("灌溉面積擴大到甚麼程度", "new"),
        ("面积扩大到一万二千亩", "new"),
        ("投资八千五百万元", "new"),
        ("投资０．８５亿元", "new"),
        ("深入推进", "scan"),
        ("土地整治", "scan"),
        ("2023年种了500棵", "scan"),
        ("占7%", "scan"),
        ("開了40年", "far"),
    ],
)
def test_other_writing_finds_the_page(retriever: Retriever, question: str, article: str) -> None:
    hit = retriever.search(question)[0]
    assert hit.article.id == article
    assert hit.lexical > 0
    assert hit.article.text[hit.passage.start : hit.passage.end] == hit.passage.text


def test_what_is_shown_is_what_is_printed(retriever: Retriever) -> None:
    article = retriever.search("农业银行的春耕贷款")[0].article
    assert article.text == TRADITIONAL and article.title == "春耕貸款"
    scan = retriever.search("深入推进劳动教育")[0]
    assert "深人推进" in scan.passage.text and "士地" in scan.passage.text


def test_both_scripts_have_one_vector_and_one_score(retriever: Retriever) -> None:
    simplified, traditional = (
        retriever.search(question) for question in ("水库工程总投资", "水庫工程總投資")
    )
    assert simplified == traditional
    assert simplified[0].dense > 0.3


def test_the_encoder_itself_is_not_touched() -> None:
    old, new = open_encoder().encode_questions(["貸款餘額", "贷款余额"])
    assert float(old @ new) < 0.99


def test_a_numeral_scores_highest_as_it_is_printed(tmp_path: Path) -> None:
    writer = LexicalWriter(tmp_path)
    texts = {1: "种树三百棵", 2: "种树300棵", 3: "种树五棵"}
    for number, text in texts.items():
        article = Article(str(number), "article", None, text, "f")
        writer.add(StoredPassage(number, Passage(text, 0, len(text)), article), text)
    writer.close()
    leg = Lexical(tmp_path)
    for question, order in (("种树三百棵", [1, 2, 3]), ("种树300棵", [2, 1, 3])):
        found = leg.search(question_terms(question, leg.rarity, 64), 10)
        assert [number for number, _ in found] == order
        assert found[0][1] > found[1][1] > found[2][1]


def test_a_question_without_numerals_has_one_writing(retriever: Retriever) -> None:
    rarity = retriever.index.lexical.rarity
    assert question_terms("谁主持了会议？", rarity, 64).other is None
    terms = question_terms("种了五百棵", rarity, 64)
    assert terms.other is not None and "500" in terms.other.words
    assert "500" not in terms.words


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("深人推进", "深入"),
        ("冶理污染", "治理"),
        ("士地整治", "土地"),
        ("末来五年", "未来"),
        ("入民政府", "人民政府"),
        ("贪困户", "贫困户"),
    ],
)
def test_a_misread_word_is_found_as_printed(text: str, word: str) -> None:
    assert word in passage_terms(text).others
    assert word not in words(text)


@pytest.mark.parametrize(
    "text", ["人口增加", "目前和日前", "工人住在村里", "入口处", "千里之外", "大厅", "王主任"]
)
def test_a_word_of_the_dictionary_is_not_questioned(text: str) -> None:
    assert mended(known_words(text), known_words) == []


def test_the_printed_terms_are_those_of_before() -> None:
    terms = passage_terms("三千二百亩水稻")
    assert terms.words == words("三千二百亩水稻")
    assert "3200" in terms.others and "3200亩" in terms.others
    assert passage_terms("农商银行支持春耕").others == []
