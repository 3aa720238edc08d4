"""Jumped stories in the index: made, dissolved and made again as files come and go."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from papers import FakeEncoder

from bot.build import build_index
from bot.chat import sheets
from bot.chat.labels import ZH
from bot.chat.session import Turn
from bot.chat.story import story_of
from bot.citation import cite
from bot.index.layout import Layout
from bot.index.manifest import read_manifest
from bot.json_output import source_json
from bot.reading.articles import file_span, read_page
from bot.records import Answer, Article, Quote
from bot.retrieval.retriever import Retriever
from bot.text import squeeze

CORPUS = Path(__file__).parent.parent / "corpus" / "云溪日报"
FIRST, SECOND = sorted(CORPUS.glob("2024-03-05*.txt"))


class Papers:
    """The two demo pages with a jump, and an index that is built again and again."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.index = folder / "papers", folder / "index"
        self.folder.mkdir()
        for page in (FIRST, SECOND, CORPUS / "2024-03-21_云溪日报_01版.txt"):
            self.put(page)

    def put(self, page: Path, cut: str = "") -> None:
        text = page.read_text(encoding="utf-8").replace(cut, "")
        (self.folder / page.name).write_text(text, encoding="utf-8")

    def build(self, encoder: FakeEncoder | None = None) -> FakeEncoder:
        encoder = encoder or FakeEncoder()
        build_index([str(self.folder)], str(self.index), encoder)
        return encoder

    def records(self, index: Path | None = None) -> list[tuple[str, str]]:
        layout = Layout(index or self.index)
        store = layout.generation(read_manifest(layout).generation).store
        with closing(sqlite3.connect(store)) as db:
            return db.execute(
                "SELECT a.record, a.text FROM articles a JOIN files f ON f.id = a.file"
                " ORDER BY f.path, a.id"
            ).fetchall()

    def links(self) -> list[tuple[str, str | None]]:
        """Page and partner of each half."""
        found = []
        for record, _ in self.records():
            told = json.loads(record)
            for name in ("continues", "continued_by"):
                if name in told:
                    found.append((told["page"], told[name]["id"] and told[name]["page"]))
        return found

    def is_like_new(self, tmp_path: Path) -> bool:
        fresh = tmp_path / "fresh"
        build_index([str(self.folder)], str(fresh), FakeEncoder())
        return self.records() == self.records(fresh)


@pytest.fixture
def papers(tmp_path: Path) -> Papers:
    return Papers(tmp_path)


JOINED = [("1", "2"), ("2", "1")]


def test_the_halves_of_the_demo_story_are_joined(papers: Papers) -> None:
    papers.build()
    assert papers.links() == JOINED


def test_a_half_that_comes_later_is_joined_without_reading_the_other(
    papers: Papers, tmp_path: Path
) -> None:
    for page in (FIRST, SECOND):
        (papers.folder / page.name).unlink()
        papers.build()
        assert papers.links() == [("2", None) if page is FIRST else ("1", None)]
        papers.put(page)
        encoder = papers.build()
        assert papers.links() == JOINED
        texts = read_page(str(page)).text
        assert all(squeeze(text.split("\n")[-1])[:20] in squeeze(texts) for text in encoder.encoded)
        assert papers.is_like_new(tmp_path / page.name)


def test_a_half_that_goes_leaves_the_other_as_it_was(papers: Papers, tmp_path: Path) -> None:
    papers.build()
    for page, left in ((FIRST, ("2", None)), (SECOND, ("1", None))):
        (papers.folder / page.name).unlink()
        encoder = papers.build()
        assert papers.links() == [left] and encoder.encoded == []
        assert papers.is_like_new(tmp_path / page.name)
        papers.put(page)
        papers.build()


@pytest.mark.parametrize(
    ("page", "cut"), [(FIRST, "(下转第2版)"), (SECOND, "(上接第1版)")], ids=["first", "second"]
)
def test_a_half_that_changes_is_parted_and_joined_again(
    page: Path, cut: str, papers: Papers, tmp_path: Path
) -> None:
    papers.build()
    papers.put(page, cut)
    papers.build()
    assert papers.links() == [("2" if page is FIRST else "1", None)]
    assert papers.is_like_new(tmp_path / "parted")
    papers.put(page)
    papers.build()
    assert papers.links() == JOINED
    assert papers.is_like_new(tmp_path / "joined")


def test_a_changed_headline_of_the_first_half_reaches_the_second(
    papers: Papers, tmp_path: Path
) -> None:
    papers.build()
    papers.put(FIRST, '"醒"过来了')
    papers.build()
    with Retriever.open(str(papers.index), FakeEncoder()) as retriever:
        second = half(retriever, "种出来卖给谁")
        first, _ = story_of(second, retriever.article)
        assert second.headline == first.title and "醒" not in first.title
        assert second.title == '四十二万亩良田"醒"过来了'  # as its own page prints it
    assert papers.is_like_new(tmp_path / "new")


def half(retriever: Retriever, words: str) -> Article:
    hits = retriever.search(words, k=20)
    return next(hit.article for hit in hits if words in hit.article.text)


def test_the_user_gets_one_story_with_true_pages_and_quotes(papers: Papers) -> None:
    papers.build()
    said = "稻种由公司垫付,秋后再结账。"
    with Retriever.open(str(papers.index), FakeEncoder()) as retriever:
        second = half(retriever, said)
        story = story_of(second, retriever.article)
        assert [part.page for part in story] == ["1", "2"]
        assert story_of(story[0], retriever.article) == story
        start = second.text.index(said)
        span = file_span(second, start, start + len(said))
        assert span is not None and Path(second.file).name == SECOND.name
        assert squeeze(read_page(second.file).text[slice(*span)]) == said
        assert cite(second) == '《云溪日报》2024-03-05 第2版《四十二万亩良田"醒"过来了》 段晓川'
        told = source_json(second)
        assert (told["page"], told["authors"]) == ("2", ["段晓川"])
        assert told["continues"] == {"id": story[0].id, "page": "1", "file": story[0].file}
        quote = Quote(said, start, start + len(said), second)
        turns = (Turn("问", Answer("问", said, 0.9, (quote,))),)
        html = sheets.opened(turns, (0, "0"), ZH, retriever.article)
    assert (
        html.index("蔺满仓今年55岁") < html.index("第2版</p>") < html.index(f"<mark>{said}</mark>")
    )
    assert html.count("<h2") == 1 and "惊蛰时节看春耕" in html and "段晓川" in html
    assert FIRST.name in html and SECOND.name in html


def test_without_the_other_half_a_sheet_shows_one(papers: Papers) -> None:
    (papers.folder / FIRST.name).unlink()
    papers.build()
    with Retriever.open(str(papers.index), FakeEncoder()) as retriever:
        second = half(retriever, "稻种由公司垫付")
        assert story_of(second, retriever.article) == (second,)
        assert "continues" not in source_json(second)
