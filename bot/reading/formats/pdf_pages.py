"""A PDF -> its pages, from the text layer, in the order in which the file gives the text.

The columns of a page are not told apart here: `glyphs` gives every character with its place and
size to whoever lays the page out.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import Any

from bot.errors import ReadingError
from bot.reading.decoding import universal_newlines
from bot.reading.pages import make_page
from bot.reading.sources import Source
from bot.records import Page

_PASSWORD = 4  # FPDF_ERR_PASSWORD
_NAMED = 10  # pages named in an error; the rest are counted
_NO_CHARACTERS = dict.fromkeys([0, 2, 0xFFFE, 0xFFFF])  # what PDFium gives for a soft hyphen


@dataclass(frozen=True, slots=True)
class Glyph:
    """A printed character: its box in points from the page's lower left corner, its font's size."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    size: float


def read_pdf(source: Source) -> Iterator[Page]:
    """The pages that have a text layer; a page's number is its place in the file unless it says.

    Raises:
        ReadingError: If the file needs a password, is damaged or has no pages; after the last good
            page, if some have no text layer or cannot be read.
    """
    scans, broken = [], []
    with closing(_opened(source)) as document:
        count = len(document)
        for index in range(count):
            try:
                text = _text(document, index)
            except Exception:  # one bad page does not cost the others
                broken.append(index + 1)
                continue
            if not text.strip():
                scans.append(index + 1)
                continue
            number = str(index + 1) if count > 1 else None
            page = make_page(text, source.name, source.told, number=number, own_text=False)
            yield page
    reasons = [_scans(scans, count), _broken(broken)]
    if any(reasons):
        raise ReadingError(f"{source.name}: " + " ".join(filter(None, reasons)))


def glyphs(textpage: Any) -> list[Glyph]:
    """The characters of a pypdfium2 text page in the file's order; white space is among them."""
    from pypdfium2 import raw

    found = []
    for number in range(textpage.count_chars()):
        text = chr(raw.FPDFText_GetUnicode(textpage, number))
        size = raw.FPDFText_GetFontSize(textpage, number)
        left, bottom, right, top = textpage.get_charbox(number)
        found.append(Glyph(text, left, bottom, right, top, size))
    return found


def _opened(source: Source) -> Any:
    from pypdfium2 import PdfDocument, PdfiumError

    try:
        document = PdfDocument(source.read())
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


def _text(document: Any, index: int) -> str:
    with closing(document[index]) as page, closing(page.get_textpage()) as textpage:
        text: str = textpage.get_text_range()
    return universal_newlines(text).translate(_NO_CHARACTERS)


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
