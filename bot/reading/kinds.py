"""The first bytes of a file and its name -> which reader it goes to, or why none takes it.

The bytes decide where they can: a PDF that is named `.txt` is read as a PDF.
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import Literal

from bot.errors import ReadingError

Kind = Literal["text", "html", "csv", "jsonl", "zip", "pdf", "alto", "mets", "image"]

HEAD = 8192  # bytes that tell the kind
SUFFIXES: dict[str, Kind] = {
    ".txt": "text",
    ".text": "text",
    ".md": "text",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".shtml": "html",
    ".docx": "zip",
    ".csv": "csv",
    ".jsonl": "jsonl",
    ".zip": "zip",
    ".pdf": "pdf",
    ".xml": "alto",
    ".png": "image",
    ".jpg": "image",
    ".jpeg": "image",
    ".tif": "image",
    ".tiff": "image",
    ".webp": "image",
}
_PACKED = (b"PK\x03\x04", b"PK\x05\x06")
_FOREIGN = (  # first bytes, what it is, what to do
    (b"\xd0\xcf\x11\xe0", "旧版或加密的 Office 文件", "an old or encrypted Office file", "docx"),
    (b"{\\rtf", "RTF 文件", "an RTF file", "docx"),
    (b"\x1f\x8b", "gzip 压缩文件", "a gzip file", "zip"),
    (b"7z\xbc\xaf\x27\x1c", "7z 压缩文件", "a 7z file", "zip"),
    (b"Rar!", "RAR 压缩文件", "a RAR file", "zip"),
    (b"\xfd7zXZ", "xz 压缩文件", "an xz file", "zip"),
)
_IMAGES = (b"\x89PNG", b"\xff\xd8\xff", b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head)\b",
    re.IGNORECASE | re.DOTALL,
)
_XML = re.compile(rb"\s*<\?xml\b|\s*<(?:\w+:)?(?:alto|mets)\b", re.IGNORECASE)
_ROOT = re.compile(rb"<(?:\w+:)?(alto|mets|mods|html)\b", re.IGNORECASE)


def kind_of(name: str, head: bytes) -> Kind:
    """The kind of a file by its first bytes, and by its name where they do not tell.

    `kind_of("scan.txt", b"%PDF-1.7") -> "pdf"`. Of a zip file it says "zip", also where that is a
    Word document: `bot.reading.packed` looks inside.

    Raises:
        ReadingError: If the file is of a kind that cannot be read, with what to do.
    """
    suffix = PurePosixPath(name).suffix.lower()
    if suffix not in SUFFIXES:
        known = " ".join(SUFFIXES)
        raise ReadingError(
            f"不支持的文件类型: {name}。可读的类型: {known}。 | "
            f"Unsupported kind of file: {name}. Kinds that can be read: {known}."
        )
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(_PACKED):
        return "zip"
    if head.startswith(_IMAGES) or (head.startswith(b"RIFF") and head[8:12] == b"WEBP"):
        return "image"
    for magic, chinese, english, better in _FOREIGN:
        if head.startswith(magic):
            raise ReadingError(
                f"{name} 是{chinese}，不能读。请转成 {better}。 | "
                f"{name} is {english}, which is not read. Convert it to {better}."
            )
    return _by_markup(name, suffix, head)


def is_mets(head: bytes) -> bool:
    """True for the first bytes of a METS file, whatever its encoding."""
    return _root(_plain(head)) == b"mets"


def is_alto(head: bytes) -> bool:
    """True for the first bytes of an ALTO file, whatever its encoding."""
    return _root(_plain(head)) == b"alto"


def _root(plain: bytes) -> bytes:
    """The name of the XML's first telling element, in small letters; empty where there is none."""
    root = _ROOT.search(plain) if _XML.match(plain) else None
    return root.group(1).lower() if root else b""


def _plain(head: bytes) -> bytes:
    """The bytes without a byte order mark, and without what UTF-16 puts between ASCII."""
    plain = head.removeprefix(b"\xef\xbb\xbf").removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff")
    return plain.replace(b"\0", b"")


def _by_markup(name: str, suffix: str, head: bytes) -> Kind:
    """The kind of what may be text."""
    plain = _plain(head)
    if SUFFIXES[suffix] in {"csv", "jsonl"} or suffix == ".md":
        return SUFFIXES[suffix]
    if _HTML.match(plain):
        return "html"
    root = _root(plain)
    if root == b"alto":
        return "alto"
    if root == b"mets":
        return "mets"
    if suffix == ".xml":
        raise ReadingError(
            f"{name} 不是 ALTO，别的 XML 不能读。请转成 txt 或 html。 | "
            f"{name} is no ALTO, and other XML is not read. Convert it to txt or html."
        )
    # A text that is named .pdf, .docx or .zip; the decoder refuses what is none.
    return "html" if SUFFIXES[suffix] == "html" else "text"
