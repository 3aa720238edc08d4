"""Whether a question asks about days that the papers, or the chosen ones, do not reach."""

from __future__ import annotations

from collections.abc import Sequence

from bot.answering.contexts import around
from bot.dates import FoundDate, find_dates
from bot.records import Hit, Outside, Quote

_NEAR = 2  # years: 前年, 后年
Days = tuple[str | None, str | None]  # first and last ISO date; None is open


def outside(question: str, hits: Sequence[Hit], covered: Days, chosen: Days) -> Outside | None:
    """The days asked about and those that there are, where they have no day in common.

    `outside("2031年谁是镇长", hits, ("2023-01-01", "2024-08-20"), (None, None)).asked -> "2031年"`.
    None where a passage that was found tells of such a day: papers print what was, and what comes.
    Of a day that no calendar has (2月30日) there is no issue.
    """
    first, last = covered
    dates = find_dates(question)
    if not dates or first is None or last is None:
        return None
    if never := [date for date in dates if date.impossible]:
        asked = "、".join(question[date.start : date.end] for date in never)
        return Outside(asked, first, last, unissued=True)
    texts = (around(hit.article, hit.passage.start, hit.passage.end) for hit in hits)
    if any(_same(asked, date) for text in texts for date in find_dates(text) for asked in dates):
        return None
    asked = "、".join(dict.fromkeys(question[date.start : date.end] for date in dates))
    if not any(_meets(date, first, last, (first, last)) for date in dates):
        return Outside(asked, first, last)
    since, until = chosen
    if not any(_meets(date, since or first, until or last, (first, last)) for date in dates):
        return Outside(asked, since, until, filtered=True)
    return None


def unissued(day: str, quotes: Sequence[Quote], covered: Days) -> Outside | None:
    """The day of an issue that the index does not have, where none of the quotes tells of it.

    `unissued("3月22日", (), ("2023-04-11", "2024-08-20")).unissued -> True`. Who says 3月21日报道的
    may mean the day that the story tells of.
    """
    (asked,) = find_dates(day)
    texts = (around(quote.article, quote.start, quote.end) for quote in quotes)
    if any(_same(asked, date) for text in texts for date in find_dates(text)):
        return None
    return Outside(day, *covered, unissued=True)


def is_far(unreached: Outside) -> bool:
    """True where every day asked about is years from the papers: 去年 and 明年 do not reach it.

    What they tell then is of another time, and no answer.
    """
    first, last = (int((day or "0")[:4]) for day in (unreached.since, unreached.until))
    years = [date.year for date in find_dates(unreached.asked)]
    near = range(first - _NEAR, last + _NEAR + 1)
    return not unreached.filtered and all(year and year not in near for year in years)


def _same(asked: FoundDate, told: FoundDate) -> bool:
    """True where a text tells every part of the date that is asked about."""
    parts = ((asked.year, told.year), (asked.month, told.month), (asked.day, told.day))
    return all(want is None or want == have for want, have in parts)


def _meets(asked: FoundDate, first: str, last: str, covered: tuple[str, str]) -> bool:
    """True where the date, in any year of the papers if it names none, has a day within."""
    if asked.year is None and asked.month is None:
        return True  # 31日 of some month
    years = [asked.year] if asked.year else range(int(covered[0][:4]), int(covered[1][:4]) + 1)
    return any(
        f"{year:04}-{asked.month or 1:02}-{asked.day or 1:02}" <= last
        and f"{year:04}-{asked.month or 12:02}-{asked.day or 31:02}" >= first
        for year in years
    )
