"""PDF: the text layer page by page; scans, passwords and damage are told."""

import zlib
from contextlib import closing

import pytest
from papers import FakeEncoder
from pdfs import pdf, radical_pdf
from pypdfium2 import PdfDocument

from bot.build import build_index
from bot.errors import ReadingError
from bot.reading.articles import read_articles
from bot.reading.formats import pdf_helper
from bot.reading.formats.pdf_lines import page_at, placed_page
from bot.reading.formats.pdf_size import refuse_swelling
from bot.reading.formats.pdf_view import View

BRIDGE = [
    (50, 700, 24, "渡口大桥建成通车"),
    (50, 660, 10, "本报讯 记者王小明报道：5月1日，渡口大桥建成通车，"),
    (50, 646, 10, "两岸居民过江不再靠船。"),
]
SCHOOL = [
    (50, 700, 24, "山脚小学添了图书室"),
    (50, 660, 10, "本报讯 4月28日，山脚小学的图书室开门，书架上摆着四千册书。"),
]


def write(tmp_path, raw, name="报.pdf"):
    file = tmp_path / name
    file.write_bytes(raw)
    return str(file)


def test_each_page_is_a_page_with_its_place_as_number(tmp_path):
    bridge, school = read_articles(write(tmp_path, pdf([BRIDGE, SCHOOL])))
    assert (bridge.title, bridge.page, bridge.authors) == ("渡口大桥建成通车", "1", ("王小明",))
    assert (school.title, school.page) == ("山脚小学添了图书室", "2")
    assert bridge.text.endswith("渡口大桥建成通车，两岸居民过江不再靠船。")
    assert (bridge.file_start, bridge.file_end, bridge.pieces) == (None, None, ())


def test_a_page_that_names_its_number_is_believed(tmp_path):
    mast = (50, 760, 10, "河滨日报 2024年5月2日 第03版")
    [first, _] = read_articles(write(tmp_path, pdf([[mast, *BRIDGE], SCHOOL])))
    assert (first.paper, first.date, first.page) == ("河滨日报", "2024-05-02", "3")


@pytest.mark.parametrize(
    ("name", "paper", "page"),
    [
        ("2024-05-02_河滨日报_07版", "河滨日报", "7"),
        ("河滨日报-2024.05.02-A07", "河滨日报", "A7"),
        ("hbrb_20240502_07", None, "7"),
        ("2024-05-02", None, None),
    ],
)
def test_the_file_names_the_page_of_a_single_page(tmp_path, name, paper, page):
    [article] = read_articles(write(tmp_path, pdf([BRIDGE]), f"{name}.pdf"))
    assert (article.paper, article.date, article.page) == (paper, "2024-05-02", page)


def test_equal_pages_have_their_own_ids(tmp_path):
    ids = [article.id for article in read_articles(write(tmp_path, pdf([BRIDGE, BRIDGE])))]
    assert len(set(ids)) == 2


def test_scans_are_told_and_the_other_pages_indexed(tmp_path, without_ocr):
    folder = tmp_path / "papers"
    folder.mkdir()
    write(folder, pdf([[], BRIDGE, []]))
    report = build_index([str(folder)], str(tmp_path / "index"), FakeEncoder())
    assert report.articles == 1
    [failed] = report.failed
    assert "Pages 1, 3: scan without text layer" in failed.reason
    assert "baowen[ocr]" in failed.reason


def test_a_scan_is_refused(tmp_path, without_ocr):
    with pytest.raises(ReadingError, match=r"全部页面是扫描件.*All pages: scan without text layer"):
        list(read_articles(write(tmp_path, pdf([[], []]))))


def test_a_pdf_that_needs_a_password_is_told(tmp_path):
    lock = b"/ID [<00> <00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <%s> /U <%s> >>"
    raw = pdf([BRIDGE], lock % (b"00" * 32, b"11" * 32))
    with pytest.raises(ReadingError, match=r"PDF 有密码.*needs a password"):
        list(read_articles(write(tmp_path, raw)))


@pytest.mark.parametrize("share", [0.02, 0.1, 0.3])
def test_a_truncated_pdf_is_told(tmp_path, share):
    raw = pdf([BRIDGE, SCHOOL])
    with pytest.raises(ReadingError, match=r"PDF 不完整或已损坏.*Fetch it again"):
        list(read_articles(write(tmp_path, raw[: int(len(raw) * share)])))


def test_a_pdf_cut_near_its_end_loses_no_page_in_silence(tmp_path):
    raw = pdf([BRIDGE, SCHOOL])
    for share in (0.5, 0.6, 0.7, 0.8, 0.9, 0.97):
        found, told = [], False
        try:
            found.extend(
                article.page
                for article in read_articles(write(tmp_path, raw[: int(len(raw) * share)]))
            )
        except ReadingError:
            told = True
        assert told or found == ["1", "2"], share


def test_a_pdf_with_another_name_is_read_right(tmp_path):
    [article] = read_articles(write(tmp_path, pdf([BRIDGE]), "page.txt"))
    assert article.title == "渡口大桥建成通车"


def test_a_text_that_is_named_pdf_is_read_as_text(tmp_path):
    text = "渡口大桥建成通车\n\n本报讯 5月1日，渡口大桥建成通车。\n"
    [article] = read_articles(write(tmp_path, text.encode()))
    assert article.title == "渡口大桥建成通车"


def test_what_is_no_pdf_is_told(tmp_path):
    with pytest.raises(ReadingError, match=r"不是 PDF 文件.*is no PDF file and no text"):
        list(read_articles(write(tmp_path, bytes(range(128, 256)) * 20)))


def test_lines_have_their_places_and_sizes():
    document = PdfDocument(pdf([BRIDGE]))
    page = document[0]
    textpage = page.get_textpage()
    placed = placed_page(page, textpage)
    textpage.close()
    page.close()
    document.close()
    assert (placed.width, placed.height, placed.exact) == (600, 800, True)
    head, first, second = placed.lines
    assert (head.text, round(head.size), round(head.box.left)) == (BRIDGE[0][3], 24, 50)
    assert round(head.box.right) == 50 + 24 * len(head.text)
    assert (round(first.size), round(second.size)) == (10, 10)
    assert head.box.bottom < first.box.top and first.box.bottom < second.box.top
    assert round(second.box.top - first.box.top) == 14


UPRIGHT = {0: None, 90: b"0 1 -1 0 800 0", 180: b"-1 0 0 -1 600 800", 270: b"0 -1 1 0 0 600"}


def turned(lines, drawn, rotate):
    """A page drawn by so many degrees to the left and shown by so many to the right."""
    box = b"[0 0 800 600]" if drawn % 180 else b"[0 0 600 800]"
    page = [UPRIGHT[drawn] + b" cm", *lines] if drawn else lines
    return pdf([page]).replace(b"[0 0 600 800]", b"%s /Rotate %d" % (box, rotate))


def edges(box):
    return box.left, box.top, box.right, box.bottom


def to_the_left(box, turns):
    """The edges of a box on a page that is turned to the left by so many quarters."""
    for _ in range(turns):
        left, top, right, bottom = box
        box = top, 1 - right, bottom, 1 - left
    return box


@pytest.mark.parametrize("drawn", UPRIGHT)
@pytest.mark.parametrize("rotate", UPRIGHT)
def test_a_page_is_read_upright_however_it_is_turned(tmp_path, drawn, rotate):
    [plain] = read_articles(write(tmp_path, pdf([BRIDGE]), "正.pdf"))
    [article] = read_articles(write(tmp_path, turned(BRIDGE, drawn, rotate)))
    assert (article.title, article.text) == (plain.title, plain.text)
    turns = (drawn - rotate) // 90 % 4
    for line, upright in zip(article.lines, plain.lines, strict=True):
        assert edges(line.box) == pytest.approx(to_the_left(edges(upright.box), turns), abs=1e-3)
        assert line.turn == -turns % 4


def test_a_few_characters_askew_do_not_turn_the_page(tmp_path):
    margin = b"q 0 1 -1 0 590 100 cm", (0, 0, 10, "河滨日报"), b"Q"
    [article] = list(read_articles(write(tmp_path, pdf([[*BRIDGE, *margin]]))))[:1]
    assert article.title == "渡口大桥建成通车"


def test_a_page_that_swells_is_refused_and_the_rest_indexed(tmp_path):
    folder = tmp_path / "papers"
    folder.mkdir()
    swollen = zlib.compress(b"q " * (17 << 20))
    stream = b"/Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream" % (len(swollen), swollen)
    raw = pdf([[]])
    write(folder, raw.replace(b"/Length 0 >>\nstream\n\nendstream", stream), "胀.pdf")
    write(folder, pdf([BRIDGE]))
    report = build_index([str(folder)], str(tmp_path / "index"), FakeEncoder())
    assert report.articles == 1
    [failed] = report.failed
    assert "像是压缩炸弹" in failed.reason and "unpacks to over 32 MiB" in failed.reason
    assert (
        list(pdf_helper.share([failed.file], 0, 0, 1, 0)) == []
    )  # a helper does not open it either


@pytest.mark.parametrize("told", [b"/Filter /FlateDecode /Length1 9", b"/Subtype /Image", b""])
def test_fonts_and_images_may_be_large(told):
    packed = zlib.compress(bytes(33 << 20))
    refuse_swelling(b"1 0 obj << %s >>\nstream\n%s\nendstream" % (told, packed), "报.pdf")


def test_a_damaged_stream_does_not_swell():
    raw = b"1 0 obj << /Filter /FlateDecode >>\nstream\n" + bytes(99_999)
    refuse_swelling(raw, "报.pdf")


def test_the_last_character_of_a_headline_may_stand_alone(tmp_path):
    page = [
        (50, 700, 24, "渡口大桥建成通"),
        (50, 670, 24, "车"),
        (50, 630, 10, "本报讯 5月1日，渡口大桥建成通车，"),
        (50, 616, 10, "两岸居民过江不再靠船。"),
    ]
    [article] = read_articles(write(tmp_path, pdf([page])))
    assert article.title == "渡口大桥建成通车"


@pytest.mark.parametrize("actual", [False, True])
@pytest.mark.parametrize("within", [False, True])
def test_characters_named_as_radicals_are_plain_and_in_line(tmp_path, actual, within):
    radicals = {"一": ("⼀", "50 350 950 430"), "日": ("⽇", "200 0 800 780")}
    radicals |= {"十": ("⼗", "60 -50 940 860"), "车": ("⻋", "40 -60 960 850")}
    page = [
        (50, 700, 24, "渡口大桥建成通车"),
        (50, 660, 10, "本报讯五月一日，渡口大桥建成"),
        (50, 646, 10, "通车，十日起两岸居民不再靠船"),
    ]
    raw = radical_pdf(page, radicals, actual, within)
    with closing(PdfDocument(raw)) as document:
        lines = page_at(document, 0).lines
    assert [line.text for line in lines] == [text for *_, text in page]
    assert [round(line.size) for line in lines] == [24, 10, 10]
    assert [round(line.box.left) for line in lines] == [50, 50, 50]
    [article] = read_articles(write(tmp_path, raw))
    assert article.title == "渡口大桥建成通车"


VIEWS = {
    0: (10, 20, 40, 60),
    90: (20, 60, 60, 90),
    180: (60, 140, 90, 180),
    270: (140, 10, 180, 40),
}


@pytest.mark.parametrize("turn", VIEWS)
def test_a_page_is_seen_turned_and_cropped(turn):
    columns = View(turn, (5.0, 7.0, 105.0, 207.0)).of(([15.0], [27.0], [45.0], [67.0]))
    assert tuple(edge for [edge] in columns) == VIEWS[turn]


def test_a_character_of_two_units_does_not_shift_the_others(tmp_path):
    text = "𠮷水渡口大桥通车"
    [article] = read_articles(write(tmp_path, pdf([[(50, 700, 24, text), *BRIDGE[1:]]])))
    units = article.title.encode("utf-16-le", "surrogatepass")  # PDFium may tell two halves
    assert units.decode("utf-16-le") == text
    assert article.text == "".join(line[3] for line in BRIDGE[1:])
