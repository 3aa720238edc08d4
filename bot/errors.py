"""Everything that Baowen raises on purpose.

BaowenError            exit 1; the message says what happened, where, and what to do
├── UsageError         exit 2; a wrong argument or question
├── ReadingError       a file that cannot be read as a newspaper page
│   └── OcrMissing     a scan, and the `ocr` extra is not installed
├── ModelError         an encoder that cannot be loaded or does not fit the index
├── PortInUse          the chat's port is taken
└── IndexFault         the index cannot be used
    ├── IndexMissing   there is none
    ├── IndexStale     another format version, or settings of another time
    ├── IndexDamaged   its parts do not fit together
    └── IndexBusy      another process is building it
"""

from __future__ import annotations


class BaowenError(Exception):
    """Base of all errors meant for people. Messages are Chinese, then English."""

    exit_code = 1


class UsageError(BaowenError):
    """A wrong argument or question."""

    exit_code = 2


class ReadingError(BaowenError):
    """A file that cannot be read as a newspaper page."""


class OcrMissing(ReadingError):
    """A scan was left out, because the `ocr` extra is not installed."""


class ModelError(BaowenError):
    """An encoder that cannot be loaded or does not fit the index."""


class PortInUse(BaowenError):
    """The chat's port is taken by another program."""


class IndexFault(BaowenError):
    """The index cannot be used."""


class IndexMissing(IndexFault):
    """There is no index at this path."""


class IndexStale(IndexFault):
    """The index was built by another format version or with other settings."""


class IndexDamaged(IndexFault):
    """The parts of the index do not fit together."""


class IndexBusy(IndexFault):
    """Another process is building the index."""


def broken_model(file: object, reason: object) -> ModelError:
    """The error for a file of a model that is missing or damaged."""
    return ModelError(
        f"模型文件缺失或损坏: {file} ({reason})。请重新安装 baowen，或换一个 --model。 / "
        f"Missing or damaged: {file} ({reason}). Reinstall baowen, or name another --model."
    )
