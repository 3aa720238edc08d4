"""A helper process of `bot.reading.ahead`: reads its share of the pages of some PDF files.

It is told on its standard input what to read, and writes a message for each page: the file's
number, the page's index and the page; None for one that cannot be read.
"""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

from bot.reading.formats.pdf_lines import page_at
from bot.reading.formats.pdf_size import refuse_swelling
from bot.reading.layout.placed import row_of
from bot.reading.messages import received, send

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
        with suppress(Exception), closing(_opened(files[at])) as document:
            count = len(document)
            for page in range(first + passed, count):
                if (at + page) % helpers == helper:
                    yield at, page, _row(document, page)
            passed = max(passed - (count - first), 0)


def _opened(file: str) -> Any:
    from pypdfium2 import PdfDocument

    raw = Path(file).read_bytes()
    refuse_swelling(raw, file)
    return PdfDocument(raw)


def _row(document: Any, index: int) -> list[Any] | None:
    try:
        return row_of(page_at(document, index))
    except Exception:  # it is read again, and told, by whoever asked
        return None


def main() -> None:
    """Do what standard input tells, until done or nobody listens."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever asked ends this process
    for message in share(**received(sys.stdin.buffer)):
        send(sys.stdout.buffer, message)


if __name__ == "__main__":
    main()
