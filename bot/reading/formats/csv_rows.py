"""CSV: a row is an article, and the header names its columns as the keys of JSONL."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from bot.errors import ReadingError
from bot.reading.decoding import text_of
from bot.reading.formats.rows import BadRow, bad_rows, row_article, row_text
from bot.reading.sources import Source
from bot.records import Article, Piece

_LONGEST = 16 << 20  # characters of one cell
_COLUMNS = {
    "id": "编号",
    "title": "标题 题目 文章标题 新闻标题 主标题",
    "kicker": "引题 肩题 眉题",
    "subtitle": "副题 副标题 子标题",
    "text": "正文 内容 全文 正文内容 文章内容",
    "date": "日期 时间 发布时间 发布日期 出版日期 见报日期",
    "page": "版次 版 版号 版面号 所在版 所在版面",
    "paper": "报纸 报名 报纸名称 报刊 来源",
    "author": "作者 记者 署名 责任者 通讯员",
    "section": "版面 栏目",
}
_NAMES = {name: key for key, names in _COLUMNS.items() for name in names.split()}


def _key(name: str) -> str:
    """The key that a column's name is for: `_key("记者/通讯员") -> "author"`, `_key("字数")`."""
    parts = (part.strip() for part in name.replace("／", "/").split("/"))
    return next((_NAMES[part] for part in parts if part in _NAMES), name)


def read_csv(source: Source) -> Iterator[Article]:
    """The articles of the file, one a row; empty rows are passed over.

    Separated by commas, semicolons or tabs. Bad rows lose no good ones: they are named at the end.

    Raises:
        ReadingError: If the file cannot be read or has no column `text`, or after the last article
            if rows were bad, with their lines.
    """
    csv.field_size_limit(_LONGEST)
    text = text_of(source.read(), source.name)
    rows = _Rows(text, source.name)
    seen: Counter[str] = Counter()
    bad = []
    for number, offset, cells in rows:
        row = {name: cell for name, cell in zip(rows.header, cells, strict=False) if cell}
        try:
            if len(cells) > len(rows.header):
                raise BadRow(
                    f"多出 {len(cells) - len(rows.header)} 格 | more cells than the header"
                )
            raw = text[offset : rows.offset].rstrip("\n")
            pieces = _pieces(raw, row_text(row), offset)
            yield row_article(row, source.name, (offset, offset + len(raw)), pieces, seen)
        except BadRow as error:
            bad.append(f"{source.name}:{number} {error}")
    bad += rows.broken
    if bad:
        raise bad_rows(bad)


class _Rows:
    """The rows below the header: line, offset and cells; `offset` is behind the latest one."""

    def __init__(self, text: str, file: str) -> None:
        """Read the header. Raises ReadingError if it names no column `text`."""
        self.offset = self._line = 0
        self.broken: list[str] = []
        self._file = file
        self._text = text
        first = text[: text.find("\n") + 1] or text
        delimiter = max(",;\t", key=first.count)
        self._reader = csv.reader(self._lines(), delimiter=delimiter, strict=True)
        names = [name.strip().lower() for name in next(self._cells(), [])]
        self.header = [*map(_key, names)]
        if "text" not in self.header:
            raise ReadingError(
                f"第 1 行没有名为 text 的列: {file}。第 1 行应是列名，如 title,text,date。 | "
                f"Line 1 names no column text: {file}. It should name them: title,text,date,…."
            )

    def __iter__(self) -> Iterator[tuple[int, int, list[str]]]:
        start, line = self.offset, self._line + 1
        for cells in self._cells():
            if any(cell.strip() for cell in cells):
                yield line, start, cells
            start, line = self.offset, self._line + 1

    def _cells(self) -> Iterator[list[str]]:
        while True:
            begin = self._line + 1
            try:
                yield next(self._reader)
            except StopIteration:
                return
            except csv.Error as error:
                self.broken.append(f"{self._file}:{begin} {error}")

    def _lines(self) -> Iterator[str]:
        while self.offset < len(self._text):
            end = self._text.find("\n", self.offset) + 1 or len(self._text)
            line = self._text[self.offset : end]
            self.offset = end
            self._line += 1
            yield line


def _pieces(raw: str, text: str, offset: int) -> tuple[Piece, ...]:
    """The runs of the text in its row, if it stands there once; a doubled quote ends a run."""
    literal = text.replace('"', '""') if f'"{text[:1]}' in raw or '""' in raw else text
    at = raw.find(literal)
    if at < 0 or raw.find(literal, at + 1) >= 0:
        return ()
    doubled = literal != text
    cuts = [0, *(n + 1 for n, char in enumerate(text) if doubled and char == '"'), len(text)]
    return tuple(
        Piece(start, end, offset + at + start + extra)
        for extra, (start, end) in enumerate(pairwise(cuts))
        if start < end
    )
