"""Is the encoding of a text without a mark found? Ours against charset-normalizer.

python benchmarks/reading/charsets.py --data ../shared/data/news/sohu2016.jsonl.xz
Big5 needs `pip install opencc-python-reimplemented`, which turns the texts into traditional ones.
"""

from __future__ import annotations

import argparse
import json
import lzma
import random
import time
from collections import Counter
from collections.abc import Callable, Iterator

from charset_normalizer import from_bytes
from opencc import OpenCC

from bot.errors import ReadingError
from bot.reading.decoding import decode, universal_newlines

SIZES = (20, 50, 100, 300, 1000, 5000)
OURS = ["utf_8", "gb18030", "big5", "cp950", "utf_16_le", "utf_16_be", "utf_16"]


def slices(rows: list[str], times: int, rng: random.Random) -> Iterator[str]:
    """Texts of each size, cut anywhere, each with six Chinese characters or more."""
    for size in SIZES:
        made = 0
        while made < times:
            text = "\n".join(rng.sample(rows, 1 + size // 500))
            at = rng.randrange(max(1, len(text) - size))
            text = text[at : at + size]
            if len(text) == size and sum("\u4e00" <= char <= "\u9fff" for char in text) >= 6:
                made += 1
                yield text


def encoded(text: str, traditional: str) -> Iterator[tuple[str, str, bytes]]:
    """What the bytes are called, the text, and the bytes."""
    for name in ("utf-8", "gb18030", "utf-16-le", "utf-16-be"):
        yield name, text, text.encode(name)
    printed = traditional.encode("cp950", "ignore")  # what Big5 lacks is left out
    text = printed.decode("cp950")
    yield "big5", text, printed
    yield "traditional gb18030", text, text.encode("gb18030")


def ours(raw: bytes) -> str | None:
    """What the product reads."""
    try:
        return decode(raw, "")
    except ReadingError:
        return None


def normalizer(raw: bytes) -> str | None:
    """charset-normalizer with its defaults."""
    best = from_bytes(raw).best()
    return str(best) if best else None


def told_ours(raw: bytes) -> str | None:
    """charset-normalizer that is told which encodings there are."""
    best = from_bytes(raw, cp_isolation=OURS).best()
    return str(best) if best else None


def measure(rule: Callable[[bytes], str | None], data: list[tuple[str, str, bytes]]) -> None:
    """Print how much of the data the rule reads right, and wrongly."""
    right: Counter[str] = Counter()
    wrong = 0
    started = time.perf_counter()
    for name, text, raw in data:
        read = rule(raw)
        fits = read is not None and universal_newlines(read) == universal_newlines(text)
        right[name] += fits
        wrong += read is not None and not fits
    pace = (time.perf_counter() - started) / len(data) * 1000
    whole = Counter(name for name, _, _ in data)
    shares = " ".join(f"{name} {right[name] / whole[name]:.4f}" for name in whole)
    print(f"{rule.__name__}: right {right.total() / len(data):.4f} ({shares})")
    print(f"  wrong text {wrong / len(data):.4f}, refused the rest; {pace:.2f} ms a text")


def main() -> None:
    """Measure all three on the same texts."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", required=True)
    parser.add_argument("--times", type=int, default=250)
    parser.add_argument("--seed", type=int, default=11)
    options = parser.parse_args()
    with lzma.open(options.data, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line)["text"] for line in lines]
    convert = OpenCC("s2t").convert
    texts = slices(rows, options.times, random.Random(options.seed))
    data = [item for text in texts for item in encoded(text, convert(text))]
    print(f"{len(data)} texts of {SIZES} characters")
    for rule in (ours, normalizer, told_ours):
        measure(rule, data)


if __name__ == "__main__":
    main()
