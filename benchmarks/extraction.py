"""EM and F1 of `baowen read` on question sets with given contexts.

    python benchmarks/extraction.py --data ../shared/data [--most 400]

CMRC 2018 dev and, zero-shot, the sets that are for measuring only. Questions that their context
does not answer are left out here; AUROC tells how well the score sets them apart from the others.
"""

from __future__ import annotations

import argparse
import json
import lzma
import random
import time
from pathlib import Path
from typing import Any

import numpy as np

from bot import Extractor
from bot.calibration import auroc
from bot.measures import exact_match, f1

SETS = (
    "cmrc2018_dev",
    "evalonly_dureader_robust",
    "evalonly_webqa",
    "evalonly_squad2_zh",
    "evalonly_cjrc",
    "evalonly_dureader_checklist",
)


def read_rows(data: Path, name: str, most: int | None) -> list[dict[str, Any]]:
    """The questions of a set, or a seeded sample of `most` of them."""
    with lzma.open(data / "mrc" / f"{name}.jsonl.xz", "rt", encoding="utf-8") as lines:
        rows = [row for row in map(json.loads, lines) if row["question"].strip()]
    if most and len(rows) > most:
        rows = random.Random(1).sample(rows, most)
    return rows


def measure(extractor: Extractor, rows: list[dict[str, Any]]) -> dict[str, Any]:
    """EM and F1 (0..100) of the answerable questions, AUROC, milliseconds a question."""
    exact, overlap, answered, silent, times = [], [], [], [], []
    for row in rows:
        begun = time.perf_counter()
        found = extractor.extract(row["question"], row["context"])
        times.append(time.perf_counter() - begun)
        gold = [text for text, _ in row["answers"]]
        if row["impossible"] or not gold:
            silent.append(found.score)
            continue
        told = found.text or ""
        answered.append(found.score)
        exact.append(exact_match(told, gold))
        overlap.append(max(f1(told, text) for text in gold))
    return {
        "answerable": len(exact),
        "impossible": len(silent),
        "em": round(100 * float(np.mean(exact)), 1),
        "f1": round(100 * float(np.mean(overlap)), 1),
        "auroc": round(auroc(answered, silent) or 0.0, 3) if silent else None,
        "ms_p50": round(1000 * float(np.median(times)), 1),
    }


def main() -> None:
    """Prints a line for each set."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--sets", nargs="+", default=SETS)
    parser.add_argument("--most", type=int, help="questions of each set")
    options = parser.parse_args()
    extractor = Extractor.open()
    for name in options.sets:
        print(name, json.dumps(measure(extractor, read_rows(options.data, name, options.most))))


if __name__ == "__main__":
    main()
