"""What a page shows and where: the records that every source of places fills."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import astuple, dataclass
from typing import Any

from bot.reading.layout.bend import Bend


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in the page's units (points of a PDF, pixels of an image); y grows downward."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """From left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From top to bottom."""
        return self.bottom - self.top

    def shared_x(self, other: Box) -> float:
        """How much of their widths lies under each other; negative is the gap between them."""
        return min(self.right, other.right) - max(self.left, other.left)

    def shared_y(self, other: Box) -> float:
        """How much of their heights lies beside each other; negative is the gap between them."""
        return min(self.bottom, other.bottom) - max(self.top, other.top)

    def holds(self, other: Box) -> bool:
        """True when the other's middle lies within."""
        x, y = (other.left + other.right) / 2, (other.top + other.bottom) / 2
        return self.left <= x <= self.right and self.top <= y <= self.bottom


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """A printed line in one column: its text, its box, the size of its type.

    `PlacedLine("渡口大桥", Box(40, 60, 80, 70), 10.0)`. `size` is the height of a Chinese
    character. An upright line is set from top to bottom, one character a row.
    """

    text: str
    box: Box
    size: float
    upright: bool = False


@dataclass(frozen=True, slots=True)
class PlacedPage:
    """A page as it was printed.

    `frames` are boxes with text in them, `pictures` boxes without, `rules` thin lines. `exact` is
    False where sizes were estimated, as in scans. The boxes are those of a page that lies flat;
    `bend` is how it lies in its picture. `turn` is by how many quarter turns against the clock a
    page that is seen on its side or upside down was turned, after it was laid flat.
    """

    width: float
    height: float
    lines: tuple[PlacedLine, ...]
    frames: tuple[Box, ...] = ()
    rules: tuple[Box, ...] = ()
    pictures: tuple[Box, ...] = ()
    exact: bool = True
    bend: Bend | None = None
    turn: int = 0


def row_of(page: PlacedPage) -> list[Any]:
    """The page as plain lists, for JSON. `page_of(row_of(page)) == page`."""
    shapes = [[_edges(box) for box in kind] for kind in (page.frames, page.rules, page.pictures)]
    lines = [(line.text, _edges(line.box), line.size, line.upright) for line in page.lines]
    bend = page.bend and list(astuple(page.bend))
    return [page.width, page.height, lines, *shapes, page.exact, bend, page.turn]


def _edges(box: Box) -> tuple[float, float, float, float]:
    return box.left, box.top, box.right, box.bottom


def page_of(row: Sequence[Any]) -> PlacedPage:
    """The page that `row_of` gave the row of."""
    width, height, lines, *shapes, exact, bend, turn = row
    frames, rules, pictures = (tuple(Box(*box) for box in boxes) for boxes in shapes)
    placed = tuple(PlacedLine(text, Box(*box), *rest) for text, box, *rest in lines)
    lain = Bend(*map(tuple, bend)) if bend else None
    return PlacedPage(width, height, placed, frames, rules, pictures, exact, lain, turn)


def around(boxes: Iterable[Box]) -> Box:
    """The smallest box around all of them. `around([Box(0, 0, 1, 1), Box(2, 2, 3, 3)])`."""
    found = list(boxes)
    return Box(
        min(box.left for box in found),
        min(box.top for box in found),
        max(box.right for box in found),
        max(box.bottom for box in found),
    )


def chained(
    lines: Iterable[PlacedLine], goes_on: Callable[[Sequence[PlacedLine], PlacedLine], bool]
) -> list[list[PlacedLine]]:
    """The lines in chains: each behind the first chain, in their order, that it goes on."""
    chains: list[list[PlacedLine]] = []
    for line in lines:
        chain = next((chain for chain in chains if goes_on(chain, line)), None)
        if chain is None:
            chains.append([line])
        else:
            chain.append(line)
    return chains
