"""Writes one-page PDF files with subset Noto CJK fonts, by hand: the order of objects is ours.

    faces = Faces(set("河滨日报"), folder)
    pdf_page(800, 1100, [Text(40, 60, "title", 24, "河滨日报")], faces) -> bytes

Places are points from the page's upper left corner; a text's place is the left end of its baseline.
"""

from __future__ import annotations

import hashlib
import random
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

_NOTO = Path("/usr/share/fonts/opentype/noto")  # Debian: apt-get install fonts-noto-cjk
_SIMPLIFIED = 2  # the SC face of a Noto collection
_FILES = {
    "body": "NotoSerifCJK-Regular.ttc",
    "title": "NotoSansCJK-Bold.ttc",
    "caption": "NotoSansCJK-Regular.ttc",
}


@dataclass(frozen=True)
class Text:
    """A run of characters in one face and size (points)."""

    x: float
    y: float
    face: str
    size: float
    text: str
    spacing: float = 0.0  # between its characters


@dataclass(frozen=True)
class Shape:
    """A frame, a rule (no height or no width) or a picture, which is filled grey."""

    x: float
    y: float
    width: float
    height: float
    picture: bool = False


@dataclass(frozen=True)
class Face:
    """One subset font: its CFF program, and the CID and width (1/1000 em) of each character."""

    program: bytes
    cids: dict[str, int]
    widths: dict[str, int]


class Faces:
    """The faces, subset to the given characters; kept in `folder` for the next run."""

    def __init__(self, chars: set[str], folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.faces = {name: _face(_NOTO / file, chars, folder) for name, file in _FILES.items()}
        self._fixed = {name: zlib.compress(face.program) for name, face in self.faces.items()}

    def width(self, text: str, face: str, size: float) -> float:
        """Points that the text takes."""
        widths = self.faces[face].widths
        return sum(widths.get(char, 1000) for char in text) * size / 1000

    def has(self, char: str) -> bool:
        """True when every face can print it."""
        return all(char in face.cids for face in self.faces.values())

    def objects(self, name: str, first: int) -> list[bytes]:
        """The five PDF objects of a face, the first of which is number `first`."""
        face = self.faces[name]
        base = f"BW{name}".encode()
        pairs = sorted((cid, char) for char, cid in face.cids.items())
        wide = b"".join(
            b"%d [%d] " % (cid, face.widths[char])
            for cid, char in pairs
            if face.widths[char] != 1000
        )
        program, unicode = self._fixed[name], zlib.compress(_to_unicode(pairs))
        return [
            b"<< /Type /Font /Subtype /Type0 /BaseFont /%s /Encoding /Identity-H"
            b" /DescendantFonts [%d 0 R] /ToUnicode %d 0 R >>" % (base, first + 1, first + 4),
            b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /%s /DW 1000 /W [%s]"
            b" /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>"
            b" /FontDescriptor %d 0 R >>" % (base, wide, first + 2),
            b"<< /Type /FontDescriptor /FontName /%s /Flags 4 /FontBBox [-100 -250 1100 1000]"
            b" /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 730 /StemV 80"
            b" /FontFile3 %d 0 R >>" % (base, first + 3),
            b"<< /Subtype /CIDFontType0C /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream"
            % (len(program), program),
            b"<< /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream"
            % (len(unicode), unicode),
        ]


def pdf_page(
    width: float,
    height: float,
    things: Sequence[Text | Shape],
    faces: Faces,
    die: random.Random | None = None,
) -> bytes:
    """A PDF of one page that shows these; with a die, in any order."""
    things = list(things)
    if die is not None:
        die.shuffle(things)
    names = list(faces.faces)
    first = {name: 3 + 5 * number for number, name in enumerate(names)}
    shown = [
        _shape(thing, height) if isinstance(thing, Shape) else _text(thing, height, faces, names)
        for thing in things
    ]
    content = zlib.compress(b"\n".join(shown))
    fonts = b" ".join(b"/F%d %d 0 R" % (names.index(name), first[name]) for name in names)
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>"]
    last = 3 + 5 * len(names)
    objects.append(b"<< /Type /Pages /Count 1 /Kids [%d 0 R] >>" % last)
    for name in names:
        objects += faces.objects(name, first[name])
    objects.append(
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %.2f %.2f] /Contents %d 0 R"
        b" /Resources << /Font << %s >> >> >>" % (width, height, last + 1, fonts)
    )
    objects.append(
        b"<< /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream" % (len(content), content)
    )
    return _file(objects)


def _file(objects: Sequence[bytes]) -> bytes:
    out, offsets = [b"%PDF-1.5\n"], []
    length = len(out[0])
    for number, content in enumerate(objects, 1):
        offsets.append(length)
        out.append(b"%d 0 obj\n%s\nendobj\n" % (number, content))
        length += len(out[-1])
    count = len(objects) + 1
    out.append(b"xref\n0 %d\n0000000000 65535 f \n" % count)
    out += [b"%010d 00000 n \n" % offset for offset in offsets]
    out.append(b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (count, length))
    return b"".join(out)


def _shape(shape: Shape, height: float) -> bytes:
    y = height - shape.y - shape.height
    box = b"%.2f %.2f %.2f %.2f re" % (shape.x, y, shape.width, shape.height)
    if shape.picture:
        return b"q 0.7 g %s f Q" % box
    if shape.width == 0 or shape.height == 0:
        end = (shape.x + shape.width, height - shape.y - shape.height)
        line = b"%.2f %.2f m %.2f %.2f l S" % (shape.x, height - shape.y, *end)
        return b"q 0.6 w %s Q" % line
    return b"q 0.6 w %s S Q" % box


def _text(text: Text, height: float, faces: Faces, names: list[str]) -> bytes:
    cids = faces.faces[text.face].cids
    code = "".join(f"{cids[char]:04x}" for char in text.text).encode()
    number = names.index(text.face)
    return b"BT /F%d %.2f Tf %.4f Tc %.2f %.2f Td <%s> Tj ET" % (
        number, text.size, text.spacing, text.x, height - text.y, code,
    )  # fmt: skip


def _to_unicode(pairs: Sequence[tuple[int, str]]) -> bytes:
    rows = [f"<{cid:04x}> <{char.encode('utf-16-be').hex()}>" for cid, char in pairs]
    blocks = [rows[at : at + 100] for at in range(0, len(rows), 100)]
    body = "".join(f"{len(b)} beginbfchar\n" + "\n".join(b) + "\nendbfchar\n" for b in blocks)
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n/CMapName /U def\n"
        "1 begincodespacerange <0000> <ffff> endcodespacerange\n"
        f"{body}endcmap end end"
    ).encode()


def _face(file: Path, chars: set[str], folder: Path) -> Face:
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont

    digest = hashlib.sha256("".join([file.name, *sorted(chars)]).encode()).hexdigest()[:16]
    kept = folder / f"{file.stem}-{digest}.otf"
    if not kept.exists():
        options = Options(layout_features=[], hinting=False, notdef_outline=True)
        options.drop_tables += ["GSUB", "GPOS", "GDEF", "BASE", "vhea", "vmtx", "VORG"]
        font = TTFont(file, fontNumber=_SIMPLIFIED, lazy=True)
        subsetter = Subsetter(options)
        subsetter.populate(unicodes=[ord(char) for char in chars])
        subsetter.subset(font)
        font.save(kept)
    font = TTFont(kept)
    metrics, names = font["hmtx"], font.getBestCmap()
    cids = {chr(code): int(name[3:]) for code, name in names.items() if chr(code) in chars}
    widths = {char: metrics[names[ord(char)]][0] for char in cids}
    return Face(font.getTableData("CFF "), cids, widths)
