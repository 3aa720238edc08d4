"""A PDF, opened in a process of its own: what a hostile file does to PDFium ends only that one.

PDFium takes all memory, or never comes back, for files of a few kilobytes (forms that draw one
another, millions of operators), and its faults are those of the whole process.
"""

from __future__ import annotations

import subprocess
from contextlib import suppress
from typing import IO, Any, cast

from bot.errors import ReadingError
from bot.reading.formats.pdf_process import Server
from bot.reading.layout.placed import PlacedPage, page_of
from bot.reading.messages import received, send
from bot.reading.started import started

_PROCESS = "bot.reading.formats.pdf_process"
_DEATHS = 3  # of the process, by one file, after which the rest of it is not read


class PageSwellsError(Exception):
    """A page that took more time or memory than any page of a newspaper."""


class BrokenPageError(Exception):
    """A page that PDFium cannot read."""


class PdfApart:
    """Opens PDF files. `with closing(PdfApart()) as apart: apart.opened(raw, "a.pdf").page(0)`.

    The process is started for the first file and reads all of them. Where none can be started,
    they are read here.
    """

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._here: Server | None = None
        self.current: PdfPages | None = None  # whose file the process has open

    def opened(self, raw: bytes, name: str) -> PdfPages:
        """The pages of a PDF. Files may be read in turns: what another has closed is opened again.

        Raises:
            ReadingError: If it needs a password, is damaged, or would take too much to open.
        """
        pages = PdfPages(self, raw, name)
        pages.open()
        return pages

    def ask(self, asked: str, told: int, raw: bytes = b"") -> Any:
        """What the process answers. Raises PageSwellsError if that ends it."""
        if self._process is None and self._here is None:
            self._start()
        if self._here is not None:
            return self._here.answer(asked, raw if asked == "open" else told)
        process = cast("subprocess.Popen[bytes]", self._process)
        try:
            questions = cast("IO[bytes]", process.stdin)
            send(questions, [asked, told])
            questions.write(raw)
            questions.flush()
            return received(cast("IO[bytes]", process.stdout))
        except (EOFError, OSError) as error:
            self.close()
            raise PageSwellsError from error

    def _start(self) -> None:
        """Start the process; wait until it can be asked."""
        try:
            self._process = started(_PROCESS, subprocess.PIPE)
            received(cast("IO[bytes]", self._process.stdout))
        except (EOFError, OSError):
            self.close()
            self._here = Server()

    def close(self) -> None:
        """End the process, if there is one, and let go of the file."""
        self.current = None
        if self._process is not None:
            process, self._process = self._process, None
            process.kill()  # it only reads
            with suppress(OSError), process:  # what was not sent yet is lost
                pass
        if self._here is not None:
            self._here.close()


class PdfPages:
    """The pages of one file."""

    def __init__(self, apart: PdfApart, raw: bytes, name: str) -> None:
        self._apart, self._raw, self._name = apart, raw, name
        self._deaths = 0
        self.count = 0

    def open(self) -> None:
        """Find out how many pages there are. Raises ReadingError as `PdfApart.opened` does."""
        self._apart.current = None  # whatever comes of it, the file before is closed
        try:
            told, *more = self._apart.ask("open", len(self._raw), self._raw)
        except PageSwellsError as error:
            raise _swells(self._name) from error
        if told == "locked":
            raise ReadingError(
                f"PDF 有密码: {self._name}。请另存一份不带密码的。 | "
                f"The PDF needs a password: {self._name}. Save a copy without one."
            )
        if told == "damaged" or not more[0]:
            raise _damaged(self._name, more[0] or "0 pages")
        self._apart.current, self.count = self, more[0]

    def page(self, index: int) -> PlacedPage:
        """What the page shows. Raises BrokenPageError or PageSwellsError."""
        return page_of(self._asked("page", index))

    def picture(self, index: int) -> Any:
        """The page as a grey picture (uint8, height × width). Raises as `page` does."""
        import numpy as np

        height, width, greys = self._asked("picture", index)
        return np.frombuffer(greys, dtype=np.uint8).reshape(height, width)

    def _asked(self, asked: str, index: int) -> Any:
        if self._deaths >= _DEATHS:
            raise PageSwellsError
        if self._apart.current is not self:
            self.open()
        try:
            found = self._apart.ask(asked, index)
        except PageSwellsError:
            self._deaths += 1
            raise
        if found is None:
            raise BrokenPageError
        return found


def _swells(name: str) -> ReadingError:
    return ReadingError(
        f"PDF 打开时耗尽时间或内存，像是压缩炸弹，不读: {name}。 | "
        f"The PDF takes too much time or memory to open, like a zip bomb; not read: {name}."
    )


def _damaged(name: str, reason: object) -> ReadingError:
    return ReadingError(
        f"PDF 不完整或已损坏: {name} ({reason})。请重新下载。 | "
        f"Incomplete or damaged PDF: {name} ({reason}). Fetch it again."
    )
