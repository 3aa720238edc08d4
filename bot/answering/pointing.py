"""Questions that point at a piece of the paper without a word on which: 照片里的人是谁.

Any photo would do then, and so none answers.
"""

from __future__ import annotations

from bot.answering.credits import ITEM, NOISE, PICTURE
from bot.answering.meant import content_words
from bot.answering.question import Question
from bot.dates import find_dates
from bot.patterns import regex

_TELLS = r"(?:都|刊?登|[刊登]载|发|报道|写|说|讲|有)+[了过些]*(?:什么|啥|哪些)"  # of a whole issue
_PIECE = regex(rf"{ITEM}|{PICTURE.pattern}|[图画][中里上]|画面|^{_TELLS}$")
_NOISE = regex(
    rf"^{_TELLS}$|{NOISE.pattern}|[这那此该][一几]?[组幅张篇条则份]|[图画]面?|主[要角]|内容|讲述?|[述叙]说|反映|记录"
    r"|标题|题目|主题|人物|主人公|地[点方]|时[间候]|日期|事情?|看到|出现|发生|拍到"
)


def says_not_which(question: Question) -> bool:
    """True where a photo or a story is meant and nothing tells which.

    `says_not_which(understand("照片里的人是谁？")) -> True`; of 插秧的照片里是谁 it is False.
    """
    text = question.text
    named = find_dates(text) or not _PIECE.search(text) or content_words(text, _NOISE)
    return not named
