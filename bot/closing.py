"""What is closed when its `with` block ends."""

from __future__ import annotations

from types import TracebackType
from typing import Self


class Closing:
    """Base of what holds files open: `with Retriever.open("index") as retriever:` closes it."""

    def close(self) -> None:
        """Let go of the files."""
        raise NotImplementedError

    def __enter__(self) -> Self:
        """Itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close it."""
        self.close()
