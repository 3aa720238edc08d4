"""What a span says as a value, so that two can be compared: a figure with its unit, or a day.

Only what is read with certainty is a value. Two that may be the same in other words, or the one
the other rounded, do not differ.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from bot.dates import FoundDate, find_dates
from bot.numerals import with_figures
from bot.patterns import regex
from bot.text import fold, squeeze
from bot.words import known_words

_AMOUNT = (
    r"(?P<about>大?约|近|超过?|逾)?(?P<digits>(?<![\d.])\d{1,3}(?:,\d{3})+(?![\d,])|\d+)"
    r"(?P<places>\.\d+)?(?P<over>[多余])?(?P<scale>万亿|亿|万)?(?P<more>[多余])?"
)
_FIGURE = regex(rf"{_AMOUNT}(?P<unit>[^\W\d_]{{0,6}}|%|‰|℃)(?<!分之)")
_COUNTED = regex(rf"{_AMOUNT}(?P<unit>[^\W\d_]|%|‰|℃)?")  # with no more unit than a counter
_ROUGHLY = regex(r"(左右|上下|以上|以下|多|余)$")
_SCALES = {"万": 10**4, "亿": 10**8, "万亿": 10**12}
_UNITS = {
    "名": "人", "位": "人", "口": "人", "人民币": "元", "块": "元", "块钱": "元", "元钱": "元",
    "千米": "公里", "千克": "公斤", "平方千米": "平方公里", "号": "日", "周岁": "岁",
}  # fmt: skip
# Years as papers name them, from the year of the issue.
YEARS = {"前年": -2, "去年": -1, "上年": -1, "今年": 0, "本年": 0, "明年": 1, "后年": 2}
_RELATIVE = regex("|".join(YEARS))


@dataclass(frozen=True, slots=True)
class Figure:
    """`amount` of `unit`; `step` is the worth of the last place printed: 1000 of 3.2万."""

    amount: Decimal
    step: Decimal
    unit: str


@dataclass(frozen=True, slots=True)
class Day:
    """A date as far as it is told; None where a part is not."""

    year: int | None
    month: int | None
    day: int | None


Value = Figure | Day


def figure_of(span: str) -> Figure | None:
    """The figure that a span is. `figure_of("三千二百亩") -> Figure(3200, 1, "亩")`.

    None for a range, for two figures, and for none.
    """
    match = _FIGURE.fullmatch(_in_figures(span))
    return _figure(match) if match else None


def holds_figure(text: str, figure: Figure) -> bool:
    """True when a text tells that very figure.

    `holds_figure("增加到18个", figure_of("十八个")) -> True`.
    """
    units = (figure.unit, *(other for other, unit in _UNITS.items() if unit == figure.unit))
    told = _FIGURE.finditer(_in_figures(text))
    return any(
        match["unit"].startswith(units) for match in told if _figure(match).amount == figure.amount
    )


def figures_in(text: str) -> list[tuple[int, int, Figure]]:
    """(start, end, figure) of the figures written in digits: `figures_in("共8台") -> [(1, 3, …)]`.

    As long as a unit of one character is taken for it.
    """
    return [(match.start(), match.end(), _figure(match)) for match in _COUNTED.finditer(fold(text))]


def day_of(span: str, issue: str) -> Day | None:
    """The date that a span says in the paper of an ISO date; None for none, and for several.

    `day_of("明年3月", "2024-08-20") -> Day(2025, 3, None)`.
    """
    text = _in_figures(span)
    found, relative = find_dates(text), _RELATIVE.search(text)
    if len(found) > 1 or not (found or relative):
        return None
    date = found[0] if found else FoundDate(0, 0, None, None, None)
    year = date.year
    if year is None and relative:
        year = int(issue[:4]) + YEARS[relative.group()]
    return Day(year, date.month, date.day)


def differ(one: Value, other: Value) -> bool:
    """True where both are told in the same way and cannot be the same.

    Of figures, the units must agree. `differ(figure_of("3.2万"), figure_of("32100")) -> False`.
    """
    if isinstance(one, Figure) and isinstance(other, Figure):
        step = max(one.step, other.step)
        return one.unit == other.unit and abs(one.amount - other.amount) >= step
    if isinstance(one, Day) and isinstance(other, Day):
        parts = ((one.year, other.year), (one.month, other.month), (one.day, other.day))
        return any(None not in pair and pair[0] != pair[1] for pair in parts)
    return False


def _in_figures(text: str) -> str:
    return squeeze(with_figures(fold(text), known_words))


def _figure(match: re.Match[str]) -> Figure:
    group = match.groupdict()
    scale = Decimal(_SCALES.get(group["scale"] or "", 1))
    digits, places = group["digits"].replace(",", ""), group["places"] or ""
    unit = _ROUGHLY.sub("", group["unit"] or "")
    step = scale.scaleb(1 - len(places)) if places else scale
    if group["about"] or group["over"] or group["more"] or unit != (group["unit"] or ""):
        noughts = len(digits) - len(digits.rstrip("0")) if not places else 0
        step = step.scaleb(noughts)
    return Figure(Decimal(digits + places) * scale, step, _UNITS.get(unit, unit))
