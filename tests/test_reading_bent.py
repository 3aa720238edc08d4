"""Pages that lie askew, are seen from aside or bent: found by their lines, and laid flat."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from test_reading_scans import drawn, needs_font, needs_ocr, png, write

from bot.reading.articles import read_articles
from bot.reading.layout.bend import Bend
from bot.reading.layout.placed import Box, PlacedLine, PlacedPage, page_of, row_of
from bot.reading.layout.seen import seen
from bot.reading.printed import boxes_of
from bot.reading.scans.evening import evened
from bot.reading.scans.flattening import bend_of, flattened, is_crooked

SIZE = 1800, 2600
HIGH = 24  # a line


def page_lines():
    """Boxes of a page: a headline, four columns with indents, short last lines and a subhead."""
    boxes = [(300, 80, 1500, 170)]
    for column in range(4):
        left = 60 + 430 * column
        for row in range(60):
            top = 260 + 38 * row
            start = left + (2 * HIGH if row % 7 == 0 else 0)
            end = left + (HIGH * (3 + row % 11) if row % 7 == 6 else 390)
            boxes.append((start, top, end, top + HIGH))
    return boxes


def corners_of(boxes, bent):
    """The corners of each box, clockwise, where `bent` puts them."""
    return [
        np.array([bent(left, top), bent(right, top), bent(right, bottom), bent(left, bottom)])
        for left, top, right, bottom in boxes
    ]


def turned(degrees):
    sine, cosine = math.sin(math.radians(degrees)), math.cos(math.radians(degrees))
    middle_x, middle_y = SIZE[0] / 2, SIZE[1] / 2
    return lambda x, y: (
        middle_x + cosine * (x - middle_x) - sine * (y - middle_y),
        middle_y + sine * (x - middle_x) + cosine * (y - middle_y),
    )


def from_aside(x, y):
    """Farther away at the right and at the top."""
    depth = 1 + 0.12 * x / SIZE[0] - 0.10 * y / SIZE[1]
    return x / depth + 60, (y + 0.05 * x) / depth + 40


def like_a_book(x, y):
    return x, y + 35 * math.sin(math.pi * x / SIZE[0])


WAYS = {"askew": turned(3), "from aside": from_aside, "like a book": like_a_book}


@pytest.mark.parametrize("way", WAYS)
def test_lines_lie_level_and_columns_stand_straight_on_the_flat_page(way):
    boxes = page_lines()
    corners = corners_of(boxes, WAYS[way])
    bend = bend_of(corners, SIZE)
    assert is_crooked(bend, corners)
    lefts = {}
    for (left, *_), quad in zip(boxes, corners, strict=True):
        u, v = bend.flat(quad[:, 0], quad[:, 1])
        assert v[1] - v[0] == pytest.approx(0, abs=4)
        assert v[2] - v[3] == pytest.approx(0, abs=4)
        lefts.setdefault(left, []).append(u[0])
    for edges in lefts.values():
        assert max(edges) - min(edges) < HIGH / 2


def test_a_page_that_lies_flat_is_left_as_it_is():
    die = np.random.default_rng(3)
    corners = [quad + die.normal(0, 1, (4, 2)) for quad in corners_of(page_lines(), turned(0))]
    bend = bend_of(corners, SIZE)
    assert not is_crooked(bend, corners)
    u, v = bend.flat(100.0, 2500.0)
    assert (u - 100 - (bend.flat_size[0] - SIZE[0]) / 2) == pytest.approx(0, abs=4)
    assert (v - 2500 - (bend.flat_size[1] - SIZE[1]) / 2) == pytest.approx(0, abs=4)


@pytest.mark.parametrize("count", [0, 1, 2])
def test_a_few_lines_do_not_tell_how_a_page_lies(count):
    corners = corners_of(page_lines()[:count], turned(5))
    bend = bend_of(corners, SIZE)
    assert bend.flat(10.0, 20.0) == pytest.approx((10, 20))
    assert not is_crooked(bend, corners)


@given(st.lists(st.floats(0, 2600), min_size=24, max_size=240))
def test_lines_in_all_directions_make_no_larger_page_than_a_page_can_be(numbers):
    """What is found in a picture of leaves: memory has its bounds."""
    ends = np.array(numbers[: len(numbers) // 4 * 4]).reshape(-1, 2, 2)
    down = np.array([0, HIGH])
    corners = [np.array([a, b, b + down, a + down]) for a, b in ends]
    bend = bend_of(corners, SIZE)
    wide, high = bend.flat_size
    assert wide * high <= 2.6 * SIZE[0] * SIZE[1]
    x, y = bend.seen(np.array([0.0, wide]), np.array([0.0, high]))
    assert np.abs([x, y]).max() < 3 * max(SIZE)


def test_three_lines_tell_that_it_is_turned():
    """And nothing else: what three lines say of a bend is noise."""
    bend = bend_of(corners_of(page_lines()[1:4], turned(4)), SIZE)
    first, last = bend.flat(*turned(4)(100, 2400)), bend.flat(*turned(4)(1700, 2400))
    assert last[1] - first[1] == pytest.approx(0, abs=12)
    upper = bend.flat(*turned(4)(100, 300))
    assert first[0] - upper[0] == pytest.approx(0, abs=30)


@given(st.floats(0, SIZE[0]), st.floats(0, SIZE[1]), st.lists(st.floats(-0.05, 0.05), min_size=12))
def test_the_way_back_leads_to_where_it_began(x, y, factors):
    bend = Bend(SIZE, (1900, 2700), tuple(factors[:6]), tuple(factors[6:12]))
    assert bend.seen(*bend.flat(x, y)) == pytest.approx((x, y), abs=1)


def test_the_picture_is_laid_flat():
    image = np.full((SIZE[1], SIZE[0]), 230, np.uint8)
    corners = corners_of(page_lines(), WAYS["like a book"])
    x = np.arange(100, 1700)
    for row in range(10):
        y = np.round(400 + 200 * row + 35 * np.sin(np.pi * x / SIZE[0])).astype(int)
        for thick in range(6):
            image[y + thick, x] = 20
    flat = flattened(image, bend_of(corners, SIZE))
    dark = (flat[:, 120:1680] < 120).mean(axis=1)
    assert (dark > 0.9).sum() >= 10  # rows that are dark from end to end
    assert (flat[0] == 230).all()  # paper where the picture ends


def test_a_page_that_is_bent_goes_through_json():
    bend = Bend((10.0, 20.0), (12.0, 22.0), (0.1,) * 6, (0.2,) * 6)
    page = PlacedPage(12.0, 22.0, (PlacedLine("渡口", Box(1, 2, 3, 4), 5.0),), bend=bend, turn=1)
    assert page_of(row_of(page)) == page


def test_a_box_is_seen_around_its_bent_line():
    bend = bend_of(corners_of(page_lines(), from_aside), SIZE)
    wide, high = bend.flat_size
    left, top, right, bottom = 490, 1200, 880, 1224
    x, y = zip(*(from_aside(x, y) for x in (left, right) for y in (top, bottom)), strict=True)
    u, v = bend.flat(np.array(x), np.array(y))
    box = seen(Box(u.min(), v.min(), u.max(), v.max()), PlacedPage(wide, high, (), bend=bend), 1)
    found = box.left * SIZE[0], box.top * SIZE[1], box.right * SIZE[0], box.bottom * SIZE[1]
    assert found == pytest.approx((min(x), min(y), max(x), max(y)), abs=6)


@needs_ocr
@needs_font
def test_a_page_on_its_side_may_lie_askew_too(tmp_path):
    [plain] = read_articles(write(tmp_path, png(drawn()), "正.png"))
    page = drawn().rotate(90, expand=True)
    page = page.rotate(3, Image.Resampling.BICUBIC, fillcolor=255)
    [article] = read_articles(write(tmp_path, png(page), "版.png"))
    assert (article.title, article.text) == (plain.title, plain.text)
    start = article.text.index("总投资三亿元")
    [upright], [box] = (boxes_of(one, start, start + 6) for one in (plain, article))
    across, down = (upright.left + upright.right) / 2, (upright.top + upright.bottom) / 2
    x, y = (down - 0.5) * 420, (0.5 - across) * 700  # turned against the clock, from the middle
    angle = math.radians(-3)
    seen_x = math.cos(angle) * x - math.sin(angle) * y + 210
    seen_y = math.sin(angle) * x + math.cos(angle) * y + 350
    assert (box.left + box.right) * 210 == pytest.approx(seen_x, abs=10)
    assert (box.top + box.bottom) * 350 == pytest.approx(seen_y, abs=10)


@needs_ocr
@needs_font
@pytest.mark.parametrize("degrees", [-4, 3])
def test_a_scan_that_lies_askew_is_read_and_has_its_boxes_where_they_are(tmp_path, degrees):
    [plain] = read_articles(write(tmp_path, png(drawn()), "正.png"))
    page = drawn().rotate(degrees, Image.Resampling.BICUBIC, fillcolor=255)
    [article] = read_articles(write(tmp_path, png(page), "版.png"))
    assert (article.title, article.text) == (plain.title, plain.text)
    start = article.text.index("总投资三亿元")
    [upright], [box] = (boxes_of(one, start, start + 6) for one in (plain, article))
    x, y = (upright.left + upright.right) * 350 - 350, (upright.top + upright.bottom) * 210 - 210
    angle = math.radians(-degrees)
    across = math.cos(angle) * x - math.sin(angle) * y + 350
    down = math.sin(angle) * x + math.cos(angle) * y + 210
    assert (box.left + box.right) * 350 == pytest.approx(across, abs=8)
    assert (box.top + box.bottom) * 210 == pytest.approx(down, abs=8)


def test_type_that_grows_over_the_page_is_of_one_size():
    """Body type nearer to the camera is no headline; a headline stays one."""
    lines = []
    for left, top, right, bottom in page_lines():
        near = math.exp(0.2 * (top / SIZE[1] - 0.5) + 0.1 * (left / SIZE[0] - 0.5))
        size = (70 if bottom - top > HIGH else 20) * near
        lines.append(PlacedLine("渡口大桥建成通车", Box(left, top, right, bottom), size))
    found = evened(lines, *SIZE)
    assert all(line.size == pytest.approx(20, rel=0.02) for line in found[1:])
    assert found[0].size == pytest.approx(70, rel=0.05)
    assert [line.box for line in found] == [line.box for line in lines]


@pytest.mark.parametrize(("grown", "count"), [(0.02, 240), (0.3, 12)])
def test_sizes_stay_where_little_is_known_or_little_changes(grown, count):
    lines = [
        PlacedLine("渡口大桥建成通车", Box(*box), 20 * math.exp(grown * box[1] / SIZE[1]))
        for box in page_lines()[1 : count + 1]
    ]
    assert evened(lines, *SIZE) == lines
