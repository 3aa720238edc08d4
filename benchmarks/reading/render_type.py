"""Typesetting: paragraphs -> lines of a column, headline lines -> rows over a story."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from render_pdf import Faces, Text

_NOT_FIRST = set("，。、；：！？”’）》」』】〕…—·%,.;:!?)")
_NOT_LAST = set("“‘（《「『【〔(")


@dataclass(frozen=True)
class Setting:
    """How one page is set; points."""

    columns: int
    chars: int  # in a full line
    size: float
    leading: float
    gutter: float
    centred: bool  # headlines
    frames: float  # how often a story stands in a frame
    rules: bool  # rules between stories

    @property
    def measure(self) -> float:
        """Width of a column."""
        return self.chars * self.size

    def width(self, columns: int) -> float:
        """Of so many columns."""
        return columns * self.measure + (columns - 1) * self.gutter


def draw_setting(die: random.Random) -> Setting:
    """A page's setting."""
    columns = die.choice([3, 4, 4, 5, 5, 6])
    size = die.choice([9.0, 9.5, 10.0, 10.5])
    return Setting(
        columns=columns,
        chars={3: die.randint(17, 22), 4: die.randint(14, 18)}.get(columns, die.randint(12, 15)),
        size=size,
        leading=size * die.choice([1.3, 1.4, 1.5]),
        gutter=size * die.choice([1.2, 1.6, 2.2]),
        centred=die.random() < 0.6,
        frames=die.choice([0.0, 0.15, 0.4]),
        rules=die.random() < 0.4,
    )


@dataclass(frozen=True)
class Row:
    """A line to print: where it begins in its column, what is put between its characters."""

    x: float
    text: str
    spacing: float = 0.0


def rows_of(paragraph: str, measure: float, size: float, face: str, faces: Faces) -> list[Row]:
    """The paragraph broken at the column's edge and justified, its first line indented."""
    rows, at = [], 0
    while at < len(paragraph):
        indent = 2 * size if at == 0 else 0.0
        end = _break(paragraph, at, measure - indent, size, face, faces)
        text = paragraph[at:end].rstrip(" ")
        left = measure - indent - faces.width(text, face, size)
        spacing = left / (len(text) - 1) if end < len(paragraph) and len(text) > 1 else 0.0
        rows.append(Row(indent, text, min(spacing, size * 0.3)))
        at = end
        while at < len(paragraph) and paragraph[at] == " ":
            at += 1
    return rows


def _break(text: str, at: int, room: float, size: float, face: str, faces: Faces) -> int:
    end, used = at, 0.0
    while end < len(text) and used + faces.width(text[end], face, size) <= room + 0.01:
        used += faces.width(text[end], face, size)
        end += 1
    if end < len(text):
        first = end
        while end > at + 2 and (text[end] in _NOT_FIRST or text[end - 1] in _NOT_LAST):
            end -= 1
        if end <= at + 2:
            end = first
    return max(end, at + 1)


@dataclass
class Head:
    """A headline set over a story: its rows from top to bottom, and how high they stand."""

    rows: list[tuple[float, float, float, str, str]] = field(default_factory=list)
    height: float = 0.0

    def texts(self, x: float, y: float) -> Iterator[Text]:
        """To print, with the upper left corner of the story here."""
        for left, base, size, face, text in self.rows:
            yield Text(x + left, y + base, face, size, text)


def roles_of(lines: Sequence[str]) -> list[str]:
    """kicker, title or subtitle for each headline line, as a compositor would set them."""
    if len(lines) < 2:
        return ["title"] * len(lines)
    if len(lines) == 2:
        above, below = lines
        under = below.startswith("—") or (len(below) > 1.4 * len(above) and above[-1] not in "—：")
        return ["title", "subtitle"] if under else ["kicker", "title"]
    return ["kicker", "title", *["subtitle"] * (len(lines) - 2)]


def set_head(
    item: dict[str, Any], width: float, setting: Setting, faces: Faces, die: random.Random
) -> Head:
    """The item's headline and byline over a story of this width."""
    head = Head()
    for line, role in zip(item["lines"], roles_of(item["lines"]), strict=True):
        if role == "title":
            size, face = setting.size * die.uniform(1.9, 3.0), "title"
        else:
            size, face = setting.size * die.uniform(1.25, 1.45), die.choice(["caption", "title"])
        rows = _split(line, width, size, face, faces)
        while len(rows) > 2 and size > setting.size * 1.3:  # no smaller: 1.25 of the body's
            size = max(size * 0.9, setting.size * 1.25)
            rows = _split(line, width, size, face, faces)
        for text in rows:
            _add(head, text, width, size, face, setting.centred, faces)
    if item["byline"]:
        _add(head, item["byline"], width, setting.size, "caption", True, faces)
    if head.rows:
        head.height += setting.leading * 0.6
    return head


def _add(
    head: Head, text: str, width: float, size: float, face: str, centred: bool, faces: Faces
) -> None:
    left = (width - faces.width(text, face, size)) / 2 if centred else 0.0
    head.rows.append((max(left, 0.0), head.height + size, size, face, text))
    head.height += size * 1.3


def _split(line: str, width: float, size: float, face: str, faces: Faces) -> list[str]:
    """The headline line in as few rows as fit, of nearly one length."""
    count = 1
    while True:
        rows, at = [], 0
        for number in range(count):
            end = at + -(-(len(line) - at) // (count - number))
            while at < end < len(line) and line[end] in _NOT_FIRST:
                end += 1
            if number == 0 and count == 2 and " " in line[1:-1]:
                spaces = [n for n, char in enumerate(line) if char == " "]
                near = min(spaces, key=lambda n: abs(n - len(line) / 2))
                end = near if abs(near - len(line) / 2) < len(line) / 5 else end
            rows.append(line[at:end].strip())
            at = end
        rows = [row for row in rows if row]
        if all(faces.width(row, face, size) <= width for row in rows) or count > len(line) / 2:
            return rows
        count += 1
