"""A year that is asked about, and an article that tells of another one, or of nobody knows which.

An article of no known date that names no such year proves nothing of it: 2月末 may be of any. Nor
does a dated one of another year: 前三季度 in a paper of 2024 is of 2024.
"""

from __future__ import annotations

from bot.answering.contexts import Context, printed_in
from bot.answering.question import Question
from bot.answering.values import YEARS
from bot.dates import find_dates
from bot.patterns import regex
from bot.text import fold

_TOLD = regex(rf"(?<![比较与和同跟过于])(?:{'|'.join(YEARS)})(?!同期)")  # not what is compared with
_LOOKS_BACK = 4  # months of a year in which papers tell of the one before without saying so


def is_of_no_year(question: Question, context: Context) -> bool:
    """True where a year is asked about that the context neither names nor is of.

    `is_of_no_year(understand("2020年贷款余额是多少"), Context("2月末余额3亿元", dated=False))`
    gives True.
    """
    asked = {date.year for date in find_dates(question.text) if date.year}
    if not asked:
        return False
    text = fold(f"{context.title}\n{context.text}")
    if not asked.isdisjoint({date.year for date in find_dates(text)}):
        return False
    printed = printed_in(context.title) if context.dated else None
    if printed is None:
        return not context.dated
    year, month = printed
    told = {year + YEARS[match.group()] for match in _TOLD.finditer(text)}
    told |= {year - 1} if month <= _LOOKS_BACK else set()
    return asked.isdisjoint(told)
