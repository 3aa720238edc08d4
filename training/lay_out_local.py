"""Lays out the invented local papers of `training/asked` as text dumps whose truth is known.

    python -m training.lay_out_local --out /tmp/local

Pages of a local daily have many short stories, most without a dateline, where a national one
has few and long ones. Each page is dumped in one of several ways; subheads of archives are set
into some stories. The truth has the form that `benchmarks/reading/lay_out.py` writes. `--apart`
keeps to every fifth paper, which the others leave out. The die is seeded.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bot.reading.bylines import dateline_end
from training.opening_rows import ASKED, LABELS, author, plain, subheads
from training.small_items import small_item
from training.train_breaks import rows_of

_LONG = 260  # characters of a story that may have subheads
_WRAPPED = (13, 16, 17, 19, 22, 26)  # characters of a printed line


class _Dump:
    """A page as it is typed, and who owns which characters."""

    def __init__(self, die: random.Random) -> None:
        self.die = die
        self.text, self.owners = "", list[tuple[int, int, int]]()
        self.between = die.random() < 0.35  # a blank line between items
        self.after = self.between and die.random() < 0.4  # and between all paragraphs
        self.width = die.choice(_WRAPPED) if die.random() < 0.4 else 0
        self.indent = "\u3000\u3000" if self.width or die.random() < 0.6 else ""

    def line(self, text: str, owner: int) -> None:
        """A line of a headline."""
        self._put(text, owner)

    def paragraph(self, text: str, owner: int) -> None:
        """A paragraph, in printed lines if they are narrow."""
        text = self.indent + text
        if self.width:
            cuts = range(0, len(text), self.width)
            text = "\n".join(text[at : at + self.width] for at in cuts)
        self._put(text, owner)
        self.text += "\n" * self.after

    def _put(self, text: str, owner: int) -> None:
        start = len(self.text)
        self.text += text + "\n"
        self.owners.append((start, start + len(text), owner))

    def item(self) -> None:
        """Begin an item."""
        if self.between and self.text and not self.text.endswith("\n\n"):
            self.text += "\n"


def page_of(stories: Sequence[dict[str, Any]], real: Sequence[str], die: random.Random) -> _Dump:
    """The stories as one page."""
    dump = _Dump(die)
    dump.line(
        f"{stories[0]['paper']} {stories[0]['date'][:4]}年3月5日 星期二 第{die.randint(1, 8)}版", -1
    )
    small = 0
    stripped = die.random()  # how many of its stories have lost their dateline
    for owner, story in enumerate(stories):
        paragraphs = plain(story["text"])
        if not paragraphs:
            continue
        dump.item()
        if die.random() < 0.2:
            dump.line(die.choice(LABELS), owner)
        for title in story["titles"]:
            dump.line(" ".join(title.split()), owner)
        if die.random() < 0.2:
            dump.line(author(die), owner)
        if die.random() < stripped:
            first = paragraphs[0]
            paragraphs[0] = first[dateline_end(first) :].lstrip("，,：: ") or first
        parted = len("".join(paragraphs)) > _LONG and len(paragraphs) > 2 and die.random() < 0.3
        for number, paragraph in enumerate(paragraphs):
            if parted and number and die.random() < 0.6:
                dump.line(die.choice(real), owner)
            dump.paragraph(paragraph, owner)
        if die.random() < 0.2:
            small += 1
            dump.item()
            title, text = small_item(die)
            dump.line(title, len(stories) + small)
            dump.paragraph(text, len(stories) + small)
    return dump


def main() -> None:
    """Writes the pages and `truth.json`."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=5)
    parser.add_argument("--apart", action="store_true")
    options = parser.parse_args()
    die = random.Random(options.seed)
    papers: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for line in ASKED.read_text(encoding="utf-8").splitlines():
        story = json.loads(line)
        papers[story["id"][:-2]].append(story)
    rows = rows_of(options.data, "rmrb2019")
    real = [
        line
        for row in rows
        for sample in subheads("", plain(row["text"]), "")
        for line in sample.row.lines
        if len(line) <= 16
    ]
    options.out.mkdir(parents=True, exist_ok=True)
    truth = []
    for number, name in enumerate(sorted(papers)):
        if (number % 5 == 0) is options.apart:
            stories = die.sample(papers[name], len(papers[name]))
            for at in range(0, len(stories) - 2, 7):
                dump = page_of(stories[at : at + 7], real, die)
                file = f"local{len(truth):03}.txt"
                (options.out / file).write_text(dump.text, encoding="utf-8")
                truth.append({"file": file, "owners": dump.owners})
    (options.out / "truth.json").write_text(json.dumps(truth), encoding="utf-8")
    print(f"{len(truth)} pages")


if __name__ == "__main__":
    main()
