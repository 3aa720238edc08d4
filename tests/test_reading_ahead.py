"""What helper processes read ahead: the same pages and articles, whatever becomes of them."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from papers import FakeEncoder
from pdfs import pdf

from bot.build import build_index
from bot.errors import ReadingError
from bot.reading import ahead as ahead_module
from bot.reading import helpers as helpers_module
from bot.reading.ahead import ReadAhead
from bot.reading.article_rows import article_of, row_of
from bot.reading.articles import Corpus, articles_of, read_articles
from bot.reading.formats.pdf_helper import share
from bot.reading.layout import placed
from bot.reading.layout.placed import Box, PlacedLine, PlacedPage
from bot.reading.messages import received, send
from bot.records import Article

PAGES = 9  # of the file of many pages


@pytest.fixture
def folder(tmp_path: Path, without_ocr: None, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Files of one page and of many, a damaged one, a text and a PDF with a scan among them."""
    monkeypatch.setattr(helpers_module, "usable_cores", lambda most: 2)
    made = tmp_path / "papers"
    made.mkdir()
    for number in range(7):
        (made / f"{number}.pdf").write_bytes(pdf([lines(number)]))
    (made / "7.pdf").write_bytes(pdf([lines(70 + page) for page in range(PAGES)]))
    (made / "8.pdf").write_bytes(pdf([lines(8)])[:200])
    (made / "9.txt").write_text("渡口大桥通车\n\n本报讯 五月一日，大桥通车。\n", encoding="utf-8")
    (made / "A.PDF").write_bytes(pdf([lines(90), [], lines(91)]))
    return made


def lines(number: int) -> list[tuple[float, float, float, str]]:
    return [
        (50, 700, 24, f"第{number}座渡口大桥建成"),
        (50, 660, 10, f"本报讯 五月一日，第{number}座渡口大桥建成通车。"),
    ]


def read(folder: Path, ahead: ReadAhead) -> Iterator[object]:
    """The articles of the folder, and the reasons why some were not read, in their order."""
    for source in Corpus([str(folder)]).sources(ahead):
        try:
            yield from articles_of(source)
        except ReadingError as error:
            yield str(error)


@pytest.fixture
def expected(folder: Path) -> list[object]:
    """What the folder holds, read without helpers."""
    with closing(ReadAhead([])) as nobody:
        found = list(read(folder, nobody))
    assert len(found) == 7 + PAGES + 1 + 1 + 2 + 1
    return found


def test_helpers_give_the_same(folder, expected):
    with closing(ReadAhead(Corpus([str(folder)]).files)) as ahead:
        assert list(read(folder, ahead)) == expected
        assert len(ahead._pages._helpers) == 2
        assert all(helper._given > (7, 0) for helper in ahead._pages._helpers)  # they were of use


def test_a_killed_helper_costs_no_page(folder, expected):
    with closing(ReadAhead(Corpus([str(folder)]).files)) as ahead:
        found = []
        for each in read(folder, ahead):
            found.append(each)
            if len(found) == 9:
                os.kill(ahead._pages._helpers[0]._process.pid, signal.SIGKILL)
    assert found == expected


def test_helpers_that_do_not_start_cost_no_page(folder, expected, monkeypatch):
    monkeypatch.setattr(sys, "executable", str(folder / "no such program"))
    with closing(ReadAhead(Corpus([str(folder)]).files)) as ahead:
        assert list(read(folder, ahead)) == expected


def test_helpers_that_find_no_program_cost_no_page(folder, expected, monkeypatch):
    with closing(ReadAhead(Corpus([str(folder)]).files)) as ahead:
        monkeypatch.setattr(ahead._pages, "_module", "no.such.module")
        assert list(read(folder, ahead)) == expected


def test_a_file_that_grew_costs_no_page(folder):
    with closing(ReadAhead(Corpus([str(folder)]).files)) as ahead:
        found = []
        for each in read(folder, ahead):
            found.append(each)
            if len(found) == 8:  # helpers may have read its first pages by now
                (folder / "A.PDF").write_bytes(pdf([lines(80 + page) for page in range(5)]))
    titles = {each.title for each in found if isinstance(each, Article)}
    assert {"第83座渡口大桥建成", "第84座渡口大桥建成"} <= titles


def test_the_pages_of_one_file_are_read_ahead_too(folder, monkeypatch):
    monkeypatch.setattr(ahead_module, "_PAGES", 3)
    given = []
    page = ReadAhead.page
    monkeypatch.setattr(ReadAhead, "page", lambda *told: given.append(page(*told)) or given[-1])
    titles = [article.title for article in read_articles(str(folder / "7.pdf"))]
    assert titles == [f"第{70 + page}座渡口大桥建成" for page in range(PAGES)]
    assert [each is not None for each in given] == [False] * 2 + [True] * 7


@pytest.mark.parametrize(("cores", "count"), [(1, 99), (2, 7)])
def test_nobody_is_started_for_little(folder, monkeypatch, cores, count):
    monkeypatch.setattr(helpers_module, "usable_cores", lambda most: cores)
    with closing(ReadAhead([str(folder / "7.pdf")])) as ahead:
        for index in range(PAGES):
            assert ahead.page(str(folder / "7.pdf"), index, count) is None
        assert ahead._pages._helpers == []


def test_an_interrupted_build_leaves_no_process(folder, monkeypatch):
    started = []
    start = helpers_module._Helper.__init__
    monkeypatch.setattr(
        helpers_module._Helper, "__init__", lambda *told: (started.append(told[0]), start(*told))[1]
    )

    def interrupt(done: int, total: int, stage: str) -> None:
        if started:
            raise KeyboardInterrupt

    index = folder.parent / "index"
    with pytest.raises(KeyboardInterrupt):
        build_index([str(folder)], str(index), FakeEncoder(), progress=interrupt)
    assert len(started) == 2
    assert all(helper._process.returncode is not None for helper in started)
    report = build_index([str(folder)], str(index), FakeEncoder())
    assert report.articles == 7 + PAGES + 1 + 2


def test_each_page_is_one_helpers(folder):
    files = [str(folder / name) for name in ("6.pdf", "7.pdf", "8.pdf", "A.PDF")]
    shares = [[tuple(page[:2]) for page in share(files, 1, 2, 3, helper)] for helper in range(3)]
    assert all(pages == sorted(pages) and pages for pages in shares)
    every = [(1, page) for page in range(2, PAGES)] + [(3, page) for page in range(3)]
    assert sorted(page for pages in shares for page in pages) == every


def test_the_first_pages_are_passed_over_wherever_they_are(folder):
    files = [str(folder / name) for name in ("6.pdf", "8.pdf", "A.PDF", "7.pdf")]
    shares = [share(files, 0, 0, 2, helper, passed=6) for helper in range(2)]
    found = sorted(page[:2] for pages in shares for page in pages)
    assert found == [(3, page) for page in range(2, PAGES)]  # behind one page, none and three


@pytest.fixture
def texts(tmp_path: Path, without_ocr: None, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Texts, a web page, a Word file, and what none of them is, with a papers.toml."""
    monkeypatch.setattr(helpers_module, "usable_cores", lambda most: 2)
    monkeypatch.setattr(ahead_module, "_FILES", 3)
    monkeypatch.setattr(ahead_module, "_FILES_HERE", 2)
    made = tmp_path / "papers"
    made.mkdir()
    (made / "papers.toml").write_text('paper = "河滨日报"\n', encoding="utf-8")
    for number in range(9):
        (made / f"{number}.txt").write_text(story(number), encoding="utf-8")
    (made / "A.txt").write_bytes(pdf([lines(70)]))
    (made / "B.txt").write_bytes(bytes(range(256)) * 9)
    body = "".join(
        f"<p>第{number}座渡口大桥三月五日建成通车，两岸居民从此不再等船。</p>"
        for number in range(5)
    )
    page = f"<html><head><title>大桥通车</title></head><body><h1>大桥通车</h1>{body}</body></html>"
    (made / "C.html").write_text(page, encoding="utf-8")
    document = Document()
    document.add_heading("渡口修路", 1)
    document.add_paragraph("本报讯 渡口的路三月六日修好。")
    document.save(str(made / "D.docx"))
    (made / "E.txt").write_text(story(14), encoding="utf-8")
    return made


def story(number: int) -> str:
    return (
        f"第{number}座渡口大桥建成\n□ 记者 李一苇\n本报讯 五月一日，第{number}座渡口大桥建成。\n"
        f"下转第{number + 2}版\n\n大桥夜景。 王远山 摄\n"
    )


def test_helpers_give_the_same_articles(texts):
    corpus = Corpus([str(texts)])
    with closing(ReadAhead([])) as nobody:
        expected = list(read(texts, nobody))
    with closing(ReadAhead(corpus.files, corpus.paths)) as ahead:
        assert list(read(texts, ahead)) == expected
        assert [helper._given for helper in ahead._texts._helpers] == [(12, 0), (13, 0)]
    assert len(expected) == 9 * 2 + 1 + 1 + 1 + 1 + 2
    assert sum(each.paper == "河滨日报" for each in expected if isinstance(each, Article)) == 23


def test_a_killed_helper_costs_no_article(texts):
    corpus, found = Corpus([str(texts)]), []
    with closing(ReadAhead(corpus.files, corpus.paths)) as ahead:
        for each in read(texts, ahead):
            found.append(each)
            if len(found) == 7:
                os.kill(ahead._texts._helpers[0]._process.pid, signal.SIGKILL)
    with closing(ReadAhead([])) as nobody:
        assert found == list(read(texts, nobody))


def test_what_another_papers_file_told_is_not_taken(texts):
    corpus = Corpus([str(texts)])
    (texts / "papers.toml").write_text('paper = "另一份报"\n', encoding="utf-8")
    with closing(ReadAhead(corpus.files, corpus.paths)) as ahead:
        sources = [source for source in corpus.sources(ahead) if source.name[-5:] != "B.txt"]
        papers = {article.paper for source in sources for article in articles_of(source)}
        assert ahead._texts._helpers
    assert papers == {"河滨日报"}


def test_an_index_read_ahead_is_the_same(texts, monkeypatch):
    report = build_index([str(texts)], str(texts.parent / "one"), FakeEncoder())
    monkeypatch.setattr(helpers_module, "usable_cores", lambda most: 1)
    alone = build_index([str(texts)], str(texts.parent / "two"), FakeEncoder())
    assert replace(report, seconds=0.0) == replace(alone, seconds=0.0)


def test_an_article_stays_the_same_as_a_row(texts):
    articles = list(read_articles(str(texts / "1.txt")))
    assert articles[0].continued_by is not None and articles[0].bylines
    assert [article_of(row_of(article)) for article in articles] == articles
    [laid] = read_articles(str(texts / "A.txt"))
    assert laid.lines and row_of(laid) is None


def test_messages_come_as_they_were_sent():
    stream = BytesIO()
    sent = [(0, 1, None), [2, 0.1, "渡\ud800", (1e-9, True)], {"files": ["甲.pdf"]}]
    for message in sent:
        send(stream, message)
    stream.truncate(stream.tell() - 1)  # whoever sent it died
    stream.seek(0)
    assert [received(stream), received(stream)] == sent[:2]
    for _ in range(2):  # within the last one, and behind it
        with pytest.raises(EOFError):
            received(stream)


def test_a_page_stays_the_same_as_a_row():
    box = Box(0.1, 1 / 3, 2e-9, 4.0)
    page = PlacedPage(9, 8.5, (PlacedLine("渡\ud800", box, 0.7, True),), (box,), (), (box, box))
    assert placed.page_of(placed.row_of(page)) == page
