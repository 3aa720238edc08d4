"""How sure the encoding of a file is: `articles --explain` says it, `index` where it is low."""

from __future__ import annotations

import json
from pathlib import Path
from zipfile import ZipFile

import pytest
from papers import FakeEncoder

from bot.build import build_index
from bot.cli import main
from bot.reading.articles import Corpus
from bot.reading.charsets import Charset
from bot.reading.encodings import doubt_of, encoding_of, encodings_in
from bot.reading.sources import Source

PAGE = """渡口大桥建成通车

本报讯 记者王小明报道：五月一日，渡口大桥建成通车，
两岸的居民不再靠船过江。桥长三百二十米，投资一点二亿元。
"""
KOREAN = "다리 개통식이 오월 일일에 열렸다. 주민 삼백 명이 참석했으며 시장은 안전을 강조했다.\n"
JAPANESE = "渡り鳥の群れが湖に戻ってきた。橋の開通式は五月一日に行われ、三百人が参加した。\n"
ROWS = "title,text\n渡口大桥,五月一日，渡口大桥建成通车，两岸的居民不再靠船过江。\n"


def source(folder: Path, name: str, raw: bytes) -> Source:
    (folder / name).write_bytes(raw)
    [found] = Corpus([str(folder / name)]).sources()
    return found


@pytest.mark.parametrize("name", ["utf-8", "gb18030", "utf-16-le", "utf-16-be"])
def test_a_page_in_a_chinese_encoding_is_beyond_doubt(tmp_path: Path, name: str) -> None:
    page = source(tmp_path, "a.txt", PAGE.encode(name))
    charset = encoding_of(page)
    assert charset is not None and charset.name == name and charset.certainty > 0.8
    assert doubt_of(page) is None


def test_a_mark_makes_it_certain(tmp_path: Path) -> None:
    page = source(tmp_path, "a.txt", "桥".encode("utf-16"))
    assert encoding_of(page) == Charset("utf-16-le", 1.0)
    assert doubt_of(page) is None


@pytest.mark.parametrize(("text", "code"), [(KOREAN, "euc_kr"), (JAPANESE, "euc_jp")])
def test_other_languages_that_are_taken_for_chinese_are_doubted(
    tmp_path: Path, text: str, code: str
) -> None:
    page = source(tmp_path, "a.txt", text.encode(code))
    charset = encoding_of(page)
    assert charset is not None and charset.certainty < 0.7
    doubt = doubt_of(page)
    assert doubt is not None and f"Read as {charset.name}" in doubt and "UTF-8" in doubt


def test_formats_that_fix_their_encoding_have_none_to_find(tmp_path: Path) -> None:
    assert encoding_of(source(tmp_path, "a.jsonl", b'{"text": "x"}')) is None
    assert encoding_of(source(tmp_path, "a.pdf", b"%PDF-1.4")) is None
    assert encoding_of(source(tmp_path, "a.txt", b"\0\0\0")) is None
    rows = encoding_of(source(tmp_path, "a.csv", ROWS.encode("gb18030")))
    assert rows is not None and rows.name == "gb18030"


def test_members_of_an_archive_are_told_by_their_names(tmp_path: Path) -> None:
    with ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("one.txt", PAGE.encode("gb18030"))
        archive.writestr("two.txt", PAGE.encode())
    found = encodings_in(str(tmp_path / "a.zip"))
    assert [(name.rpartition("/")[2], one.name) for name, one in found.items()] == [
        ("one.txt", "gb18030"),
        ("two.txt", "utf-8"),
    ]
    assert encodings_in(str(tmp_path)) == {}


def test_explain_tells_the_encoding_once_a_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes((PAGE + "\n" + PAGE.replace("渡口", "山口")).encode("gb18030"))
    assert main(["articles", "--explain", str(file)]) == 0
    told = capsys.readouterr().out
    assert told.startswith("编码 / encoding gb18030, 把握 / certainty 1.00: ")
    assert told.count("certainty") == 1 and told.count("■") == 2
    assert main(["articles", str(file)]) == 0
    assert "certainty" not in capsys.readouterr().out
    assert main(["articles", "--explain", "--json", str(file)]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [row["encoding"] for row in rows] == [{"name": "gb18030", "certainty": 1.0}] * 2


def test_a_doubtful_file_is_indexed_and_told_by_every_build(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    papers = tmp_path / "papers"
    papers.mkdir()
    (papers / "a.txt").write_text(PAGE, encoding="utf-8")
    doubtful = papers / "b.txt"
    doubtful.write_bytes(KOREAN.encode("euc_kr"))

    def files() -> dict[str, object]:
        report = build_index([str(papers)], str(tmp_path / "index"), FakeEncoder())
        return report.as_json()["files"]

    first, again = files(), files()
    assert (first["added"], first["failed"]) == (2, [])
    assert (again["unchanged"], again["failed"]) == (2, [])
    [told] = first["doubtful"]
    assert told["file"] == str(doubtful) and "certainty" in told["reason"]
    assert again["doubtful"] == first["doubtful"]
    doubtful.write_text(KOREAN, encoding="utf-8")
    mended = files()
    assert mended["changed"] == 1 and "doubtful" not in mended


def test_the_summary_warns_and_does_not_fail(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "b.txt").write_bytes(KOREAN.encode("euc_kr"))
    command = ["index", str(tmp_path / "b.txt"), "--index", str(tmp_path / "index")]
    assert main(command) == 0
    printed = capsys.readouterr()
    assert f"编码存疑 / encoding in doubt: {tmp_path}/b.txt: 当作 gb18030 读入" in printed.err
    assert "失败 0，编码存疑 1；" in printed.out
