"""A PDF -> its pages, from the text layer, laid out by the places of its lines."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from functools import cached_property, partial
from hashlib import sha256
from typing import Any

from bot.errors import OcrMissing, ReadingError
from bot.reading.formats.pdf_lines import page_at
from bot.reading.formats.pdf_size import refuse_swelling
from bot.reading.formats.text_page import nothing_in
from bot.reading.layout.laid import Laying, lay
from bot.reading.layout.placed import PlacedPage
from bot.reading.pages import make_page
from bot.reading.scans.cache import kept
from bot.reading.scans.engine import engine_name, read_lines
from bot.reading.scans.pictures import shrunk
from bot.reading.sources import Source
from bot.records import Page

_PASSWORD = 4  # FPDF_ERR_PASSWORD
_DOTS = 170  # an inch, at which a page without a text layer is drawn for OCR
_NAMED = 10  # pages named in an error; the rest are counted


def read_pdf(source: Source) -> Iterator[Page]:
    """The pages; a page's number is its place in the file unless it says.

    Pages without a text layer are read by OCR where the `ocr` extra is installed.

    Raises:
        ReadingError: If the file needs a password, is damaged, has no pages or would swell; after
            the last good page, if some cannot be read (OcrMissing if some are scans and there is
            no OCR).
    """
    scans: list[int] = []
    broken: list[int] = []
    empty: list[int] = []
    reader = _Scans(source)
    with closing(_opened(source)) as document:
        count = len(document)
        for index in range(count):
            try:
                laying = lay(_ahead(source, index, count) or page_at(document, index))
                if not laying.places and reader.ready:
                    laying = reader.laid(document, index)
            except Exception:  # one bad page does not cost the others
                broken.append(index + 1)
                continue
            if not laying.places:
                (empty if reader.ready else scans).append(index + 1)
                continue
            number = str(index + 1) if count > 1 else None
            yield laying.page(
                make_page(laying.text, source.name, source.told, number=number, own_text=False),
                index + 1,
            )
    reasons = [_scans(scans, count), _broken(broken)]
    if empty and len(empty) == count:
        raise nothing_in(source.name)
    if any(reasons):
        kind = OcrMissing if scans else ReadingError
        raise kind(f"{source.name}: " + " ".join(filter(None, reasons)))


def _opened(source: Source) -> Any:
    from pypdfium2 import PdfDocument, PdfiumError

    raw = source.read()
    refuse_swelling(raw, source.name)
    try:
        document = PdfDocument(raw)
    except PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD or "password" in str(error).lower():
            raise ReadingError(
                f"PDF 有密码: {source.name}。请另存一份不带密码的。 | "
                f"The PDF needs a password: {source.name}. Save a copy without one."
            ) from error
        raise _damaged(source.name, error) from error
    if len(document) == 0:
        document.close()
        raise _damaged(source.name, "0 pages")
    return document


def _damaged(name: str, reason: object) -> ReadingError:
    return ReadingError(
        f"PDF 不完整或已损坏: {name} ({reason})。请重新下载。 | "
        f"Incomplete or damaged PDF: {name} ({reason}). Fetch it again."
    )


def _ahead(source: Source, index: int, count: int) -> PlacedPage | None:
    return source.ahead.page(source.name, index, count) if source.ahead else None


class _Scans:
    """OCR for the pages of one file that have no text layer."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.key = ""

    @cached_property
    def ready(self) -> bool:
        """True when the `ocr` extra is installed."""
        try:
            digest = sha256(self.source.read()).hexdigest()
            self.key = f"{engine_name()} {digest} {_DOTS}"
        except OcrMissing:
            return False
        return True

    def laid(self, document: Any, index: int) -> Laying:
        """The page as OCR reads it, or as it was read before."""
        key = f"{self.key} {index}"
        return lay(kept(self.source.cache, key, partial(_ocr, document, index)))


def _ocr(document: Any, index: int) -> PlacedPage:
    with closing(document[index]) as page:
        width, height = page.get_size()
        scale = _DOTS / 72
        scale *= shrunk(width * scale, height * scale)
        return read_lines(page.render(scale=scale, grayscale=True).to_numpy()[:, :].squeeze())


def _scans(pages: list[int], count: int) -> str:
    if not pages:
        return ""
    chinese = "全部页面" if len(pages) == count else f"第 {_list(pages)} 页"
    english = "All pages" if len(pages) == count else f"Pages {_list(pages)}"
    return (
        f"{chinese}是扫描件，没有文字层，需要文字识别：pip install 'baowen[ocr]'。 | "
        f"{english}: scan without text layer; it needs OCR: pip install 'baowen[ocr]'."
    )


def _broken(pages: list[int]) -> str:
    if not pages:
        return ""
    return (
        f"第 {_list(pages)} 页已损坏，未读；请重新下载。 | "
        f"Pages {_list(pages)} are damaged and were not read. Fetch the file again."
    )


def _list(pages: list[int]) -> str:
    return ", ".join(map(str, pages[:_NAMED])) + (" …" if len(pages) > _NAMED else "")
