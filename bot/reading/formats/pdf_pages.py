"""A PDF -> its pages, from the text layer, laid out by the places of its lines."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import cached_property
from hashlib import sha256

from bot.errors import OcrMissing, ReadingError
from bot.reading.formats.pdf_apart import PageSwellsError, PdfApart, PdfPages
from bot.reading.formats.pdf_process import DOTS
from bot.reading.formats.pdf_size import refuse_swelling
from bot.reading.formats.text_page import nothing_in
from bot.reading.layout.laid import Laying, lay
from bot.reading.layout.placed import PlacedPage
from bot.reading.pages import make_page
from bot.reading.scans.cache import kept
from bot.reading.scans.engine import engine_name, read_lines
from bot.reading.sources import Source
from bot.records import Page

_NAMED = 10  # pages named in an error; the rest are counted


def read_pdf(source: Source) -> Iterator[Page]:
    """The pages; a page's number is its place in the file unless it says.

    Pages without a text layer are read by OCR where the `ocr` extra is installed.

    Raises:
        ReadingError: If the file needs a password, is damaged, has no pages or would swell; after
            the last good page, if some cannot be read (OcrMissing if some are scans and there is
            no OCR).
    """
    scans, broken, heavy, empty = list[int](), list[int](), list[int](), list[int]()
    reader, raw = _Scans(source), source.read()
    refuse_swelling(raw, source.name)
    with _apart(source) as apart:
        file = apart.opened(raw, source.name)
        for index in range(file.count):
            try:
                laying = lay(_ahead(source, index, file.count) or file.page(index))
                if not laying.places and reader.ready:
                    laying = reader.laid(file, index)
            except (PageSwellsError, MemoryError):
                heavy.append(index + 1)
                continue
            except Exception:  # one bad page does not cost the others
                broken.append(index + 1)
                continue
            if not laying.places:
                (empty if reader.ready else scans).append(index + 1)
                continue
            number = str(index + 1) if file.count > 1 else None
            yield laying.page(
                make_page(laying.text, source.name, source.told, number=number, own_text=False),
                index + 1,
            )
    reasons = [
        _scans(scans, file.count),
        _unread(broken, "已损坏，未读；请重新下载", "are damaged; fetch the file again"),
        _unread(
            heavy, "耗尽时间或内存，像是压缩炸弹，未读", "take all time or memory, like a zip bomb"
        ),
    ]
    if empty and len(empty) == file.count:
        raise nothing_in(source.name)
    if any(reasons):
        kind = OcrMissing if scans else ReadingError
        raise kind(f"{source.name}: " + " ".join(filter(None, reasons)))


@contextmanager
def _apart(source: Source) -> Iterator[PdfApart]:
    """Who opens PDF files: that of the whole run, or one of this file's own."""
    if source.ahead is not None:
        yield source.ahead.apart
        return
    with closing(PdfApart()) as apart:
        yield apart


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
            self.key = f"{engine_name()} {digest} {DOTS}"
        except OcrMissing:
            return False
        return True

    def laid(self, file: PdfPages, index: int) -> Laying:
        """The page as OCR reads it, or as it was read before."""
        key = f"{self.key} {index}"
        return lay(kept(self.source.cache, key, lambda: read_lines(file.picture(index))))


def _scans(pages: list[int], count: int) -> str:
    if not pages:
        return ""
    chinese = "全部页面" if len(pages) == count else f"第 {_list(pages)} 页"
    english = "All pages" if len(pages) == count else f"Pages {_list(pages)}"
    return (
        f"{chinese}是扫描件，没有文字层，需要文字识别：pip install 'baowen[ocr]'。 | "
        f"{english}: scan without text layer; it needs OCR: pip install 'baowen[ocr]'."
    )


def _unread(pages: list[int], chinese: str, english: str) -> str:
    """That these pages were not read, and why."""
    if not pages:
        return ""
    return f"第 {_list(pages)} 页{chinese}。 | Pages {_list(pages)} were not read: they {english}."


def _list(pages: list[int]) -> str:
    return ", ".join(map(str, pages[:_NAMED])) + (" …" if len(pages) > _NAMED else "")
