"""Bytes of a file -> its text, or the reason why it is not one."""

from __future__ import annotations

import codecs
from pathlib import Path

from bot.errors import ReadingError
from bot.reading.charsets import Charset, detect

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with UTF-16's
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def read_text(file: str) -> str:
    """The file's text with universal newlines and without a byte order mark.

    Raises:
        ReadingError: If the file cannot be opened, is empty, or is not text in UTF-8, UTF-16,
            GB18030 or Big5.
    """
    return text_of(read_bytes(file), file)


def text_of(raw: bytes, file: str) -> str:
    """The bytes as text, as `read_text` gives it; `file` is named in the errors.

    Raises:
        ReadingError: If there is no text, or it is in no known encoding.
    """
    text = decode(raw, file)
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
    charset, start = charset_of(raw, file)
    try:
        return universal_newlines(raw[start:].decode(charset.name))
    except UnicodeDecodeError as error:
        raise _undecodable(file, error.start) from error


def charset_of(raw: bytes, file: str) -> tuple[Charset, int]:
    """The encoding of the bytes, and where the text begins: after the byte order mark, if any.

    `charset_of("渡口".encode("utf-16"), "a.txt") -> (Charset("utf-16-le", 1.0), 2)`.

    Raises:
        ReadingError: If the bytes are no text in a known encoding.
    """
    for mark, name in _BOMS:
        if raw.startswith(mark):
            return Charset(name, 1.0), len(mark)
    charset = detect(raw)
    if charset is not None:
        return charset, 0
    if b"\0" in raw:
        raise ReadingError(
            f"不是文本文件 (含空字节): {file}。请提供文本版面。 | "
            f"Binary content (NUL bytes): {file}. Provide the page as text."
        )
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _undecodable(file, error.start) from error
    raise _undecodable(file, 0)


def universal_newlines(text: str) -> str:
    """The text as `open()` gives it: every line ends in one newline character."""
    if "\r" not in text:
        return text
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _undecodable(file: str, position: int) -> ReadingError:
    return ReadingError(
        f"无法识别文字编码: {file} (第 {position} 字节)。请另存为 UTF-8。 | "
        f"Unknown text encoding: {file} (byte {position}). Save it as UTF-8."
    )
