"""Does the text of one block run on in the next?"""

from __future__ import annotations

from bot.words import crosses_word, tagged_words

_BEFORE = frozenset(("d", "p", "c", "uj", "uv", "ud"))  # adverbs, prepositions, 和, 的
_BEHIND = frozenset(("uj", "ul", "uz", "ug", "ud", "uv", "k"))  # 的, 了, 着, 过, 得, 们


def runs_on(line: str, below: str) -> bool:
    """True when a word runs from the line's end into the block below, or it begins with a mark.

    `runs_on("全县新修水", "库三座。") -> True`.
    """
    if below[0] in "，。、；：！？,;:)）”":
        return True
    if line[-1].isdigit() and (
        below[0].isdigit() or below[0] in "年月日时分号亿万千百元个名户吨.%"
    ):
        return True
    return crosses_word(line[-6:], below[:6])


def wants_more(line: str, below: str) -> bool:
    """True when the line ends in a word that no clause ends in, or the next begins with such.

    `wants_more("老将昨天上秤时体重已经", "超出不少。") -> True`.
    """
    last, first = tagged_words(line[-6:])[-1], tagged_words(below[:6])[0]
    return last[1] in _BEFORE or first[1] in _BEHIND or runs_on(line, below)
