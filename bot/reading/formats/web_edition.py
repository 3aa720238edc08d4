"""A web page that shows all articles of a newspaper's page (版面), one under another."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import groupby
from typing import Any

from bot.reading.formats.shown import Row, is_within
from bot.reading.formats.web_article import (
    ABOVE,
    PARTING,
    UNDER,
    WebArticle,
    is_hinted,
    may_head,
    signatures_at,
    without_captions,
)
from bot.reading.formats.web_box import is_beside, is_inset, sentences
from bot.reading.formats.web_lines import is_tool, tells
from bot.reading.heads import headline
from bot.reading.mastheads import identity
from bot.reading.page_numbers import page_number
from bot.text import squeeze

_TITLED = re.compile("title|headline|biaoti|^tit$|^bt$", re.IGNORECASE)
_VERSES = 4  # lines of a poem at least
_SHORT = 80  # characters of what names the newspaper's page


def edition_in(rows: Sequence[Row], box: Any, names: Sequence[str]) -> list[WebArticle]:
    """The articles in this element, where it is a page of a newspaper with several; else none.

    A page that does not say which 版 it is has one article, whatever headings stand in it.
    """
    if edition_page(rows, names) is None:
        return []
    called = {squeeze(part) for name in names for part in PARTING.split(name)}
    if any(row.heading and squeeze(row.text) in called for row in rows):
        return []  # the page is called by its article's headline
    parts = [part for part in _parts(rows, box) if any(map(sentences, part)) or _is_poem(part)]
    if sum(_heads_in(part) > 0 for part in parts) < 2:
        return []
    listed = {squeeze(row.text) for row in rows if row.is_link}
    found = [_article(part, listed, box) for part in parts]
    return [one for one in found if one.rows]


def edition_page(rows: Sequence[Row], names: Sequence[str]) -> str | None:
    """Which page of a newspaper this is, as its names or short lines say; None for any other."""
    around = [row.text for row in rows if len(row.text) <= _SHORT and not row.is_link]
    told = [*map(page_number, [*names, *around]), *(identity(name).page for name in names)]
    return next(filter(None, told), None)


def _parts(rows: Sequence[Row], box: Any) -> list[list[Row]]:
    """The rows of each child that is built like most; else those from each heading on."""
    own = [row for row in rows if is_within(row, box) and not is_beside(row, box)]
    children = [(child, [*part]) for child, part in groupby(own, lambda row: _child(row, box))]
    built = Counter(_kind(child) for child, part in children if _heads_in(part))
    if built and built.most_common(1)[0][1] > 1:
        usual = built.most_common(1)[0][0]
        return [part for child, part in children if _kind(child) == usual]
    found: list[list[Row]] = []
    for number, row in enumerate(own):
        if row.heading and not (number and own[number - 1].heading):
            found.append([])
        if found:
            found[-1].append(row)
    return found


def _kind(element: Any) -> tuple[str, str]:
    """What an element is, and the first of its names: `<div class="news photo">` is a news."""
    return element.tag, next(iter((element.get("class") or "").split()), "")


def _is_poem(part: Sequence[Row]) -> bool:
    """True for lines under a headline that are no sentences."""
    titles = sum(map(_is_title, part))
    return 0 < titles < _VERSES <= len(part) - titles and not any(row.linked for row in part)


def _child(row: Row, box: Any) -> Any:
    """The child of the box that the row stands in."""
    for element in [row.home, *row.home.iterancestors()]:
        if element.getparent() is box:
            return element
    return box


def _heads_in(part: Sequence[Row]) -> int:
    """How many rows over its first sentence are headings."""
    first = next((n for n, row in enumerate(part) if sentences(row)), len(part))
    titles = sum(_is_title(row) for row in part[:first])
    return titles if first < len(part) or _is_poem(part) else 0


def _is_title(row: Row) -> bool:
    return row.stands_out or is_hinted(row, _TITLED)


def _article(part: Sequence[Row], listed: set[str], box: Any) -> WebArticle:
    """The part as an article; `listed` are the headlines that the page's list of articles has."""
    first = next((n for n, row in enumerate(part) if sentences(row)), None)
    if first is None:  # a poem
        first = 1 + max(n for n, row in enumerate(part) if _is_title(row) or tells(row.text))
    first = next((n for n, row in enumerate(part[:first]) if "\t" in row.text), first)
    heads = [row for row in part[:first] if may_head(row)]
    own = [row for row in part[first:] if not (is_tool(row.text) or is_inset(row, box))]
    kicker, title, subtitle = _roles(heads, listed, own)
    end = signatures_at(own)
    about = [row for row in part[:first] if tells(row.text)] + own[end:]
    lines = tuple(" ".join(row.cells) for row in about)
    own, captions = without_captions(own[:end])
    return WebArticle(kicker, title, subtitle, lines, tuple(own), tuple(captions))


def _roles(
    heads: Sequence[Row], listed: set[str], own: Sequence[Row]
) -> tuple[str | None, str | None, str | None]:
    """Kicker, title and subtitle: the title is the one that is listed, or the largest heading."""
    if not heads:
        return None, None, None
    over = [row.text for row in heads if is_hinted(row, ABOVE)]
    under = [row.text for row in heads if is_hinted(row, UNDER)]
    main = [row.text for row in heads if row.text not in (*over, *under)]
    if len(main) == 1 and (over or under):
        below = " ".join(line.lstrip("—－- ") for line in under)
        return " ".join(over) or None, main[0], below or None
    named = [n for n, row in enumerate(heads) if squeeze(row.text) in listed]
    levels = [row.heading or 9 - row.size / 100 for row in heads]
    if not named and len({*levels}) == 1:
        body = "".join(row.text for row in own)
        told = headline([row.text for row in heads], [0] * len(heads), body)
        return told.kicker, told.title, told.subtitle
    at = named[0] if named else levels.index(min(levels))
    kicker = " ".join(row.text for row in heads[:at])
    subtitle = " ".join(row.text.lstrip("—－- ") for row in heads[at + 1 :])
    return kicker or None, heads[at].text, subtitle or None
