"""Archives: a line is an article `{"id"?, "title"|"titles", "text", "date"?, "page"?, …}`."""

from __future__ import annotations

import codecs
import io
import json
import re
from collections import Counter
from collections.abc import Iterator
from json.decoder import scanstring  # type: ignore[attr-defined]
from typing import Any

from bot.errors import ReadingError
from bot.reading.formats.rows import BadRow, bad_rows, row_article, row_text
from bot.reading.sources import Source
from bot.records import Article, Piece

_ESCAPE = re.compile(r"\\(?:u[0-9a-fA-F]{4}|.)", re.DOTALL)
_SPACE = re.compile(r"[ \t\n\r]*")
_decoder = json.JSONDecoder()


def read_jsonl(source: Source) -> Iterator[Article]:
    """The articles of the file, one a line; blank lines are passed over.

    Bad lines lose no good ones: every good line is yielded first, then the error names the bad
    lines. A caller that keeps what it has been given keeps all good articles.

    Raises:
        ReadingError: If the file cannot be read, or after the last article if lines were bad.
    """
    bad: list[str] = []
    seen: Counter[str] = Counter()
    offset = 0
    file = source.name
    for number, line in enumerate(_lines(source), 1):
        if line.strip():
            try:
                yield _article(line, file, offset, seen)
            except BadRow as error:
                bad.append(f"{file}:{number} {error}")
        offset += len(line)
    if bad:
        raise bad_rows(bad)
    if not seen:
        raise ReadingError(
            f"文件是空的: {file}。每行应为一篇文章的 JSON。 | "
            f"Empty file: {file}. Each line should be one article as JSON."
        )


def _lines(source: Source) -> Iterator[str]:
    """The lines with their newlines, decoded as they come."""
    mark = source.head()[:2]
    wide = mark in {codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE}
    try:
        with (
            source.opened() as raw,
            io.TextIOWrapper(raw, encoding="utf-16" if wide else "utf-8-sig") as lines,
        ):
            yield from lines
    except UnicodeError as error:
        raise ReadingError(
            f"无法识别文字编码: {source.name}。请另存为 UTF-8。 | "
            f"Unknown text encoding: {source.name}. Save it as UTF-8."
        ) from error


def _article(line: str, file: str, offset: int, seen: Counter[str]) -> Article:
    row, text_at = _parse(line)
    pieces = _pieces(line, text_at, row_text(row), offset)
    return row_article(row, file, (offset, offset + len(line.rstrip("\n"))), pieces, seen)


def _parse(line: str) -> tuple[dict[str, Any], int]:
    """The object on the line, and where the literal of its last `text` begins (its quote)."""
    try:
        row = json.loads(line)
    except ValueError as error:
        raise BadRow(f"不是 JSON | not JSON: {error}") from error
    except RecursionError as error:
        raise BadRow("嵌套太深 | nested too deep") from error
    if not isinstance(row, dict):
        raise BadRow("不是 JSON 对象 | not a JSON object")
    return row, _find_text(line)


def _find_text(line: str) -> int:
    found = -1
    at = _skip(line, line.index("{") + 1)
    while line[at] == '"':
        key, at = scanstring(line, at + 1, True)
        at = _skip(line, _skip(line, at) + 1)  # over the colon
        if key == "text":
            found = at
        at = _skip(line, _decoder.raw_decode(line, at)[1])
        if line[at] == "}":
            break
        at = _skip(line, at + 1)  # over the comma
    return found


def _skip(line: str, at: int) -> int:
    match = _SPACE.match(line, at)
    return match.end() if match else at


def _pieces(line: str, literal: int, text: str, offset: int) -> tuple[Piece, ...]:
    """The runs of the literal that stand in the text as they are; each escape ends one."""
    pieces = []
    raw = literal + 1  # after the quote
    start = 0
    end = len(line)
    while start < len(text):
        escape = _ESCAPE.search(line, raw, end)
        length = len(text) - start
        if escape is not None:
            length = min(length, escape.start() - raw)
        if length:
            pieces.append(Piece(start, start + length, offset + raw))
        start += length
        raw += length
        if start < len(text):
            raw, start = _after_escapes(line, raw, start)
    return tuple(pieces)


def _after_escapes(line: str, raw: int, start: int) -> tuple[int, int]:
    """The offsets behind one escape; two that make one character are one."""
    escape = _ESCAPE.match(line, raw)
    if escape is None:  # cannot be: the text would have ended
        return raw + 1, start + 1
    pair = _ESCAPE.match(line, escape.end())
    both = escape.group() + pair.group() if pair else ""
    if both.count("\\u") == 2 and len(json.loads(f'"{both}"')) == 1 and pair:
        return pair.end(), start + 1
    return escape.end(), start + 1
