"""Questions from a file, one a line."""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from typing import Any

from bot.errors import UsageError
from bot.text import is_whole

Line = dict[str, Any]


def read_batch(file: str) -> Iterator[Line]:
    """The lines of a JSONL file of questions, checked; "-" is stdin.

    A line is `{"id": …, "question": …}` and may have `"history": [[question, answer], …]`.

    Raises:
        UsageError: If the file cannot be read, or a line is not of that form; it names the line.
    """
    for place, line in json_lines(file):
        yield checked_line(place, line)


def json_lines(file: str) -> Iterator[tuple[str, Line | None]]:
    """(place, object) of each line that is not blank; None for one that is no JSON object.

    `list(json_lines("q.jsonl")) -> [("q.jsonl:1", {"id": 1}), ("q.jsonl:2", None)]`.

    Raises:
        UsageError: If the file cannot be opened.
    """
    try:
        # Bytes: a line that is not UTF-8 spoils no other one.
        piped = file == "-" and sys.stdin is not None  # None is closed
        with nullcontext(sys.stdin.buffer) if piped else open(file, "rb") as stream:
            for number, raw in enumerate(stream, start=1):
                if raw.strip():
                    yield f"{file}:{number}", _object(raw)
    except OSError as error:
        raise UsageError(
            f"读不了 {file}: {error}。请给 UTF-8 文件。 / Cannot read it: give a UTF-8 file."
        ) from error


def checked_line(place: str, line: Line | None, *needed: str) -> Line:
    """The line, if it has an id, a question, and the other texts that are needed.

    Raises:
        UsageError: If something is missing or no text; it names the place.
    """
    keys = ("question", *needed)
    if line is None or "id" not in line or not all(is_text(line.get(key)) for key in keys):
        form = ", ".join(f'"{key}": "…"' for key in keys)
        raise UsageError(
            f'{place}: 要写成 {{"id": …, {form}}}，UTF-8 的 JSON；{_wrong(line, keys)[0]}。'
            f" / Write the line as such an object in UTF-8 JSON; {_wrong(line, keys)[1]}."
        )
    history = line.get("history") or []
    if not isinstance(history, list) or any(
        not isinstance(turn, list) or len(turn) != 2 for turn in history
    ):
        raise UsageError(
            f"{place}: history 要写成 [[问, 答], …]。 / It takes [[question, answer], …]."
        )
    return line


def is_text(value: object) -> bool:
    """True for a text of whole characters: no lone surrogate, as `"\\ud800"` in JSON makes."""
    return isinstance(value, str) and is_whole(value)


def _wrong(line: Line | None, keys: Sequence[str]) -> tuple[str, str]:
    """What is wrong with a line, in Chinese and English."""
    if line is None:
        return "这一行不是", "this line is none"
    bad = (key for key in keys if not is_text(line.get(key)))
    key = "id" if "id" not in line else next(bad)
    if key in line:
        return f"{key} 不是文字", f"{key} is no text"
    return f"缺 {key}", f"{key} is missing"


def _object(raw: bytes) -> Line | None:
    try:
        text = raw.decode("utf-8-sig")
        line = json.loads(text, parse_float=_finite, parse_constant=_finite)
    except (ValueError, RecursionError):
        return None
    return line if isinstance(line, dict) else None


def _finite(number: str) -> float:
    """The number; `NaN` and `1e999`, which Python would read and print again, are no JSON."""
    if not math.isfinite(value := float(number)):
        raise ValueError(number)
    return value
