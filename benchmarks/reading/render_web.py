"""Draws real articles as pages set by a browser: another hand and other faces than render.py.

    apt install chromium fonts-noto-cjk fonts-wqy-zenhei fonts-wqy-microhei fonts-arphic-uming \
        fonts-arphic-ukai
    python benchmarks/reading/render_web.py --pages 24 --seed 78 --out /tmp/web78
    python benchmarks/reading/layout_scores.py /tmp/web78

Stories stand in a grid of six columns, two to six of them wide, under headlines of one to three
rows, with frames or rules or neither. Chromium writes the PDF: its order, its fonts, spaces that
no character stands for. With `--images` the pages become grey JPEG pictures, a little askew.
Pages that would need a second sheet are left out.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import Any

import numpy as np
from lay_out import prepare, runs
from PIL import Image, ImageFilter
from pypdfium2 import PdfDocument
from render import _PLAIN, pages_of

_BODY = ["AR PL UMing CN", "WenQuanYi Zen Hei", "WenQuanYi Micro Hei", "AR PL UKai CN"]
_HEAD = ["WenQuanYi Zen Hei", "WenQuanYi Micro Hei", "Noto Sans CJK SC", "AR PL UKai CN"]
_SERIF = "Noto Serif CJK SC"
_CELLS = 6
_SHEET = "360mm 760mm"
_STYLE = """
@page{{size:{sheet};margin:0}} html,body{{margin:0}}
body{{padding:12mm;box-sizing:border-box;width:360mm;font:{size}pt/{leading} "{body}"}}
.head{{font:13pt "{head}";border-bottom:1pt solid #000;margin-bottom:5mm}}
main{{display:grid;grid-template-columns:repeat(6,1fr);gap:6mm {gap}pt;grid-auto-flow:dense;
align-items:start}}
section{{{frame}}} h1{{font:700 12pt/1.25 "{head}";text-align:{align};margin:3pt 0 5pt}}
h2{{font:inherit;text-align:center;margin:0 0 3pt}}
div{{column-gap:{gap}pt;{rule}}} p{{margin:0;text-indent:2em}}
"""


def page(items: Sequence[dict[str, Any]], head: str, die: random.Random) -> str:
    """The page as HTML."""
    size = die.choice([9, 9.5, 10, 10.5])
    style = _STYLE.format(
        sheet=_SHEET, size=size, leading=die.choice([1.3, 1.4, 1.5, 1.6]),
        body=die.choice([*_BODY, _SERIF]), head=die.choice([*_HEAD, _SERIF]),
        gap=die.choice([1.2, 1.6, 2]) * size, align=die.choice(["center", "left"]),
        rule=die.choice(["", "column-rule:.4pt solid #666"]),
        frame=die.choice(["border-top:.6pt solid #000", "", "border:.5pt solid;padding:6pt"]),
    )  # fmt: skip
    stories = "".join(_story(item, die) for item in items)
    return (
        f"<!doctype html><meta charset=utf-8><style>{style}</style>"
        f"<p class=head>{escape(head)}</p><main>{stories}</main>"
    )


def _story(item: dict[str, Any], die: random.Random) -> str:
    length = len(item["text"])
    span = 2 if length < 350 else 3 if length < 900 else 6 if length > 1600 else die.choice([3, 4])
    largest = max(range(len(item["lines"])), key=lambda row: len(item["lines"][row]), default=0)
    size = 24 if length > 900 else 19 if length > 350 else 15
    rows = "".join(
        f'<span style="display:block;font-size:{size if row == largest else 12}pt">'
        f"{escape(line)}</span>"
        for row, line in enumerate(item["lines"])
    )
    author = f"<h2>{escape(item['byline'])}</h2>" if item["byline"] else ""
    columns = die.choice([5, _CELLS]) if span == _CELLS else span
    body = "".join(f"<p>{escape(text)}</p>" for text in _paragraphs(item))
    return (
        f'<section style="grid-column:span {span}"><h1>{rows}</h1>{author}'
        f'<div style="column-count:{columns}">{body}</div></section>'
    )


def _paragraphs(item: dict[str, Any]) -> list[str]:
    return [text for text in (part.strip(" 　") for part in item["text"].split("\n")) if text]


def truth_of(file: str, items: Sequence[dict[str, Any]], head: str) -> dict[str, Any]:
    """What is printed, line by line, with the owner of every character, for layout_scores.py."""
    text, owners = head + "\n", [-1] * (len(head) + 1)
    for owner, item in enumerate(items):
        for line in [*item["lines"], *filter(None, [item["byline"]]), *_paragraphs(item)]:
            text += line + "\n"
            owners += [owner] * len(line) + [-1]
    kept = [{key: value for key, value in item.items() if key != "text"} for item in items]
    return {"file": file, "items": kept, "text": text, "owners": runs(owners)}


def printed(html: str, pdf: Path, browser: str) -> bool:
    """Let the browser write the PDF; False if it took more than a sheet."""
    source = pdf.with_suffix(".htm")
    source.write_text(html, encoding="utf-8")
    flags = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
    subprocess.run(
        [browser, *flags, f"--print-to-pdf={pdf}", str(source)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    source.unlink()
    document = PdfDocument(pdf)
    count = len(document)
    document.close()
    return count == 1


def scan(pdf: Path, dots: int, die: random.Random) -> Any:
    """The page as a grey picture with noise, a little blurred and askew."""
    document = PdfDocument(pdf)
    grey = document[0].render(scale=dots / 72, grayscale=True).to_numpy().squeeze()
    document.close()
    noise = np.random.default_rng(die.randrange(1 << 30)).normal(0, 6, grey.shape)
    image = Image.fromarray((grey * 0.88 + 14 + noise).clip(0, 255).astype(np.uint8))
    image = image.filter(ImageFilter.GaussianBlur(0.5))
    return image.rotate(die.uniform(-1.2, 1.2), Image.Resampling.BICUBIC, fillcolor=240)


def main() -> None:
    """Write the pages and their truth."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--pages", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--images", type=int, default=0, help="dots per inch; 0 writes PDF")
    parser.add_argument("--browser", default="chromium")
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    die = random.Random(args.seed)
    args.out.mkdir(parents=True, exist_ok=True)
    truths = []
    for number, rows in enumerate(pages_of(args.data, args.pages, die)):
        items = [
            item for row in rows[:7] if len((item := prepare(row, _PLAIN, die))["text"]) < 2600
        ]
        date = rows[0]["date"]
        day = f"{date[:4]}年{int(date[4:6])}月{int(date[6:])}日"
        head = f"河滨日报 {day} 第{number + 2:02d}版"
        pdf = args.out / f"page{number:03d}.pdf"
        file = pdf
        if not printed(page(items, head, die), pdf, args.browser):
            pdf.unlink()
            continue
        if args.images:
            file = pdf.with_suffix(".jpg")
            scan(pdf, args.images, die).save(file, quality=82)
            pdf.unlink()
        truths.append(truth_of(file.name, items, head))
    (args.out / "truth.json").write_text(json.dumps(truths, ensure_ascii=False), encoding="utf-8")
    print(f"{len(truths)} pages in {args.out}")


if __name__ == "__main__":
    main()
