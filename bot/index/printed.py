"""Printed lines as the store keeps them: 21 bytes a line."""

from __future__ import annotations

import struct
from collections.abc import Iterable

from bot.records import PageBox, PrintedLine

_LINE = struct.Struct("<IIIHHHHB")  # start, end, page; left, top, right, bottom; turn
_WHOLE = 65535  # what a share of 1 is kept as: a tenth of a point on the largest page


def pack(lines: Iterable[PrintedLine]) -> bytes:
    """The lines as bytes. `pack(()) -> b""`."""
    return b"".join(
        _LINE.pack(line.start, line.end, line.box.page, *_shares(line.box), line.turn)
        for line in lines
    )


def unpack(packed: bytes) -> tuple[PrintedLine, ...]:
    """The lines again, their boxes within 1/65535 of what they were."""
    return tuple(
        PrintedLine(start, end, PageBox(page, *(share / _WHOLE for share in box)), turn)
        for start, end, page, *box, turn in _LINE.iter_unpack(packed)
    )


def _shares(box: PageBox) -> Iterable[int]:
    return (round(share * _WHOLE) for share in (box.left, box.top, box.right, box.bottom))
