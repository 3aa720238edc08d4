"""A quote's file and boxes -> its clipping, or why there is none. The door of this room."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from pathlib import PurePosixPath
from threading import Lock

from bot.errors import ReadingError
from bot.reading.clippings.again import opened_again
from bot.reading.clippings.drawing import drawn
from bot.reading.clippings.page_parts import PageParts, image_parts, pdf_parts
from bot.reading.clippings.regions import regions_of
from bot.reading.kinds import HEAD, SUFFIXES, kind_of
from bot.reading.sources import digest_of
from bot.records import Clipping, PageBox, Picture

_MOST = 3  # pictures of one quote: it may run over columns and pages
_LOG = logging.getLogger(__name__)
_ONE_AT_A_TIME = Lock()  # PDFium bears no threads, and a page in memory is large


def clip(file: str, digest: str, boxes: Sequence[PageBox]) -> Clipping:
    """The page around the boxes, with the boxes outlined.

    `file` is a name that the index has, `digest` what it has for it: only a file with the same
    bytes is drawn. Of ALTO it is the image of the same name beside it; without one, nothing.
    """
    with _ONE_AT_A_TIME, opened_again(file) as source:
        if source is None:
            return Clipping(fault="gone")
        if digest_of(source) != digest.partition(" ")[0]:
            return Clipping(fault="changed")
        source.seek(0)
        try:
            kind = kind_of(file, source.read(HEAD))
            source.seek(0)
            if kind == "alto":
                return _beside(file, boxes)
            return _clipping(pdf_parts(source) if kind == "pdf" else image_parts(source), boxes)
        except Exception as error:  # the libraries raise many kinds; the article is shown anyway
            _LOG.warning("no clipping of %s: %s", file, error)
            return Clipping(fault="undrawn")


def _beside(file: str, boxes: Sequence[PageBox]) -> Clipping:
    """The clipping from the image that lies beside an ALTO file; an empty one without it."""
    name = PurePosixPath(file)
    for suffix in (suffix for suffix, kind in SUFFIXES.items() if kind == "image"):
        with opened_again(name.with_suffix(suffix).as_posix()) as image:
            if image is not None:
                return _clipping(image_parts(image), boxes)
    return Clipping()


def _clipping(page_parts: PageParts, boxes: Sequence[PageBox]) -> Clipping:
    pictures: list[Picture] = []
    for number in dict.fromkeys(box.page for box in boxes):
        own = [box for box in boxes if box.page == number]
        with page_parts(number) as page:
            for region in regions_of(own, *page.size)[: _MOST - len(pictures)]:
                pictures.append(drawn(page, region, own, number))
    if not pictures:
        raise ReadingError("no boxes")
    return Clipping(tuple(pictures))
