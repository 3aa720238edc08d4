"""The reader and the confidence that this package ships, opened in one place."""

from __future__ import annotations

from bot.answering.confidence import Confidence
from bot.answering.contexts import WEIGHTS
from bot.answering.lexicon import shipped_lexicon
from bot.answering.reader import Reader


def open_reader() -> tuple[Reader, Confidence]:
    """The shipped reader, and the confidence that was fitted to it.

    Raises:
        ModelError: If the weights are missing or damaged.
    """
    return Reader(shipped_lexicon()), Confidence.load(WEIGHTS)
