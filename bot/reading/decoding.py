"""Bytes of a file -> its text, or the reason why it is not one."""

from __future__ import annotations

import codecs
from collections import Counter
from pathlib import Path

from bot.errors import ReadingError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with UTF-16's
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 20_000  # characters looked at to judge whether a GB18030 reading is Chinese
_MIN_SHARE = 0.7  # of them that are common in Chinese text; random bytes reach about 0.4


def read_text(file: str) -> str:
    """The file's text with universal newlines and without a byte order mark.

    Raises:
        ReadingError: If the file cannot be opened, is empty, or is not text in UTF-8, UTF-16
            (with its mark) or GB18030.
    """
    text = decode(read_bytes(file), file)
    if not text.strip():
        raise ReadingError(
            f"文件是空的: {file}。请换成有文字的版面文件。 | "
            f"Empty file: {file}. Replace it with a page that holds text."
        )
    return text


def read_bytes(file: str) -> bytes:
    """The file's bytes.

    Raises:
        ReadingError: If the file cannot be opened.
    """
    try:
        return Path(file).read_bytes()
    except OSError as error:
        raise cannot_open(file, error) from error


def cannot_open(file: str, error: OSError) -> ReadingError:
    """The error to raise for a file that does not open, with what to do."""
    reason = error.strerror or str(error)
    return ReadingError(
        f"无法打开文件: {file} ({reason})。请检查路径和读取权限。 | "
        f"Cannot open file: {file} ({reason}). Check the path and the read permission."
    )


def decode(raw: bytes, file: str) -> str:
    """The bytes as text; `file` is named in the error.

    Raises:
        ReadingError: If the bytes are no text in a known encoding.
    """
    for mark, encoding in _BOMS:
        if raw.startswith(mark):
            return universal_newlines(_strict(raw[len(mark) :], encoding, file))
    if b"\0" in raw:
        raise ReadingError(
            f"不是文本文件 (含空字节): {file}。请提供文本版面。 | "
            f"Binary content (NUL bytes): {file}. Provide the page as text."
        )
    try:
        return universal_newlines(raw.decode("utf-8"))
    except UnicodeDecodeError as error:
        text = _gb18030(raw)
        if text is None:
            raise _undecodable(file, error.start) from error
        return universal_newlines(text)


def universal_newlines(text: str) -> str:
    """The text as `open()` gives it: every line ends in one newline character."""
    if "\r" not in text:
        return text
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _strict(raw: bytes, encoding: str, file: str) -> str:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        raise _undecodable(file, error.start) from error


def _undecodable(file: str, position: int) -> ReadingError:
    return ReadingError(
        f"无法识别文字编码: {file} (第 {position} 字节)。请另存为 UTF-8。 | "
        f"Unknown text encoding: {file} (byte {position}). Save it as UTF-8."
    )


def _gb18030(raw: bytes) -> str | None:
    """The bytes read as GB18030, or None where that gives no plausible Chinese."""
    try:
        text = raw.decode("gb18030")
    except UnicodeDecodeError:
        return None
    counts = Counter(char for char in text[:_SAMPLE] if not char.isspace())
    total = counts.total()
    common = sum(count for char, count in counts.items() if _is_common(char))
    return text if total == 0 or common >= _MIN_SHARE * total else None


def _is_common(char: str) -> bool:
    """True for printable ASCII, Chinese punctuation and the 3,755 everyday characters."""
    if " " <= char <= "~" or char in "、。·—…‘’“”〔〕〈〉《》「」『』〖〗【】！（），．：；？％　":
        return True
    try:
        raw = char.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return len(raw) == 2 and 0xB0 <= raw[0] <= 0xD7  # level 1 of GB 2312
