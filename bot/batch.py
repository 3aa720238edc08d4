"""Questions from a file, one a line."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from typing import Any

from bot.errors import UsageError


def read_batch(file: str) -> Iterator[dict[str, Any]]:
    """The lines of a JSONL file of questions, checked; "-" is stdin.

    A line is `{"id": …, "question": …}` and may have `"history": [[question, answer], …]`.

    Raises:
        UsageError: If the file cannot be read, or a line is not of that form; it names the line.
    """
    try:
        stream = sys.stdin if file == "-" else open(file, encoding="utf-8-sig")  # noqa: SIM115
        with stream:
            for number, text in enumerate(stream, start=1):
                if text.strip():
                    yield _checked(text, f"{file}:{number}")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(
            f"读不了 {file}: {error}。请给 UTF-8 文件。 / Cannot read it: give a UTF-8 file."
        ) from error


def _checked(text: str, place: str) -> dict[str, Any]:
    try:
        line = json.loads(text)
    except ValueError:
        line = None
    if not isinstance(line, dict) or not isinstance(line.get("question"), str) or "id" not in line:
        raise UsageError(
            f'{place}: 不是 {{"id": …, "question": …}}。 / This line is not such an object.'
        )
    history = line.get("history") or []
    if not isinstance(history, list) or any(
        not isinstance(turn, list) or len(turn) != 2 for turn in history
    ):
        raise UsageError(
            f"{place}: history 要写成 [[问, 答], …]。 / It takes [[question, answer], …]."
        )
    return line
