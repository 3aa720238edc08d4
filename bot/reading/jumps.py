"""Jump lines: 下转第2版 at the end of a story's first half, 上接第1版 at the head of its second.

A mark on a line of its own is left out of the article's text. One that is printed within a line
stays in it, as every character does.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.reading.page_numbers import plain_number
from bot.records import Article, Half
from bot.text import fold

_OPEN, _CLOSE = r"[(（\[【〔<〈▶►→◀◄←]", r"[)）\]】〕>〉▶►→◀◄←]"
_NUMBER = r"(?:第\s*)?(?P<page>[a-z]?\d{1,3}|[一二三四五六七八九十]{1,3}|[a-z](?=\s*版))"
_MORE = r"(?:\s*[、,和]\s*第?\s*[a-z\d一二三四五六七八九十]{1,3})*"  # 下转2、3版
_NAME = r"[^()（）【】〔〕。！？!?]{0,14}"  # 要闻, 《标题》, 、3版
# Folded text: full width is half width there, and letters are small.
_TO = re.compile(
    rf"(?:{_OPEN}\s*{_NAME}?紧?(?:下\s*转|转)\s*{_NUMBER}{_MORE}\s*(?:版|(?=\s*{_CLOSE}))"
    rf"|紧?下\s*转\s*{_NUMBER.replace('page', 'bare')}{_MORE}\s*(?:版|$)){_NAME}{_CLOSE}*\s*$"
)
_FROM = re.compile(
    rf"\s*(?:{_OPEN}\s*{_NAME}?紧?(?:上\s*接|接)\s*{_NUMBER}\s*(?:版{_NAME}|)\s*{_CLOSE}"
    rf"|{_OPEN}?\s*紧?上\s*接\s*{_NUMBER.replace('page', 'bare')}\s*版(?:{_CLOSE}|\s|$|[:,]))"
)
# 上接9月13日第3版: from another day's paper, which no page of this one begins
_FROM_DAY = re.compile(
    rf"{_OPEN}\s*紧?(?:上\s*接|接)\s*(?:\d{{1,2}}月)?\d{{1,2}}日\s*{_NUMBER}\s*版{_NAME}{_CLOSE}"
)
_LINE_TO = re.compile(
    r"^[（(【]?[^。，]{0,6}(?:紧?下转|转)\s*(?:第?[A-Za-z]?[\d一二三四五六七八九十]+版?|[^。]{1,8}版)[^。]{0,4}[）)】]?$"
)
_RELATED = re.compile(
    r"^[（(【]?[^。]{0,14}(?:见|详见|刊)第?[\dA-Za-z一二三四五六七八九十、—\-～~至]+版[）)】]?$"
)
_HEAD_FROM = re.compile(r"^[（(【]\s*(?:紧?上接|接)\s*[^）)】]{1,14}[）)】]")
_LONGEST = 40  # characters of a mark
# Every mark holds one of these, before folding and after. Looking for them costs next to nothing.
_ANY = re.compile("[转轉接见刊]")
_COMES = "接"


def is_jump(text: str) -> bool:
    """True for a jump line alone. `is_jump("（下转第2版）") -> True`."""
    if len(text) > _LONGEST or not _ANY.search(text):
        return False
    if len(text) <= 24 and (_LINE_TO.match(text) or _RELATED.match(text)):
        return True
    plain = fold(text)
    if _FROM_DAY.fullmatch(plain):
        return True
    to, back = _TO.search(plain), _FROM.match(plain)
    return bool(to and to.start() == 0) or bool(back and not plain[back.end() :].strip())


def continues_from(text: str) -> bool:
    """True for the second half of a story. `continues_from("(上接第1版)水够不够") -> True`."""
    if _COMES not in text:
        return False
    return bool(_HEAD_FROM.match(text)) or _from(text) is not None


def page_after(text: str) -> str | None:
    """The page that the text jumps to at its end. `page_after("下地了。(下转第二版)") -> "2"`."""
    return _page(_to(text))


def page_before(text: str) -> str | None:
    """The page that the text comes from. `page_before("上接A3版 水够不够") -> "A3"`."""
    return _page(_from(text))


def without_marks(text: str) -> str:
    """The text without the marks at its two ends, to look at. `"(上接1版)水来" -> "水来"`."""
    return text[slice(*body_bounds(text))]


def body_bounds(text: str) -> tuple[int, int]:
    """Where the text without the marks at its two ends stands. `"(上接1版)水来" -> (6, 8)`."""
    back = _from(text)
    start = back.end() if back else 0
    to = _to(text[start:])
    end = max(start, len(text) - _LONGEST) + to.start() if to else len(text)
    return start, end


def with_halves(article: Article, lines: Sequence[str] = ()) -> Article:
    """The article with the pages that its marks name; `lines` are its jump lines.

    `with_halves(article).continued_by -> Half(page="2")` for a text that ends in (下转第2版).
    """
    after = before = None
    for text in [*lines, *_paragraphs_with_marks(article)]:
        after = page_after(text) or after
        before = before or page_before(text)
    if article.title is not None and _COMES in article.title:
        before = before or _page(_FROM.search(fold(article.title[-_LONGEST:])))
    if after is None and before is None:
        return article
    return replace(
        article,
        continues=Half(before) if before else None,
        continued_by=Half(after) if after else None,
    )


def _paragraphs_with_marks(article: Article) -> list[str]:
    """The first paragraph, and all that end like a jump: a caption may follow the mark."""
    text = article.text
    if article.kind == "photo" or not ("转" in text or "接" in text[:_LONGEST]):
        return []
    first, *rest = text.split("\n")
    return [first, *(line for line in rest if "转" in line[-_LONGEST:] and not page_before(line))]


def _to(text: str) -> re.Match[str] | None:
    end = text[-_LONGEST:]
    return _TO.search(fold(end)) if "转" in end or "轉" in end else None


def _from(text: str) -> re.Match[str] | None:
    begin = text[:_LONGEST]
    return _FROM.match(fold(begin)) if _COMES in begin else None


def _page(found: re.Match[str] | None) -> str | None:
    if found is None:
        return None
    return plain_number(found.group("page") or found.group("bare"))
