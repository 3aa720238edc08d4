"""Sets stories one under another in the columns of a document: each goes on in the next column."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from render_pdf import Shape, Text
from render_type import Setting

if TYPE_CHECKING:
    from render_page import Composer, Part

_LEFT = 36.0


def draw_running(die: random.Random) -> Setting:
    """The setting of such a page: two or three wide columns."""
    columns = die.choice([2, 2, 2, 3])
    size = die.choice([9.0, 9.5, 10.0, 10.5])
    return Setting(
        columns=columns,
        chars=die.randint(20, 27) if columns == 2 else die.randint(15, 19),
        size=size,
        leading=size * die.choice([1.3, 1.4, 1.5, 1.7]),
        gutter=size * die.choice([1.6, 2.2, 3.0]),
        centred=die.random() < 0.5,
        frames=0.0,
        rules=die.random() < 0.4,
    )


@dataclass
class _Column:
    """Where the next line stands: in this column, so far below the top of all columns."""

    number: int = 0
    down: float = 0.0


def run_on(composer: Composer, items: list[dict[str, Any]]) -> None:
    """Take all items off the list; now and then the first stands over all columns."""
    if composer.die.random() < 0.4 and items[0]["kind"] != "photo":
        composer.put_across(items.pop(0))
    parts = [composer.part(item, 1, plain=True) for item in items]
    items.clear()
    setting = composer.setting
    high = sum(part.height(setting) for part in parts) / setting.columns
    while not (things := _set(composer, parts, high)):
        high += setting.leading
    composer.things += things
    if setting.rules:
        for number in range(1, setting.columns):
            x = _LEFT + number * (setting.measure + setting.gutter) - setting.gutter / 2
            composer.things.append(Shape(x, composer.y, 0, high))
    composer.y += high + setting.leading


def _set(composer: Composer, parts: list[Part], high: float) -> list[Text | Shape]:
    """All parts in columns so high; nothing where they need more of them."""
    setting, at = composer.setting, _Column()
    things: list[Text | Shape] = []
    for part in parts:
        photo = part.item["kind"] == "photo"
        rows = len(part.rows) if photo else min(2, len(part.rows))
        if at.down + part.head.height + part.photo + rows * setting.leading > high:
            at = _Column(at.number + 1)
        if at.number >= setting.columns:
            return []
        left = _left(setting, at)
        things += part.head.texts(left, composer.y + at.down)
        at.down += part.head.height
        if part.photo:
            shape = left, composer.y + at.down, part.width, part.photo - setting.leading
            things.append(Shape(*shape, picture=True))
            at.down += part.photo
        size = setting.size * (0.95 if part.face == "caption" else 1)
        for row in part.rows:
            if at.down + setting.leading > high:
                at = _Column(at.number + 1)
            base = composer.y + at.down + size
            things.append(
                Text(_left(setting, at) + row.x, base, part.face, size, row.text, row.spacing)
            )
            at.down += setting.leading
        at.down += 1.5 * setting.leading if at.down else 0.0
    return things if at.number < setting.columns else []


def _left(setting: Setting, at: _Column) -> float:
    return _LEFT + at.number * (setting.measure + setting.gutter)
