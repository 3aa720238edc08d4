"""Fixtures that the tests share: a corpus of six articles, a small built index."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from papers import FILES, FakeEncoder, write_archive

from bot.build import build_index
from bot.reading.scans.engine import _recognizer
from bot.retrieval.retriever import Retriever

settings.register_profile("patient", deadline=None)  # a busy machine is no fault of the code
settings.load_profile("patient")


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> str:
    """An index of the demo papers."""
    folder = str(tmp_path_factory.mktemp("demo") / "index")
    build_index([str(Path(__file__).parent.parent / "corpus")], folder)
    return folder


@pytest.fixture
def without_ocr(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """As if the `ocr` extra were not installed."""
    _recognizer.cache_clear()
    monkeypatch.setitem(sys.modules, "rapidocr", None)
    yield
    _recognizer.cache_clear()


@pytest.fixture
def encoder() -> FakeEncoder:
    """A fake encoder that has encoded nothing yet."""
    return FakeEncoder()


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A folder with the six articles in three files."""
    folder = tmp_path / "papers"
    folder.mkdir()
    for name, rows in FILES.items():
        write_archive(folder / name, rows)
    return folder


@pytest.fixture(scope="session")
def _built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("built")
    for name, rows in FILES.items():
        write_archive(folder / name, rows)
    build_index([str(folder)], str(folder / "index"), FakeEncoder())
    return folder / "index"


@pytest.fixture
def index_dir(tmp_path: Path, _built: Path) -> Path:
    """An index of the six articles, the test's own copy."""
    return Path(shutil.copytree(_built, tmp_path / "index"))


@pytest.fixture
def retriever(index_dir: Path) -> Iterator[Retriever]:
    """A retriever over the six articles."""
    with Retriever.open(str(index_dir), FakeEncoder()) as opened:
        yield opened
