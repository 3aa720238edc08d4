"""Files -> one HTML file that draws what they hold."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from bot.errors import BaowenError, ReadingError, UsageError
from bot.pageview.page_html import DrawnFile, draw
from bot.reading.articles import read_sheets
from bot.reading.sheets import Sheet


def check_out(out: str, files: Sequence[str]) -> None:
    """Make sure that `out` can be meant for the HTML file, before anything is read.

    Raises:
        UsageError: If it is a folder, lies in no folder, or is one of the files to be read.
    """
    path = Path(out)
    if path.is_dir():
        raise UsageError(
            f"{out} 是文件夹。请写出文件名，如 {path.as_posix()}/page.html。 / "
            f"{out} is a folder. Name a file, like {path.as_posix()}/page.html."
        )
    if not path.parent.is_dir():
        raise UsageError(
            f"没有这个文件夹: {path.parent}。请先建立它。 / "
            f"No such folder: {path.parent}. Create it first."
        )
    if path.exists() and any(Path(f).exists() and os.path.samefile(out, f) for f in files):
        raise UsageError(
            f"{out} 是要读的报纸，不会覆盖。请换一个文件名。 / "
            f"{out} is a paper to be read and is kept. Name another file."
        )


def write_page_file(out: str, files: Sequence[str]) -> list[str]:
    """Draw the files into `out`, over what is there; why some could not be read in full.

    `write_page_file("page.html", ["2024-03-05_云溪日报_01版.txt"]) -> []`.

    Raises:
        BaowenError: If the file cannot be written.
    """
    drawn = [_read(file) for file in files]
    html = draw(drawn)
    try:
        with open(out, "w", encoding="utf-8", errors="backslashreplace", newline="\n") as file:
            file.write(html)
    except OSError as error:
        raise BaowenError(
            f"写不了 {out}（{error.strerror}）。请换个位置，或检查权限和磁盘。 / "
            f"Cannot write {out} ({error.strerror}). Name another place, or check rights and disk."
        ) from error
    return [one.fault for one in drawn if one.fault]


def _read(file: str) -> DrawnFile:
    sheets: list[Sheet] = []
    fault = None
    try:
        sheets.extend(read_sheets(file))
    except ReadingError as error:  # extend keeps the pages that came before it
        fault = str(error)
    return DrawnFile(file, tuple(sheets), fault)
