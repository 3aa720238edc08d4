"""A picture of a page -> its printed lines with their boxes, by RapidOCR.

The models come in the library's wheel: nothing is fetched, everything works offline. Each core
works on strips and batches of its own: that takes less time than to share every step of one.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from functools import lru_cache, partial
from typing import Any

from bot.errors import OcrMissing
from bot.reading.cores import usable_cores
from bot.reading.layout.bend import Bend
from bot.reading.layout.placed import Box, PlacedLine, PlacedPage
from bot.reading.scans.evening import evened
from bot.reading.scans.finding import found
from bot.reading.scans.flattening import bend_of, flattened, is_crooked
from bot.reading.scans.gutters import joined, parted
from bot.reading.scans.shapes import shapes_in
from bot.reading.scans.turning import is_high, is_on_head, side_turn

_WAY = 7  # of reading; another number when the same picture may give other lines
_SURE = 0.5  # of 1: lines that are read with less confidence are pictures
_BATCH = 8  # lines read at a time
_MOST_CORES = 4  # that read at once: each needs memory
_HIGH = 48  # pixels: the height at which the model reads
_NARROWED = 0.85  # of a line's width: enough for the model; figures suffer from 0.7 on
_SHORTEST = 96  # pixels: what is shorter is read with paper behind it
_EM = 0.86  # of a box's height: a Chinese character
_MOST_EM = 0.95  # no character is larger
_WIDE = 0x2E80  # Chinese characters begin here
_WIDE_MARKS = frozenset("“”‘’…—·①②③④⑤⑥⑦⑧⑨")
_NARROW = 0.55  # of a Chinese character's width: a Latin letter or a figure


def is_ready() -> bool:
    """True when the `ocr` extra is installed."""
    try:
        engine_name()
    except OcrMissing:
        return False
    return True


def engine_name() -> str:
    """Which engine reads, with its version and our way of using it; it is not loaded yet.

    `engine_name() -> "rapidocr 3.10.0 way 4"`. Raises OcrMissing as `read_lines` does.
    """
    from importlib.metadata import version
    from importlib.util import find_spec

    known = sys.modules["rapidocr"] if "rapidocr" in sys.modules else find_spec("rapidocr")
    if known is None:  # not installed, or switched off
        raise _missing()

    return f"rapidocr {version('rapidocr')} way {_WAY}"


def read_lines(image: Any) -> PlacedPage:
    """The lines of a grey picture (a uint8 array), in pixels, set upright and straight.

    `read_lines(array).lines[0].text -> "渡口大桥建成通车"`.

    Raises:
        OcrMissing: If the `ocr` extra is not installed.
    """
    detector, recognizer = _recognizer()
    with ThreadPoolExecutor(usable_cores(_MOST_CORES)) as workers:
        find = partial(found, detector, workers=workers)
        read = partial(_texts, recognizer, workers=workers)
        bend, turn, boxes, texts, shapes = _read(image, find, read)
    lines = []
    for box, (text, sure) in zip(boxes, texts, strict=True):
        if text.strip() and sure >= _SURE:
            lines.append(_line(text.strip(), box))
    width, height = bend.flat_size[::-1] if turn % 2 else bend.flat_size
    lines = evened(lines, width, height)
    return PlacedPage(width, height, tuple(lines), *shapes, exact=False, bend=bend, turn=turn)


_Texts = Sequence[tuple[str, float]]
_Find = Callable[[Any], Sequence[Any]]  # a picture -> the corners of its lines
_Read = Callable[[Sequence[Any]], _Texts]


_Boxes = tuple[Box, ...]


def _read(
    image: Any, find: _Find, read: _Read
) -> tuple[Bend, int, Sequence[Box], _Texts, tuple[_Boxes, _Boxes, _Boxes]]:
    """How the page lies in the picture and by how many quarter turns it was then set upright.

    With that the boxes and texts of its lines as they are on the page, flat and upright, and its
    frames, rules and pictures.
    """
    import numpy as np

    def read_lying(parts: Sequence[Any]) -> _Texts:
        return read([_scaled(part) for part in parts])

    corners = find(image)
    bend = bend_of(corners, image.shape[::-1])
    flat = is_crooked(bend, corners)
    if flat:
        image = flattened(image, bend)
        corners = find(image)
    boxes = _boxes(image, corners)
    turn, texts = side_turn(image, boxes, read_lying), None
    if not turn:
        texts = read([_crop(image, box) for box in boxes])
        turn = 2 if is_on_head(image, boxes, texts, read_lying) else 0
    if turn:
        image = np.ascontiguousarray(np.rot90(image if flat else flattened(image, bend), turn))
        boxes = _boxes(image, find(image))
        texts = read([_crop(image, box) for box in boxes])
    frames, rules, pictures = map(tuple, shapes_in(image, boxes))
    shapes = frames, rules, pictures
    if not (turn or flat):
        boxes = [_straight(box, bend) for box in boxes]
        frames, rules, pictures = (tuple([_straight(box, bend) for box in kind]) for kind in shapes)
    return bend, turn, boxes, texts or [], (frames, rules, pictures)


def _boxes(image: Any, corners: Sequence[Any]) -> list[Box]:
    return parted(image, joined([_upright_box(each) for each in corners]))


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
            "Global.log_level": "critical",
            "Rec.rec_batch_num": _BATCH,
            "Rec.rec_img_shape": [3, _HIGH, _SHORTEST],
            "EngineConfig.onnxruntime.intra_op_num_threads": 1,  # see above
        }
    )
    return engine._load_det_model(), engine._load_rec_model()


def _missing() -> OcrMissing:
    return OcrMissing(
        "识别扫描件需要文字识别组件：pip install 'baowen[ocr]'。 | "
        "Scans need OCR: pip install 'baowen[ocr]'."
    )


def _upright_box(corners: Any) -> Box:
    left, top = corners.min(axis=0)
    right, bottom = corners.max(axis=0)
    return Box(float(left), float(top), float(right), float(bottom))


def _straight(box: Box, bend: Bend) -> Box:
    """The box where it would stand if the page lay flat."""
    middle = (box.top + box.bottom) / 2
    (left, start), (right, end) = bend.flat(box.left, middle), bend.flat(box.right, middle)
    half = (box.height - abs(end - start)) / 2  # a line askew adds to its box
    return Box(left, (start + end) / 2 - half, right, (start + end) / 2 + half)


def _crop(image: Any, box: Box) -> Any:
    """The line's pixels at the model's height; one set from top to bottom is laid down."""
    import numpy as np

    left, top = max(int(box.left), 0), max(int(box.top), 0)
    part = image[top : int(box.bottom) + 1, left : int(box.right) + 1]
    return _scaled(np.rot90(part) if is_high(box) else part)


def _scaled(part: Any) -> Any:
    """The pixels of a line that lies, as the model takes them."""
    import numpy as np
    from PIL import Image

    height, width = part.shape
    size = max(1, math.ceil(_NARROWED * width * _HIGH / height)), _HIGH
    scaled = Image.fromarray(np.ascontiguousarray(part)).resize(size, Image.Resampling.BILINEAR)
    return np.repeat(np.asarray(scaled)[:, :, None], 3, axis=2)


def _texts(recognizer: Any, crops: Sequence[Any], workers: Executor) -> list[tuple[str, float]]:
    """Each line's text, and how sure it is; lines of one length are read together."""
    order = sorted(range(len(crops)), key=lambda number: -int(crops[number].shape[1]))
    batches = [order[start : start + _BATCH] for start in range(0, len(order), _BATCH)]
    read = workers.map(partial(_batch, recognizer), [[crops[n] for n in one] for one in batches])
    texts = [("", 0.0)] * len(crops)
    for batch, pairs in zip(batches, read, strict=True):
        for number, pair in zip(batch, pairs, strict=True):
            texts[number] = pair
    return texts


def _batch(recognizer: Any, crops: list[Any]) -> list[tuple[str, float]]:
    from rapidocr.ch_ppocr_rec import TextRecInput

    told = recognizer(TextRecInput(img=crops))
    return list(zip(told.txts, map(float, told.scores), strict=True))


def _line(text: str, box: Box) -> PlacedLine:
    if is_high(box) and len(text) > 1:
        return PlacedLine(text, box, _em(text, box.height, box.width), upright=True)
    return PlacedLine(text, box, _em(text, box.width, box.height))


def _em(text: str, length: float, thickness: float) -> float:
    """The size of the type: a line's length tells it better than the height of its box."""
    wide = sum(ord(char) >= _WIDE or char in _WIDE_MARKS for char in text)
    if wide < 2:
        return _EM * thickness
    return min(length / (wide + _NARROW * (len(text) - wide)), _MOST_EM * thickness)
