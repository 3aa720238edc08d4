"""Rows of a web page -> its article: headline, what is told of it, and its text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Sequence
from dataclasses import dataclass
from typing import Any

from bot.dates import full_date
from bot.reading import bylines, cues
from bot.reading.formats.shown import Row, is_within
from bot.reading.formats.web_box import is_beside, is_inset, sentences
from bot.reading.formats.web_lines import ends_article, is_tool, is_way, tells
from bot.reading.mastheads import is_masthead
from bot.records import Kind
from bot.text import simplify, squeeze

_CAPTION = 150  # characters under a picture, with its credit behind them
_SMALL = 0.87  # times the size of the text: that of a caption at most
_FEWEST = 0.34  # share of the lines that captions are at most, where nothing but size tells
_SIGNATURE = 40  # characters of a line behind a text that names its authors
_MAX_HEAD = 60  # characters of a line of a headline
_OVER = 4  # lines right over what is told of an article among which a headline without a name is
_AROUND = 8  # lines behind an article that may tell who wrote it
_FEW = 2  # characters of the shortest headline
_PART = 5  # characters of a part of the browser's title that is no section's name
# （《河滨日报》2024年3月5日 第A07版）: where it was printed
_SOURCE = re.compile(
    r"[（(—]*(?:原载|转自|摘自|来源|據|据)?[:：]?\s*《[^》]{2,14}》[^。]{0,40}[）)]?"
)
_DASH = re.compile(r"^(?:[—―－–]{1,4}|--)\s*")
PARTING = re.compile(r"\s*(?:[-_|－—–｜>»]|::)+\s*")  # before a site's name in a browser's title
_PAGED = re.compile(r"\s*[（(【\[]\d{1,2}(?:/\d{1,2})?[）)】\]]$")  # of an article in several pages
UNDER = re.compile(r"(?:fu|sub|vice)-?_?(?:ti|title|biaoti|head)|^ft$|subhead|deck", re.IGNORECASE)
ABOVE = re.compile(
    r"yin-?_?(?:ti|biaoti)|^yt$|pre-?title|kicker|shoulder|intro-?title|jian-?_?ti", re.IGNORECASE
)
_CAPTIONED = re.compile(
    r"captions?$|(?:pic|img|image|photo|figure)-?_?(?:desc|text|txt|info|note|title)|tushuo|tuzhu",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class WebArticle:
    """What a page shows of an article: lines over, under and between, and its own rows."""

    kicker: str | None
    title: str | None
    subtitle: str | None
    told: tuple[str, ...]  # what it says of the article
    rows: tuple[Row, ...]
    captions: tuple[Row, ...] = ()  # of the pictures among them

    @property
    def text(self) -> str:
        """Its own lines."""
        return "\n".join(row.text for row in self.rows)

    @property
    def kind(self) -> Kind:
        """A photo for a caption without a headline."""
        if self.title is not None and cues.is_notice_title(self.title):
            return "notice"
        credited = any(map(bylines.is_credit, self.told))
        caption = self.title is None and bylines.credit_start(simplify(self.text)) is not None
        return "photo" if caption or (credited and len(self.text) <= _CAPTION) else "article"


def article_in(rows: Sequence[Row], box: Any, names: Sequence[str]) -> WebArticle | None:
    """The article in this element; None where it has none.

    `names` are what the page calls it: the browser's title, headings, what its head states.
    """
    inner = [n for n, row in enumerate(rows) if is_within(row, box)]
    told = [n for n in inner if sentences(rows[n]) and not is_beside(rows[n], box)]
    if not told:
        told = [n for n in inner if sentences(rows[n])]
    if not told:
        return None
    head = _named(rows, told[0], names) or _unnamed(rows, told[0], inner[0])
    first = _begins(rows, head, told, inner[0])
    last = _ends(rows, told, inner[-1], box)
    own = [
        row
        for n, row in enumerate(rows[first : last + 1], first)
        if not is_beside(row, box)
        and (told[0] <= n <= told[-1] or not is_tool(row.text))
        and not is_inset(row, box)
        and not _heads_links(rows[n : n + 2])
    ]
    while own and (_is_around(own[-1]) or _is_source(own[-1])):
        own.pop()
    if not own:
        return None
    end = signatures_at(own)
    own, behind = own[:end], own[end:]
    kicker, title, subtitle, about = _heads(rows, head, first)
    signed = [row for row in own if bylines.is_byline(row.text)][-1:]
    kept = frozenset(own)
    cut = signed + [row for row in rows[first : last + 1 + _AROUND] if row not in kept]
    told_of = (row for row in cut if tells(row.text) and not row.is_link)
    about += [*behind, *(row for row in told_of if row not in behind)]
    lines = tuple(" ".join(row.cells) for row in about)
    own, captions = without_captions(own)
    return WebArticle(kicker, title, subtitle, lines, tuple(own), tuple(captions))


def without_captions(rows: Sequence[Row]) -> tuple[list[Row], list[Row]]:
    """The rows of a text, and the captions of the pictures among them."""
    usual = _usual_size(rows)
    small = [row for row in rows[1:] if 0 < row.size < _SMALL * usual]
    if len(small) > _FEWEST * len(rows):
        small = []
    captions = [row for row in rows[1:] if row in small or _is_caption(row)]
    kept = frozenset(rows) - frozenset(captions)
    return [row for row in rows if row in kept], captions


def _usual_size(rows: Sequence[Row]) -> float:
    """The size that most of the text is set in, in pixels; 0 where the page does not tell."""
    sizes: Counter[float] = Counter()
    for row in rows:
        sizes[row.size] += len(row.text)
    return max(sizes, key=lambda size: sizes[size], default=0.0)


def _is_caption(row: Row) -> bool:
    """True for a line under a picture, as its element, its sign or its credit says."""
    if len(row.text) > _CAPTION:
        return False
    called = row.home.tag == "figcaption" or is_hinted(row, _CAPTIONED)
    return called or row.text[0] in "▲△" or bylines.credit_start(simplify(row.text)) is not None


def _is_around(row: Row) -> bool:
    """True for what is no last line of a text: a link, a tool, who edited it."""
    return row.is_link or is_tool(row.text) or is_way(row.text)


def signatures_at(rows: Sequence[Row]) -> int:
    """Where the lines behind a text begin that only say who wrote it or took the picture."""
    end = len(rows)
    while end > 1 and _is_signature(rows[end - 1].text):
        end -= 1
    return end


def _is_signature(text: str) -> bool:
    if len(text) > _SIGNATURE or "。" in text:
        return False
    named = bylines.is_byline(text) or bylines.is_credit(text)
    return named or (text[0] in "（(" and bylines.tail_start(text) == 0)


def _heads_links(rows: Sequence[Row]) -> bool:
    """True for what stands over links to other articles: 相关阅读."""
    return ends_article(rows[0].text) and len(rows) > 1 and rows[1].is_link


def _is_source(row: Row) -> bool:
    """True for the paper and the page that the article was printed on."""
    text = row.text
    return bool(_SOURCE.fullmatch(text)) and ("版" in text or full_date(text) is not None)


def _named(rows: Sequence[Row], end: int, names: Sequence[str]) -> range | None:
    """The rows of the headline: the nearest above the text that the page calls its article by."""
    whole = {squeeze(name) for name in names}
    parts = {squeeze(part) for name in names for part in PARTING.split(name)}
    best: tuple[tuple[int, int], range] | None = None
    for n in range(end - 1, -1, -1):
        row = rows[n]
        text = squeeze(row.text)
        if not _FEW <= len(text) <= 2 * _MAX_HEAD or is_way(row.text) or is_masthead(row.text):
            continue
        if not row.heading and (is_beside(row) or _is_listed(row)):
            continue
        link = row.is_link and not row.heading
        if link or is_tool(row.text):
            continue
        here = range(n, n + 1)
        if text in whole:
            rank = 4
        elif any(name.startswith(text) for name in whole) and len(text) > _FEW:
            rank, here = 3, _joined(rows, n, end, whole)
        elif text in parts and (len(text) >= _PART or row.heading):
            rank = 2
        else:
            continue
        if best is None or (rank, bool(row.heading)) > best[0]:
            best = (rank, bool(row.heading)), here
    return best[1] if best else None


def _joined(rows: Sequence[Row], start: int, end: int, whole: set[str]) -> range:
    """The rows that go on with the first of a headline, as its name does."""
    text, stop = squeeze(rows[start].text), start + 1
    while stop < end and any(name.startswith(text + squeeze(rows[stop].text)) for name in whole):
        text += squeeze(rows[stop].text)
        stop += 1
    return range(start, stop)


def _unnamed(rows: Sequence[Row], end: int, start: int) -> range | None:
    """The row of a headline that the page's head does not name: a heading, or set largest."""
    near = [n for n in range(max(0, start - _OVER), end) if may_head(rows[n])]
    told = [n for n in range(max(0, start - _OVER), end) if tells(rows[n].text)]
    headed = [n for n in near if rows[n].heading]
    if headed:
        largest = min(rows[n].heading for n in headed)
        return range(n := [n for n in headed if rows[n].heading == largest][-1], n + 1)
    over = [n for n in near if told and told[0] - _OVER <= n < told[0]]
    near = over or [n for n in near if rows[n].stands_out]
    n = max(near, key=lambda n: (rows[n].size, n), default=-1)
    return range(n, n + 1) if near else None


def may_head(row: Row) -> bool:
    """True for a line that may stand in a headline: no menu, no sentence, nothing told."""
    text = row.text
    return (
        _FEW <= len(squeeze(text)) <= _MAX_HEAD
        and not row.is_link
        and (row.heading > 0 or not _is_listed(row))
        and not (is_tool(text) or is_way(text) or tells(text) or is_masthead(text))
        and not text.endswith(("。", "，"))
    )


def _is_listed(row: Row) -> bool:
    """True for an item of a list, as menus are."""
    return any(element.tag == "li" for element in [row.home, *row.home.iterancestors()])


def _begins(rows: Sequence[Row], head: range | None, told: Sequence[int], inner: int) -> int:
    """Where the text begins: with its first sentence, or what stands beside that above it.

    Behind the headline, and behind what is told under it; a subhead has its like further down.
    """
    start = head.stop if head else inner
    about = [n for n in range(start, told[0]) if _is_about(rows[n])]
    first = about[-1] + 1 if about else start
    levels = {row.heading for row in rows[told[0] : told[-1]]}
    own = [n for n in range(first, told[0]) if _is_sibling(rows[n], rows[told[0]])]
    return next((n for n in own if not _is_subtitle(rows[n], levels)), told[0])


def _is_subtitle(row: Row, subheads: Container[int]) -> bool:
    """True for what belongs to the headline, though it stands beside the text."""
    heads = row.heading > 0 and row.heading not in subheads
    return heads or bool(_DASH.match(row.text)) or is_hinted(row, UNDER)


def _is_about(row: Row) -> bool:
    """True for what a page says between headline and text."""
    return tells(row.text) or is_tool(row.text) or row.is_link


def _is_sibling(row: Row, other: Row) -> bool:
    """True for rows of one element, or of two with one parent."""
    return row.home is other.home or row.home.getparent() is other.home.getparent()


def _stands_with(row: Row, other: Row) -> bool:
    """The same, or for rows of one table."""
    above = (row.home.getparent(), other.home.getparent())
    cells = all(one is not None and one.tag == "tr" for one in above)
    return _is_sibling(row, other) or (cells and above[0].getparent() is above[1].getparent())


def is_hinted(row: Row, names: re.Pattern[str]) -> bool:
    """True where the page names the row's element so."""
    told = f"{row.home.get('class') or ''} {row.home.get('id') or ''}".split()
    return any(map(names.search, told))


def _heads(
    rows: Sequence[Row], head: range | None, first: int
) -> tuple[str | None, str | None, str | None, list[Row]]:
    """Kicker, title, subtitle, and what is told between them and the text."""
    if head is None:
        above = rows[max(0, first - _OVER) : first]
        return None, None, None, [row for row in above if tells(row.text)]
    title, *more = (row.text for row in rows[head.start : head.stop])
    subtitles = [_DASH.sub("", line) for line in more if _DASH.match(line)]
    title = " ".join([title, *(line for line in more if not _DASH.match(line))])
    about: list[Row] = []
    for row in rows[head.stop : first]:
        plain = may_head(row) and not bylines.is_credit(row.text)
        plain = plain and (_stands_with(row, rows[head.start]) or is_hinted(row, UNDER))
        if plain and not about and squeeze(row.text) != squeeze(title):
            subtitles.append(_DASH.sub("", row.text))
        else:
            about.append(row)
    over: list[str] = []
    for row in reversed(rows[max(0, head.start - 2) : head.start]):
        near = _stands_with(row, rows[head.start]) or is_hinted(row, ABOVE)
        if not (may_head(row) and near):
            break
        over.insert(0, row.text)
    above = rows[max(0, head.start - _OVER) : head.start]
    about += [row for row in above if tells(row.text)]
    title = _PAGED.sub("", title)
    return " ".join(over) or None, title, " ".join(subtitles) or None, about


def _ends(rows: Sequence[Row], told: Sequence[int], end: int, box: Any) -> int:
    """The last row of the text: before what ends articles, where no more of it comes behind."""
    homes = Counter(rows[n].home.getparent() for n in told)
    usual = homes.most_common(1)[0][0]
    for n in range(told[0] + 1, end + 1):
        if is_beside(rows[n], box):
            continue
        if not ends_article(rows[n].text):
            continue
        more = [m for m in told if m > n and rows[m].home.getparent() is usual]
        if not more:
            return n - 1
    last = end
    while last > told[-1] and (_is_around(rows[last]) or is_beside(rows[last], box)):
        last -= 1
    return last
