"""The issue that a question names: 3月21日的报纸上, 二〇二四年三月五日报道的."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from bot.dates import FoundDate, find_dates, number
from bot.patterns import regex
from bot.text import fold

_WEEKDAY = r"[(]?(?:(?:星期|周|礼拜)[一二三四五六日天])?[)]?"
_LINKS = rf"{_WEEKDAY}(?:出版|出|那天|当[天日]|[那这]一?期(?!报)|的|在|曾|所|都|[一总]共|《)*"
_VERB = r"(?:刊[登发载]|登载|登出|登|见报|报道)"
_REPORTS = rf"(?:{_VERB}(?:的|[中里说称]|[,:]|$)|(?={_VERB}[了过]))"
_PAGE = r"头版|第?[一二三四五六七八九十\d]{1,3}版"
_PAPER = rf"报纸|本报|报[上里]|{_PAGE}|[那这]?一?期(?:报纸?|[上里]|{_REPORTS}|$)"
# 3月21日有哪些新闻 asks for an issue, 3月21日的新闻发布会 does not.
_ASKS = (
    r"(?=(?:都?有)?些?(?:什么|啥|哪些|哪几条)?(?:头条|要闻|新闻|标题|文章)"
    r"(?!发布|中心|联播|出版|办|局|记者|稿|工作))"
)
_NUMBERED = regex(
    r"(?:第|(?<![\da-z]))(?P<part>[a-d])?(?P<number>[一二三四五六七八九十]{1,3}|\d{1,2})版(?!本)|头版"
)
_ON = rf"(?:》|的|[上里]|{_PAGE})*"
# The day of another's report is not that of the paper: 新华社3月21日报道.
_OTHERS = regex(r"(?:[社网台]|央视|记者[\u4e00-\u9fff]{0,4})[^,。]?$")


@dataclass(frozen=True, slots=True)
class Issue:
    """An issue in a question: its day in the question's words, and what is asked beside it."""

    asked: str  # 3月21日
    rest: str  # 贷款余额是多少
    days: tuple[str, ...]  # the ISO dates of the issues of that day; one for each year


def issue_asked(question: str, papers: Iterable[str], issues: Iterable[str]) -> Issue | None:
    """The issue that a question names, None where it names none.

    `issue_asked("3月5日的报纸上谁来了？", [], ["2023-03-05", "2024-03-05"])` has both days, and
    asks "谁来了？"; of 3月5日通车的桥 it is None: that is when something happened. A paper that is
    named must be one of `papers`.
    """
    text = fold(question)
    names = "".join(f"|{re.escape(fold(name))}" for name in papers)
    issued = re.compile(
        rf"{_LINKS}(?:(?:{_PAPER}{names}){_ON}(?:{_REPORTS})?|{_REPORTS}|{_ASKS})[,:]?"
    )
    for date in find_dates(text):
        found = issued.match(text, date.end)
        if found is None or date.day is None or _OTHERS.search(text[: date.start]):
            continue
        rest = question[: date.start] + question[found.end() :]
        asked = question[date.start : date.end]
        return Issue(asked, rest, _days_of(date, issues)) if date.month is not None else None
    return None


def page_asked(question: str) -> str | None:
    """The page that a question names, as indexes number it; None where it names none.

    `page_asked("第2版有什么") -> "2"`, `page_asked("头版头条是什么") -> "1"`.
    """
    match = _NUMBERED.search(fold(question))
    if match is None:
        return None
    figure = number(match["number"]) if match["number"] else 1
    return f"{(match['part'] or '').upper()}{figure}" if figure else None


def is_page(asked: str, page: str | None) -> bool:
    """True where a page of an issue is the one asked for. `is_page("2", "02") -> True`."""
    return re.sub(r"(?<!\d)0+(?=\d)", "", page or "").upper() == asked


def _days_of(date: FoundDate, issues: Iterable[str]) -> tuple[str, ...]:
    day = f"-{date.month:02}-{date.day:02}"
    return tuple(one for one in issues if one[4:] == day and date.year in (None, int(one[:4])))
