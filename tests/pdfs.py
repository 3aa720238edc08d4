"""Small PDF files with Chinese text, written by hand: no font has to be there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

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


def pdf(
    pages: Sequence[Sequence[Line | bytes]],
    extra: bytes = b"",
    font: Sequence[bytes] = _FONT,
    resources: bytes = b"",
) -> bytes:
    """A PDF whose pages hold these lines; a page without lines is like a scan.

    Bytes among them are drawn as they are: `b"50 400 200 100 re f"` is a picture. The objects of
    another font are numbered from 3.
    """
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", *font]
    kids = []
    for lines in pages:
        stream = b"\n".join(map(_show, lines))
        objects.append(_stream(stream))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents %d 0 R"
            b" /Resources << /Font << /F1 3 0 R >> %s >> >>" % (len(objects), resources)
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


def plain_pdf(
    pages: Sequence[Sequence[Line | bytes]], resources: bytes = b"", extra: Sequence[bytes] = ()
) -> bytes:
    """A PDF whose font states its Unicode, as newspapers' do; extra objects are numbered from 7."""
    chars = {char for lines in pages for line in lines if len(line) == 4 for char in str(line[3])}
    codes = [(ord(char), char.encode("utf-16-be").hex()) for char in sorted(chars)]
    rows = "\n".join(f"<{code:04x}> <{told}>" for code, told in codes)
    unicode = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /U def\n"
        f"1 begincodespacerange <0000> <ffff> endcodespacerange\n{len(codes)} beginbfchar\n{rows}\n"
        "endbfchar endcmap end end"
    )
    font = [
        _FONT[0].replace(b"/UniGB-UCS2-H", b"/Identity-H /ToUnicode 6 0 R"),
        _FONT[1].replace(b"(GB1)", b"(Identity)").replace(b"/DW", b"/W [32 126 500] /DW"),
        _FONT[2],
        _stream(unicode.encode()),
        *extra,
    ]
    return pdf(pages, font=font, resources=resources)


def radical_pdf(
    lines: Sequence[Line],
    radicals: Mapping[str, tuple[str, str]],
    actual: bool,
    within: bool = False,
) -> bytes:
    """A PDF of one page that names some characters as radicals, as Chrome's do.

    `radicals` come with the boxes of their ink, 1000 to the em: `{"一": ("⼀", "50 350 950 430")}`.
    With `actual` it tells in its text which characters they are; the text is drawn as a picture
    within the page, in units half as large, with `within`.
    """
    chars = sorted({char for *_, text in lines for char in text})
    names = [f"c{at}" for at in range(1, len(chars) + 1)]
    told = [radicals.get(char, (char, "0 -120 1000 880")) for char in chars]
    programs = [f"1000 0 {ink} d1 0 0 1 1 re f" for _, ink in told]
    procs = " ".join(f"/{name} {at} 0 R" for at, name in enumerate(names, 5))
    order = " ".join(f"/{name}" for name in names)
    rows = "\n".join(f"<{at:02x}> <{ord(char):04x}>" for at, (char, _) in enumerate(told, 1))
    font = (
        "<< /Type /Font /Subtype /Type3 /FontMatrix [0.001 0 0 0.001 0 0] /FontBBox [0 0 0 0]"
        f" /CharProcs << {procs} >> /Encoding << /Differences [1 {order}]"
        f" >> /FirstChar 1 /LastChar {len(chars)} /Widths [{'1000 ' * len(chars)}]"
        " /ToUnicode 4 0 R >>"
    )
    unicode = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /U def\n"
        f"1 begincodespacerange <00> <ff> endcodespacerange\n{len(chars)} beginbfchar\n{rows}\n"
        "endbfchar endcmap end end"
    )
    codes = {char: f"<{at:02x}> Tj" for at, char in enumerate(chars, 1)}
    if actual:
        for char in radicals.keys() & codes.keys():
            span = f"/Span<</ActualText <feff{ord(char):04x}> >> BDC"
            codes[char] = f"{span} {codes[char]} EMC"
    zoom = 2 if within else 1
    page = "\n".join(
        f"BT /F1 {size * zoom} Tf {x * zoom} {y * zoom} Td {' '.join(codes[c] for c in text)} ET"
        for x, y, size, text in lines
    ).encode()
    objects = [font.encode(), *(_stream(p.encode()) for p in [unicode, *programs])]
    if not within:
        return pdf([[page]], font=objects)
    form = b"/Type /XObject /Subtype /Form /BBox [0 0 1200 1600]"
    form += b" /Resources << /Font << /F1 3 0 R >> >>"
    objects.append(_stream(page).replace(b"<<", b"<< " + form, 1))
    own = b"/XObject << /X1 %d 0 R >>" % (2 + len(objects))
    return pdf([[b"q 0.5 0 0 0.5 0 0 cm /X1 Do Q"]], font=objects, resources=own)


def _stream(content: bytes) -> bytes:
    return b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content)


def _show(line: Line | bytes) -> bytes:
    if isinstance(line, bytes):
        return line
    x, y, size, text = line
    code = text.encode("utf-16-be").hex().encode()
    return b"BT /F1 %g Tf %g %g Td <%s> Tj ET" % (size, x, y, code)
