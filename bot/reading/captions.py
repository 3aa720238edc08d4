"""Where the caption of a photo begins, given the line that says who took it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.reading import bylines, cues
from bot.reading.blocks import Block
from bot.reading.lines import ends_sentence
from bot.reading.reasons import Opening, Reason, ruled, seen

_MAX_BLOCKS = 4  # paragraphs of a caption
_MAX_CHARS = 420  # characters of a caption
_MAX_STORY = 400  # characters of one under a headline of its own
_ALIKE = 0.1  # share of words that a caption's second paragraph has from its first
_STRANGE, _WHOLE = 0.02, 15  # share of words of another story, and characters of a caption
_FIRST = 60  # characters of the first of two paragraphs
_REFERS = ("该", "据了解", "据悉", "这", "其", "目前", "近年来", "据介绍", "此次", "同时")
_DAY = re.compile(r"(?:\d{1,2}月)?\d{1,2}日|[昨今](?:日|天|晚|晨|早)|近日|日前|连日来")
_STANDS = re.compile(r"[（(](?:左|右|中|前排|后排)[一二三四五六]?[）)]")  # 林某（左四）
_SIGNED = tuple("）)")
_SECOND = re.compile(r"[下右]图|图[②-⑩2-9二三四五六]")  # of two pictures with one credit

# What speaks for a caption's beginning at a block (+) or before it (-).
WEIGHTS = {
    "opens with the day": 3.0,
    "opens with 图为": 1.0,
    "opens with 近日": 1.5,
    "a wide gap above": 2.5,
    "the block above breaks off": 1.5,
    "a headline above": 7.0,
    "refers to what came before": -3.0,
    "opens with speech": -2.0,
    "breaks off itself": -1.5,
    "a dateline above it in the caption": -6.0,
    "long": -2.0,
    "each further block": -1.2,
}


@dataclass(frozen=True, slots=True)
class Caption:
    """Which block a caption begins at, which one holds its credit, and why it begins there."""

    start: int
    credit: int
    opening: Opening

    def is_photo_story(self, blocks: Sequence[Block]) -> bool:
        """True where a headline over it may be its own: it is short."""
        own = blocks[self.start : self.credit + 1]
        return sum(len(block.text) for block in own) <= _MAX_STORY


def find_caption(blocks: Sequence[Block], roles: Sequence[str], credit: int, floor: int) -> Caption:
    """The caption whose credit stands in or on block `credit`: it begins where the sum is highest.

    A credit without any text above it is a caption of its own, by rule.
    """
    if bylines.is_artwork(blocks[credit].shown):
        return Caption(credit, credit, ruled("a picture and who made it", blocks[credit].text))
    return _likeliest(blocks, roles, credit, floor)


def _likeliest(blocks: Sequence[Block], roles: Sequence[str], credit: int, floor: int) -> Caption:
    """The caption that begins where the sum is highest."""
    shot = Reason("a credit", 0.0, seen(blocks[credit].text))  # makes it a caption; moves no start
    best = Caption(credit, credit, ruled("a credit", blocks[credit].text))
    best_score = float("-inf")
    chars = 0
    steps = 0
    below = credit  # the block under the one that is looked at
    for number in range(credit, max(floor, credit - 12) - 1, -1):
        name = roles[number]
        if number == credit and name == "credit":
            continue  # a credit alone needs a caption above
        if name == "furniture":
            continue
        if number != credit and name not in {"body", "line"}:
            break
        if name == "line" and steps:
            break  # a headline over the caption
        if bylines.opens_report(blocks[number].text):
            break
        if steps and _begins_itself(blocks[below].text, blocks[number].text):
            break
        below = number
        chars += len(blocks[number].text)
        if (steps and chars > _MAX_CHARS) or steps >= _MAX_BLOCKS:
            break
        found = _cues(blocks, roles, number, chars, steps)
        text = seen(blocks[number].text)
        opening = Opening((shot, *(Reason(cue, WEIGHTS[cue] * held, text) for cue, held in found)))
        score = opening.score or 0.0
        if score > best_score:
            best, best_score = Caption(number, credit, opening), score
        steps += 1
    return best


def _begins_itself(text: str, above: str) -> bool:
    """True where a caption begins with this text, and what is above it is the end of a story."""
    if not ends_sentence(above) and not above.endswith(_SIGNED):
        return False
    alike = cues.shared(text, above)
    if alike > _ALIKE:
        return False
    if _DAY.match(text) or _STANDS.search(text):
        return True
    other = alike < _STRANGE and not text.startswith(_REFERS) and len(text) >= _WHOLE
    begun = _begins(above) and len(above) <= _FIRST
    return other and not (begun or cues.opens_caption(text))


def _begins(text: str) -> bool:
    """True for what a caption begins with: the day, 图为."""
    return bool(_DAY.match(text)) or cues.opens_caption(text)


def _cues(
    blocks: Sequence[Block], roles: Sequence[str], number: int, chars: int, steps: int
) -> list[tuple[str, float]]:
    block = blocks[number]
    above = blocks[number - 1] if number else None
    found = {
        "opens with the day": bylines.caption_day(block.shown) is not None,
        "opens with 近日": block.text.startswith(("近日", "日前", "连日来")),
        "opens with 图为": cues.opens_caption(block.text),
        "a wide gap above": block.gap >= 2 and block.gap > 1,
        "the block above breaks off": above is not None
        and roles[number - 1] == "body"
        and not ends_sentence(above.text)
        and not above.row,
        "a headline above": number == 0 or roles[number - 1] != "body",
        "refers to what came before": block.text.startswith(_REFERS)
        or bool(_SECOND.match(block.text)),
        "opens with speech": block.text.startswith(("“", '"', "「")),
        "breaks off itself": False,
        "long": chars > 220,
    }
    held = [(cue, 1.0) for cue, holds in found.items() if holds]
    return [*held, ("each further block", float(steps))] if steps else held
