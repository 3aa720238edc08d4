"""What a block is by its own words, before anything around it is looked at."""

from __future__ import annotations

from bot.reading import bylines, cues, jumps
from bot.reading.blocks import Block
from bot.reading.pages import is_masthead


def role(block: Block) -> str:
    """What the block is by its own words.

    One of furniture, jump, credit, caption, byline, line, tail, body; a line may be a headline.
    """
    text = block.text
    if jumps.is_jump(text):
        return "jump"
    if len(text) <= 90 and (cues.is_furniture(text) or is_masthead(block.shown)):
        return "furniture"
    if cues.is_bracketed(text) or cues.is_maker(text):
        return "tail"
    if bylines.is_credit(block.shown):
        return "credit"
    if bylines.credit_start(block.shown) is not None:
        return "caption"
    if bylines.is_byline(block.shown) and not cues.is_label(text):
        return "byline"
    return "line" if cues.may_head(block) else "body"
