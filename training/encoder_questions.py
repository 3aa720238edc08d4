"""Questions made from statements for the encoder: a phrase gives way to its question word.

Chinese asks in place, so 王强主持会议 becomes 谁主持会议 with no word moved. News text is thereby a
training set of questions in its own domain, free of any question set's licence. Lighter than
training/questions.py, which makes the reader's questions: no answer has to be marked here.
"""

from __future__ import annotations

import random
import re

# A phrase of this shape, and what may ask for it; `\1` keeps the measure word.
_SHAPES = [
    (
        re.compile(r"(?:\d{4}年)?(?:\d{1,2}月)?\d{1,2}日"),
        ["哪天", "什么时候", "哪一天", "何时"],
    ),
    (re.compile(r"(?:19|20)\d\d年"), ["哪年", "哪一年", "什么时候", "何时"]),
    (re.compile(r"[\d.,]+(?:余|多)?[万亿]*美?元"), ["多少钱", "多少", "多少元"]),
    (
        re.compile(r"[\d.]+%|百分之[一二三四五六七八九十\d.]+"),
        ["百分之多少", "多少", "百分之几"],
    ),
    (
        re.compile(r"[\d.,]+(?:余|多)?[万亿]*([人个家名次公里吨所座条项户岁米例年亩台辆件])"),
        [r"多少\1", r"几\1", r"多少\1"],
    ),
    (re.compile(r"《[^《》]{2,20}》"), ["什么", "哪部作品", "哪份文件"]),
]
# A word of this part of speech (jieba's tags), and what may ask for it.
_TAGS = {
    "nr": ["谁", "谁", "哪位", "什么人"],
    "nrt": ["谁", "哪位"],
    "ns": ["哪里", "什么地方", "哪儿", "哪个地方"],
    "nt": ["哪个单位", "哪个机构", "什么机构", "谁"],
}
# Mostly parts of longer names: what asks for them makes no sense.
_PARTS = {"中国", "全国", "中共中央", "国务院", "中华", "中华人民共和国"}
_CLAUSE = re.compile(r"[^，；：,;:]+")
_ENDS = "。！？!?…“”‘’「」『』（）()\"' 　\t"
_SHORTEST, _LONGEST = 7, 40  # characters of a question

Option = tuple[int, int, list[str]]  # start and end of a phrase, and what may ask for it


def ask_in_place(sentence: str, tagged: list[tuple[str, str]], rng: random.Random) -> str | None:
    """A question that the sentence answers; None if there is nothing to ask for.

    `ask_in_place("王强主持会议。", [("王强", "nr"), …], rng) -> "谁主持会议？"`, say.
    """
    options = _phrases(sentence) + _names(tagged)
    rng.shuffle(options)
    for start, end, ask in options:
        left, right = _window(sentence, start, end, rng)
        question = (sentence[left:start] + rng.choice(ask) + sentence[end:right]).strip(_ENDS)
        if _SHORTEST <= len(question) <= _LONGEST:
            return question + "？"
    return None


def _phrases(sentence: str) -> list[Option]:
    return [
        (*match.span(), [match.expand(ask) for ask in asks])
        for shape, asks in _SHAPES
        for match in shape.finditer(sentence)
    ]


def _names(tagged: list[tuple[str, str]]) -> list[Option]:
    found, at = [], 0
    for word, tag in tagged:
        if tag in _TAGS and len(word) > 1 and word not in _PARTS:
            found.append((at, at + len(word), _TAGS[tag]))
        at += len(word)
    return found


def _window(sentence: str, start: int, end: int, rng: random.Random) -> tuple[int, int]:
    """The clause around the phrase, often with a neighbour, always when it is short."""
    clauses = [match.span() for match in _CLAUSE.finditer(sentence)]
    inside = [i for i, (left, right) in enumerate(clauses) if left < end and right > start]
    if not inside:
        return start, end
    first, last = inside[0], inside[-1]
    while clauses[last][1] - clauses[first][0] < 2 * _SHORTEST or rng.random() < 0.4:
        if last + 1 < len(clauses) and (first == 0 or rng.random() < 0.5):
            last += 1
        elif first > 0:
            first -= 1
        else:
            break
    return min(start, clauses[first][0]), max(end, clauses[last][1])
