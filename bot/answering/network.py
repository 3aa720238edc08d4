"""The network that reads: a question and windows of text in, a score for every span out.

Trained by training/, exported to ONNX in two parts, so that no torch is needed here. The lower part
looks at every window and says which promise an answer; the upper part reads those.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import ArrayLike, NDArray

from bot.networks import open_network
from bot.pieces import BEGIN, BREAK, Cut, Pieces

LONGEST_QUESTION = 60  # pieces
FAR = 3.0  # log odds behind the best window from which on one is not read to the end
_TITLE, _DATE = 20, 8  # pieces of a long heading's beginning and end; the date stands there

Floats = NDArray[np.float32]
Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Scored:
    """What the network makes of a window."""

    window: int  # which one
    cut: Cut  # its text in pieces
    table: Floats  # (pieces, longest) scores of the span from a piece on, of 1, 2 … pieces


class Network:
    """Scores spans. Build once, use from any thread."""

    def __init__(self, folder: Path) -> None:
        """The network in a folder: `lower.onnx`, `upper.onnx` and its alphabet `pieces.txt`.

        Raises:
            ModelError: If a file is missing or damaged.
        """
        self._pieces = Pieces.load(folder / "pieces.txt")
        self._lower = open_network(folder / "lower.onnx")
        self._upper = open_network(folder / "upper.onnx")

    def scores(
        self,
        questions: Sequence[str],
        heads: Sequence[str],
        texts: Sequence[str],
        most: int,
        far: float = FAR,
    ) -> list[Scored]:
        """At most `most` texts, the likeliest, with their scores; `heads` hold no answers.

        `questions` are one question, as it is put to each text.
        A text that is less likely than the best by more than `far` is not read to the end. A score
        of 0 is "no answer" whatever the text and the question, so the scores of texts compare.
        """
        asked = {
            one: self._pieces.cut_figures(one).ids[:LONGEST_QUESTION] for one in set(questions)
        }
        cuts = [self._pieces.cut_figures(text) for text in texts]
        above = {head: shortened(self._pieces.cut_figures(head).ids) for head in set(heads)}
        rows = [
            row_of(asked[one], above[head], cut.ids)
            for one, head, cut in zip(questions, heads, cuts, strict=True)
        ]
        lower = [self._lower.run(None, _feed(row, kinds)) for row, kinds in rows]
        likely = np.array([seen[0] for _, seen in lower])
        order = np.argsort(-likely)[:most]
        found = []
        for place in sorted(order[likely[order] >= likely.max() - far].tolist()):
            feed = {"x": lower[place][0], **_feed(*rows[place])}
            table = self._upper.run(None, feed)[0][0]
            cut = cuts[place]
            found.append(Scored(place, cut, table[len(table) - len(cut.ids) :]))
        return found


def _feed(row: Numbers, kinds: Numbers) -> dict[str, Numbers]:
    """One row as the network takes it.

    Each runs alone: nothing is padded, which takes a fifth to a third less time than all at once,
    and with 8 bits no text's score depends on the others.
    """
    return {"ids": row[None], "parts": kinds[None]}


def row_of(asked: ArrayLike, head: ArrayLike, text: ArrayLike) -> tuple[Numbers, Numbers]:
    """Question, heading and text as one row of pieces, and the part that each belongs to.

    `row_of([7], [8], [9]) -> ([2, 7, 3, 8, 3, 9], [0, 0, 0, 1, 1, 2])`.
    """
    asked, head, text = (np.asarray(part, dtype=np.int64) for part in (asked, head, text))
    stop = [BREAK]
    row = np.concatenate(([BEGIN], asked, stop, head, stop, text))
    return row, np.repeat(np.arange(3), (len(asked) + 2, len(head) + 1, len(text)))


def shortened(ids: Numbers) -> Numbers:
    """A heading's pieces, those in the middle left out where there are many."""
    return ids if len(ids) <= _TITLE + _DATE else np.concatenate([ids[:_TITLE], ids[-_DATE:]])
