"""A METS file as a file of the corpus: it holds no page itself, but may be found to be bad."""

from __future__ import annotations

from collections.abc import Iterator

from bot.errors import ReadingError
from bot.reading.mets import read_mets
from bot.reading.sources import Source
from bot.records import Page

_MOST_NAMED = 5  # pages named in the error; the rest are counted


def read_list(source: Source) -> Iterator[Page]:
    """No page: what it tells of others is in their `Source.told`.

    Raises:
        ReadingError: If it cannot be read, lists no pages, or lists pages that cannot be read.
    """
    read_mets(source.read(), source.name)
    if lacking := source.told.lacking:
        named = "; ".join(lacking[:_MOST_NAMED]) + (" …" if len(lacking) > _MOST_NAMED else "")
        raise ReadingError(
            f"METS 列出的版面有 {len(lacking)} 个读不到: {source.name}: {named}。"
            f"请补上这些文件；其余各版照读。 | "
            f"{source.name} lists {len(lacking)} pages that cannot be read. Add those files; the "
            f"other pages are read."
        )
    yield from ()
