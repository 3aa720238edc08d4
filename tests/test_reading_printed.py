"""Habits of printed pages: wide spaces, captions on pictures, rules in headlines, briefs."""

from test_reading_designed import box, upright
from test_reading_layout import BRIDGE, MARKET, SCHOOL, STEP, columns, even, read, squeezed, told


def stretched(x, y, size, *parts):
    """Parts of a headline with a wide space between them that no character stands for."""
    lines = []
    for part in parts:
        lines.append((x, y, size, part))
        x += size * (len(part) + 1)
    return lines


def test_a_wide_space_parts_no_headline(tmp_path):
    lines = [*stretched(40, 730, 24, "渡口大桥", "建成通车"), *even(BRIDGE, [40, 180], 700)]
    [bridge] = read(tmp_path, lines)
    assert bridge.title.split() == ["渡口大桥", "建成通车"]
    assert told(bridge) == squeezed(BRIDGE)


def test_two_headlines_side_by_side_stay_two(tmp_path):
    lines = [
        (40, 730, 20, "渡口大桥通车"),
        *even(MARKET, [40], 700),
        (180, 730, 20, "图书室开门"),
        *even(SCHOOL, [180], 700),
    ]
    assert [article.title for article in read(tmp_path, lines)] == ["渡口大桥通车", "图书室开门"]


def test_a_headline_from_top_to_bottom_stands_beside_the_middle_of_its_text(tmp_path):
    body = even((*BRIDGE, *SCHOOL), [100, 240], 735)
    [story] = read(tmp_path, [*upright("大桥通车", 40, 690, 24, 1.2), *body])
    assert (story.title, told(story)) == ("大桥通车", squeezed((*BRIDGE, *SCHOOL)))


def test_columns_under_a_picture_with_its_caption_on_it_are_the_headlines(tmp_path):
    story = (*BRIDGE, *SCHOOL)
    high = len(even(story, [0], 0)) - 16
    half = -(-high // 2)
    spots = [(40, 540, half), (180, 540, half), (320, 700, 16)]
    lines = [
        (40, 730, 26, "渡口大桥建成通车两岸过江不靠船"),
        b"36 560 262 155 re f",
        (60, 565, 8.5, "居民走过渡口大桥。王小明 摄"),
        *columns(story, spots),
    ]
    bridge, photo = sorted(read(tmp_path, lines), key=lambda item: item.kind)
    assert (bridge.kind, told(bridge)) == ("article", squeezed(story))
    assert (photo.kind, photo.authors) == ("photo", ("王小明",))


def test_a_rule_between_headline_and_subtitle_parts_no_story(tmp_path):
    lines = [
        (100, 742, 26, "渡口大桥建成通车"),
        b"40 732 400 .8 re f",
        (126, 712, 13, "两岸居民过江不再靠船"),
        *even(BRIDGE, [40, 180, 320], 690),
    ]
    [bridge] = read(tmp_path, lines)
    assert (bridge.title, bridge.subtitle) == ("渡口大桥建成通车", "两岸居民过江不再靠船")
    assert told(bridge) == squeezed(BRIDGE)


def test_a_line_in_body_type_under_the_middle_of_a_headline_is_no_text(tmp_path):
    lines = [
        (144, 740, 24, "渡口大桥建成通车"),
        (190, 718, 10, "两岸居民过江不靠船"),
        (226, 702, 9, "周　远"),
        *even(BRIDGE, [40, 180, 320], 670),
    ]
    [bridge] = read(tmp_path, lines)
    assert (bridge.title, bridge.subtitle) == ("渡口大桥建成通车", "两岸居民过江不靠船")
    assert (bridge.authors[0], told(bridge)) == ("周远", squeezed(BRIDGE))


def test_briefs_under_a_columns_name_are_items_of_their_own(tmp_path):
    lines = [
        (40, 730, 24, "渡口大桥建成通车"),
        *even(BRIDGE, [40, 180], 700),
        box(330, 440, 560, 760),
        (420, 735, 16, "简讯"),
    ]
    y = 710
    for title, story in (("东街集市重新开张", MARKET), ("山脚小学图书室开门", SCHOOL)):
        lines.append((338, y, 10, title))
        body = even(story, [338], y - STEP, 20)
        lines += body
        y = body[-1][1] - 1.6 * STEP
    items = {item.title: told(item) for item in read(tmp_path, lines)}
    assert items == {
        "渡口大桥建成通车": squeezed(BRIDGE),
        "东街集市重新开张": squeezed(MARKET),
        "山脚小学图书室开门": squeezed(SCHOOL),
    }


def test_a_comment_set_larger_than_the_page_is_text(tmp_path):
    comment = [(x, y, 13, text) for x, y, _, text in even((*SCHOOL, *MARKET), [0, 175], 0)]
    lines = [
        (40, 730, 24, "渡口大桥建成通车"),
        *even((*BRIDGE, *MARKET, *BRIDGE), [40, 180, 320], 700),
        box(36, 200, 420, 400),
        (150, 372, 22, "书架比楼高"),
        *((48 + 1.2 * x, 345 + 1.3 * y, size, text) for x, y, size, text in comment),
    ]
    titles = {item.title: told(item) for item in read(tmp_path, lines)}
    assert titles["书架比楼高"] == squeezed((*SCHOOL, *MARKET))


def test_a_report_beside_a_story_does_not_go_on_with_it(tmp_path):
    lines = [
        (40, 730, 24, "渡口大桥通车"),
        *even(BRIDGE, [40, 180], 700),
        b"322 560 240 160 re f",
        (322, 540, 10, "东街集市重新开张"),
        *even(MARKET, [322], 540 - STEP),
    ]
    items = {item.title: told(item) for item in read(tmp_path, lines)}
    assert items["渡口大桥通车"] == squeezed(BRIDGE)
    assert items["东街集市重新开张"] == squeezed(MARKET)


def test_all_rows_of_a_headline_may_stand_on_one_ground(tmp_path):
    lines = [
        b"36 660 420 110 re f",
        (44, 750, 13, "县城到村里近了一小时"),
        (44, 718, 26, "渡口大桥建成"),
        (44, 684, 26, "两岸今起通车"),
        (320, 715, 13, "船工收起最后一桨"),
        *even(BRIDGE, [40, 180, 320], 640),
    ]
    [bridge] = read(tmp_path, lines)
    assert (bridge.kicker, bridge.title, bridge.subtitle) == (
        "县城到村里近了一小时", "渡口大桥建成 两岸今起通车", "船工收起最后一桨",
    )  # fmt: skip
    assert told(bridge) == squeezed(BRIDGE)


def test_a_name_set_larger_than_the_text_is_no_subtitle(tmp_path):
    lines = [
        (144, 740, 24, "渡口大桥建成通车"),
        (205, 720, 12, "□章清和"),
        *even(BRIDGE, [40, 180, 320], 690),
    ]
    [bridge] = read(tmp_path, lines)
    assert (bridge.title, bridge.subtitle) == ("渡口大桥建成通车", None)
    assert (bridge.authors[0], told(bridge)) == ("章清和", squeezed(BRIDGE))


def test_a_wide_space_behind_the_dateline_parts_no_line(tmp_path):
    body = even(MARKET, [40], 700, 14)
    x, y, size, first = body[0]
    opening = [(x, y, size, "本报讯"), (x + 4 * size, y, size, first[4:])]
    lines = [(40, 730, 20, "东街集市重新开张"), *opening, *body[1:]]
    [market] = read(tmp_path, lines)
    assert told(market) == squeezed(MARKET)


def test_a_name_in_brackets_at_the_columns_edge_ends_the_text(tmp_path):
    body = even(MARKET, [40], 700, 14)
    x, y, size, last = body[-1]
    name = (x + 14 * size - 50, y, size, "（周远）")
    lines = [(40, 730, 20, "东街集市重新开张"), *body, name]
    assert len(last) < 8
    [market] = read(tmp_path, lines)
    assert market.authors == ("周远",)
    assert told(market) == squeezed(MARKET) + "（周远）"


def test_a_headline_with_its_author_is_not_joined_to_the_next(tmp_path):
    lines = [
        (184, 760, 16, "水渠通到青石村"),
        (208, 746, 10, "本报记者 周远"),
        b"40 738 400 .8 re f",
        (144, 716, 24, "渡口大桥建成通车"),
        *even(BRIDGE, [40, 180, 320], 690),
    ]
    titles = {item.title: item.authors for item in read(tmp_path, lines)}
    assert "渡口大桥建成通车" in titles


def test_a_columns_name_set_as_a_headline_begins_with_the_columns(tmp_path):
    lines = [
        (40, 770, 13, "民生一线"),
        (150, 730, 24, "渡口大桥建成通车"),
        *even(BRIDGE, [40, 180, 320], 700),
    ]
    [bridge] = read(tmp_path, lines)
    assert (bridge.kicker, bridge.title) == ("民生一线", "渡口大桥建成通车")
    assert told(bridge) == squeezed(BRIDGE)


def test_a_headline_may_have_a_word_set_larger(tmp_path):
    lines = [
        (40, 729, 22, "一枚"),
        (84, 729, 34, "印章"),
        (152, 729, 22, "管审批"),
        *even(BRIDGE, [40, 180], 700),
    ]
    [bridge] = read(tmp_path, lines)
    assert (bridge.title, bridge.kicker, bridge.subtitle) == ("一枚印章管审批", None, None)


def test_a_name_set_wide_is_one(tmp_path):
    lines = [
        *((40 + 22 * at, 764, 12, char) for at, char in enumerate("财经茶座")),
        (40, 735, 24, "渡口大桥建成通车"),
        *even(BRIDGE, [40, 180], 705),
    ]
    [bridge] = read(tmp_path, lines)
    assert (bridge.kicker, bridge.title) == ("财经茶座", "渡口大桥建成通车")


def test_a_column_goes_on_below_the_picture_that_stands_in_it(tmp_path):
    """What begins there within a sentence is no caption."""
    lines = columns(BRIDGE, [(40, 700, 3), (40, 500, 99)])
    picture = b"38 520 126 140 re f"
    [bridge] = read(tmp_path, [(40, 730, 16, "渡口大桥建成"), picture, *lines])
    assert (bridge.kind, told(bridge)) == ("article", squeezed(BRIDGE))


def test_a_credit_right_behind_its_caption_is_its_end(tmp_path):
    lines = [
        b"40 600 200 120 re f",
        (40, 582, 14, "渡口的傍晚"),
        (40, 568, 8, "居民走过渡口大桥。"),
        (120, 568, 8, "王小明 摄"),
        (40, 530, 16, "渡口大桥建成"),
        *even(BRIDGE, [40, 180], 505),
    ]
    photo, bridge = sorted(read(tmp_path, lines), key=lambda item: item.title, reverse=True)
    assert (photo.kind, bridge.kind) == ("photo", "article")
    assert photo.text.startswith("居民走过渡口大桥。") and photo.authors == ("王小明",)


def test_a_stretched_first_line_is_one(tmp_path):
    first, second, *rest = even(BRIDGE, [40, 180], 700)
    x, y, size, text = first
    lead, day = "本报讯", text.strip().removeprefix("本报讯").strip()
    lines = [(x + 20, y, size, lead), (x + 20 + 30 + 13, y, size, day[:5]), second, *rest]
    [bridge] = read(tmp_path, [(40, 730, 16, "渡口大桥建成"), *lines])
    assert squeezed([bridge.text]).startswith(lead + day[:5])


def test_a_columns_name_may_stand_below_its_headline_or_beside_it(tmp_path):
    below = [
        (144, 740, 24, "渡口大桥建成通车"),
        (220, 716, 11, "记者手记"),
        *even(BRIDGE, [40, 180, 320], 690),
    ]
    [bridge] = read(tmp_path, below)
    assert (bridge.kicker, bridge.title, bridge.subtitle) == ("记者手记", "渡口大桥建成通车", None)
    beside = [
        *upright("晚报帮办", 40, 745, 11, 1.1),
        (64, 724, 26, "渡口大桥建成通车"),
        *even(BRIDGE, [40, 180, 320], 690),
    ]
    [bridge] = read(tmp_path, beside, "二.pdf")
    assert (bridge.kicker, bridge.title) == ("晚报帮办", "渡口大桥建成通车")
