"""Boxes of lines, set right: two columns taken for one line are parted, halves of a line joined."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.reading.layout.placed import Box, around

_NEAR = 8  # heights above and below, where other lines show the columns
_SUPPORT = 3  # lines that begin at the gutter's right edge
_WHITE = 0.45  # heights: the narrowest gutter
_TOUCH = 0.3  # heights: no gutter is so narrow
_INK = 0.25  # of the range between paper and ink: darker is ink


def parted(image: Any, boxes: Sequence[Box]) -> list[Box]:
    """The boxes, those over two columns as two. `image` is grey, one byte a pixel."""
    found = []
    for box in boxes:
        found += _cut(image, box, boxes)
    return found


def joined(boxes: Sequence[Box]) -> list[Box]:
    """The boxes, those that meet in one line as one: `[0..50]` and `[45..90]` are `[0..90]`."""
    found: list[Box] = []
    for box in sorted(boxes, key=lambda box: box.left):
        half = next((other for other in found if _overlap(other, box)), None)
        if half is None:
            found.append(box)
        else:
            found[found.index(half)] = around([half, box])
    return found


def _overlap(left: Box, right: Box) -> bool:
    low, high = sorted([left.height, right.height])
    return (
        left.shared_x(right) > -_TOUCH * low
        and left.shared_y(right) > 0.75 * low
        and low > 0.7 * high
        and left.width > low
        and right.width > low
    )


def _cut(image: Any, box: Box, boxes: Sequence[Box]) -> list[Box]:
    height = box.height
    if box.width < 6 * height:
        return [box]
    edges = sorted(
        other.left
        for other in boxes
        if box.left + 2 * height < other.left < box.right - height
        and abs(other.top - box.top) < _NEAR * height
        and 0.6 < other.height / height < 1.6
        and other is not box
    )
    for edge in edges:
        near = [other for other in edges if abs(other - edge) < 0.5 * height]
        gap = _white_before(image, box, edge) if len(near) >= _SUPPORT else None
        if gap is not None:
            first = Box(box.left, box.top, gap[0] + 0.1 * height, box.bottom)
            rest = Box(gap[1] - 0.1 * height, box.top, box.right, box.bottom)
            return [first, *_cut(image, rest, boxes)]
    return [box]


def _white_before(image: Any, box: Box, edge: float) -> tuple[float, float] | None:
    """The white run in the box that ends near the edge, from and to, if it is a gutter."""
    import numpy as np

    height = box.height
    top, bottom = int(box.top + 0.15 * height), int(box.bottom - 0.15 * height)
    left, right = int(max(edge - 2.5 * height, box.left)), int(edge + 1.5 * height)
    part = image[max(top, 0) : bottom, left:right].astype(np.float32)
    if part.size == 0:
        return None
    paper, ink = np.percentile(part, 90), part.min()
    dark = (part < paper - _INK * 2 * (paper - ink)).any(axis=0)
    runs, start = [], None
    for number, is_dark in enumerate([*dark.tolist(), True]):
        if not is_dark and start is None:
            start = number
        elif is_dark and start is not None:
            runs.append((start, number))
            start = None
    wide = [(a, b) for a, b in runs if b - a >= _WHITE * height]
    near = [(a, b) for a, b in wide if abs(left + b - edge) < 0.8 * height]
    if not near:
        return None
    start, end = max(near, key=lambda run: run[1] - run[0])
    return float(left + start), float(left + end)
