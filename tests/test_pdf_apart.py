"""PDF files that end PDFium, opened in a process of its own: nothing else is lost."""

from __future__ import annotations

import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from papers import FakeEncoder
from pdfs import pdf

from bot.build import build_index
from bot.errors import ReadingError
from bot.reading.articles import read_articles
from bot.reading.formats import pdf_apart
from bot.reading.formats.pdf_apart import BrokenPageError, PageSwellsError, PdfApart
from bot.reading.layout.placed import PlacedPage
from bot.reading.limits import limited

ROOM = 400 << 20  # bytes that a process gets in these tests


def lines(number: int) -> list[tuple[float, float, float, str]]:
    return [
        (50, 700, 24, f"第{number}座渡口大桥建成"),
        (50, 660, 10, f"本报讯 五月一日，第{number}座渡口大桥建成通车。"),
    ]


def bomb() -> bytes:
    """A page of three that a form draws which draws itself, twice each time."""
    form = (
        b"/Type /XObject /Subtype /Form /BBox [0 0 600 800] /Resources << /XObject << /X 3 0 R >>"
    )
    drawn = b"<< %s >> /Length 12 >>\nstream\n/X Do /X Do \nendstream" % form
    other = b"<< %s >> /Length 12 >>\nstream\n/X Do /X Do \nendstream" % form.replace(
        b"3 0", b"4 0"
    )
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
    pages = [[b"0 0 m 9 9 l S"], [b"/B Do /B Do"], [b"0 0 m 9 9 l S"]]
    return pdf(pages, font=[other, drawn, font], resources=b"/XObject << /B 3 0 R >>")


def title(page: PlacedPage) -> str:
    return page.lines[0].text


@pytest.fixture
def narrow(monkeypatch: pytest.MonkeyPatch) -> None:
    """Processes get little room, so that they are soon at its end."""
    resource = pytest.importorskip("resource")
    if not hasattr(resource, "prlimit"):
        pytest.skip("no limits for other processes")
    start = pdf_apart.started

    def started(*told: object) -> subprocess.Popen[bytes]:
        process = start(*told)
        resource.prlimit(process.pid, resource.RLIMIT_DATA, (ROOM, ROOM))
        return process

    monkeypatch.setattr(pdf_apart, "started", started)


def test_a_file_that_ends_pdfium_is_told_and_the_rest_indexed(tmp_path, narrow, without_ocr):
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / "1.pdf").write_bytes(bomb())
    (folder / "2.pdf").write_bytes(pdf([lines(2)]))
    (folder / "3.txt").write_text("水库蓄水\n\n本报讯 水库三月五日蓄水。\n", encoding="utf-8")
    report = build_index([str(folder)], str(tmp_path / "index"), FakeEncoder())
    assert report.articles == 2
    [failed] = report.failed
    assert failed.file.endswith("1.pdf")
    assert "第 2 页耗尽时间或内存，像是压缩炸弹" in failed.reason
    assert "Pages 1, 3: scan without text layer" in failed.reason


def test_a_page_that_ends_the_process_costs_no_other(tmp_path):
    raw = pdf([lines(number) for number in range(4)])
    with closing(PdfApart()) as apart:
        file = apart.opened(raw, "报.pdf")
        assert title(file.page(0)) == "第0座渡口大桥建成"
        apart._process.kill()
        with pytest.raises(PageSwellsError):
            file.page(1)
        assert [title(file.page(index)) for index in (2, 3)] == [
            "第2座渡口大桥建成",
            "第3座渡口大桥建成",
        ]
        with pytest.raises(BrokenPageError):
            file.page(4)


def test_a_file_that_ends_it_again_and_again_is_left(tmp_path):
    raw = pdf([lines(number) for number in range(9)])
    with closing(PdfApart()) as apart:
        file = apart.opened(raw, "报.pdf")
        for index in range(3):
            file.open()
            apart._process.kill()
            with pytest.raises(PageSwellsError):
                file.page(index)
        with pytest.raises(PageSwellsError):
            file.page(3)
        assert apart._process is None  # it was not even asked
        assert title(apart.opened(raw, "另一份.pdf").page(8)) == "第8座渡口大桥建成"


def test_a_file_that_ends_it_at_once_is_told(monkeypatch):
    monkeypatch.setattr(pdf_apart.PdfApart, "ask", _ended)
    with (
        closing(PdfApart()) as apart,
        pytest.raises(ReadingError, match=r"像是压缩炸弹，不读: 报.pdf.*like a zip bomb"),
    ):
        apart.opened(b"%PDF-1.4", "报.pdf")


def _ended(*_: object) -> None:
    raise PageSwellsError


def test_files_that_are_read_in_turns_keep_apart():
    first, second = pdf([lines(1), lines(2)]), pdf([lines(3), lines(4)])
    with closing(PdfApart()) as apart:
        files = apart.opened(first, "甲.pdf"), apart.opened(second, "乙.pdf")
        found = [title(file.page(index)) for index in (0, 1) for file in files]
    assert found == [f"第{number}座渡口大桥建成" for number in (1, 3, 2, 4)]


def test_a_damaged_file_in_between_takes_nothing_from_the_one_that_is_read():
    raw = pdf([lines(1), lines(2)])
    with closing(PdfApart()) as apart:
        file = apart.opened(raw, "甲.pdf")
        assert title(file.page(0)) == "第1座渡口大桥建成"
        with pytest.raises(ReadingError):
            apart.opened(raw[:200], "乙.pdf")
        assert title(file.page(1)) == "第2座渡口大桥建成"


@pytest.mark.parametrize("started", [OSError("no processes"), None])
def test_where_no_process_can_be_started_files_are_read_here(tmp_path, monkeypatch, started):
    def start(*_: object) -> subprocess.Popen[bytes]:
        if started is not None:
            raise started
        silent = [sys.executable, "-c", ""]  # it ends and says nothing
        return subprocess.Popen(silent, stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    monkeypatch.setattr(pdf_apart, "started", start)
    (tmp_path / "报.pdf").write_bytes(pdf([lines(1)]))
    assert [one.title for one in read_articles(str(tmp_path / "报.pdf"))] == ["第1座渡口大桥建成"]


def test_no_process_is_left(tmp_path, monkeypatch):
    begun, start = [], pdf_apart.started
    monkeypatch.setattr(pdf_apart, "started", lambda *told: begun.append(start(*told)) or begun[-1])
    (tmp_path / "报.pdf").write_bytes(pdf([lines(1), lines(2)]))
    reading = read_articles(str(tmp_path / "报.pdf"))
    assert next(reading).title == "第1座渡口大桥建成"
    reading.close()  # in the middle
    [process] = begun
    assert process.returncode is not None


def test_a_picture_has_the_shape_of_its_page():
    raw = pdf([[b"0 g 0 0 600 400 re f"]])
    with closing(PdfApart()) as apart:
        file = apart.opened(raw, "报.pdf")
        picture = file.picture(0)
    assert picture.shape == (round(800 * 170 / 72), round(600 * 170 / 72))
    assert picture[10].min() == 255 and picture[-10].max() == 0


@pytest.mark.skipif(sys.platform == "win32", reason="no timers")
def test_a_process_is_ended_where_it_takes_too_long():
    code = (
        "from bot.reading.limits import limited\n"
        "with limited(0.1):\n    pass\n"
        "sum(range(20_000_000))\n"
        "print('still here', flush=True)\n"
        "with limited(0.1):\n    sum(range(10**12))\n"
    )
    root = Path(pdf_apart.__file__).parents[3]
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=root, capture_output=True, text=True, timeout=60
    )
    assert done.stdout == "still here\n" and done.returncode < 0
    with limited(10.0):
        pass
