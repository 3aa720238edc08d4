"""The day under a notice: 云溪县自来水公司 2024年3月20日 says when it was issued, nothing else."""

from __future__ import annotations

import re

from bot.answering.question import Question
from bot.dates import find_dates

_ASKS_ISSUE = re.compile(
    r"发布|刊[登发载]|登[报的]|落款|署|发出|发文|[印签]发|出具|公布|发的"
    r"|(?:公告|通告|公示|启事|声明|通知)的?(?:日期|时间|是?(?:什么时候|何时|哪一?[天日])$)"
)
_LONGEST = 60  # characters of the names and the date
_END = re.compile(r"[\n。！？!?；;]")  # what stands before the names
_SENTENCE = re.compile(r"[，,：:、]|[于在为至到从自是间期起止]$")  # a sentence, not names


def signed_at(text: str) -> int | None:
    """Where the date begins that signs a text; None where none does.

    `signed_at("停水六小时。\\n自来水公司2024年3月20日") -> 12`.
    """
    body = text.rstrip()
    low = max(0, len(body) - _LONGEST)
    tail = body[low:]
    ends = [match.end() for match in _END.finditer(tail)]
    dates = find_dates(tail)
    if not ends or not dates or dates[-1].day is None or dates[-1].end != len(tail):
        return None
    start = dates[-1].start
    names = tail[ends[-1] : start].strip()
    return None if start < ends[-1] or _SENTENCE.search(names) else low + start


def asks_issue(question: Question) -> bool:
    """True where it is asked when something was issued: 停水公告是哪天发布的."""
    return bool(_ASKS_ISSUE.search(question.text))
