"""A paper hardly prints the year that it is of: 2024年 is 去年 in an article of March 2025.

The network matches what is printed, so it is asked as the article would say it.
"""

from __future__ import annotations

from bot.answering.contexts import printed_in
from bot.answering.values import YEARS
from bot.patterns import regex
from bot.text import fold

_ASKED = regex(r"(?<!\d)(?P<year>(?:19|20)\d\d)年")


def as_printed(question: str, title: str, window: str) -> str:
    """The folded question with the year that it names as the window calls it.

    `as_printed("轮渡2024年停几天", "轮渡检修 2025年3月1日", "去年停41天") -> "轮渡去年停几天"`.
    A window that prints the year, or calls none so, leaves it as it is; `title` ends in the day of
    the article.
    """
    asked, printed = [*_ASKED.finditer(question)], printed_in(title)
    shown = fold(window)
    if len(asked) != 1 or printed is None or asked[0]["year"] in shown:
        return question
    ago = int(asked[0]["year"]) - printed[0]
    names = [name for name, years in YEARS.items() if years == ago and name in shown]
    return (
        question[: asked[0].start()] + names[0] + question[asked[0].end() :] if names else question
    )
