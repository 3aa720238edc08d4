"""From question to hits, on the six articles."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from papers import FILES, FakeEncoder, write_archive

from bot.build import build_index
from bot.errors import IndexMissing, IndexStale, UsageError
from bot.index.index import open_index
from bot.retrieval.question import question_terms
from bot.retrieval.reprints import Prints
from bot.retrieval.retriever import Retriever
from bot.retrieval.wording import Wording


@pytest.mark.parametrize(
    ("question", "article"),
    [
        ("2月末贷款余额是多少？", "loans"),
        ("青石水库除险加固工程总投资多少钱？", "reservoir"),
        ("谁主持了新校区奠基仪式？", "school"),
        ("图书馆开到几点", "library"),
        ("核磁共振设备值多少钱", "hospital"),
        ("3月12号什么投入使用？", "hospital"),
        ("豆腐坊的掌柜是谁", "undated"),
    ],
)
def test_the_first_hit_is_the_right_article(
    retriever: Retriever, question: str, article: str
) -> None:
    assert retriever.search(question)[0].article.id == article


def test_hits_are_ranked_exact_slices(retriever: Retriever) -> None:
    hits = retriever.search("云溪县的贷款余额", k=4)
    assert [hit.rank for hit in hits] == [1, 2, 3, 4]
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    for hit in hits:
        assert hit.article.text[hit.passage.start : hit.passage.end] == hit.passage.text


def test_an_article_comes_back_with_all_its_fields(retriever: Retriever) -> None:
    article = retriever.search("贷款余额")[0].article
    assert (article.title, article.date, article.paper) == (
        "农商银行支持春耕",
        "2024-03-08",
        "云溪晚报",
    )
    assert article.text == FILES["b.jsonl"][0]["text"]
    assert article.pieces and article.file.endswith("b.jsonl")
    assert retriever.article("loans") == article
    assert retriever.article("nothing") is None


def test_filler_is_no_term_and_pairs_do_not_span_it(retriever: Retriever) -> None:
    terms = question_terms("4月10号谁主持了会议？", retriever.index.lexical.rarity, 64)
    assert [*terms.words] == ["4", "月", "10", "日", "主持", "会议"]
    assert [*terms.bigrams] == ["4月", "月10", "10日", "主持", "会议"]
    only_filler = question_terms("他是谁？", retriever.index.lexical.rarity, 64)
    assert only_filler.words


def test_a_term_counts_as_much_as_answers_need_it(retriever: Retriever) -> None:
    known = Wording({"总共": 0.04, "投资": 0.81}, {"总共": {"总额": 1.0}})
    terms = question_terms("总共投资多少", retriever.index.lexical.rarity, 64, known)
    assert terms.words == pytest.approx({"总共": 0.2, "投资": 0.9})
    assert terms.bigrams == pytest.approx({"总共": 0.2, "共投": 0.18**0.5, "投资": 0.9})
    assert terms.reworded == {"总共": {"总额": 1.0}}


@pytest.mark.parametrize(
    ("bounds", "expected"),
    [
        ({"since": "2024-03-08", "until": "2024-03-10"}, {"loans", "school"}),
        ({"since": "2024-03-13"}, {"hospital"}),
        ({"until": "2024-03-05"}, {"reservoir"}),
        ({"paper": "云溪晚报"}, {"loans", "school"}),
        ({"paper": "云溪晚报", "until": "2024-03-08"}, {"loans"}),
        ({"paper": "没有的报"}, set()),
        ({"since": "2030-01-01"}, set()),
    ],
)
def test_filters_fail_closed(
    retriever: Retriever, bounds: dict[str, str], expected: set[str]
) -> None:
    hits = retriever.search("3月云溪县的贷款、水库、学校和医院", **bounds)
    assert {hit.article.id for hit in hits} == expected


def test_papers_and_dates_are_listed(retriever: Retriever) -> None:
    assert retriever.papers() == ["云溪日报", "云溪晚报"]
    assert retriever.dates() == ("2024-03-05", "2024-03-13")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"question": " \n"}, "空的"),
        ({"question": "贷款", "k": 0}, "k"),
        ({"question": "贷款", "since": "2024-3-8"}, "2024-3-8.*2023-04-11"),
        ({"question": "贷款", "until": "2024-02-30"}, "2024-02-30"),
        ({"question": "贷款", "until": "20240308"}, "20240308"),
        ({"question": "贷款", "since": ""}, "日期"),
    ],
)
def test_a_wrong_argument_is_named(
    retriever: Retriever, arguments: dict[str, str], message: str
) -> None:
    with pytest.raises(UsageError, match=message):
        retriever.search(**arguments)


@given(st.text(min_size=1, max_size=80).filter(str.strip))
@settings(max_examples=60)
def test_any_question_is_answered_with_hits(question: str) -> None:
    assert len(_shared().search(question, k=3)) == 3


def _shared(held: list[Retriever] = []) -> Retriever:  # noqa: B006 (one for all examples)
    if not held:
        import tempfile

        folder = Path(tempfile.mkdtemp())
        for name, rows in FILES.items():
            write_archive(folder / name, rows)
        build_index([str(folder)], str(folder / "index"), FakeEncoder())
        held.append(Retriever.open(str(folder / "index"), FakeEncoder()))
    return held[0]


def test_a_very_long_question_is_cut_to_its_rarest_terms(retriever: Retriever) -> None:
    filler = " ".join(chr(0x3400 + n) for n in range(5_000))  # characters that no paper prints
    hits = retriever.search(filler + "贷款余额是多少")
    assert max(hits, key=lambda hit: hit.lexical).article.id == "loans"
    terms = question_terms(filler + "贷款余额", retriever.index.lexical.rarity, 64)
    assert len(terms.words) == len(terms.bigrams) == 64
    assert len(question_terms(filler, retriever.index.lexical.rarity, 64).words) == 64
    assert {"贷款", "余额"} <= set(terms.words)


def test_the_scores_of_both_legs_have_an_absolute_meaning(retriever: Retriever) -> None:
    exact = retriever.search("县人民医院引进一台核磁共振设备")[0]
    stray = retriever.search("火星探测器何时发射升空")[0]
    assert 0.3 < exact.lexical <= 1 and 0.3 < exact.dense <= 1.001
    assert stray.lexical < 0.1
    assert exact == retriever.search("县人民医院引进一台核磁共振设备")[0]


def test_the_same_text_in_two_papers_is_one_hit(corpus: Path, tmp_path: Path) -> None:
    loans = FILES["b.jsonl"][0]
    reprint = {**loans, "id": "reprint", "paper": "山城日报", "title": "春耕贷款"}
    reprint["text"] = loans["text"].replace("郑国强表示", "郑国强说")
    write_archive(corpus / "d.jsonl", [reprint])
    build_index([str(corpus)], str(tmp_path / "index"), FakeEncoder())
    with Retriever.open(str(tmp_path / "index"), FakeEncoder()) as retriever:
        hits = retriever.search("农商银行贷款余额")
    assert {hits[0].article.id, *(a.id for a in hits[0].reprints)} == {"loans", "reprint"}
    assert [hit.article.id for hit in hits].count("reprint") <= 1
    assert len({hit.article.id for hit in hits}) == len(hits) == 6


def test_reprints_share_four_fifths_of_their_bigrams() -> None:
    prints = Prints(2)
    assert prints.place("一二三四五六七八九十甲") == (0, True)
    assert prints.place("一二三 四五六七八九十甲") == (0, False)
    assert prints.place("一二三四五六七八九十乙") == (0, False)  # 9 of 11 bigrams: 0.82
    assert prints.place("一二三四五六七八九乙丙") == (1, True)  # 8 of 12: 0.67
    assert prints.place("甲") == prints.place("甲") == (2, True)  # two are kept
    assert prints.place("一二三四五六七八九乙丙") == (1, False)


def test_an_index_of_many_passages_finds_the_same(
    corpus: Path, tmp_path: Path, retriever: Retriever, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.index.dense.LEAST", 3)  # as if six were many
    build_index([str(corpus)], str(tmp_path / "index"), FakeEncoder())
    assert list((tmp_path / "index").glob("gen-*/coarse.faiss"))
    with Retriever.open(str(tmp_path / "index"), FakeEncoder()) as looking_twice:
        for question in ("农商银行贷款余额", "谁主持了新校区奠基仪式？"):
            for since in (None, "2024-03-05"):
                found = looking_twice.search(question, since=since)
                expected = retriever.search(question, since=since)
                assert [hit.passage for hit in found] == [hit.passage for hit in expected]
                scores = [hit.score for hit in expected]
                assert [hit.score for hit in found] == pytest.approx(scores)


def test_another_model_is_refused_with_both_names(index_dir: Path) -> None:
    with pytest.raises(IndexStale, match=r"fake.*fake-1.*fake-2[^/]*baowen index"):
        Retriever.open(str(index_dir), FakeEncoder("fake-2"))


def test_no_index_says_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(IndexMissing, match="baowen index"):
        Retriever.open(str(tmp_path / "nowhere"))


def test_eight_threads_get_the_same_hits(retriever: Retriever) -> None:
    questions = ["贷款余额", "水库投资", "新校区", "图书馆", "核磁共振", "豆腐坊"] * 20
    alone = [retriever.search(q, since="2024-03-01") for q in questions]
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(lambda q: retriever.search(q, since="2024-03-01"), questions))
    assert together == alone


def test_rarity_tells_common_from_rare(index_dir: Path) -> None:
    with open_index(index_dir) as index:
        found = index.lexical.rarity("bigrams", ["水库", "云溪", "无此"])
    assert found["云溪"] < found["水库"] < found["无此"]


def test_a_retriever_opens_without_torch_or_an_encoder(index_dir: Path) -> None:
    code = (
        "import sys; from bot import Retriever; r = Retriever.open(sys.argv[1]); r.papers();"
        "r.close(); heavy = {'torch', 'gradio', 'sentence_transformers', 'jieba'};"
        "sys.exit(str(heavy & set(sys.modules)) if heavy & set(sys.modules) else 0)"
    )
    subprocess.run([sys.executable, "-c", code, str(index_dir)], check=True)


def test_days_the_wrong_way_round_are_told(retriever: Retriever) -> None:
    with pytest.raises(UsageError, match="2024-05-01"):
        retriever.search("贷款余额", since="2024-05-01", until="2024-04-01")
    assert retriever.search("贷款余额", since="2024-04-01", until="2024-04-01") == []
