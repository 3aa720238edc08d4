"""What OCR read is kept by content: no page is read twice, also when a run was killed."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import tempfile
from collections.abc import Callable
from pathlib import Path

from bot.reading.layout.placed import PlacedPage, page_of, row_of

_FORM = 4  # of the files; another number forgets the old ones


def kept(folder: Path | None, key: str, read: Callable[[], PlacedPage]) -> PlacedPage:
    """The page that `read` gives, or the one kept under this key in the folder.

    `kept(Path("index/ocr"), "engine 1.0 sha", read)`. Without a folder it is read each time. A
    folder that cannot be written costs only the time.
    """
    if folder is None:
        return read()
    name = hashlib.sha256(f"{_FORM} {key}".encode()).hexdigest()
    file = folder / name[:2] / f"{name}.json"
    page = _load(file)
    if page is None:
        page = read()
        with contextlib.suppress(OSError):
            _save(file, page)
    return page


def _load(file: Path) -> PlacedPage | None:
    try:
        return page_of(json.loads(file.read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError, TypeError):
        return None  # not there, or cut off: it is read again


def _save(file: Path, page: PlacedPage) -> None:
    """Write it whole or not at all."""
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=file.parent, suffix=".part")
    try:
        with open(handle, "w", encoding="utf-8") as out:
            json.dump(row_of(page), out, ensure_ascii=False)
        os.replace(name, file)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
