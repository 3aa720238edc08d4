"""Plain PDFs read by the quick engine: as PDFium reads them, or not at all."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from contextlib import closing

import pytest
from pdfs import Line, pdf, plain_pdf
from pypdfium2 import PdfDocument

from bot.reading import helpers as helpers_module
from bot.reading.ahead import ReadAhead
from bot.reading.articles import Corpus, articles_of
from bot.reading.formats import pdf_helper
from bot.reading.formats.pdf_lines import page_at
from bot.reading.formats.pdf_plain import is_plain
from bot.reading.formats.pdf_quick import QuickPages
from bot.reading.layout.placed import Box, PlacedPage, page_of
from bot.records import Article

PAGE: list[Line | bytes] = [
    (50, 700, 24, "渡口大桥建成通车"),
    (50, 660, 10, "本报讯 记者王小明报道：5月1日，渡口大桥建成通车，"),
    (50, 646, 10, "全长1280米，两岸居民过江不再靠船。"),
    b"0.6 w 40 640 300 90 re S 40 590 m 560 590 l S 100 200 200 150 re f",
]
CURSED = b"/Deep " + b"[" * 200_000 + b"]" * 200_000  # pdf_oxide ends the whole process at this


def both(raw: bytes, index: int = 0) -> tuple[PlacedPage | None, PlacedPage]:
    """The page by the quick engine and by PDFium."""
    with closing(PdfDocument(raw)) as document:
        size = document.get_page_size(index)
        return QuickPages(raw).page(index, size), page_at(document, index)


def edges(boxes: Sequence[Box]) -> list[float]:
    return [edge for box in boxes for edge in (box.left, box.top, box.right, box.bottom)]


def same(page: PlacedPage | None, other: PlacedPage) -> bool:
    assert page is not None
    assert [line.text for line in page.lines] == [line.text for line in other.lines]
    assert [line.upright for line in page.lines] == [line.upright for line in other.lines]
    assert (page.width, page.height, page.turn) == (other.width, other.height, other.turn)
    for ours, theirs in (
        (page.frames, other.frames),
        (page.rules, other.rules),
        (page.pictures, other.pictures),
        ([line.box for line in page.lines], [line.box for line in other.lines]),
    ):
        assert edges(ours) == pytest.approx(edges(theirs), abs=0.5)
    return True


def test_a_page_is_read_as_pdfium_reads_it():
    raw = plain_pdf([PAGE, PAGE[:3]])
    assert is_plain(raw)
    quick, slow = both(raw)
    assert same(quick, slow)
    assert [len(slow.frames), len(slow.rules), len(slow.pictures)] == [1, 1, 1]
    assert same(*both(raw, 1))


@pytest.mark.parametrize(
    "drawn",
    [
        b"BT /F1 1 Tf 8 0 0 12 50 500 Tm <6e2153e359276865> Tj ET",
        b"BT /F1 10 Tf 50 Tz 3 Tc 50 500 Td <6e2153e359276865> Tj ET",
        b"BT /F1 10 Tf 50 500 Td [<6e2153e3> -90 <59276865>] TJ ET",
        b"q .5 0 0 .5 9 9 cm BT 3 Tr /F1 20 Tf 80 980 Td <6e2153e359276865> Tj ET Q",
        b"q 0 0 9 9 re W n BT /F1 10 Tf 50 500 Td <6e2153e359276865> Tj ET Q",
        b"BT /F1 10 Tf 14 TL 50 500 Td <6e2153e3> Tj T* <59276865> Tj ET",
    ],
)
def test_text_stands_where_its_operators_put_it(drawn):
    assert same(*both(plain_pdf([[*PAGE, drawn]])))


def test_pictures_are_found():
    image = (
        b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray"
        b" /BitsPerComponent 8 /Length 1 >>\nstream\nx\nendstream"
    )
    page = [*PAGE[:3], b"q 200 0 0 150 100 200 cm /I Do Q"]
    raw = plain_pdf([page], b"/XObject << /I 7 0 R >>", [image])
    assert is_plain(raw)
    quick, slow = both(raw)
    assert same(quick, slow) and len(slow.pictures) == 1


@pytest.mark.parametrize("box", [b"/CropBox [20 30 580 770]", b"/Rotate 90", b"/Rotate 180"])
def test_a_page_is_seen_cropped_and_turned(box):
    assert same(*both(plain_pdf([PAGE]).replace(b"/MediaBox", box + b" /MediaBox")))


PLAIN = plain_pdf([PAGE])
DOUBTFUL = {
    "code of Chinese": PLAIN.replace(b"/Identity-H", b"/GBK-EUC-H"),
    "no Unicode": PLAIN.replace(b"/ToUnicode 6 0 R", b""),
    "one font of two": PLAIN.replace(
        b"/Font << /F1", b"/Font << /F2 << /Type /Font /Subtype /Type1 >> /F1"
    ),
    "no font": pdf([[]], font=[]),
    "text stated apart": plain_pdf([[b"/Span << /ActualText (x) >> BDC EMC", *PAGE]]),
    "a page within": PLAIN.replace(b"/Font <<", b"/XObject << /X << /Subtype /Form >> >> /Font <<"),
    "layers": PLAIN.replace(b"/Type /Catalog", b"/Type /Catalog /OCProperties << >>"),
    "locked": PLAIN.replace(b"/Root", b"/Encrypt 9 0 R /Root"),
    "drawn glyphs": PLAIN.replace(b"/Subtype /Type0", b"/Subtype /Type3"),
    "a gap": plain_pdf([[*PAGE, b"BT /F1 10 Tf 9 9 Td [<6e21> -300 <53e3>] TJ ET"]]),
    "a rise": plain_pdf([[*PAGE, b"BT 5 Ts /F1 10 Tf 9 9 Td <6e21> Tj ET"]]),
    "an image within": plain_pdf([[*PAGE, b" BI /W 1 /H 1 ID x EI"]]),
    "wrong length": PLAIN.replace(b"/Length ", b"/Length 1"),
    "other packing": PLAIN.replace(b"/Length", b"/Filter /LZWDecode /Length"),
    "packed twice": PLAIN.replace(b"/Length", b"/Filter [/FlateDecode /FlateDecode] /Length"),
    "cut": PLAIN[: PLAIN.rindex(b"endstream")],
}


@pytest.mark.parametrize("why", DOUBTFUL)
def test_where_in_doubt_a_file_is_not_plain(why):
    assert not is_plain(DOUBTFUL[why])


def test_packed_streams_are_looked_into():
    operators = b"/Span << /ActualText (x) >> BDC EMC"
    for stream in (operators, b"BT ET"):
        packed = zlib.compress(stream)
        told = b"8 0 obj\n<< /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream\nendobj\n"
        assert is_plain(PLAIN + told % (len(packed), packed)) == (stream is not operators)
        assert not is_plain(PLAIN + told % (len(packed), packed[:-6]))


@pytest.mark.parametrize(
    "line",
    [
        b"BT /F1 10 Tf 0 1 -1 0 300 300 Tm <6e2153e3> Tj ET",
        b"BT /F1 -10 Tf 300 300 Td <6e2153e3> Tj ET",
        (50, 500, 10, "office of \ufb01nance"),
        (50, 500, 10, "inter-"),
        (50, 500, 10, "\ue000"),
        (50, 500, 10, "\ufffd"),
    ],
)
def test_where_in_doubt_a_page_is_pdfiums(line):
    assert both(plain_pdf([[*PAGE, line]]))[0] is None


def test_a_size_that_pages_share_is_pdfiums():
    box = b"/MediaBox [0 0 600 800]"
    raw = plain_pdf([PAGE]).replace(box, b" " * len(box))
    raw = raw.replace(b"/Type /Pages", b"/Type /Pages " + box)
    assert both(raw)[0] is None


def test_a_page_without_text_is_pdfiums():
    assert both(plain_pdf([PAGE[-1:]]))[0] is None


@pytest.mark.parametrize("made", [plain_pdf, pdf])
def test_a_helper_asks_the_engine_that_can_be_trusted(tmp_path, monkeypatch, made):
    asked = []
    page = QuickPages.page
    monkeypatch.setattr(QuickPages, "page", lambda *told: asked.append(1) or page(*told))
    (tmp_path / "报.pdf").write_bytes(made([PAGE]))
    [(_, _, row)] = pdf_helper.share([str(tmp_path / "报.pdf")], 0, 0, 1, 0)
    assert row and page_of(row).lines[0].text == "渡口大桥建成通车"
    assert bool(asked) == (made is plain_pdf)


def test_a_file_in_which_the_engines_count_other_pages_is_pdfiums(tmp_path, monkeypatch):
    start = QuickPages.__init__

    def miscount(self: QuickPages, raw: bytes) -> None:
        start(self, raw)
        self.count += 1

    monkeypatch.setattr(QuickPages, "__init__", miscount)
    assert pdf_helper._quick(PLAIN, 2) is not None
    assert pdf_helper._quick(PLAIN, 1) is None


def test_what_the_quick_engine_cannot_read_pdfium_reads(tmp_path, monkeypatch):
    def fail(*told: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(QuickPages, "page", fail)
    (tmp_path / "报.pdf").write_bytes(PLAIN)
    [(_, _, row)] = pdf_helper.share([str(tmp_path / "报.pdf")], 0, 0, 1, 0)
    with closing(PdfDocument(PLAIN)) as document:
        assert page_of(row) == page_at(document, 0)


def test_a_page_that_ends_the_helper_costs_no_other(tmp_path, monkeypatch):
    monkeypatch.setattr(helpers_module, "usable_cores", lambda most: 2)
    for number in range(16):
        raw = plain_pdf([[(50, 700, 24, f"第{number}座渡口大桥建成"), *PAGE[1:3]]])
        if number == 6:
            raw = raw.replace(b"/MediaBox", CURSED + b" /MediaBox")
        assert is_plain(raw)
        (tmp_path / f"{number:02}.pdf").write_bytes(raw)
    corpus = Corpus([str(tmp_path)])
    with closing(ReadAhead(corpus.files)) as ahead:
        found = [article for source in corpus.sources(ahead) for article in articles_of(source)]
        deaths = [helper._deaths for helper in ahead._pages._helpers]
        given = [helper._given for helper in ahead._pages._helpers]
    assert deaths == [1, 0]
    assert given == [(14, 0), (15, 0)]  # they were of use to the end
    plain = [article for source in corpus.sources() for article in articles_of(source)]
    assert list(map(told, found)) == list(map(told, plain))


def told(article: Article) -> tuple[str | None, str]:
    return article.title, article.text
