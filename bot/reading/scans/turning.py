"""How a picture must be turned to be read, told by a few of its lines. Upright pages cost nothing.

Lines of a page that lies on its side are high and narrow. So are those of a page set from top to
bottom; there each character stands upright, and the characters of a line laid side by side can be
read. Lines of a page that stands on its head lie as they should and are read with little
confidence.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from statistics import median
from typing import Any

from bot.reading.layout.placed import Box
from bot.text import squeeze

_UPRIGHT = 1.8  # times as high as wide: a line from top to bottom, or one of a page on its side
_MOST = 0.7  # of the lines are so where the page is
_FEW = 4  # lines: too few to tell
_ASKED = 12  # lines that are read to tell
_SURE = 0.8  # of 1: lines that are read right are read with more
_BETTER = 0.15  # by so much more the right way round
_SAME = 0.5  # of a line's characters that are read again where each stands upright
_ON_SIDE, _ON_HEAD, _ON_OTHER_SIDE = 1, 2, 3  # quarter turns against the clock

Texts = Callable[[Sequence[Any]], Sequence[tuple[str, float]]]  # pictures of lines -> their texts


def is_high(box: Box) -> bool:
    """True for the box of a line that does not lie."""
    return box.height >= _UPRIGHT * box.width


def side_turn(image: Any, boxes: Sequence[Box], read: Texts) -> int:
    """By how many quarter turns against the clock a page on its side is upright; 0 if it is.

    `read` takes pictures of lines that lie. It is not called where few lines are high.
    """
    import numpy as np

    high = [box for box in boxes if is_high(box)]
    if len(high) < max(_FEW, _MOST * len(boxes)):
        return 0
    parts = [_part(image, box) for box in _longest(high)]
    texts = read([np.rot90(part, _ON_SIDE) for part in parts])
    others = read([np.rot90(part, _ON_OTHER_SIDE) for part in parts])
    sure, other = _sureness(texts), _sureness(others)
    if other > max(_SURE, sure + _BETTER):
        return _ON_OTHER_SIDE
    if sure < _SURE:
        return 0
    cells = read([
        _side_by_side(part, len(text)) for part, (text, _) in zip(parts, texts, strict=True)
    ])
    pairs = zip(texts, cells, strict=True)
    return 0 if median(_kept(text, again) for (text, _), (again, _) in pairs) > _SAME else _ON_SIDE


def is_on_head(
    image: Any, boxes: Sequence[Box], texts: Sequence[tuple[str, float]], read: Texts
) -> bool:
    """True for a page whose lines are read better upside down; `texts` are what was read of them.

    `read` is not called where the lines were read with confidence.
    """
    import numpy as np

    if len(boxes) < _FEW:
        return False
    known = {id(box): text for box, text in zip(boxes, texts, strict=True)}
    asked = _longest(boxes)
    sure = _sureness([known[id(box)] for box in asked])
    if sure > _SURE:
        return False
    turned = read([np.rot90(_part(image, box), _ON_HEAD) for box in asked])
    return _sureness(turned) > max(_SURE, sure + _BETTER)


def _longest(boxes: Sequence[Box]) -> list[Box]:
    """The longest lines for their thickness: those with the most characters."""
    return sorted(boxes, key=_length, reverse=True)[:_ASKED]


def _length(box: Box) -> float:
    low, high = sorted([box.width, box.height])
    return high / max(low, 1.0)


def _sureness(texts: Sequence[tuple[str, float]]) -> float:
    return median(sure for _, sure in texts)


def _part(image: Any, box: Box) -> Any:
    left, top = max(int(box.left), 0), max(int(box.top), 0)
    return image[top : int(box.bottom) + 1, left : int(box.right) + 1]


def _side_by_side(part: Any, count: int) -> Any:
    """The characters of a line from top to bottom, each as it stands, in a row."""
    import numpy as np

    high, wide = part.shape
    count = max(count, 1)
    tall = max(high // count, 1)
    cells = [part[high * n // count :][:tall] for n in range(count)]
    whole = [cell for cell in cells if cell.shape == (tall, wide)]
    return np.concatenate(whole, axis=1) if whole else part


def _kept(text: str, again: str) -> float:
    """Share of the text's characters that the other has too."""
    own = set(squeeze(text))
    return len(own.intersection(again)) / len(own) if own else 0.0
