"""A saved web page -> its article, without menus, advertisements and footers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from bot.errors import ReadingError
from bot.reading import bylines
from bot.reading.decoding import decode
from bot.reading.formats.rows import article_id
from bot.reading.sources import Source
from bot.records import Article
from bot.text import squeeze

_MAX_BYTES = 20 << 20  # of a page; the library takes no larger ones
_CHARSET = re.compile(
    rb"<(?:meta|\?xml)[^>]*(?:charset|encoding)\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE
)
_LARGER = {"gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs"}
_HAN = re.compile("[\u4e00-\u9fff]")
# The line between headline and text: 2024年03月05日 08:12 来源：河滨日报 作者：王小明
_INFO = re.compile(r"(?:来源|作者|责任编辑|编辑|发布时间|发表时间|时间|浏览|点击)[:：]")
_STAMP = re.compile(r"[\d\s年月日时分秒:：./-]{8,}")
_SOURCE = re.compile(r"来源[:：]\s*([\u4e00-\u9fff·]{2,20})")
_AUTHOR = re.compile(
    r"作者[:：]\s*([\u4e00-\u9fff·]{2,12}(?:[、，,/ ][\u4e00-\u9fff·]{2,4}(?![:：]))*)"
)
_WAY = re.compile(r"(?:您?的?当前|您的|所在)位置\s*[:：>]")  # 当前位置：首页 > 民生 > 正文
_INFO_LINES = 4  # from the top, among which it stands; the library may put it at the end
_INFO_CHARS = 100


def read_html(source: Source) -> Iterator[Article]:
    """The article of the page, with title, authors, date and paper where the page states them.

    Raises:
        ReadingError: If the page cannot be decoded, or holds no article.
    """
    raw = source.read()
    if len(raw) > _MAX_BYTES:
        raise ReadingError(
            f"网页超过 {_MAX_BYTES >> 20} MiB: {source.name}。请另存为文本。 | "
            f"The web page is larger than {_MAX_BYTES >> 20} MiB: {source.name}. Save it as text."
        )
    found = _extracted(_decoded(raw, source.name), source.name)
    if found is None:
        raise ReadingError(
            f"网页里没有找到文章: {source.name}。请另存为文本。 | "
            f"No article was found in the web page: {source.name}. Save it as text."
        )
    document, author = found
    title = document.title or None
    info, text = _without_info("\n".join(_lines(document.body)), title)
    authors = _authors(author, info, text)
    yield Article(
        id=article_id(source.name, title, text),
        kind="article",
        title=title,
        text=text,
        file=source.name,
        authors=authors,
        date=document.date or None,
        dateline=bylines.dateline(text),
        paper=source.told.identity.paper or _paper(document.sitename, info),
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


def _extracted(page: str, file: str) -> tuple[Any, str | None] | None:
    """What the library finds, and the author that the page's head names."""
    from trafilatura import bare_extraction, load_html

    try:
        # A page declares its encoding for bytes; what comes here is decoded already.
        tree = load_html(re.sub(r"\A\s*<\?xml[^>]*\?>", "", page))
        if tree is None:
            return None
        names = tree.xpath("//head/meta[@name='author' or @name='Author']/@content")
        document: Any = bare_extraction(
            tree,
            with_metadata=True,
            include_comments=False,
            favor_recall=True,  # else it leaves out lists and text outside of paragraphs
            date_extraction_params={"extensive_search": False, "original_date": True},
        )
    except Exception as error:  # the library raises many kinds on broken pages
        raise ReadingError(
            f"网页无法解析: {file} ({error})。请另存为文本。 | "
            f"The web page cannot be parsed: {file} ({error}). Save it as text."
        ) from error
    if document is None or not any(_lines(document.body)):
        return None
    return document, str(names[0]).strip() if names else document.author


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


def _without_info(text: str, title: str | None) -> tuple[str, str]:
    """The lines about the article, which stand above it or got behind it, and its text."""
    info, kept = [], []
    lines = text.strip().split("\n")
    for number, line in enumerate(lines):
        top, end = number < _INFO_LINES, number >= len(lines) - _INFO_LINES
        short = len(line) <= _INFO_CHARS
        if short and ((top and _is_info(line, title)) or ((top or end) and _is_menu(line))):
            info.append(line)
        else:
            kept.append(line)
    return ("\n".join(info), "\n".join(kept)) if kept else ("", text.strip())


def _is_info(line: str, title: str | None) -> bool:
    if title is not None and squeeze(line) == squeeze(title):
        return True
    if line.rstrip().endswith(("。", "！", "？", "”")):
        return False
    return bool(_INFO.search(line) or _STAMP.fullmatch(line.strip()))


def _is_menu(line: str) -> bool:
    """True for what cannot be text: where the page is, when and by whom in one line."""
    return bool(_WAY.match(line) or (len(_INFO.findall(line)) > 1 and re.search(r"\d:\d\d", line)))


def _authors(author: str | None, info: str, text: str) -> tuple[str, ...]:
    named = _AUTHOR.search(info)
    names = re.split(r"[、，,;；/\s]+", named.group(1) if named else author or "")
    names = [name for name in names if _HAN.search(name)] or [*bylines.report_authors(text)]
    return tuple(dict.fromkeys(names))


def _paper(site: str | None, info: str) -> str | None:
    if site and _HAN.search(site):
        return site.strip()
    named = _SOURCE.search(info)
    return named.group(1) if named else None
