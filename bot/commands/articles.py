"""`baowen articles`: what a page holds."""

from __future__ import annotations

import sys

from bot.commands.shared import Commands, Options, add_json, new_command, print_json
from bot.errors import ReadingError


def add_articles(commands: Commands) -> None:
    """Tells the parser of `articles`."""
    command = new_command(
        commands, "articles", _articles,
        "列出版面上的稿件、图片和公告，不需要索引。 / What a page holds; needs no index.",
    )  # fmt: skip
    command.add_argument("files", nargs="+", metavar="FILE")
    add_json(command)


def _articles(options: Options) -> int:
    from bot.json_output import article_json
    from bot.printing import print_article
    from bot.reading.articles import read_articles

    failed = 0
    for file in options.files:
        try:
            for article in read_articles(file):
                if options.json:
                    print_json(article_json(article))
                else:
                    print_article(article)
        except ReadingError as error:
            print(f"baowen: {error}", file=sys.stderr)
            failed = ReadingError.exit_code
    return failed
