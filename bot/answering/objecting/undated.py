"""A year that is asked about, where nothing says of what year an article tells.

An article of no known date that names no such year proves nothing of it: 2月末 may be of any.
"""

from __future__ import annotations

from bot.answering.contexts import Context
from bot.answering.question import Question
from bot.dates import find_dates
from bot.text import fold


def is_of_no_year(question: Question, context: Context) -> bool:
    """True where a year is asked about that an undated context does not name.

    `is_of_no_year(understand("2020年贷款余额是多少"), Context("2月末余额3亿元", dated=False))`
    gives True.
    """
    asked = {date.year for date in find_dates(question.text) if date.year}
    if context.dated or not asked:
        return False
    told = {date.year for date in find_dates(fold(f"{context.title}\n{context.text}"))}
    return asked.isdisjoint(told)
