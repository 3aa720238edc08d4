"""The slogans of a page, which stand over headlines and lead to no story."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.reading import cues
from bot.reading.blocks import Block

_TOP = 3  # blocks at the head of a page among which its slogan stands


def without_slogans(
    blocks: Sequence[Block], roles: Sequence[str], run: list[int], end: int
) -> list[int]:
    """The run without the slogans of the page, which lead to no story."""
    lines = [number for number in run if roles[number] == "line"]
    if len(lines) < 2 or not _like_slogan(blocks, lines):
        return run
    first = blocks[lines[0]]
    if cues.is_label(first.text):
        return run
    sure = cues.is_slogan(first.text) or len(first.shown.split()) > 2
    below = "".join(block.text for block in blocks[end : end + 3])
    own = cues.shared(blocks[lines[0]].text, below)
    next_own = max(cues.shared(blocks[number].text, below) for number in lines[1:])
    strange = own < 0.5 and own < next_own - (0.0 if sure else 0.25)
    if strange or (sure and own < 0.2 and lines[0] <= _TOP):
        return [number for number in run if number != lines[0]]
    return run


def _like_slogan(blocks: Sequence[Block], lines: list[int]) -> bool:
    """True for slogan words, and at the head of a page for three phrases over a headline."""
    first = blocks[lines[0]]
    top = lines[0] <= _TOP and len(lines) > 2 and not cues.ends_like_kicker(first.text)
    top = top and not re.search("[，,、：:？?]", first.text) and not cues.names_column(first.text)
    return cues.is_slogan(first.text) or (top and 8 <= len(first.text) <= 30)
