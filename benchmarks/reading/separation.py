"""How well pages are separated: `python benchmarks/reading/separation.py /tmp/pages1 [-v]`.

B-cubed F1 over the characters of the items (white space aside; a character that no article holds
is alone); articles whose body is recovered to the last character; headlines and authors that are
exactly right; characters lost, which are in no item at all; those lost in repair, which an item was
given and its article does not hold: repair may take white space only.
"""

from __future__ import annotations

import argparse
import json
import re
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bot.reading.articles import read_page, read_sheets, split_sheet
from bot.reading.blocks import blocks_of
from bot.reading.segment import separate
from bot.reading.sheets import Found
from bot.records import Article


def predicted(items: Sequence[Found], text: str) -> list[int]:
    """For each character of the file, the number of its article, or -1: a jump line is nobody's."""
    owners = [-1] * len(text)
    for number, item in enumerate(items):
        for part in item.parts:
            if part.kind != "jump":
                owners[part.start : part.end] = [number] * (part.end - part.start)
    return owners


def true_owners(page: dict[str, Any], text: str) -> list[int]:
    owners = [-1] * len(text)
    for start, end, owner in page["owners"]:
        owners[start:end] = [owner] * (end - start)
    return owners


def b_cubed(truth: list[int], found: list[int], text: str) -> tuple[float, float, int]:
    """Sums of precision and recall over the characters that belong to items, and their number."""
    where = [at for at, char in enumerate(text) if not char.isspace()]
    both = Counter((truth[at], found[at]) for at in where)
    in_truth = Counter(truth[at] for at in where)
    in_found = Counter(found[at] for at in where)
    precision = recall = 0.0
    for (owner, number), count in both.items():
        if owner < 0:
            continue
        precision += count * (count / in_found[number] if number >= 0 else 1.0)
        recall += count * (count / in_truth[owner] if number >= 0 else 1 / in_truth[owner])
    return precision, recall, sum(count for owner, count in in_truth.items() if owner >= 0)


def lost_in_repair(file: Path) -> int:
    """How many characters of the items' blocks their articles do not hold, white space aside."""
    page = read_page(str(file))
    missing: set[int] = set()
    for item in separate(blocks_of(page.text, page.body_start)):
        credit = [item.credit] if item.credit is not None else []
        for block in (*item.heads, *item.bylines, *item.body, *credit, *item.jumps):
            missing.update(range(block.start, block.end))
    for found in split_sheet(page, {}).items:
        for part in found.parts:
            missing.difference_update(range(part.start, part.end))
    return sum(not page.text[at].isspace() for at in missing)


def squeeze(text: str) -> str:
    return "".join(text.split())


def headline(lines: list[str]) -> str:
    whole = " ".join(line.lstrip("—-").strip() for line in lines)
    whole = re.sub(r"\s+", " ", whole)  # the archive's wide spaces are spaces
    return re.sub(r"(?<=[：:]) ", "", whole)  # a colon divides as well as a space


def matched(truth: list[int], found: list[int], text: str, owner: int) -> int | None:
    """The article that holds most of the item."""
    votes = Counter(
        found[at] for at in range(len(text)) if truth[at] == owner and not text[at].isspace()
    )
    votes.pop(-1, None)
    return votes.most_common(1)[0][0] if votes else None


class Tally:
    """Sums over the pages."""

    def __init__(self) -> None:
        self.sums: Counter[str] = Counter()

    def page(self, folder: Path, page: dict[str, Any], verbose: bool) -> None:
        file = folder / page["file"]
        text = file.read_text(encoding="utf-8")
        items = [item for sheet in read_sheets(str(file)) for item in sheet.items]
        articles = [item.article for item in items]
        self.told(page, text, articles, predicted(items, text), verbose)

    def told(
        self,
        page: dict[str, Any],
        text: str,
        articles: list[Article],
        found: list[int],
        verbose: bool,
    ) -> None:
        """Counts a page whose articles own the characters of its text as `found` says."""
        truth = true_owners(page, text)
        precision, recall, chars = b_cubed(truth, found, text)
        self.sums.update({"precision": precision, "recall": recall, "chars": chars})
        self.sums["lost"] += sum(
            1 for at, owner in enumerate(truth) if owner >= 0 and found[at] < 0 and text[at].strip()
        )
        self.sums["found"] += len(articles)
        notes = []
        for owner, item in enumerate(page["items"]):
            number = matched(truth, found, text, owner)
            notes += self.item(item, owner, articles, number, truth, found, text)
        if verbose:
            f1 = 2 * precision * recall / (precision + recall) / chars
            print(f"{page['file']} {f1:.3f} items {len(page['items'])} found {len(articles)}")
            for note in notes:
                print("    ", note)

    def item(
        self,
        item: dict[str, Any],
        owner: int,
        articles: list[Article],
        number: int | None,
        truth: list[int],
        found: list[int],
        text: str,
    ) -> list[str]:
        self.sums["items"] += 1
        notes = []
        own = {at for at, who in enumerate(truth) if who == owner and text[at].strip()}
        got = {at for at, who in enumerate(found) if who == number and text[at].strip()}
        whole = number is not None and own == got
        self.sums["perfect"] += whole
        if not whole:
            notes.append(f"SPLIT {item['lines']} missing {len(own - got)} extra {len(got - own)}")
        article = articles[number] if number is not None else None
        lines = [article.kicker, article.title, article.subtitle] if article else []
        printed = headline([line for line in lines if line])
        right = printed == headline(item["lines"])
        self.sums["headlines"] += right
        self.sums["words"] += squeeze(printed) == squeeze(headline(item["lines"]))
        if not right:
            notes.append(f"HEAD {headline(item['lines'])!r} got {printed!r}")
        if item["authors_known"]:
            self.sums["bylines"] += 1
            same = article is not None and list(article.authors) == item["authors"]
            self.sums["authors"] += same
            if not same:
                notes.append(f"AUTHORS {item['authors']} got {article and article.authors}")
        return notes

    def report(self, pages: int, seconds: float, in_repair: int | None = None) -> str:
        s = self.sums
        precision, recall = s["precision"] / s["chars"], s["recall"] / s["chars"]
        f1 = 2 * precision * recall / (precision + recall)
        repaired = "" if in_repair is None else f", {in_repair} in repair"
        return (
            f"pages {pages}  items {s['items']} (found {s['found']})  "
            f"B3 P {precision:.4f} R {recall:.4f} F1 {f1:.4f}  "
            f"perfect {s['perfect'] / s['items']:.3f}  "
            f"headlines {s['headlines'] / s['items']:.3f} (words {s['words'] / s['items']:.3f})  "
            f"authors {s['authors'] / max(1, s['bylines']):.3f}  "
            f"lost {s['lost']} of {s['chars']} characters{repaired}  {seconds:.1f} s"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder")
    parser.add_argument("-v", action="store_true")
    args = parser.parse_args()
    folder = Path(args.folder)
    pages = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
    tally = Tally()
    start = time.perf_counter()
    for page in pages:
        tally.page(folder, page, args.v)
    seconds = time.perf_counter() - start
    in_repair = sum(lost_in_repair(folder / page["file"]) for page in pages)
    print(tally.report(len(pages), seconds, in_repair))


if __name__ == "__main__":
    main()
