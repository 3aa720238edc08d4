"""What a question, a day and a folder must look like, checked once for every way to ask."""

from __future__ import annotations

import re
from argparse import ArgumentTypeError
from datetime import date

from bot.errors import UsageError
from bot.settings import MOST_QUESTION_CHARS
from bot.text import is_whole

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


def check_question(question: str, longest: int | None = MOST_QUESTION_CHARS) -> None:
    """Nothing, if the question can be asked; `longest` None allows any length.

    Raises:
        UsageError: If it is empty, holds half a character or has more than `longest` characters.
    """
    if not question.strip():
        raise UsageError("问题是空的，请输入问题。 / The question is empty: type one.")
    check_whole(question)
    if longest is not None and len(question) > longest:
        raise UsageError(
            f"问题有 {len(question)} 个字，最多 {longest} 个。请缩短。 / The question has "
            f"{len(question)} characters, at most {longest} are read: shorten it."
        )


def check_whole(*texts: str) -> None:
    """Nothing, if there are whole characters only in what was typed.

    Raises:
        UsageError: If half a character is among them, as text in another encoding leaves behind.
    """
    if not all(map(is_whole, texts)):
        raise UsageError(
            "输入里有半个字符 (U+D800–DFFF)，可能编码不是 UTF-8。请重新输入。 / The input holds "
            "half a character; is it in another encoding than UTF-8? Type it again."
        )


def folder_name(typed: str) -> str:
    """The folder as typed: for argparse. An empty one would be the one that we are in.

    Raises:
        ArgumentTypeError: If it is empty, as a variable is that was never set.
    """
    if not typed:
        raise ArgumentTypeError("文件夹名是空的 / the name of the folder is empty")
    return typed


def check_count(k: int) -> None:
    """Nothing, if so many hits can be asked for.

    Raises:
        UsageError: If it is less than one.
    """
    if k < 1:
        raise UsageError(f"k 至少是 1，现在是 {k}。 / k is at least 1, not {k}.")


def checked_days(since: str | None, until: str | None) -> tuple[str | None, str | None]:
    """Both ISO days themselves, None for one that is open.

    `checked_days("2023-04-11", None) -> ("2023-04-11", None)`.

    Raises:
        UsageError: If one is no day of the calendar or written in another way, or the first is
            later than the last.
    """
    first, last = _checked_day(since), _checked_day(until)
    if first and last and first > last:
        raise UsageError(
            f"开始日期 {first} 晚于结束日期 {last}，请对调。"
            f" / The first date {first} lies after the last date {last}: swap them."
        )
    return first, last


def _checked_day(day: str | None) -> str | None:
    if day is None:
        return None
    try:
        if _DATE.fullmatch(day):
            return date.fromisoformat(day).isoformat()
    except ValueError:
        pass
    raise UsageError(
        f"日期无法识别：{day}。请写成 2023-04-11 的形式。 / Not a date: {day}. "
        f"Write it like 2023-04-11."
    )
