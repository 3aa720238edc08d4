"""A helper process of `bot.reading.ahead`: reads its share of some texts, web pages and documents.

It is told on its standard input what to read, and writes a message for each file: its number, 0,
and the articles behind the digest of what papers.toml told of it; None for a file that has to be
read by whoever asked, who then tells why.
"""

from __future__ import annotations

import gc
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import Any

from bot.reading.article_rows import row_of
from bot.reading.articles import articles_of
from bot.reading.kinds import kind_of
from bot.reading.limits import bound_process
from bot.reading.messages import received, send
from bot.reading.papers_file import PapersFiles
from bot.reading.sources import Source, source_of

_NOT_HERE = {"pdf", "image"}  # whatever they are named: they have helpers and a cache of their own
_RARELY = 50_000  # new objects before rings among them are looked for: reading makes none

ReadFile = tuple[int, int, tuple[bytes, list[Any]] | None]  # the file's number, 0, its articles


def share(
    files: Sequence[str],
    paths: Sequence[str],
    number: int,
    index: int,
    helpers: int,
    helper: int,
    passed: int = 0,
) -> Iterator[ReadFile]:
    """This helper's files, from the one with this number on, but `passed` of all.

    `list(share(["a.txt", "b.txt"], ["."], 0, 0, 2, 1)) -> [(1, 0, (b"", [[…]]))]`. The file with
    this number is passed over if the `index` is not 0: it ended a helper.
    """
    papers = PapersFiles(paths)
    for at in range(number + passed + (index > 0), len(files)):
        if at % helpers == helper:
            yield at, 0, _articles(files[at], papers)


def _articles(file: str, papers: PapersFiles) -> tuple[bytes, list[Any]] | None:
    with suppress(Exception):
        source = source_of(file, papers.of(file, file))
        if not _is_for(source):
            return None
        rows = [row_of(article) for article in articles_of(source)]
        return (source.told.stamp, rows) if None not in rows else None
    return None


def _is_for(source: Source) -> bool:
    return kind_of(source.name, source.head()) not in _NOT_HERE


def main() -> None:
    """Do what standard input tells, until done or nobody listens."""
    bound_process()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever asked ends this process
    gc.set_threshold(_RARELY)
    for message in share(**received(sys.stdin.buffer)):
        send(sys.stdout.buffer, message)


if __name__ == "__main__":
    main()
