"""The day under a notice: 云溪县自来水公司 2024年3月20日 says when it was issued, nothing else."""

from __future__ import annotations

from bot.answering.question import Question
from bot.dates import find_dates
from bot.patterns import regex

_ASKS_ISSUE = regex(
    r"发布|刊[登发载]|登[报的]|落款|署|发出|发文|[印签]发|出具|公布|发的"
    r"|(?:公告|通告|公示|启事|声明|通知)的?(?:日期|时间|是?(?:什么时候|何时|哪一?[天日])$)"
)
_NOTICE = r"(?:公告|通告|公示|启事|声明|通知|通报|告示)"
_ISSUES = r"(?:发布?|发出|刊[登发载]|登|公布|[印签]发|出具?|贴)"
_WHEN = r"(?:什么时[候间]|何时|哪一?[天日]|几[月号日]+)"
# When the notice itself was issued, not what it tells of: 成绩什么时候公布 is no such question.
_ASKS_NOTICE = regex(
    rf"{_NOTICE}是?在?{_WHEN}{_ISSUES}|{_WHEN}{_ISSUES}(?:出来)?的?[^,。]{{0,12}}{_NOTICE}$"
    rf"|{_NOTICE}的?(?:发布|刊登|落款)?(?:于|在|日期|时间|是?{_WHEN}$)"
)
_SAYS_ISSUE = regex(r"[发公]布|刊[登发载]|[印签]发|出具")
_LABEL = regex(r"^[\u4e00-\u9fff]{1,4}[人位方][：:]")  # 招标人：公路中心, 发布单位：…
_CLAUSE = regex(r"[^,，;；。\n]*")
_LONGEST = 60  # characters of the names and the date
_END = regex(r"[\n。！？!?；;]")  # what stands before the names
_SENTENCE = regex(r"[，,：:、]|[于在为至到从自是间期起止]$")  # a sentence, not names


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
    names = _LABEL.sub("", tail[ends[-1] : start].strip())
    return None if start < ends[-1] or _SENTENCE.search(names) else low + start


def asks_issue(question: Question) -> bool:
    """True where it is asked when something was issued: 停水公告是哪天发布的."""
    return bool(_ASKS_ISSUE.search(question.text))


def asks_notice(question: Question) -> bool:
    """True where it is asked when a notice itself was issued: 招标公告是什么时候发的."""
    return bool(_ASKS_NOTICE.search(question.text))


def says_issue(text: str, start: int, end: int) -> bool:
    """True where the clause around a date tells of issuing. `says_issue("5月4日发布", 0, 4)`."""
    low = max(text.rfind(mark, 0, start) for mark in ",，;；。\n") + 1
    clause = _CLAUSE.match(text, end)
    return bool(_SAYS_ISSUE.search(text[low : clause.end() if clause else end]))
