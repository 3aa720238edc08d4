"""Layout: columns, headlines, frames and captions of PDF pages become stories by their places."""

import random

import pytest
from pdfs import pdf

from bot.reading.articles import read_articles

WIDTH = 12  # characters of a column
STEP = 14  # points from line to line
BRIDGE = (
    "本报讯 记者王小明报道：5月1日，渡口大桥建成通车，两岸居民过江不再靠船。这座桥全长八百米，"
    "双向四车道，总投资三亿元，工期两年零四个月。",
    "通车当天，沿江村的居民早早来到桥头。老船工李大爷说，他撑了四十年船，如今可以歇一歇了。",
    "县交通局负责人介绍，大桥把县城到沿江村的路程缩短了一个小时，今年还要开通公交线路。",
)
SCHOOL = (
    "本报讯 4月28日，山脚小学的图书室开门，书架上摆着四千册书，孩子们放学后可以在这里读到天黑。",
    "图书由县图书馆和三家企业捐赠，每周更换一次。校长说，下一步要教孩子们自己管理图书室。",
)
MARKET = ("本报讯 4月30日，东街集市重新开张，一百二十个摊位全部租出，头一天的客流超过六千人。",)


def rows(paragraphs, width=WIDTH):
    """The paragraphs broken into lines, (indented, text) each."""
    found = []
    for paragraph in paragraphs:
        at = width - 2
        found.append((True, paragraph[:at]))
        while at < len(paragraph):
            found.append((False, paragraph[at : at + width]))
            at += width
    return found


def columns(paragraphs, spots, width=WIDTH):
    """The paragraphs flowing through columns (x, y of the first line, how many lines)."""
    left, shown = rows(paragraphs, width), []
    for x, y, count in spots:
        for number, (indented, text) in enumerate(left[:count]):
            shown.append((x + 20 * indented, y - STEP * number, 10, text))
        left = left[count:]
    assert not left
    return shown


def even(paragraphs, xs, y, width=WIDTH):
    """The same in columns of one height."""
    count = -(-len(rows(paragraphs, width)) // len(xs))
    return columns(paragraphs, [(x, y, count) for x in xs], width)


def read(tmp_path, lines, name="报.pdf"):
    file = tmp_path / name
    file.write_bytes(pdf([lines]))
    return list(read_articles(str(file)))


def squeezed(paragraphs):
    return "\n".join("".join(paragraph.split()) for paragraph in paragraphs)


def told(article):
    return "\n".join("".join(line.split()) for line in article.text.split("\n"))


PAGE = [
    (40, 770, 11, "河滨日报"),
    (250, 770, 11, "2024年5月2日 星期四"),
    (520, 770, 11, "第03版"),
    (40, 730, 24, "渡口大桥建成通车"),
    *even(BRIDGE, [40, 180, 320], 700),
    (460, 730, 20, "图书室开门"),
    *even(SCHOOL, [460], 700),
]


def test_stories_side_by_side_are_read_column_by_column(tmp_path):
    bridge, school = read(tmp_path, PAGE)
    assert (bridge.title, bridge.authors) == ("渡口大桥建成通车", ("王小明",))
    assert told(bridge) == squeezed(BRIDGE)
    assert (school.title, told(school)) == ("图书室开门", squeezed(SCHOOL))
    assert {(a.paper, a.date, a.page) for a in (bridge, school)} == {
        ("河滨日报", "2024-05-02", "3")
    }


@pytest.mark.parametrize("seed", range(5))
def test_the_order_of_the_objects_does_not_matter(tmp_path, seed):
    shuffled = list(PAGE)
    random.Random(seed).shuffle(shuffled)
    assert shuffled != PAGE
    assert read(tmp_path, shuffled) == read(tmp_path, PAGE)


def test_a_line_drawn_in_parts_is_one_line(tmp_path):
    parts = []
    for x, y, size, text in PAGE:
        cut = len(text) // 2
        parts += [(x + size * cut, y, size, text[cut:]), (x, y, size, text[:cut])]
    assert [a.title for a in read(tmp_path, parts)] == ["渡口大桥建成通车", "图书室开门"]


def test_a_story_goes_on_under_another(tmp_path):
    """An L: two columns on the left, the third continues under the story at the top right."""
    inset = even(MARKET, [320], 700)
    bottom = min(y for _, y, _, _ in inset)
    below = bottom - 2.5 * STEP
    tall = int((700 - below) / STEP) + 4
    count = len(rows([*BRIDGE, *SCHOOL]))
    long = columns(
        [*BRIDGE, *SCHOOL],
        [(40, 700, tall), (180, 700, tall), (320, below, max(4, count - 2 * tall))],
    )
    lines = [(40, 730, 24, "渡口大桥"), *long, (320, 730, 16, "东街集市开张"), *inset]
    bridge, market = read(tmp_path, lines)
    assert (bridge.title, told(bridge)) == ("渡口大桥", squeezed([*BRIDGE, *SCHOOL]))
    assert (market.title, told(market)) == ("东街集市开张", squeezed(MARKET))


def running(x, y, depth, *, over=()):
    """A document of two columns: the second story is cut by the first column's end."""
    bridge, school, market = BRIDGE[:1], SCHOOL, MARKET
    cut = depth - 6 - len(rows(bridge))
    rest = len(rows(school)) - cut
    assert cut > 1 and rest > 0
    low, next_ = y - STEP * (len(rows(bridge)) + 3), y - STEP * (rest + 1)
    return [
        *over,
        (x, y, 16, "渡口大桥通车"),
        *columns(bridge, [(x, y - 2 * STEP, 99)]),
        (x, low, 16, "图书室开门"),
        *columns(school, [(x, low - 2 * STEP, cut), (x + 140, y, rest)]),
        (x + 140, next_, 16, "东街集市开张"),
        *columns(market, [(x + 140, next_ - 2 * STEP, 99)]),
    ]


@pytest.mark.parametrize("depth", [15, 17, 20])
def test_a_story_goes_on_at_the_top_of_the_next_column(tmp_path, depth):
    found = read(tmp_path, running(40, 700, depth))
    assert {article.title: told(article) for article in found} == {
        "渡口大桥通车": squeezed(BRIDGE[:1]),
        "图书室开门": squeezed(SCHOOL),
        "东街集市开张": squeezed(MARKET),
    }


def test_it_does_so_under_a_story_over_both_columns(tmp_path):
    over = [(40, 770, 20, "两岸居民不再靠船"), *even(BRIDGE[1:], [40, 180], 740)]
    y = min(line[1] for line in over) - 2.5 * STEP
    found = {a.title: told(a) for a in read(tmp_path, running(40, y, 17, over=over))}
    assert found["两岸居民不再靠船"] == squeezed(BRIDGE[1:])
    assert found["图书室开门"] == squeezed(SCHOOL)


def test_a_photo_at_the_top_of_the_column_does_not_part_the_story(tmp_path):
    lines = running(40, 700, 17)
    moved = [(x, y - 140 if x > 179 else y, size, text) for x, y, size, text in lines]
    photo = [b"180 600 120 110 re f", (180, 586, 9, "居民走过刚通车的大桥")]
    found = {a.title: told(a) for a in read(tmp_path, [*moved, *photo])}
    assert found["图书室开门"] == squeezed(SCHOOL)


def test_the_next_column_of_a_story_over_another_stays_its_own(tmp_path):
    """Two stories of two columns, one under the other, their headlines at the left."""
    upper = [(40, 730, 16, "渡口大桥"), *even(BRIDGE, [40, 180], 700)]
    y = min(line[1] for line in upper) - 2.5 * STEP
    lower = [(40, y, 16, "图书室"), *even(SCHOOL, [40, 180], y - 2 * STEP)]
    bridge, school = read(tmp_path, [*upper, *lower])
    assert (told(bridge), told(school)) == (squeezed(BRIDGE), squeezed(SCHOOL))


def test_a_headline_is_told_apart_by_its_sizes(tmp_path):
    lines = [
        (130, 760, 14, "跨过清水河"),
        (90, 730, 26, "渡口大桥建成"),
        (120, 706, 14, "两岸居民不再靠船"),
        *even(BRIDGE, [40, 180], 680),
    ]
    [bridge] = read(tmp_path, lines)
    assert (bridge.kicker, bridge.title, bridge.subtitle) == (
        "跨过清水河",
        "渡口大桥建成",
        "两岸居民不再靠船",
    )


def test_a_headline_from_top_to_bottom(tmp_path):
    title = [(40, 720 - 30 * number, 24, char) for number, char in enumerate("渡口建大桥")]
    [bridge] = read(tmp_path, [*title, *even(BRIDGE, [90, 230, 370], 735)])
    assert (bridge.title, told(bridge)) == ("渡口建大桥", squeezed(BRIDGE))


def test_a_frame_holds_a_story_of_its_own(tmp_path):
    """The framed story has no headline in large type; without its frame it would be a column."""
    framed = even(MARKET, [330], 700)
    low = min(y for _, y, _, _ in framed) - 10
    frame = b"320 %d 140 %d re S" % (low, 720 - low)
    lines = [(40, 730, 24, "渡口大桥建成通车"), *even(BRIDGE, [40, 180], 700), frame, *framed]
    bridge, market = read(tmp_path, lines)
    assert told(bridge) == squeezed(BRIDGE)
    assert told(market) == squeezed(MARKET)


def test_a_caption_under_its_picture_is_a_photo(tmp_path):
    lines = [
        (40, 730, 24, "渡口大桥建成通车"),
        *even(BRIDGE, [40, 180], 700),
        b"330 600 250 130 re f",
        (330, 580, 9, "5月1日，居民走过刚刚通车的渡口大桥。"),
        (330, 567, 9, "本报记者 王小明摄"),
    ]
    bridge, photo = read(tmp_path, lines)
    assert (bridge.kind, told(bridge)) == ("article", squeezed(BRIDGE))
    assert (photo.kind, photo.authors) == ("photo", ("王小明",))
    assert photo.text.startswith("5月1日，居民走过")


def test_a_caption_without_credit_is_known_by_its_picture(tmp_path):
    lines = [
        (40, 730, 24, "渡口大桥建成通车"),
        *even(BRIDGE, [40, 180], 700),
        b"330 600 250 130 re f",
        (330, 580, 9, "居民走过刚刚通车的渡口大桥"),
    ]
    assert [article.kind for article in read(tmp_path, lines)] == ["article", "photo"]


@pytest.mark.parametrize("rule", [b"", b"170 560 .5 140 re f 310 560 .5 140 re f"])
def test_a_byline_over_the_middle_and_rules_between_columns_part_nothing(tmp_path, rule):
    """The headline stands over the middle column only; rules begin where the columns do."""
    rest = (BRIDGE[0].partition("：")[2], *BRIDGE[1:])
    columns_under = even(rest, [40, 180, 320], 676)
    lines = [(200, 720, 20, "大桥通车"), (195, 700, 10, "本报记者 王小明"), *columns_under, rule]
    [article] = read(tmp_path, [line for line in lines if line])
    assert (article.title, article.authors) == ("大桥通车", ("王小明",))
    assert told(article) == squeezed(rest)


def test_a_rule_beside_the_headline_parts_the_stories(tmp_path):
    lines = [
        (180, 730, 20, "渡口大桥建成通车"), *even(BRIDGE[:1], [180, 320], 700),
        *even(SCHOOL, [40], 700), b"170 500 .5 250 re f",
    ]  # fmt: skip
    by_title = {article.title: told(article) for article in read(tmp_path, lines)}
    assert by_title["渡口大桥建成通车"] == squeezed(BRIDGE[:1])


def test_an_author_named_in_the_first_line_of_a_column_stays_in_it(tmp_path):
    told_first = ("本报记者 王小明", *SCHOOL)
    lines = [
        (40, 730, 20, "图书室开门，孩子们放学后读到天黑"),
        *even(BRIDGE[1:2], [40], 700), *even(told_first, [180], 700),
    ]  # fmt: skip
    [article] = read(tmp_path, lines)
    assert told(article).endswith(squeezed(SCHOOL))


def test_a_bare_figure_in_large_type_is_no_headline(tmp_path):
    x, y = 40, 700
    first, second = even(SCHOOL[:1], [x], y - 20), even(SCHOOL[1:], [x], y - 140)
    lines = [(40, 730, 20, "图书室开门"), (x, y, 12, "01"), *first, (x, y - 116, 12, "02"), *second]
    [article] = read(tmp_path, lines)
    assert article.title == "图书室开门"
    assert "01" in article.text and "02" in article.text


def test_a_dash_in_a_line_of_its_own_belongs_to_the_headline(tmp_path):
    lines = [
        (40, 770, 20, "一座桥从设计到通车用了两年"), (40, 746, 20, "——"),
        (40, 724, 14, "老船工歇桨"), *even(BRIDGE, [40, 180], 700),
    ]  # fmt: skip
    [article] = read(tmp_path, lines)
    assert (article.kicker or article.title).startswith("一座桥从设计到通车用了两年")
    assert told(article) == squeezed(BRIDGE)


def test_a_caption_in_two_columns_under_its_headline_is_one_photo(tmp_path):
    caption = ("5月1日，渡口大桥建成通车，居民在桥头合影留念，老船工也来了。", "本报记者 李雪摄")
    lines = [(40, 730, 16, "大桥通车"), *even(caption, [40, 180], 700)]
    [photo] = read(tmp_path, lines)
    assert (photo.kind, photo.title, photo.authors) == ("photo", "大桥通车", ("李雪",))
    assert "老船工也来了" in told(photo)


def test_a_gap_in_a_headline_is_a_space_though_no_character_stands_for_it(tmp_path):
    lines = [
        (40, 730, 20, "两岸一桥"), (126, 730, 20, "乡亲不再靠船"), *even(BRIDGE, [40, 180], 700),
    ]  # fmt: skip
    [article] = read(tmp_path, lines)
    assert article.title == "两岸一桥 乡亲不再靠船"
    wide = [(40 + 26 * n, 730, 20, char) for n, char in enumerate("渡口大桥通车")]
    [article] = read(tmp_path, [*wide, *even(BRIDGE, [40, 180], 700)])
    assert article.title == "渡口大桥通车"  # set wide, not in words


def test_a_headline_of_one_column_is_no_narrower_for_the_next(tmp_path):
    """Its story runs over into the next column, but its rows had only the first to fit into."""
    lines = [
        (40, 770, 12, "公共文化添彩小"), (40, 755, 12, "康生活"),
        *columns(BRIDGE, [(40, 730, 10), (160, 770, 99)], width=10),
    ]  # fmt: skip
    [article] = read(tmp_path, lines)
    assert article.title == "公共文化添彩小康生活"
    assert told(article) == squeezed(BRIDGE)
