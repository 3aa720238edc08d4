"""What stands around lines, for the network that says whether they open a story or a part of one.

It is asked where the sum of the cues is not sure.
"""

from __future__ import annotations

from typing import NamedTuple

from bot.pieces import BEGIN, BREAK, MASK, Pieces
from bot.reading.page_net import Cut, PageNet

_TITLE, _ABOVE, _LINES, _BELOW = 14, 16, 24, 32  # pieces of each that are read
_OFTENER = 1.0  # log odds by which lines on pages open a story oftener than half the time
_CHARS = 2  # of a piece, and few have more: so many are cut


class Row(NamedTuple):
    """The title of the story above and its text, the lines, and the text below."""

    title: str
    above: str
    lines: tuple[str, ...]
    below: str


def opening_odds(net: PageNet, row: Row) -> float:
    """Log odds that the lines open a story; the network was taught both answers alike.

    `opening_odds(net, Row("大桥通车", "大桥通车。", ("小麦丰收",), "小麦增产。")) > 0`.
    """
    return net.odds(row_of(net.pieces, row))[1] + _OFTENER


def row_of(pieces: Pieces, row: Row) -> Cut:
    """The row in pieces: above, lines, below; the places that tell are where each begins."""
    title = _first(pieces, row.title, _TITLE)
    above = pieces.cut(row.above[-_CHARS * _ABOVE :]).ids[-_ABOVE:].tolist()
    lines = [piece for line in row.lines for piece in (*_first(pieces, line, _LINES), BREAK)]
    lines = lines[: _LINES + 1][:-1]
    below = _first(pieces, row.below, _BELOW)
    head = [BEGIN, *title, BREAK, *above]
    parts = [0] * len(head) + [1] * (len(lines) + 1) + [2] * (len(below) + 1)
    places = [0, len(head), len(head) + len(lines) + 1]
    return Cut([*head, MASK, *lines, MASK, *below], parts, places)


def _first(pieces: Pieces, text: str, most: int) -> list[int]:
    ids: list[int] = pieces.cut(text[: _CHARS * most]).ids[:most].tolist()
    return ids
