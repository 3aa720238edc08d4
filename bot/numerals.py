"""Numerals written out and in figures become one: 三千二百, 3,200 and 3200 are "3200". For search.

The text gets shorter or longer by it, so it is for terms only: no offset goes through here. Both
sides of a search are treated alike, and what is no plain numeral (十四五, 一百五, 三四十) stays.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from decimal import Decimal
from itertools import accumulate

from bot.patterns import regex

# Cuts a text into words that joined are the text again: they tell 三亚 and 百姓 from numerals.
Cut = Callable[[str], list[str]]

_ONES = "一二三四五六七八九"
_ZEROS = "零〇○"
_VALUES = {char: n for n, char in enumerate(_ONES, start=1)} | dict.fromkeys(_ZEROS, 0) | {"两": 2}
_ONE_ZERO = str.maketrans(dict.fromkeys("〇○", "零"))
_TENS = {"十": 10, "百": 100, "千": 1000}
_MEASURES = (
    "平方公里|平方米|立方米|公里|公斤|公顷|千米|千克|厘米|毫米|小时|分钟|季度|年级|年代|世纪|个月|"
    "月份|月|年|日|天|周|时|点|分|秒|号|岁|届|期|个|名|人|位|家|户|亩|项|条|座|次|场|辆|台|件|"
    "张|米|吨|斤|元|倍|所|支|只|头|艘|架|篇|本|册|部|层|楼|级|种|类|例|起|块|套|份|棵|株"
)
_MEASURE = regex(_MEASURES)
# What may follow a numeral in its word: 二十|多人, 三十二|万元.
_REST = regex(rf"[多余]?[万亿]?(?:{_MEASURES})?")
_RUN = regex(rf"(百分之)?([{_ONES}{_ZEROS}两十百千万亿]++)(?!分之)")
_POINT = regex(rf"点([{_ONES}{_ZEROS}]++)(?![十百千两])")
_SCALED = regex(r"[万亿倍元米吨]|个百分点|公[里斤顷]")  # before it, 点 is no time of day
_YEAR = regex(rf"[{_ONES}][{_ONES}{_ZEROS}]{{3}}")
_BELOW = rf"(?:[{_ONES}两]千)?零?(?:[{_ONES}两]百)?零?(?:[{_ONES}]?十)?零?[{_ONES}]?"
_WHOLE = regex(rf"(?!零)(?:({_BELOW}|两)亿)?(?:({_BELOW}|两)万)?({_BELOW})")
_SPOKEN = regex(rf"[百千万亿][{_ONES}]$")  # 一百五 is 150, not 105
_SINGLE = {"零": "0", "百": "100"}  # 零点五, 百分之百
_NO_NUMERALS = frozenset(("十分",))

_PERCENT = regex(r"百分之(\d+(?:\.\d+)?)(?![\d.])")
_ORDINAL = regex(r"第([1-9]\d?)(?![\d.])")
_FIGURE = regex(r"([0-9](?:[0-9.,]*[0-9])?)(万亿|[万亿]?)(?![%万亿])")
_PLAIN = regex(r"(?:0|[1-9]\d{0,14}|[1-9]\d{0,2}(?:,\d{3}){1,4})(?:\.\d+)?")
_SCALES = (("万亿", 10**12), ("亿", 10**8), ("万", 10**4))


def with_figures(text: str, cut: Cut) -> str:
    """The folded text with its numerals in one form: figures, but Chinese digits behind 第.

    `with_figures("二〇二三年种了一万二千亩,增长百分之五", cut) -> "2023年种了1.2万亩,增长5%"`;
    12000亩 and 12,000亩 become 1.2万亩 as well. 三亚, 百姓, 一些 and 万一 stay.
    """
    text = _ORDINAL.sub(lambda match: "第" + spelt(int(match.group(1))), text)
    parts, at = [], 0
    for start, end, figure in numerals_in(text, cut):
        parts += [text[at:start], figure]
        at = end
    text = "".join([*parts, text[at:]])
    text = _PERCENT.sub(r"\1%", text)
    return _FIGURE.sub(_scaled, text)


def numerals_in(text: str, cut: Cut) -> list[tuple[int, int, str]]:
    """(start, end, figure) of the numerals of Chinese digits in a folded text.

    `numerals_in("种了一百二十亩", cut) -> [(2, 6, "120")]`; 三亚, 百姓, 一些 and 万一 are none.
    """
    if not _RUN.search(text):
        return []
    return list(_numerals(text, [0, *accumulate(map(len, cut(text)))]))


def _numerals(text: str, seams: list[int]) -> Iterator[tuple[int, int, str]]:
    """The numerals and their figures; `seams` are the ends of the text's words."""
    at = 0
    for match in _RUN.finditer(text):
        if match.start() >= at and (found := _numeral(text, match, seams)):
            figure, at = found
            yield match.start(), at, figure


def _numeral(text: str, match: re.Match[str], seams: list[int]) -> tuple[str, int] | None:
    """The figure of a numeral and where it ends, None if this is none."""
    percent, run = match.groups()
    start, end = match.span(2)
    decimals = _POINT.match(text, end)
    if decimals and (percent or run == "零" or _SCALED.match(text, decimals.end())):
        places, end = "." + _digits(decimals.group(1)), decimals.end()
    else:
        places = ""
    if not percent and not _stands_free(text, start, end, seams):
        return None
    if percent or places:
        whole = _SINGLE.get(run) or _figure(run, year=False)
        return (f"{whole}{places}{'%' if percent else ''}", end) if whole else None
    figure = _figure(run, year=text[end : end + 1] == "年")
    return (figure, end) if figure else None


def _stands_free(text: str, start: int, end: int, seams: list[int]) -> bool:
    """True when the characters are a numeral here, not a part of a word or of a name."""
    seam = bisect_left(seams, start)
    if seams[seam] != start:
        return False
    word_end = seams[bisect_left(seams, end)]
    before, run = text[max(start - 1, 0) : start], text[start:end]
    if before == "第" or text[start:word_end] in _NO_NUMERALS:
        return False
    if before and before in "数几好" and run[0] == "十":  # 数十人
        return False
    if run == "一":  # 一个, 一家, 一些: hardly ever a number; but 一月一日
        return text[end : end + 1] in ("月", "日")
    if len(run) == 1 and not _MEASURE.match(text, end):  # 张三
        return False
    return _REST.fullmatch(text, end, word_end) is not None


def _figure(run: str, year: bool) -> str | None:
    """`_figure("三千二百", False) -> "3200"`; None for what is no plain numeral."""
    if year and _YEAR.fullmatch(run):
        return _digits(run)
    plain = run.translate(_ONE_ZERO)
    if plain == "两":
        return "2"
    match = _WHOLE.fullmatch(plain)
    if not match or "" in match.groups()[:2] or _SPOKEN.search(plain):
        return None
    high, middle, low = map(_below, match.groups(""))
    return str(high * 10**8 + middle * 10**4 + low)


def _below(numeral: str) -> int:
    """The value of a numeral below 10,000. `_below("三百零五") -> 305`."""
    total = digit = 0
    for char in numeral:
        if char in _TENS:
            total, digit = total + (digit or 1) * _TENS[char], 0
        else:
            digit = _VALUES[char]
    return total + digit


def _digits(chars: str) -> str:
    """`_digits("二〇二三") -> "2023"`."""
    return "".join(str(_VALUES[char]) for char in chars)


def spelt(number: int) -> str:
    """A number from 1 to 99. `spelt(13) -> "十三"`."""
    tens, ones = divmod(number, 10)
    head = ("" if tens == 1 else _ONES[tens - 1]) + "十" if tens else ""
    return head + (_ONES[ones - 1] if ones else "")


def _scaled(match: re.Match[str]) -> str:
    """12000 -> 1.2万, 0.85亿 -> 8500万: the shortest way to print it; else as it is."""
    figure, scale = match.groups()
    if not _PLAIN.fullmatch(figure):  # 2019.10.01, 007
        return match.group()
    figure = figure.replace(",", "")
    value = Decimal(figure) * dict(_SCALES).get(scale, 1)
    if value < 10**4:
        return _plain(value) if scale else figure
    for name, size in _SCALES:
        if value >= size and value % (size // 100) == 0:  # at most two decimals
            return _plain(value / size) + name
    return _plain(value)


def _plain(value: Decimal) -> str:
    """Without an exponent and without noughts at the end of its decimals."""
    printed = f"{value:f}"
    return printed.rstrip("0").rstrip(".") if "." in printed else printed
