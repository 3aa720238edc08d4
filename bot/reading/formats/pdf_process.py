"""The process behind `pdf_apart`: opens one PDF after the other, as its standard input asks.

It says that it is ready. Then it answers `["open", length]` and that many bytes with
`["pages", count]`, `["locked"]` or `["damaged", why]`, `["page", index]` with the page as a row,
`["picture", index]` with `[height, width, greys]`; with None where that cannot be read. A file
that takes too much time or memory ends the process.
"""

from __future__ import annotations

import signal
import sys
from contextlib import closing, suppress
from typing import Any

from bot.reading.formats.pdf_lines import page_at
from bot.reading.layout.placed import row_of
from bot.reading.limits import bound_process, limited
from bot.reading.messages import received, send
from bot.reading.scans.pictures import shrunk

_LONGEST = 30.0  # seconds of processor time for one answer; a dense page takes .1 to .3
_PASSWORD = 4  # FPDF_ERR_PASSWORD
DOTS = 170  # an inch, at which a page without a text layer is drawn for OCR


class Server:
    """Answers about the PDF that was opened last."""

    def __init__(self) -> None:
        self._document: Any = None

    def answer(self, asked: str, told: Any) -> Any:
        """The answer to one question; None for a page that cannot be read.

        `Server().answer("open", raw) -> ["pages", 4]`.
        """
        if asked == "open":
            return self._open(told)
        try:
            return self._picture(told) if asked == "picture" else self._page(told)
        except MemoryError:
            raise  # it ends the process
        except Exception:  # PDFium has many reasons; one bad page does not cost the others
            return None

    def _open(self, raw: bytes) -> list[Any]:
        from pypdfium2 import PdfDocument, PdfiumError

        self.close()
        try:
            self._document = PdfDocument(raw)
        except PdfiumError as error:
            code = getattr(error, "err_code", None)
            locked = code == _PASSWORD or "password" in str(error).lower()
            return ["locked"] if locked else ["damaged", str(error)]
        return ["pages", len(self._document)]

    def _page(self, index: int) -> list[Any]:
        return row_of(page_at(self._document, index))

    def _picture(self, index: int) -> list[Any]:
        with closing(self._document[index]) as page:
            width, height = page.get_size()
            scale = DOTS / 72
            scale *= shrunk(width * scale, height * scale)
            with closing(page.render(scale=scale, grayscale=True)) as drawn:
                grey = drawn.to_numpy()[:, :].squeeze()
                return [*grey.shape, grey.tobytes()]

    def close(self) -> None:
        """Let go of the file."""
        if self._document is not None:
            self._document.close()
            self._document = None


def main() -> None:
    """Answer until nobody asks."""
    bound_process()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever asked ends this process
    server, questions, answers = Server(), sys.stdin.buffer, sys.stdout.buffer
    send(answers, "ready")
    with suppress(EOFError):
        while True:
            asked, told = received(questions)
            if asked == "open":
                told = questions.read(told)
            with limited(_LONGEST):
                answer = server.answer(asked, told)
            send(answers, answer)


if __name__ == "__main__":
    main()
