"""Draws real articles as newspaper pages in PDF, or as images, whose truth is known.

    python benchmarks/reading/render.py --pages 20 --seed 1 --out /tmp/pdf1
    python benchmarks/reading/render.py --pages 20 --seed 1 --images 175 --out /tmp/scan1

The articles are those of rmrb2020, as in lay_out.py. The order of the objects in a PDF is shuffled.
Images (dots per inch) have noise and are a little askew. The pages go outside the repository.
Beside them, truth.json says for every page what is printed and whose it is; layout_scores.py
reads it. Needs fonts-noto-cjk and fontTools (the `eval` extra has it).
"""

from __future__ import annotations

import argparse
import json
import lzma
import random
import tempfile
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from lay_out import Style, notice, prepare, runs
from render_page import Printed, compose
from render_pdf import Faces, Text, pdf_page

_PLAIN = Style(False, False, 0, 0.0, False, False, False, 0.0, 0.0, 0.0)


def truth_of(file: str, items: Sequence[dict[str, Any]], printed: Printed) -> dict[str, Any]:
    """What is printed, line by line, with the owner of every character, for layout_scores.py."""
    text, owners = "", []
    for line in printed.furniture:
        text += line + "\n"
        owners += [-1] * (len(line) + 1)
    for owner, item in enumerate(items):
        lines = [*item["lines"], *filter(None, [item["byline"]]), *item["text"].split("\n")]
        for line in lines:
            text += line + "\n"
            dash = len(line) - len(line.lstrip("—"))  # of a subtitle, which is not kept
            owners += [-1] * dash + [owner] * (len(line) - dash) + [-1]
    kept = [{k: v for k, v in item.items() if k != "text"} for item in items]
    boxes = [
        [thing.x, thing.y, thing.size, thing.text]
        for thing in printed.things
        if isinstance(thing, Text)
    ]
    size = [printed.width, printed.height]
    return {
        "file": file, "items": kept, "text": text, "owners": runs(owners), "lines": boxes,
        "size": size,
    }  # fmt: skip


def scan(raw: bytes, dots: int, die: random.Random) -> Any:
    """The page as a grey image with noise, a little askew."""
    import numpy as np
    from PIL import Image, ImageFilter
    from pypdfium2 import PdfDocument

    document = PdfDocument(raw)
    page = document[0]
    image = page.render(scale=dots / 72, grayscale=True).to_pil()
    page.close()
    document.close()
    image = image.rotate(die.uniform(-0.4, 0.4), Image.Resampling.BICUBIC, fillcolor=255)
    image = image.filter(ImageFilter.GaussianBlur(die.uniform(0.2, 0.6)))
    noise = np.random.default_rng(die.randrange(1 << 30))
    grey = np.asarray(image, dtype=np.float32) * 0.9 + 12
    grey += noise.normal(0, die.uniform(3, 9), grey.shape)
    return Image.fromarray(grey.clip(0, 255).astype(np.uint8))


def pages_of(data: Path, count: int, die: random.Random) -> list[list[dict[str, Any]]]:
    """The rows of some pages of the archive."""
    by_page: dict[tuple[str, int], list[dict[str, Any]]] = defaultdict(list)
    with lzma.open(data / "news/rmrb2020.jsonl.xz", "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            if 60 <= len(row["text"]) <= 3500 and row["titles"]:
                by_page[row["date"], row["page"]].append(row)
    keys = [key for key in sorted(by_page) if 3 <= len(by_page[key]) <= 9]
    return [by_page[key] for key in die.sample(keys, count)]


def main() -> None:
    """Write the pages and their truth."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", default="../shared/data")
    parser.add_argument("--pages", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--images", type=int, default=0, help="dots per inch; 0 writes PDF")
    parser.add_argument("--running", action="store_true", help="in columns, one under another")
    parser.add_argument("--out", required=True)
    args = parser.parse_args()
    die = random.Random(args.seed)
    pages = []
    for rows in pages_of(Path(args.data), args.pages, die):
        items = [prepare(row, _PLAIN, die) for row in rows]
        if die.random() < 0.25:
            items.append(notice(_PLAIN, die))
        die.shuffle(items)
        pages.append((rows[0], items))
    chars = {chr(code) for code in range(33, 127)} | set("河滨日报年月日星期一二三四五六七第版")
    for _, items in pages:
        chars |= {char for item in items for char in json.dumps(item, ensure_ascii=False)}
    chars |= set("责任编辑：　版式王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾")
    chars |= set("伟芳娜敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂香文辉玲云龙飞燕华雪梅晨宇欣")
    faces = Faces({*chars, " "}, Path(tempfile.gettempdir()) / "baowen_faces")
    folder = Path(args.out)
    folder.mkdir(parents=True, exist_ok=True)
    truths = []
    for number, (first, items) in enumerate(pages):
        items = [printable(item, faces) for item in items]
        printed = compose(items, first, faces, die, args.running)
        raw = pdf_page(printed.width, printed.height, printed.things, faces, die)
        file = f"page{number:03d}.{'png' if args.images else 'pdf'}"
        if args.images:
            scan(raw, args.images, die).save(folder / file)
        else:
            (folder / file).write_bytes(raw)
        truths.append(truth_of(file, items, printed))
    (folder / "truth.json").write_text(json.dumps(truths, ensure_ascii=False), encoding="utf-8")
    print(f"{len(truths)} pages in {folder}")


def printable(item: dict[str, Any], faces: Faces) -> dict[str, Any]:
    """The item without characters that a face lacks."""

    def kept(text: str) -> str:
        text = text.replace("\xa0", " ")
        return "".join(char for char in text if char == "\n" or faces.has(char))

    return {
        **item,
        "lines": [kept(line) for line in item["lines"]],
        "text": "\n".join(filter(None, (kept(p).strip() for p in item["text"].split("\n")))),
        "byline": item["byline"] and kept(item["byline"]),
    }


if __name__ == "__main__":
    main()
