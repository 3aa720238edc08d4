"""Pages drawn as images by render.py -> the same pages as a phone or a hurried scanner gives them.

    python benchmarks/reading/render.py --pages 4 --seed 84 --images 170 --out /tmp/scan84
    python benchmarks/reading/photograph.py /tmp/scan84 --way askew --much 3 --out /tmp/askew84
    python benchmarks/reading/layout_scores.py /tmp/askew84

`askew`: turned by so many degrees. `aside`: seen from aside on a dark table, each corner up to so
many hundredths of a side off, in uneven light. `book`: the middle higher or lower by so many
thousandths of the height, as beside the fold of a bound volume. `dusk`: flat, in uneven light.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

_TABLE, _DESK = 90, 235  # grey around the page
_MARGIN = 0.06  # of a side, seen of the table


def askew(page: Any, much: float, die: random.Random) -> Any:
    """Turned by so many degrees, to one side or the other."""
    degrees = much * die.choice([1, -1])
    return page.rotate(degrees, Image.Resampling.BICUBIC, expand=True, fillcolor=_DESK)


def aside(page: Any, much: float, die: random.Random) -> Any:
    """Seen from aside, on a table, in uneven light."""
    wide, high = page.size
    inset = [[_MARGIN + die.uniform(0, much / 100) for _ in range(2)] for _ in range(4)]
    corners = [(0, 0), (wide, 0), (wide, high), (0, high)]
    seen = [
        (abs(x - across * wide), abs(y - down * high))
        for (x, y), (across, down) in zip(corners, inset, strict=True)
    ]
    factors = _perspective(seen, corners)
    flat = page.transform(
        page.size, Image.Transform.PERSPECTIVE, factors, Image.Resampling.BICUBIC, fillcolor=_TABLE
    )
    return dusk(flat, 0.38, die)


def book(page: Any, much: float, die: random.Random) -> Any:
    """Its lines rise and fall like those beside the fold of a bound volume."""
    grey = np.asarray(page)
    high, wide = grey.shape
    shift = much / 1000 * high * np.sin(np.pi * np.arange(wide) / wide) * die.choice([1, -1])
    rows = np.arange(high)[:, None] + shift[None, :]
    upper = np.clip(np.floor(rows).astype(int), 0, high - 2)
    share = np.clip(rows - upper, 0, 1)
    columns = np.arange(wide)[None, :]
    mixed = grey[upper, columns] * (1 - share) + grey[upper + 1, columns] * share
    return Image.fromarray(mixed.round().astype(np.uint8))


def dusk(page: Any, much: float, die: random.Random) -> Any:
    """Light from one side: at the darkest so much of it is missing."""
    wide, high = page.size
    x, y = np.arange(wide)[None, :] / wide, np.arange(high)[:, None] / high
    near = ((x - die.random()) / 0.7) ** 2 + ((y - die.random()) / 0.8) ** 2
    light = 1 - much * (1 - np.exp(-near))
    return Image.fromarray((np.asarray(page) * light).clip(0, 255).astype(np.uint8))


def _perspective(seen: list[tuple[float, float]], corners: list[tuple[int, int]]) -> list[float]:
    """PIL's eight factors that lead from where the corners are seen to where they are."""
    rows, told = [], []
    for (x, y), (left, top) in zip(seen, corners, strict=True):
        rows += [[x, y, 1, 0, 0, 0, -left * x, -left * y], [0, 0, 0, x, y, 1, -top * x, -top * y]]
        told += [left, top]
    return [float(factor) for factor in np.linalg.solve(np.array(rows), np.array(told))]


_WAYS = {"askew": askew, "aside": aside, "book": book, "dusk": dusk}


def main() -> None:
    """Write the pages; what they say stays true."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path, help="made by render.py --images")
    parser.add_argument("--way", choices=_WAYS, required=True)
    parser.add_argument("--much", type=float, required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    die = random.Random(args.seed)
    args.out.mkdir(parents=True, exist_ok=True)
    truth = args.folder / "truth.json"
    for row in json.loads(truth.read_text(encoding="utf-8")):
        with Image.open(args.folder / row["file"]) as page:
            _WAYS[args.way](page.convert("L"), args.much, die).save(args.out / row["file"])
    shutil.copy(truth, args.out / truth.name)
    print(f"{args.way} {args.much}: {args.out}")


if __name__ == "__main__":
    main()
