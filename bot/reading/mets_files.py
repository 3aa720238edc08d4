"""The METS files among the files of a corpus: what they tell of the ALTO pages that they list."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import IO

from bot.errors import ReadingError
from bot.reading.identity import Told
from bot.reading.kinds import HEAD, is_mets
from bot.reading.mets import ListedPage, read_mets

Opens = Callable[[], IO[bytes]]
WhyNot = Callable[[str], str | None]  # why the file of this name cannot be read; None if it can


class MetsFiles:
    """What the METS files tell. One that is bad tells nothing; its reader says why."""

    def __init__(self, files: Iterable[tuple[str, Opens]], why_not: WhyNot) -> None:
        """Find them among the files, given by name with how to open each.

        `why_not` is asked about the pages that they list and that are not among the files.
        """
        self._told: dict[str, tuple[ListedPage, bytes]] = {}
        self._lacking: dict[str, tuple[str, ...]] = {}
        opens_of: dict[str, Opens] = {}
        for name, opens in files:
            opens_of.setdefault(name, opens)
        for name, raw in _found(opens_of.items()):
            stamp = hashlib.sha256(raw).digest()
            pages = _listed(raw, name)
            for page, listed in pages.items():
                self._told.setdefault(page, (listed, stamp))
            reasons = ((page, why_not(page)) for page in pages if page not in opens_of)
            self._lacking[name] = tuple(f"{page} ({why})" for page, why in reasons if why)

    def told(self, name: str, told: Told) -> Told:
        """What is told of the file: first by papers.toml, which is given, then by METS.

        `mets.told("issue/alto/0001.xml", NOTHING_TOLD).identity.date -> "2024-05-02"`. Of a METS
        file it is the pages that it lists in vain: when they come or go, it is another file.
        """
        if lacking := self._lacking.get(name):
            stamp = hashlib.sha256("\n".join(lacking).encode(errors="surrogatepass")).digest()
            return replace(told, stamp=told.stamp + stamp, lacking=lacking)
        if name not in self._told:
            return told
        listed, stamp = self._told[name]
        identity = told.identity.filled(listed.identity)
        return replace(told, identity=identity, order=listed.order, stamp=told.stamp + stamp)


def _found(files: Iterable[tuple[str, Opens]]) -> Iterator[tuple[str, bytes]]:
    """The METS files with their bytes."""
    for name, opens in files:
        if not name.lower().endswith(".xml"):
            continue
        try:
            with opens() as file:
                head = file.read(HEAD)
                if is_mets(head):
                    yield name, head + file.read()
        except Exception:  # noqa: S112  # what does not open is told when it is read
            continue


def _listed(raw: bytes, name: str) -> Mapping[str, ListedPage]:
    try:
        return read_mets(raw, name)
    except ReadingError:
        return {}
