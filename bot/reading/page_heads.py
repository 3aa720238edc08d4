"""The lines at a page's head and at its foot that are the paper's own, and what they say together.

A page's number or the name of its section stands there alone; a line by itself would not tell.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from bot.reading import cues
from bot.reading.identity import Identity
from bot.reading.mastheads import NO_NAME, PAPER, identity, is_masthead
from bot.reading.page_numbers import plain_number
from bot.text import simplify, squeeze

MOST = 10  # lines of a head
_FOOT = 6  # lines of a foot
_SECTION, _PLAIN = 10, 6  # characters of a section's name, and of one of a single part
_LONGEST = 90  # characters of a head's line
_NUMBER = re.compile(r"[A-Z]?\d{1,2}")
_LATIN = re.compile(r"[A-Za-z'’·. -]{4,40}")
_CALENDAR = re.compile(
    r"(?:(?:星期|礼拜)[一二三四五六日天])?(?:农历\S{4,20})?|总?第[\d〇零一二三四五六七八九十百千]+[期号]"
)
# In a head or a foot; elsewhere an address is a notice's.
_IN_HEAD = re.compile(
    rf"{cues.HOTLINE}|热线电话[:：]|(?:邮箱|信箱|网址|邮编)[:：]|@\w|https?:|www\.|总第\d+期|^第\d+期(?:$|[（(]总)"
    r"|^第[\d〇零一二三四五六七八九十百千]+号|代号[:：]?\d|今日[\d一二三四五六七八九十]+版"
    r"|\S第[\d〇零一二三四五六七八九十百]+期$|[责美]编[:：/／]|^热线[:：]\d"
    r"|内部(?:发行|资料)|每份[\d一二三四五六七八九十]|零售(?:价|每)|主[办管]$|^主[办管]"
)
# A name that only the head of a page shows to be a paper's.
_NAME = re.compile(
    r"今日[\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff]{2,6}(?:乡讯|镇讯|村讯|讯|通讯|之窗|之声|月刊|简报|校刊)"
)
_CELLS = re.compile(
    r"([A-Z]?\d{1,2})\s+([\u4e00-\u9fff·]{2,8})|([\u4e00-\u9fff·]{2,8})\s+([A-Z]?\d{1,2})"
)
# 河阴农村报 科技致富: the paper and its section, where no other line says so.
_TITLED = re.compile(rf"(?P<paper>{PAPER.pattern})\s+(?:\d{{1,2}}\s+)?[\u4e00-\u9fff·]{{2,8}}")
# B03 健康周刊 | 名医在线
_CODED = re.compile(
    r"(?P<page>[A-Z]\d{1,2}|0\d)版?\s*(?P<section>[\u4e00-\u9fff·]{2,10})"
    r"(?:\s*[|｜/]\s*[\u4e00-\u9fff·]{2,10})?"
)


def head_of(lines: Sequence[str]) -> int:
    """How many of the first lines are the page's head. `head_of(["5", "云溪日报", "喜讯"]) -> 2`.

    The name of a section counts where it stands between others, or over two of them.
    """
    end = 0
    while end < min(len(lines), MOST) and (is_of_paper(lines[end]) or _is_within(lines, end)):
        end += 1
    return end


def _is_within(lines: Sequence[str], at: int) -> bool:
    """True for the name of a section or of a paper, or a number beside it, that the head holds."""
    line = lines[at].strip()
    named, celled = _is_name(line), _CELLS.fullmatch(line) is not None
    if celled and (at or any(map(is_masthead, lines[1:2]))):
        return True
    if not (named or celled) or not any(map(is_of_paper, lines[at + 1 : at + 2])):
        return False
    if at or _NAME.fullmatch(squeeze(line)):
        return True
    return len(lines) > at + 2 and is_of_paper(lines[at + 2])


def foot_of(lines: Sequence[str]) -> int:
    """How many of the last lines are the page's foot: one of them is the paper's name.

    `foot_of(["通水了。", "8", "2013年10月6日", "云溪日报"]) -> 3`. The day over it is a notice's
    where an office signs above.
    """
    last = lines[-_FOOT:]
    first = len(last)
    while first and is_of_paper(last[first - 1]):
        first -= 1
    if not any(_names_paper(line) for line in last[first:]):
        return 0
    signed = 0 < first < len(last) and cues.is_office(squeeze(last[first - 1]))
    return len(last) - first - (signed and cues.is_date_line(squeeze(last[first])))


def _names_paper(line: str) -> bool:
    """True for a line that is, or has beside others, the name of a paper: 云溪日报 第二版."""
    cells = (squeeze(line), *line.split())
    return any(PAPER.fullmatch(cell) and not NO_NAME.search(cell) for cell in cells)


@lru_cache(maxsize=256)
def is_of_paper(line: str) -> bool:
    """True for a line that says something of the paper or of the page, and nothing else."""
    plain = simplify(_joined(line))
    if not plain or len(plain) > _LONGEST or "。" in plain or "作者" in plain:
        return False
    return (
        _NUMBER.fullmatch(plain) is not None
        or _titled(plain) is not None
        or _CODED.fullmatch(plain) is not None
        or is_masthead(plain)
        or _LATIN.fullmatch(plain) is not None
        or _CALENDAR.fullmatch(squeeze(plain)) is not None
        or _IN_HEAD.search(squeeze(plain)) is not None
        or cues.is_furniture(squeeze(plain))
        or cues.is_staff(plain)
    )


def told_by(lines: Sequence[str]) -> Identity:
    """What the lines of a head say together. `told_by(["B6", "云溪日报"]).page -> "B6"`."""
    found, lines = Identity(), [_joined(line) for line in lines]
    for line in lines:
        found = found.filled(identity(line) if is_masthead(simplify(line)) else _by_form(line))
    if found.paper is None and lines and _NAME.fullmatch(squeeze(lines[0])):
        found = found.filled(Identity(paper=squeeze(lines[0])))
    if found.paper is None and found.date is None:
        return found
    for line in lines:
        found = found.filled(_alone(line, found.paper))
    return found


def _titled(line: str) -> str | None:
    """The paper that a line names over a section; 捷报 频传 names none."""
    titled = _TITLED.fullmatch(line)
    return titled["paper"] if titled and not NO_NAME.search(titled["paper"]) else None


def _by_form(line: str) -> Identity:
    """What a line says by its form: 河阴农村报 科技致富, B03 健康周刊."""
    if paper := _titled(line):
        return Identity(paper=paper)
    if coded := _CODED.fullmatch(line):
        return Identity(page=plain_number(coded["page"]), section=coded["section"])
    return Identity()


def _alone(line: str, paper: str | None) -> Identity:
    """What a line says only because it stands in a head: a number, the name of a section."""
    if cells := _CELLS.fullmatch(line):
        number, name = cells[1] or cells[4], cells[2] or cells[3]
        return Identity(page=plain_number(number), section=name)
    if _NUMBER.fullmatch(line):
        return Identity(page=plain_number(line))
    named = not is_of_paper(line) and squeeze(line) != paper
    return Identity(section=squeeze(line)) if named else Identity()


def _joined(line: str) -> str:
    """The line, its letters together where they are set apart: 云 溪 日 报."""
    cells = line.split()
    apart = len(cells) > 2 and all(len(cell) == 1 for cell in cells)
    return "".join(cells) if apart else line.strip()


def _is_name(line: str) -> bool:
    """True for what may be a section's name: 读者来信, 周末·休闲."""
    name = squeeze(line)
    most = _SECTION if re.search("[·／/]", name) else _PLAIN
    named = 2 <= len(name) <= most and re.fullmatch(r"[\u4e00-\u9fff·／/]+", name) is not None
    return named and not cues.is_notice_title(simplify(name))
