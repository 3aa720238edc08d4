"""Which articles a search may look at."""

from __future__ import annotations

from dataclasses import dataclass

from bot.records import Article


@dataclass(frozen=True, slots=True)
class Filter:
    """Bounds of the issue's date (ISO, both inclusive) and the paper's name; None is no bound.

    `Filter(since="2023-04-01")` leaves out everything older, and everything without a date.
    `days` are the only ones of the issue that are allowed; none of them is no bound.
    """

    since: str | None = None
    until: str | None = None
    paper: str | None = None
    days: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """False when everything is allowed."""
        return self != Filter()

    def allows(self, article: Article) -> bool:
        """True when the article lies within the bounds. A date filter leaves out the undated."""
        if self.paper is not None and article.paper != self.paper:
            return False
        if self.days and article.date not in self.days:
            return False
        if self.since is None and self.until is None:
            return True
        return (self.since or "") <= (article.date or "") <= (self.until or "9999-99-99") and bool(
            article.date
        )
