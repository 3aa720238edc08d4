"""What `baowen eval --out DIR` leaves: summary.json, answers.jsonl, reliability_and_risk.png."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from bot.errors import BaowenError, UsageError
from bot.evaluation.judging import Outcome
from bot.evaluation.summary import Summary

SUMMARY, PICTURE = "summary.json", "reliability_and_risk.png"


class NoPicture(BaowenError):
    """Everything was saved but the picture; the message says what to install."""


def make_folder(name: str) -> Path:
    """The folder, made if need be: before the work, so that it is not done for nothing.

    Raises:
        UsageError: If it cannot be made, or holds something else: nothing is written over.
    """
    folder = Path(name)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()) and not (folder / SUMMARY).exists():
            raise UsageError(
                f"{folder} 里有别的文件。请给一个新文件夹，或以前的结果文件夹。 / It holds other "
                "files: give a new folder, or one with earlier results."
            )
    except OSError as error:
        raise _unwritable(folder, error) from error
    return folder


def save(folder: Path, outcomes: Sequence[Outcome], summary: Summary) -> None:
    """Writes the three files.

    Raises:
        UsageError: If the folder cannot be written to.
        NoPicture: If matplotlib is not installed; the other two files are there.
    """
    lines = [json.dumps(one.as_json(), ensure_ascii=False) + "\n" for one in outcomes]
    whole = json.dumps(summary.as_json(), ensure_ascii=False, indent=2) + "\n"
    try:
        # An id may hold half a character, which UTF-8 cannot: it is written as JSON escapes it.
        for name, text in ((SUMMARY, whole), ("answers.jsonl", "".join(lines))):
            (folder / name).write_text(text, encoding="utf-8", errors="backslashreplace")
        _draw(folder, summary)
    except OSError as error:
        raise _unwritable(folder, error) from error


def _draw(folder: Path, summary: Summary) -> None:
    try:
        from bot.evaluation.picture import draw
    except ImportError as error:
        raise NoPicture(
            f"没有画 {PICTURE}（{error}）。请运行：pip install 'baowen[eval]' | {PICTURE} was left "
            "out, it needs matplotlib. Run: pip install 'baowen[eval]'"
        ) from error
    draw(summary, folder / PICTURE)


def _unwritable(folder: Path, error: OSError) -> UsageError:
    return UsageError(
        f"写不进 {folder}: {error}。请用 --out 换一个文件夹。 | "
        f"Cannot write to {folder}: name another folder with --out."
    )
