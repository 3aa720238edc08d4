"""What helper processes read ahead: the pages of PDF files, and texts and documents as articles.

PDFium does one page at a time, and so does Python.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePosixPath

from bot.reading.article_rows import article_of
from bot.reading.formats.pdf_apart import PdfApart
from bot.reading.helpers import Helpers
from bot.reading.layout.placed import PlacedPage, page_of
from bot.records import Article

# How much must be left to be read for helpers to be started, and how much is read here meanwhile.
_PAGES, _PAGES_HERE = 10, 2
_FILES, _FILES_HERE = 100, 40
_TEXTS = frozenset((".txt", ".text", ".md", ".html", ".htm", ".xhtml", ".shtml", ".docx"))


class ReadAhead:
    """The files that will be read, to be asked for in their order.

    `with closing(ReadAhead(["a.pdf", "b.pdf"])) as ahead: ahead.page("a.pdf", 0, count)`.
    """

    def __init__(self, files: Sequence[str], paths: Sequence[str] = ()) -> None:
        """Files of other kinds are passed over; nothing is started before it is worth it.

        `paths` are those under which the files were found; without any, only PDF is read ahead.
        """
        kinds = [(file, PurePosixPath(file).suffix.lower()) for file in files]
        self._pages = Helpers(
            "bot.reading.formats.pdf_helper",
            [file for file, kind in kinds if kind == ".pdf"],
            worth=_PAGES,
            before=_PAGES_HERE,
        )
        self._texts = Helpers(
            "bot.reading.text_helper",
            [file for file, kind in kinds if kind in _TEXTS] if paths else [],
            worth=_FILES,
            before=_FILES_HERE,
            told={"paths": paths},
        )
        self.apart = PdfApart()  # who opens PDF files, and reads the pages that helpers do not

    def close(self) -> None:
        """End the processes."""
        self.apart.close()
        self._pages.close()
        self._texts.close()

    def page(self, file: str, index: int, count: int) -> PlacedPage | None:
        """The page of a PDF that has `count`; None if the caller has to read it."""
        row = self._pages.part(file, index, count)
        return page_of(row) if row else None

    def articles(self, file: str, stamp: bytes) -> list[Article] | None:
        """The articles of a file, of which that was told whose digest is the stamp.

        None if the caller has to read it.
        """
        told, rows = self._texts.part(file) or (None, None)
        return [article_of(row) for row in rows] if rows is not None and told == stamp else None
