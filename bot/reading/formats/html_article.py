"""A saved web page -> its article, without menus, advertisements and footers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from bot.dates import full_date
from bot.errors import ReadingError
from bot.reading import bylines
from bot.reading.decoding import decode
from bot.reading.formats.rows import article_id
from bot.reading.formats.web_lines import parted
from bot.reading.sources import Source
from bot.records import Article

_MAX_BYTES = 20 << 20  # of a page; the library takes no larger ones
_CHARSET = re.compile(
    rb"<(?:meta|\?xml)[^>]*(?:charset|encoding)\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE
)
_LARGER = {"gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs"}
_HAN = re.compile("[\u4e00-\u9fff]")
_SOURCE = re.compile(r"(?:来源|稿源)[:：]\s*([\u4e00-\u9fff·]{2,20})")
_AUTHOR = re.compile(
    r"作者[:：]\s*([\u4e00-\u9fff·]{2,12}?(?=[\s、，,/|]|$|发[布表]|时间|来源|责?任?编辑)"
    r"(?:[、，,/ ][\u4e00-\u9fff·]{2,4}(?![\u4e00-\u9fff]*[:：]))*)"
)


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
    title, info, text = parted("\n".join(_lines(document.body)), document.title or None)
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
