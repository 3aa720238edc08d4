"""What a build did, for people and as JSON."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class FailedFile:
    """A file that could not be read, or in part only; the index holds what could be read."""

    file: str
    reason: str


@dataclass(frozen=True, slots=True)
class DoubtfulFile:
    """A file in the index whose encoding was found with little certainty: its text may be wrong."""

    file: str
    reason: str


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did: numbers of files against the index before, and what it holds now."""

    added: int
    changed: int
    removed: int
    unchanged: int
    failed: tuple[FailedFile, ...]
    articles: int
    passages: int
    seconds: float
    doubtful: tuple[DoubtfulFile, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The object that `baowen index --json` prints; `doubtful` only where there are some."""
        files: dict[str, Any] = {
            "added": self.added,
            "changed": self.changed,
            "removed": self.removed,
            "unchanged": self.unchanged,
            "failed": [{"file": f.file, "reason": f.reason} for f in self.failed],
        }
        if self.doubtful:
            files["doubtful"] = [{"file": d.file, "reason": d.reason} for d in self.doubtful]
        return {
            "files": files,
            "articles": self.articles,
            "passages": self.passages,
            "seconds": round(self.seconds, 3),
        }
