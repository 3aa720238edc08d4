"""Pages of a PDF and frames of an image, of which parts can be drawn in bounded memory."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import dataclass
from functools import partial
from typing import IO, Any

from bot.errors import ReadingError
from bot.reading.layout.placed import Box

_LARGEST = 80_000_000  # pixels of an image that is decoded; a broadsheet at 400 dots has 62 million
_FORMATS = ("PNG", "JPEG", "TIFF", "WEBP")
_FINEST = 200 / 72  # pixels a point, of a PDF


@dataclass(frozen=True, slots=True)
class OpenPage:
    """A page that can be drawn.

    `part(region, scale)` gives a part of it as a Pillow image, `scale` pixels for each unit; of
    `finest` at most.
    """

    size: tuple[float, float]
    finest: float
    part: Callable[[Box, float], Any]


PageParts = Callable[[int], AbstractContextManager[OpenPage]]  # of the page with this number


def pdf_parts(file: IO[bytes]) -> PageParts:
    """The pages of a PDF, in points. `with pdf_parts(file)(1) as page: page.size`."""
    return partial(_pdf_page, file)


def image_parts(file: IO[bytes]) -> PageParts:
    """The frames of an image, in pixels."""
    return partial(_frame, file)


@contextmanager
def _pdf_page(file: IO[bytes], number: int) -> Iterator[OpenPage]:
    from pypdfium2 import PdfDocument

    with closing(PdfDocument(file)) as document, closing(document[number - 1]) as page:
        yield OpenPage(page.get_size(), _FINEST, partial(_pdf_part, page))


def _pdf_part(page: Any, region: Box, scale: float) -> Any:
    width, height = page.get_size()
    cut = region.left, height - region.bottom, width - region.right, region.top
    with closing(page.render(scale=scale, crop=cut)) as bitmap:
        return bitmap.to_pil().convert("RGB")


@contextmanager
def _frame(file: IO[bytes], number: int) -> Iterator[OpenPage]:
    from PIL import Image

    with Image.open(file, formats=_FORMATS) as image:
        image.seek(number - 1)
        if image.width * image.height > _LARGEST:
            raise ReadingError(f"{image.width} x {image.height} pixels")
        turned = image.getexif().get(0x0112, 1) >= 5  # orientations that lay the page on its side
        size = (image.height, image.width) if turned else image.size
        yield OpenPage(size, 1.0, partial(_image_part, image, size))


def _image_part(image: Any, size: tuple[int, int], region: Box, scale: float) -> Any:
    from PIL import ImageOps

    image.draft("RGB", tuple(round(length * scale) for length in image.size))  # JPEG: decoded small
    upright = ImageOps.exif_transpose(image)
    ratio = upright.width / size[0]
    left, top = round(region.left * ratio), round(region.top * ratio)
    right, bottom = round(region.right * ratio), round(region.bottom * ratio)
    part = _on_white(upright.crop((left, top, right, bottom)))
    wanted = round(region.width * scale), round(region.height * scale)
    return part.resize(wanted) if wanted != part.size else part


def _on_white(image: Any) -> Any:
    """The image in colour, white where it is transparent."""
    from PIL import Image

    clear = image.convert("RGBA")
    paper = Image.new("RGBA", clear.size, "white")
    paper.alpha_composite(clear)
    return paper.convert("RGB")
