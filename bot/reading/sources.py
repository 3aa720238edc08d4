"""Paths -> sources: each file under them, and each member of a zip archive, as named bytes."""

from __future__ import annotations

import hashlib
import os
import stat
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import IO
from zipfile import BadZipFile

from bot.errors import ReadingError
from bot.reading.ahead import ReadAhead
from bot.reading.decoding import cannot_open
from bot.reading.files import is_page_file, list_files
from bot.reading.identity import NOTHING_TOLD, Told
from bot.reading.kinds import HEAD
from bot.reading.mets_files import MetsFiles
from bot.reading.packed import Member, is_packed, members_of
from bot.reading.papers_file import PapersFiles
from bot.settings import READING_VERSION

_BLOCK = 1 << 20
_ROWS = (".jsonl", ".csv")  # keep their articles apart: how pages are read is nothing to them


@dataclass(frozen=True, slots=True)
class Source:
    """Something that a reader reads: what it is called, its bytes, and what is told of it.

    `cache` is a folder where readers may keep what took long to find out; None is none. `ahead`
    is who opens PDF files and reads files ahead, if anyone does.
    """

    name: str
    opens: Callable[[], IO[bytes]]
    told: Told = NOTHING_TOLD
    cache: Path | None = None
    ahead: ReadAhead | None = None

    @contextmanager
    def opened(self) -> Iterator[IO[bytes]]:
        """The bytes as a file, closed afterwards.

        Raises:
            ReadingError: If it cannot be opened, or read to its end, with the reason.
        """
        try:
            with self.opens() as file:
                yield file
        except OSError as error:
            raise cannot_open(self.name, error) from error
        except (BadZipFile, EOFError, NotImplementedError, zlib.error) as error:
            raise ReadingError(
                f"压缩包里的这个文件已损坏: {self.name} ({error})。请重新打包。 | "
                f"Damaged in its archive: {self.name} ({error}). Pack it again."
            ) from error

    def read(self) -> bytes:
        """All its bytes. Raises ReadingError like `opened`."""
        with self.opened() as file:
            return file.read()

    def head(self) -> bytes:
        """Its first bytes. Raises ReadingError like `opened`."""
        with self.opened() as file:
            return file.read(HEAD)

    def digest(self) -> tuple[str, int]:
        """A digest of its bytes, one of what is told of it behind it, and how many bytes there are.

        Behind both stands how files are read, where that changes what is read from the same bytes:
        an index sees by its digest that a file is to be read again. Raises ReadingError like
        `opened`.
        """
        with self.opened() as file:
            digest = digest_of(file)
            size = file.tell()
        rows = self.name.lower().endswith(_ROWS)
        how = "" if rows else f"r{READING_VERSION}"
        return " ".join(filter(None, [digest, self.told.stamp.hex(), how])), size


def source_of(
    file: str, told: Told = NOTHING_TOLD, cache: Path | None = None, ahead: ReadAhead | None = None
) -> Source:
    """The source that a file is, of which this is told. `source_of("a.txt").head() -> b"\xe6…"`."""
    return Source(file, partial(_open, file), told, cache, ahead)


def digest_of(file: IO[bytes]) -> str:
    """SHA-256 of what is left to read in the file: how `Source.digest` begins."""
    digest = hashlib.sha256()
    while block := file.read(_BLOCK):
        digest.update(block)
    return digest.hexdigest()


class Corpus:
    """The files under some paths, in their order."""

    def __init__(self, paths: Sequence[str], cache: Path | None = None) -> None:
        """List them. Raises ReadingError if a path does not exist or a papers.toml is wrong.

        `cache` is a folder for what OCR reads, so that no page is read twice.
        """
        self._cache, self.paths = cache, list(paths)
        self.files = list_files(paths)
        self._told = PapersFiles(paths)
        for file in self.files:  # a wrong papers.toml is told now, not in the middle of the work
            self._told.of(file, file)

    @cached_property
    def _mets(self) -> MetsFiles:
        return MetsFiles(((file, partial(_open, file)) for file in self.files), _why_closed)

    def sources(self, ahead: ReadAhead | None = None) -> Iterator[Source]:
        """A source for each file, and for each member of an archive in its place.

        The source of a member can be opened only until the next one is asked for. What cannot be
        read has a source too: opening it, or reading articles from it, says why.
        """
        for file in self.files:
            told = self._mets.told(file, self._told.of(file, file))
            source = source_of(file, told, self._cache, ahead)
            if not is_page_file(file) or not _looks_packed(source):
                yield source
                continue
            with members_of(file) as members:
                if members is None:
                    yield source
                else:
                    opens = ((member.name, member.opens) for member in members)
                    listed = MetsFiles(opens, lambda name: "不在压缩包里 / not in the archive")
                    for member in members:
                        yield self._member(file, member, listed, ahead)

    def _member(
        self, file: str, member: Member, mets: MetsFiles, ahead: ReadAhead | None
    ) -> Source:
        told = mets.told(member.name, self._told.of(file, member.name))
        return Source(member.name, member.opens, told, self._cache, ahead)


def _looks_packed(source: Source) -> bool:
    try:
        return is_packed(source.head())
    except ReadingError:
        return False  # told when it is read


def _why_closed(path: str) -> str | None:
    """Why the file does not open; None if it does."""
    try:
        with _open(path):
            return None
    except OSError as error:
        return error.strerror or str(error)
    except (ReadingError, ValueError):  # a pipe; a name that no file can have
        return "不是普通文件 / not a regular file"


def _open(path: str) -> IO[bytes]:
    mode = os.stat(path).st_mode
    if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):  # a pipe would never end
        raise ReadingError(
            f"不是普通文件: {path}。请移走它。 | Not a regular file: {path}. Move it away."
        )
    return open(path, "rb")
