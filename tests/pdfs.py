"""Small PDF files with Chinese text, written by hand: no font has to be there."""

from __future__ import annotations

from collections.abc import Sequence

Line = tuple[float, float, float, str]  # x, y from the bottom, size, text

_FONT = [
    b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H"
    b" /DescendantFonts [4 0 R] >>",
    b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000"
    b" /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >>"
    b" /FontDescriptor 5 0 R >>",
    b"<< /Type /FontDescriptor /FontName /STSong-Light /Flags 4 /FontBBox [0 -200 1000 900]"
    b" /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 700 /StemV 80 >>",
]


def pdf(pages: Sequence[Sequence[Line | bytes]], extra: bytes = b"") -> bytes:
    """A PDF whose pages hold these lines; a page without lines is like a scan.

    Bytes among them are drawn as they are: `b"50 400 200 100 re f"` is a picture.
    """
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", *_FONT]
    kids = []
    for lines in pages:
        stream = b"\n".join(map(_show, lines))
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents %d 0 R"
            b" /Resources << /Font << /F1 3 0 R >> >> >>" % len(objects)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), b" ".join(kids))
    out, offsets = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return out + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R %s >>\n"
        b"startxref\n%d\n%%%%EOF\n" % (len(objects) + 1, table, len(objects) + 1, extra, len(out))
    )


def _show(line: Line | bytes) -> bytes:
    if isinstance(line, bytes):
        return line
    x, y, size, text = line
    code = text.encode("utf-16-be").hex().encode()
    return b"BT /F1 %g Tf %g %g Td <%s> Tj ET" % (size, x, y, code)
