"""A text file -> a page; and what all page readers say of a file without text."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from bot.errors import ReadingError
from bot.reading.decoding import text_of
from bot.reading.issues import parts_of
from bot.reading.pages import front_matter, make_page
from bot.reading.sources import Source
from bot.records import Page

_NO_TEXT_KINDS = {".pdf": "PDF", ".docx": "Word (docx)", ".zip": "zip"}


def read_text_page(source: Source) -> Iterator[Page]:
    """The file as one page, or as the pages whose heads it has.

    Raises:
        ReadingError: If it is no text in a known encoding.
    """
    try:
        text = text_of(source.read(), source.name)
    except ReadingError as error:
        named = _NO_TEXT_KINDS.get(PurePosixPath(source.name).suffix.lower())
        if named is None or "Empty file" in str(error):
            raise
        raise ReadingError(
            f"{source.name} 不是 {named} 文件，也不是文本，可能已损坏。请重新下载。 | "
            f"{source.name} is no {named} file and no text: damaged? Fetch it again."
        ) from error
    front, body_start = front_matter(text)
    told = front.filled(source.told.identity)
    if told.date or told.page:  # of the whole file
        yield make_page(text, source.name, source.told)
        return
    for part in parts_of(text, body_start):
        here = part.start, part.before
        yield make_page(text[: part.end], source.name, source.told, part=here)


def nothing_in(name: str) -> ReadingError:
    """The error for a document that opens but holds no text."""
    return ReadingError(
        f"文件里没有文字: {name}。请换成有文字的版面文件。 | "
        f"The file holds no text: {name}. Replace it with a page that holds text."
    )
