"""One person's conversation: its turns, its filters, and the asking of one question.

Nothing here raises at a user: whatever goes wrong becomes a notice in the conversation.
"""

from __future__ import annotations

import calendar
import logging
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.chat.labels import Notice
from bot.checks import checked_days
from bot.errors import BaowenError, UsageError
from bot.records import Answer, Article, Clipping, Hit, Quote

LONGEST_QUESTION = 500  # characters; beyond that it is a text, not a question
_LOG = logging.getLogger(__name__)
_DATE = re.compile(r"(\d{4})(?:[-/.年](\d{1,2})(?:[-/.月](\d{1,2})日?|月)?|年)?")
_TIGHT_DATE = re.compile(r"(\d{4})(\d{2})(\d{2})")


class Askable(Protocol):
    """What the chat needs of a `bot.assistant.Bot`."""

    def ask(
        self,
        question: str,
        history: Sequence[tuple[str, str]] = ...,
        since: str | None = ...,
        until: str | None = ...,
        paper: str | None = ...,
    ) -> Answer: ...

    def papers(self) -> list[str]: ...

    def dates(self) -> tuple[str | None, str | None]: ...

    def article(self, article_id: str) -> Article | None: ...

    def clipping(self, quote: Quote | Hit) -> Clipping: ...


@dataclass(frozen=True, slots=True)
class Filters:
    """What the search is narrowed to; ISO dates, None where everything is allowed."""

    since: str | None = None
    until: str | None = None
    paper: str | None = None

    def __bool__(self) -> bool:
        """True when anything is narrowed."""
        return self != Filters()

    def __str__(self) -> str:
        """`"2024-03-01 – 2024-03-31 · 云溪日报"`; the open end of a span stays open."""
        span = f"{self.since or '…'} – {self.until or '…'}" if self.since or self.until else ""
        return " · ".join(part for part in (span, self.paper) if part)


@dataclass(frozen=True, slots=True)
class Turn:
    """A question with what came of it: an answer, a notice, or neither while it is searched."""

    question: str
    answer: Answer | None = None
    notice: Notice | None = None
    filters: Filters = Filters()

    @property
    def pending(self) -> bool:
        """True while the papers are searched."""
        return self.answer is None and self.notice is None


def read_filters(since: str | None, until: str | None, paper: str | None) -> Filters:
    """The filters as typed, made ISO: "2024年3月" opens on its first day and closes on its last.

    Raises:
        UsageError: If a date is not one, or the first lies after the last.
    """
    days = checked_days(read_date(since or "", False), read_date(until or "", True))
    return Filters(*days, paper or None)


def read_date(typed: str, closing: bool) -> str | None:
    """An ISO date, or None for nothing typed. `read_date("2024年2月", True) -> "2024-02-29"`.

    Raises:
        UsageError: If it is not a date.
    """
    text = "".join(typed.split())
    if not text:
        return None
    match = _TIGHT_DATE.fullmatch(text) or _DATE.fullmatch(text)
    if match is None:
        raise _bad_date(typed)
    year = int(match.group(1))
    month = int(match.group(2) or (12 if closing else 1))
    if not (1 <= month <= 12 and 1 <= year <= 9999):
        raise _bad_date(typed)
    days = calendar.monthrange(year, month)[1]
    day = int(match.group(3) or (days if closing else 1))
    if not 1 <= day <= days:
        raise _bad_date(typed)
    return f"{year:04}-{month:02}-{day:02}"


def _bad_date(typed: str) -> UsageError:
    shown = typed.strip()[:30]
    return UsageError(
        f"看不懂这个日期：{shown}。请写成 2024-03-05 或 2024年3月。"
        f" / Not a date: {shown}. Write 2024-03-05 or 2024-03."
    )


def begin(question: str, filters: tuple[str | None, str | None, str | None]) -> Turn:
    """The turn for what was typed: pending, or with a notice when it cannot be asked."""
    asked = _printable(question).strip()
    if not asked:
        return Turn("", notice=Notice("请先写下问题。", "Please write a question first."))
    if len(asked) > LONGEST_QUESTION:
        notice = Notice(
            f"问题太长（{len(asked)} 字），请缩短到 {LONGEST_QUESTION} 字以内。",
            f"The question has {len(asked)} characters; please use at most {LONGEST_QUESTION}.",
        )
        return Turn(f"{asked[:80]}…", notice=notice)
    try:
        since, until, paper = (_printable(typed or "") for typed in filters)
        return Turn(asked, filters=read_filters(since, until, paper))
    except BaowenError as error:
        return Turn(asked, notice=Notice(str(error), str(error)))


def _printable(typed: str) -> str:
    """What was typed, with a question mark for half a character: no page can show that."""
    return typed.encode("utf-8", "replace").decode("utf-8")


def finish(bot: Askable, turn: Turn, before: Sequence[Turn]) -> Turn:
    """The pending turn with the bot's answer, or with a notice of what went wrong."""
    chosen = turn.filters
    try:
        answer = bot.ask(
            turn.question,
            history=history(before),
            since=chosen.since,
            until=chosen.until,
            paper=chosen.paper,
        )
    except BaowenError as error:
        return Turn(turn.question, notice=Notice(str(error), str(error)), filters=chosen)
    except Exception:  # a defect of ours must not cost the person the conversation
        _LOG.exception("asking failed")
        notice = Notice(
            "出了意外的错误，这个问题没能回答。请再试一次；详情在启动报问的窗口里。",
            "Something went wrong and the question was not answered. Please try again; the window "
            "that started Baowen tells more.",
        )
        return Turn(turn.question, notice=notice, filters=chosen)
    return Turn(turn.question, answer=answer, filters=chosen)


def history(turns: Sequence[Turn]) -> list[tuple[str, str]]:
    """Questions, as they were understood, with their answers; "" where the papers had none."""
    return [
        (turn.answer.asked or turn.question, turn.answer.text or "")
        for turn in turns
        if turn.answer is not None
    ]
