"""How many characters the OCR engine alone gets wrong, on single printed lines.

    PYTHONPATH=. python benchmarks/reading/line_errors.py /tmp/scan84 --lines 250 --dots 170

Lines of body type from the pages that render.py printed, each drawn alone in the same face with
the same noise, blur and slant, and given to the engine without looking for lines: once as it comes,
once narrowed and in batches as bot/reading/scans reads. To compare with the characters that
layout_scores.py finds missing or wrong after the whole chain.
"""

from __future__ import annotations

import argparse
import json
import random
import tempfile
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from render import scan
from render_pdf import Faces, Text, pdf_page

from bot.reading.layout.placed import Box
from bot.reading.scans import engine as ours

_LEAST = 6  # characters of a line that is read
_MARGIN = 6.0  # points of paper around it


def body_lines(pages: Sequence[dict[str, Any]]) -> list[tuple[float, str]]:
    """Size and text of the lines in each page's commonest size."""
    found = []
    for page in pages:
        usual = Counter(round(size, 2) for _, _, size, _ in page["lines"]).most_common(1)[0][0]
        found += [
            (size, text)
            for _, _, size, text in page["lines"]
            if round(size, 2) == usual and len(text) >= _LEAST
        ]
    return found


def errors(told: str, true: str) -> int:
    """Characters to put in, take out or exchange, white space aside."""
    told, true = "".join(told.split()), "".join(true.split())
    row = list(range(len(true) + 1))
    for number, char in enumerate(told, 1):
        last, row[0] = row[0], number
        for at, other in enumerate(true, 1):
            last, row[at] = row[at], min(row[at] + 1, row[at - 1] + 1, last + (char != other))
    return row[-1]


def read_by_us(cuts: Sequence[Any]) -> list[str]:
    """What bot/reading/scans reads on pictures of single lines."""
    import numpy as np

    boxes = [Box(0, 0, cut.width - 1, cut.height - 1) for cut in cuts]
    crops = [ours._crop(np.asarray(cut), box) for cut, box in zip(cuts, boxes, strict=True)]
    with ThreadPoolExecutor(2) as workers:
        return [text for text, _ in ours._texts(ours._recognizer()[1], crops, workers)]


def main() -> None:
    """Print the share of characters that are wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--lines", type=int, default=250)
    parser.add_argument("--pages", type=int, default=None, help="the first pages of the folder")
    parser.add_argument("--dots", type=int, default=170)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("-v", action="store_true", help="name every line that is read wrong")
    args = parser.parse_args()
    from rapidocr import RapidOCR

    pages = json.loads((args.folder / "truth.json").read_text(encoding="utf-8"))[: args.pages]
    die = random.Random(args.seed)
    known = body_lines(pages)
    lines = die.sample(known, min(args.lines, len(known)))
    chars = {char for _, text in lines for char in text}
    faces = Faces({*chars, " "}, Path(tempfile.gettempdir()) / "baowen_faces")
    engine = RapidOCR(params={"Global.use_cls": False, "Global.log_level": "critical"})
    cuts, told = [], []
    for size, text in lines:
        width, height = faces.width(text, "body", size) + 2 * _MARGIN, size + 2 * _MARGIN
        printed = Text(_MARGIN, _MARGIN + 0.88 * size, "body", size, text)
        image = scan(pdf_page(width, height, [printed], faces), args.dots, die)
        edge = round((_MARGIN - 0.2 * size) * args.dots / 72)  # as tight as a found line is
        cuts.append(image.crop((edge, edge, image.width - edge, image.height - edge)))
        found = engine(cuts[-1].convert("RGB"), use_det=False, use_cls=False, use_rec=True).txts
        told.append(found[0] if found else "")
    total = sum(len("".join(text.split())) for _, text in lines)
    print(f"{len(lines)} lines, {total} characters")
    for label, texts in (("engine", told), ("ours", read_by_us(cuts))):
        pairs = [(text, true) for text, (_, true) in zip(texts, lines, strict=True)]
        wrong = sum(errors(text, true) for text, true in pairs)
        print(f"{label:6} wrong {wrong / total:.4f} ({wrong})")
        for text, true in pairs:
            if args.v and errors(text, true):
                print(f"{true}\n{text}\n")


if __name__ == "__main__":
    main()
