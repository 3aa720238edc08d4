"""How a page lies in its picture: askew, seen from aside, or bent like the page of an open book."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

_POWERS = 1, 2, 2, 3, 3, 3  # of the terms, main and other together
_STEPS = 20  # of the way back, each nearer by the page's steepest fall: some ten times


@dataclass(frozen=True, slots=True)
class Bend:
    """The way between a picture and the flat page in it, both in pixels.

    `down` says how far below its place on the flat page a point is seen, `along` how far to the
    right of it: polynomials in the point's place, counted from the middle of the picture in halves
    of its longer side. `down` has no term of the height alone and `along` none of the width alone,
    so lines and columns become straight while their distances stay about what they were.
    """

    size: tuple[float, float]  # of the picture: width and height
    flat_size: tuple[float, float]  # of the flat page, which shows all of the picture
    down: tuple[float, ...]
    along: tuple[float, ...]

    @property
    def half(self) -> float:
        """Half of the picture's longer side."""
        return max(self.size) / 2

    def flat(self, x: Any, y: Any) -> tuple[Any, Any]:
        """Where a point of the picture, or an array of them, lies on the flat page."""
        p, q = (x - self.size[0] / 2) / self.half, (y - self.size[1] / 2) / self.half
        u, v = p - total(self.along, q, p), q - total(self.down, p, q)
        return u * self.half + self.flat_size[0] / 2, v * self.half + self.flat_size[1] / 2

    def seen(self, u: Any, v: Any) -> tuple[Any, Any]:
        """Where a point of the flat page, or an array of them, is seen in the picture."""
        right, lower = (
            (u - self.flat_size[0] / 2) / self.half,
            (v - self.flat_size[1] / 2) / self.half,
        )
        p, q = right, lower
        for _ in range(_STEPS):
            p, q = right + total(self.along, q, p), lower + total(self.down, p, q)
        return p * self.half + self.size[0] / 2, q * self.half + self.size[1] / 2


def terms(main: Any, other: Any) -> tuple[Any, ...]:
    """The terms of a polynomial, without those of `other` alone. `terms(2, 3)[:3] -> (2, 4, 6)`."""
    square = main * main
    return main, square, main * other, square * main, square * other, main * other * other


def total(factors: tuple[float, ...], main: Any, other: Any) -> Any:
    """The polynomial's value. `total((1, 0, 1, 0, 0, 0), 2, 3) -> 8`."""
    return sum(factor * term for factor, term in zip(factors, terms(main, other), strict=True))


def steepest(factors: tuple[float, ...]) -> float:
    """The most by which the polynomial may change for a step within the picture, at most.

    `steepest((0.1, 0, 0, 0, 0, 0)) -> 0.1`.
    """
    return sum(power * abs(factor) for power, factor in zip(_POWERS, factors, strict=True))
