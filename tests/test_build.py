"""The index mirrors the files, survives a crash, and says what it did."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from filelock import FileLock
from papers import FILES, FakeEncoder, write_archive

from bot.build import build_index
from bot.errors import IndexBusy, IndexFault, ReadingError
from bot.index import building
from bot.index.layout import Layout
from bot.index.lexical import LexicalWriter
from bot.index.manifest import read_manifest
from bot.reading import sources
from bot.retrieval.retriever import Retriever
from bot.settings import Settings


class World:
    """A corpus and an index that the test builds again and again."""

    def __init__(self, corpus: Path, index: Path) -> None:
        self.corpus, self.index = corpus, index
        self.layout = Layout(index)

    def build(self, encoder: FakeEncoder | None = None, **more: object) -> dict[str, object]:
        report = build_index([str(self.corpus)], str(self.index), encoder or FakeEncoder(), **more)
        return report.as_json()

    def found(self, question: str) -> list[str]:
        with Retriever.open(str(self.index), FakeEncoder()) as retriever:
            return [hit.article.id for hit in retriever.search(question)]


@pytest.fixture
def world(corpus: Path, tmp_path: Path) -> World:
    return World(corpus, tmp_path / "index")


def counts(report: dict[str, object]) -> tuple[int, ...]:
    files = report["files"]
    return tuple(files[name] for name in ("added", "changed", "removed", "unchanged"))


def test_the_report_has_exactly_the_promised_fields(world: World) -> None:
    report = world.build()
    assert report.pop("seconds") > 0
    assert report == {
        "files": {"added": 3, "changed": 0, "removed": 0, "unchanged": 0, "failed": []},
        "articles": 6,
        "passages": 6,  # every text is shorter than one passage may be
    }


def test_nothing_new_is_no_work(world: World) -> None:
    world.build()
    before = read_manifest(world.layout)
    encoder = FakeEncoder()
    assert counts(world.build(encoder)) == (0, 0, 0, 3)
    assert encoder.encoded == []
    assert read_manifest(world.layout) == before


def test_files_that_are_new_changed_or_gone_are_told_apart(world: World) -> None:
    world.build()
    market = {"id": "market", "title": "集市", "text": "云溪集市周六开市，摊位两百个。"}
    write_archive(world.corpus / "d.jsonl", [market])
    write_archive(world.corpus / "a.jsonl", FILES["a.jsonl"][1:])
    (world.corpus / "c.jsonl").unlink()
    encoder = FakeEncoder()
    report = world.build(encoder)
    assert counts(report) == (1, 1, 1, 1)
    assert (report["articles"], report["passages"]) == (4, 4)
    assert encoder.encoded == ["集市\n云溪集市周六开市，摊位两百个。"]  # what stayed is not redone
    assert set(world.found("云溪")) == {"market", "library", "loans", "school"}


def test_small_changes_give_the_same_hits_as_a_new_index(world: World, tmp_path: Path) -> None:
    rows = [
        {"id": f"n{i}", "title": f"第{i}号通知", "text": f"第{i}村的{i * 7}户领到了种子。"}
        for i in range(60)
    ]
    write_archive(world.corpus / "many.jsonl", rows)
    world.build()
    write_archive(world.corpus / "extra.jsonl", [{"id": "x", "text": "第61村修了一座桥。"}])
    (world.corpus / "c.jsonl").unlink()
    world.build()
    fresh = World(world.corpus, tmp_path / "fresh")
    fresh.build()
    for question in ("哪村修了桥", "第61村修了什么", "第7村有多少户领到种子", "豆腐坊"):
        assert world.found(question)[:3] == fresh.found(question)[:3]


def test_a_renamed_file_keeps_its_vectors(world: World) -> None:
    world.build()
    (world.corpus / "a.jsonl").rename(world.corpus / "z.jsonl")
    encoder = FakeEncoder()
    assert counts(world.build(encoder)) == (1, 0, 1, 2)
    assert encoder.encoded == []


def test_pages_are_read_again_by_a_program_that_reads_otherwise(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = world.corpus / "2024-03-05_河滨日报_01版.txt"
    page.write_text("渡口大桥建成通车\n\n本报讯 3月4日，渡口大桥建成通车。\n", encoding="utf-8")
    world.build()
    assert counts(world.build()) == (0, 0, 0, 4)
    monkeypatch.setattr(sources, "READING_VERSION", "another")
    encoder = FakeEncoder()
    assert counts(world.build(encoder)) == (0, 1, 0, 3)  # archives keep their articles apart
    assert encoder.encoded == []  # the same passages
    assert counts(world.build()) == (0, 0, 0, 4)


def test_another_model_encodes_everything_anew(world: World) -> None:
    world.build()
    encoder = FakeEncoder("fake-2")
    assert counts(world.build(encoder)) == (0, 0, 0, 3)
    assert len(encoder.encoded) == 6
    assert read_manifest(world.layout).encoder.fingerprint == "fake-2"


def test_other_settings_cut_anew_and_are_kept(world: World) -> None:
    world.build()
    assert world.build(settings=Settings(passage_chars=30))["passages"] > 6
    assert world.build()["passages"] > 6
    assert read_manifest(world.layout).settings.passage_chars == 30


def test_a_file_that_cannot_be_read_is_reported_and_left_out(world: World) -> None:
    world.build()
    (world.corpus / "b.jsonl").write_text("no json\n", encoding="utf-8")
    (world.corpus / "page.exe").write_bytes(b"MZ")
    for _ in range(2):  # reported as long as it is there
        report = world.build()
        failed = {Path(f["file"]).name: f["reason"] for f in report["files"]["failed"]}
        assert set(failed) == {"b.jsonl", "page.exe"} and all(failed.values())
        assert report["articles"] == 4
    assert "loans" not in world.found("贷款余额")


def test_the_good_lines_of_an_archive_are_kept(world: World) -> None:
    with open(world.corpus / "b.jsonl", "a", encoding="utf-8") as file:
        file.write("no json\n")
    for _ in range(2):
        report = world.build()
        assert [Path(f["file"]).name for f in report["files"]["failed"]] == ["b.jsonl"]
        assert report["articles"] == 6
    assert world.found("贷款余额")[0] == "loans"


def test_half_a_surrogate_pair_spoils_one_article_only(world: World) -> None:
    with open(world.corpus / "b.jsonl", "a", encoding="utf-8") as file:
        file.write('{"id": "broken", "title": "半个字\\ud800", "text": "好。"}\n')
    report = world.build()
    assert "broken" in report["files"]["failed"][0]["reason"]
    assert report["articles"] == 6


@pytest.mark.parametrize("key", ["id", "paper", "author", "page", "kicker"])
def test_half_a_character_spoils_its_article_wherever_it_stands(world: World, key: str) -> None:
    with open(world.corpus / "b.jsonl", "a", encoding="utf-8") as file:
        file.write(f'{{"{key}": "半个字\\ud800", "text": "好。"}}\n' + "no json\n")
    report = world.build()
    (failed,) = report["files"]["failed"]
    assert "half a character" in failed["reason"] and "not JSON" in failed["reason"]
    assert report["articles"] == 6


@pytest.mark.skipif(sys.platform != "linux", reason="names of files are bytes on Linux only")
def test_a_name_in_another_encoding_is_reported_and_the_rest_indexed(world: World) -> None:
    name = os.fsencode(world.corpus) + b"/" + "报纸.txt".encode("gb18030")
    with open(name, "w", encoding="utf-8") as file:
        file.write("今天下雨。")
    for _ in range(2):
        report = world.build()
        (failed,) = report["files"]["failed"]
        assert "UTF-8" in failed["reason"]
        assert report["articles"] == 6


def test_no_article_is_an_error_and_changes_nothing(world: World, tmp_path: Path) -> None:
    world.build()
    before = read_manifest(world.layout)
    empty = tmp_path / "empty"
    empty.mkdir()
    for paths in ([str(empty)], [str(tmp_path / "nowhere")]):
        with pytest.raises(ReadingError):
            build_index(paths, str(world.index), FakeEncoder())
    (empty / "bad.jsonl").write_text("no json\n", encoding="utf-8")
    with pytest.raises(ReadingError, match=r"bad\.jsonl"):
        build_index([str(empty)], str(world.index), FakeEncoder())
    assert read_manifest(world.layout) == before
    assert world.found("贷款余额")[0] == "loans"


def test_an_empty_folder_without_an_index_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(ReadingError, match="没有读到任何稿件"):
        build_index([str(tmp_path / "empty")], str(tmp_path / "index"), FakeEncoder())


def test_a_second_builder_is_turned_away(world: World) -> None:
    world.build()
    with FileLock(world.layout.lock), pytest.raises(IndexBusy, match="baowen index"):
        world.build()


def test_progress_ends_at_its_total(world: World) -> None:
    seen: dict[str, tuple[int, int]] = {}
    world.build(progress=lambda done, total, stage: seen.update({stage: (done, total)}))
    assert set(seen) == {"read", "lexical"}
    assert all(done == total for done, total in seen.values())


def test_a_full_disk_leaves_the_old_index(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    world.build()
    write_archive(world.corpus / "d.jsonl", [{"id": "d", "text": "云溪集市周六开市。"}])

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("bot.index.building.write_dense", full)
    with pytest.raises(IndexFault, match=r"No space left.*as it was"):
        world.build()
    assert set(world.found("云溪")) == {r["id"] for rows in FILES.values() for r in rows}
    monkeypatch.undo()
    encoder = FakeEncoder()
    assert counts(world.build(encoder)) == (1, 0, 0, 3)
    assert encoder.encoded == []  # the first attempt had stored it


@pytest.mark.skipif(sys.platform == "win32", reason="files have no limit there")
@pytest.mark.parametrize("leg", ["lexical", "dense"])
def test_a_leg_that_cannot_be_written_is_an_index_fault(
    world: World, monkeypatch: pytest.MonkeyPatch, leg: str
) -> None:
    import resource

    world.build()
    write_archive(world.corpus / "d.jsonl", [{"id": "d", "text": "云溪集市周六开市。"}])
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    place = (building, "write_dense") if leg == "dense" else (LexicalWriter, "close")
    write = getattr(*place)

    def cramped(*given: object) -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (8, limits[1]))
        try:
            write(*given)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, limits)

    monkeypatch.setattr(*place, cramped)
    with pytest.raises(IndexFault, match="as it was"):
        world.build()
    monkeypatch.undo()
    assert "d" not in world.found("云溪集市")
    assert counts(world.build()) == (1, 0, 0, 3)


def test_a_store_that_is_full_is_an_index_fault(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr("bot.index.writing.StoreWriter.add_vectors", full)
    with pytest.raises(IndexFault, match="disk is full"):
        world.build()


CRASH = """
    import os, signal, sys
    import bot.build, bot.index.filling
    from papers import FakeEncoder

    class Killer(FakeEncoder):
        def encode_passages(self, texts):
            if len(self.encoded) >= 20:
                os.kill(os.getpid(), signal.SIGKILL)
            return super().encode_passages(texts)

    bot.index.filling.BATCH = 10
    bot.build.build_index([sys.argv[1]], sys.argv[2], Killer())
"""


def test_a_killed_build_leaves_the_old_index_and_is_taken_up_again(world: World) -> None:
    world.build()
    rows = [{"id": f"n{i}", "text": f"第{i}村的{i * 7}户领到了种子。"} for i in range(50)]
    write_archive(world.corpus / "one.jsonl", rows[:5])
    write_archive(world.corpus / "many.jsonl", rows)
    code = [sys.executable, "-c", textwrap.dedent(CRASH), str(world.corpus), str(world.index)]
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parent)}
    killed = subprocess.run(code, env=environment, check=False)
    assert killed.returncode == -signal.SIGKILL
    assert world.found("贷款余额")[0] == "loans"
    assert "n7" not in world.found("第7村")
    encoder = FakeEncoder()
    report = world.build(encoder)
    assert counts(report) == (2, 0, 0, 3)
    assert report["articles"] == 61
    assert len(encoder.encoded) == 30  # of 50 texts, two batches of 10 were stored
    assert world.found("第7村的户数")[0] == "n7"
    assert not world.layout.building.folder.exists()


def test_a_half_written_build_folder_is_started_over(world: World) -> None:
    world.build()
    world.layout.building.folder.mkdir()
    world.layout.building.store.write_bytes(b"not a database" * 100)
    write_archive(world.corpus / "d.jsonl", [{"id": "d", "text": "云溪集市周六开市。"}])
    assert counts(world.build()) == (1, 0, 0, 3)


def test_only_the_current_generation_stays_and_other_files_too(world: World) -> None:
    world.index.mkdir()
    (world.index / "README.md").write_text("keep", encoding="utf-8")
    for number in range(3):
        write_archive(world.corpus / "d.jsonl", [{"id": "d", "text": f"集市第{number}天。"}])
        world.build()
    names = {path.name for path in world.index.iterdir()}
    assert names == {"README.md", "manifest.json", "gen-000003", "building.lock"}


def test_a_damaged_index_is_healed(world: World) -> None:
    world.build()
    world.layout.manifest.write_text("{", encoding="utf-8")
    assert counts(world.build()) == (3, 0, 0, 0)
    assert world.found("贷款余额")[0] == "loans"


def test_a_stale_index_is_rebuilt(world: World) -> None:
    world.build()
    data = json.loads(world.layout.manifest.read_text(encoding="utf-8"))
    world.layout.manifest.write_text(json.dumps(data | {"format": 0}), encoding="utf-8")
    assert counts(world.build()) == (3, 0, 0, 0)
