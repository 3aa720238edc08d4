"""A saved page of a newspaper's digital edition (数字报) -> what it says of its article.

Its platforms put the article's text into a box of its own, `<founder-content>` or `<div
id="ozoom">`, with kicker, title, subtitle and author right above it, often in tables for layout.
One of them also states all of this in a comment, `<!--enpproperty <title>…</title>…-->`.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from bot.dates import full_date
from bot.reading import bylines
from bot.reading.formats.shown import BOX, rows_of, shown_lines, texts
from bot.reading.formats.web_article import without_captions
from bot.reading.formats.web_lines import WRITTEN_BY, is_stamp, is_tool
from bot.reading.heads import Headline, headline
from bot.reading.mastheads import identity, is_masthead
from bot.reading.names import is_likely
from bot.reading.page_numbers import page_number
from bot.text import squeeze

_BOXES = "//founder-content | //*[@id='ozoom']"
_STATED = re.compile(r"<!--\s*enpproperty(.*?)/?enpproperty\s*-->", re.IGNORECASE | re.DOTALL)
_FIELD = re.compile(r"<(\w+)>(.*?)</\1>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_SECTION = re.compile(r"第?\s*\w{1,4}\s*版\s*[:：]\s*([\u4e00-\u9fff·]{2,10})")
_EDITION = re.compile(r"多媒体|数字报?|电子[报版]|全媒体")
_TURNING = re.compile("[上下前后]一版")
_DASH = re.compile(r"^[—－-]{1,4}\s*")
_HAN = re.compile("[\u4e00-\u9fff]")
_LEAST = 20  # Chinese characters of a text
_ABOVE = 12  # lines over the text among which its headline stands
_MAX_HEAD = 60  # characters of one of them


class Printed(NamedTuple):
    """What the page says of its article, and the lines of its text."""

    head: Headline
    authors: tuple[str, ...]
    date: str | None
    paper: str | None
    page: str | None
    section: str | None
    lines: tuple[str, ...]
    captions: tuple[str, ...]


def printed_article(page: str, tree: Any) -> Printed | None:
    """The article in its box; None where the page is none of a digital edition."""
    box = next((one for one in tree.xpath(_BOXES) if _is_text(shown_lines(one, cells="\t"))), None)
    if box is None:
        return None
    rows, captioned = without_captions(rows_of(box, cells="\t"))
    lines = texts(rows)
    stated = _stated(page)
    above = _above(tree, box, links=False)
    named = squeeze(" ".join(tree.xpath("//title/text() | //h1//text()")))
    heads, told = _over(above, named)
    around = [*told, *above, *_above(tree, box, links=True)]
    return Printed(
        _headline(heads, stated, named, "".join(lines)),
        _authors(stated, told),
        next(filter(None, map(full_date, [stated.get("date", ""), *around])), None),
        _paper(named, around),
        _nearest(page_number, told, above, around) or _turned_from(around),
        _nearest(_section, told, above, around),
        tuple(lines),
        tuple(texts(captioned)),
    )


def _is_text(lines: Sequence[str]) -> bool:
    return len(_HAN.findall("".join(lines))) >= _LEAST


def _stated(page: str) -> Mapping[str, str]:
    """The fields of the platform's comment, those that say anything."""
    found = _STATED.search(page)
    fields = _FIELD.findall(found.group(1)) if found else ()
    plain = ((name.lower(), _TAG.sub(" ", html.unescape(value)).strip()) for name, value in fields)
    return {name: value for name, value in plain if value}


def _above(tree: Any, box: Any, *, links: bool) -> list[str]:
    """The lines before the text, the nearest first."""
    lines = shown_lines(tree, links=links, box=box)
    return lines[: lines.index(BOX)][::-1] if BOX in lines else []


def _over(above: Sequence[str], named: str) -> tuple[list[str], list[str]]:
    """The lines of the headline in their order, and those that tell of day, page and author.

    `named` are the browser's title and the first of headings: what they name, though it may look
    like a name or a day, heads.
    """
    heads: list[str] = []
    told: list[str] = []
    for line in above[:_ABOVE]:
        if squeeze(line) in named and not is_masthead(line):
            heads.append(line)
            continue
        if _tells(line):
            told.append(line)
        elif is_tool(line) or len(line) > _MAX_HEAD or line.endswith(("。", "！”", "？”")):
            if heads:
                break
        else:
            heads.append(line)
            continue
        if heads and not bylines.is_byline(line):
            break  # the row of day and page over the headline
    return heads[::-1], told


def _tells(line: str) -> bool:
    """True for the day, the page or who wrote it."""
    if is_stamp(line) or is_masthead(line) or _SECTION.search(line) or full_date(line):
        return True
    return bool(WRITTEN_BY.search(line)) or bylines.is_byline(line) or is_likely(squeeze(line))


def _headline(heads: Sequence[str], stated: Mapping[str, str], named: str, body: str) -> Headline:
    """As the platform states it; else the line that the page names so is the title."""
    if "title" in stated:
        under = stated.get("subtitle")
        return Headline(stated.get("introtitle"), stated["title"], under and _DASH.sub("", under))
    titles = [line for line in heads if squeeze(line) in named]
    if not titles:
        return headline(heads, [0] * len(heads), body)
    title = max(titles, key=len)
    at = heads.index(title)
    under = " ".join(_DASH.sub("", line) for line in heads[at + 1 :])
    return Headline(" ".join(heads[:at]) or None, title, under or None)


def _authors(stated: Mapping[str, str], told: Sequence[str]) -> tuple[str, ...]:
    """The names in the comment, or in the lines between headline and text."""
    if names := bylines.authors_in_line(stated.get("author", "")):
        return names
    written = [line for line in told if bylines.is_byline(line) or is_likely(squeeze(line))]
    named = [found.group(1) for found in map(WRITTEN_BY.search, told) if found]
    names = tuple(name for line in [*named, *written] for name in bylines.authors_in_line(line))
    return tuple(dict.fromkeys(names))


def _paper(named: str, around: Sequence[str]) -> str | None:
    """The paper that the browser's title or a line around the article names."""
    parts = re.split(r"[-_—|]", _EDITION.sub(" ", named))
    return next(filter(None, (identity(part.strip()).paper for part in [*parts, *around])), None)


def _section(line: str) -> str | None:
    found = _SECTION.search(line)
    return found.group(1) if found else None


def _nearest(what: Callable[[str], str | None], *parts: Sequence[str]) -> str | None:
    """What the lines of the first part that tells it say."""
    return next(filter(None, (always_told(map(what, lines)) for lines in parts)), None)


def _turned_from(lines: Sequence[str]) -> str | None:
    """The page that stands beside 上一版 or 下一版; the lines are the nearest first."""
    for after, line in pairwise(lines):
        if _TURNING.search(after) and (page := page_number(after) or page_number(line)):
            return page
    return None


def always_told(told: Iterable[str | None]) -> str | None:
    """What is told, where that is always the same: a list of all pages tells nothing.

    `always_told(["3", None, "3"]) -> "3"`.
    """
    values = {value for value in told if value}
    return values.pop() if len(values) == 1 else None
