"""A part of a page with lines outlined in it -> a JPEG."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from bot.reading.clippings.page_parts import OpenPage
from bot.reading.clippings.regions import on_page
from bot.reading.layout.placed import Box
from bot.records import PageBox, Picture

_WIDEST, _HIGHEST = 1100, 1600  # pixels of a picture
_SEAL = (155, 42, 31)  # the colour of the outline, as in the chat
_MARK = (255, 240, 178)  # what shines through under the words
_STROKE = 3  # pixels
_QUALITY = 82  # of the JPEG


def drawn(page: OpenPage, region: Box, boxes: Sequence[PageBox], number: int) -> Picture:
    """The region of the page, page `number` of its file, with the boxes within it outlined."""
    scale = min(page.finest, _WIDEST / region.width, _HIGHEST / region.height)
    image = page.part(region, scale)
    places = [on_page(box, *page.size) for box in boxes]
    marked = _marked(image, [_moved(box, region, scale) for box in places if region.holds(box)])
    out = io.BytesIO()
    marked.save(out, "JPEG", quality=_QUALITY)
    return Picture(out.getvalue(), marked.width, marked.height, number)


def _moved(box: Box, region: Box, scale: float) -> Box:
    """The box in pixels of the picture."""
    return Box(
        (box.left - region.left) * scale,
        (box.top - region.top) * scale,
        (box.right - region.left) * scale,
        (box.bottom - region.top) * scale,
    )


def _marked(image: Any, boxes: Sequence[Box]) -> Any:
    """The image with the boxes shining and one line around all that touch."""
    from PIL import Image, ImageChops, ImageDraw, ImageFilter

    mask = Image.new("L", image.size, 0)
    draw = ImageDraw.Draw(mask)
    for box in boxes:
        size = min(box.width, box.height)
        side, end = 0.1 * size, 0.3 * size  # so that the lines of a paragraph touch
        draw.rectangle((box.left - side, box.top - end, box.right + side, box.bottom + end), 255)
    shining = ImageChops.multiply(image, Image.new("RGB", image.size, _MARK))
    image = Image.composite(shining, image, mask)
    edge = ImageChops.subtract(mask.filter(ImageFilter.MaxFilter(2 * _STROKE - 1)), mask)
    return Image.composite(Image.new("RGB", image.size, _SEAL), image, edge)
