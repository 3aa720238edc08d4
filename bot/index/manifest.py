"""The manifest: one small JSON file that says which generation is current and what it holds."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from bot.errors import IndexDamaged, IndexMissing, IndexStale
from bot.index.layout import Layout
from bot.settings import DEFAULT_INDEX, FORMAT_VERSION, Settings


@dataclass(frozen=True, slots=True)
class EncoderMark:
    """Which encoder made the vectors. `open_encoder(name)` opens it again."""

    name: str
    fingerprint: str
    dim: int


@dataclass(frozen=True, slots=True)
class Counts:
    """How much an index holds."""

    files: int
    articles: int
    passages: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """What `manifest.json` says. `sizes` are the bytes of every file of the generation.

    `sums` are their checksums; indexes of before have none.
    """

    generation: str
    created: str  # ISO, UTC
    encoder: EncoderMark
    settings: Settings
    counts: Counts
    sizes: dict[str, int]
    format: int = FORMAT_VERSION
    sums: dict[str, int] = field(default_factory=dict)


def read_manifest(layout: Layout) -> Manifest:
    """The manifest of the index.

    Raises:
        IndexMissing: If there is none.
        IndexStale: If it is of another format version.
        IndexDamaged: If it cannot be read.
    """
    try:
        data = json.loads(layout.manifest.read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        raise missing(layout) from None
    except (OSError, ValueError) as error:
        raise damaged(layout, f"{layout.manifest.name}: {error}") from error
    version = data.get("format") if isinstance(data, dict) else None
    if version is not None and version != FORMAT_VERSION:
        raise IndexStale(
            f"索引格式为第 {version} 版，本程序需要第 {FORMAT_VERSION} 版：{layout.folder}。"
            f"请运行：{_command(layout, '报纸文件夹')} / The index has format {version}, this "
            f"program needs {FORMAT_VERSION}. Run: {_command(layout, 'PAPERS')}"
        )
    try:
        return _parse(data)
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise damaged(layout, f"{layout.manifest.name}: {error!r}") from error


def known_encoder(layout: Layout) -> str | None:
    """The name of the encoder of the index, even of a stale or damaged one; None if unknown."""
    try:
        name = json.loads(layout.manifest.read_text(encoding="utf-8"))["encoder"]["name"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return name if isinstance(name, str) else None


def write_manifest(layout: Layout, manifest: Manifest) -> None:
    """Make this the current manifest: readers see the old one or this one, never a part."""
    fresh = layout.manifest.with_suffix(".json.new")
    with open(fresh, "w", encoding="utf-8") as file:
        json.dump(asdict(manifest), file, ensure_ascii=False, indent=1)
        file.flush()
        os.fsync(file.fileno())
    os.replace(fresh, layout.manifest)


def missing(layout: Layout) -> IndexMissing:
    """The error for an index that is not there."""
    return IndexMissing(
        f"没有索引：{layout.folder}。请先运行：{_command(layout, '报纸文件夹')} / "
        f"There is no index at {layout.folder}. Run: {_command(layout, 'PAPERS')}"
    )


def damaged(layout: Layout, detail: str) -> IndexDamaged:
    """The error for an index whose parts do not fit together."""
    return IndexDamaged(
        f"索引已损坏：{layout.folder}（{detail}）。请运行：{_command(layout, '报纸文件夹')} / "
        f"The index is damaged: {layout.folder} ({detail}). Run: {_command(layout, 'PAPERS')}"
    )


def _command(layout: Layout, papers: str) -> str:
    """What builds this index: `baowen index`, or where it has a name of its own, that with it."""
    usual = layout.folder == Path(DEFAULT_INDEX)
    return "baowen index" if usual else f"baowen index {papers} --index {layout.folder}"


def _parse(data: dict[str, Any]) -> Manifest:
    sizes = {str(name): int(size) for name, size in data["sizes"].items()}
    return Manifest(
        generation=str(data["generation"]),
        created=str(data["created"]),
        encoder=EncoderMark(**data["encoder"]),
        settings=Settings(**data["settings"]),
        counts=Counts(**data["counts"]),
        sizes=sizes,
        format=data["format"],
        sums={str(name): int(total) for name, total in data.get("sums", {}).items()},
    )
