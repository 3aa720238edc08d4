"""How sure an answer is, 0..1, and from where on it is given.

A logistic model of the best reading.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.answering.contexts import Reading
from bot.errors import broken_model


@dataclass(frozen=True, slots=True)
class Confidence:
    """Weights over `signals`, and the threshold below which Baowen refuses."""

    weights: tuple[float, ...]
    bias: float
    threshold: float

    @classmethod
    def load(cls, folder: Path) -> Confidence:
        """The model in `confidence.json` of a folder.

        Raises:
            ModelError: If the file is missing or damaged.
        """
        file = folder / "confidence.json"
        try:
            saved = json.loads(file.read_text(encoding="utf-8"))
            return cls(tuple(saved["weights"]), saved["bias"], saved["threshold"])
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise broken_model(file, error) from error

    def of(self, readings: Sequence[Reading]) -> float:
        """Probability that the first reading answers; 0.0 for none."""
        if not readings:
            return 0.0
        values = signals(readings)
        total = self.bias + sum(w * value for w, value in zip(self.weights, values, strict=True))
        return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))


def signals(readings: Sequence[Reading]) -> list[float]:
    """What the confidence rests on, of the best reading.

    Its score, its lead over another sentence, and how far it is from the sort of thing that was
    asked for.
    """
    best = readings[0]
    place = best.context, best.sentence_start
    rivals = (r.score for r in readings if (r.context, r.sentence_start) != place)
    return [best.score, best.score - next(rivals, best.score), best.misfit]
