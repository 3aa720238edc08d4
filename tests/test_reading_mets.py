"""METS: the paper, the day and the order of the ALTO pages that it lists."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

import pytest
from papers import FakeEncoder
from test_reading_alto import BRIDGE, SCHOOL, alto, page

from bot.build import build_index
from bot.errors import ReadingError
from bot.reading.articles import Corpus, articles_of, read_articles

MODS = (
    "<mets:dmdWrap><mods:mods><mods:titleInfo><mods:title>河滨日报</mods:title></mods:titleInfo>"
    "<mods:originInfo><mods:dateIssued>2024-05-02</mods:dateIssued></mods:originInfo>"
    "</mods:mods></mets:dmdWrap>"
)
DC = "<dc:title>河滨日报 2024年5月2日 总第31期</dc:title><dc:date>20240502</dc:date>"
HOST = (
    "<mods:mods><mods:titleInfo><mods:title>第3120期</mods:title></mods:titleInfo>"
    '<mods:relatedItem type="host"><mods:titleInfo><mods:title>河滨日报</mods:title>'
    "</mods:titleInfo></mods:relatedItem><mods:dateIssued>2024-05-02</mods:dateIssued></mods:mods>"
)
STORY = "<mods:mods><mods:titleInfo><mods:title>渡口大桥</mods:title></mods:titleInfo></mods:mods>"
PLAIN = page(*BRIDGE, attributes='ID="P1"')


def mets(about: str = MODS, pages: tuple[tuple[str, str], ...] = (), prolog: str = "") -> str:
    """A METS file; a page is its file and the attributes of its division."""
    files = "".join(
        f'<mets:file ID="F{n}"><mets:FLocat LOCTYPE="URL" xlink:href="{href}"/></mets:file>'
        for n, (href, _) in enumerate(pages)
    )
    divs = "".join(
        f'<mets:div TYPE="PAGE" {told}><mets:fptr><mets:area FILEID="F{n}"/></mets:fptr></mets:div>'
        for n, (_, told) in enumerate(pages)
    )
    logical = "".join(
        f'<mets:div TYPE="ARTICLE" ORDER="{n + 7}"><mets:fptr FILEID="F{n}"/></mets:div>'
        for n in range(len(pages))
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{prolog}'
        '<mets:mets xmlns:mets="http://www.loc.gov/METS/" xmlns:xlink="http://www.w3.org/1999/xlink"'
        ' xmlns:mods="http://www.loc.gov/mods/v3" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<mets:dmdSec>{about}</mets:dmdSec><mets:dmdSec>{STORY}</mets:dmdSec>"
        f"<mets:fileSec><mets:fileGrp>{files}</mets:fileGrp></mets:fileSec>"
        f'<mets:structMap TYPE="LOGICAL"><mets:div>{logical}</mets:div></mets:structMap>'
        f'<mets:structMap TYPE="PHYSICAL"><mets:div TYPE="Newspaper">{divs}</mets:div>'
        "</mets:structMap></mets:mets>"
    )


PAGES = (("file://./alto/b.xml", 'ORDER="1" ORDERLABEL="A01"'), ("alto/a.xml", 'ORDER="2"'))


@pytest.fixture
def issue(tmp_path: Path) -> Path:
    """Two ALTO pages, not in the order of their names."""
    folder = tmp_path / "issue"
    (folder / "alto").mkdir(parents=True)
    (folder / "alto/b.xml").write_text(alto(PLAIN), encoding="utf-8")
    (folder / "alto/a.xml").write_text(alto(page(*SCHOOL, attributes='ID="P1"')), encoding="utf-8")
    return folder


def read(path: Path) -> list[tuple[str | None, ...]]:
    """What the articles say of their page, in the order of the files; bad files pass."""
    found = []
    for source in Corpus([str(path)]).sources():
        try:
            found += [(a.title, a.paper, a.date, a.page) for a in articles_of(source)]
        except ReadingError:
            continue
    return found


@pytest.mark.parametrize("about", [MODS, DC, HOST], ids=["MODS", "DC", "host"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_pages_have_the_paper_the_day_and_their_number(
    issue: Path, about: str, encoding: str
) -> None:
    text = mets(about, PAGES).replace("UTF-8", encoding)
    (issue / "mets.xml").write_bytes(text.encode(encoding))
    assert read(issue) == [
        ("山脚小学添了图书室", "河滨日报", "2024-05-02", "2"),
        ("渡口大桥建成通车", "河滨日报", "2024-05-02", "A1"),
    ]


def test_the_order_does_not_outdo_what_the_page_prints(issue: Path) -> None:
    sheet = page(*SCHOOL, attributes='ID="P1" PRINTED_IMG_NR="5"')
    (issue / "alto/a.xml").write_text(alto(sheet), encoding="utf-8")
    (issue / "mets.xml").write_text(mets(MODS, PAGES), encoding="utf-8")
    assert [number for *_, number in read(issue)] == ["5", "A1"]


def test_papers_toml_comes_first(issue: Path) -> None:
    (issue / "papers.toml").write_text('paper = "云溪日报"\n', encoding="utf-8")
    (issue / "mets.xml").write_text(mets(MODS, PAGES), encoding="utf-8")
    assert {(paper, date) for _, paper, date, _ in read(issue)} == {("云溪日报", "2024-05-02")}


def test_in_an_archive_too(issue: Path, tmp_path: Path) -> None:
    with ZipFile(tmp_path / "issue.zip", "w") as archive:
        archive.writestr("mets.xml", mets(MODS, PAGES))
        for file in (issue / "alto").iterdir():
            archive.writestr(f"alto/{file.name}", file.read_text(encoding="utf-8"))
    assert [number for *_, number in read(tmp_path / "issue.zip")] == ["2", "A1"]


@pytest.mark.parametrize("href", ["../alto/a.xml", "/etc/passwd.xml", "https://x.org/a.xml", ""])
def test_what_is_not_below_the_list_is_not_told(issue: Path, href: str) -> None:
    (issue / "mets.xml").write_text(mets(MODS, ((href, 'ORDER="1"'),)), encoding="utf-8")
    assert {paper for _, paper, *_ in read(issue)} == {None}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (mets(MODS, PAGES).replace("</mets:fileSec>", "\n<oops>"), r"XML 有误.*line 2"),
        (mets(MODS, PAGES, prolog='<!DOCTYPE mets [<!ENTITY a "b">]>'), "METS must not have a DOC"),
        (mets(), "lists no files of pages"),
    ],
)
def test_a_bad_list_is_told_and_the_pages_are_read(issue: Path, text: str, reason: str) -> None:
    (issue / "mets.xml").write_text(text, encoding="utf-8")
    with pytest.raises(ReadingError, match=reason):
        list(read_articles(str(issue / "mets.xml")))
    assert [(title, paper) for title, paper, *_ in read(issue)] == [
        ("山脚小学添了图书室", None),
        ("渡口大桥建成通车", None),
    ]


def test_a_changed_list_is_heeded_by_the_next_build(issue: Path, tmp_path: Path) -> None:
    def counts() -> tuple[int, ...]:
        files = build_index([str(issue)], str(tmp_path / "index"), FakeEncoder()).as_json()["files"]
        return files["added"], files["changed"], files["unchanged"], len(files["failed"])

    (issue / "mets.xml").write_text(mets(MODS, PAGES), encoding="utf-8")
    assert counts() == (3, 0, 0, 0)
    (issue / "mets.xml").write_text(mets(DC, PAGES), encoding="utf-8")
    assert counts() == (0, 3, 0, 0)
    (issue / "mets.xml").write_text("<mets>", encoding="utf-8")
    assert counts() == (0, 2, 0, 1)


LACKING = (*PAGES, ("alto/c.xml", 'ORDER="3"'), ("alto/d%00.xml", 'ORDER="4"'))


def build(issue: Path) -> tuple[tuple[int, ...], list[dict[str, str]]]:
    """Files that are new, changed, as before; and those that failed."""
    report = build_index([str(issue)], str(issue.parent / "index"), FakeEncoder()).as_json()
    files = report["files"]
    return (files["added"], files["changed"], files["unchanged"]), files["failed"]


def test_pages_that_are_listed_in_vain_are_told_and_the_rest_is_read(issue: Path) -> None:
    (issue / "mets.xml").write_text(mets(MODS, LACKING), encoding="utf-8")
    (issue / "alto/a.xml").write_text("<alto><oops", encoding="utf-8")
    counts, failed = build(issue)
    assert counts == (1, 0, 0)
    broken, listed = failed
    assert broken["file"] == f"{issue}/alto/a.xml" and "XML" in broken["reason"]
    assert listed["file"] == f"{issue}/mets.xml"
    assert "lists 2 pages that cannot be read" in listed["reason"]
    assert f"{issue}/alto/c.xml (No such file or directory)" in listed["reason"]
    assert "not a regular file" in listed["reason"]
    assert read(issue) == [("渡口大桥建成通车", "河滨日报", "2024-05-02", "A1")]


def test_many_pages_that_are_listed_in_vain_are_counted(issue: Path) -> None:
    pages = tuple((f"alto/x{n}.xml", f'ORDER="{n}"') for n in range(30))
    (issue / "mets.xml").write_text(mets(MODS, pages), encoding="utf-8")
    with pytest.raises(ReadingError, match=r"有 30 个读不到.*x4.xml \(No such.*\) …") as raised:
        list(read_articles(str(issue / "mets.xml")))
    assert "x5.xml" not in str(raised.value)


def test_a_page_that_goes_or_comes_is_noticed_though_the_list_stays(issue: Path) -> None:
    (issue / "mets.xml").write_text(mets(MODS, PAGES), encoding="utf-8")
    assert build(issue) == ((3, 0, 0), [])
    page_file = issue / "alto/a.xml"
    page_file.rename(issue / "away")
    for _ in range(2):
        counts, failed = build(issue)
        assert counts == (0, 0, 1)
        assert [Path(one["file"]).name for one in failed] == ["away", "mets.xml"]
    (issue / "away").rename(page_file)
    counts, failed = build(issue)
    assert (counts, failed) == ((2, 0, 1), [])


def test_a_list_alone_finds_its_pages_on_the_disk(issue: Path) -> None:
    (issue / "mets.xml").write_text(mets(MODS, PAGES), encoding="utf-8")
    assert list(read_articles(str(issue / "mets.xml"))) == []
    (issue / "alto/b.xml").unlink()
    with pytest.raises(ReadingError, match=r"b\.xml"):
        list(read_articles(str(issue / "mets.xml")))


def test_pages_that_an_archive_lacks_are_told(issue: Path, tmp_path: Path) -> None:
    with ZipFile(tmp_path / "issue.zip", "w") as archive:
        archive.writestr("mets.xml", mets(MODS, PAGES))
        archive.write(issue / "alto/a.xml", "alto/a.xml")
    with pytest.raises(ReadingError, match=r"issue.zip/alto/b.xml \(.*not in the archive\)"):
        list(read_articles(str(tmp_path / "issue.zip")))
    assert [number for *_, number in read(tmp_path / "issue.zip")] == ["2"]
