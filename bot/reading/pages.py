"""A file -> a Page: its decoded text, and what paper, date and page it says it is."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import islice
from pathlib import Path

from bot.dates import find_dates, full_date, iso
from bot.reading.decoding import read_text
from bot.reading.identity import NOTHING_TOLD, Identity, Told
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
_PAPER = re.compile(
    r"[\u4e00-\u9fff]{1,10}?(?:日报|晚报|早报|晨报|时报|快报|商报|都市报|周报|导报|新报|青年报|法制报"
    r"|法治报|农民报|工人报|新闻|周刊|报|報)(?![\u4e00-\u9fff])"
)
_NUMBER = r"([A-Za-z]?\d{1,3}|[A-Za-z]|[一二三四五六七八九十]{1,3})"
_PAGE = re.compile(
    rf"第\s*{_NUMBER}\s*版|(?<![\w.]){_NUMBER}\s*版(?![\u4e00-\u9fff])|[Pp]age\s*(\d+)"
)
# What a page is called within its paper: 综合新闻 is a section, no paper.
_SECTION = re.compile(
    r"(?:综合|本地|本市|本县|本州|国内|国际|时政|经济|社会|民生|体育|文化|法治|教育|乡村|县区|区域|热点|今日)?"
    r"(?:新闻|要闻|时讯|资讯|专版|副刊|特刊|视点|周刊|广角|综合)"
)
_NAME = re.compile(r"[\u4e00-\u9fff·]{2,12}")
_HAN = "零一二三四五六七八九十"
_MAST_LINES = 8  # lines at the head of a page where its masthead may stand
_MAST_CHARS = 80  # longer lines are newspaper text
# Cells of a masthead: the paper, the page's section, its day, its number, its makers.
_CELL = re.compile(
    r"[\u4e00-\u9fff·/：:、]{1,9}|[A-Z]+|[A-Z]?\d{1,2}版?|第\S{1,3}版|[\d年月日.\-/—]{5,12}"
    r"|农历\S{2,10}|中?华?民国\S{6,12}|(?:星期|礼拜).|[今本]\S?\d{1,2}版|(?:总)?第\d+期"
)
# A06城事; 07版：体育; 泉河日报·芦花副刊
_GLUED = re.compile(r"([A-Z]\d{1,2}版?)([\u4e00-\u9fff]{2,4})")
_NAMED = re.compile(rf"(?:第\s*)?{_NUMBER}\s*版\s*[:：·|｜]\s*[\u4e00-\u9fff·]{{2,8}}")
_SUPPLEMENT = re.compile(rf"{_PAPER.pattern}[·・]\S{{2,8}}(?:副刊|专刊|周刊|特刊|专版)")
_CODE = re.compile(r"[A-Z]\d{1,2}版?|0\d版?|第\S{1,3}版|\d{1,2}版")
_CELL_CODE = re.compile(r"[A-Z]\d{1,2}|0\d")  # beside the paper's name or the day
_BARE_PAGE = re.compile(r"\d{1,2}")  # at an end of the row that has the day
_DATE_CELL = re.compile(r"\d{4}\s*[年.\-/]|民国")
# What names a paper, a day or a page holds one of these; so does a row of cells, or a space.
_SIGN = re.compile(r"[报闻刊年版期历第统\uf98e]|\d.*\d.*\d.*\d|[Pp]age|[Nn]o\.|CN\d")
# Ends as a paper's name does and is none: 努力获得回报, 评书讲述两会新闻.
_NO_NAME = re.compile(
    "(?:[回通简举喜捷战播预警填]|(?<!文)汇|(?<!大)公)报$|(?:.{5}|一句话|简明)新闻$"
)
_WEEKDAY = re.compile(
    r"(?:星期|礼拜)[一二三四五六日天]|农历|总第|邮发代号|[Nn]o\.|第\d{3,}期|新闻热线|国内统一|CN\d\d"
)


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


def identity(line: str) -> Identity:
    """What a masthead line says. `identity("云溪日报 2024年3月5日 第01版").page -> "1"`."""
    cells = _cells(line)
    section = next((cell for cell in cells if _SECTION.fullmatch(simplify(cell))), None)
    paper, date = _paper(line), _full_date(line)
    page = page_number(line)
    if page is None and (paper or date):
        page = next((plain_number(cell) for cell in cells if _CELL_CODE.fullmatch(cell)), None)
    if page is None and len(cells) > 1 and (date or _PAPER.fullmatch(cells[0])):
        # 2 综合新闻 2024年3月5日; 云溪日报 光影 6
        ends = cells[0], cells[-1]
        page = next((plain_number(cell) for cell in ends if _BARE_PAGE.fullmatch(cell)), None)
    if page is None:
        page = _page_among(cells, alone=not (paper and date))
    return Identity(paper, date, page, section)


def _cells(line: str) -> list[str]:
    """What white space parts in a line; beside the day a page's number from its name: A06城事."""
    return (_GLUED.sub(r"\1 \2", line) if _DATE_CELL.search(line) else line).split()


def _paper(line: str) -> str | None:
    """The paper that the line names, if any."""
    if not ("报" in line or "報" in line or "新闻" in line or "周刊" in line):
        return None
    names = (name for name in _PAPER.findall(line) if not _SECTION.fullmatch(name))
    return next(names, None)


def _full_date(line: str) -> str | None:
    """`full_date`, without a look for dates where there cannot be a year, a month and a day."""
    if not ("年" in line or "\uf98e" in line or sum(map(str.isdigit, line)) >= 6):
        return None
    return full_date(line)


def _page_among(cells: list[str], *, alone: bool) -> str | None:
    """The page's number among the cells of a line: A06 城事, or a bare one beside paper and day."""
    form = _CELL_CODE if alone else _BARE_PAGE
    numbers = [cell for cell in cells if form.fullmatch(cell)]
    if len(numbers) != 1 or (alone and (len(cells) != 2 or not _NAME.fullmatch(cells[-1]))):
        return None
    return plain_number(numbers[0])


def is_masthead(line: str) -> bool:
    """True for a line that names the paper, the day or the page, and nothing else."""
    if len(line) > _MAST_CHARS or "，" in line or "。" in line or "；" in line or "," in line:
        return False
    if not _SIGN.search(line) and len(line.split(None, 1)) < 2:
        return False
    return _is_masthead(line)


@lru_cache(maxsize=256)
def _is_masthead(line: str) -> bool:
    if _is_page_row(line):
        return True
    signs = (_paper(line) is not None) + (_full_date(line) is not None)
    signs += bool(_PAGE.search(line)) + bool(_WEEKDAY.search(line))
    return signs >= 2 or (signs == 1 and _is_bare(line))


def page_number(text: str) -> str | None:
    """The page that the text names. `page_number("第01版") -> "1"`, of A3版 "A3"."""
    match = _PAGE.search(text)
    return plain_number(next(filter(None, match.groups()))) if match else None


def plain_number(number: str) -> str:
    """The page number without leading zeros, in Arabic. `plain_number("十二") -> "12"`."""
    number = unicodedata.normalize("NFKC", number)  # ３
    if number[0] in _HAN:
        tens, _, ones = number.rpartition("十")
        ten = (_HAN.index(tens) if tens else 1) if "十" in number else 0
        return str(ten * 10 + (_HAN.index(ones) if ones else 0))
    letter = number[0].upper() if number[0].isalpha() else ""
    digits = number[len(letter) :].lstrip("0")
    return letter + (digits or ("0" if number[len(letter) :] else ""))


def plain_page(page: str) -> str:
    """The page as it is called here, of what somebody wrote. `plain_page("第03版") -> "3"`."""
    bare = re.fullmatch(_NUMBER, page)
    return page_number(page) or (plain_number(page) if bare else page)


def _is_page_row(line: str) -> bool:
    """True for short cells that name the page. `_is_page_row("城事 A02") -> True`."""
    cells = _cells(line)
    if not 2 <= len(cells) <= 12 or not all(map(_CELL.fullmatch, cells)):
        return False
    code = any(_CODE.fullmatch(cell) for cell in cells)
    day = full_date(line) is not None and bool(_DATE_CELL.search(line))
    return (
        (code and len(cells) <= 4)
        or (len(cells) > 2 and (code or day or _PAPER.fullmatch(cells[0]) is not None))
        or (_PAPER.fullmatch(cells[0]) is not None and cells[-1].isdigit())
    )


def _is_bare(line: str) -> bool:
    """True for a line that is a paper's name, a full date or a page number, alone."""
    if _NAMED.fullmatch(line) or _SUPPLEMENT.fullmatch(line):
        return True
    for pattern in (_PAPER, _PAGE):
        match = pattern.search(line)
        if match and len(match.group()) >= 0.6 * len(line) and len(line) <= 14:
            return not (_NO_NAME.search(line) or _NO_NAME.search(match.group()))
    return any(date.iso and len(line) - (date.end - date.start) <= 1 for date in find_dates(line))


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
    """What the first lines say, as far as they are masthead."""
    found = Identity()
    for line in _masthead_lines(text, body_start):
        found = found.filled(identity(line))
    return found


def _masthead_lines(text: str, body_start: int) -> list[str]:
    lines = text[body_start : body_start + 4000].split("\n")
    printed = filter(None, map(str.strip, lines))
    return [line for line in islice(printed, _MAST_LINES) if is_masthead(simplify(line))]


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
    date = full_date(path.stem)
    number = next((page for page in map(page_number, parts) if page), None)
    names = [part for part in [*parts, path.parent.name] if _PAPER.fullmatch(part)]
    if date and number:  # date_paper_page: what is left is the paper, whatever its name
        names += [part for part in parts if _NAME.fullmatch(part) and not page_number(part)]
    return Identity(names[0] if names else None, date, number, None)
