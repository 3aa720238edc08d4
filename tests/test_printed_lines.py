"""The boxes of a quote cover the printed lines that it was read from, and nothing else."""

from __future__ import annotations

import io
import json
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from papers import FakeEncoder
from pdfs import pdf
from PIL import Image
from test_reading_alto import alto

from bot.build import build_index
from bot.index.index import open_index
from bot.index.printed import pack, unpack
from bot.json_output import quote_json
from bot.reading.articles import read_articles
from bot.reading.formats import image_pages
from bot.reading.layout.bend import Bend
from bot.reading.layout.placed import Box, PlacedLine, PlacedPage
from bot.reading.printed import boxes_of
from bot.records import Article, PageBox, PrintedLine, Quote

SIZE, LEADING, WIDTH, HEIGHT = 10, 14, 600, 800  # of the pages that tests/pdfs.py makes
WORDS = "渡口大桥山脚小学稻田水库集市码头老街新村林场茶园"
share = st.floats(0, 1)
boxes = st.builds(PageBox, st.integers(1, 9999), share, share, share, share)
printed = st.builds(PrintedLine, st.integers(0, 1 << 31), st.integers(0, 1 << 31), boxes)


def write(folder: Path, raw: bytes, name: str = "报.pdf") -> str:
    file = folder / name
    file.write_bytes(raw)
    return str(file)


def body(count: int) -> str:
    """A story of so many Chinese characters, each as wide as the next."""
    pairs = (f"{WORDS[n // 24 % 24]}{WORDS[n % 24]}边有船，" for n in range(count))
    return "本报讯五月一日，" + "".join(pairs)[: count - 9] + "。"


@st.composite
def stories(draw: st.DrawFn) -> tuple[list[tuple[float, float, float, str]], str]:
    """The lines of a page with one story in some columns, and its text."""
    columns, wide = draw(st.integers(1, 3)), draw(st.integers(10, 15))
    text = body(draw(st.integers(60, 260)))
    rows = [text[at : at + wide] for at in range(0, len(text), wide)]
    high = -(-len(rows) // columns)
    lines: list[tuple[float, float, float, str]] = [(50, 700, 24, "渡口大桥建成通车")]
    for number, row in enumerate(rows):
        column, place = divmod(number, high)
        lines.append((50 + column * (wide + 2) * SIZE, 660 - place * LEADING, SIZE, row))
    return lines, text


@settings(max_examples=60)
@given(stories(), st.data())
def test_the_boxes_of_a_quote_cover_its_characters_and_no_others(story, data) -> None:
    lines, text = story
    with tempfile.TemporaryDirectory() as folder:
        [article] = read_articles(write(Path(folder), pdf([lines])))
    assert article.text == text
    start = data.draw(st.integers(0, len(article.text) - 1))
    end = data.draw(st.integers(start + 1, len(article.text)))
    spots = [(at, *spot) for at, line in enumerate(lines[1:]) for spot in spots_of(line)]
    found = boxes_of(article, start, end)
    assert len(found) == len({at for at, *_ in spots[start:end]})
    for number, (_, x, y) in enumerate(spots):
        inside = [box for box in found if holds(box, x / WIDTH, y / HEIGHT)]
        assert len(inside) == (start <= number < end), (number, found)


def spots_of(line: tuple[float, float, float, str]) -> list[tuple[float, float]]:
    """The middle of each character of a line, y from the top."""
    x, y, size, text = line
    return [(x + (n + 0.5) * size, HEIGHT - y - 0.38 * size) for n in range(len(text))]


def holds(box: PageBox, x: float, y: float) -> bool:
    return box.left <= x <= box.right and box.top <= y <= box.bottom


STORY = [
    (50, 700, 24, "渡口大桥建成通车"),
    (50, 660, 10, "本报讯五月一日，渡口大桥建成通车，"),
    (50, 646, 10, "两岸居民过江不再靠船。"),
]
TEXT = STORY[1][3] + STORY[2][3]


def box_of(article: Article, words: str) -> PageBox:
    start = article.text.index(words)
    [box] = boxes_of(article, start, start + len(words))
    return box


def test_a_box_is_cut_down_to_the_quotes_part_of_the_line(tmp_path: Path) -> None:
    first, second = read_articles(write(tmp_path, pdf([STORY, STORY])))
    box = box_of(second, "居民过江")
    assert (box.page, box_of(first, "居民").page) == (2, 1)
    assert (box.left * WIDTH, box.right * WIDTH) == pytest.approx((70, 110), abs=0.1)
    assert HEIGHT * (box.bottom - box.top) == pytest.approx(10, abs=0.1)


@pytest.mark.parametrize(
    ("turn", "part"),
    [
        (0, (0.25, 0.2, 0.5, 0.6)),
        (1, (0.1, 0.3, 0.9, 0.4)),
        (2, (0.5, 0.2, 0.75, 0.6)),
        (3, (0.1, 0.4, 0.9, 0.5)),
    ],
)
def test_a_part_of_a_line_stands_in_the_direction_that_it_runs(turn, part) -> None:
    whole = (0.1, 0.2, 0.9, 0.6) if turn % 2 else (0.0, 0.2, 1.0, 0.6)
    line = PrintedLine(0, 4, PageBox(1, *whole), turn)
    article = Article("a", "article", None, "水渠修好", "a.pdf", lines=(line,))
    [box] = boxes_of(article, 1, 2)
    assert (box.left, box.top, box.right, box.bottom) == pytest.approx(part)


# How a page is turned -> the direction of its text on the sheet, and where a place on it stands
# there. The sheet is larger than what is shown of it: 30 on the left, 40 below.
TURNS = {
    0: ("1 0 0 1", lambda x, y: (x + 30, y + 40)),
    90: ("0 1 -1 0", lambda x, y: (30 + 800 - y, x + 40)),
    180: ("-1 0 0 -1", lambda x, y: (630 - x, 840 - y)),
    270: ("0 -1 1 0", lambda x, y: (y + 30, 40 + 600 - x)),
}


@pytest.mark.parametrize("turn", TURNS)
def test_boxes_are_those_of_the_page_as_it_is_seen(tmp_path: Path, turn: int) -> None:
    direction, on_sheet = TURNS[turn]
    shown = [
        b"BT /F1 %d Tf %s %d %d Tm <%s> Tj ET"
        % (size, direction.encode(), *on_sheet(x, y), text.encode("utf-16-be").hex().encode())
        for x, y, size, text in STORY
    ]
    right, top = (630, 840) if turn in {0, 180} else (830, 640)
    sheet = b"/MediaBox [0 0 900 900] /CropBox [30 40 %d %d] /Rotate %d" % (right, top, turn)
    raw = pdf([shown]).replace(b"/MediaBox [0 0 600 800]", sheet)
    [article] = read_articles(write(tmp_path, raw))
    assert article.text == TEXT
    box = box_of(article, "居民过江")
    assert (box.left * WIDTH, box.right * WIDTH) == pytest.approx((70, 110), abs=0.1)
    assert box.top * HEIGHT == pytest.approx(800 - 646 - 8.8, abs=0.1)


def test_a_scan_that_is_askew_has_its_boxes_where_the_lines_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The engine lays the page flat to put lines in order; the outline goes on the page itself."""
    slope, wide, high = 0.02, 900, 1200
    down, along = (slope, 0.0, 0.0, 0.0, 0.0, 0.0), (-slope, 0.0, 0.0, 0.0, 0.0, 0.0)
    bend = Bend((wide, high), (930, 1220), down, along)
    flat = Box(200, 900, 420, 920)
    line = PlacedLine("渡口大桥建成通车。", flat, 20.0)
    page = PlacedPage(*bend.flat_size, (line,), bend=bend)
    monkeypatch.setattr(image_pages, "engine_name", lambda: "engine")
    monkeypatch.setattr(image_pages, "read_lines", lambda picture: page)
    out = io.BytesIO()
    Image.new("L", (wide, high), 255).save(out, "PNG")
    [article] = read_articles(write(tmp_path, out.getvalue(), "版.png"))
    [box] = boxes_of(article, 0, len(article.text))
    x, y = (box.left + box.right) / 2 * wide, (box.top + box.bottom) / 2 * high
    assert bend.flat(x, y) == pytest.approx((310, 910))
    assert (box.bottom - box.top) * high == pytest.approx(20 + slope * 220, rel=0.01)


def test_alto_lines_have_their_places(tmp_path: Path) -> None:
    place = 'HPOS="{}" VPOS="{}" WIDTH="{}" HEIGHT="20"'
    rows = [("渡口大桥建成通车", 100, 60, 160), ("本报讯五月一日，渡口大桥通车。", 100, 100, 300)]
    lines = "".join(
        f'<TextLine {place.format(x, y, wide)}><String CONTENT="{row}"/></TextLine>'
        for row, x, y, wide in rows
    )
    strings = "".join(
        f'<String CONTENT="{word}" {place.format(x, 130, 40)}/>'
        for word, x in (("两岸", 100), ("人家。", 140))
    )
    sheet = (
        '<Page ID="P1" WIDTH="1000" HEIGHT="2000"><TextBlock>'
        f"{lines}<TextLine>{strings}</TextLine></TextBlock></Page>"
    )
    [article] = read_articles(write(tmp_path, alto(sheet).encode(), "0003.xml"))
    box = box_of(article, "渡口大桥通车。")
    assert (box.left, box.top, box.right, box.bottom) == pytest.approx((0.26, 0.05, 0.4, 0.06))
    assert box_of(article, "两岸人家。").right == 0.18  # of the strings, for want of the line's own
    small = alto(sheet.replace('WIDTH="1000"', 'WIDTH="90"'))  # in another unit than the lines
    [article] = read_articles(write(tmp_path, small.encode(), "0004.xml"))
    assert article.lines == ()


@given(st.lists(printed, max_size=5))
def test_lines_come_back_from_the_store(lines: list[PrintedLine]) -> None:
    back = unpack(pack(lines))
    assert len(pack(lines)) == 21 * len(lines)
    for line, again in zip(lines, back, strict=True):
        assert (line.start, line.end, line.box.page) == (again.start, again.end, again.box.page)
        for side in ("left", "top", "right", "bottom"):
            assert getattr(line.box, side) == pytest.approx(getattr(again.box, side), abs=1e-5)


def test_an_index_keeps_the_lines_and_a_quote_tells_its_boxes(tmp_path: Path) -> None:
    folder = tmp_path / "papers"
    folder.mkdir()
    write(folder, pdf([STORY]))
    build_index([str(folder)], str(tmp_path / "index"), FakeEncoder())
    [read] = read_articles(str(folder / "报.pdf"))
    with open_index(tmp_path / "index") as index:
        stored = index.store.article(read.id)
        [excerpt] = index.store.excerpts([1]).values()
        assert index.store.articles([excerpt.row]) == {excerpt.row: stored}
    assert stored is not None
    assert [(line.start, line.end) for line in stored.lines] == [(0, 17), (17, 28)]
    quote = Quote(TEXT, 0, len(TEXT), stored, boxes=boxes_of(stored, 0, len(TEXT)))
    told = json.loads(json.dumps(quote_json(quote)))["boxes"]
    assert [list(box) for box in told] == [["page", "left", "top", "right", "bottom"]] * 2
    assert told[1]["left"] == pytest.approx(50 / WIDTH, abs=1e-4)


def test_a_text_page_has_no_boxes(tmp_path: Path) -> None:
    [article] = read_articles(write(tmp_path, f"渡口大桥通车\n\n{TEXT}\n".encode(), "报.txt"))
    assert article.lines == boxes_of(article, 0, len(article.text)) == ()
