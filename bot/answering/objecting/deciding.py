"""Whether a sentence can decide a question of yes or no: 结婚了吗 needs one that tells of it."""

from __future__ import annotations

from bot.answering.question import Question
from bot.answering.synonyms import SYNONYMS
from bot.answering.tokens import is_content, tokens_of
from bot.patterns import regex
from bot.text import fold

_ASKS_MORE = regex(r"谁|什么|啥|多少|哪|几")  # 叫什么 before a 会不会 is what is asked
_SHORT = regex(r"[死伤亡改涨跌升降]")  # told in many ways
_VERB = regex(r"[^是有会能可要该][不没].")  # 收不收费: what is asked of is the question word itself
_NAMES = ("nr", "ns", "nt", "nz")


class Deciding:
    """What a question of yes or no asks about its names, worked out once."""

    def __init__(self, question: Question) -> None:
        self._told: list[frozenset[str]] = []  # each word with its synonyms
        if question.kind != "yesno" or _ASKS_MORE.search(question.left):
            return
        word = question.text[question.start : question.end]
        if _SHORT.search(question.text) or _VERB.fullmatch(word):
            return
        for token in tokens_of(question.text):
            inside = token.start < question.end and question.start < token.end
            if inside or not is_content(token) or token.tag.startswith(_NAMES):
                continue
            if len(token.text) > 1:
                others = [right for left, right in SYNONYMS if left == token.text]
                self._told.append(frozenset({token.text, *others}))

    def beside(self, sentence: str) -> float:
        """How far a sentence is from what is asked, names aside: 1.0 where no character tells it.

        0.5 where it has some, but no word: 否认, where 认账 is asked; else 0.0.
        `Deciding(understand("韦青禾结婚了吗")).beside("韦青禾上了山。") -> 1.0`.
        """
        folded = fold(sentence)
        if not self._told or any(word in folded for words in self._told for word in words):
            return 0.0
        return 1.0 - 0.5 * any(char in folded for words in self._told for char in "".join(words))
