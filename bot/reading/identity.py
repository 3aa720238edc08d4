"""What paper, day, page and section a page is: the record that every source of it fills."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Identity:
    """What paper, day, page and section a page is; None where it does not say."""

    paper: str | None = None
    date: str | None = None
    page: str | None = None
    section: str | None = None

    def filled(self, other: Identity) -> Identity:
        """This one, with what it lacks taken from the other."""
        return Identity(
            self.paper or other.paper,
            self.date or other.date,
            self.page or other.page,
            self.section or other.section,
        )


@dataclass(frozen=True, slots=True)
class Told:
    """What `papers.toml` and METS tell of one file; `NOTHING_TOLD` where there is neither.

    `order` is the page's place in its issue. `stamp` is the digest of what told it: when that
    changes, so does what is known of the file. `lacking` are the pages that a METS file, if this is
    one, lists and that cannot be read, each with the reason.
    """

    identity: Identity = Identity()
    year: int | None = None
    sections: Mapping[str, str] = field(default_factory=dict)  # page -> section
    stamp: bytes = b""
    order: str | None = None
    lacking: tuple[str, ...] = ()

    def of_page(self, page: str | None) -> Identity:
        """The identity, with the section of this page where none is told."""
        return self.identity.filled(Identity(section=self.sections.get(page or "")))


NOTHING_TOLD = Told()
