"""Scans: images and PDF pages without a text layer, read by OCR where the extra is installed."""

import importlib.util
import io
import os
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from papers import FakeEncoder
from pdfs import pdf
from PIL import Image, ImageDraw, ImageFont

from bot.build import build_index
from bot.errors import ReadingError
from bot.reading.articles import Corpus, articles_of, read_articles
from bot.reading.layout.placed import Box, PlacedLine, PlacedPage
from bot.reading.printed import boxes_of
from bot.reading.scans import engine, finding, turning
from bot.reading.scans.cache import kept
from bot.reading.scans.gutters import joined, parted
from bot.reading.scans.pictures import MOST, pictures_of

FONTS = (
    "/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc",
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc",
)
FONT = next((font for font in FONTS if Path(font).exists()), None)
OCR = importlib.util.find_spec("rapidocr") is not None
REQUIRED = bool(os.environ.get("BAOWEN_REQUIRE_OCR"))  # what is missing fails, nothing is skipped
needs_ocr = pytest.mark.skipif(not (OCR or REQUIRED), reason="OCR: make ocr")
needs_font = pytest.mark.skipif(
    not (FONT or REQUIRED), reason="a Chinese font: apt install fonts-noto-cjk"
)

BODY = (
    "　　本报讯　记者王小明报",
    "道：5月1日，渡口大桥建成",
    "通车，两岸居民过江不再靠",
    "船。这座桥全长八百米，双",
    "向四车道，总投资三亿元。",
    "　　当天，居民来到桥头。",
)


def png(image):
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def drawn():
    """A page of two columns under a headline, with its head, at about 150 dots an inch."""
    image = Image.new("L", (700, 420), 255)
    draw = ImageDraw.Draw(image)
    small, body, large = (ImageFont.truetype(FONT, size) for size in (20, 22, 52))
    draw.text((30, 10), "河滨日报", 0, small)
    draw.text((480, 10), "2024年5月2日 第03版", 0, small)
    draw.text((130, 60), "渡口大桥建成通车", 0, large)
    for number, line in enumerate(BODY[:3]):
        draw.text((30, 170 + 34 * number), line, 0, body)
    for number, line in enumerate(BODY[3:]):
        draw.text((360, 170 + 34 * number), line, 0, body)
    return image


def write(tmp_path, raw, name):
    file = tmp_path / name
    file.write_bytes(raw)
    return str(file)


@needs_ocr
@needs_font
def test_an_image_is_read_column_by_column(tmp_path):
    [article] = read_articles(write(tmp_path, png(drawn()), "版.png"))
    assert article.title == "渡口大桥建成通车"
    assert "".join(article.text.split()) == "".join("".join(BODY).split())
    assert (article.paper, article.date, article.page) == ("河滨日报", "2024-05-02", "3")
    assert (article.authors, article.pieces) == (("王小明",), ())


@needs_ocr
@needs_font
def test_a_quote_of_a_scan_tells_where_it_is_printed(tmp_path):
    [article] = read_articles(write(tmp_path, png(drawn()), "版.png"))
    start = article.text.index("总投资三亿元")
    [box] = boxes_of(article, start, start + 6)
    found = (box.left * 700, box.top * 420, box.right * 700, box.bottom * 420)
    # Half a character of slack: the ink of the line ends in the middle of its full stop.
    assert found == pytest.approx((360 + 22 * 5, 170 + 34, 360 + 22 * 11, 170 + 34 + 26), abs=13)


@needs_ocr
@needs_font
def test_no_page_is_read_twice(tmp_path):
    source = write(tmp_path, png(drawn()), "版.png")
    cache = tmp_path / "ocr"

    def read():
        corpus = Corpus([source], cache=cache)
        return [article for one in corpus.sources() for article in articles_of(one)]

    first = read()
    [file] = cache.rglob("*.json")
    file.write_text(file.read_text(encoding="utf-8").replace("渡口", "河口"), encoding="utf-8")
    assert [article.title for article in read()] == [first[0].title.replace("渡口", "河口")]


@needs_ocr
@needs_font
def test_a_pdf_of_pictures_is_read(tmp_path):
    out = io.BytesIO()
    drawn().save(out, "PDF", resolution=150)
    [article] = read_articles(write(tmp_path, out.getvalue(), "版.pdf"))
    assert article.title == "渡口大桥建成通车"


@needs_ocr
def test_a_blank_image_holds_no_text(tmp_path):
    file = write(tmp_path, png(Image.new("L", (200, 200), 255)), "空.png")
    with pytest.raises(ReadingError, match="holds no text"):
        list(read_articles(file))


@pytest.mark.parametrize("name", ["a.png", "a.jpg", "a.jpeg", "a.tif", "a.tiff", "a.webp", "a.txt"])
def test_without_the_extra_an_image_says_what_is_missing(tmp_path, without_ocr, name):
    file = write(tmp_path, png(Image.new("L", (9, 9))), name)
    with pytest.raises(ReadingError, match=r"识别扫描件需要.* \| .*pip install 'baowen\[ocr\]'"):
        list(read_articles(file))


def test_without_the_extra_the_other_pages_are_indexed(tmp_path, without_ocr):
    folder = tmp_path / "papers"
    folder.mkdir()
    story = [(50, 700, 24, "渡口大桥通车"), (50, 660, 10, "本报讯 5月1日，渡口大桥通车。")]
    write(folder, pdf([story, []]), "报.pdf")
    report = build_index([str(folder)], str(tmp_path / "index"), FakeEncoder())
    assert report.articles == 1
    assert "baowen[ocr]" in report.failed[0].reason


def dark_rows(strip):
    """A detector for bars that are as wide as the page: the corners of each."""
    dark = np.flatnonzero(np.diff(np.pad(strip[:, :, 0].mean(axis=1) < 128, 1).astype(int)))
    right = strip.shape[1]
    rows = dark.reshape(-1, 2)
    return SimpleNamespace(boxes=[[(0, a), (right, a), (right, b), (0, b)] for a, b in rows])


@pytest.mark.parametrize("height", [60, 800, 1200, 1201, 2999])
@pytest.mark.parametrize("large", [finding._LARGE, 0])
def test_every_line_is_found_once_at_its_place(monkeypatch, height, large):
    monkeypatch.setattr(finding, "_LARGE", large)
    image = np.full((height, 300), 255, np.uint8)
    tops = list(range(20, height - 50, 97))
    for top in tops:
        image[top : top + 50] = 0
    with ThreadPoolExecutor(2) as workers:
        lines = finding.found(dark_rows, image, workers)
    assert [line[0][1] for line in lines] == pytest.approx(tops, abs=1.5)
    assert [line[2][1] - top for line, top in zip(lines, tops, strict=True)] == pytest.approx(
        [50] * len(tops), abs=3
    )


@pytest.mark.parametrize("slip", [-3, 3])
def test_a_line_between_two_strips_is_found_once(slip):
    """The strips place it a little differently, each as if it were the other's."""
    image = np.full((2000, 300), 255, np.uint8)
    tops = range(6, 1950, 33)  # one in the middle of what the strips share
    for top in tops:
        image[top : top + 25] = 0
    seen = []

    def detector(strip):
        seen.append(strip)
        boxes = np.array(dark_rows(strip).boxes, float)
        boxes[:, :, 1] += slip if len(seen) % 2 else -slip
        return SimpleNamespace(boxes=boxes)

    with ThreadPoolExecutor(1) as workers:
        lines = finding.found(detector, image, workers)
    assert len(seen) == 2
    assert [line[0][1] for line in lines] == pytest.approx(list(tops), abs=3.5)


def test_each_line_gets_its_own_text(monkeypatch):
    monkeypatch.setattr(
        engine, "_batch", lambda _, crops: [(str(crop.shape[1]), 1.0) for crop in crops]
    )
    widths = [number * 37 % 101 + 1 for number in range(43)]
    crops = [np.zeros((48, width, 3), np.uint8) for width in widths]
    with ThreadPoolExecutor(3) as workers:
        texts = engine._texts(None, crops, workers)
    assert [text for text, _ in texts] == [str(width) for width in widths]


def test_a_line_from_top_to_bottom_is_laid_down():
    image = np.zeros((300, 300), np.uint8)
    assert engine._crop(image, Box(10, 10, 33, 201)).shape == (48, 327, 3)
    assert engine._crop(image, Box(10, 10, 201, 33)).shape == (48, 327, 3)


def test_a_line_over_two_columns_is_parted():
    image = np.full((200, 400), 255, np.uint8)
    boxes = []
    for top in range(20, 140, 30):
        for left in (10, 220):
            image[top : top + 20, left : left + 170 : 3] = 0
            if top != 80:
                boxes.append(Box(left, top, left + 170, top + 20))
    whole = Box(10, 80, 390, 100)
    found = [box for box in parted(image, [*boxes, whole]) if box not in boxes]
    assert [round(box.left, -1) for box in found] == [10, 220]
    assert found[0].right < 200 < found[1].left and found[1].right == 390


def test_halves_of_a_line_that_meet_are_joined():
    boxes = [
        Box(10, 20, 110, 60),
        Box(100, 22, 200, 61),
        Box(225, 20, 300, 60),
        Box(10, 58, 90, 98),
    ]
    assert [(box.left, box.right) for box in joined(boxes)] == [(10, 200), (10, 90), (225, 300)]


def test_a_line_without_a_gutter_is_left_whole():
    image = np.full((200, 400), 255, np.uint8)
    boxes = [Box(220, top, 390, top + 20) for top in (20, 50, 110)]
    image[80:100, 10:390:3] = 0
    whole = Box(10, 80, 390, 100)
    assert whole in parted(image, [*boxes, whole])


def test_what_was_kept_is_not_read_again(tmp_path):
    line = PlacedLine("渡口", Box(1, 2, 3, 4), 5.0, True)
    page = PlacedPage(9, 9, (line,), exact=False)
    reads = []

    def read():
        reads.append(1)
        return page

    assert kept(tmp_path, "key", read) == kept(tmp_path, "key", read) == page
    assert len(reads) == 1
    kept(tmp_path, "another key", read)
    assert len(reads) == 2
    for file in tmp_path.rglob("*.json"):  # cut off by a kill
        file.write_bytes(file.read_bytes()[:20])
    assert kept(tmp_path, "key", read) == page
    assert len(reads) == 3


def test_two_that_read_at_once_leave_a_whole_file(tmp_path):
    page = PlacedPage(9, 9, (PlacedLine("渡口" * 999, Box(1, 2, 3, 4), 5.0),), exact=False)
    threads = [threading.Thread(target=kept, args=(tmp_path, "k", lambda: page)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [file.suffix for file in tmp_path.rglob("*.*")] == [".json"]


def test_a_cache_that_cannot_be_written_costs_nothing_else(tmp_path):
    page = PlacedPage(9, 9, (), exact=False)
    (tmp_path / "ocr").write_text("a file", encoding="utf-8")
    assert kept(tmp_path / "ocr", "key", lambda: page) == page


def test_a_huge_image_is_scaled_down():
    [(number, picture)] = pictures_of(png(Image.new("L", (10_000, 10_000), 255)), "大.png")
    assert number is None
    assert 0.95 * MOST < picture.size <= 1.02 * MOST
    assert picture.shape[0] == picture.shape[1]


def test_frames_are_numbered_and_what_is_clear_is_white():
    out = io.BytesIO()
    frames = [Image.new("L", (20, 10), shade) for shade in (0, 200)]
    frames[0].save(out, "TIFF", save_all=True, append_images=frames[1:])
    found = list(pictures_of(out.getvalue(), "a.tif"))
    assert [(number, int(picture[0, 0])) for number, picture in found] == [("1", 0), ("2", 200)]
    [(_, picture)] = pictures_of(png(Image.new("RGBA", (5, 5), (0, 0, 0, 0))), "a.png")
    assert picture.min() == 255


@pytest.mark.parametrize(("orientation", "corner"), [(1, 0), (3, 2), (6, 1), (8, 3)])
@pytest.mark.parametrize("kind", ["JPEG", "TIFF", "PNG", "WEBP"])
def test_a_picture_that_tells_how_it_was_held_is_set_upright(kind, orientation, corner):
    image = Image.new("L", (64, 48), 255)
    image.paste(0, (0, 0, 16, 16))  # the upper left corner; clockwise from it they are 0 to 3
    exif = Image.Exif()
    exif[0x0112] = orientation
    out = io.BytesIO()
    image.save(out, kind, exif=exif)
    [(_, picture)] = pictures_of(out.getvalue(), "a")
    corners = [picture[4, 4], picture[4, -5], picture[-5, -5], picture[-5, 4]]
    assert picture.shape == ((64, 48) if orientation > 4 else (48, 64))
    assert [int(shade) < 128 for shade in corners] == [number == corner for number in range(4)]


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_a_damaged_image_is_told(share):
    rng = np.random.default_rng(1)
    raw = png(Image.fromarray(rng.integers(0, 255, (80, 80), np.uint8)))
    with pytest.raises(ReadingError, match=r"图片已损坏.* \| Damaged or unknown image: 坏\.png"):
        list(pictures_of(raw[: int(len(raw) * share)], "坏.png"))


class Reader:
    """Reads pictures of lines with the confidence told for each time."""

    def __init__(self, *sure, text="水渠修好了两千亩"):
        self.sure, self.text, self.calls = list(sure), text, 0

    def __call__(self, parts):
        sure = self.sure[self.calls]
        self.calls += 1
        assert all(part.shape[1] > part.shape[0] for part in parts)  # what is read lies
        return [(self.text, sure) for _ in parts]


LINES = [Box(40 + 40 * n, 20, 64 + 40 * n, 500) for n in range(8)]
LYING = [Box(box.top, box.left, box.bottom, box.right) for box in LINES]
PAGE = np.full((600, 600), 255, np.uint8)


def test_lines_that_lie_are_not_asked_how_the_page_is_turned():
    read = Reader()
    assert turning.side_turn(PAGE, [*LYING, *LINES[:2]], read) == 0
    assert turning.side_turn(PAGE, LINES[:3], read) == 0
    assert not turning.is_on_head(PAGE, LYING, [("水渠", 0.99)] * 8, read)
    assert read.calls == 0


def test_a_page_on_its_side_is_turned_as_its_lines_are_read():
    assert turning.side_turn(PAGE, LINES, Reader(0.5, 0.98)) == 3
    assert turning.side_turn(PAGE, LINES, Reader(0.5, 0.55)) == 0

    class Once(Reader):
        def __call__(self, parts):
            texts = super().__call__(parts)
            return texts if self.calls < 3 else [("回", 0.4)] * len(texts)

    assert turning.side_turn(PAGE, LINES, Once(0.98, 0.5, 0.4)) == 1


def test_a_page_set_from_top_to_bottom_is_not_turned():
    assert turning.side_turn(PAGE, LINES, Reader(0.98, 0.5, 0.9)) == 0


def test_a_page_on_its_head_is_told_by_its_lines():
    texts = [("和添热", 0.5)] * 8
    assert turning.is_on_head(PAGE, LYING, texts, Reader(0.98))
    assert not turning.is_on_head(PAGE, LYING, texts, Reader(0.6))  # a bad scan


@needs_ocr
@needs_font
@pytest.mark.parametrize("turns", [1, 2, 3])
def test_a_page_that_lies_on_its_side_is_read_and_has_its_boxes_where_it_is_seen(tmp_path, turns):
    [plain] = read_articles(write(tmp_path, png(drawn()), "正.png"))
    turned = drawn().rotate(90 * turns, expand=True)
    [article] = read_articles(write(tmp_path, png(turned), "版.png"))
    assert (article.title, article.text) == (plain.title, plain.text)
    start = article.text.index("总投资三亿元")
    [upright], [box] = (boxes_of(one, start, start + 6) for one in (plain, article))
    edges = upright.left, upright.top, upright.right, upright.bottom
    for _ in range(turns):
        left, top, right, bottom = edges
        edges = top, 1 - right, bottom, 1 - left
    assert (box.left, box.top, box.right, box.bottom) == pytest.approx(edges, abs=0.02)


@needs_ocr
@needs_font
def test_a_page_of_columns_set_from_top_to_bottom_is_left_as_it_is():
    image = Image.new("L", (500, 560), 255)
    draw, font = ImageDraw.Draw(image), ImageFont.truetype(FONT, 26)
    text = "".join(BODY[1:]).replace("　", "").replace("，", "").replace("。", "")
    for number in range(8):
        for row, char in enumerate((text * 3)[15 * number : 15 * number + 15]):
            draw.text((440 - 52 * number, 40 + 31 * row), char, 0, font)
    page = engine.read_lines(np.asarray(image))
    assert page.turn == 0 and sum(line.upright for line in page.lines) >= 6


@needs_ocr
@pytest.mark.parametrize("askew", [0, 6])
def test_frames_rules_and_pictures_are_seen(askew):
    """A rule, a drawn frame, a tinted ground, a photo; what stands on lines of text is none."""
    from bot.reading.scans.shapes import shapes_in

    image = Image.new("L", (1200, 1600), 245)
    draw = ImageDraw.Draw(image)
    draw.line((100, 300, 1100, 300 + askew), fill=30, width=3)
    draw.rectangle((100, 400, 500, 700), outline=20, width=3)
    draw.rectangle((600, 400, 1000, 700), fill=225)
    rng = np.random.default_rng(5)
    photo = rng.integers(60, 180, (30, 40)).astype(np.uint8)
    image.paste(Image.fromarray(photo).resize((400, 300), Image.Resampling.BILINEAR), (100, 900))
    lines = [Box(120, 440 + 40 * n, 480, 462 + 40 * n) for n in range(5)]
    lines += [Box(620, 440 + 40 * n, 980, 462 + 40 * n) for n in range(5)]
    lines += [Box(600, 900 + 40 * n, 1000, 922 + 40 * n) for n in range(5)]
    for box in lines:
        for x in range(int(box.left), int(box.right), 24):
            draw.rectangle((x, box.top + 2, x + 17, box.bottom - 2), fill=20)
    draw.line((600, 911, 1000, 911), fill=20, width=4)  # within a line of text
    frames, rules, pictures = shapes_in(np.asarray(image), lines)

    def near(box, *edges):
        return all(
            abs(at - edge) < 14
            for at, edge in zip((box.left, box.top, box.right, box.bottom), edges, strict=True)
        )

    assert len(frames) == 2
    assert any(near(frame, 100, 400, 500, 700) for frame in frames)
    assert any(near(frame, 600, 400, 1000, 700) for frame in frames)
    assert [near(rule, 100, 300, 1100, 300 + askew) for rule in rules] == [True]
    assert [near(picture, 100, 900, 500, 1200) for picture in pictures] == [True]


@needs_ocr
def test_a_blank_picture_has_no_shapes():
    from bot.reading.scans.shapes import shapes_in

    assert shapes_in(np.full((400, 300), 255, np.uint8), []) == ([], [], [])
