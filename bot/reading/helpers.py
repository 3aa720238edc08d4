"""Helper processes that read what will soon be asked for, each its share, in a fixed order.

A helper only saves time: what it does not give is read by whoever asks, with the same result. So
one that dies, or finds a file changed, costs nothing else; one that a part of a file ended is
started again behind it.
"""

from __future__ import annotations

import subprocess
from collections.abc import Mapping, Sequence
from contextlib import suppress
from tempfile import TemporaryFile
from typing import IO, Any

from bot.reading.cores import usable_cores
from bot.reading.messages import received, send
from bot.reading.started import started

_MOST_CORES = 8  # that read at once: each needs some 130 MB
_DEATHS = 8  # of a helper, after which it is not started again
_ROOM = 1 << 20  # bytes that wait, where the system allows: some twenty pages


class Helpers:
    """The parts of some files, such as pages, to be asked for in the order of the files.

    `Helpers("bot.reading.formats.pdf_helper", ["a.pdf"], worth=10, before=2).part("a.pdf", 0, 9)`.
    """

    def __init__(
        self,
        module: str,
        files: Sequence[str],
        *,
        worth: int,
        before: int,
        told: Mapping[str, object] | None = None,
    ) -> None:
        """Nothing is started before it is worth it: as many parts are left, as far as known.

        `before` are the parts that are read elsewhere while the helpers start, and `told` is what
        the module's `share` is told beside the files and its share of them.
        """
        self._module, self._files, self._told = module, files, dict(told or {})
        self._numbers = {file: number for number, file in enumerate(files)}
        self._worth = worth
        self._own = before  # parts still to be read elsewhere, once helpers are started
        self._helpers: list[_Helper] = []

    def close(self) -> None:
        """End the helpers."""
        for helper in self._helpers:
            helper.stop()
        self._helpers = []

    def part(self, file: str, index: int = 0, count: int = 1) -> Any:
        """This part of a file that has `count`, as it was sent; None: the caller has to read it."""
        number = self._numbers.get(file)
        if number is None:
            return None
        left = count - index + len(self._files) - number - 1
        if not self._helpers and left >= self._worth:
            self._start(number, index)
        if not self._helpers:
            return None
        if self._own > 0:
            self._own -= 1
            return None
        return self._helpers[(number + index) % len(self._helpers)].part(number, index)

    def _start(self, number: int, index: int) -> None:
        cores = usable_cores(_MOST_CORES)
        if cores > 1:
            first = {"number": number, "index": index, "passed": self._own}
            task = self._told | {"files": self._files, "helpers": cores} | first
            self._helpers = [
                _Helper(self._module, task | {"helper": helper}) for helper in range(cores)
            ]


class _Helper:
    """A process that reads every so many parts, in their order."""

    def __init__(self, module: str, task: dict[str, object]) -> None:
        self._module, self._task = module, task
        self._given: tuple[int, int] = (-1, -1)  # the last part that came: its file and index
        self._last: Any = None
        self._process: subprocess.Popen[bytes] | None = None
        self._parts: IO[bytes] | None = None
        self._deaths = 0
        self._start()

    def _start(self) -> None:
        with suppress(OSError), TemporaryFile() as told:
            send(told, self._task)
            told.seek(0)
            self._process = started(self._module, told, room=_ROOM)
            self._parts = self._process.stdout

    def part(self, number: int, index: int) -> Any:
        """This part of this file; None if it could not be read, or will not come."""
        wanted = (number, index)
        while self._given < wanted and self._parts is not None:
            try:
                number, index, self._last = received(self._parts)
            except EOFError:  # it has done all, or died
                self._end(*wanted)
                return None
            self._given = (number, index)
        return self._last if self._given == wanted else None

    def _end(self, number: int, index: int) -> None:
        """Let go of a process that gives no more; start it again behind the part that ended it."""
        if self._process is not None and self._process.wait() < 0 and self._deaths < _DEATHS:
            self._deaths += 1
            self.stop()
            self._task = self._task | {"number": number, "index": index + 1, "passed": 0}
            self._start()
        else:
            self.stop()

    def stop(self) -> None:
        """End it at once: it only reads."""
        self._parts = None
        if self._process is not None:
            with self._process as process:
                process.kill()
