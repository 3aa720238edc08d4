"""What one line of a page's head says: the paper, the day, the page; and whether it is one."""

from __future__ import annotations

import re
from functools import lru_cache

from bot.dates import find_dates, full_date
from bot.reading.identity import Identity
from bot.reading.page_numbers import NUMBER, PAGE, page_number, plain_number
from bot.text import simplify

PAPER = re.compile(
    r"[\u4e00-\u9fff]{1,10}?(?:日报|晚报|早报|晨报|时报|快报|商报|都市报|周报|导报|新报|青年报|法制报"
    r"|法治报|农民报|工人报|新闻|周刊|[晨晚]刊|报|報)(?![\u4e00-\u9fff])"
)
# What a page is called within its paper: 综合新闻 is a section, no paper.
SECTION = re.compile(
    r"(?:综合|本地|本市|本县|本州|国内|国际|时政|经济|社会|民生|体育|文化|法治|教育|乡村|县区|区域|热点|今日"
    r"|健康|生活|旅游|汽车|房产|财经|理财|消费|科技|文娱|娱乐|读书|人文|三农|农业|农村|家居|老年|少年|亲子)?"
    r"(?:新闻|要闻|时讯|资讯|专版|副刊|特刊|视点|周刊|广角|综合)"
)
_OF_WEB = re.compile("(?<=[报報])(?:数字报|電子報|电子报|电子版|手机报)")
NAME = re.compile(r"[\u4e00-\u9fff·]{2,12}")
_MAST_CHARS = 80  # longer lines are newspaper text
# Cells of a masthead: the paper, the page's section, its day, its number, its makers.
_CELL = re.compile(
    r"[\u4e00-\u9fff·/：:、]{1,9}|[A-Z]+|[A-Z]?\d{1,2}版?|第\S{1,3}版|[\d年月日.\-/—]{5,12}"
    r"|农历\S{2,10}|中?华?民国\S{6,12}|(?:星期|礼拜).|[今本]\S?\d{1,2}版|(?:总)?第\d+期"
)
# A06城事; 07版：体育; 泉河日报·芦花副刊
_GLUED = re.compile(r"([A-Z]\d{1,2}版?)([\u4e00-\u9fff]{2,4})")
_NAMED = re.compile(
    rf"(?:(?:第\s*)?{NUMBER}\s*版|([A-Z]\d{{1,2}}))\s*[:：·|｜]\s*[\u4e00-\u9fff·]{{2,8}}"
)
_SUPPLEMENT = re.compile(rf"{PAPER.pattern}[·・]\S{{2,8}}(?:副刊|专刊|周刊|特刊|专版)")
_CODE = re.compile(r"[A-Z]\d{1,2}版?|0\d版?|第\S{1,3}版|\d{1,2}版")
_CELL_CODE = re.compile(r"[A-Z]\d{1,2}|0\d")  # beside the paper's name or the day
_BARE_PAGE = re.compile(r"\d{1,2}")  # at an end of the row that has the day
_DATE_CELL = re.compile(r"\d{4}\s*[年.\-/]|民国")
# What names a paper, a day or a page holds one of these; so does a row of cells, or a space.
_SIGN = re.compile(
    r"^[A-Z]\d{1,2}\s*[:：·|｜]|[报闻刊年版期历第统\uf98e]|\d.*\d.*\d.*\d|[Pp]age|[Nn]o\.|CN\d"
)
# Ends as a paper's name does and is none: 努力获得回报, 评书讲述两会新闻.
NO_NAME = re.compile(
    "(?:.[申上登见谎呈情电板墙]|[回通简举喜捷战播预警填海]|(?<!文)汇|(?<!大)公)报$|(?:.{5}|一句话|简明)新闻$"
)
_WEEKDAY = re.compile(
    r"(?:星期|礼拜)[一二三四五六日天]|农历|总第|邮发代号|[Nn]o\.|第\d{3,}期|新闻热线|国内统一|CN\d\d"
)


def identity(line: str) -> Identity:
    """What a masthead line says. `identity("云溪日报 2024年3月5日 第01版").page -> "1"`."""
    cells = _cells(line)
    section = next((cell for cell in cells if SECTION.fullmatch(simplify(cell))), None)
    paper, date = _paper(line), _full_date(line)
    page = page_number(line)
    if page is None and (named := _NAMED.fullmatch(line)) and named[2]:
        page = plain_number(named[2])
    if page is None and (paper or date):
        page = next((plain_number(cell) for cell in cells if _CELL_CODE.fullmatch(cell)), None)
    if page is None and len(cells) > 1 and (date or PAPER.fullmatch(cells[0])):
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
    if not ("报" in line or "報" in line or "新闻" in line or "刊" in line):
        return None
    line = _OF_WEB.sub("", line)
    names = (name for name in PAPER.findall(line) if not SECTION.fullmatch(name))
    return next((name for name in names if not name.endswith("机关报")), None)


def _full_date(line: str) -> str | None:
    """`full_date`, without a look for dates where there cannot be a year, a month and a day."""
    if not ("年" in line or "\uf98e" in line or sum(map(str.isdigit, line)) >= 6):
        return None
    return full_date(line)


def _page_among(cells: list[str], *, alone: bool) -> str | None:
    """The page's number among the cells of a line: A06 城事, or a bare one beside paper and day."""
    form = _CELL_CODE if alone else _BARE_PAGE
    numbers = [cell for cell in cells if form.fullmatch(cell)]
    if len(numbers) != 1 or (alone and (len(cells) != 2 or not NAME.fullmatch(cells[-1]))):
        return None
    return plain_number(numbers[0])


def is_masthead(line: str) -> bool:
    """True for a line that names the paper, the day or the page, and nothing else."""
    if len(line) > _MAST_CHARS or "，" in line or "。" in line or "；" in line or "," in line:
        return False
    if "作者" in line:
        return False  # over a story on a page of the web
    if not _SIGN.search(line) and len(line.split(None, 1)) < 2:
        return False
    return _is_masthead(line)


@lru_cache(maxsize=256)
def _is_masthead(line: str) -> bool:
    if _is_page_row(line):
        return True
    signs = (_paper(line) is not None) + (_full_date(line) is not None)
    signs += bool(PAGE.search(line)) + bool(_WEEKDAY.search(line))
    signs += bool(_NAMED.fullmatch(line)) and not PAGE.search(line)  # A05：社会·速览
    return signs >= 2 or (signs == 1 and _is_bare(line))


def _is_page_row(line: str) -> bool:
    """True for short cells that name the page. `_is_page_row("城事 A02") -> True`."""
    cells = _cells(line)
    if not 2 <= len(cells) <= 12 or not all(map(_CELL.fullmatch, cells)):
        return False
    code = any(_CODE.fullmatch(cell) for cell in cells)
    day = full_date(line) is not None and bool(_DATE_CELL.search(line))
    return (
        (code and len(cells) <= 4)
        or (len(cells) > 2 and (code or day or PAPER.fullmatch(cells[0]) is not None))
        or (PAPER.fullmatch(cells[0]) is not None and cells[-1].isdigit())
    )


def _is_bare(line: str) -> bool:
    """True for a line that is a paper's name, a full date or a page number, alone."""
    if _NAMED.fullmatch(line) or _SUPPLEMENT.fullmatch(line):
        return True
    for pattern in (PAPER, PAGE):
        match = pattern.search(line)
        if match and len(match.group()) >= 0.6 * len(line) and len(line) <= 14:
            return not (NO_NAME.search(line) or NO_NAME.search(match.group()))
    return any(date.iso and len(line) - (date.end - date.start) <= 1 for date in find_dates(line))
