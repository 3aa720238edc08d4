"""A METS file as a file of the corpus: it holds no page itself, but may be found to be bad."""

from __future__ import annotations

from collections.abc import Iterator

from bot.reading.mets import read_mets
from bot.reading.sources import Source
from bot.records import Page


def read_list(source: Source) -> Iterator[Page]:
    """No page: what it tells of others is in their `Source.told`.

    Raises:
        ReadingError: If it cannot be read, or lists no pages.
    """
    read_mets(source.read(), source.name)
    yield from ()
