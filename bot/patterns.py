"""Regular expressions that are compiled when they are first used.

Two hundred stand on the way to an answer, and a question uses half of them.
"""

from __future__ import annotations

import re
from typing import Any, cast


class _Pattern:
    """Not compiled yet. Once it is, it has all that a compiled one has, and is as fast."""

    def __init__(self, text: str, flags: int) -> None:
        self._text, self._flags = text, flags

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        compiled = re.compile(self._text, self._flags)
        self.__dict__.update(
            (known, getattr(compiled, known)) for known in dir(compiled) if known[0] != "_"
        )
        return getattr(compiled, name)


def regex(text: str, flags: int = 0) -> re.Pattern[str]:
    """As `re.compile`, but a mistake in it shows when it is first used (tests/test_patterns.py).

    `regex("[0-9]+").search("第12版").group() -> "12"`.
    """
    return cast("re.Pattern[str]", _Pattern(text, flags))
