"""The parts of the contexts that the network reads: runs of sentences, those that promise most."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.answering.contexts import Context
from bot.answering.lexicon import Lexicon
from bot.answering.question import Question
from bot.text import bounded_spans, fold
from bot.words import words

_OVERLAP = 100  # characters, at most, that a window shares with the next
_LIKED = 12.0  # how much a lexical score of 1 adds to what a window promises


@dataclass(frozen=True, slots=True)
class Window:
    """The characters `start..end` of `contexts[context].text`."""

    context: int
    start: int
    end: int


def best_windows(
    question: Question, contexts: Sequence[Context], lexicon: Lexicon, chars: int, most: int
) -> list[Window]:
    """The `most` windows of at most `chars` characters that hold most of the question's words.

    Rare words count more, and so do contexts that retrieval liked.
    """
    windows = [
        Window(number, start, end)
        for number, context in enumerate(contexts)
        for start, end in windows_of(context.text, chars)
    ]
    if len(windows) <= most:
        return windows
    weights = {word: lexicon.rarity(word) for word in words(f"{question.left} {question.right}")}
    folded = [(fold(context.text), fold(context.title)) for context in contexts]

    def promise(window: Window) -> float:
        text, title = folded[window.context]
        inside = text[window.start : window.end]
        told = sum(weight for word, weight in weights.items() if word in inside or word in title)
        return told + _LIKED * contexts[window.context].lexical

    return sorted(windows, key=promise, reverse=True)[:most]


def windows_of(text: str, chars: int) -> Iterator[tuple[int, int]]:
    """Spans of whole sentences, each at most `chars` long, overlapping where the text is long.

    `list(windows_of("甲乙。丙丁。", 3)) -> [(0, 3), (3, 6)]`.
    """
    spans = list(bounded_spans(text, chars))
    first = 0
    while first < len(spans):
        last = first
        while last + 1 < len(spans) and spans[last + 1][1] - spans[first][0] <= chars:
            last += 1
        yield spans[first][0], spans[last][1]
        if last + 1 == len(spans):
            return
        nearest = range(last, first, -1)
        back = [n for n in nearest if spans[last][1] - spans[n][0] <= _OVERLAP]
        first = back[-1] if back else last + 1
