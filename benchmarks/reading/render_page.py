"""Composes a newspaper page: stories as rectangles and L-shapes, photos, frames, page head."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from lay_out import name
from render_pdf import Faces, Shape, Text
from render_running import draw_running, run_on
from render_type import Row, Setting, draw_setting, rows_of, set_head

MARGIN = 36.0
WEEK = "一二三四五六日"


@dataclass
class Part:
    """What stands in some columns: an item, set; `cells` are (x, top, bottom) to flow into."""

    item: dict[str, Any]
    columns: int
    width: float
    head: Any
    rows: list[Row]
    face: str
    photo: float = 0.0  # height of the picture
    pad: float = 0.0  # within a frame
    measure: float = 0.0
    strip: float = 0.0  # width of a vertical headline

    def height(self, setting: Setting) -> float:
        """As a rectangle of its columns."""
        lines = -(-len(self.rows) // self.columns)
        body = max(lines * setting.leading, self.strip and len(self.item["lines"][0]) * 1.2 * 24)
        return self.head.height + self.photo + body + 2 * self.pad


@dataclass
class Composer:
    """A page being composed from top to bottom; `y` is where the next band begins."""

    setting: Setting
    faces: Faces
    die: random.Random
    things: list[Text | Shape] = field(default_factory=list)
    y: float = MARGIN

    def part(self, item: dict[str, Any], columns: int, plain: bool = False) -> Part:
        """The item set in so many columns."""
        setting = self.setting
        width = setting.width(columns)
        if item["kind"] == "photo":
            head = set_head(item, width, setting, self.faces, self.die)
            rows = self._rows(item, width, "caption")
            picture = width * self.die.uniform(0.5, 0.7) + setting.leading
            return Part(item, 1, width, head, rows, "caption", picture, measure=width)
        framed = not plain and self.die.random() < setting.frames
        pad = setting.size if framed else 0.0
        strip = 0.0
        title = item["lines"][0] if len(item["lines"]) == 1 else ""
        tall = 4 <= len(title) <= 9 and title.isalpha() and not item["byline"] and not plain
        if tall and columns > 1 and self.die.random() < 0.5:
            strip = 40.0
        inner = width - 2 * pad - strip
        measure = (inner - (columns - 1) * setting.gutter) / columns
        bare = {**item, "lines": [], "byline": None} if strip else item
        head = set_head(bare, inner, setting, self.faces, self.die)
        rows = self._rows(item, measure, "body")
        return Part(item, columns, width, head, rows, "body", 0.0, pad, measure, strip)

    def _rows(self, item: dict[str, Any], measure: float, face: str) -> list[Row]:
        paragraphs = item["text"].split("\n")
        size = self.setting.size * (0.95 if face == "caption" else 1)
        return [row for p in paragraphs for row in rows_of(p, measure, size, face, self.faces)]

    def put(self, part: Part, x: float, y: float, height: float) -> None:
        """Print the part as a rectangle."""
        if part.pad:
            self.things.append(Shape(x, y, part.width, height))
        left, top = x + part.pad, y + part.pad
        if part.strip:
            for number, char in enumerate(part.item["lines"][0]):
                self.things.append(Text(left + 4, top + 26 + number * 28, "title", 24, char))
            left += part.strip
        self.things += part.head.texts(left, top)
        top += part.head.height
        if part.photo:
            high = part.photo - self.setting.leading
            self.things.append(Shape(left, top, part.width, high, picture=True))
            top += part.photo
        lines = -(-len(part.rows) // part.columns)
        step = part.measure + self.setting.gutter
        cells = [(left + n * step, top, lines) for n in range(part.columns)]
        self.flow(part, cells)

    def flow(self, part: Part, cells: Sequence[tuple[float, float, int]]) -> None:
        """Print the rows into cells (x, top, number of lines), in their order."""
        at = 0
        size = self.setting.size * (0.95 if part.face == "caption" else 1)
        for x, top, lines in cells:
            for number, row in enumerate(part.rows[at : at + lines]):
                base = top + number * self.setting.leading + size
                self.things.append(Text(x + row.x, base, part.face, size, row.text, row.spacing))
            at += lines
        if at < len(part.rows):
            raise ValueError("a story does not fit")

    def band(self, items: list[dict[str, Any]]) -> None:
        """Take some items off the list and print them side by side."""
        columns, die = self.setting.columns, self.die
        long = [item for item in items if len(item["text"]) > 700 and item["kind"] != "photo"]
        kind = die.random()
        if kind < 0.4 and long and len(items) > 1 and columns > 2:
            first = long[0]
            other = next(item for item in items if item is not first)
            done = self._hook(first, other) if kind < 0.25 else self._step(first, other)
            if done:
                items.remove(first)
                items.remove(other)
                return
        count = min(len(items), die.choice([1, 2, 2, 3]), columns)
        if count == 1 and len(items[0]["text"]) < 80 * columns:
            count = min(2, len(items))
        group = [items.pop(0) for _ in range(count)]
        self._side_by_side(group)

    def _side_by_side(self, group: list[dict[str, Any]]) -> None:
        columns = self.setting.columns
        shares = [1] * len(group)
        while sum(shares) < columns:
            heavy = [len(item["text"]) / share for item, share in zip(group, shares, strict=True)]
            shares[heavy.index(max(heavy))] += 1
        if len(group) == 1 and group[0]["kind"] == "photo":
            shares = [min(columns, 2)]
        parts = [self.part(item, share) for item, share in zip(group, shares, strict=True)]
        high = max(part.height(self.setting) for part in parts)
        x = MARGIN
        for part in parts:
            self.put(part, x, self.y, high if part.pad else 0.0)
            x += part.width + self.setting.gutter
            if self.setting.rules and part is not parts[-1] and not part.pad:
                self.things.append(Shape(x - self.setting.gutter / 2, self.y, 0, high))
        self._next(high)

    def put_across(self, item: dict[str, Any]) -> None:
        """Print the item over all columns."""
        part = self.part(item, self.setting.columns, plain=True)
        self.put(part, MARGIN, self.y, 0.0)
        self._next(part.height(self.setting))

    def _hook(self, first: dict[str, Any], other: dict[str, Any]) -> bool:
        """The long story on the left goes on under the other, which stands at the top right."""
        setting = self.setting
        right = self.die.randint(1, setting.columns - 2)
        left = setting.columns - right
        inset, long = self.part(other, right), self.part(first, left, plain=True)
        space = inset.height(setting) + 1.5 * setting.leading
        for lines in range(4, 400):
            under = int((lines * setting.leading + long.head.height - space) / setting.leading)
            if under >= 3 and left * lines + right * under >= len(long.rows):
                break
        else:
            return False
        if under > 0.6 * lines or (left * lines + right * under) - len(long.rows) > lines:
            return False
        x, top = MARGIN, self.y + long.head.height
        step = setting.measure + setting.gutter
        self.things += long.head.texts(x, self.y)
        self.put(inset, x + left * step, self.y, inset.height(setting))
        cells = [(x + n * step, top, lines) for n in range(left)]
        below = top + (lines - under) * setting.leading
        cells += [(x + (left + n) * step, below, under) for n in range(right)]
        self.flow(long, cells)
        if setting.rules and not inset.pad:
            y = self.y + inset.height(setting) + 0.6 * setting.leading
            self.things.append(Shape(x + left * step, y, inset.width, 0))
        self._next(long.head.height + lines * setting.leading)
        return True

    def _step(self, first: dict[str, Any], other: dict[str, Any]) -> bool:
        """The other stands at the bottom right, under the last columns of the long story."""
        setting = self.setting
        right = self.die.randint(1, setting.columns - 1)
        left = setting.columns - right
        inset, long = self.part(other, right), self.part(first, setting.columns, plain=True)
        taken = -(-(inset.height(setting) + 1.5 * setting.leading) // setting.leading)
        lines = int(-(-(len(long.rows) + right * taken) // setting.columns))
        over = int(lines - taken)
        if over < 3:
            return False
        x, top = MARGIN, self.y + long.head.height
        step = setting.measure + setting.gutter
        self.things += long.head.texts(x, self.y)
        cells = [(x + n * step, top, lines if n < left else over) for n in range(setting.columns)]
        self.flow(long, cells)
        y = top + lines * setting.leading - inset.height(setting)
        self.put(inset, x + left * step, y, inset.height(setting))
        self._next(long.head.height + lines * setting.leading)
        return True

    def _next(self, height: float) -> None:
        self.y += height + self.setting.leading * self.die.uniform(1.2, 2.2)
        if self.setting.rules:
            width = self.setting.width(self.setting.columns)
            self.things.append(Shape(MARGIN, self.y - self.setting.leading * 0.6, width, 0))


@dataclass
class Printed:
    """A page to be written: its size and things, and what stands on it outside of the items."""

    width: float
    height: float
    things: list[Text | Shape]
    furniture: list[str]


def compose(
    items: Sequence[dict[str, Any]],
    first: dict[str, Any],
    faces: Faces,
    die: random.Random,
    running: bool = False,
) -> Printed:
    """A page with these items; `first` tells its day and number.

    Where they are `running`, each begins under the one before, as in a document.
    """
    setting = draw_running(die) if running else draw_setting(die)
    composer = Composer(setting, faces, die)
    width = setting.width(setting.columns) + 2 * MARGIN
    date = first["date"]
    day = f"{date[:4]}年{int(date[4:6])}月{int(date[6:])}日 星期{die.choice(WEEK)}"
    cells = ["河滨日报", day, f"第{int(first['page']):02d}版"]
    spots = [MARGIN, width / 2 - 60, width - MARGIN - 50]
    for x, text in zip(spots, cells, strict=True):
        composer.things.append(Text(x, MARGIN, "caption", 11.0, text))
    composer.things.append(Shape(MARGIN, MARGIN + 8, width - 2 * MARGIN, 0))
    composer.y = MARGIN + 24
    todo = list(items)
    if running:
        run_on(composer, todo)
    while todo:
        composer.band(todo)
    staff = f"责任编辑：{name(die)}　版式：{name(die)}"
    if die.random() < 0.5:
        composer.things.append(Text(MARGIN, composer.y + 10, "caption", 8.0, staff))
        cells.append(staff)
    return Printed(width, composer.y + MARGIN, composer.things, cells)
