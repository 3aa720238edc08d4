"""An image of a page (png, jpg, tif, webp) -> a page, by OCR and the places of its lines."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import partial

from bot.errors import OcrMissing, ReadingError
from bot.reading.formats.text_page import nothing_in
from bot.reading.layout.laid import lay
from bot.reading.pages import make_page
from bot.reading.scans.cache import kept
from bot.reading.scans.engine import engine_name, read_lines
from bot.reading.scans.pictures import pictures_of
from bot.reading.sources import Source
from bot.records import Page


def read_image(source: Source) -> Iterator[Page]:
    """The image as a page; a tif of several frames as several.

    Raises:
        OcrMissing: If the `ocr` extra is not installed.
        ReadingError: If the image is damaged, or holds no text.
    """
    try:
        engine = engine_name()
    except OcrMissing as error:
        raise OcrMissing(f"{source.name}: {error}") from error
    raw = source.read()
    digest = hashlib.sha256(raw).hexdigest()
    empty = True
    for number, picture in pictures_of(raw, source.name):
        key = f"{engine} {digest} {number}"
        try:
            laying = lay(kept(source.cache, key, partial(read_lines, picture)))
        except Exception as error:  # the engine raises many kinds; the other files go on
            raise ReadingError(
                f"文字识别失败: {source.name} ({error})。请另存为 png 再试。 | "
                f"OCR failed: {source.name} ({error}). Save it as png and try again."
            ) from error
        if not laying.places:
            continue
        empty = False
        made = make_page(laying.text, source.name, source.told, number=number, own_text=False)
        yield laying.page(made, int(number or 1))
    if empty:
        raise nothing_in(source.name)
