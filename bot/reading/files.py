"""Which files of the corpus are pages, and under which names they go."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from bot.errors import ReadingError
from bot.reading.decoding import cannot_open
from bot.reading.kinds import HEAD, SUFFIXES, is_alto

PAPERS_FILE = "papers.toml"  # what is known of the files in its folder: bot/reading/papers_file.py
_LOCK = "building.lock"  # lies in every index of ours, beside its other parts (bot/index/layout.py)
_INDEX = re.compile(r"building(?:\.lock)?|manifest\.json|gen-\d{6}|ocr")
_ABOUT_THE_FOLDER = re.compile(r"(readme|license|licence)([._-].*)?$", re.IGNORECASE)
_LITTER = re.compile(r"\.|~\$|(?:thumbs\.db|desktop\.ini|__MACOSX)$", re.IGNORECASE)


def list_files(paths: Sequence[str]) -> list[str]:
    """The files under the paths, sorted, each named by the path as typed, without repeats.

    `list_files(["corpus"]) -> ["corpus/云溪日报/2024-03-05_云溪日报_01版.txt", …]`. Hidden files
    and folders, README, LICENSE, papers.toml, indexes of ours and what desktops leave behind are
    left out, and so is the image of a page beside its ALTO file of the same name. Files of other
    kinds are listed too, and so are folders below the paths that do not open, so that they can be
    reported: `is_page_file` tells, `read_articles` says why.

    Raises:
        ReadingError: If a path does not exist or cannot be opened.
    """
    found: dict[str, None] = {}
    for path in paths:
        for name in sorted(_under(path)):
            found.setdefault(name)
    return list(found)


def is_page_file(path: str) -> bool:
    """True when `read_articles` knows this kind of file. `is_page_file("a.exe") -> False`."""
    return os.path.splitext(path)[1].lower() in SUFFIXES


def is_passed_over(name: str) -> bool:
    """True for a file that holds no news and is no mistake either: README, LICENSE and litter."""
    return bool(name == PAPERS_FILE or is_litter(name) or _ABOUT_THE_FOLDER.match(name))


def is_litter(name: str) -> bool:
    """True for what is hidden, or left behind by a desktop. `is_litter(".DS_Store") -> True`."""
    return bool(_LITTER.match(name))


def _under(path: str) -> Iterator[str]:
    if not path:  # of a variable that is not set; Path("") would be the folder that we are in
        raise ReadingError(
            "路径是空的。请写出文件或文件夹。 | The path is empty. Name a file or a folder."
        )
    root = Path(path)
    try:
        if root.is_dir():
            yield from _walk(root.as_posix(), sorted(root.iterdir()))
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


def _walk(name: str, entries: Sequence[Path]) -> Iterator[str]:
    if any(entry.name == _LOCK for entry in entries):
        entries = [entry for entry in entries if not _INDEX.fullmatch(entry.name)]
    described = {entry.stem for entry in entries if entry.suffix.lower() == ".xml"}
    for entry in entries:
        if _is_folder(entry):
            # A link to a folder above would never end.
            if not (entry.is_symlink() or is_litter(entry.name)):
                yield from _below(entry, _join(name, entry.name))
        elif not (is_passed_over(entry.name) or (entry.stem in described and _is_picture(entry))):
            yield _join(name, entry.name)


def _is_picture(entry: Path) -> bool:
    """True for an image whose page is in an ALTO file beside it: it would be read twice."""
    if SUFFIXES.get(entry.suffix.lower()) != "image":
        return False
    try:
        with entry.with_suffix(".xml").open("rb") as file:
            return is_alto(file.read(HEAD))
    except OSError:
        return False


def _below(folder: Path, name: str) -> Iterator[str]:
    try:
        entries = sorted(folder.iterdir())
    except OSError:
        yield name  # listed like a file: opening it tells the reason
        return
    yield from _walk(name, entries)


def _is_folder(entry: Path) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False  # listed like a file: opening it tells the reason


def _join(name: str, below: str) -> str:
    return f"{name}/{below}" if name != "." else below
