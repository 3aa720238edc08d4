"""Which reader takes which kind of file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from bot.reading.formats.alto_pages import read_alto
from bot.reading.formats.csv_rows import read_csv
from bot.reading.formats.docx_page import read_docx
from bot.reading.formats.html_article import read_html
from bot.reading.formats.image_pages import read_image
from bot.reading.formats.jsonl import read_jsonl
from bot.reading.formats.mets_list import read_list
from bot.reading.formats.pdf_pages import read_pdf
from bot.reading.formats.text_page import read_text_page
from bot.reading.kinds import Kind
from bot.reading.sources import Source
from bot.records import Article, Page

# Formats that keep their articles apart, and formats whose pages have to be separated.
ROW_READERS: Mapping[Kind, Callable[[Source], Iterator[Article]]] = {
    "csv": read_csv,
    "html": read_html,
    "jsonl": read_jsonl,
}
PAGE_READERS: Mapping[Kind, Callable[[Source], Iterator[Page]]] = {
    "alto": read_alto,
    "image": read_image,
    "mets": read_list,
    "pdf": read_pdf,
    "text": read_text_page,
    "zip": read_docx,  # zip archives have been taken apart by then: bot/reading/sources.py
}
