"""A PDF whose drawing swells when it is unpacked: PDFium would take all memory, and cannot be told.

A newspaper page is drawn by some megabytes of operators. A thousand times as many fit into a small
file, and each costs PDFium a hundred bytes.
"""

from __future__ import annotations

import re
import zlib

from bot.errors import ReadingError

_MOST = 32 << 20  # bytes of one stream of operators
_BLOCK = 1 << 20  # bytes unpacked at a time
_GROWS = 1032  # times that deflate can make its input larger, at most
_STREAM = re.compile(rb"stream\r?\n")
_DICTIONARY = 600  # bytes in front of a stream in which its dictionary is looked for
_NO_DRAWING = re.compile(rb"/(?:Image|DCTDecode|Length1|Type1C|CIDFontType0C|OpenType)\b")


def refuse_swelling(raw: bytes, name: str) -> None:
    """Nothing, for a PDF that can be opened safely. `refuse_swelling(b"%PDF-1.7", "a.pdf")`.

    Raises:
        ReadingError: If a stream that is no font and no image unpacks to more than any page has.
    """
    for match in _STREAM.finditer(raw):
        start = match.end()
        told = raw[max(0, start - _DICTIONARY) : start].rpartition(b" obj")[2]
        if b"/FlateDecode" in told and not _NO_DRAWING.search(told) and _swells(raw, start):
            raise ReadingError(
                f"PDF 的一页展开后超过 {_MOST >> 20} MiB，像是压缩炸弹，不读: {name}。 | "
                f"A page of the PDF unpacks to over {_MOST >> 20} MiB, like a zip bomb; "
                f"not read: {name}."
            )


def _swells(raw: bytes, start: int) -> bool:
    end = raw.find(b"endstream", start)
    if 0 <= end <= start + _MOST // _GROWS:
        return False
    packed, size, unpacker = memoryview(raw)[start:], 0, zlib.decompressobj()
    try:
        while size <= _MOST and not unpacker.eof and packed:
            block, packed = packed[:_BLOCK], packed[_BLOCK:]
            while block and size <= _MOST:
                size += len(unpacker.decompress(block, _BLOCK))
                block = memoryview(unpacker.unconsumed_tail)
    except zlib.error:  # locked or damaged: PDFium stops there too
        pass
    return size > _MOST
