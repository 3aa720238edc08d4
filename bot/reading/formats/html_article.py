"""A saved web page -> its article, without menus, advertisements and footers."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from bot.dates import full_date
from bot.errors import ReadingError
from bot.reading import bylines, forms
from bot.reading.decoding import decode
from bot.reading.formats.digital_paper import Printed, always_told, printed_article
from bot.reading.formats.rows import article_id
from bot.reading.formats.shown import Row, drop_unshown, rows_of, texts
from bot.reading.formats.web_article import PARTING, WebArticle, article_in
from bot.reading.formats.web_box import box_of, without_tools
from bot.reading.formats.web_edition import edition_in, edition_page
from bot.reading.formats.web_lines import WRITTEN_BY, is_list_page, is_stamp, is_tool
from bot.reading.mastheads import identity
from bot.reading.names import is_likely
from bot.reading.page_numbers import page_number
from bot.reading.sources import Source
from bot.records import Article
from bot.text import simplify

_MAX_BYTES = 20 << 20  # of a page; the library takes no larger ones
_CHARSET = re.compile(
    rb"<(?:meta|\?xml)[^>]*(?:charset|encoding)\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE
)
_LARGER = {"gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs"}
_HAN = re.compile("[\u4e00-\u9fff]")
_SOURCE = re.compile(  # as far as the next label, which may stand right behind it
    r"(?:来源|來源|稿源)\s*[:：]\s*[《]?([\u4e00-\u9fff·]{2,20}?(?:[－—–-]+[\u4e00-\u9fff·]{2,12}?)?)"
    r"(?=[^\u4e00-\u9fff·－—–-]|$|浏览|点击|阅读|责任?编|编辑(?!部)|作者|记者|发[布表]|时间|字[号体]|分享|打印)"
)
_OF_SITE = re.compile(
    r"[-_|\s]*(?:多媒体|网络版|网络|数字报?|电子[报版]|電子[報版]|新闻网|新聞網|网站?|首页|官网|全媒体|客户端)*[-_|\s]*"
)
_PLATFORMS = frozenset({
    "微信公众平台",
    "微信公众号",
    "今日头条",
    "百家号",
    "搜狐",
    "网易",
    "腾讯网",
})
_HOUSE = re.compile(r"([\u4e00-\u9fff]{2,8}[报報])社")
_AGENCIES = re.compile(
    "新华(?:社|网)|人民网|中新(?:社|网)|中国新闻网|央视(?:新闻|网)|本[站网报]|原创|综合|网络"
)
_TOLD = re.compile(
    r"[|｜\u3000]|\s{2,}|(?<=\d)\s+(?=[\u4e00-\u9fff〔【（(])|(?<=[\u4e00-\u9fff])\s+(?=\d)"
)
_AUTHOR = re.compile("作者\\s*[:：]")
_PAGE = 20  # characters of a line that names the page: B3版：副刊
_NAME = re.compile(r"[\u4e00-\u9fff·•]{2,12}")
_APART = re.compile(r"[、，,;；/\s]+")  # between names


class _Site(NamedTuple):
    """What a page says beside its articles."""

    names: Sequence[str]  # what it calls its article
    rows: Sequence[Row]
    stated: Any  # what the library finds in its head
    account: str | None  # whose page it is


def read_html(source: Source) -> Iterator[Article]:
    """The article of the page, with title, authors, date and paper where the page states them.

    Raises:
        ReadingError: If the page cannot be decoded, or holds no article, as lists of headlines.
    """
    raw = source.read()
    if len(raw) > _MAX_BYTES:
        raise ReadingError(
            f"网页超过 {_MAX_BYTES >> 20} MiB: {source.name}。请另存为文本。 | "
            f"The web page is larger than {_MAX_BYTES >> 20} MiB: {source.name}. Save it as text."
        )
    page = _decoded(raw, source.name)
    tree = _tree(page, source.name)
    if tree is not None and tree.xpath("//head/meta[@name='generator']/@content") == ["Baowen"]:
        raise ReadingError(
            f"这是 baowen articles --html 画出的页面，不是报纸: {source.name}。可以移走它。 | "
            f"Drawn by baowen articles --html, no newspaper: {source.name}. You may move it away."
        )
    printed = printed_article(page, tree) if tree is not None else None
    if printed is not None:
        yield from _numbered(_of_edition(printed, source))
        return
    articles = _shown(tree, source) if tree is not None else []
    if not articles:
        raise ReadingError(
            f"网页里没有找到文章: {source.name}。请另存为文本。 | "
            f"No article was found in the web page: {source.name}. Save it as text."
        )
    yield from _numbered(articles)


def _shown(tree: Any, source: Source) -> list[Article]:
    """The article that the page shows, or those of a newspaper's page; none without one."""
    from trafilatura.metadata import extract_metadata

    names = _names(tree)
    try:
        stated = extract_metadata(
            tree, date_config={"extensive_search": False, "original_date": True}
        )
    except Exception as error:  # the library raises many kinds on broken pages
        raise _unparsed(source.name, error) from error
    drop_unshown(tree)
    body = tree.find("body")
    rows = without_tools(rows_of(body)) if body is not None else []
    box = box_of(rows, body) if rows else None
    if box is None or is_list_page(texts(rows)):
        return []
    edition = edition_in(rows, box, names)
    if edition:
        page = edition_page(rows, names)
        site = _Site(names, rows, None, None)
        made = [(replace(_made(one, site, source), page=page), one) for one in edition]
        return [part for article, one in made for part in _with_captions(article, one.captions)]
    one = article_in(rows, box, names)
    if one is None:
        return []
    one = replace(one, title=one.title or _without_site(names))
    site = _Site(names, rows, stated, _account(tree))
    return _with_captions(_made(one, site, source), one.captions)


def _with_captions(article: Article, captions: Iterable[Row]) -> list[Article]:
    """The article, and each caption of its pictures as a photo."""
    return [article, *(_photo(article, caption) for caption in texts(captions))]


def _photo(article: Article, caption: str) -> Article:
    text = _uncredited(caption).lstrip("▲△ ")
    return replace(
        article,
        id=article_id(article.file, None, text),
        kind="photo",
        title=None,
        kicker=None,
        subtitle=None,
        text=text,
        authors=bylines.credit_authors(caption),
        dateline=None,
    )


def _uncredited(caption: str) -> str:
    """The caption without who took the picture."""
    return caption[: bylines.credit_start(simplify(caption)) or None].rstrip()


def _numbered(articles: Iterable[Article]) -> Iterator[Article]:
    """The articles; those that say the same are told apart by their number."""
    times: Counter[str] = Counter()
    for one in articles:
        times[one.id] += 1
        number = times[one.id]
        if number > 1:
            one = replace(one, id=article_id(one.file, one.title, one.text, number))
        yield one


def _made(found: WebArticle, site: _Site, source: Source) -> Article:
    stated = site.stated
    info = "\n".join(found.told)
    photo = found.kind == "photo"
    text = "\n".join(line for line in found.text.split("\n") if not _is_account(site.account, line))
    if photo:
        text = _uncredited(text)
    return Article(
        id=article_id(source.name, found.title, text),
        kind=found.kind,
        kicker=found.kicker,
        title=found.title,
        subtitle=found.subtitle,
        text=text,
        file=source.name,
        authors=_authors(stated.author if stated and not photo else None, found.told, text)
        or _photographers(found.rows)
        or tuple(name for line in found.told for name in bylines.tail_authors(line)),
        date=full_date(info)
        or (stated.date if stated else None)
        or _day([*site.names, *texts(site.rows)]),
        dateline=bylines.dateline(text),
        paper=source.told.identity.paper or _paper(site, info),
        page=_one_page(found.told) or _only_page(site.rows),
    )


def _one_page(lines: Sequence[str]) -> str | None:
    """The page that the lines name first."""
    return next(filter(None, map(page_number, lines)), None)


def _only_page(rows: Sequence[Row]) -> str | None:
    """The page that the plain rows of a digital edition name, where all name the same."""
    short = (row.text for row in rows if len(row.text) <= _PAGE and not row.is_link)
    return always_told(map(page_number, short))


def _names(tree: Any) -> list[str]:
    """What the page calls its article: the browser's title, what its head states, headings."""
    found = tree.xpath(
        "//head/meta[@property='og:title' or @name='ArticleTitle' or @name='title']/@content"
        " | //head/title/text()"
    )
    found += [
        " ".join("".join(one.itertext()).split())
        for one in tree.iter("h1")
        if one.find(".//a") is None and not any(above.tag == "a" for above in one.iterancestors())
    ]
    for script in tree.xpath("//script[@type='application/ld+json']/text()"):
        try:
            stated = json.loads(script)
        except ValueError:
            continue
        for one in stated if isinstance(stated, list) else [stated]:
            if isinstance(one, dict) and isinstance(one.get("headline"), str):
                found.append(one["headline"])
    names = [" ".join(str(name).split()) for name in found if str(name).strip()]
    return [name for name in names if not _is_site(name)]


def _is_site(name: str) -> bool:
    """True for the name of a paper and its site: 平岭日报电子版."""
    paper = identity(name).paper
    return paper is not None and _OF_SITE.fullmatch(name.replace(paper, "", 1)) is not None


def _without_site(names: Sequence[str]) -> str | None:
    """The browser's title, as far as it names no site."""
    return PARTING.split(names[0])[0].strip() or None if names else None


def _day(lines: Iterable[str]) -> str | None:
    """The first day that a short line tells."""
    return next(filter(None, (full_date(line) for line in lines if len(line) < 60)), None)


def _of_edition(printed: Printed, source: Source) -> list[Article]:
    """The article of a newspaper's digital edition, and its captions."""
    text = "\n".join(printed.lines)
    article = Article(
        id=article_id(source.name, printed.head.title, text),
        kind="article",
        title=printed.head.title,
        text=text,
        file=source.name,
        kicker=printed.head.kicker,
        subtitle=printed.head.subtitle,
        authors=printed.authors or bylines.report_authors(text) or bylines.tail_authors(text),
        date=printed.date,
        dateline=bylines.dateline(text),
        paper=source.told.identity.paper or printed.paper,
        page=printed.page,
        section=printed.section,
    )
    return [article, *(_photo(article, caption) for caption in printed.captions)]


def _decoded(raw: bytes, file: str) -> str:
    """The page's text: by its bytes, and where they do not tell, by what it declares."""
    try:
        return decode(raw, file)
    except ReadingError as error:
        declared = _CHARSET.search(raw[:4096])
        name = declared.group(1).decode("ascii").lower() if declared else ""
        try:
            return raw.decode(_LARGER.get(name, name))
        except (LookupError, UnicodeDecodeError):
            raise error from None


def _tree(page: str, file: str) -> Any:
    """The page's elements; None where it has none."""
    from trafilatura import load_html

    try:
        # A page declares its encoding for bytes; what comes here is decoded already.
        return load_html(re.sub(r"\A\s*<\?xml[^>]*\?>", "", page))
    except Exception as error:  # the library raises many kinds on broken pages
        raise _unparsed(file, error) from error


def _unparsed(file: str, error: Exception) -> ReadingError:
    return ReadingError(
        f"网页无法解析: {file} ({error})。请另存为文本。 | "
        f"The web page cannot be parsed: {file} ({error}). Save it as text."
    )


def _authors(author: str | None, told: Sequence[str], text: str) -> tuple[str, ...]:
    told = [line for line in told if _AUTHOR.search(line)] or told
    whole = [line for line in told if bylines.is_byline(simplify(line))]
    cells = [cell for line in told if line not in whole for cell in _TOLD.split(line)] + whole
    written = [found.group(1) for cell in cells for found in WRITTEN_BY.finditer(cell)]
    names = [name for one in written for name in _APART.split(one)]
    signed = [name for line in whole for name in bylines.authors_in_line(line)]
    names = signed if len(signed) > len(names) else names
    named = (
        cell
        for cell, plain in zip(cells, map(simplify, cells), strict=True)
        if bylines.is_byline(plain) or forms.ROLE_FIND.search(plain)
    )
    names = names or [name for cell in named for name in bylines.authors_in_line(cell)]
    names = names or [cell for line in told for cell in line.split() if is_likely(cell)]
    names = names or _APART.split(author or "")
    names = [name for name in names if _NAME.fullmatch(name) and not _is_word(name)]
    names = names or [*bylines.report_authors(text)]
    return tuple(dict.fromkeys(names)) or bylines.tail_authors(text)


def _photographers(rows: Sequence[Row]) -> tuple[str, ...]:
    """Who took the pictures, by their captions."""
    named = (name for row in rows for name in bylines.credit_authors(row.text))
    return tuple(dict.fromkeys(named))


def _is_word(name: str) -> bool:
    """True for what stands among names and is none: 记者, 评论."""
    if (
        is_tool(name)
        or "评论" in name
        or "作者" in name
        or name.endswith(("编辑", "編輯部", "编辑部"))
    ):
        return True
    return bool(forms.ROLE_FIND.fullmatch(name) or forms.NOT_NAMES.match(name))


def _is_account(account: str | None, line: str) -> bool:
    """True for a line with the account's name alone, or with the day."""
    behind = line.removeprefix(account) if account else line
    return behind != line and (not behind.strip() or is_stamp(behind))


def _account(tree: Any) -> str | None:
    """The public account whose page it is."""
    named = tree.xpath("string(//*[@id='js_name'])").strip()
    return named if _HAN.search(named) else None


def _paper(site: _Site, info: str) -> str | None:
    """The paper: where the article is from, who runs the page, what its rows name."""
    named = _SOURCE.search(info)
    parts = re.split(r"[－—–-]+", named.group(1)) if named else []
    source = next((part for part in parts if identity(part).paper), parts[0] if parts else None)
    if source and not _AGENCIES.match(source):
        return source
    name = (site.stated.sitename or "").strip() if site.stated else ""
    if not _HAN.search(name) or name in _PLATFORMS:
        name = ""
    plain = texts(row for row in site.rows if not row.linked)
    around = [*info.split("\n"), name, *site.names, *plain[-3:], *plain[:3]]
    papers = (identity(line).paper for line in around if not is_tool(line))
    called = [part for name in site.names for part in PARTING.split(name)]
    houses = (found.group(1) for found in map(_HOUSE.match, [*plain[-3:], *called]) if found)
    return site.account or next(filter(None, (*papers, *houses)), None) or name or source
