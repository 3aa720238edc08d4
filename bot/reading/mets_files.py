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


class MetsFiles:
    """What the METS files tell. One that is bad tells nothing; its reader says why."""

    def __init__(self, files: Iterable[tuple[str, Opens]]) -> None:
        """Find them among the files, given by name with how to open each."""
        self._told: dict[str, tuple[ListedPage, bytes]] = {}
        for name, raw in _found(files):
            stamp = hashlib.sha256(raw).digest()
            for page, listed in _listed(raw, name).items():
                self._told.setdefault(page, (listed, stamp))

    def told(self, name: str, told: Told) -> Told:
        """What is told of the file: first by papers.toml, which is given, then by METS.

        `mets.told("issue/alto/0001.xml", NOTHING_TOLD).identity.date -> "2024-05-02"`.
        """
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
