"""The box of a line on a placed page -> where it is seen on the page as the file shows it."""

from __future__ import annotations

from bot.reading.layout.bend import Bend
from bot.reading.layout.placed import Box, PlacedPage
from bot.records import PageBox


def seen(box: Box, page: PlacedPage, number: int) -> PageBox:
    """Where the box is seen on the page, which may be askew, bent, on its side or upside down.

    `number` is the page's in the file.

    `seen(Box(0, 0, 10, 10), PlacedPage(20, 40, ()), 1) -> PageBox(1, 0.0, 0.0, 0.5, 0.25)`.
    """
    left, right = box.left / page.width, box.right / page.width
    top, bottom = box.top / page.height, box.bottom / page.height
    for _ in range(page.turn):  # back, each time with the clock
        left, top, right, bottom = 1 - bottom, left, 1 - top, right
    if page.bend is not None:
        left, top, right, bottom = _bent(left, top, right, bottom, page.bend)
    left, top, right, bottom = [
        0.0 if at < 0 else 1.0 if at > 1 else at for at in (left, top, right, bottom)
    ]
    return PageBox(number, left, top, right, bottom)


def _bent(
    left: float, top: float, right: float, bottom: float, bend: Bend
) -> tuple[float, float, float, float]:
    """The edges of the upright box around it in the picture; all are shares of their page."""
    wide, high = bend.flat_size
    points = [bend.seen(x * wide, y * high) for x in (left, right) for y in (top, bottom)]
    across, down = [x / bend.size[0] for x, _ in points], [y / bend.size[1] for _, y in points]
    return min(across), min(down), max(across), max(down)
