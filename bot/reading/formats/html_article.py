"""A saved web page -> its article, without menus, advertisements and footers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from bot.dates import full_date
from bot.errors import ReadingError
from bot.reading import bylines
from bot.reading.decoding import decode
from bot.reading.formats.digital_paper import Printed, printed_article
from bot.reading.formats.rows import article_id
from bot.reading.formats.shown import as_shown, drop_unshown, shown_lines
from bot.reading.formats.web_lines import (
    WRITTEN_BY,
    is_list_page,
    is_stamp,
    parted,
    told_above,
)
from bot.reading.sources import Source
from bot.records import Article
from bot.text import squeeze

_MAX_BYTES = 20 << 20  # of a page; the library takes no larger ones
_CHARSET = re.compile(
    rb"<(?:meta|\?xml)[^>]*(?:charset|encoding)\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE
)
_LARGER = {"gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs"}
_HAN = re.compile("[\u4e00-\u9fff]")
_SOURCE = re.compile(  # as far as the next label, which may stand right behind it
    r"(?:来源|稿源)[:：]\s*([\u4e00-\u9fff·]{2,20}?)"
    r"(?=[^\u4e00-\u9fff·]|$|浏览|点击|阅读|责任?编|编辑(?!部)|作者|记者|发[布表]|时间|字[号体]|分享|打印)"
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
_PARTING = re.compile(r"[-_|－—–｜]")  # before a site's name in the title of its pages
# Characters below which the library takes all of the page rather than the article that it found.
# Its own 250 are of Latin letters; in Chinese that is the length of most short reports.
_SHORT = "100"
_INLINE = frozenset({"a", "b", "em", "font", "i", "img", "small", "span", "strong", "u"})


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
        yield _of_edition(printed, source)
        return
    if tree is not None:
        drop_unshown(tree)
    shown = shown_lines(tree) if tree is not None else []
    found = _extracted(tree, source.name) if tree is not None else None
    if found is None:
        raise ReadingError(
            f"网页里没有找到文章: {source.name}。请另存为文本。 | "
            f"No article was found in the web page: {source.name}. Save it as text."
        )
    document, author = found
    account = _account(tree)
    printed_lines = as_shown(_lines(document.body), shown)
    lines = [line for line in printed_lines if not _names(account, line)]
    title, info, text = parted("\n".join(lines), _headline(document.title, shown))
    info += "\n" + told_above(shown, text.split("\n", 1)[0])
    authors = _authors(author, info, text)
    yield Article(
        id=article_id(source.name, title, text),
        kind="article",
        title=title,
        text=text,
        file=source.name,
        authors=authors,
        date=document.date or full_date(info),
        dateline=bylines.dateline(text),
        paper=source.told.identity.paper or _paper(document.sitename, info) or account,
    )


def _of_edition(printed: Printed, source: Source) -> Article:
    """The article of a newspaper's digital edition."""
    text = "\n".join(printed.lines)
    return Article(
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


def _extracted(tree: Any, file: str) -> tuple[Any, str | None] | None:
    """What the library finds, and the author that the page's head names; None for no article."""
    from trafilatura import bare_extraction
    from trafilatura.settings import use_config

    config = use_config()
    config.set("DEFAULT", "MIN_EXTRACTED_SIZE", _SHORT)
    try:
        names = tree.xpath("//head/meta[@name='author' or @name='Author']/@content")
        _set_in_paragraphs(tree.find("body"))
        document: Any = bare_extraction(
            tree,
            with_metadata=True,
            config=config,
            include_comments=False,
            favor_recall=True,  # else it leaves out lists and text outside of paragraphs
            date_extraction_params={"extensive_search": False, "original_date": True},
        )
    except Exception as error:  # the library raises many kinds on broken pages
        raise _unparsed(file, error) from error
    text = "\n".join(_lines(document.body)) if document is not None else ""
    if not text or is_list_page(text):
        return None
    return document, str(names[0]).strip() if names else document.author


def _set_in_paragraphs(body: Any) -> None:
    """Set text that stands bare in the body, its lines parted by <br>, in paragraphs.

    The library passes over such text, or its first line.
    """
    if body is None or not any(_HAN.search(text) for text in body.xpath("text()")):
        return
    paragraph = body.makeelement("p")
    paragraph.text, body.text = body.text, None
    body.insert(0, paragraph)
    for child in list(body)[1:]:
        tail, child.tail = child.tail, None
        if child.tag in _INLINE:
            paragraph.append(child)
            child.tail = tail
            continue
        paragraph = body.makeelement("p")
        paragraph.text = tail
        child.addnext(paragraph)
        if child.tag == "br":
            body.remove(child)


def _lines(body: Any) -> Iterator[str]:
    """The lines of what the library keeps: its own text would add marks to lists and tables."""
    for element in body:
        if element.tag == "row":
            cells = ("".join(cell.itertext()) for cell in element)
            yield "\t".join(" ".join(cell.split()) for cell in cells)
        elif element.tag in {"list", "table"}:
            yield from _lines(element)
        else:
            for line_end in element.iter("lb"):
                line_end.text = "\n"
            lines = (line.strip() for line in "".join(element.itertext()).split("\n"))
            yield from filter(None, lines)


def _authors(author: str | None, info: str, text: str) -> tuple[str, ...]:
    named = WRITTEN_BY.search(info)
    names = re.split(r"[、，,;；/\s]+", named.group(1) if named else author or "")
    names = [name for name in names if _HAN.search(name)] or [*bylines.report_authors(text)]
    return tuple(dict.fromkeys(names)) or bylines.tail_authors(text)


def _headline(title: str | None, shown: Sequence[str]) -> str | None:
    """The title of the page without the site's name, where the page shows it so."""
    if not title:
        return None
    lines = {squeeze(line) for line in shown}
    cuts = [cut.start() for cut in _PARTING.finditer(title)]
    heads = (title[:cut].strip() for cut in reversed(cuts))
    return next((head for head in heads if squeeze(head) in lines), title)


def _names(account: str | None, line: str) -> bool:
    """True for a line with the account's name alone, or with the day."""
    behind = line.removeprefix(account) if account else line
    return behind != line and (not behind.strip() or is_stamp(behind))


def _account(tree: Any) -> str | None:
    """The public account whose page it is."""
    named = tree.xpath("string(//*[@id='js_name'])").strip()
    return named if _HAN.search(named) else None


def _paper(site: str | None, info: str) -> str | None:
    if site and _HAN.search(site) and site.strip() not in _PLATFORMS:
        return site.strip()
    named = _SOURCE.search(info)
    return named.group(1) if named else None
