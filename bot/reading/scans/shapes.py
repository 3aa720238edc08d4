"""A grey picture of a page -> its frames, rules and pictures, which no text tells of.

Everything is looked for at half the size or less: rules by long thin openings, frames as what such
rules close in or what lies on a tinted ground, pictures as grounds without text.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from bot.reading.layout.placed import Box

_WIDE = 1200  # pixels to which a picture is scaled down
_DARK, _TINTED = 70, 10  # grey levels below the paper's: ink, and a tinted ground
_RULE = 3.0  # text heights: a rule is longer
_THIN = 0.5  # text heights: and thinner
_LEAST = 3.0  # text heights: pictures and frames are wider and higher
_FILLED = 0.75  # share of its box that a ground fills
_SQUARE = 0.9  # the same of what rules close in
_TOLD = 0.08  # share of a ground that lines of text take, or it is a picture

_Shapes = tuple[list[Box], list[Box], list[Box]]


def shapes_in(image: Any, lines: Sequence[Box]) -> _Shapes:
    """The frames, rules and pictures in a grey picture (uint8), given its lines of text.

    `frames, rules, pictures = shapes_in(array, boxes)`; all in its pixels. Nothing is found where
    there is no text.
    """
    import cv2
    import numpy as np

    if not lines:
        return [], [], []
    scale = min(1.0, _WIDE / max(1, image.shape[1]))
    small = cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    boxes = [_scaled(box, scale) for box in lines]
    height = sorted(box.height for box in boxes)[len(boxes) // 2]
    paper = float(np.percentile(small, 90))
    ink = (small < paper - _DARK).astype(np.uint8)
    for box in boxes:
        ink[
            max(0, int(box.top)) : int(box.bottom) + 1, max(0, int(box.left)) : int(box.right) + 1
        ] = 0
    grounds = _grounds(cv2, np, small, paper, height)
    pictures, tinted = list[Box](), list[Box]()
    for ground in grounds:
        inside = sum(box.width * box.height for box in boxes if ground.holds(box))
        (tinted if inside > _TOLD * ground.width * ground.height else pictures).append(ground)
    flat = _thin(cv2, np, ink, height, along=True)
    upright = _thin(cv2, np, ink, height, along=False)
    framed = _closed(cv2, flat | upright, height)
    rules = [*_boxes(cv2, flat), *_boxes(cv2, upright)]
    rules = [rule for rule in rules if not any(each.holds(rule) for each in pictures)]
    rules = [rule for rule in rules if not any(_on_edge(rule, frame, height) for frame in framed)]
    frames = [frame for frame in framed + tinted if any(frame.holds(box) for box in boxes)]
    empty = [frame for frame in framed if frame not in frames]
    pictures += [frame for frame in empty if not _among(frame, pictures)]
    return _back(frames, scale), _back(rules, scale), _back(pictures, scale)


def _scaled(box: Box, scale: float) -> Box:
    return Box(box.left * scale, box.top * scale, box.right * scale, box.bottom * scale)


def _back(boxes: Iterable[Box], scale: float) -> list[Box]:
    return [_scaled(box, 1 / scale) for box in boxes]


def _on_edge(rule: Box, frame: Box, height: float) -> bool:
    """True for a rule that is one side of the frame."""
    level = rule.width > rule.height
    at = (rule.top + rule.bottom, frame.top, frame.bottom)
    if not level:
        at = (rule.left + rule.right, frame.left, frame.right)
    within = rule.shared_x(frame) >= 0 and rule.shared_y(frame) >= 0
    return within and min(abs(at[0] / 2 - edge) for edge in at[1:]) < 0.6 * height


def _among(box: Box, others: Iterable[Box]) -> bool:
    return any(other.holds(box) or box.holds(other) for other in others)


def _grounds(cv2: Any, np: Any, image: Any, paper: float, height: float) -> list[Box]:
    """Where the paper is darker over a wide area, its text aside."""
    reach = max(3, int(0.8 * height)) | 1
    ground = cv2.morphologyEx(image, cv2.MORPH_CLOSE, np.ones((reach, reach), np.uint8))
    dark = (cv2.medianBlur(ground, 5) < paper - _TINTED).astype(np.uint8)
    dark = cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones((reach, reach), np.uint8))
    found = []
    _, _, stats, _ = cv2.connectedComponentsWithStats(dark, connectivity=4)
    for left, top, wide, high, area in stats[1:].tolist():
        large = min(wide, high) > _LEAST * height
        whole = wide * high < 0.7 * image.shape[0] * image.shape[1]
        if large and whole and area > _FILLED * wide * high:
            found.append(Box(left, top, left + wide, top + high))
    return found


def _thin(cv2: Any, np: Any, ink: Any, height: float, *, along: bool) -> Any:
    """The ink of long thin lines, level or upright."""
    long = int(_RULE * height)
    kernel = np.ones((1, long) if along else (long, 1), np.uint8)
    joined = cv2.dilate(ink, np.ones((3, 1) if along else (1, 3), np.uint8))  # a little askew
    kept = cv2.morphologyEx(joined, cv2.MORPH_OPEN, kernel)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(kept, connectivity=8)
    thin = np.zeros(count, np.uint8)
    for number, (_, _, wide, high, area) in enumerate(stats.tolist()):
        length = wide if along else high
        thin[number] = number > 0 and area < _THIN * height * length
    return thin[labels]


def _boxes(cv2: Any, ink: Any) -> list[Box]:
    """The boxes of the connected lines."""
    _, _, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    return [
        Box(left, top, left + wide, top + high) for left, top, wide, high, _ in stats[1:].tolist()
    ]


def _closed(cv2: Any, ink: Any, height: float) -> list[Box]:
    """What rules close in on four sides."""
    drawn = cv2.dilate(ink, None, iterations=2)
    outlines, tree = cv2.findContours(drawn, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_SIMPLE)
    found = []
    for outline, (_, _, _, around) in zip(outlines, tree[0] if len(outlines) else [], strict=True):
        left, top, wide, high = cv2.boundingRect(outline)
        hole = around >= 0 and min(wide, high) > _LEAST * height
        if hole and cv2.contourArea(outline) > _SQUARE * wide * high:
            found.append(Box(left - 2, top - 2, left + wide + 2, top + high + 2))
    return found
