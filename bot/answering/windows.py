"""The parts of the contexts that the network reads: runs of words, those that promise most."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.answering.contexts import Context
from bot.answering.lexicon import Lexicon
from bot.answering.network import Words, words_of
from bot.answering.question import Question

_OVERLAP = 50  # words that a window shares with the next


@dataclass(frozen=True, slots=True)
class Window:
    """Words of `contexts[context].text`."""

    context: int
    words: Words


def best_windows(
    question: Question, contexts: Sequence[Context], lexicon: Lexicon, words: int, most: int
) -> list[Window]:
    """The `most` windows of `words` words that hold most of the question's, rare ones above all."""
    windows = [
        Window(number, run)
        for number, context in enumerate(contexts)
        for run in windows_of(context.text, words)
    ]
    if len(windows) <= most:
        return windows
    asked = words_of(f"{question.left} {question.right}").words
    weights = {word: lexicon.rarity(word) for word in asked if word.isalnum()}

    def promise(window: Window) -> float:
        text = "".join(window.words.words) + contexts[window.context].title
        return sum(weight for word, weight in weights.items() if word in text)

    return sorted(windows, key=promise, reverse=True)[:most]


def windows_of(text: str, words: int) -> Iterator[Words]:
    """The words of a text, in overlapping runs where it is long."""
    whole = words_of(text)
    count = len(whole.words)
    for first in range(0, count, words - _OVERLAP):
        yield whole.cut(first, first + words)
        if first + words >= count:
            return
