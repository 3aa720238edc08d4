"""Is a page found when the question writes it otherwise? Recall@10 and MRR@10, before and after.

    pip install OpenCC==1.4.2      # lays the traditional characters; the package does not need it
    python benchmarks/folding.py --data ../shared/data [--articles 1500] [--steps]

"Before" is the index and the search without folding of characters, numerals and slips, built by
the same code with these switched off. Seeded. `--data` is the folder with news/.
"""

from __future__ import annotations

import argparse
import itertools
import json
import random
import re
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import opencc  # type: ignore[import-not-found,unused-ignore]
from retrieval import Asked, in_place, open_over, read_rows

import bot.index.folded
import bot.index.forms
import bot.text
from bot.build import build_index
from bot.retrieval.retriever import Retriever

HERE = Path(__file__).resolve().parent
# Laid into the pages; the last five are not in the table of bot/index/slips.py.
LAID = """
    人入 末未 己已 日曰 干千 于干 土士 天夫 本木 由田 力刀 折拆 住往 货贷 问间 话活 设没 各名 科料
    情清 同问 今令 准淮 大太 持特 办力 新祈 这达
"""
SLIP_RATE = 0.1  # of the characters that have a look-alike
WIDE = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
STEPS = ("before", "characters", "+ numerals", "+ slips")
Variant = Callable[[str], str]
traditional: Variant = opencc.OpenCC("s2t").convert


@contextmanager
def switched(step: str) -> Iterator[None]:
    """The package as it was at that step; "+ slips" is all of it."""
    at = STEPS.index(step)
    table, simpler = dict(bot.text.SIMPLIFIED), dict(bot.text._SIMPLER)
    mended, figures = bot.index.forms.mended, bot.index.forms.with_figures
    _forget()
    if at < 1:
        bot.text.SIMPLIFIED.clear()
        bot.text._SIMPLER.clear()
    if at < 2:
        bot.index.forms.with_figures = lambda text, cut: text
    if at < 3:
        bot.index.forms.mended = lambda pieces, cut: []
    try:
        yield
    finally:
        _forget()
        bot.text.SIMPLIFIED.update(table)
        bot.text._SIMPLER.update(simpler)
        bot.index.forms.mended, bot.index.forms.with_figures = mended, figures


def _forget() -> None:
    """Nothing that was folded is known any more."""
    bot.text._FOLDED.clear()
    bot.index.folded._TABLE[:] = 0


def wide(text: str) -> str:
    """`wide("GDP 5%") -> "ＧＤＰ ５％"`."""
    return text.translate(WIDE)


_NUMBER = re.compile(r"(?<![\d.])(\d+)(\.\d+)?(%|万|亿|年)?(?![\d.])")


def written_out(text: str) -> str:
    """`written_out("2019年增长5.3%,达3200亩") -> "二〇一九年增长百分之五点三,达三千二百亩"`."""

    def one(match: re.Match[str]) -> str:
        whole, places, unit = match.group(1), match.group(2) or "", match.group(3) or ""
        if unit == "年" and len(whole) == 4:
            return digits(whole).replace("零", "〇") + "年"
        spelt = spell(int(whole)) + ("点" + digits(places[1:]) if places else "")
        return "百分之" + spelt if unit == "%" else spelt + unit

    return _NUMBER.sub(one, text)


def digits(chars: str) -> str:
    """`digits("305") -> "三零五"`."""
    return "".join("零一二三四五六七八九"[int(char)] for char in chars)


def spell(number: int) -> str:
    """`spell(12000) -> "一万二千"`."""
    for size, name in ((10**8, "亿"), (10**4, "万")):
        if number >= size:
            high, low = divmod(number, size)
            gap = "零" if 0 < low < size // 10 else ""
            return spell(high) + name + (gap + spell(low) if low else "")
    parts, printed = "", str(number)
    for char, unit in zip(printed, ("千", "百", "十", "")[4 - len(printed) :], strict=True):
        parts += "零" if char == "0" else digits(char) + unit
    parts = re.sub("零+", "零", parts).rstrip("零") or "零"
    return parts.removeprefix("一") if parts.startswith("一十") else parts


def with_commas(text: str) -> str:
    """`with_commas("达3200亩") -> "达3,200亩"`."""
    return re.sub(r"(?<![\d.])\d{4,}(?![\d.年])", lambda m: f"{int(m.group()):,}", text)


def laid(rows: list[dict[str, Any]]) -> tuple[list[dict[str, Any]], list[Asked]]:
    """The articles with slips, and for one slip of each article the clean words around it."""
    chooser, alike = random.Random(5), dict[str, str]()
    for first, second in LAID.split():
        alike.setdefault(first, second)
        alike.setdefault(second, first)
    worse, asked = [], []
    for row in rows:
        text, slips = row["text"], []
        chars = list(text)
        for at, char in enumerate(chars):
            if char in alike and chooser.random() < SLIP_RATE:
                chars[at] = alike[char]
                slips.append(at)
        worse.append(row | {"text": "".join(chars)})
        spots = [text[max(at - 4, 0) : at + 5] for at in slips]
        spots = [spot for spot in spots if re.fullmatch(r"[\u4e00-\u9fff]{9}", spot)]
        if spots:
            asked.append(Asked(chooser.choice(spots), row["id"], ()))
    return worse, asked


def keywords(rows: list[dict[str, Any]], wanted: int) -> list[Asked]:
    """A number with the four characters before it and behind it, printed once in the archive."""
    everything, chooser = "\0".join(row["text"] for row in rows), random.Random(6)
    spot = re.compile(r"[\u4e00-\u9fff]{4}(?:\d{2,}|\d+(?:\.\d+)?[%万亿])[\u4e00-\u9fff]{4}")
    asked = [
        Asked(match.group(), row["id"], ()) for row in rows for match in spot.finditer(row["text"])
    ]
    chooser.shuffle(asked)
    return list(itertools.islice((a for a in asked if everything.count(a.question) == 1), wanted))


def figures(retriever: Retriever, asked: list[Asked], variant: Variant = str) -> str:
    """Recall@10 and MRR@10 of the varied questions, by article id or name of the file."""
    ranks = []
    for one in asked:
        hits = retriever.search(variant(one.question), 10)
        found = (
            hit.rank for hit in hits if one.article in (hit.article.id, Path(hit.article.file).name)
        )
        ranks.append(next(found, 0))
    recall, mean = sum(map(bool, ranks)), sum(1 / rank for rank in ranks if rank)
    return f"{recall / len(ranks):.3f} / {mean / len(ranks):.3f}"


def changed(asked: list[Asked], variant: Variant) -> list[Asked]:
    """The questions that the variant writes otherwise."""
    return [one for one in asked if variant(one.question) != one.question]


def demo() -> list[Asked]:
    """The answerable questions about the demo papers; the article is the file."""
    with open(HERE / "demo_questions.jsonl", encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    return [Asked(row["question"], row["file"], ()) for row in rows if row.get("answers")]


def news(rows: list[dict[str, Any]], folder: Path) -> Iterator[tuple[str, int, str]]:
    """Name, number of questions and figures of every set."""
    clauses, short = in_place(rows, 500), keywords(rows, 300)
    with open_over(rows, folder / "plain") as retriever:
        for name, asked, variant in (
            ("clauses as printed", clauses, str),
            ("keywords as printed", short, str),
            ("clauses, traditional", clauses, traditional),
            ("keywords, traditional", short, traditional),
            ("clauses, full width", changed(clauses, wide), wide),
            ("clauses, numerals written out", changed(clauses, written_out), written_out),
            ("keywords, numerals written out", short, written_out),
            ("keywords, commas in numbers", changed(short, with_commas), with_commas),
        ):
            yield name, len(asked), figures(retriever, asked, variant)
    old = [row | {"text": traditional(row["text"])} for row in rows]
    with open_over(old, folder / "traditional") as retriever:
        yield "traditional pages, clauses", len(clauses), figures(retriever, clauses)
        yield "traditional pages, keywords", len(short), figures(retriever, short)
    worse, slips = laid(rows)
    with open_over(worse, folder / "slips") as retriever:
        yield "pages with slips, words around one", len(slips), figures(retriever, slips)
        yield "pages with slips, clauses", len(clauses), figures(retriever, clauses)


def papers(folder: Path) -> Iterator[tuple[str, int, str]]:
    """The same of the demo papers."""
    build_index([str(HERE.parent / "corpus")], str(folder / "demo"))
    asked = demo()
    with Retriever.open(str(folder / "demo")) as retriever:
        for name, variant in (("as asked", str), ("traditional", traditional), ("wide", wide)):
            yield f"demo papers, {name}", len(asked), figures(retriever, asked, variant)
        numbers = changed(asked, written_out)
        yield "demo papers, numerals", len(numbers), figures(retriever, numbers, written_out)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--articles", type=int, default=1500)
    parser.add_argument("--steps", action="store_true", help="every step, not only the last")
    options = parser.parse_args()
    found = list(read_rows(options.data / "news" / "rmrb2019.jsonl.xz"))
    rows = random.Random(4).sample(found, options.articles)
    steps = STEPS if options.steps else (STEPS[0], STEPS[-1])
    table: dict[tuple[str, int], list[str]] = {}
    for step in steps:
        started = time.process_time()
        with switched(step), tempfile.TemporaryDirectory() as folder:
            for name, count, cell in (*papers(Path(folder)), *news(rows, Path(folder))):
                table.setdefault((name, count), []).append(cell)
        print(f"{step}: {time.process_time() - started:.0f} s of CPU", flush=True)
    print(f"\n| questions | n | {' | '.join(steps)} |\n|---|---|{'---|' * len(steps)}")
    for (name, count), cells in table.items():
        print(f"| {name} | {count} | {' | '.join(cells)} |")


if __name__ == "__main__":
    main()
