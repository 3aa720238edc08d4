"""Scans that were left out for want of OCR are read by the next run, once OCR is installed."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from papers import FakeEncoder
from pdfs import pdf
from PIL import Image

import bot.build
from bot.build import build_index
from bot.errors import ReadingError
from bot.index.index import open_index
from bot.reading.formats import image_pages, pdf_pages
from bot.reading.layout.placed import Box, PlacedLine, PlacedPage

BRIDGE = [(50, 700, 24, "渡口大桥建成通车"), (50, 660, 10, "本报讯五月一日，渡口大桥通车。")]
SCHOOL = PlacedPage(
    600,
    800,
    (
        PlacedLine("山脚小学添了图书室", Box(50, 60, 266, 84), 24.0),
        PlacedLine("本报讯四月二十八日，山脚小学的图书室开门。", Box(50, 130, 260, 140), 10.0),
    ),
)


def build(folder: Path) -> dict[str, object]:
    report = build_index([str(folder)], str(folder.parent / "index"), FakeEncoder())
    return report.as_json()


def counts(report: dict[str, object]) -> tuple[int, ...]:
    files = report["files"]
    failed = len(files["failed"])
    return (files["added"], files["changed"], files["unchanged"], failed, report["articles"])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A PDF of a page with text and a scanned one."""
    made = tmp_path / "papers"
    made.mkdir()
    (made / "报.pdf").write_bytes(pdf([BRIDGE, []]))
    return made


def install_ocr(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if the `ocr` extra were there, and read the same page from every scan."""
    monkeypatch.setattr(bot.build, "is_ready", lambda: True)
    for reader in (pdf_pages, image_pages):
        monkeypatch.setattr(reader, "engine_name", lambda: "engine 1")
        monkeypatch.setattr(reader, "read_lines", lambda picture: SCHOOL)


def test_a_scan_is_tried_again_once_ocr_is_there(
    folder: Path, without_ocr: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert counts(build(folder)) == (1, 0, 0, 1, 1)
    assert counts(build(folder)) == (0, 0, 1, 1, 1)  # still told, not read again
    install_ocr(monkeypatch)
    assert counts(build(folder)) == (0, 1, 0, 0, 2)
    with open_index(folder.parent / "index") as index:
        assert index.store.unseen() == set()
    assert counts(build(folder)) == (0, 0, 1, 0, 2)


def test_an_image_is_tried_again_once_ocr_is_there(
    folder: Path, without_ocr: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = io.BytesIO()
    Image.new("L", (60, 80), 255).save(out, "PNG")
    (folder / "版.png").write_bytes(out.getvalue())
    assert counts(build(folder)) == (1, 0, 0, 2, 1)
    install_ocr(monkeypatch)
    assert counts(build(folder)) == (1, 1, 0, 0, 3)


def test_a_build_that_was_killed_reads_the_scan_once(
    folder: Path, without_ocr: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(folder)
    install_ocr(monkeypatch)
    monkeypatch.setattr(bot.build, "join_halves", _killed)
    with pytest.raises(KeyboardInterrupt):
        build(folder)
    monkeypatch.undo()
    install_ocr(monkeypatch)
    monkeypatch.setattr(pdf_pages, "read_lines", _killed)  # it is not asked again
    assert counts(build(folder)) == (0, 1, 0, 0, 2)


def test_what_ocr_cannot_read_is_not_tried_for_ever(
    folder: Path, without_ocr: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(folder)
    install_ocr(monkeypatch)
    monkeypatch.setattr(pdf_pages, "read_lines", _broken)
    assert counts(build(folder)) == (0, 1, 0, 1, 1)
    assert counts(build(folder)) == (0, 0, 1, 1, 1)


def _killed(*_: object) -> None:
    raise KeyboardInterrupt


def _broken(*_: object) -> None:
    raise ReadingError("a broken page")
