"""Where everything of an index lies on disk.

index/
├── manifest.json      which generation is current, and what it holds; replaced in one step
├── gen-000001/        one finished generation, never changed again
│   ├── store.sqlite   files, articles, passages and vectors: the truth
│   ├── lexical/       BM25 over words and character bigrams (tantivy), made from the store
│   ├── dense.faiss    the vectors for searching (FAISS), made from the store
│   └── coarse.faiss   the same in short for a first look, where there are many
├── building/          the next generation, unfinished; a killed build is taken up again here
└── building.lock      held by the process that builds
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Generation:
    """The three parts of one generation. `Generation(Path("index/gen-000001")).dense`."""

    folder: Path

    @property
    def store(self) -> Path:
        """The SQLite file."""
        return self.folder / "store.sqlite"

    @property
    def lexical(self) -> Path:
        """The folder of tantivy."""
        return self.folder / "lexical"

    @property
    def dense(self) -> Path:
        """The FAISS file."""
        return self.folder / "dense.faiss"

    @property
    def coarse(self) -> Path:
        """The FAISS file of the first look; a small index has none."""
        return self.folder / "coarse.faiss"

    def sizes(self) -> dict[str, int]:
        """Bytes of every file: `{"dense.faiss": 4145, "lexical/meta.json": 2011, …}`.

        Lock files of tantivy (hidden, empty, made by readers too) are left out.
        """
        files = [p for p in self.folder.rglob("*") if p.is_file() and not p.name.endswith(".lock")]
        return {p.relative_to(self.folder).as_posix(): p.stat().st_size for p in sorted(files)}

    def sums(self) -> dict[str, int]:
        """A checksum of every file: it tells of a bit that has changed, where the size does not."""
        return {name: _sum(self.folder / name) for name in self.sizes()}


def _sum(path: Path) -> int:
    total = 0
    with open(path, "rb") as file:
        while block := file.read(_BLOCK):
            total = crc32(block, total)
    return total


@dataclass(frozen=True, slots=True)
class Layout:
    """The files of an index folder. `Layout(Path("index")).manifest`."""

    folder: Path

    @property
    def manifest(self) -> Path:
        """The file that says which generation is current."""
        return self.folder / "manifest.json"

    @property
    def lock(self) -> Path:
        """The file that a building process holds."""
        return self.folder / "building.lock"

    @property
    def building(self) -> Generation:
        """The next generation, unfinished."""
        return Generation(self.folder / "building")

    def generation(self, name: str) -> Generation:
        """The generation of this name."""
        return Generation(self.folder / name)

    def generations(self) -> list[str]:
        """Names of the generations on disk, oldest first."""
        return sorted(path.name for path in self.folder.glob("gen-*") if path.is_dir())
