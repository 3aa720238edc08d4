"""Who came where in a contest: asked for the first, 第二名柳汊镇队 names another."""

from __future__ import annotations

import re

from bot.answering.question import Question
from bot.dates import number
from bot.patterns import regex
from bot.text import fold

_PLACING = r"(?:第(?P<figure>[一二三四五六七八九十\d]{1,3})名|(?P<word>冠军|亚军|季军))"
_ASKS = regex(_PLACING)
_AHEAD = regex(rf"{_PLACING}(?:的|是|为|[:：])?$")
_WORDS = {"冠军": 1, "亚军": 2, "季军": 3}
_NEAR = 8  # characters before a span in which its placing stands


class Placings:
    """The placing that a question asks about."""

    def __init__(self, question: Question) -> None:
        self._asked = {_place(match) for match in _ASKS.finditer(question.text)}

    def is_others(self, text: str, start: int) -> bool:
        """True where what stands at `start` is told right behind another placing.

        `Placings(understand("第一名是谁")).is_others("第二名柳汊镇队", 3) -> True`.
        """
        if not self._asked:
            return False
        ahead = _AHEAD.search(fold(text[max(0, start - _NEAR) : start]))
        return ahead is not None and _place(ahead) not in self._asked


def _place(match: re.Match[str]) -> int | None:
    return _WORDS[match["word"]] if match["word"] else number(match["figure"])
