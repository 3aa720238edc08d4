"""A helper process of `bot.reading.ahead`: reads its share of the pages of some PDF files.

It is told on its standard input what to read, and writes a message for each page: the file's
number, the page's index and the page; None for one that cannot be read.

Plain files are read by the quick engine; pages that it does not give, and other files, by PDFium.
An engine that takes too long or too much is ended with the whole process.
"""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.reading.formats.pdf_lines import page_at
from bot.reading.formats.pdf_plain import is_plain
from bot.reading.formats.pdf_quick import QuickPages
from bot.reading.formats.pdf_size import refuse_swelling
from bot.reading.layout.placed import row_of
from bot.reading.limits import bound_process, limited
from bot.reading.messages import received, send

_LONGEST = 10.0  # seconds of processor time that an engine may take for a page

ReadPage = tuple[int, int, list[Any] | None]  # the file's number, the page's index, the page


def share(
    files: Sequence[str], number: int, index: int, helpers: int, helper: int, passed: int = 0
) -> Iterator[ReadPage]:
    """This helper's pages, from a page of the file with this number on, but `passed` of all.

    `list(share(["a.pdf"], 0, 0, 2, 1)) -> [(0, 1, […]), (0, 3, […])]`. A file that does not open
    has none: whoever opens it next will say why.
    """
    for at in range(number, len(files)):
        first = index if at == number else 0
        with suppress(Exception), closing(_opened(files[at])) as file:
            count = len(file.document)
            for page in range(first + passed, count):
                if (at + page) % helpers == helper:
                    yield at, page, _row(file, page)
            passed = max(passed - (count - first), 0)


@dataclass(frozen=True, slots=True)
class _File:
    """A PDF as PDFium opened it, and as the quick engine did if the file is plain."""

    document: Any
    quick: QuickPages | None

    def close(self) -> None:
        self.document.close()


def _opened(name: str) -> _File:
    from pypdfium2 import PdfDocument

    raw = Path(name).read_bytes()
    refuse_swelling(raw, name)
    with limited(_LONGEST):
        document = PdfDocument(raw)
    return _File(document, _quick(raw, len(document)))


def _quick(raw: bytes, count: int) -> QuickPages | None:
    """The pages of a plain PDF; None where the quick engine is not to be asked, or not there."""
    with suppress(Exception), limited(_LONGEST):
        quick = QuickPages(raw) if is_plain(raw) else None
        return quick if quick is not None and quick.count == count else None
    return None


def _row(file: _File, index: int) -> list[Any] | None:
    if file.quick is not None:
        with suppress(Exception), limited(_LONGEST):
            page = file.quick.page(index, file.document.get_page_size(index))
            if page is not None:
                return row_of(page)
    with suppress(Exception), limited(_LONGEST):
        return row_of(page_at(file.document, index))
    return None  # it is read again, and told, by whoever asked


def main() -> None:
    """Do what standard input tells, until done or nobody listens."""
    bound_process()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever asked ends this process
    for message in share(**received(sys.stdin.buffer)):
        send(sys.stdout.buffer, message)


if __name__ == "__main__":
    main()
