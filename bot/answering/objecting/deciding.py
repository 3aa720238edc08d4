"""Whether a sentence can decide a question of yes or no: 结婚了吗 needs one that tells of it."""

from __future__ import annotations

from bot.answering.question import Question
from bot.answering.synonyms import SYNONYMS
from bot.answering.tokens import is_content, tokens_of
from bot.text import fold

_NAMES = ("nr", "ns", "nt", "nz")


class Deciding:
    """What a question of yes or no asks about its names, worked out once."""

    def __init__(self, question: Question) -> None:
        self._told: list[frozenset[str]] = []  # each word with its synonyms
        if question.kind != "yesno":
            return
        for token in tokens_of(question.text):
            if is_content(token) and len(token.text) > 1 and not token.tag.startswith(_NAMES):
                others = [right for left, right in SYNONYMS if left == token.text]
                self._told.append(frozenset({token.text, *others}))

    def is_beside(self, sentence: str) -> bool:
        """True for a sentence that tells of nothing that is asked, names aside.

        `Deciding(understand("韦青禾结婚了吗")).is_beside("韦青禾上了山。") -> True`.
        """
        folded = fold(sentence)
        return bool(self._told) and not any(
            word in folded for words in self._told for word in words
        )
