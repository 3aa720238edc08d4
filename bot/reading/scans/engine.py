"""A picture of a page -> its printed lines with their boxes, by RapidOCR.

The models come in the library's wheel: nothing is fetched, everything works offline.
"""

from __future__ import annotations

import sys
from functools import lru_cache
from typing import Any

from bot.errors import OcrMissing
from bot.reading.layout.placed import Box, PlacedLine, PlacedPage
from bot.reading.scans.gutters import joined, parted

_STRIP = 1600  # pixels: a page is searched for lines in strips so high, to bound the memory
_OVERLAP = 120  # pixels that two strips share: more than a headline is high
_SURE = 0.5  # of 1: lines that are read with less confidence are pictures
_BATCH = 8  # lines read at a time
_EM = 0.86  # of a box's height: a Chinese character
_MOST_EM = 0.95  # no character is larger
_WIDE = 0x2E80  # Chinese characters begin here
_WIDE_MARKS = frozenset("“”‘’…—·①②③④⑤⑥⑦⑧⑨")
_NARROW = 0.55  # of a Chinese character's width: a Latin letter or a figure
_UPRIGHT = 1.8  # times as high as wide: set from top to bottom


def is_ready() -> bool:
    """True when the `ocr` extra is installed."""
    try:
        engine_name()
    except OcrMissing:
        return False
    return True


def engine_name() -> str:
    """Which engine reads, with its version; it is not loaded yet.

    `engine_name() -> "rapidocr 3.10.0"`. Raises OcrMissing as `read_lines` does.
    """
    from importlib.metadata import version
    from importlib.util import find_spec

    known = sys.modules["rapidocr"] if "rapidocr" in sys.modules else find_spec("rapidocr")
    if known is None:  # not installed, or switched off
        raise _missing()

    return f"rapidocr {version('rapidocr')}"


def read_lines(image: Any) -> PlacedPage:
    """The lines of a grey picture (a uint8 array), in pixels, set upright where it is askew.

    `read_lines(array).lines[0].text -> "渡口大桥建成通车"`.

    Raises:
        OcrMissing: If the `ocr` extra is not installed.
    """
    import numpy as np

    detector, recognizer = _recognizer()
    corners = _found(detector, image)
    boxes = parted(image, joined([_upright_box(each) for each in corners]))
    slope = _slope(corners)
    lines = []
    crops = [_crop(image, box) for box in boxes]
    for box, (text, sure) in zip(boxes, _texts(recognizer, crops), strict=True):
        if text.strip() and sure >= _SURE:
            lines.append(_line(text.strip(), _straight(box, slope)))
    height, width = np.shape(image)
    return PlacedPage(float(width), float(height), tuple(lines), exact=False, slope=slope)


@lru_cache(maxsize=1)
def _recognizer() -> tuple[Any, Any]:
    """What finds lines and what reads them."""
    try:
        from rapidocr import RapidOCR
    except ImportError as error:
        raise _missing() from error
    engine = RapidOCR(
        params={
            "Global.use_cls": False,
            "Global.max_side_len": 1 << 20,  # the picture was scaled by us
            "Global.use_vertical_padding": False,
            "Global.log_level": "critical",
            "Rec.rec_batch_num": _BATCH,
        }
    )
    return engine, engine._load_rec_model()


def _missing() -> OcrMissing:
    return OcrMissing(
        "识别扫描件需要文字识别组件：pip install 'baowen[ocr]'。 | "
        "Scans need OCR: pip install 'baowen[ocr]'."
    )


def _found(detector: Any, image: Any) -> list[Any]:
    """The corners of every line, clockwise from the upper left."""
    import numpy as np

    found = []
    height = image.shape[0]
    for top in range(0, max(height - _OVERLAP, 1), _STRIP - _OVERLAP):
        strip = image[top : top + _STRIP]
        colours = np.ascontiguousarray(np.repeat(strip[:, :, None], 3, axis=2))
        boxes = detector(colours, use_det=True, use_cls=False, use_rec=False).boxes
        upper = top + _OVERLAP / 2 if top else 0
        lower = top + _STRIP - _OVERLAP / 2 if top + _STRIP < height else height
        for box in boxes if boxes is not None else ():
            corners = np.asarray(box, dtype=float) + np.array([0, top])
            if upper <= corners[:, 1].mean() < lower:
                found.append(corners)
    return found


def _upright_box(corners: Any) -> Box:
    left, top = corners.min(axis=0)
    right, bottom = corners.max(axis=0)
    return Box(float(left), float(top), float(right), float(bottom))


def _slope(corners: list[Any]) -> float:
    """How much the page falls to the right: the middle slope of its long lines."""
    slopes = sorted(
        float(each[1][1] - each[0][1]) / float(each[1][0] - each[0][0])
        for each in corners
        if each[1][0] - each[0][0] > 6 * abs(each[3][1] - each[0][1])
    )
    return slopes[len(slopes) // 2] if slopes else 0.0


def _straight(box: Box, slope: float) -> Box:
    """The box where it would stand if the page were not askew."""
    x, y = (box.left + box.right) / 2, (box.top + box.bottom) / 2
    right, down = slope * y, -slope * x
    lean = abs(slope) * box.width / 2  # what a line askew adds to its box
    return Box(box.left + right, box.top + down + lean, box.right + right, box.bottom + down - lean)


def _crop(image: Any, box: Box) -> Any:
    """The line's pixels; one set from top to bottom is laid down as the model wants it."""
    import numpy as np

    left, top = max(int(box.left), 0), max(int(box.top), 0)
    part = image[top : int(box.bottom) + 1, left : int(box.right) + 1]
    if part.shape[0] >= _UPRIGHT * part.shape[1]:
        part = np.rot90(part)
    return np.ascontiguousarray(np.repeat(part[:, :, None], 3, axis=2))


def _texts(recognizer: Any, crops: list[Any]) -> list[tuple[str, float]]:
    if not crops:
        return []
    from rapidocr.ch_ppocr_rec import TextRecInput

    found = recognizer(TextRecInput(img=crops))
    return list(zip(found.txts, map(float, found.scores), strict=True))


def _line(text: str, box: Box) -> PlacedLine:
    if box.height >= _UPRIGHT * box.width and len(text) > 1:
        return PlacedLine(text, box, _em(text, box.height, box.width), upright=True)
    return PlacedLine(text, box, _em(text, box.width, box.height))


def _em(text: str, length: float, thickness: float) -> float:
    """The size of the type: a line's length tells it better than the height of its box."""
    wide = sum(ord(char) >= _WIDE or char in _WIDE_MARKS for char in text)
    if wide < 2:
        return _EM * thickness
    return min(length / (wide + _NARROW * (len(text) - wide)), _MOST_EM * thickness)
