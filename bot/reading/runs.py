"""A run of short lines is not always a headline: authors' names, section names, verses."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from itertools import pairwise

from bot.reading import bylines, cues
from bot.reading.blocks import Block
from bot.reading.breaks import divides
from bot.reading.items import Item
from bot.reading.lines import ends_sentence
from bot.reading.names import DOUBLE, is_likely, is_place, may_be_name, person_at_end
from bot.text import simplify

_TOP = 6  # blocks at the head of a page among which its section's name stands
_SECTION = 8  # characters of the longest name of a section
_HEADS = 3  # lines of a headline over a verse
_VERSE = 4  # lines of the shortest verse that is told from a headline
_STANZA = 3
_LONG = 8  # lines: no headline has so many
_MOST = 400  # blocks looked at for the end of a run; a list in a book may be longer
PEN_NAME = 4  # characters
_WRITER = 14  # the same of who signs a letter
_SOMEBODY = ("一位", "一名", "一个", "几位", "部分")
_PEOPLE = re.compile(r"(?:社员|村民|居民|读者|职工|家长|群众|学生|业主|战士)$")
_OTHERS = re.compile(r"等[\d一二三四五六七八九十百]+[人户]$")  # 王某等七人
_CALLED = "老阿"  # 老焦, 阿卓: how pen names begin
_WANTS_MORE = "的和与及、"  # a line that ends so goes on
_WORK = (
    "教师|老师|职工|干部|人员|工人|医生|医师|护士|兽医|学生|教授|学者|作家|[村农市居]民|读者|网友|民警|律师"
    "|家长|业主|社员|战士|[列上]等?兵|[上中下]士|[班排连营团]长|指导员|[锅炉钳焊电车铣瓦木司]+工|司机|矿工|[初高大][一二三四]|农艺师|工程师|技术员"
)
_SORT = re.compile(f"(?:{_WORK})$")
_OFFICES = 4  # words before a name: fewer say whose it is
_GRADE = re.compile(r"\d{2,4}级\S{0,6}")
_AGED = re.compile(r"[（(]\d{1,2}岁[）)]$")  # 五（3）班 王某（9岁）
_TOLD = re.compile("[ \u3000](?:[口讲]述|整理|供稿)$")
_BRACKETED = re.compile(
    rf"(?P<name>[\u4e00-\u9fff]{{2,4}})[（(][^（）()，。：:]{{0,14}}(?:{_WORK})[）)]"
)
_ANNOUNCES = ("：", ":")
_TELLS = re.compile(r".[：:].|\d{2}$")
_SAID = re.compile(r"[，,：:].*[。！？!?…][”\"]?$|……$")  # 他说：“水来了！”


def is_author(block: Block) -> bool:
    """True for a name alone, behind its office or before it: 王小明, 王小明（退休教师）."""
    bracketed = _BRACKETED.fullmatch(block.text)
    name = bracketed["name"] if bracketed else block.text
    whole = may_be_name(name) and (len(name) < 4 or name.startswith(DOUBLE))
    return whole or is_sure_author(block)


def is_sure_author(block: Block) -> bool:
    """True for a name behind its place, or for several: 青石镇 王小明, 李 立 王小明."""
    names = bylines.names_in(block.shown)
    several = 1 < len(names) < 4 and "".join(names) == block.text and all(map(is_likely, names))
    return several or is_placed_author(block)


def is_pen_name(
    blocks: Sequence[Block], roles: Sequence[str], run: Sequence[int], end: int
) -> bool:
    """True for a word alone between a headline and a story without a dateline: 介之推."""
    if len(run) < 2 or roles[end : end + 1] != ["body"] or {roles[n] for n in run[-2:]} != {"line"}:
        return False
    above, name = blocks[run[-2]].text, blocks[run[-1]].text
    if not 2 <= len(name) <= PEN_NAME or not name.isalpha():
        return False
    labelled = len(name) < PEN_NAME and any(cues.is_label(blocks[n].text) for n in run[:-2])
    if len(above) <= len(name) and not labelled:
        return False
    if above[-1] in _WANTS_MORE or above.startswith(("——", "--")):
        return False
    if len(run) == len(name) == 2 and cues.is_label(above):
        return False  # a headline under its column's name
    if bylines.opens_report(blocks[end].text) or cues.is_label(name) or cues.is_notice_title(name):
        return False
    called = len(name) < PEN_NAME and name[0] in _CALLED and len(above) > 2 * len(name)
    return labelled or called or divides(above, name, line=True)


def is_placed_author(block: Block) -> bool:
    """True for a name behind its place: 市委党校 王小明, 青石镇 李 立."""
    words = _TOLD.sub("", _AGED.sub("", simplify(block.shown))).split()
    apart = [*map(len, words[-2:])] == [1, 1]  # 李 立
    places, name = words[: -2 if apart else -1], "".join(words[-2 if apart else -1 :])
    whose = 0 < len(places) < _OFFICES and all(map(_is_office, places))
    return whose and (may_be_name(name) or (len(name) == 2 and name[0] in _CALLED))


def _is_office(word: str) -> bool:
    """True for where somebody works or learns, and as what: 文学院, 2016级, 青石镇, 教师."""
    known = cues.is_office(word) or is_place(word) or _SORT.search(word) or _GRADE.fullmatch(word)
    return bool(known)


def run_end(
    blocks: Sequence[Block], roles: Sequence[str], start: int, stops: Container[int]
) -> int:
    """Where the run of lines ends that begins at `start`: a numbered line begins a body."""
    end = start
    last = min(len(blocks), start + _MOST)
    while end < last and roles[end] in {"line", "byline", "furniture", "jump"}:
        text = blocks[end].text
        numbered = cues.is_numbered(text) and not cues.is_chapter(text)
        if end > start and (end in stops or numbered):
            break
        end += 1
    return end


def end_of(roles: Sequence[str], start: int, kinds: Container[str]) -> int:
    """Where the blocks from `start` on end that are all of these kinds."""
    end = start
    while end < len(roles) and roles[end] in kinds:
        end += 1
    return end


def without_section(blocks: Sequence[Block], roles: Sequence[str], run: list[int]) -> list[int]:
    """The run without a section's name, which stands over the masthead."""
    last = max((n for n in range(run[0], run[-1]) if roles[n] == "furniture"), default=-1)
    if last > _TOP:
        return run
    return [n for n in run if n > last or len(blocks[n].text) > _SECTION]


def is_signed(
    blocks: Sequence[Block],
    roles: Sequence[str],
    run: Sequence[int],
    item: Item | None,
    *,
    captioned: bool = False,
) -> bool:
    """True when the run's first line names the author of the story above it.

    `captioned` says that right below the run a caption begins, which has a credit of its own.
    """
    if item is None or item.kind != "article" or not item.body:
        return False
    if not ends_sentence(item.body[-1].text):
        return False
    if len(run) > 1 and is_placed_author(blocks[run[0]]):
        return True
    if any(cues.opens_letter(block.text) for block in item.body[:2]):
        dated = len(run) > 1 and cues.is_date_line(blocks[run[1]].text)
        return len(run) > 1 and not dated and _is_writer(blocks[run[0]])
    if roles[run[0]] == "byline" and captioned and len(run) == 1 and not item.bylines:
        return not bylines.report_authors(item.body[0].text)
    if bylines.opens_report(item.body[0].text):
        return False
    if item.bylines and len(blocks[run[0]].shown.split()) == 1:
        return False
    if len(run) > 1 and blocks[run[0]].gap > blocks[run[1]].gap and is_author(blocks[run[1]]):
        return False  # a title and its author
    if roles[run[0]] == "byline":
        return len(run) > 1 and roles[run[1]] == "line"
    ends = run[-1] + 1 == len(blocks)
    return (len(run) > 1 or ends) and is_author(blocks[run[0]])


def is_unnamed(text: str) -> bool:
    """True for who signs without a name: 一位家长, 十一户社员, 云溪县电力局."""
    somebody = text.startswith(_SOMEBODY) or cues.is_office(text)
    return somebody or bool(_PEOPLE.search(text))


def _is_writer(block: Block) -> bool:
    """True for who signs a letter: 城西街道居民 邬德顺, 一位家长, 云溪县电力局."""
    text = block.text
    if len(text) > _WRITER:
        return False
    several = bool(_OTHERS.search(text))
    return is_unnamed(text) or several or bool(person_at_end(text)) or is_placed_author(block)


def story_end(blocks: Sequence[Block], roles: Sequence[str], run: Sequence[int]) -> int:
    """Where in the run the last lines of the story above end; else 0.

    They are an office and the day under it, which sign it, or something said.
    """
    for n in range(1, len(run)):
        office, day = blocks[run[n - 1]].text, blocks[run[n]].text
        if cues.is_date_line(day) and cues.is_office(office):
            return n + 1
    said = len(run) > 1 and roles[run[1]] != "byline" and _SAID.search(blocks[run[0]].text)
    return int(bool(said))


def set_close(blocks: Sequence[Block], run: Sequence[int], usual_gap: int) -> int:
    """How many lines of the run stand right under the text above, a gap over the others; else 0.

    Only where items alone are set apart by blank lines.
    """
    gaps = [blocks[n].gap for n in run]
    if usual_gap or not gaps or gaps[0]:
        return 0
    return next((n for n, gap in enumerate(gaps) if gap), 0)


def listed(blocks: Sequence[Block], run: Sequence[int], above: str, *, last: bool) -> int:
    """How many lines of the run are the list that the text above announces: 名单如下：; else 0.

    A wider gap, or a line of another shape right over the next text, ends it; `last` says that no
    text comes below.
    """
    if not above.endswith(_ANNOUNCES) or not run or blocks[run[0]].marked:
        return 0
    inner = blocks[run[1]].gap if len(run) > 1 else 0
    end = 1
    while end < len(run) and blocks[run[end]].gap <= inner and not blocks[run[end]].marked:
        end += 1
    if end == len(run) and not last:
        end -= 1  # the headline of what comes below
        if _tells(blocks[run[end]]) or not all(_tells(blocks[n]) for n in run[:end]):
            return 0
    return end if end > 1 or (end and _tells(blocks[run[0]])) else 0


def _tells(block: Block) -> bool:
    """True for a name and what belongs to it: 一等奖：王小明."""
    return bool(_TELLS.search(block.text))


def verse(blocks: Sequence[Block], roles: Sequence[str], run: Sequence[int]) -> tuple[int, int]:
    """Where in the run the verse under a title and its author begins and ends; 0, 0 without one."""
    signed = [n for n, at in enumerate(run[: _HEADS + 1]) if n and _names(blocks, roles, at)]
    if not signed and len(run) < _LONG:
        return 0, 0
    start = signed[0] + 1 if signed else 1 + (len(blocks[run[1]].text) <= PEN_NAME)
    lines = [blocks[at] for at in run[start:]]
    usual = min((line.gap for line in lines[1:]), default=0)
    cuts = [n for n, line in enumerate(lines) if n == 0 or line.gap > usual] + [len(lines)]
    ends = [end for begin, end in pairwise(cuts) if end - begin >= _STANZA]
    if not ends or ends[-1] < _VERSE:
        return 0, 0
    for n in range(1, ends[-1]):  # the next title and its author, or a column's name over it
        if n >= _VERSE and cues.is_label(lines[n].text):
            under = n + 1 < len(lines) and _names(blocks, roles, run[start + n + 1])
            return start, start + n - under
        if n >= _VERSE and _names(blocks, roles, run[start + n]):
            end = start + n - 1
            title = blocks[run[end]].text
            end -= cues.is_chapter(title) or cues.is_label(title)
            return start, end - cues.is_label(blocks[run[end - 1]].text)
    return start, start + ends[-1]


def _names(blocks: Sequence[Block], roles: Sequence[str], at: int) -> bool:
    return roles[at] == "byline" or is_author(blocks[at])
