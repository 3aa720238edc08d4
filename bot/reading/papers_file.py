"""papers.toml -> what it tells of the files in its folder and below. See docs/papers.toml.md."""

from __future__ import annotations

import hashlib
import os
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any, TypeGuard

from bot.dates import iso
from bot.errors import ReadingError
from bot.reading.decoding import cannot_open
from bot.reading.files import PAPERS_FILE
from bot.reading.identity import NOTHING_TOLD, Identity, Told
from bot.reading.page_numbers import plain_page

_KEYS = {"paper", "year", "sections", "files"}
_FILE_KEYS = {"pattern", "paper", "section"}
_PARTS = {
    "year": r"(?P<year>(?:19|20)\d\d)",
    "month": r"(?P<month>0[1-9]|1[0-2]|[1-9])",
    "day": r"(?P<day>0[1-9]|[12]\d|3[01]|[1-9])",
    "page": r"(?P<page>[A-Za-z]?\d{1,3})",
    "paper": r"(?P<paper>[^/]+?)",
    "section": r"(?P<section>[^/]+?)",
}
_TOKEN = re.compile(r"\{([^{}]*)\}|(\*)|([^{}*]+|[{}])")
_LINE = re.compile(r"at line (\d+)")


@dataclass(frozen=True, slots=True)
class _Rule:
    """One `[[files]]` entry."""

    pattern: re.Pattern[str]
    whole_path: bool  # the pattern speaks of folders too
    identity: Identity


@dataclass(frozen=True, slots=True)
class _PapersFile:
    """A papers.toml that was read."""

    folder: Path
    told: Told
    rules: tuple[_Rule, ...]

    def of(self, name: str) -> Told:
        """What it tells of the file of this name."""
        below = PurePosixPath(name).relative_to(self.folder.as_posix()).with_suffix("")
        for rule in self.rules:
            match = rule.pattern.fullmatch(str(below) if rule.whole_path else below.name)
            if match:
                found = rule.identity.filled(_identity(match.groupdict(), self.told.year))
                told = found.filled(self.told.identity)
                return Told(told, self.told.year, self.told.sections, self.told.stamp)
        return self.told


class PapersFiles:
    """The papers.toml files under some paths; the nearest one above a file speaks for it."""

    def __init__(self, paths: Sequence[str]) -> None:
        """Look for them under these paths; for a path that is a file, in its folder."""
        roots = map(Path, paths)
        self._roots = {root if root.is_dir() else root.parent for root in roots}
        self._read: dict[Path, _PapersFile | None] = {}
        self._nearest: dict[str, _PapersFile | None] = {}  # of a folder: its own or one above

    def of(self, path: str, name: str) -> Told:
        """What is told of the file `name`, which lies in or is the file at `path`.

        Raises:
            ReadingError: If the papers.toml is wrong: which line, and what to do.
        """
        name_of_folder = os.path.dirname(path)
        if name_of_folder not in self._nearest:
            self._nearest[name_of_folder] = self._find(Path(path).parents)
        found = self._nearest[name_of_folder]
        return found.of(name) if found is not None else NOTHING_TOLD

    def _find(self, folders: Sequence[Path]) -> _PapersFile | None:
        """The first one in these folders, as far as they are under the paths."""
        for folder in folders:
            if not any(folder.is_relative_to(root) for root in self._roots):
                break
            if folder not in self._read:
                self._read[folder] = _read(folder)
            if (found := self._read[folder]) is not None:
                return found
        return None


def _read(folder: Path) -> _PapersFile | None:
    file = folder / PAPERS_FILE
    try:
        raw = file.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        if not os.access(folder, os.X_OK, effective_ids=os.access in os.supports_effective_ids):
            return None  # nothing in the folder opens, as its files will tell
        raise cannot_open(file.as_posix(), error) from error
    try:
        text = raw.decode("utf-8-sig").replace("\r\n", "\n")
        table = tomllib.loads(text)
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise _wrong(file, line, "请存为 UTF-8", "Save it as UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        at = _LINE.search(str(error))
        line = int(at.group(1)) if at else text.count("\n") + 1
        raise _wrong(file, line, f"不是 TOML：{error}", f"Not TOML: {error}") from error
    return _Checked(file, text).papers_file(table, hashlib.sha256(raw).digest())


class _Checked:
    """Reads a table, and says of what is wrong in which line it stands."""

    def __init__(self, file: Path, text: str) -> None:
        self.file, self.lines = file, text.split("\n")

    def papers_file(self, table: Mapping[str, Any], stamp: bytes) -> _PapersFile:
        self._known(table, _KEYS)
        year = table.get("year")
        if year is not None and not (_is_int(year) and 1800 <= year <= 2200):
            raise self._wrong("year", "year 应是年份，如 2024", "year must be a year, like 2024")
        sections = table.get("sections", {})
        if not isinstance(sections, dict):
            raise self._wrong("sections", "sections 应是一张表", "sections must be a table")
        names = {plain_page(page): self._string(sections, page) or "" for page in sections}
        rules = table.get("files", [])
        if not isinstance(rules, list) or not all(isinstance(rule, dict) for rule in rules):
            raise self._wrong("files", "请写成 [[files]]", "Write it as [[files]]")
        told = Told(Identity(self._string(table, "paper")), year, names, stamp)
        return _PapersFile(self.file.parent, told, tuple(map(self._rule, rules)))

    def _rule(self, rule: Mapping[str, Any]) -> _Rule:
        self._known(rule, _FILE_KEYS)
        pattern = self._string(rule, "pattern")
        if pattern is None:
            raise self._wrong("[[files]]", "[[files]] 缺 pattern", "[[files]] lacks its pattern")
        given = Identity(self._string(rule, "paper"), section=self._string(rule, "section"))
        return _Rule(self._compiled(pattern), "/" in pattern, given)

    def _compiled(self, pattern: str) -> re.Pattern[str]:
        parts = []
        for name, star, plain in _TOKEN.findall(pattern):
            if plain in {"{", "}"} or not (name or star or plain):
                raise self._wrong(pattern, "花括号不成对", "A brace without its partner")
            if name and name not in _PARTS:
                known = " ".join(f"{{{part}}}" for part in _PARTS)
                raise self._wrong(
                    pattern, f"不认识 {{{name}}}；可用 {known} *",
                    f"Unknown {{{name}}}; there are {known} *",
                )  # fmt: skip
            if name and pattern.count(f"{{{name}}}") > 1:
                raise self._wrong(pattern, f"{{{name}}} 出现两次", f"{{{name}}} stands there twice")
            parts.append(_PARTS[name] if name else "[^/]*" if star else re.escape(plain))
        return re.compile("".join(parts))

    def _string(self, table: Mapping[str, Any], key: str) -> str | None:
        value = table.get(key)
        if value is not None and not (isinstance(value, str) and value.strip()):
            raise self._wrong(key, f"{key} 应是带引号的文字", f"{key} must be a text in quotes")
        return value.strip() if value is not None else None

    def _known(self, table: Mapping[str, Any], keys: set[str]) -> None:
        for key in table:
            if key not in keys:
                names = " ".join(sorted(keys))
                raise self._wrong(key, f"不认识 {key}；可用 {names}",
                                  f"Unknown {key}; there are {names}")  # fmt: skip

    def _wrong(self, what: str, chinese: str, english: str) -> ReadingError:
        numbers = (number for number, line in enumerate(self.lines, 1) if what in line)
        return _wrong(self.file, next(numbers, 1), chinese, english)


def _wrong(file: Path, line: int, chinese: str, english: str) -> ReadingError:
    return ReadingError(
        f"{file.as_posix()} 第 {line} 行有误：{chinese}。请改正后再运行。 | "
        f"{file.as_posix()}, line {line}: {english}. Correct it and run again."
    )


def _is_int(value: Any) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool)


def _identity(parts: Mapping[str, str | None], year: int | None) -> Identity:
    """The identity in what a pattern found."""
    found = {
        name: int(parts[name] or 0) or None for name in ("year", "month", "day") if name in parts
    }
    date = iso(found.get("year") or year, found.get("month"), found.get("day"))
    page = parts.get("page")
    return Identity(
        parts.get("paper"), date, plain_page(page) if page else None, parts.get("section")
    )
