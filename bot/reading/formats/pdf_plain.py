"""Is a PDF plain: does it say of every character what it is, and use nothing that is read unalike?

The quick engine of `pdf_quick` reads such a file as PDFium does. Of others it may read wrong
characters without a word: those of GBK-EUC-H, or where the PDF states its text apart. What is
looked for is looked for in the whole file, so a doubt on one page is one on all.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

_MOST = 2 << 20  # bytes of a stream: pdf_oxide reads a million operators and leaves out the rest
_DICTIONARY = 600  # bytes in front of a stream in which its dictionary is looked for
_AROUND = 4000  # bytes around the word Font in which its dictionary ends

_STREAM = re.compile(rb"stream\r?\n")
_FLATE = re.compile(rb"/Filter\s*\[?\s*/FlateDecode\s*\]?\s*(?:/(?!Filter)|>|\n|$)")
_LENGTH = re.compile(rb"/Length\s+(\d+)(?!\s+\d+\s+R)\b")
_NO_TEXT = re.compile(rb"/(?:Image|Length1|Type1C|CIDFontType0C|OpenType)\b")
_STRANGE = (
    *(b"/ActualText", b"/Encrypt", b"/OCProperties", b"/UserUnit"),  # other text, locks, layers
    *(b"/Form", b"/Type3", b"/PatternType"),  # pages within the page
)
_IMAGE_WITHIN = re.compile(rb"\sBI\s[^\0]{0,200}?\sID\s")  # in the midst of the operators
_GAP = re.compile(rb"[\[)>]\s*-\d{3,}[^\]]*\]\s*TJ")  # pdf_oxide calls it a space
_RISE = re.compile(rb"[1-9]\s+Ts\b")  # it knows nothing of it
_STRANGE_USES = {b"BI": _IMAGE_WITHIN, b"TJ": _GAP, b"Ts": _RISE}
_FONT = re.compile(rb"/Type\s*/Font\b")
_BRACKETS = re.compile(rb"<<|>>")
_PART = re.compile(rb"/Subtype\s*/CIDFontType[02]\b")  # of a font that states the rest
_WIDE = re.compile(rb"/Subtype\s*/Type0\b")
_BY_GLYPH = re.compile(rb"/Encoding\s*/Identity-H\b")


def is_plain(raw: bytes) -> bool:
    """True for a PDF whose fonts all state their Unicode, with no forms, layers or locks.

    `is_plain(b"%PDF-1.4\\n…")`. Where in doubt it is False.
    """
    fonts = 0
    for text in _texts(raw):
        if text is None or _is_strange(text):
            return False
        for font in _fonts(text):
            if not _states_unicode(font):
                return False
            fonts += 1
    return fonts > 0


def _is_strange(text: bytes) -> bool:
    """True where the engines may read differently."""
    return any(name in text for name in _STRANGE) or any(
        word in text and pattern.search(text) for word, pattern in _STRANGE_USES.items()
    )


def _texts(raw: bytes) -> Iterator[bytes | None]:
    """What stands between the streams, and the streams that are no images and no fonts.

    None for one that cannot be looked into, or does not end where it says.
    """
    last = 0
    while (match := _STREAM.search(raw, last)) is not None:
        yield raw[last : match.start()]
        told = raw[max(last, match.start() - _DICTIONARY) : match.start()].rpartition(b" obj")[2]
        end = raw.find(b"endstream", match.end())
        if end < 0:
            yield None
            return
        if not _NO_TEXT.search(told):
            yield _unpacked(told, raw[match.end() : end])
        last = end + len(b"endstream")
    yield raw[last:]


def _unpacked(told: bytes, stream: bytes) -> bytes | None:
    """What the stream holds that has this dictionary; None if it is not known for sure."""
    if b"/Filter" not in told:
        length = _LENGTH.search(told)
        whole = length and 0 <= len(stream) - int(length[1]) <= 2  # and a line's end
        return stream if whole and len(stream) <= _MOST else None
    if not _FLATE.search(told):
        return None
    unpacker = zlib.decompressobj()
    try:
        text = unpacker.decompress(stream, _MOST)
    except zlib.error:
        return None
    return text if unpacker.eof else None


def _fonts(text: bytes) -> Iterator[bytes]:
    """The dictionaries of fonts, without those within them; an empty one if it has no end."""
    for match in _FONT.finditer(text):
        after = text[match.start() : match.start() + _AROUND]
        before = text[max(0, match.start() - _AROUND) : match.start()]
        first, last = _opened(before), _closed(after)
        yield before[first:] + after[:last] if first >= 0 and last >= 0 else b""


def _opened(text: bytes) -> int:
    """Where the last dictionary begins that is not closed; -1 if none is."""
    open_: list[int] = []
    for bracket in _BRACKETS.finditer(text):
        if bracket[0] == b"<<":
            open_.append(bracket.start())
        elif open_:
            open_.pop()
    return open_[-1] if open_ else -1


def _closed(text: bytes) -> int:
    """Where the dictionary ends in whose midst the text begins; -1 if it does not."""
    depth = 0
    for bracket in _BRACKETS.finditer(text):
        depth += 1 if bracket[0] == b"<<" else -1
        if depth < 0:
            return bracket.start()
    return -1


def _states_unicode(font: bytes) -> bool:
    if _PART.search(font):
        return True
    by_glyph = not _WIDE.search(font) or _BY_GLYPH.search(font)
    return b"/ToUnicode" in font and bool(by_glyph)
