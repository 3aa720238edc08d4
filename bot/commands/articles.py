"""`baowen articles`: what a page holds, why, and where it stands."""

from __future__ import annotations

import sys
from typing import Any

from bot.commands.shared import Commands, Options, add_json, new_command, print_json
from bot.errors import ReadingError


def add_articles(commands: Commands) -> None:
    """Tells the parser of `articles`."""
    command = new_command(
        commands, "articles", _articles,
        "列出版面上的稿件、图片和公告，不需要索引。 / What a page holds; needs no index.",
    )  # fmt: skip
    command.add_argument("files", nargs="+", metavar="FILE")
    command.add_argument("--explain", action="store_true",
                         help="每篇为何从这里开始 / why each item begins there")  # fmt: skip
    command.add_argument("--html", metavar="OUT",
                         help="画成一个网页文件 / draw the pages as one HTML file")  # fmt: skip
    add_json(command)


def _articles(options: Options) -> int:
    if options.html is None:
        return _list(options)
    from bot.pageview.page_file import check_out, write_page_file

    check_out(options.html, options.files)
    failed = write_page_file(options.html, options.files)
    for reason in failed:
        print(f"baowen: {reason}", file=sys.stderr)
    print(f"已写入 / written: {options.html}", file=sys.stderr)
    return (ReadingError.exit_code if failed else 0) | (_list(options) if options.json else 0)


def _list(options: Options) -> int:
    from bot.json_output import article_json
    from bot.pageview.explained import encoding_json, encoding_line, opening_json, opening_lines
    from bot.printing import print_article
    from bot.reading.articles import read_sheets
    from bot.reading.encodings import encodings_in

    failed = 0
    for file in options.files:
        try:
            charsets = encodings_in(file) if options.explain else {}
            for sheet in read_sheets(file):
                for found in sheet.items:
                    name = found.article.file
                    why: dict[str, Any] = {}
                    why_lines: list[str] = []
                    if options.explain and options.json:
                        why = opening_json(found.opening) | encoding_json(charsets.get(name))
                    elif options.explain:
                        why_lines = opening_lines(found.opening)
                        if charset := charsets.pop(name, None):  # told once
                            print(encoding_line(name, charset))
                    if options.json:
                        print_json(article_json(found.article) | why)
                    else:
                        print_article(found.article, why_lines)
        except ReadingError as error:
            print(f"baowen: {error}", file=sys.stderr)
            failed = ReadingError.exit_code
    return failed
