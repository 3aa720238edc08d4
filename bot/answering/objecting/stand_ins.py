"""Whether another of its sort stands where a name is asked for: 塔里木大学, asked is 石河子大学.

Names of one sort look alike to a network that learned words from their neighbours. Where an
article nowhere holds the name, and the sentence holds another, that one is told of. So it is where
the sentence lacks the name and the clause holds another; but places come and go within a story.
"""

from __future__ import annotations

from bot.answering.contexts import Context
from bot.answering.objecting.names import Name, names_in
from bot.answering.question import Question
from bot.patterns import regex
from bot.text import fold, in_order, squeeze
from bot.words import tagged_words

_HERE = regex(r"[我本全][省市县区州镇乡村]")  # what a local paper calls its own place
_PLACES = frozenset({"place", "province", "wide"})
_LOOSE = frozenset({"place", "wide", "person", "quoted"})  # may stand a sentence before
_ROUNDS = frozenset({"trial", "第届"})
_APPEALS = frozenset({"二审", "终审", "再审"})
_LONGEST = 400  # characters of a sentence in which names are looked for
_WORDS = 4000  # characters of a text in which a name may stand in a shorter or a longer form


class StandIns:
    """The names of a question, worked out once."""

    def __init__(self, question: Question) -> None:
        self._asked = question.text
        self._names = [
            name
            for name in names_in(question.text)
            if name.end <= question.start or name.start >= question.end
        ]

    def lacking(self, context: Context) -> list[Name]:
        """The names of the question that a context, its heading and its paper do not hold."""
        if not self._names:
            return []
        text = squeeze(fold(f"{context.title}\n{context.paper}\n{context.text}"))
        names = [name for name in self._names if any(own not in text for own in name.own)]
        if not names:
            return []
        words = {
            word for word, tag in tagged_words(text[:_WORDS]) if tag[0] in "nj" and len(word) > 1
        }
        here = bool(_HERE.search(text))
        return [
            name
            for name in names
            if any(_lacks(text, words, own) for own in name.own)
            and not any(other in text for other in name.other)
            and not (here and name.sort in _PLACES)
        ]

    def is_of_another_round(self, context: Context) -> bool:
        """True where a context only tells of another round than is asked for: 一审, 第五届.

        A first trial need not be called so.
        """
        asked = [name for name in self._names if name.sort in _ROUNDS]
        if not asked:
            return False
        text = squeeze(fold(f"{context.title}\n{context.text[:_WORDS]}"))
        told = names_in(text)
        return any(
            (name.text in _APPEALS or any(other.sort == name.sort for other in told))
            and not any(way in text for way in (*name.own, *name.other))
            for name in asked
        )

    def lacking_near(self, title: str, sentence: str) -> list[Name]:
        """The names of the question that neither a sentence nor its heading holds."""
        names = [name for name in self._names if name.sort not in _LOOSE]
        text = squeeze(fold(f"{title}\n{sentence}")) if names else ""
        return [
            name
            for name in names
            if any(own not in text for own in name.own)
            and not any(other in text for other in name.other)
        ]

    def rivals(self, lacking: list[Name], sentence: str) -> list[Name]:
        """The names in a sentence that stand in the place of those that are lacking.

        Asked for 石河子大学, with "塔里木大学1958年建校": 塔里木大学.
        """
        if not lacking:
            return []
        return [
            name
            for name in names_in(fold(sentence[:_LONGEST]))
            if not all(own in self._asked for own in name.own)
            and any(one.sort == name.sort and not _are_forms(one, name) for one in lacking)
        ]


def _are_forms(one: Name, other: Name) -> bool:
    """True for two forms of one name: 县一中 and 云溪县一中."""
    return in_order(one.text, other.text) or in_order(other.text, one.text)


def _lacks(text: str, words: set[str], own: str) -> bool:
    """True where neither a text holds a name nor one of its words is a form of it.

    澳洲 and 澳大利亚, 国际电联 and 国际电信联盟 are forms of one name.
    """
    if len(own) < 2 or own in text:
        return False
    pairs = (own[at : at + 2] for at in range(len(own) - 1))
    if own[0] != "第" and len(own) > 2 and any(pair in text for pair in pairs):
        return False  # 丰源 of 丰源煤矿
    return not any(
        (len(own) == 2 and word[0] == own[0]) or in_order(own, word) or in_order(word, own)
        for word in words
    )
