"""Which files of the corpus are pages, and under which names they go."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from bot.errors import ReadingError
from bot.reading.decoding import cannot_open

PAGE_SUFFIXES = (".txt", ".text", ".md")
ARCHIVE_SUFFIXES = (".jsonl",)
_ABOUT_THE_FOLDER = re.compile(r"(readme|license|licence)([._-].*)?$", re.IGNORECASE)


def list_files(paths: Sequence[str]) -> list[str]:
    """The files under the paths, sorted, each named by the path as typed, without repeats.

    `list_files(["corpus"]) -> ["corpus/云溪日报/2024-03-05_云溪日报_01版.txt", …]`. Hidden files
    and folders, README and LICENSE are skipped. Files of other kinds are listed too, so that they
    can be reported: `is_page_file` tells, `read_articles` says why.

    Raises:
        ReadingError: If a path does not exist or a folder cannot be opened.
    """
    found: dict[str, None] = {}
    for path in paths:
        for name in sorted(_under(path)):
            found.setdefault(name)
    return list(found)


def is_page_file(path: str) -> bool:
    """True when `read_articles` knows this kind of file. `is_page_file("a.exe") -> False`."""
    return Path(path).suffix.lower() in PAGE_SUFFIXES + ARCHIVE_SUFFIXES


def is_archive(path: str) -> bool:
    """True for a file with one article a line. `is_archive("2020.jsonl") -> True`."""
    return Path(path).suffix.lower() in ARCHIVE_SUFFIXES


def require_page_file(file: str) -> None:
    """Nothing, for a kind of file that can be read.

    Raises:
        ReadingError: If the file is of a kind that cannot be read.
    """
    if not is_page_file(file):
        known = " ".join(PAGE_SUFFIXES + ARCHIVE_SUFFIXES)
        raise ReadingError(
            f"不支持的文件类型: {file}。可读的类型: {known}。 | "
            f"Unsupported kind of file: {file}. Kinds that can be read: {known}."
        )


def _under(path: str) -> Iterator[str]:
    root = Path(path)
    try:
        if root.is_dir():
            yield from _walk(root, root.as_posix())
            return
        exists = root.exists()
    except OSError as error:
        raise cannot_open(path, error) from error
    if not exists:
        raise ReadingError(
            f"路径不存在: {path}。请检查拼写，或先建立该文件夹。 | "
            f"No such path: {path}. Check the spelling, or create the folder first."
        )
    yield root.as_posix()


def _walk(folder: Path, name: str) -> Iterator[str]:
    try:
        entries = sorted(folder.iterdir())
    except OSError as error:
        raise cannot_open(name, error) from error
    for entry in entries:
        if entry.name.startswith("."):
            continue
        below = f"{name}/{entry.name}" if name != "." else entry.name
        if entry.is_dir():
            if not entry.is_symlink():  # a link to a folder above would never end
                yield from _walk(entry, below)
        elif not _ABOUT_THE_FOLDER.match(entry.name):
            yield below
