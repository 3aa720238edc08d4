"""The box of a line on a placed page -> where it is seen on the page as the file shows it."""

from __future__ import annotations

from bot.reading.layout.placed import Box, PlacedPage
from bot.records import PageBox


def seen(box: Box, page: PlacedPage, number: int) -> PageBox:
    """Where the box is seen on the page, which may be askew, on its side or upside down.

    `number` is the page's in the file.

    `seen(Box(0, 0, 10, 10), PlacedPage(20, 40, ()), 1) -> PageBox(1, 0.0, 0.0, 0.5, 0.25)`.
    """
    x, y = (box.left + box.right) / 2, (box.top + box.bottom) / 2
    half, rise, slope = box.width / 2, box.height / 2, page.slope
    if slope:
        x, y = (x - slope * y) / (1 + slope**2), (y + slope * x) / (1 + slope**2)
        rise = (box.height + abs(slope) * box.width) / 2
    left, right = (x - half) / page.width, (x + half) / page.width
    top, bottom = (y - rise) / page.height, (y + rise) / page.height
    left, top, right, bottom = [
        0.0 if at < 0 else 1.0 if at > 1 else at for at in (left, top, right, bottom)
    ]
    for _ in range(page.turn):  # back, each time with the clock
        left, top, right, bottom = 1 - bottom, left, 1 - top, right
    return PageBox(number, left, top, right, bottom)
