"""A file of the index, opened once more by the name that it has there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import IO

from bot.errors import ReadingError
from bot.reading.packed import members_of


@contextmanager
def opened_again(name: str) -> Iterator[IO[bytes] | None]:
    """The file of this name, which may be a member of an archive; None where there is none.

    `opened_again("papers/2024.zip/03/05.pdf")`. It can be read from any place.
    """
    with ExitStack() as stack:
        try:
            file = _open(name, stack)
        except (OSError, ReadingError):
            file = None
        yield file


def _open(name: str, stack: ExitStack) -> IO[bytes] | None:
    if Path(name).is_file():
        return stack.enter_context(Path(name).open("rb"))
    for above in PurePosixPath(name).parents:
        if Path(above).is_file():
            members = stack.enter_context(members_of(above.as_posix())) or ()
            member = next((each for each in members if each.name == name), None)
            if member is None:
                return None
            with member.opens() as packed:
                return BytesIO(packed.read())
    return None
