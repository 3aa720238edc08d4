"""The slogans of a page, which stand over headlines and lead to no story."""

from __future__ import annotations

from collections.abc import Sequence

from bot.reading import cues
from bot.reading.blocks import Block
from bot.reading.seams import runs_on

_CLINGS = "的地得之了着过等"  # no headline begins so
_TOP = 3  # blocks at the head of a page among which its slogan stands


def without_slogans(
    blocks: Sequence[Block], roles: Sequence[str], run: list[int], end: int
) -> list[int]:
    """The run without the slogans of the page, which lead to no story."""
    lines = [number for number in run if roles[number] == "line"]
    if len(lines) < 2 or not cues.is_slogan(blocks[lines[0]].text):
        return run
    first, second = blocks[lines[0]].text, blocks[lines[1]].text
    if cues.is_label(first) or second.startswith(("——", "--")):
        return run  # a title over its subtitle
    if second[0] in _CLINGS or runs_on(first, second):
        return run  # half of a headline
    below = "".join(block.text for block in blocks[end : end + 3])
    own = cues.shared(first, below)
    next_own = max(cues.shared(blocks[number].text, below) for number in lines[1:])
    if (own < 0.5 and own < next_own) or (own < 0.2 and lines[0] <= _TOP):
        return [number for number in run if number != lines[0]]
    return run
