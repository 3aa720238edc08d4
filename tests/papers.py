"""Six short articles of our own, and a fake encoder: what the tests index."""

from __future__ import annotations

import json
import zlib
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np

# Three files of two articles each; the papers, places and people are made up.
FILES: dict[str, list[dict[str, str]]] = {
    "a.jsonl": [
        {
            "id": "reservoir",
            "title": "青石水库除险加固工程完工",
            "text": "本报讯 3月4日，青石水库除险加固工程通过验收。工程总投资8500万元，历时14个月。"
            "水库管理所所长陈立新介绍，蓄水能力由此增加三成。\n今年灌溉面积可达12万亩。",
            "date": "2024-03-05",
            "paper": "云溪日报",
        },
        {
            "id": "library",
            "title": "县图书馆延长开放时间",
            "text": "县图书馆4月起延长开放时间至晚上9点。馆长周敏说，去年借阅图书36万册次。"
            "读者可凭身份证免费办证。",
            "date": "2024-03-06",
            "paper": "云溪日报",
        },
    ],
    "b.jsonl": [
        {
            "id": "loans",
            "title": "农商银行支持春耕",
            "text": "截至2月末，云溪农商银行贷款余额77.31亿元，比年初增加3.2亿元。"
            "行长郑国强表示，春耕备耕贷款利率再降0.5个百分点。",
            "date": "2024-03-08",
            "paper": "云溪晚报",
        },
        {
            "id": "school",
            "title": "第三中学新校区奠基",
            "text": "3月9日，云溪县第三中学新校区奠基仪式举行。新校区占地120亩，"
            "计划2025年9月投入使用，可容纳学生2400名。县长李婉主持仪式。",
            "date": "2024-03-10",
            "paper": "云溪晚报",
        },
    ],
    "c.jsonl": [
        {
            "id": "hospital",
            "title": "县医院引进新设备",
            "text": "县人民医院引进一台核磁共振设备，价值1300万元，3月12日投入使用。"
            "放射科主任许东介绍，检查等候时间由五天缩短为一天。",
            "date": "2024-03-13",
            "paper": "云溪日报",
        },
        {
            "id": "undated",
            "title": "老街的豆腐坊",
            "text": "老街东头的豆腐坊开了四十年。"
            "掌柜孙有福每天凌晨三点起床磨豆子，一天能卖两百斤。",
        },
    ],
}
DIM = 64


class FakeEncoder:
    """A text as the counts of its hashed bigrams: shared characters make near vectors.

    `encode(["贷款"]) . encode(["贷款余额"])` is 1 / sqrt(1 * 3) = 0.58 unless hashes collide.
    """

    name = "fake"
    dim = DIM

    def __init__(self, fingerprint: str = "fake-1") -> None:
        self.fingerprint = fingerprint
        self.encoded: list[str] = []  # all passages that it was given, to count the work

    def encode_questions(self, texts: Sequence[str]) -> np.ndarray:
        """One unit row for each question."""
        rows = np.zeros((len(texts), self.dim), np.float32)
        for row, text in zip(rows, texts, strict=True):
            for pair in pairwise(text):
                row[zlib.crc32("".join(pair).encode()) % self.dim] += 1
        lengths = np.linalg.norm(rows, axis=1, keepdims=True)
        return rows / np.where(lengths, lengths, 1)

    def encode_passages(self, texts: Sequence[str]) -> np.ndarray:
        """One unit row for each passage."""
        self.encoded += texts
        return self.encode_questions(texts)


def write_archive(path: Path, rows: Sequence[dict[str, str]]) -> Path:
    """A JSONL corpus file of these articles."""
    lines = [json.dumps(row, ensure_ascii=False) + "\n" for row in rows]
    path.write_text("".join(lines), encoding="utf-8")
    return path
