"""PDF pages are read ahead by helper processes, one for each core: PDFium does one at a time.

A helper only saves time: what it does not give is read by `apart`, with the same result. So one
that dies, or finds a file changed, costs nothing else; one that was ended by a page is started
again behind it.
"""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from contextlib import suppress
from tempfile import TemporaryFile
from typing import IO, Any

from bot.reading.cores import usable_cores
from bot.reading.formats.pdf_apart import PdfApart
from bot.reading.layout.placed import PlacedPage, page_of
from bot.reading.messages import received, send
from bot.reading.started import started

_HELPER = "bot.reading.formats.pdf_helper"
_BEFORE = 2  # pages read here while the helpers start
_WORTH = 10  # pages left, as far as known, for which helpers are started
_MOST_CORES = 4  # that read at once: each needs memory
_DEATHS = 8  # of a helper, after which it is not started again
_ROOM = 1 << 20  # bytes of pages that wait, where the system allows: about twenty pages


class PagesAhead:
    """The pages of some PDF files, to be asked for in the order of the files.

    `with closing(PagesAhead(["a.pdf", "b.pdf"])) as ahead: ahead.page("a.pdf", 0, count)`.
    """

    def __init__(self, files: Sequence[str]) -> None:
        """Files of other kinds are passed over; nothing is started before it is worth it."""
        self._files = [file for file in files if file.lower().endswith(".pdf")]
        self._numbers = {file: number for number, file in enumerate(self._files)}
        self._own = _BEFORE  # pages still to be read here, once helpers are started
        self._helpers: list[_Helper] = []
        self.apart = PdfApart()  # who opens the files, and reads what the helpers do not

    def close(self) -> None:
        """End the helpers."""
        self.apart.close()
        for helper in self._helpers:
            helper.stop()
        self._helpers = []

    def page(self, file: str, index: int, count: int) -> PlacedPage | None:
        """The page of a file that has `count`; None if the caller has to read it."""
        number = self._numbers.get(file)
        if number is None:
            return None
        left = count - index + len(self._files) - number - 1
        if not self._helpers and left >= _WORTH:
            self._start(number, index)
        if not self._helpers:
            return None
        if self._own > 0:
            self._own -= 1
            return None
        return self._helpers[(number + index) % len(self._helpers)].page(number, index)

    def _start(self, number: int, index: int) -> None:
        cores = usable_cores(_MOST_CORES)
        if cores > 1:
            first = {"number": number, "index": index, "passed": self._own}
            task = {"files": self._files, **first, "helpers": cores}
            self._helpers = [_Helper(task | {"helper": helper}) for helper in range(cores)]


class _Helper:
    """A process that reads every so many pages, in their order."""

    def __init__(self, task: dict[str, object]) -> None:
        self._task = task
        self._given: tuple[int, int] = (-1, -1)  # the last page that came: its file and index
        self._row: Any = None
        self._process: subprocess.Popen[bytes] | None = None
        self._pages: IO[bytes] | None = None
        self._deaths = 0
        self._start()

    def _start(self) -> None:
        with suppress(OSError), TemporaryFile() as told:
            send(told, self._task)
            told.seek(0)
            self._process = started(_HELPER, told, room=_ROOM)
            self._pages = self._process.stdout

    def page(self, number: int, index: int) -> PlacedPage | None:
        """This page of this file; None if it could not be read, or will not come."""
        wanted = (number, index)
        while self._given < wanted and self._pages is not None:
            try:
                number, index, self._row = received(self._pages)
            except EOFError:  # it has done all, or died
                self._end(*wanted)
                return None
            self._given = (number, index)
        return page_of(self._row) if self._given == wanted and self._row else None

    def _end(self, number: int, index: int) -> None:
        """Let go of a process that gives no more; start it again behind the page that ended it."""
        if self._process is not None and self._process.wait() < 0 and self._deaths < _DEATHS:
            self._deaths += 1
            self.stop()
            self._task = self._task | {"number": number, "index": index + 1, "passed": 0}
            self._start()
        else:
            self.stop()

    def stop(self) -> None:
        """End it at once: it only reads."""
        self._pages = None
        if self._process is not None:
            with self._process as process:
                process.kill()
