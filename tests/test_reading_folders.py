"""Folders as they come: every file that cannot be read has its reason, the rest is indexed."""

import os
import subprocess
import sys
import tempfile
import textwrap
import zipfile
from pathlib import Path

import pytest
from docx import Document
from papers import FakeEncoder
from pdfs import pdf

from bot.build import build_index
from bot.cli import main
from bot.errors import ReadingError
from bot.index.layout import Layout
from bot.reading.articles import Corpus, articles_of, read_articles

STORY = "渡口大桥通车\n\n本报讯 记者王小明报道：5月1日，渡口大桥通车。两岸居民往来方便了。\n"


def build(folder, index, **more):
    return build_index([str(folder)], str(index), FakeEncoder(), **more)


def reasons(report, folder):
    return {f.file.removeprefix(f"{folder.as_posix()}/"): f.reason for f in report.failed}


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "papers"
    made.mkdir()
    (made / "good.txt").write_text(STORY, encoding="utf-8")
    return made


def test_a_mixed_folder(folder, tmp_path):
    (folder / "a.csv").write_text("title,text\n集市,周六开市。\n", encoding="gb18030")
    (folder / "b.jsonl").write_text('{"text": "水库蓄水到了三百米。"}\n', encoding="utf-8")
    (folder / "c.pdf").write_bytes(pdf([[(50, 700, 12, "本报讯 4月28日，图书室开门。")]]))
    document = Document()
    document.add_paragraph("本报讯 4月29日，学校开了运动会。")
    document.save(str(folder / "d.docx"))
    with zipfile.ZipFile(folder / "e.zip", "w") as archive:
        archive.writestr("x/y.txt", STORY.replace("渡口", "河口"))
    (folder / ".hidden").write_bytes(b"\0")
    (folder / "Thumbs.db").write_bytes(b"\0")
    (folder / "~$d.docx").write_bytes(b"\0")
    (folder / "song.mp3").write_bytes(b"ID3\x04")
    (folder / "empty.txt").write_bytes(b"")
    (folder / "noise.pdf").write_bytes(os.urandom(4000))
    report = build(folder, tmp_path / "index")
    assert (report.added, report.articles) == (6, 6)
    told = reasons(report, folder)
    assert set(told) == {"song.mp3", "empty.txt", "noise.pdf"}
    assert "Unsupported kind of file" in told["song.mp3"]
    assert "Empty file" in told["empty.txt"]
    again = build(folder, tmp_path / "index")
    assert (again.unchanged, set(reasons(again, folder))) == (6, set(told))


@pytest.mark.parametrize(
    ("magic", "advice"),
    [
        (b"{\\rtf1", "Convert it to docx"),
        (b"Rar!\x1a\x07", "Convert it to zip"),
    ],
)
def test_a_foreign_file_with_a_known_name_is_told(folder, tmp_path, magic, advice):
    (folder / "a.txt").write_bytes(magic + b"rest" * 20)
    assert advice in reasons(build(folder, tmp_path / "index"), folder)["a.txt"]


def test_links_that_lead_nowhere_and_pipes_are_told(folder, tmp_path):
    (folder / "gone.txt").symlink_to("nowhere.txt")
    (folder / "loop.txt").symlink_to("loop.txt")
    os.mkfifo(folder / "pipe.txt")
    report = build(folder, tmp_path / "index")
    told = reasons(report, folder)
    assert report.articles == 1
    assert "No such file" in told["gone.txt"] and "symbolic links" in told["loop.txt"]
    assert "Not a regular file" in told["pipe.txt"]


NO_PERMISSION = """
    import os, sys
    from papers import FakeEncoder
    from bot.build import build_index
    build_index([sys.argv[1] + "/good.txt"], sys.argv[2], FakeEncoder())  # all imports are done now
    if os.geteuid() == 0:  # who may read everything
        os.seteuid(65534)
    report = build_index([sys.argv[1]], sys.argv[2] + "-2", FakeEncoder())
    for failed in report.failed:
        print(failed.file.rpartition("/")[2], "Permission denied" in failed.reason)
    print(report.articles)
"""


def test_what_may_not_be_read_is_told():
    with tempfile.TemporaryDirectory() as name:
        top, folder = Path(name), Path(name) / "papers"
        for closed in ("closed", "blind"):
            (folder / closed).mkdir(parents=True)
        for file in ("good.txt", "secret.txt", "closed/a.txt", "blind/b.txt"):
            (folder / file).write_text(STORY, encoding="utf-8")
        (folder / "secret.txt").chmod(0)
        (folder / "closed").chmod(0)
        (folder / "blind").chmod(0o444)  # its files can be listed, and not opened
        top.chmod(0o777)
        code = [sys.executable, "-c", textwrap.dedent(NO_PERMISSION), str(folder), name + "/index"]
        environment = os.environ | {"PYTHONPATH": os.path.dirname(__file__)}
        run = subprocess.run(code, env=environment, capture_output=True, text=True, check=False)
        for closed in ("closed", "blind"):
            (folder / closed).chmod(0o755)
    told = ["b.txt True", "closed True", "secret.txt True", "1"]
    assert run.stdout.split("\n")[:4] == told, run.stderr


def test_a_file_that_goes_away_during_the_run_is_told(folder, tmp_path):
    (folder / "z.txt").write_text(STORY.replace("渡口", "河口"), encoding="utf-8")

    def remove(done, total, stage):
        (folder / "z.txt").unlink(missing_ok=True)

    report = build(folder, tmp_path / "index", progress=remove)
    assert report.articles == 1
    assert "No such file" in reasons(report, folder)["z.txt"]
    assert build(folder, tmp_path / "index").failed == ()


def test_an_archive_that_shrinks_during_the_run_is_told(folder, tmp_path):
    with zipfile.ZipFile(folder / "z.zip", "w") as archive:
        archive.writestr("a.txt", STORY.replace("渡口", "河口"))
        archive.writestr("b.txt", STORY.replace("渡口", "山口"))

    def shrink(done, total, stage):
        with zipfile.ZipFile(folder / "z.zip", "w") as archive:
            archive.writestr("a.txt", STORY.replace("渡口", "河口"))

    report = build(folder, tmp_path / "index", progress=shrink)
    assert report.articles == 2
    assert "went away" in reasons(report, folder)["z.zip/b.txt"]


def test_a_file_that_changes_during_the_run_is_read_again_next_time(folder, tmp_path):
    late = folder / "z.txt"
    late.write_text(STORY.replace("渡口", "河口"), encoding="utf-8")

    def change(done, total, stage):
        late.write_text(STORY.replace("渡口", "山口"), encoding="utf-8")

    build(folder, tmp_path / "index", progress=change)
    assert build(folder, tmp_path / "index").changed == 1
    assert build(folder, tmp_path / "index").unchanged == 2


def test_a_folder_with_nothing_but_failures_leaves_no_half_built_index(folder, tmp_path):
    build(folder, tmp_path / "index")
    layout = Layout(tmp_path / "index")
    (folder / "bad.docx").write_bytes(b"PK\x03\x04" + bytes(50))
    report = build(folder, tmp_path / "index")
    assert "Damaged" in reasons(report, folder)["bad.docx"]
    assert not layout.building.folder.exists()


def test_the_same_articles_from_disk_and_from_an_archive(folder):
    with zipfile.ZipFile(folder.parent / "a.zip", "w") as archive:
        archive.write(folder / "good.txt", "papers/good.txt")

    def texts(path):
        return [
            (a.id, a.text, a.pieces) for s in Corpus([str(path)]).sources() for a in articles_of(s)
        ]

    assert texts(folder) == texts(folder.parent / "a.zip")


@pytest.mark.parametrize("index", ["index", "."])
def test_an_index_among_the_papers_is_no_paper(tmp_path, monkeypatch, index):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "报.txt").write_text("水库蓄水\n\n本报讯 水库三月五日蓄水。\n", encoding="utf-8")
    for _ in range(2):
        report = build_index(["."], index, FakeEncoder())
        assert (report.articles, report.failed) == (1, ())


def test_what_baowen_has_drawn_is_no_paper(tmp_path):
    paper, drawn = tmp_path / "报.txt", tmp_path / "pages.html"
    paper.write_text("水库蓄水\n\n本报讯 水库三月五日蓄水。\n", encoding="utf-8")
    assert main(["articles", str(paper), "--html", str(drawn)]) == 0
    with pytest.raises(ReadingError, match=r"不是报纸.*no newspaper"):
        [*read_articles(str(drawn))]
