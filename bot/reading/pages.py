"""A file -> a Page: its decoded text, and what paper, date and page it says it is."""

from __future__ import annotations

import re
from itertools import islice
from pathlib import Path

from bot.dates import find_dates, full_date, iso
from bot.reading.decoding import read_text
from bot.reading.identity import NOTHING_TOLD, Identity, Told
from bot.reading.mastheads import NAME, PAPER, identity, is_masthead
from bot.reading.page_heads import MOST, foot_of, head_of, told_by
from bot.reading.page_numbers import page_number, plain_page
from bot.records import Page
from bot.text import simplify

_NO_IDENTITY = Identity()

_KEYS = {
    "paper": "paper", "newspaper": "paper", "报纸": "paper", "报名": "paper", "来源": "paper",
    "date": "date", "日期": "date", "出版日期": "date",
    "page": "page", "版": "page", "版次": "page", "版号": "page",
    "section": "section", "版面": "section", "版名": "section", "栏目": "section",
}  # fmt: skip
_FENCE = re.compile(r"-{3,}[ \t]*\n")
_ENTRY = re.compile(r"[ \t]*([\w\u4e00-\u9fff]+)[ \t]*[:：][ \t]*(.*?)[ \t]*\n")
_MAX_FRONT = 40  # lines; a longer block between fences is newspaper text
_MAST_LINES = 8  # lines at the head of a page where its masthead may stand
_BARE_PAGE = re.compile(r"[A-Z]?\d{1,2}")  # behind the day in a file's name
_HEAD_CHARS, _FOOT_CHARS = 4000, 400  # of a text, in which they stand


def read_page(file: str) -> Page:
    """The page in the text file: front matter first, then the masthead, then the file's name.

    Raises:
        ReadingError: If the file cannot be read as text.
    """
    return make_page(read_text(file), file)


def make_page(
    text: str,
    file: str,
    told: Told = NOTHING_TOLD,
    printed: Identity = _NO_IDENTITY,
    number: str | None = None,
    own_text: bool = True,
    part: tuple[int, Identity] = (0, _NO_IDENTITY),
) -> Page:
    """The page of this text. `make_page("正文", "2024-03-05_云溪日报_01版.txt").page -> "1"`.

    What the page is comes from the first of these that tells: its front matter, papers.toml
    (`told`), what its format states (`printed`), its masthead, its place in a file of several
    pages (`number`), the file's name. `own_text` is False for a text that is not the file's own.
    Of a text of several pages `part` tells where this one begins and what those before it say.
    """
    front, body_start = front_matter(text)
    body_start = max(body_start, part[0])
    above = masthead(text, body_start).filled(part[1])
    name = Identity(page=number).filled(_file_name(file))
    found = front.filled(told.identity).filled(printed).filled(above).filled(name)
    section = front.filled(told.of_page(found.page)).filled(found).section
    return Page(
        file=file,
        text=text,
        paper=found.paper,
        date=found.date or _day_in_year(text, body_start, file, told.year),
        page=found.page,
        section=section,
        body_start=body_start,
        own_text=own_text,
    )


def front_matter(text: str) -> tuple[Identity, int]:
    """What the lines between fences at the text's head say, and where the text behind begins.

    `front_matter("---\\ndate: 2024-03-05\\n---\\n正文")[0].date -> "2024-03-05"`.
    """
    fence = _FENCE.match(text)
    if fence is None:
        return Identity(), 0
    fields: dict[str, str] = {}
    at = fence.end()
    for _ in range(_MAX_FRONT):
        close = _FENCE.match(text + "\n", at) if len(text) - at < 200 else _FENCE.match(text, at)
        if close:
            return _from_fields(fields), min(close.end(), len(text))
        entry = _ENTRY.match(text, at)
        if entry:
            field = _KEYS.get(entry.group(1).lower())
            value = entry.group(2).strip("\"'“” ")
            if field and value:
                fields.setdefault(field, value)
        newline = text.find("\n", at)
        if newline < 0:
            break
        at = newline + 1
    return Identity(), 0


def _from_fields(fields: dict[str, str]) -> Identity:
    page = fields.get("page")
    return Identity(
        fields.get("paper"),
        full_date(fields.get("date", "")),
        page and plain_page(page),
        fields.get("section"),
    )


def masthead(text: str, body_start: int) -> Identity:
    """What the first lines say, as far as they are masthead; and of a foot that names the paper."""
    found = Identity()
    for line in _masthead_lines(text, body_start):
        found = found.filled(identity(line))
    lines = _first_lines(text, body_start)
    found = found.filled(told_by(lines[: head_of(lines)]))
    if found.paper is None or found.date is None or found.page is None:
        last = [line for line in map(str.strip, text[-_FOOT_CHARS:].split("\n")) if line]
        foot = foot_of(last) if text.find("\n", body_start) >= 0 else 0
        told = told_by(last[len(last) - foot :])
        if foot and found.paper in (None, told.paper):
            found = found.filled(told)
    return found


def _masthead_lines(text: str, body_start: int) -> list[str]:
    lines = _first_lines(text, body_start)[:_MAST_LINES]
    return [line for line in lines if is_masthead(simplify(line))]


def _first_lines(text: str, body_start: int) -> list[str]:
    lines = text[body_start : body_start + _HEAD_CHARS].split("\n")
    return [*islice(filter(None, map(str.strip, lines)), MOST)]


def _day_in_year(text: str, body_start: int, file: str, year: int | None) -> str | None:
    """The month and day of the masthead or the file's name, in the year that papers.toml tells."""
    if year is None:
        return None
    for line in [*_masthead_lines(text, body_start), Path(file).stem]:
        days = (iso(year, date.month, date.day) for date in find_dates(line) if date.year is None)
        if day := next(filter(None, days), None):
            return day
    return None


def _file_name(file: str) -> Identity:
    """What the file's name says, and for the paper the folder's."""
    path = Path(file)
    parts = re.split(r"[_\s]+", path.stem)
    day = next((found for found in find_dates(path.stem) if found.iso), None)
    number = next((page for page in map(page_number, parts) if page), None)
    if day is not None:  # 河滨日报-2012.07.25-A05, hbrb_20231019_02
        rest = f"{path.stem[: day.start]}_{path.stem[day.end :]}"
        parts = [part for part in re.split(r"[_\s.\-]+", rest) if part]
        bare = [part for part in parts if _BARE_PAGE.fullmatch(part)]
        number = number or (plain_page(bare[0]) if len(bare) == 1 else None)
    names = [part for part in [*parts, path.parent.name] if PAPER.fullmatch(part)]
    if day is not None and number:  # date_paper_page: what is left is the paper, whatever its name
        names += [part for part in parts if NAME.fullmatch(part) and not page_number(part)]
    return Identity(names[0] if names else None, day.iso if day else None, number, None)
