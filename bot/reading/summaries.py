"""What stands between a headline and its story: a summary, a cut-off sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.reading import bylines, cues, opening_cues
from bot.reading.blocks import Block
from bot.reading.items import Item
from bot.reading.lines import ends_sentence
from bot.reading.names import is_likely
from bot.reading.seams import runs_on

_BARE = 5  # characters: 更正, 遗失声明, no title of its own
_REASON = re.compile("因|为|经|根据|按照|由于|兹|现")  # how a notice begins
_LIST_DAY = re.compile(
    r"\d{1,2}月\d{1,2}日(?:[（(]?(?:星期|周)[一二三四五六日天][）)]?)?"
    r"|(?:星期|周)[一二三四五六日天][（(]\d{1,2}月\d{1,2}日[）)]"
)  # of a list
_COLUMNS = re.compile(r"\u3000|[ \t]{2,}|[|｜]")  # between the cells of a row
_SUBHEAD = 6  # characters
_COMMA, _LONG = 12, 16  # characters: a longer line, with a comma or without, may be a sentence


def under(blocks: Sequence[Block], roles: Sequence[str], run: Sequence[int], end: int) -> list[int]:
    """The lines of the run, which opens an item, that are not of its headline but of its body."""
    told = end < len(blocks) and bylines.opens_report(blocks[end].text)
    behind = _behind_byline(roles, run)
    if _is_bare_notice(blocks, roles, run):
        return [*run[1:]]
    found = [n for n in run[1:] if n in behind or _is_lead(blocks[n].text, long=not told)]
    if len(run) > 1 and run[-1] not in found and _heads_list(blocks, run[-1], end):
        found.append(run[-1])
    if len(run) > 1 and run[-1] not in found and _begins_body(blocks, roles, run, end):
        found.append(run[-1])
    return found


def _heads_list(blocks: Sequence[Block], last: int, end: int) -> bool:
    """True for a day over a list, and for the row of a table that says what its columns are."""
    block = blocks[last]
    columns = len(_COLUMNS.findall(block.shown.strip())) > 0 and blocks[end : end + 1]
    return bool(_LIST_DAY.fullmatch(block.text) or (columns and blocks[end].row))


def _behind_byline(roles: Sequence[str], run: Sequence[int]) -> list[int]:
    """The lines behind the byline under a headline: a subhead, a lead, whom the story is about."""
    names = [roles[n] for n in run]
    if names[0] != "line" or "byline" not in names:
        return []
    return [n for n in run[names.index("byline") :] if roles[n] == "line"]


def _is_lead(text: str, *, long: bool) -> bool:
    """True for a summary or its label, not for a title that a column's name ends."""
    return cues.is_lead(text, long=long and not cues.names_column(text))


def _is_bare_notice(blocks: Sequence[Block], roles: Sequence[str], run: Sequence[int]) -> bool:
    """True for lines of a notice under 停水公告, which needs no other title, or begun by 因."""
    head, text = blocks[run[0]].text, [blocks[n].text for n in run[1:]]
    if not cues.is_notice_title(head) or "byline" in {roles[n] for n in run}:
        return False
    if len(head) > _BARE and not (text and _REASON.match(text[0])):
        return False
    return bool(re.search("[，,]", "".join(text))) and not any(map(cues.is_notice_title, text))


def only_lead(item: Item) -> bool:
    """True where all that stands under its headline is a summary."""
    first = item.body[0].text
    if len(item.body) == item.leads:
        return True
    if len(item.body) > 1:
        listed = item.heads and all(cues.is_bullet(block.text) for block in item.body)
        return bool(listed) or (cues.is_lead(first, long=False) and len(item.body) == 2)
    return opening_cues.is_lead(first) or (bool(item.heads) and not ends_sentence(first))


def _begins_body(
    blocks: Sequence[Block], roles: Sequence[str], run: Sequence[int], end: int
) -> bool:
    """True where the run's last line is part of the story below."""
    if end >= len(blocks) or roles[end] != "body" or bylines.opens_report(blocks[end].text):
        return False
    if {roles[run[-1]], roles[run[-2]]} != {"line"}:
        return False
    line, head = blocks[run[-1]].text, blocks[run[-2]].text
    if line.startswith(("——", "--")):
        return False  # a subtitle
    if line.endswith(("：", ":")):
        return True  # 任命：, and no headline
    short = len(line) <= _SUBHEAD and not is_likely(line)
    if cues.names_column(head) and (short or line[0] == "【"):
        return True  # a subhead, a label: the headline has ended
    if cues.is_notice_title(head) and len(head) <= _BARE and not cues.is_notice_title(line):
        return len(line) > len(head) + 2 and not cues.is_bracketed(line)
    comma = bool(re.search("[，,]", line))
    if comma and cues.names_column(head):
        return True  # the point of a commentary, under its title
    return len(line) > (_COMMA if comma else _LONG) and runs_on(line, blocks[end].text)
