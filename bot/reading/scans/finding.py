"""Where the lines of a picture are: it is searched strip by strip, very fine ones made smaller."""

from __future__ import annotations

import math
from concurrent.futures import Executor
from functools import partial
from typing import Any

_STRIP = 1200  # pixels: the page is searched for lines in strips at most so high
_AREA = 3_200_000  # pixels of a strip: one takes 0.2 GB for each million, and each core has one
_OVERLAP = 160  # pixels that two strips share: more than a headline is high
_MULTIPLE = 32  # pixels: strips of other heights are pressed into it by the library
_SLACK = 8  # pixels by which two strips place one line differently
_LARGE = 12_000_000  # pixels of a picture that may be finer than its type needs
_GLANCE = 1600  # pixels of the middle of the page, which shows how large the type is
_GLANCED = 0.5  # the scale of that
_FEW = 5  # lines: too few to tell the size of the type
_TALL = 38  # pixels: as high as a line need be; lower ones are found, but their ends less exactly
_LEAST = 0.4  # the smallest scale: small type beside large is found too


def found(detector: Any, image: Any, workers: Executor) -> list[Any]:
    """The corners of every line of a grey picture, clockwise from the upper left."""
    scale = _scale(detector, image)
    small = _shrunk(image, scale)
    height, width = small.shape
    most = max(min(_STRIP, _AREA // width), 2 * _OVERLAP)
    count = max(1, math.ceil((height - _OVERLAP) / (most - _OVERLAP)))
    high = math.ceil(((height - _OVERLAP) / count + _OVERLAP) / _MULTIPLE) * _MULTIPLE
    tops = range(0, max(height - _OVERLAP, 1), max(high - _OVERLAP, 1))
    strips = [small[top : top + high] for top in tops]
    lines: list[Any] = []
    for top, boxes in zip(tops, workers.map(partial(_search, detector), strips), strict=True):
        upper = top + _OVERLAP / 2 - _SLACK if top else 0
        lower = top + high - _OVERLAP / 2 + _SLACK if top != tops[-1] else height
        before = list(lines)
        for corners in boxes:
            corners[:, 1] += top
            if upper <= corners[:, 1].mean() < lower and not _known(corners, before):
                lines.append(corners)
    return [corners / scale for corners in lines]


def _known(corners: Any, lines: list[Any]) -> bool:
    """True when the strip above has it already."""
    x, y = corners.mean(axis=0)
    return any(
        abs(line[:, 1].mean() - y) < _SLACK and line[:, 0].min() <= x <= line[:, 0].max()
        for line in lines
    )


def _scale(detector: Any, image: Any) -> float:
    """By what to make the picture small, at most 1, so that its usual lines are just found."""
    if image.size <= _LARGE:
        return 1.0
    top = max(image.shape[0] - _GLANCE, 0) // 2
    lines = _search(detector, _shrunk(image[top : top + _GLANCE], _GLANCED))
    if len(lines) < _FEW:
        return 1.0
    heights = sorted(min(_side(each, 1), _side(each, 3)) for each in lines)
    return min(1.0, max(_LEAST, _TALL * _GLANCED / heights[len(heights) // 2]))


def _side(corners: Any, to: int) -> float:
    return math.dist(corners[0], corners[to])


def _shrunk(image: Any, scale: float) -> Any:
    import numpy as np
    from PIL import Image

    if scale >= 1:
        return image
    height, width = image.shape
    size = max(1, round(width * scale)), max(1, round(height * scale))
    return np.asarray(Image.fromarray(image).resize(size, Image.Resampling.BILINEAR))


def _search(detector: Any, strip: Any) -> list[Any]:
    """The corners of the lines in one strip."""
    import numpy as np

    boxes = detector(np.ascontiguousarray(np.repeat(strip[:, :, None], 3, axis=2))).boxes
    return [np.asarray(box, dtype=float) for box in (boxes if boxes is not None else ())]
