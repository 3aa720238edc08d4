"""Whether a sentence can decide a question of yes or no: 结婚了吗 needs one that tells of it."""

from __future__ import annotations

import re

from bot.answering.question import Question
from bot.answering.synonyms import SYNONYMS
from bot.answering.tokens import is_content, tokens_of
from bot.text import fold

_ASKS_MORE = re.compile(r"谁|什么|啥|多少|哪|几")  # 叫什么 before a 会不会 is what is asked
_SHORT = re.compile(r"[死伤亡改涨跌升降]")  # told in many ways
_NAMES = ("nr", "ns", "nt", "nz")


class Deciding:
    """What a question of yes or no asks about its names, worked out once."""

    def __init__(self, question: Question) -> None:
        self._told: list[frozenset[str]] = []  # each word with its synonyms
        if question.kind != "yesno" or _ASKS_MORE.search(question.left):
            return
        if _SHORT.search(question.text):
            return
        for token in tokens_of(question.text):
            inside = token.start < question.end and question.start < token.end
            if inside or not is_content(token) or token.tag.startswith(_NAMES):
                continue
            if len(token.text) == 1 and token.tag[0] in "va":  # 死, 改: told in many ways
                self._told = []
                return
            if len(token.text) > 1:
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
