"""Archives: a line is an article `{"id"?, "title"|"titles", "text", "date"?, "page"?, …}`."""

from __future__ import annotations

import codecs
import hashlib
import io
import json
import re
from collections import Counter
from collections.abc import Iterator
from json.decoder import scanstring  # type: ignore[attr-defined]
from pathlib import Path
from typing import Any

from bot.dates import full_date
from bot.errors import ReadingError
from bot.reading.decoding import cannot_open
from bot.records import Article, Piece

_ESCAPE = re.compile(r"\\(?:u[0-9a-fA-F]{4}|.)", re.DOTALL)
_SURROGATE = re.compile("[\ud800-\udfff]")
_SPACE = re.compile(r"[ \t\n\r]*")
_MAX_NAMED = 5  # bad lines named in the error; the rest are counted
_decoder = json.JSONDecoder()


class BadLine(ValueError):
    """A line that is no article; the message is the reason."""


def read_archive(file: str) -> Iterator[Article]:
    """The articles of the file, one a line; blank lines are passed over.

    Bad lines lose no good ones: every good line is yielded first, then the error names the bad
    lines. A caller that keeps what it has been given keeps all good articles.

    Raises:
        ReadingError: If the file cannot be read, or after the last article if lines were bad.
    """
    bad: list[str] = []
    seen: Counter[str] = Counter()
    offset = 0
    for number, line in enumerate(_lines(file), 1):
        if line.strip():
            try:
                yield _article(line, file, offset, seen)
            except BadLine as error:
                bad.append(f"{file}:{number} {error}")
        offset += len(line)
    if bad:
        raise _bad_lines(bad)
    if not seen:
        raise ReadingError(
            f"文件是空的: {file}。每行应为一篇文章的 JSON。 | "
            f"Empty file: {file}. Each line should be one article as JSON."
        )


def _bad_lines(bad: list[str]) -> ReadingError:
    named = "; ".join(bad[:_MAX_NAMED]) + (" …" if len(bad) > _MAX_NAMED else "")
    return ReadingError(
        f"{len(bad)} 行不是文章 (其余各行已读入): {named}。请改正这些行。 | "
        f"{len(bad)} lines are no articles (all other lines were read). Correct those lines."
    )


def _lines(file: str) -> Iterator[str]:
    """The lines with their newlines, decoded as they come."""
    try:
        with Path(file).open("rb") as raw:
            mark = raw.read(2)
            raw.seek(0)
            wide = mark in {codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE}
            with io.TextIOWrapper(raw, encoding="utf-16" if wide else "utf-8-sig") as lines:
                yield from lines
    except OSError as error:
        raise cannot_open(file, error) from error
    except UnicodeError as error:
        raise ReadingError(
            f"无法识别文字编码: {file}。请另存为 UTF-8。 | "
            f"Unknown text encoding: {file}. Save it as UTF-8."
        ) from error


def _article(line: str, file: str, offset: int, seen: Counter[str]) -> Article:
    row, text_at = _parse(line)
    text = row.get("text")
    if not isinstance(text, str) or not text.strip():
        raise BadLine("没有 text | no text")
    if _SURROGATE.search(text):
        raise BadLine("text 含有半个字符 (U+D800–DFFF) | text holds half a character")
    kicker, title, subtitle = _titles(row)
    date = row.get("date")
    end = offset + len(line.rstrip("\n"))
    return Article(
        id=_id(row, file, title, text, seen),
        kind="article",
        title=title,
        text=text,
        file=file,
        kicker=kicker,
        subtitle=subtitle,
        authors=_authors(row.get("author")),
        date=full_date(str(date)) if date is not None else None,
        paper=_string(row.get("paper")),
        page=_string(row.get("page")),
        section=_string(row.get("section")),
        file_start=offset,
        file_end=end,
        pieces=_pieces(line, text_at, text, offset),
    )


def _parse(line: str) -> tuple[dict[str, Any], int]:
    """The object on the line, and where the literal of its last `text` begins (its quote)."""
    try:
        row = json.loads(line)
    except ValueError as error:
        raise BadLine(f"不是 JSON | not JSON: {error}") from error
    except RecursionError as error:
        raise BadLine("嵌套太深 | nested too deep") from error
    if not isinstance(row, dict):
        raise BadLine("不是 JSON 对象 | not a JSON object")
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


def _titles(row: dict[str, Any]) -> tuple[str | None, str | None, str | None]:
    """Kicker, title and subtitle: a lone title, or the printed lines of the headline."""
    title = _string(row.get("title"))
    lines = row.get("titles")
    if title is not None or not isinstance(lines, list):
        return _string(row.get("kicker")), title, _string(row.get("subtitle"))
    printed = [line.strip() for line in lines if isinstance(line, str) and line.strip()]
    if not printed:
        return None, None, None
    if len(printed) > 1 and printed[0].endswith(("——", "：", ":", "强调", "指出", "显示", "报告")):
        return printed[0], printed[1], " ".join(printed[2:]) or None
    return None, printed[0], " ".join(printed[1:]) or None


def _authors(value: Any) -> tuple[str, ...]:
    if isinstance(value, str):
        value = re.split(r"[、，,;；\s]+", value)
    if not isinstance(value, list):
        return ()
    return tuple(name.strip() for name in value if isinstance(name, str) and name.strip())


def _string(value: Any) -> str | None:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    return str(value).strip() or None


def _id(row: dict[str, Any], file: str, title: str | None, text: str, seen: Counter[str]) -> str:
    """The id that the line gives, else a hash; the second of two equal lines gets its own."""
    given = _string(row.get("id"))
    whole = given if given is not None else "\n".join([Path(file).name, title or "", text])
    seen[whole] += 1
    if given is not None:
        return given
    if seen[whole] > 1:
        whole += f"\n{seen[whole]}"
    return hashlib.sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()[:12]
