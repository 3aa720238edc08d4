"""Body blocks -> paragraphs: halves that a column's end parted are joined, white space repaired."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.reading import bylines, cues
from bot.reading.blocks import Block
from bot.reading.lines import ends_clause, ends_sentence, is_entry, is_field, is_table_row
from bot.reading.seams import runs_on
from bot.reading.spans import Span, repaired

_SPACE = re.compile(r"\s+")
_SHORT_LINE = 24  # characters: a shorter block that ends no sentence is a line of its own


def paragraphs_of(text: str, blocks: Sequence[Block]) -> list[list[Span]]:
    """The paragraphs of the blocks, each as the runs of the file that make it up."""
    paragraphs: list[list[Span]] = []
    above: Block | None = None
    for block in blocks:
        runs = _runs(text, block)
        if above is not None and _joins(above, block):
            paragraphs[-1].extend(runs)
        else:
            paragraphs.append(runs)
        above = block
    return paragraphs


def _joins(above: Block, block: Block) -> bool:
    """True when the block goes on where the one above was cut off."""
    if ends_clause(above.text) or block.indented or cues.is_numbered(block.text):
        return False
    if above.row or block.row or len(above.text) == 1:  # 雨: a line of a verse
        return False
    if cues.may_head(above) and len(above.text) <= _SHORT_LINE and not _cut_off(above, block):
        return False  # a subhead or a signature
    if (
        is_field(above.text)
        or is_field(block.text)
        or (is_entry(above.text) and is_entry(block.text))
    ):
        return False
    if cues.is_date_line(block.text) or cues.is_bracketed(block.text):
        return False
    return not above.text.endswith(("）", ")")) or cues.breaks_off(above.text)


def _cut_off(above: Block, block: Block) -> bool:
    """True for a short line that a word or a clause runs out of."""
    return "，" in above.text or "," in above.text or runs_on(above.text, block.text)


def _runs(text: str, block: Block) -> list[Span]:
    if block.plain or sum(end - start for start, end in block.spans) == len(block.text):
        return [*block.spans]  # no white space in its lines
    kept = set(_kept_spaces(text, block))
    runs: list[Span] = []
    for start, end in block.spans:
        runs.extend(repaired(text, start, end, kept))
    return runs


def _kept_spaces(text: str, block: Block) -> list[int]:
    """Where white space that means something begins: in datelines, credits and lists of names."""
    start, end = block.spans[0]
    found = []
    opening = bylines.dateline_end(block.shown[: min(end - start, 200)])
    if opening is not None:
        for space in _SPACE.finditer(text, start, start + opening):
            left, right = text[space.start() - 1], text[space.end()]
            if left in "讯电" or (
                not right.isdigit() and not left.isdigit() and right not in "月日"
            ):
                found.append(space.start())
    credit = bylines.credit_start(block.shown) if len(block.shown) < 400 else None
    if credit is not None and len(block.spans) == 1:
        found += [space.start() for space in _SPACE.finditer(text, start + credit, end)]
    if not ends_sentence(block.shown) and len(bylines.tail_authors(block.shown)) > 1:
        begin, stop = block.spans[-1]
        names = begin + (bylines.tail_start(text[begin:stop]) or 0)
        found += [space.start() for space in _SPACE.finditer(text, names, stop)]
    for begin, stop in block.spans:
        if block.row or (stop - begin <= 4000 and _is_list(text[begin:stop])):
            found += [space.start() for space in _SPACE.finditer(text, begin, stop)]
    return found


def _is_list(line: str) -> bool:
    """True for columns of names or figures. `_is_list("王某某 李某 张某某 赵某") -> True`."""
    parts = line.split()
    if is_table_row(line):
        return True
    if len(parts) < 3:
        return False
    short = sum(len(part) <= 5 for part in parts)
    return short >= 0.75 * len(parts) and not re.search(r"[。，,；]", line[:-1])
