"""Whether a place only begins a company's name: 云溪县东风公司 does not tell where it builds."""

from __future__ import annotations

from bot.answering.question import Question
from bot.patterns import regex

_DONE_SOMEWHERE = regex("(?:建|设|落户|坐落|施工|举行|举办|召开|发生|[开动完竣]工)[在于到]?$")
_COMPANY = regex(r"[^\W\d的在和与及将已]{2,16}?(?:公司|集团)")


def is_part_of_company(question: Question, text: str, end: int) -> bool:
    """True where it is asked where something was done, and a company's name goes on at `end`.

    `is_part_of_company(understand("厂房建在哪里"), "云溪县东风纺织公司的厂房", 3) -> True`.
    """
    if question.kind != "where" or not _DONE_SOMEWHERE.search(question.left):
        return False
    return _COMPANY.match(text, end) is not None
