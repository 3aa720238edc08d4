"""Dates as Chinese newspapers print them: found, never guessed. Knows no records.

今年, 去年, 昨日 are not resolved here: that needs to know the day of the issue.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

from bot.patterns import regex
from bot.text import fold

_DIGITS = {char: str(value) for value, char in enumerate("〇一二三四五六七八九")} | {"零": "0"}
_HAN = "〇零一二三四五六七八九十廿卅"
_REPUBLIC = 1911  # the year before 民国元年
_NUMBER = rf"\d{{1,2}}|[{_HAN}]{{1,3}}"
_YEAR = rf"(?:\d{{4}}|[{_HAN[:-3]}]{{4}})"
_GAP = r"\s?"  # a line may have been broken inside the date

# The long forms first: the first that fits wins.
_DATE = regex(
    rf"""
    (?<![\d.])(?P<iso_year>(?:19|20)\d\d)(?P<sep>[-/.])(?P<iso_month>\d{{1,2}})(?P=sep)
        (?P<iso_day>\d{{1,2}})(?![\d.])
    | (?<!\d)(?P<tight>(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))(?!\d)
    | (?:(?:中华)?民国{_GAP}(?P<republic>\d{{1,3}}|[{_HAN}]{{1,3}}|元)
        | (?<![\d{_HAN}])(?P<year>{_YEAR})){_GAP}年
        (?:{_GAP}(?P<ymonth>{_NUMBER}){_GAP}月
            (?:{_GAP}(?P<yday>{_NUMBER}){_GAP}[日号])?)?
    | (?<![\d{_HAN}.])(?P<month>{_NUMBER}){_GAP}月
        (?:{_GAP}(?P<day>{_NUMBER}){_GAP}[日号])?
    | (?<![\d{_HAN}.第])(?P<only_day>\d{{1,2}}){_GAP}[日号](?![线楼院])
    """,
    re.VERBOSE,
)
_LIKELY = regex(r"[\d年月日号號\uf98e⽉⽇]")  # every date holds one of these, also unfolded
_WEEKDAY = regex(r"(?:星期|周|礼拜)([一二三四五六日天])")


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date in a text: `text[start:end]` says it. Parts that are not printed are None."""

    start: int
    end: int
    year: int | None
    month: int | None
    day: int | None

    @property
    def iso(self) -> str | None:
        """`"2023-04-10"` when year, month and day are printed, else None."""
        return iso(self.year, self.month, self.day)

    @property
    def impossible(self) -> bool:
        """True for a day that no calendar has: 2月30日, or 2月29日 of a year without it."""
        leap = 2024 if self.year is None else self.year
        whole = self.month is not None and self.day is not None
        return whole and iso(leap, self.month, self.day) is None


def find_dates(text: str) -> list[FoundDate]:
    """The dates of the text in order; parts that are not printed are None.

    `find_dates("4月10号") -> [FoundDate(0, 5, None, 4, 10)]`; also 2023年4月10日, 2023-04-11,
    20230411, 二〇二三年四月十日, 民国三十五年 (1946), 2月末 (month only),
    2021年 (year only), 31日 (day only).
    """
    if not _LIKELY.search(text):
        return []
    found = (_read(match) for match in _DATE.finditer(fold(text)))
    return [date for date in found if date is not None]


def ends_like_date(text: str) -> bool:
    """False where neither of the last two characters can end a date. `ends_like_date("开工")`."""
    return _LIKELY.search(text, len(text) - 2) is not None


def full_date(text: str) -> str | None:
    """The first date of the text that prints year, month and day, as ISO; else None.

    `full_date("云溪日报 2024年3月5日 星期二") -> "2024-03-05"`, `full_date("2018") -> None`.
    """
    return next((date.iso for date in find_dates(text) if date.iso is not None), None)


def find_weekdays(text: str) -> list[int]:
    """The weekdays named in the text, Monday 1 to Sunday 7. `find_weekdays("星期二") -> [2]`."""
    return [min("一二三四五六日天".index(name) + 1, 7) for name in _WEEKDAY.findall(fold(text))]


def iso(year: int | None, month: int | None, day: int | None) -> str | None:
    """`iso(2023, 4, 10) -> "2023-04-10"`; None when a part is missing or there is no such day."""
    if year is None or month is None or day is None:
        return None
    try:
        return datetime.date(year, month, day).isoformat()
    except ValueError:
        return None


def number(text: str) -> int | None:
    """The number that Chinese or Arabic digits say, up to 99, or a year read digit by digit.

    `number("二十三") -> 23`, `number("廿三") -> 23`, `number("二〇二三") -> 2023`,
    `number("07") -> 7`.
    """
    if text.isdecimal():
        return int(text)
    text = text.replace("廿", "二十").replace("卅", "三十")
    if "十" not in text:
        digits = "".join(_DIGITS.get(char, "?") for char in text)
        return int(digits) if digits.isdecimal() else None
    tens, _, ones = text.partition("十")
    if len(tens) > 1 or len(ones) > 1:
        return None
    return int(_DIGITS.get(tens, "1")) * 10 + int(_DIGITS.get(ones, "0"))


def _read(match: re.Match[str]) -> FoundDate | None:
    group = match.groupdict()
    if group["tight"]:
        whole = group["tight"]
        parts = [whole[:4], whole[4:6], whole[6:]]
    elif group["iso_year"]:
        parts = [group["iso_year"], group["iso_month"], group["iso_day"]]
    else:
        month = group["ymonth"] or group["month"]
        parts = [group["year"], month, group["yday"] or group["day"] or group["only_day"]]
    year, month, day = (None if part is None else number(part) for part in parts)
    if group["republic"] is not None:
        of_republic = 1 if group["republic"] == "元" else number(group["republic"])
        year = None if of_republic is None else of_republic + _REPUBLIC
    if not _possible(month, 12) or not _possible(day, 31):
        return None
    return FoundDate(match.start(), match.end(), year, month, day)


def _possible(value: int | None, largest: int) -> bool:
    return value is None or 1 <= value <= largest
