"""Pages as a layout artist sets them: labels in boxes, tables, posters, text from top to bottom."""

import random

import pytest
from pdfs import pdf
from test_reading_layout import BRIDGE, MARKET, SCHOOL, STEP, even, read, squeezed, told

from bot.reading.articles import read_articles, split_page
from bot.reading.layout.laid import lay
from bot.reading.layout.placed import Box, PlacedLine, PlacedPage
from bot.reading.pages import make_page


def upright(text, x, y, size, step=1.0):
    """The characters of a line set from top to bottom, from this place of the first one."""
    return [(x, y - n * step * size, size, char) for n, char in enumerate(text)]


def box(left, low, right, high):
    """A frame around what stands there."""
    return b"%d %d %d %d re S" % (left, low, right - left, high - low)


def test_headlines_side_by_side_from_top_to_bottom_are_read_from_the_right(tmp_path):
    title = [*upright("山脚小学", 500, 720, 24, 1.1), *upright("图书室开门", 470, 720, 24, 1.1)]
    [school] = read(tmp_path, [*title, *even(SCHOOL, [180, 320], 735)])
    assert (school.title.replace(" ", ""), told(school)) == (
        "山脚小学图书室开门",
        squeezed(SCHOOL),
    )


@pytest.mark.parametrize("x", [40, 462])
def test_a_headline_from_top_to_bottom_stands_at_either_edge_of_its_story(tmp_path, x):
    columns = [90, 230] if x == 40 else [180, 320]
    [school] = read(
        tmp_path, [*upright("图书室开门", x, 720, 24, 1.2), *even(SCHOOL, columns, 735)]
    )
    assert (school.title, told(school)) == ("图书室开门", squeezed(SCHOOL))


def test_text_from_top_to_bottom_is_read_line_by_line_from_the_right(tmp_path):
    """And a quote's place on the page is where it is printed."""
    text = squeezed(SCHOOL).replace("\n", "")
    size, high = 10, 20
    lines = [text[at : at + high] for at in range(0, len(text), high)]
    placed = [upright(line, 520 - 16 * n, 700, size) for n, line in enumerate(lines)]
    title = upright("图书室开门", 545, 700, 22)
    [school] = read(tmp_path, [*title, *(char for line in placed for char in line)])
    assert (school.title, told(school).replace("\n", "")) == ("图书室开门", text)
    first = school.lines[0].box
    assert first.left == pytest.approx(520 / 600, abs=0.03)
    assert first.bottom - first.top == pytest.approx(high * size / 800, rel=0.1)


def test_a_column_name_in_a_box_is_the_kicker_of_the_headline_below(tmp_path):
    lines = [
        (40, 730, 24, "渡口大桥建成通车"),
        *even(BRIDGE, [40, 180], 700),
        box(335, 752, 385, 768),
        (338, 756, 10, "乡村学校"),
        (335, 725, 20, "图书室开门"),
        *even(SCHOOL, [335, 470], 700),
    ]
    school, bridge = sorted(read(tmp_path, lines), key=lambda article: article.title)
    assert (bridge.kicker, told(bridge)) == (None, squeezed(BRIDGE))
    assert (school.kicker, school.title) == ("乡村学校", "图书室开门")
    assert told(school) == squeezed(SCHOOL)


def test_a_headline_on_a_ground_of_its_own_heads_the_story_below(tmp_path):
    lines = [
        b"36 715 260 36 re f",
        (40, 724, 20, "渡口大桥建成通车"),
        *even(BRIDGE, [40, 180], 690),
        (335, 725, 20, "图书室开门"),
        *even(SCHOOL, [335, 470], 700),
    ]
    school, bridge = sorted(read(tmp_path, lines), key=lambda article: article.title)
    assert (bridge.title, told(bridge)) == ("渡口大桥建成通车", squeezed(BRIDGE))
    assert (school.title, told(school)) == ("图书室开门", squeezed(SCHOOL))


def test_a_table_is_read_row_by_row(tmp_path):
    rows = [("品名", "单价", "涨跌"), ("白菜", "1.20", "持平"), ("鸡蛋", "4.50", "涨0.20元")]
    rows.append(("猪肉", "12.80", "跌0.50元"))
    cells = [
        (40 + 90 * column, 690 - STEP * line, 10, text)
        for line, row in enumerate(rows)
        for column, text in enumerate(row)
    ]
    [prices] = read(tmp_path, [(40, 730, 20, "东街集市价格"), *cells])
    assert [line.split() for line in prices.text.split("\n")] == [[*row] for row in rows]


def test_three_columns_of_prose_are_no_table(tmp_path):
    [bridge] = read(
        tmp_path, [(40, 730, 24, "渡口大桥建成通车"), *even(BRIDGE, [40, 180, 320], 700)]
    )
    assert told(bridge) == squeezed(BRIDGE)


def test_large_lines_alone_in_a_frame_are_an_advertisement(tmp_path):
    lines = [
        (40, 730, 24, "渡口大桥建成通车"),
        *even(BRIDGE, [40, 180, 320], 700),
        box(36, 380, 480, 470),
        (120, 430, 30, "渡口酒家"),
        (120, 405, 16, "五月一日开张"),
        (120, 385, 13, "渡口街二号"),
    ]
    _, poster = read(tmp_path, lines)
    assert (poster.kind, poster.title) == ("notice", "渡口酒家")
    assert poster.text.split("\n") == ["五月一日开张", "渡口街二号"]


def test_a_sentence_set_again_between_rules_is_nobodys_headline(tmp_path):
    quote = "这座桥全长八百米"
    rules = b"320 672 120 .8 re f 320 640 120 .8 re f"
    below = even(SCHOOL, [320], 620)
    lines = [
        (40, 730, 24, "渡口大桥建成通车"),
        *even(BRIDGE, [40, 180], 700),
        (330, 730, 24, "图书室开门"),
        (320, 700, 10, "　　" + MARKET[0][:10]),
        rules,
        (320, 650, 13, quote),
        *below,
    ]
    assert quote not in [article.title for article in read(tmp_path, lines)]


def test_a_name_in_smaller_type_right_under_the_headline_is_the_author(tmp_path):
    verse = ["船从雾里来", "载着一船灯火", "靠了岸", "灯火就上了坡", "人家都醒了"]
    lines = [
        (120, 730, 24, "渡"),
        (118, 712, 8.5, "周远"),
        *((100, 690 - STEP * n, 10, line) for n, line in enumerate(verse)),
        (330, 730, 20, "图书室开门"),
        *even(SCHOOL, [330], 700),
    ]
    poem, _ = read(tmp_path, lines)
    assert (poem.title, poem.authors) == ("渡", ("周远",))
    assert poem.text.split("\n") == verse


def test_a_drop_capital_begins_the_first_line(tmp_path):
    text = SCHOOL[1]
    lines = [(40, 730, 20, "图书室开门"), (40, 685, 26, text[0])]
    at, number = 1, 0
    while at < len(text):
        indent = 28 if number < 2 else 0
        count = 11 if indent else 14
        lines.append((40 + indent, 700 - STEP * number, 10, text[at : at + count]))
        at, number = at + count, number + 1
    [school] = read(tmp_path, lines)
    assert told(school) == "".join(text.split())


def test_a_byline_printed_in_cells_is_one_line(tmp_path):
    lines = [
        (40, 740, 24, "渡口大桥建成通车"),
        (40, 718, 9, "本报记者"),
        (92, 718, 9, "王小明"),
        (137, 718, 9, "何小满"),
        *even(BRIDGE, [40, 180, 320], 690),
    ]
    [bridge] = read(tmp_path, lines)
    assert (bridge.authors, told(bridge)) == (("王小明", "何小满"), squeezed(BRIDGE))


def test_a_credit_apart_from_its_caption_belongs_to_it(tmp_path):
    lines = [
        (40, 730, 24, "渡口大桥建成通车"),
        *even(BRIDGE, [40, 180], 700),
        b"330 600 250 130 re f",
        (330, 585, 8.5, "居民走过刚刚通车的渡口大桥"),
        (530, 572, 8.5, "王小明 摄"),
    ]
    _, photo = read(tmp_path, lines)
    assert (photo.kind, photo.authors) == ("photo", ("王小明",))


def test_text_under_a_photo_and_its_caption_is_the_headlines_above(tmp_path):
    lines = [
        (40, 740, 24, "渡口大桥建成通车"),
        b"40 620 260 100 re f",
        (40, 606, 8.5, "居民走过渡口大桥。王小明 摄"),
        *even(BRIDGE, [40, 180], 580),
    ]
    bridge, photo = sorted(read(tmp_path, lines), key=lambda item: item.kind)
    assert (bridge.kind, bridge.title, told(bridge)) == (
        "article",
        "渡口大桥建成通车",
        squeezed(BRIDGE),
    )
    assert (photo.kind, photo.title) == ("photo", None)


def test_all_over_the_rule_is_the_pages_head_and_a_foot_is_whole(tmp_path):
    lines = [
        (40, 770, 14, "A12"),
        (80, 770, 12, "乡村"),
        (300, 770, 9, "2024年5月2日"),
        (400, 770, 9, "版式：周远"),
        (480, 770, 12, "河滨日报"),
        b"40 762 520 1 re f",
        (40, 730, 24, "渡口大桥建成通车"),
        *even(BRIDGE, [40, 180, 320], 700),
        (40, 20, 8, "责任编辑：周远"),
        (150, 20, 8, "全年定价五十八元"),
    ]
    [bridge] = read(tmp_path, lines)
    assert (bridge.paper, bridge.date, bridge.page) == ("河滨日报", "2024-05-02", "A12")
    assert told(bridge) == squeezed(BRIDGE)


def test_a_guide_to_other_pages_is_no_item(tmp_path):
    lines = [
        (40, 730, 24, "渡口大桥建成通车"),
        *even(BRIDGE, [40, 180], 700),
        box(330, 640, 560, 740),
        (340, 720, 15, "今日导读"),
        (340, 695, 9, "集市重新开张　详见第2版"),
        (340, 680, 9, "图书室开门　详见第3版"),
    ]
    [bridge] = read(tmp_path, lines)
    assert told(bridge) == squeezed(BRIDGE)


def test_every_page_of_a_file_is_told_by_its_own_places(tmp_path):
    page = [(40, 730, 24, "渡口大桥建成通车"), *even(BRIDGE, [40, 180, 320], 700)]
    file = tmp_path / "报.pdf"
    file.write_bytes(pdf([page, [(40, 730, 20, "图书室开门"), *even(SCHOOL, [40, 180], 700)]]))
    assert [told(one) for one in read_articles(str(file))] == [squeezed(BRIDGE), squeezed(SCHOOL)]


@pytest.mark.parametrize("seed", range(60))
def test_any_places_can_be_laid_out(seed):
    """Lines, frames, rules and pictures anywhere, over one another or beyond the page."""
    die = random.Random(seed)
    words = [
        "本报讯（记者王小明）大桥通车。",
        "庄稼医院",
        "王小明 摄",
        "渡",
        "今日导读",
        "A5",
        "1.20",
        "—",
    ]

    def anywhere(wide, high):
        x, y = die.uniform(-10, 600), die.uniform(-10, 800)
        return Box(x, y, x + wide, y + high)

    lines = []
    for _ in range(die.choice([1, 5, 20, 60])):
        text, size = die.choice(words) * die.choice([1, 1, 4]), die.choice([8.5, 10, 10, 14, 40])
        upright, long = die.random() < die.choice([0.1, 0.9]), len(text) * size
        place = anywhere(size, long) if upright else anywhere(long, size)
        lines.append(PlacedLine(text, place, size, upright))
    shapes = [
        tuple(
            anywhere(die.uniform(0, 600), die.choice([0.5, 300])) for _ in range(die.randint(0, 6))
        )
        for _ in range(3)
    ]
    page = PlacedPage(600, 800, tuple(lines), *shapes, exact=die.random() < 0.5)
    laying = lay(page)
    found = laying.page(make_page(laying.text, "报.pdf", own_text=False), 1)
    split_page(found)
    assert len(found.lines) >= len(found.stories)
