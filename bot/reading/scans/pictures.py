"""Bytes of an image -> grey pictures of pages, of bounded size."""

from __future__ import annotations

import math
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any

from bot.errors import ReadingError

MOST = 24_000_000  # pixels of a picture that is read: a broadsheet page at 200 dots an inch
_LARGEST = 200_000_000  # pixels of an image that is opened at all


def pictures_of(raw: bytes, name: str) -> Iterator[tuple[str | None, Any]]:
    """The frames of the image as grey arrays (uint8), scaled down to `MOST` pixels.

    Each comes with its number, or None where it is the only one.

    Raises:
        ReadingError: If it is damaged, or larger than any scan of a page.
    """
    import numpy as np
    from PIL import Image, ImageOps, ImageSequence

    with _told(name), Image.open(BytesIO(raw)) as image:
        width, height = image.size
        if width * height > _LARGEST:
            raise ReadingError(
                f"图片太大: {name} ({width}×{height} 像素)。请缩小到 2 亿像素以下。 | "
                f"Image too large: {name} ({width}×{height} pixels). Scale it below 200 million."
            )
        single = getattr(image, "n_frames", 1) == 1
        for index, frame in enumerate(ImageSequence.Iterator(image), 1):
            scale = shrunk(*frame.size)
            size = max(1, round(frame.width * scale)), max(1, round(frame.height * scale))
            if scale < 1:
                frame.draft("L", size)  # JPEG is decoded small
            grey = _on_white(ImageOps.exif_transpose(frame))
            if grey.width * grey.height > MOST * 1.02:
                again = shrunk(*grey.size)
                grey = grey.resize((round(grey.width * again), round(grey.height * again)))
            yield None if single else str(index), np.asarray(grey)


def shrunk(width: float, height: float) -> float:
    """By what to scale a picture of this size, at most 1. `shrunk(10_000, 10_000) -> 0.49`."""
    return min(1.0, math.sqrt(MOST / max(1.0, width * height)))


def _on_white(image: Any) -> Any:
    """The image in grey, white where it is transparent."""
    from PIL import Image

    if "A" not in image.getbands() and "transparency" not in image.info:
        return image.convert("L")
    clear = image.convert("RGBA")
    paper = Image.new("RGBA", clear.size, "white")
    paper.alpha_composite(clear)
    return paper.convert("L")


@contextmanager
def _told(name: str) -> Iterator[None]:
    """What the library raises, as ReadingError; its warning about size is ours to give."""
    from PIL import Image

    most, Image.MAX_IMAGE_PIXELS = Image.MAX_IMAGE_PIXELS, None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    except ReadingError:
        raise
    except Exception as error:  # the library raises many kinds on damaged files
        raise ReadingError(
            f"图片已损坏或不能读: {name} ({error})。请重新扫描或另存为 png。 | "
            f"Damaged or unknown image: {name} ({error}). Scan it again or save it as png."
        ) from error
    finally:
        Image.MAX_IMAGE_PIXELS = most
