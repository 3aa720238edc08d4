"""Halves of stories that jump to another page are linked, once all files of a build are in."""

from __future__ import annotations

from bot.index.writing import StoreWriter
from bot.reading.halves import with_partners


def join_halves(store: StoreWriter) -> None:
    """Make every half in the store name its partner, or none: what a fresh index would say.

    It reads no file: what a half says of its pages is in its record. `join_halves(store)` after
    files were put in, changed or taken out.
    """
    stored = store.halves()
    old = [article for _, article in stored]
    for (row, before), after in zip(stored, with_partners(old), strict=True):
        if after != before:
            store.replace_record(row, after)
    store.commit()
