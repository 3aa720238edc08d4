"""A Word document -> a page: its paragraphs and the rows of its tables, in their order."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from bot.errors import ReadingError
from bot.reading.formats.text_page import nothing_in
from bot.reading.mastheads import is_masthead
from bot.reading.packed import parts_of
from bot.reading.pages import make_page
from bot.reading.sources import Source
from bot.records import Page

_PART = "word/document.xml"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_OLD = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_SIGNS = {f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}tab": "\t", f"{_W}noBreakHyphen": "-"}
_TEXTS = {f"{_W}t", f"{_M}t"}  # printed, and in a formula
# Read on their own, or not at all: what older programs show, what was moved away or deleted, and
# how a word is spoken.
_APART = {f"{_W}txbxContent", _OLD, f"{_W}moveFrom", f"{_W}del", f"{_W}rt"}
_CELL = 40  # characters; a cell of more, in several paragraphs, is no value of a table
_HEADINGS = (
    "heading", "title", "subtitle", "标题", "主题", "正题", "引题", "肩题", "副题", "副标题",
)  # fmt: skip


def read_docx(source: Source) -> Iterator[Page]:
    """The document as one page. Headings begin with `#`; the cells of a row are parted by tabs.

    Cells that hold paragraphs lay the page out: each is read on its own. A masthead may stand in
    the page's header. Text boxes come behind the paragraph that they hang on. What was deleted with
    changes tracked is left out, what was inserted is in.

    Raises:
        ReadingError: If it is no Word document, is damaged, or holds no text.
    """
    raw = source.read()
    parts = parts_of(BytesIO(raw), source.name)
    if parts is None:
        raise ReadingError(
            f"压缩包或 Word 文件已损坏: {source.name}。请重新下载或另存。 | "
            f"Damaged zip or Word file: {source.name}. Fetch or save it again."
        )
    if _PART not in parts:
        raise _not_word(source.name, "[Content_Types].xml" in parts)
    body, headings, masthead = _body(raw, source.name)
    text = "\n".join(_lines((body, headings))).strip("\n")
    if not text.strip():
        raise nothing_in(source.name)
    whole = "\n".join([*masthead, text])
    yield make_page(whole, source.name, source.told, own_text=False)


def _not_word(name: str, office: bool) -> ReadingError:
    if office:
        return ReadingError(
            f"{name} 是 Office 文件但不是 Word 文档，不能读。请转成 csv 或 docx。 | "
            f"{name} is an Office file but no Word document. Convert it to csv or docx."
        )
    return ReadingError(
        f"{name} 是压缩包里的压缩包或其他文档，不能读。请先解压。 | "
        f"{name} is a zip within a zip, or another document. Unpack it first."
    )


def _body(raw: bytes, name: str) -> tuple[Any, set[str], list[str]]:
    """What holds the text, the styles of headings, and the masthead in the page's header."""
    from docx import Document

    try:
        document = Document(BytesIO(raw))
        headings = {style.style_id for style in document.styles if _is_heading(style)}
        above = [line.text for line in document.sections[0].header.paragraphs]
        return document.element.body, headings, [line for line in above if is_masthead(line)]
    except Exception as error:  # the library raises many kinds on damaged files
        raise ReadingError(
            f"Word 文件已损坏: {name} ({error})。请用 Word 打开并另存。 | "
            f"Damaged Word file: {name} ({error}). Open it in Word and save it again."
        ) from error


def _is_heading(style: Any) -> bool:
    """True for a heading's style, and for one that is made from one."""
    while style is not None:
        if (style.name or "").lower().startswith(_HEADINGS):
            return True
        style = getattr(style, "base_style", None)
    return False


def _lines(body: tuple[Any, set[str]]) -> Iterator[str]:
    """The lines of what holds paragraphs and tables: a body, a cell or a text box."""
    holder, headings = body
    for element in holder:
        if element.tag == f"{_W}p":
            yield from _paragraph(element, headings)
        elif element.tag == f"{_W}tbl":
            yield from _rows(element, headings)
        elif element.tag not in _APART:  # a content control, an insertion: paragraphs within
            yield from _lines((element, headings))


def _paragraph(element: Any, headings: set[str]) -> Iterator[str]:
    style = element.find(f"{_W}pPr/{_W}pStyle")
    text = "".join(_text(element))
    if style is not None and style.get(f"{_W}val") in headings and text.strip():
        yield ""
        text = "# " + text.strip()
    yield text
    for box in element.iter(f"{_W}txbxContent"):
        if not any(above.tag == _OLD for above in box.iterancestors()):
            yield ""
            yield from _lines((box, headings))
            yield ""


def _text(element: Any) -> Iterator[str]:
    for child in element:
        if child.tag in _TEXTS:
            yield child.text or ""
        elif child.tag in _SIGNS:
            yield _SIGNS[child.tag]
        elif child.tag == f"{_W}r" and _is_hidden(child):
            continue
        elif child.tag not in _APART and child.tag != f"{_W}pPr":
            yield from _text(child)


def _is_hidden(run: Any) -> bool:
    """True for what Word does not show; `w:val` may say that it does after all."""
    vanish = run.find(f"{_W}rPr/{_W}vanish")
    return vanish is not None and vanish.get(f"{_W}val", "1") not in {"0", "false", "off"}


def _rows(table: Any, headings: set[str]) -> Iterator[str]:
    yield ""
    for row in _within(table, f"{_W}tr"):
        cells = [[*_lines((cell, headings))] for cell in _within(row, f"{_W}tc")]
        if any(map(_is_laid, cells)):
            for cell in cells:
                yield from ("", *cell)
        else:
            yield "\t".join(" ".join(" ".join(cell).split()) for cell in cells)
    yield ""


def _is_laid(cell: list[str]) -> bool:
    """True for the lines of a cell that holds paragraphs."""
    return sum(map(bool, map(str.strip, cell))) > 1 and sum(map(len, cell)) > _CELL


def _within(holder: Any, tag: str) -> Iterator[Any]:
    """The rows of a table, or the cells of a row, also those in content controls."""
    for child in holder:
        if child.tag == tag:
            yield child
        elif child.tag.startswith(f"{_W}sdt"):
            yield from _within(child, tag)
