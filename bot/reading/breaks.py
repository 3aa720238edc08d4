"""A break in a headline: does it part two headlines, or did a line's end fall there?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from bot.reading.break_net import shipped_breaks
from bot.reading.break_traits import seam_traits
from bot.text import simplify
from bot.words import crosses_word, tagged_words

WEIGHTS_FILE = Path(__file__).parent.parent / "models" / "baowen-breaks-zh" / "weights.tsv"
_PREPOSITIONS = frozenset("在对向把将为与和从被以让给于")
SURE = 2.5  # log odds from which on the weights need no network
_READ = 3.0  # what the network says counts so much at most: what is told by hand may outweigh it
# By hand: what the headlines that the weights were learned from hardly ever show.
_APART = 1.5  # blank lines between the lines
_WIDE = 4.0  # a wide space
_BY_HAND = {
    "the body prints more of both sides as one": -5.0,
    "right is nothing but a figure": -5.0,
    "right asks": 3.0,  # 谁来管？
}
_LENGTHS = frozenset((
    "halves of one length",
    "halves of one length, left has a verb",
    "lengths differ by one",
    "right is half as long or less",
))
_WANTS_MORE = frozenset("的和与及是不已等将再最各新老大小至到为给向往于在把被对从以让使第每")
_WANTS_LEFT = frozenset("的了着过等们里性化者率型以之")
_BARE_NUMBER = re.compile(r"[\d.一二三四五六七八九十百千]$")
_ACTS = frozenset("添发捐赴获迎推助让成为建创走进入落走送")  # verbs that jieba's tags miss
_DIGIT = re.compile(r"[\d二三四五六七八九十百千万]")
_UNIT = re.compile(r"[\d.%一二三四五六七八九十百千万亿元吨米亩人个]")
_FIGURE = re.compile(
    r"[\d.,一二三四五六七八九十百千万亿余多]+[%万亿千百元人次吨公里米个名亩]*(?:公里|立方米|人次|平方米)?"
)
_QUANTITY = re.compile(
    r"[\d一二三四五六七八九十百千万亿半两][多余]?"
    r"(?:[%万亿成年月日天元吨米亩个人家名位项条次倍岁餐半]|公里|人次)+$"
)
_OWN_CLAUSE = re.compile(r"^(?:为|让|以|用|把|争当)\S{4,}$")
_QUESTION = re.compile(r"^(?:谁|怎|为何|为啥|咋|该不该|能否|是否|能不能|要不要).{2,}[？?]$")
_ASKS = re.compile(r"(?:怎么|如何|咋)[\u4e00-\u9fff]{1,2}$|[吗呢]$")
_COUNT = re.compile(r"[\d一二三四五六七八九十百千万][个名项条所座户件批支辆套]$")
_FINISHED = (
    "完成", "启动", "开幕", "闭幕", "开工", "竣工", "投产", "通车", "开馆", "开放", "落幕",
    "举行", "召开", "收官", "扫尾", "揭晓", "出炉", "见效", "增长", "下降", "回升", "提速",
    "合龙", "封顶", "上线", "发布", "揭牌", "成立", "办妥", "完工", "入库", "亮相", "登场",
    "开始", "结束", "落户", "达产", "丰收", "增收", "领先", "在即", "先行", "在前", "了",
)  # fmt: skip


def divides(
    left: str,
    right: str,
    body: str = "",
    *,
    line: bool = False,
    apart: bool = False,
    wide: bool = False,
    filled: bool = False,
) -> bool:
    """True when a break parts two headlines, False when a line's end broke one.

    `divides("喜迎丰收季", "奋进新征程") -> True`, `divides("县里新增贷款十", "二亿元") -> False`.
    `body` is the story below in simplified characters; `line` says that a line's end parts them,
    `apart` that blank lines do, `wide` that a wide space does, `filled` that the line had no room
    for more: where it was broken into lines of one length, their lengths say nothing.
    """
    left, right = simplify(left), simplify(right)
    if not left or not right or right[0] in "（(》”、，":
        return False
    if _is_latin(left[-1]) and _is_latin(right[0]):
        return True
    traits = traits_of(left, right, body, line=line, lengths=not filled)
    score = _score(traits)
    if abs(score) < SURE and not filled:
        read = shipped_breaks().score(left, right, traits, line=line)
        score += max(-_READ, min(_READ, read))
    score += sum(_BY_HAND.get(trait, 0.0) for trait in traits)
    return score + _APART * apart + _WIDE * wide > 0


def _score(traits: Sequence[str]) -> float:
    weights = _weights()
    return sum(weights.get(trait, 0.0) for trait in traits)


def traits_of(
    left: str, right: str, body: str, *, line: bool = False, lengths: bool = True
) -> list[str]:
    """All that the weights may know of a break, each trait once; `lengths` are left out for False.

    `traits_of("县里新增贷款十", "二亿元", "", line=True)[:2] -> ["", "line"]`.
    """
    found = {"": True, "line": line} | break_cues(left, right, body)
    cues = [cue for cue, holds in found.items() if holds and (lengths or cue not in _LENGTHS)]
    seam = seam_traits(left, right, lengths=lengths)
    of_lines = [f"line {trait}" for trait in (*cues, *seam) if trait[1:2].islower()] if line else []
    return [*cues, *seam, *of_lines]


@cache
def _weights() -> dict[str, float]:
    """What speaks for two headlines side by side (+) or for one that a line broke (-)."""
    rows = WEIGHTS_FILE.read_text(encoding="utf-8").rstrip("\n").split("\n")
    return {trait: float(weight) for trait, weight in (row.split("\t") for row in rows)}


def asks(text: str) -> bool:
    """True for the asking half of a title. `asks("谁来管？") -> True`."""
    return bool(_QUESTION.match(text))


def break_cues(left: str, right: str, body: str) -> dict[str, bool]:
    """The cues of a break in a headline, by name."""
    one = _printed_as_one(left, right, body)
    return (
        _length_cues(left, right)
        | _edge_cues(left, right)
        | _clause_cues(left, right)
        | {
            "the body prints both sides as one": one,
            "the body prints more of both sides as one": one and _printed_on(left, right, body),
        }
    )


def _printed_as_one(left: str, right: str, body: str) -> bool:
    return len(left) > 1 and len(right) > 1 and left[-2:] + right[:2] in body


def _printed_on(left: str, right: str, body: str) -> bool:
    """True where the body prints more than that: 三天两头堵了 for 三天两头 and 堵了."""
    sides = ((left[-2:], right[:4]), (left[-3:], right[:3]), (left[-4:], right[:2]))
    return any(len(one + other) == 6 and one + other in body for one, other in sides)


def _length_cues(left: str, right: str) -> dict[str, bool]:
    echo = sum(a == b for a, b in zip(left, right, strict=False))
    return {
        "halves of one length": len(left) == len(right),
        "lengths differ by one": abs(len(left) - len(right)) == 1,
        "the halves echo each other": len(left) == len(right) and 6 * echo >= len(left),
        "a figure on both sides": bool(_DIGIT.search(left) and _DIGIT.search(right))
        and not _FIGURE.fullmatch(right),
        "left is a place or a name": len(left) <= 3,
        "left is four characters": len(left) == 4,
        "right is half as long or less": 2 * len(right) <= len(left),
    }


def _edge_cues(left: str, right: str) -> dict[str, bool]:
    quantity = bool(_QUANTITY.search(left)) and not _UNIT.match(right)
    return {
        "a word runs over the break": not quantity and crosses_word(left, right),
        "left wants more": left[-1] in _WANTS_MORE,
        "left ends in a bare number": bool(_BARE_NUMBER.search(left) and _UNIT.match(right)),
        "left ends in a mark": left[-1] in "！？!?：:；—",
        "left is a finished clause": left.endswith(_FINISHED),
        "right wants a left": right[0] in _WANTS_LEFT,
        "right is nothing but a figure": bool(_FIGURE.fullmatch(right)),
    }


def _clause_cues(left: str, right: str) -> dict[str, bool]:
    before, after = tagged_words(left), tagged_words(right)
    last, first = before[-1], after[0]
    acts = first[1].startswith("v") or first[0][0] in _ACTS
    verb_left = _has_verb(before) or (bool(_QUANTITY.search(left)) and not acts)
    verb_right = _has_verb(after) or bool(_QUANTITY.search(right))
    opened = _open_preposition(before)
    return {
        "left ends in one character": len(last[0]) == 1,
        "a preposition of the left has no verb": opened,
        "both are clauses": verb_left and verb_right and not opened,
        "neither is a clause": not verb_left and not verb_right,
        "halves of one length, left has a verb": len(left) == len(right) and verb_left,
        "right opens a clause of its own": verb_left and bool(_OWN_CLAUSE.match(right)),
        "right asks": asks(right),
        "left asks": bool(_ASKS.search(left)),
        "left ends in a count": not _has_verb(after) and bool(_COUNT.search(left)),
        "a subject before its verb": not verb_left and acts,
        "a verb before its noun": last[1].startswith("v") and first[1][0] == "n",
    }


def _is_latin(char: str) -> bool:
    return char.isascii() and char.isalpha()


def _has_verb(tagged: Sequence[tuple[str, str]]) -> bool:
    return any(tag.startswith("v") for _, tag in tagged)


def _open_preposition(tagged: Sequence[tuple[str, str]]) -> bool:
    opened = False
    for word, tag in tagged:
        if tag.startswith("v"):
            opened = False
        elif word in _PREPOSITIONS:
            opened = True
    return opened
