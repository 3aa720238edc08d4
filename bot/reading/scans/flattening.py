"""The lines found in a picture -> how the page lies in it, and the picture of the page laid flat.

Lines run level on a flat page, and the lines of a column begin and end under one another. What a
polynomial must take away for that is found by least squares in which outliers count less (Huber
1964, "Robust estimation of a location parameter"): indents, last lines, ends found elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from bot.reading.layout.bend import Bend, steepest, terms

_LONG = 4  # times as long as thick: such a line tells its direction
_FEW = 3  # lines: too few to tell how the page lies
_ROUNDS = 12  # of the least squares
_TURN = 100.0  # pixels a unit: how much it counts that a page is turned, not sheared
_PLAIN = 300.0  # how much it counts that it is flat: about as much as a line
_NOISE = 1.5  # pixels by which the ends of lines are found elsewhere
_BELOW = 2.4  # thicknesses: the next line of a column is no further
_ASIDE = 0.8  # thicknesses: it begins, or ends, no further aside
_CROOKED = 0.2  # of its thickness: so far a line may fall before the picture is laid flat
_MOST = 0.8  # of the lines, which fall less
_STEEPEST = 0.6  # no page lies so: its lines are no lines, and no way leads back
_TILE = 96  # pixels of the flat picture that are taken together


def bend_of(corners: Sequence[Any], size: tuple[int, int]) -> Bend:
    """How the page lies in a picture of this width and height.

    `corners` are those of each line, clockwise from the upper left.
    """
    import numpy as np

    lines = _Lines(corners, size)
    zeros = (0.0,) * len(terms(0, 0))
    plain = Bend(_floats(size), _floats(size), zeros, zeros)
    if lines.count < _FEW:
        return plain
    rows = [lines.level(), lines.edges(0), lines.edges(1)]
    matrix = np.concatenate([row for row, _ in rows])
    shift = np.concatenate([told for _, told in rows])
    factors = _fitted(matrix, shift, len(zeros))
    down, along = factors[: len(zeros)], factors[len(zeros) :]
    bend = Bend(plain.size, plain.size, tuple(map(float, down)), tuple(map(float, along)))
    if max(map(steepest, (bend.down, bend.along))) > _STEEPEST:
        return plain
    return Bend(plain.size, _flat_size(bend), bend.down, bend.along)


def is_crooked(bend: Bend, corners: Sequence[Any]) -> bool:
    """True when lines fall, or rise, so far that the picture is better laid flat first."""
    falls = []
    for each in corners:
        start, end, thickness = _axis(each)
        first, last = bend.flat(*start), bend.flat(*end)
        wide, high = end - start
        fall = last[1] - first[1] - high if abs(wide) > abs(high) else last[0] - first[0] - wide
        falls.append(abs(fall) / thickness)
    return bool(falls) and sorted(falls)[int(_MOST * (len(falls) - 1))] > _CROOKED


def flattened(image: Any, bend: Bend) -> Any:
    """The grey picture of the page laid flat; paper where the picture ends."""
    import numpy as np
    from PIL import Image

    width, height = map(round, bend.flat_size)
    columns, rows = np.arange(0, width + _TILE, _TILE), np.arange(0, height + _TILE, _TILE)
    x, y = bend.seen(*np.meshgrid(columns.astype(float), rows.astype(float)))
    mesh = []
    for row in range(len(rows) - 1):
        for column in range(len(columns) - 1):
            box = tuple(
                int(at) for at in (columns[column], rows[row], columns[column + 1], rows[row + 1])
            )
            quad = []
            for down, right in ((0, 0), (1, 0), (1, 1), (0, 1)):
                quad += [float(x[row + down, column + right]), float(y[row + down, column + right])]
            mesh.append((box, tuple(quad)))
    paper = int(np.median(image[::8, ::8]))
    size = int(columns[-1]), int(rows[-1])
    picture = Image.fromarray(image).transform(
        size, Image.Transform.MESH, mesh, Image.Resampling.BILINEAR, fillcolor=paper
    )
    return np.ascontiguousarray(np.asarray(picture)[:height, :width])


def _floats(size: tuple[int, int]) -> tuple[float, float]:
    return float(size[0]), float(size[1])


def _axis(corners: Any) -> tuple[Any, Any, float]:
    """The middles of a line's ends, the first at the left or above, and its thickness."""
    import numpy as np

    upper_left, upper_right, lower_right, lower_left = corners
    wide = np.linalg.norm(upper_right - upper_left)
    high = np.linalg.norm(lower_left - upper_left)
    if wide >= high:
        return (upper_left + lower_left) / 2, (upper_right + lower_right) / 2, max(float(high), 1.0)
    return (upper_left + upper_right) / 2, (lower_left + lower_right) / 2, max(float(wide), 1.0)


class _Lines:
    """The lines that tell how the page lies."""

    def __init__(self, corners: Sequence[Any], size: tuple[int, int]) -> None:
        import numpy as np

        axes = [_axis(np.asarray(each, dtype=float)) for each in corners]
        long = [axis for axis in axes if np.linalg.norm(axis[1] - axis[0]) > _LONG * axis[2]]
        self.count = len(long)
        self.ends = np.array([[start, end] for start, end, _ in long]).reshape(-1, 2, 2)
        self.thick = np.array([thick for _, _, thick in long])
        self.half = max(size) / 2
        self.places = (self.ends - np.array(size) / 2) / self.half
        across = self.ends[:, 1] - self.ends[:, 0]
        self.lying = np.abs(across[:, 0]) >= np.abs(across[:, 1])

    def level(self) -> tuple[Any, Any]:
        """Each line that lies has its ends at one height; each that stands, at one width."""
        import numpy as np

        rows, shifts = [], []
        for number, (start, end) in enumerate(self.places):
            lying = self.lying[number]
            rows.append(_row(start, end, down=bool(lying)))
            shift = self.ends[number, 1] - self.ends[number, 0]
            shifts.append(shift[1] if lying else shift[0])
        return np.array(rows) * self.half, np.array(shifts)

    def edges(self, end: int) -> tuple[Any, Any]:
        """Lines of a column begin (end 0) and end (1) at one width: next ones and further ones."""
        import numpy as np

        rows, shifts = [], []
        for upper, lower in self._pairs(end):
            rows.append(_row(self.places[upper, end], self.places[lower, end], down=False))
            shifts.append(self.ends[lower, end, 0] - self.ends[upper, end, 0])
        count = 2 * len(terms(0, 0))
        return np.array(rows).reshape(-1, count) * self.half, np.array(shifts)

    def _pairs(self, end: int) -> Iterator[tuple[int, int]]:
        """Lines of one column, one, two, four … lines below one another."""
        below = self._below(end)
        while below:
            yield from below.items()
            below = {upper: below[lower] for upper, lower in below.items() if lower in below}

    def _below(self, end: int) -> dict[int, int]:
        """For each line that lies the next one of its column."""
        import numpy as np

        found: dict[int, int] = {}
        x, y = self.ends[:, end, 0], self.ends[:, end, 1]
        across = self.ends[:, 1] - self.ends[:, 0]
        lean = (
            -float(np.median(across[self.lying, 1] / across[self.lying, 0]))
            if self.lying.any()
            else 0
        )
        for number in np.flatnonzero(self.lying):
            thick = self.thick[number]
            down = y - y[number]
            aside = np.abs(x - x[number] - lean * down)
            near = (
                self.lying
                & (down > 0.6 * thick)
                & (down < _BELOW * thick)
                & (aside < _ASIDE * thick)
                & (np.abs(self.thick - thick) < 0.3 * thick)
            )
            if near.any():
                others = np.flatnonzero(near)
                found[int(number)] = int(others[np.argmin(down[others])])
        return found


def _row(start: Any, end: Any, *, down: bool) -> list[float]:
    """What each term differs by between two points: those of `down`, then those of `along`."""
    (p, q), (right, lower) = start, end
    none = [0.0] * len(terms(0, 0))
    if down:
        return [b - a for a, b in zip(terms(p, q), terms(right, lower), strict=True)] + none
    return none + [b - a for a, b in zip(terms(q, p), terms(lower, right), strict=True)]


def _fitted(matrix: Any, shift: Any, count: int) -> Any:
    """The factors by which the differences come nearest to the shifts."""
    import numpy as np

    held = np.diag([0.0 if number % count == 0 else _PLAIN for number in range(2 * count)])
    held = held[held.any(axis=1)]
    turned = np.zeros((1, 2 * count))
    turned[0, 0] = turned[0, count] = _TURN
    calm = np.concatenate([held, turned])
    weights = np.ones(len(shift))
    factors = np.zeros(2 * count)
    for _ in range(_ROUNDS):
        root = np.sqrt(weights)
        left = np.concatenate([matrix * root[:, None], calm])
        right = np.concatenate([shift * root, np.zeros(len(calm))])
        factors = np.linalg.lstsq(left, right, rcond=None)[0]
        missed = np.abs(matrix @ factors - shift)
        scale = max(_NOISE, float(np.median(missed)))
        weights = np.minimum(1, 2 * scale / np.maximum(missed, scale))
    return factors


def _flat_size(bend: Bend) -> tuple[float, float]:
    """The size of a flat page, around the picture's middle, on which all of the picture lies."""
    import numpy as np

    width, height = bend.size
    share = np.linspace(0, 1, 9)
    x = np.concatenate([share * width, share * width, 0 * share, 0 * share + width])
    y = np.concatenate([0 * share, 0 * share + height, share * height, share * height])
    u, v = bend.flat(x, y)
    wide, high = (2 * float(np.abs(at - size / 2).max()) for at, size in ((u, width), (v, height)))
    return float(round(wide)), float(round(high))
