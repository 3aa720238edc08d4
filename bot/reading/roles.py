"""What each block of a page is: by its own words, then by the blocks right above and below it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.reading import bylines, cues, forms, jumps
from bot.reading.blocks import Block
from bot.reading.lines import ends_clause, ends_sentence, is_contact, is_field
from bot.reading.mastheads import is_masthead
from bot.reading.names import is_likely, is_place
from bot.reading.page_heads import foot_of, head_of
from bot.reading.runs import is_author, is_placed_author, is_sure_author
from bot.reading.seams import runs_on, wants_more
from bot.text import simplify

_LEAST = 8  # characters of a text's first line
_NO_TEXT = frozenset("—－-（(【[《■□◆●▲★")  # what begins subtitles and the like
_CUT = 12  # characters: a line with a comma so long may be the cut-off beginning of a paragraph
_HALF = 20  # characters of half a headline
_SUMMARY = 30  # characters: no headline with a comma is so long right over its story
_CLAUSES = 15  # characters: a line with a comma so long may be a paragraph's
_LONG = 16  # the same for one without a comma
_LONGEST = 150  # characters: no subtitle is longer
_MAST = 6  # blocks at the head of a page among which its masthead stands
_PROSE = 90  # characters: what is longer is text, or a caption that ends in its credit
# 三十年手账　A7, 5版　冬病夏治: what a guide lists, and on which page it stands.
_LISTED = re.compile(
    r"(?:[\s…·.>▶→]|[（(/])\s*(?:第?[A-Z]?\d{1,2}版?|详见\S+)[）)]?\s*$|^第?[A-Z]?\d{1,2}版[\s:：]"
)
_PARTICULAR = re.compile(
    r"(?:电话|地址|邮编|邮政编码|邮箱|电子邮箱|E-?mail|网址)(?:/传真)?[:：][^:：]+(?:[:：]//\S+)?"
    r"(?:/?(?:电话|传真|E-?mail|网址|联系人|邮编)[:：][^:：]+)*$",
    re.IGNORECASE,
)


def roles_of(blocks: Sequence[Block]) -> list[str]:
    """What each block is: furniture, jump, credit, caption, byline, line, tail or body.

    A line may be a headline.
    """
    roles = [role(block) for block in blocks]
    _see_pupils(blocks, roles)
    _see_masthead(blocks, roles)
    _see_guide(blocks, roles)
    for at in range(1, len(blocks)):
        text, above = blocks[at].text, roles[at - 1]
        if roles[at] == "tail" and above == "line" and not ends_clause(blocks[at - 1].text):
            roles[at] = _under_headline(text)
        elif roles[at] == "tail" and above == "body" and cues.asks_first(blocks[at - 1].text):
            roles[at] = "body"  # who asks, behind the question
        elif roles[at] == "line" and above in {"body", "tail"} and _is_dashed(text):
            roles[at] = "body"  # ——编者: no headline begins with its subtitle
        elif roles[at] == "body" and (
            _is_chapter(text, roles[at - 1 : at + 2])
            or _halved(blocks, roles, at)
            or _is_subtitle(blocks, roles, at)
            or _is_exclaimed(blocks, roles, at)
            or _is_sign(text, roles[at - 1 : at + 2])
        ):
            roles[at] = "line"
        elif roles[at] == "furniture" and cues.is_weather(text):
            forecast = above == "line" and "天气" in blocks[at - 1].text
            roles[at] = "body" if forecast else "furniture"
        elif roles[at] == "furniture" and _PARTICULAR.match(text):
            roles[at] = _particular(blocks, roles, at)
    _see_texts(blocks, roles)
    return roles


def _see_texts(blocks: Sequence[Block], roles: list[str]) -> None:
    """Lines right over a text may be its first, and what stands over them who wrote it."""
    for at in range(len(blocks) - 2, -1, -1):
        if roles[at] != "line" or roles[at + 1] != "body":
            continue
        if _cut_off(blocks[at], blocks[at + 1]) or _begins_text(blocks, roles, at):
            roles[at] = "body"
            if roles[max(0, at - 2) : at] == ["line", "line"] and is_author(blocks[at - 1]):
                roles[at - 1] = "byline"


def _see_pupils(blocks: Sequence[Block], roles: list[str]) -> None:
    """A pupil with class stands over the teacher's line: 五（3）班 王某, 指导老师：李某."""
    for at in range(1, len(blocks)):
        if roles[at] == "byline" and roles[at - 1] == "line" and bylines.is_guide(blocks[at].text):
            roles[at - 1] = "byline" if is_placed_author(blocks[at - 1]) else "line"


def _is_sign(text: str, around: Sequence[str]) -> bool:
    """True for a line of one character in a verse."""
    return len(text) == 1 and around[0] == "line" and around[2:] == ["line"]


def _see_masthead(blocks: Sequence[Block], roles: list[str]) -> None:
    """What the head and the foot of the page say of the paper is furniture, and so is a lone 01.

    A day by itself elsewhere is a notice's.
    """
    shown = [block.shown for block in blocks]
    head, foot = head_of(shown), len(blocks) - foot_of(shown)
    for at, block in enumerate(blocks):
        if at < head or at >= foot:
            roles[at] = "furniture"
        elif roles[at] == "furniture" and (at > _MAST or "body" in roles[:at]):
            roles[at] = "line" if cues.is_date_line(block.text) else "furniture"


def _is_chapter(text: str, around: Sequence[str]) -> bool:
    """True for the number of a serial's part, between its title and its author: （27）."""
    between = around[0] == "line" and around[2:] in (["line"], ["byline"])
    return between and cues.is_chapter(text)


def _see_guide(blocks: Sequence[Block], roles: list[str]) -> None:
    """What a guide to other pages lists is furniture, as the guide's name is."""
    listed = False
    for at, block in enumerate(blocks):
        listed = cues.is_guide(block.text) or (listed and bool(_LISTED.search(block.shown)))
        if listed:
            roles[at] = "furniture"


def _under_headline(text: str) -> str:
    """What closes no story where it stands under a headline.

    图片由县一中提供 is a byline, （思想纵横） the name of the headline's column.
    """
    named = bylines.tail_authors(text)
    if text[0] not in "（(" or (named and all(map(is_likely, named))):
        return "byline"
    return "tail" if cues.is_closing(text) else "line"


def role(block: Block) -> str:
    """What the block is by its own words."""
    text = block.text
    if len(text) > _PROSE and text[0] not in "（(" and not block.marked:
        return "body" if bylines.credit_start(block.shown) is None else "caption"
    if jumps.is_jump(text):
        return "jump"
    if bylines.is_artwork(block.shown):
        return "caption"
    shot = text[-2:] in {"摄）", "摄)"} and bylines.is_credit(block.shown)
    if (
        is_contact(text)
        or cues.is_source(text)
        or (not shot and cues.is_closing(text) and cues.is_bracketed(text))
    ):
        return "tail"
    apart = block.shown != text  # by white space, which the looks at cells need
    if len(text) <= 90 and (cues.is_furniture(text) or (apart and is_masthead(block.shown))):
        return "body" if cues.opens_letter(text) else "furniture"
    if not shot and (cues.is_bracketed(text) or _is_made(block) or _is_signed(block.shown)):
        return "tail"
    named = _naming(block) if forms.CUED.search(block.shown) else None
    return named or ("line" if cues.may_head(block) else "body")


def _naming(block: Block) -> str | None:
    """What the block is that says who wrote, drew or took it; None for any other."""
    if bylines.is_drawn(block.shown):
        return "tail"
    if bylines.is_credit(block.shown):
        return "credit"
    if bylines.credit_start(block.shown) is not None:
        return "caption"
    return "byline" if bylines.is_byline(block.shown) and not cues.is_label(block.text) else None


def _is_made(block: Block) -> bool:
    """True for who drew or put it together; 整理：王某 is its author."""
    return cues.is_maker(block.text) and not bylines.is_byline(block.shown)


def _is_signed(shown: str) -> bool:
    """True for names in brackets: （王小明 李 立）, （市中医院药剂科 王某）."""
    if len(shown) > 24 or shown[:1] not in "（(" or shown[-1:] not in "）)":
        return False
    names = bylines.names_in(shown[1:-1])
    words = shown[1:-1].split()
    whose = words and (is_place(words[0]) or forms.NOT_NAMES.match(simplify(words[0])))
    if len(words) == 2 and whose and words[1] in names:
        return True
    return len(names) > 1 and sum(map(len, names)) == sum(map(str.isalnum, shown))


def _is_dashed(text: str) -> bool:
    return text.startswith(("——", "--")) and len(text) <= 40


def _particular(blocks: Sequence[Block], roles: Sequence[str], at: int) -> str:
    """What where to call or to write is: a notice's, or behind a whole sentence its story's."""
    if roles[at - 1] not in {"body", "line"}:
        return "furniture"
    above = blocks[at - 1].text
    if is_field(above) or _PARTICULAR.search(above):
        return "body"
    head = next((n for n in range(at - 1, -1, -1) if roles[n] != "body"), None)
    if head is not None and roles[head] == "line" and cues.is_notice_title(blocks[head].text):
        return "body"
    imprint = blocks[at].text.count("：") > 1 and "/" not in blocks[at].text
    story = roles[at - 1] == "body" and ends_sentence(above) and not imprint
    return "tail" if story else "furniture"


def _halved(blocks: Sequence[Block], roles: Sequence[str], at: int) -> bool:
    """True for the first half of a headline that a line's end broke behind a comma."""
    text = blocks[at].text
    if len(text) > _HALF or not text.endswith(("，", ",", "、")) or at + 1 == len(blocks):
        return False
    over = roles[at - 1] in {"tail", "credit", "jump"} or ends_sentence(blocks[at - 1].text)
    return over and roles[at + 1] == "line" and not bylines.opens_report(text)


def _is_exclaimed(blocks: Sequence[Block], roles: Sequence[str], at: int) -> bool:
    """True for a headline that ends like a sentence, its byline and text below: 要不要少走路？"""
    text = blocks[at].text
    if len(text) > cues.MAX_HEAD // 2 or text[-1] not in "？！?!”" or "。" in text:
        return False
    if roles[at + 1 : at + 3] != ["byline", "body"] or "：" in text or ":" in text:
        return False
    return ends_clause(blocks[at - 1].text) or roles[at - 1] != "body"


def _is_subtitle(blocks: Sequence[Block], roles: Sequence[str], at: int) -> bool:
    """True for what is too long for a line, between a headline and the dateline of its story."""
    text = blocks[at].text
    if roles[at - 1] != "line" or len(text) > _LONGEST or "。" in text or ends_clause(text):
        return False
    if bylines.opens_report(text):
        return False
    return at + 1 < len(blocks) and bylines.opens_report(blocks[at + 1].text)


def _closes(line: Block, below: Block) -> bool:
    """True where the block right below is the short last line of a paragraph: 一千二百吨。"""
    short = not below.gap and len(below.spans) == 1 and len(below.text) < len(line.text)
    return len(line.text) >= _CLAUSES and short and ends_sentence(below.text)


def _begins_text(blocks: Sequence[Block], roles: Sequence[str], at: int) -> bool:
    """True for the first line of a text under its headline that no mark tells from a subtitle.

    It is a paragraph's, set in from the headline; it stands under a notice's title, or under who
    wrote the story; or it ends as no headline does: 老将昨天上秤时体重已经.
    """
    if at == 0 or roles[at - 1] not in {"line", "byline"}:
        return False
    above, line, below = blocks[at - 1 : at + 2]
    text = line.text
    if line.marked or len(text) < _LEAST or text[0] in _NO_TEXT or cues.is_notice_title(text):
        return False
    if line.indented and not above.indented and len(line.spans) > 1:
        return True
    if below.gap or line.gap or (below.indented and not line.indented):
        return False
    if cues.is_notice_title(above.text) or is_sure_author(above):
        return not bylines.opens_report(below.text)
    return (roles[at - 1] == "byline" and "，" in text) or wants_more(text, below.text)


def _cut_off(line: Block, below: Block) -> bool:
    """True for the beginning of a paragraph that a column's end cut off."""
    if line.marked or below.indented or bylines.opens_report(below.text):
        return False
    if line.text.startswith(("——", "--")):
        return False  # a subtitle
    if bylines.caption_day(line.shown) is not None:
        return True
    comma = "，" in line.text or "," in line.text
    if comma and _closes(line, below):
        return True
    if comma and len(line.text) >= _SUMMARY and not cues.ends_like_kicker(line.text):
        return True
    long = len(line.text) > (_CUT if comma else _LONG)
    return long and runs_on(line.text, below.text)
