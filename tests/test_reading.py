"""A page dump is separated into its items, and repaired without changing a character."""

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.reading.articles import file_span, read_articles, split_page
from bot.reading.breaks import divides
from bot.reading.heads import headline, printed
from bot.reading.mastheads import identity, is_masthead
from bot.reading.page_numbers import page_number
from bot.reading.pages import make_page
from bot.text import squeeze

NAME = "2024-03-05_河滨日报_02版.txt"
BRIDGE = (
    "渡口大桥建成通车\n\n"
    "本报讯 记者王小明报道:5月1日,渡口大桥建成通车,两岸居民过江不再靠船。\n\n"
    '大桥长三百二十米,投资1.2亿元。养桥人老何说:"风大的时候,桥比船稳。"\n\n'
)
SCHOOL = (
    "山脚小学添了一间 图书室\n\n"
    "本报讯(通讯员 李 立)4月28日,山脚小学的图书室开门,书架上摆着四千册书。\n\n"
    "校长说,孩子们放学后可以看到五点半。\n\n"
)
PHOTO = "4月30日,工人在果园里疏花。\n\n这片果园有八百亩。\n\n本报记者 赵一凡 摄\n\n"


def read(text, file=NAME):
    return split_page(make_page(text, file))


def titles(text):
    return [article.title for article in read(text)]


def test_two_stories_and_a_photo_come_apart():
    bridge, photo, school = read(BRIDGE + "\n\n" + PHOTO + SCHOOL)
    assert (bridge.kind, bridge.title, bridge.authors) == (
        "article",
        "渡口大桥建成通车",
        ("王小明",),
    )
    assert bridge.dateline == "本报讯 记者王小明报道:5月1日"
    assert (photo.kind, photo.title, photo.authors) == ("photo", None, ("赵一凡",))
    assert (photo.dateline, photo.text) == (
        "4月30日",
        "4月30日,工人在果园里疏花。\n这片果园有八百亩。",
    )
    assert (school.title, school.authors) == ("山脚小学添了一间图书室", ("李立",))
    assert (school.date, school.paper, school.page) == ("2024-03-05", "河滨日报", "2")


def test_the_blank_line_between_two_stories_may_be_lost():
    page = (BRIDGE + SCHOOL).replace("\n\n", "\n")
    assert titles(page) == ["渡口大桥建成通车", "山脚小学添了一间图书室"]


def test_a_story_without_a_headline_opens_at_its_dateline():
    assert titles(BRIDGE + SCHOOL.split("\n\n", 1)[1]) == ["渡口大桥建成通车", None]


def test_a_column_break_in_mid_word_is_closed():
    broken = BRIDGE.replace("过江不再", "过江\n\n不再").replace("风大的时候", "风大的 时候")
    assert [a.text for a in read(broken)] == [a.text for a in read(BRIDGE)]


def test_a_photo_between_the_halves_of_a_story_is_taken_out():
    halves = BRIDGE.replace("投资1.2", "投\n\n" + PHOTO + "资1.2")
    bridge, photo = read(halves)
    assert bridge.text == read(BRIDGE)[0].text
    assert photo.authors == ("赵一凡",)
    cut = bridge.text.index("投资")
    assert file_span(bridge, cut, cut + 1) is not None
    assert file_span(bridge, cut, cut + 4) is None  # it runs over the photo


def wrap(paragraph, width, indent):
    lines = [paragraph[at : at + width] for at in range(0, len(paragraph), width)]
    return ("　　" if indent else "") + "\n".join(lines)


@pytest.mark.parametrize("indent", [True, False])
def test_lines_broken_at_the_column_edge_are_joined(indent):
    paragraphs = [
        "本报讯（记者王小明）渡口大桥五月一日建成通车，两岸居民过江不再靠船，赶集的老人走着就到对岸。",
        "大桥长三百二十米，投资一亿二千万元，桥面宽十二米，两边留着人行道，夜里有灯，下雨天也不怕滑。",
        "养桥人老何守了三十年渡口，船卖了，人留下来看桥，他说风大的时候，桥比船稳当得多，心里也踏实。",
    ]
    page = "渡口大桥建成通车\n" + "\n".join(wrap(p, 14, indent) for p in paragraphs)
    [article] = read(page)
    assert article.text == "\n".join(paragraphs)


def test_kicker_title_and_subtitle_are_told_apart():
    page = (
        "县长在防汛会议上强调\n\n堤坝要先查先修\n\n——全县二十座水库过筛\n\n"
        + BRIDGE.split("\n\n", 1)[1]
    )
    [article] = read(page)
    assert (article.kicker, article.title) == ("县长在防汛会议上强调", "堤坝要先查先修")
    assert article.subtitle == "全县二十座水库过筛"


def test_a_slogan_belongs_to_no_story():
    slogan = "深入学习贯彻会议精神 奋进新征程\n\n"
    [article] = read(slogan + "两岸居民盼了十年的事\n\n" + BRIDGE)
    assert article.kicker == "两岸居民盼了十年的事"
    assert "学习" not in article.text
    assert article.file_start == len(slogan)


def test_a_notice_keeps_its_signature():
    page = (
        BRIDGE
        + "停水公告\n\n因检修,5月6日停水,请储水。\n\n河滨县自来水公司\n\n2024年5月4日\n\n"
        + SCHOOL
    )
    _, notice, school = read(page)
    assert (notice.kind, notice.title) == ("notice", "停水公告")
    assert notice.text.endswith("河滨县自来水公司\n2024年5月4日")
    assert school.title == "山脚小学添了一间图书室"


def test_a_table_keeps_its_lines_and_cells():
    page = (
        BRIDGE
        + "各村修路里程\n村名    里程    进度\n上湾    3.2     80%\n下湾    1.5     65%\n\n"
        + SCHOOL
    )
    bridge, school = read(page)
    assert bridge.text.endswith("上湾 3.2 80%\n下湾 1.5 65%")
    assert school.title == "山脚小学添了一间图书室"


def test_a_continuation_is_an_item_with_its_printed_title():
    page = (
        BRIDGE + "老渡口的新故事\n\n(上接第1版)船工们上了岸,有的开店,有的种菜。\n\n责任编辑 钱多\n"
    )
    _, story = read(page)
    assert story.title == "老渡口的新故事"
    assert story.text.startswith("(上接第1版)船工们")
    assert "钱多" not in story.text


def test_a_byline_under_the_headline_is_the_author_not_the_text():
    [article] = read("老渡口\n\n本报记者 王小明 通讯员 李 立\n\n船停了,桥通了。\n")
    assert article.authors == ("王小明", "李立")
    assert article.text == "船停了,桥通了。"


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("喜迎丰收季 奋进新征程", "喜迎丰收季 奋进新征程"),
        ("抢在雨前修 干在汛前头", "抢在雨前修 干在汛前头"),
        ("县里新增贷款十 二亿元", "县里新增贷款十二亿元"),
        ("老街图书馆延 时到晚上", "老街图书馆延时到晚上"),
        ("OPEN DAY 走进校园", "OPEN DAY 走进校园"),
    ],
)
def test_a_space_in_a_headline_divides_or_is_a_broken_line(line, shown):
    assert printed(line) == shown


def test_the_body_tells_that_a_name_was_broken():
    assert divides("红星一厂", "技校招新") is True
    assert divides("红星一厂", "技校招新", "红星一厂技校今年招生。") is False


def test_two_lines_of_one_length_are_one_title():
    head = headline(["一束菊花寄哀思", "千人祭扫烈士墓"], [0, 1], "")
    assert (head.kicker, head.title) == (None, "一束菊花寄哀思 千人祭扫烈士墓")


def test_the_closing_bracket_of_a_story_is_not_the_next_headline():
    page = (
        BRIDGE.strip().replace("\n\n", "\n")
        + "\n(作者为河滨县交通运输局退休工\n程师)\n果农学剪枝\n本报讯 5月2日,果农学剪枝。\n"
    )
    bridge, pruning = read(page)
    assert bridge.text.endswith("退休工程师)")
    assert pruning.title == "果农学剪枝"


def test_a_short_title_over_a_captioned_photo_opens_the_photo():
    story = "夜市的灯\n\n天黑了,灯亮了。摊主说,人气就是这样一盏一盏点起来的。\n\n"
    photo = "练兵\n\n近日,县消防救援大队的队员在操场上练习爬梯。\n\n李立 摄\n"
    lamps, drill = read(story + photo)
    assert (drill.kind, drill.title, drill.authors) == ("photo", "练兵", ("李立",))
    assert lamps.title == "夜市的灯"


def test_the_point_of_a_commentary_under_its_title_is_text():
    page = "别让新桥变旧账(河边话)\n\n桥修好了,养护也要跟上\n\n钱花在明处,路才走得长远。\n"
    [essay] = read(page)
    assert essay.title == "别让新桥变旧账(河边话)"
    assert essay.subtitle is None
    assert essay.text.startswith("桥修好了")


@pytest.mark.parametrize(
    ("text", "number"),
    [("第01版", "1"), ("A3版", "A3"), ("十二版", "12"), ("三百版", None), ("第 2 版", "2")],
)
def test_page_numbers(text, number):
    assert page_number(text) == number


def test_a_masthead_gives_paper_day_and_page_and_no_year_is_guessed():
    told = identity("河滨日报 2024年3月5日 星期二 第01版")
    assert (told.paper, told.date, told.page) == ("河滨日报", "2024-03-05", "1")
    assert is_masthead("河滨日报 2024年3月5日 星期二 第01版")
    assert identity("河滨日报 3月5日 星期二 第01版").date is None


@pytest.mark.parametrize(
    "line",
    [
        "中華民國三十五年五月四日",
        "中華民國三十五年五月四日 星期六",
        "民國卅五年五月四日 農曆四月初四 禮拜六 第二版",
        "青石日報 民国三十五年五月四日",
        "一九四六年五月四日",
    ],
)
def test_a_masthead_may_count_the_years_of_the_republic(line):
    page = make_page(f"青石日報\n{line}\n\n麥田不再靠天吃飯\n\n水渠修好了。", "page.txt")
    assert (page.paper, page.date) == ("青石日報", "1946-05-04")
    (article,) = split_page(page)
    assert (article.title, article.text) == ("麥田不再靠天吃飯", "水渠修好了。")


def test_front_matter_wins_over_the_name():
    page = make_page("---\npaper: 山城晚报\n日期: 2023-01-02\n版次: A05\n---\n" + BRIDGE, NAME)
    assert (page.paper, page.date, page.page) == ("山城晚报", "2023-01-02", "A5")
    [article] = split_page(page)
    assert article.title == "渡口大桥建成通车"


def test_ids_do_not_depend_on_where_the_corpus_lies():
    here = [a.id for a in read(BRIDGE + SCHOOL, "corpus/河滨/" + NAME)]
    there = [a.id for a in read(BRIDGE + SCHOOL, "/elsewhere/河滨/" + NAME)]
    other = [a.id for a in read(BRIDGE + SCHOOL, "corpus/山城/" + NAME)]
    assert here == there
    assert not set(here) & set(other)
    assert all(len(one) == 12 for one in here)


def check(page):
    """What must hold for any page, however odd."""
    articles = split_page(page)
    owner = {}
    for number, article in enumerate(articles):
        at = 0
        for piece in article.pieces:
            assert piece.start >= at
            assert not article.text[at : piece.start].strip()  # only white space in no piece
            at = piece.end
            length = piece.end - piece.start
            raw = page.text[piece.file_start : piece.file_start + length]
            assert article.text[piece.start : piece.end] == raw
            for place in range(piece.file_start, piece.file_start + length):
                if not page.text[place].isspace():
                    assert owner.setdefault(place, number) == number
        assert not article.text[at:].strip()
        assert article.file_start <= article.file_end
        assert article.text == article.text.strip()
        check_spans(page.text, article)
    return articles


def check_spans(text, article):
    die = random.Random(len(article.text))
    for _ in range(5):
        start = die.randint(0, len(article.text))
        end = die.randint(start, len(article.text))
        span = file_span(article, start, end)
        if span is not None:
            assert squeeze(text[slice(*span)]) == squeeze(article.text[start:end])


PARTS = st.sampled_from(
    [
        *(BRIDGE + SCHOOL + PHOTO).split("\n\n"),
        *("停水公告", "责任编辑:钱多", "(下转第2版)", "(上接第1版)水来了。", "记者手记"),
        *("●全县植树三万棵,超过去年同期。", "——副题一行", "# 标题", "图为大桥。 王小明摄"),
        *("新华社北京5月1日电 （记者王小明）水。", "没有说完的话，", "2024年5月1日", "王小明"),
        *("（记者 王小明）", "甲    1    2", "一、先修路"),
        *("English words here and there", "。", "　　缩进一段。　　又一段。"),
    ]
)  # fmt: skip
BREAKS = st.sampled_from(["\n", "\n\n", "\n\n\n\n", " ", "\n　　", " \n\t\n"])


@settings(max_examples=150)
@given(st.lists(st.tuples(PARTS, BREAKS), max_size=14), st.randoms(use_true_random=False))
def test_no_page_loses_doubles_or_changes_a_character(parts, die):
    text = "".join(part + gap for part, gap in parts)
    text = "".join(char + die.choice([""] * 40 + [" ", "\n"]) for char in text)
    check(make_page(text, NAME))


@settings(max_examples=150)
@given(st.text(alphabet=' \n　\t本报讯记者摄，。、()（）:：1月日—“”"#-Az\u2028\x0c', max_size=120))
def test_any_characters_make_a_page(text):
    check(make_page(text, NAME))


REFERENCE = Path(__file__).parents[2] / "shared" / "pages" / "changji-daily-page.txt"


@pytest.mark.skipif(
    not REFERENCE.exists(), reason="the reference page stays outside the repository"
)
def test_the_reference_page_holds_four_articles_and_a_photo():
    articles = list(read_articles(str(REFERENCE)))
    kinds = [article.kind for article in articles]
    assert kinds == ["article", "photo", "article", "article", "article"]
    authors = [article.authors for article in articles]
    assert authors == [("孙学良",), ("陶维明",), ("高云哲",), ("刘茜",), ("刘茜", "兰香")]
    assert articles[0].kicker is not None and articles[0].kicker.startswith("曾艳阳在昌吉州煤矿")
    assert articles[1].title is None and articles[1].dateline == "4月1日"
    assert [len((article.title or "").split()) for article in articles] == [2, 0, 1, 1, 1]
    assert articles[3].title == "我州金融扩面加大信贷投放"
    assert "丰源煤矿" in articles[0].text and "防范措施。" in articles[0].text
    assert articles[4].dateline == "本报讯 记者刘茜、兰香报道:3月16日"
    assert [len(article.text.split("\n")) for article in articles] == [7, 2, 8, 3, 3]
