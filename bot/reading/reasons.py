"""Why an item begins where it does: named reasons, and their sum where a sum decided."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

_SEEN = 40  # characters shown of the words that a cue saw


class Reason(NamedTuple):  # made by the thousand
    """One cue: what it added to the decision, and the printed words that it saw.

    `weight` is None for a rule, which decides by itself.
    """

    cue: str
    weight: float | None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Opening:
    """The reasons for which an item begins; those that weigh come in the order of the sum."""

    reasons: tuple[Reason, ...] = ()

    @property
    def score(self) -> float | None:
        """The sum of the weights, which decided; None where a rule did.

        `Opening((Reason("a label", 1.0), Reason("numbered", -3.0))).score -> -2.0`.
        """
        weights = [reason.weight for reason in self.reasons if reason.weight is not None]
        return sum(weights) if weights else None


def ruled(rule: str, text: str = "") -> Opening:
    """An opening by one rule. `ruled("a dateline", "本报讯").score -> None`."""
    return Opening((Reason(rule, None, seen(text)),))


def seen(text: str) -> str:
    """The beginning of the words that a cue saw. `seen("渡口大桥") -> "渡口大桥"`."""
    return text if len(text) <= _SEEN else text[: _SEEN - 1] + "…"
