"""Does the text of one block run on in the next?"""

from __future__ import annotations

from bot.words import crosses_word


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
