"""A row of an archive -> an article: what the columns of CSV and the keys of JSONL mean.

`{"id"?, "title"|"titles", "text", "date"?, "page"?, "paper"?, "author"?, "kicker"?, "subtitle"?,
"section"?}`.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bot.dates import full_date
from bot.errors import ReadingError
from bot.reading.bylines import authors_in_line
from bot.reading.page_numbers import plain_page
from bot.records import Article, Piece
from bot.text import is_whole

_ROLE = re.compile("记者|通讯员|作者|实习生|编辑|文/|图/")
_MAX_NAMED = 5  # bad rows named in the error; the rest are counted


class BadRow(ValueError):
    """A row that is no article; the message is the reason."""


def row_text(row: Mapping[str, Any]) -> str:
    """The text of the row. Raises BadRow if there is none."""
    text = row.get("text")
    if not isinstance(text, str) or not text.strip():
        raise BadRow("没有 text | no text")
    if not is_whole(text):
        raise BadRow("text 含有半个字符 (U+D800–DFFF) | text holds half a character")
    return text


def row_article(
    row: Mapping[str, Any],
    file: str,
    span: tuple[int, int],
    pieces: tuple[Piece, ...],
    seen: Counter[str],
) -> Article:
    """The article that the row is; `span` is where the row stands in the file's text.

    Raises:
        BadRow: If it has no text.
    """
    text = row_text(row)
    kicker, title, subtitle = _titles(row)
    page = _string(row.get("page"))
    date = row.get("date")
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
        page=page and plain_page(page),
        section=_string(row.get("section")),
        file_start=span[0],
        file_end=span[1],
        pieces=pieces,
    )


def bad_rows(bad: list[str]) -> ReadingError:
    """The error to raise after the last good row; each of `bad` is "file:line reason"."""
    named = "; ".join(bad[:_MAX_NAMED]) + (" …" if len(bad) > _MAX_NAMED else "")
    return ReadingError(
        f"{len(bad)} 行不是文章 (其余各行已读入): {named}。请改正这些行。 | "
        f"{len(bad)} lines are no articles (all other lines were read). Correct those lines."
    )


def _titles(row: Mapping[str, Any]) -> tuple[str | None, str | None, str | None]:
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
        byline = authors_in_line(value) if _ROLE.search(value) else ()
        value = list(byline) or re.split(r"[、，,;；/\s]+", value)
    if not isinstance(value, list):
        return ()
    return tuple(name.strip() for name in value if isinstance(name, str) and name.strip())


def _string(value: Any) -> str | None:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    return str(value).strip() or None


def _id(row: Mapping[str, Any], file: str, title: str | None, text: str, seen: Counter[str]) -> str:
    """The id that the row gives, else a hash; the second of two equal rows gets its own."""
    given = _string(row.get("id"))
    whole = given if given is not None else "\n".join([Path(file).name, title or "", text])
    seen[whole] += 1
    return given if given is not None else article_id(file, title, text, seen[whole])


def article_id(file: str, title: str | None, text: str, number: int = 1) -> str:
    """12 hex digits of the file's name, the title and the text; equal articles are numbered."""
    whole = "\n".join([Path(file).name, title or "", text])
    if number > 1:
        whole += f"\n{number}"
    return hashlib.sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()[:12]
