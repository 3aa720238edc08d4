"""An index is opened whole or refused; a reader never meets a half-built one."""

from __future__ import annotations

import json
import shutil
import sqlite3
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from papers import FakeEncoder, write_archive

from bot.build import build_index
from bot.errors import IndexDamaged, IndexMissing, IndexStale
from bot.index.index import open_index
from bot.index.layout import Layout
from bot.index.lexical import LexicalWriter
from bot.retrieval.retriever import Retriever

GENERATION = "gen-000001"


def cut_short(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-100])


def edit_manifest(folder: Path, change: Callable[[dict], None], sizes: bool = False) -> None:
    layout = Layout(folder)
    data = json.loads(layout.manifest.read_text(encoding="utf-8"))
    change(data)
    if sizes:  # so that the other checks are reached
        data["sizes"] = layout.generation(GENERATION).sizes()
    layout.manifest.write_text(json.dumps(data), encoding="utf-8")


def fewer_passages(folder: Path) -> None:
    with sqlite3.connect(folder / GENERATION / "store.sqlite") as db:
        db.execute("DELETE FROM passages WHERE id = 1")
    db.close()
    edit_manifest(folder, lambda data: None, sizes=True)


def fewer_in_lexical(folder: Path) -> None:
    writer = LexicalWriter(folder / GENERATION / "lexical")
    writer.delete([1])
    writer.close()
    edit_manifest(folder, lambda data: None, sizes=True)


def dense_of_another(folder: Path) -> None:
    other = folder.parent / "other"
    write_archive(folder.parent / "one.jsonl", [{"text": "只有一篇。"}])
    build_index([str(folder.parent / "one.jsonl")], str(other), FakeEncoder())
    shutil.copyfile(other / GENERATION / "dense.faiss", folder / GENERATION / "dense.faiss")
    edit_manifest(folder, lambda data: None, sizes=True)


DAMAGES: dict[str, Callable[[Path], None]] = {
    "manifest is no JSON": lambda f: Layout(f).manifest.write_text("{", encoding="utf-8"),
    "manifest is empty": lambda f: Layout(f).manifest.write_bytes(b""),
    "manifest is a list": lambda f: Layout(f).manifest.write_text("[]", encoding="utf-8"),
    "manifest lacks counts": lambda f: edit_manifest(f, lambda data: data.pop("counts")),
    "manifest has a size in words": lambda f: edit_manifest(
        f, lambda data: data["sizes"].update({"dense.faiss": "large"})
    ),
    "manifest is binary": lambda f: Layout(f).manifest.write_bytes(b"\xff\xfe\x00"),
    "generation is missing": lambda f: shutil.rmtree(f / GENERATION),
    "store is missing": lambda f: (f / GENERATION / "store.sqlite").unlink(),
    "store is cut short": lambda f: cut_short(f / GENERATION / "store.sqlite"),
    "dense is missing": lambda f: (f / GENERATION / "dense.faiss").unlink(),
    "dense is cut short": lambda f: cut_short(f / GENERATION / "dense.faiss"),
    "lexical is missing": lambda f: shutil.rmtree(f / GENERATION / "lexical"),
    "lexical is cut short": lambda f: cut_short(next((f / GENERATION / "lexical").glob("*.idx"))),
    "passages are fewer": fewer_passages,
    "lexical is fewer": fewer_in_lexical,
    "dense is of another": dense_of_another,
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES.keys())
def test_damage_is_refused_and_healed(
    index_dir: Path, corpus: Path, damage: Callable[[Path], None]
) -> None:
    damage(index_dir)
    with pytest.raises(IndexDamaged, match="baowen index"):
        open_index(index_dir)
    build_index([str(corpus)], str(index_dir), FakeEncoder())
    open_index(index_dir).close()


def test_garbage_of_the_right_length_is_refused(index_dir: Path) -> None:
    for name in ("dense.faiss", "store.sqlite", "lexical/meta.json"):
        path = index_dir / GENERATION / name
        before = path.read_bytes()
        path.write_bytes(b"\x07" * len(before))
        with pytest.raises(IndexDamaged):
            open_index(index_dir)
        path.write_bytes(before)
    open_index(index_dir).close()


def spoil(folder: Path) -> None:
    """Bytes of the text change where the disk keeps them; nothing becomes longer or shorter."""
    path = folder / GENERATION / "store.sqlite"
    raw, text = path.read_bytes(), "贷款余额".encode()
    assert text in raw
    path.write_bytes(raw.replace(text, b"\xff" * len(text)))


def test_spoilt_bytes_are_told_when_they_are_met_and_healed(tmp_path: Path, corpus: Path) -> None:
    index_dir = tmp_path / "spoilt"
    build_index([str(corpus)], str(index_dir), FakeEncoder())
    spoil(index_dir)
    with (
        Retriever.open(str(index_dir), FakeEncoder()) as retriever,
        pytest.raises(IndexDamaged, match="baowen index"),
    ):
        retriever.search("贷款余额")
    report = build_index([str(corpus)], str(index_dir), FakeEncoder())
    assert (report.added, report.unchanged) == (3, 0)
    with Retriever.open(str(index_dir), FakeEncoder()) as retriever:
        assert "贷款余额" in retriever.search("贷款余额")[0].passage.text


def test_what_fails_over_a_whole_index_is_no_damage(
    index_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Retriever.open(str(index_dir), FakeEncoder()) as retriever:
        monkeypatch.setattr(retriever, "_blocks", lambda *_: {}["a defect of ours"])
        with pytest.raises(KeyError, match="a defect of ours"):
            retriever.search("贷款余额")


def test_an_index_without_checksums_is_used_as_it_is(tmp_path: Path, corpus: Path) -> None:
    index_dir = tmp_path / "older"
    build_index([str(corpus)], str(index_dir), FakeEncoder())
    edit_manifest(index_dir, lambda data: data.pop("sums"))
    report = build_index([str(corpus)], str(index_dir), FakeEncoder())
    assert (report.added, report.unchanged) == (0, 3)


def test_what_a_desktop_leaves_in_the_folder_is_no_damage(index_dir: Path) -> None:
    (index_dir / GENERATION / ".DS_Store").write_bytes(b"\0")
    (index_dir / GENERATION / "lexical" / "Thumbs.db").write_bytes(b"\0")
    with open_index(index_dir) as index:
        assert index.is_whole()


def test_another_format_is_stale(index_dir: Path) -> None:
    edit_manifest(index_dir, lambda data: data.update(format=99))
    with pytest.raises(IndexStale, match=r"99.*baowen index"):
        open_index(index_dir)


def test_an_empty_folder_is_no_index(tmp_path: Path) -> None:
    with pytest.raises(IndexMissing, match="baowen index"):
        open_index(tmp_path)


def test_an_open_index_outlives_its_generation(index_dir: Path, corpus: Path) -> None:
    with Retriever.open(str(index_dir), FakeEncoder()) as retriever:
        before = retriever.search("贷款余额")
        write_archive(corpus / "d.jsonl", [{"text": "云溪集市周六开市。"}])
        build_index([str(corpus)], str(index_dir), FakeEncoder())
        assert not (index_dir / GENERATION).exists()
        assert retriever.search("贷款余额") == before


def test_readers_never_see_a_half_built_index(index_dir: Path, corpus: Path) -> None:
    """A reader opens and searches in a loop while twelve generations are published."""
    faults: list[BaseException] = []
    seen: set[int] = set()
    done = threading.Event()

    def read() -> None:
        try:
            while not done.is_set():
                with Retriever.open(str(index_dir), FakeEncoder()) as retriever:
                    hits = retriever.search("集市第几天开市", k=20)
                    assert hits
                    market = {h.article.text for h in hits if h.article.id.startswith("m")}
                    seen.add(len(market))
        except BaseException as error:
            faults.append(error)

    readers = [threading.Thread(target=read) for _ in range(2)]
    for reader in readers:
        reader.start()
    for number in range(1, 13):
        rows = [{"id": f"m{i}", "text": f"集市第{i}天开市，{number}。"} for i in range(2)]
        write_archive(corpus / "d.jsonl", rows)
        build_index([str(corpus)], str(index_dir), FakeEncoder())
        time.sleep(0.02)
    done.set()
    for reader in readers:
        reader.join()
    assert not faults
    assert seen <= {0, 1, 2} and len(seen) > 1


def test_a_folder_that_nobody_may_write_to_is_read(
    index_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on a read-only disk; that a folder's rights forbid it says nothing to the superuser."""
    locks = [*index_dir.rglob("*.lock")]
    for lock in locks:
        lock.unlink()
    monkeypatch.setattr("bot.index.lexical.os.access", lambda path, mode: False)
    with Retriever.open(str(index_dir), FakeEncoder()) as retriever:
        assert retriever.search("贷款余额")[0].article.id == "loans"
    assert locks and not [*index_dir.rglob("*.lock")]


def test_reading_changes_nothing_on_disk(index_dir: Path) -> None:
    def listing() -> dict[Path, int]:
        files = (p for p in index_dir.rglob("*") if p.is_file() and not p.name.endswith(".lock"))
        return {path: path.stat().st_mtime_ns for path in files}

    before = listing()
    with Retriever.open(str(index_dir), FakeEncoder()) as retriever:
        retriever.search("贷款余额")
    assert listing() == before
