"""Who only tells of it is not who did it: 裴某说，再晚一小时发现就晚了."""

from __future__ import annotations

from bot.answering.question import Question
from bot.patterns import regex
from bot.text import fold
from bot.words import tagged_words

_SAYING = (
    "(?:说|讲|答复|回答|回复|表示|介绍|告诉|坦言|透露|回忆|称|认为|觉得|指出|提醒|感叹|强调|解释"
    "|叮嘱|交代|嘱咐)"
)
_ASKS_SAYING = regex(f"{_SAYING}|谈|问|叫|喊|建议|提出|提议")
_SPEAKS = regex(rf"(?:则|也|还|都|曾|常|笑着|高兴地|激动地){{0,2}}{_SAYING}(?!服|好)")
_HOLDS = ("是", "叫", "当", "任", "担任", "出任", "管", "负责", "姓")


def is_speaker(question: Question, text: str, end: int) -> bool:
    """True where who did something is asked for, and a span ends where its speech is told.

    `is_speaker(understand("管涌是谁发现的"), "裴某说，管涌离堤脚很近。", 2) -> True`.
    """
    if question.kind != "who" or not question.right or _ASKS_SAYING.search(question.text):
        return False
    word, tag = tagged_words(question.right)[0]
    done = tag[0] in "vp" or word in "来去给把被"
    return done and not word.startswith(_HOLDS) and bool(_SPEAKS.match(fold(text[end : end + 12])))
