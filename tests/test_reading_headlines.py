"""Headlines: which spaces divide, what is no part of them, what is no slogan."""

import random
import re

import pytest

from bot.reading.articles import is_page_file, list_files, read_articles, read_sheets, split_page
from bot.reading.breaks import WEIGHTS_FILE, divides, traits_of
from bot.reading.bylines import opens_report
from bot.reading.cues import phrases, shared
from bot.reading.heads import clause_at_end, clause_at_start
from bot.reading.pages import make_page

BODY = "本报讯 记者林一苇报道：4月10日，渡口大桥通车。桥长三百米，两岸的人不用再绕远路。"
STORY = "渡口镇的人说，桥通了，路就近了。赶集的人天不亮就出门，过桥只要一刻钟。"


def articles(text):
    return split_page(make_page(text, "2024-04-11_河滨日报_01版.txt"))


@pytest.mark.parametrize(
    ("left", "right", "apart"),
    [
        ("忆峥嵘岁月", "聚奋进力量", True),
        ("大家齐努力", "健身动起来", True),
        ("优化营商环境", "激发市场活力", True),
        ("全县新修水", "库三座", False),
        ("党员捐款主要用于慰问", "抗疫一线人员", False),
        ("县里新增贷款十", "二亿元", False),
    ],
)
def test_words_at_the_break_tell_whether_it_divides(left, right, apart):
    assert divides(left, right) is apart


def test_a_wide_space_and_blank_lines_speak_for_two():
    assert divides("渡口大桥", "今日通车", line=True, apart=True, wide=True)


def test_lengths_are_left_out_where_the_line_was_full():
    told = set(traits_of("喜迎丰收季", "奋进新征程", ""))
    left = set(traits_of("喜迎丰收季", "奋进新征程", "", lengths=False))
    assert {"halves of one length", "longer 0", "left 5", "right 5"} <= told - left


def test_every_weight_has_a_name_and_a_figure():
    rows = WEIGHTS_FILE.read_text(encoding="utf-8").rstrip("\n").split("\n")
    cells = [row.split("\t") for row in rows]
    assert all(len(row) == 2 and abs(float(row[1])) < 20 for row in cells)
    assert len({trait for trait, _ in cells}) == len(cells) > 10_000


def test_the_clause_at_a_break_stands_in_its_bracket():
    assert clause_at_end("水来了（家风·传红色基因") == "传红色基因"
    assert clause_at_end("水来了（见闻）又走") == "水来了（见闻）又走"
    assert clause_at_start("富了（见闻）") == "富了"


def test_lines_behind_the_byline_are_the_story():
    [one] = articles(f"渡口大桥通车了\n\n本报记者 林一苇\n\n老林的一天\n\n{STORY}")
    assert (one.title, one.authors) == ("渡口大桥通车了", ("林一苇",))
    assert one.text == f"老林的一天\n{STORY}"


def test_a_report_below_two_leads_opens_no_item():
    leads = "桥长三百米，是全县最长的一座\n\n两岸的人不用再绕远路"
    [one] = articles(f"渡口大桥通车了\n\n本报记者 林一苇\n\n{leads}\n\n{BODY}")
    assert one.text.endswith(BODY) and one.text.startswith("桥长三百米")


def test_a_label_under_a_title_with_its_column_is_the_story():
    [one] = articles(f"一座桥的三十年（走向小康）\n\n【桥上看点】\n\n{STORY}")
    assert (one.title, one.text) == ("一座桥的三十年（走向小康）", f"【桥上看点】\n{STORY}")


def test_the_headline_of_a_photo_keeps_its_last_line():
    text = (
        f"{STORY}\n\n附件：全县桥梁一览（见图）\n\n渡口忙\n\n"
        "4月10日，渡口大桥上车来车往。\n\n本报记者 林一苇 摄"
    )
    assert "渡口忙" in "".join(f"{one.kicker}{one.title}{one.subtitle}" for one in articles(text))


@pytest.mark.parametrize(
    "kicker", ["二〇二三全县桥梁", "今年修桥三座", "桥头摆起长龙 渡口热闹非凡"]
)
def test_a_kicker_at_the_head_of_a_page_is_no_slogan(kicker):
    [one] = articles(f"{kicker}\n渡口大桥通车 两岸来往方便\n本报记者 林一苇\n{STORY}")
    assert kicker in f"{one.kicker} {one.title} {one.subtitle}"


def test_a_slogan_that_runs_on_is_half_a_headline():
    [one] = articles(f"找到乡村振兴\n的内生动力\n\n{STORY}")
    assert one.title == "找到乡村振兴的内生动力"


@pytest.mark.parametrize(
    "line",
    ["邮箱：qiao@example.com", "网址：http://www.example.cn/qiao", "电话/传真：0990-6543210"],
)
def test_where_to_write_closes_its_story(line):
    first, second = articles(f"渡口大桥通车\n\n{BODY}\n\n{line}\n\n青石镇修路\n\n{BODY}")
    assert first.text.endswith(line) and second.title == "青石镇修路"


def test_articles_are_the_same_whether_reasons_are_asked_for_or_not():
    files = [file for file in list_files(["corpus"]) if is_page_file(file)]
    for file in files:
        told = [found.article for sheet in read_sheets(file) for found in sheet.items]
        assert list(read_articles(file)) == told


def test_shared_pairs_are_counted_alike_in_short_and_long_texts():
    die = random.Random(3)
    pair = re.compile("(?=([\u4e00-\u9fff]{2}))")
    for _ in range(2000):
        text, other = (
            "".join(die.choices("甲乙丙丁戊，a1 \U00020000", k=die.randrange(120)))
            for _ in range(2)
        )
        own = set(pair.findall(text))
        share = sum(one in other for one in own) / len(own) if own else 0.0
        assert shared(text, other) == pytest.approx(share)


def test_a_columns_name_ends_a_headline_as_wide_as_the_column():
    rows = re.findall(".{1,14}", STORY * 6)
    (article,) = articles("\n".join(["桥通了人心更近了（渡口随笔）", *rows]))
    assert article.title == "桥通了人心更近了（渡口随笔）"
    assert article.text == STORY * 6


def test_a_long_subtitle_stands_over_a_dateline():
    subtitle = "确定加快渡口大桥引道建设的措施，方便两岸群众出行；部署汛期防汛抢险，" * 2
    (article,) = articles(f"县政府召开常务会议\n\n{subtitle[:-1]}\n\n{BODY}")
    assert (article.title, article.subtitle) == ("县政府召开常务会议", subtitle[:-1])
    assert article.text == BODY


@pytest.mark.parametrize("title", ["停水公告", "关于渡口大桥封闭施工的通告"])
def test_the_lines_of_a_notice_are_no_headline(title):
    (notice,) = articles(f"{title}\n因管网检修，定于5月12\n日8时至18时停水\n，请用户储水。")
    assert (notice.kind, notice.title) == ("notice", title)
    assert "因管网检修，定于5月12日8时至18时停水，请用户储水。" in "".join(notice.text.split())


def test_a_caption_under_headline_and_byline_is_theirs():
    caption = "4月10日，渡口大桥通车，行人走过大桥。"
    (photo,) = articles(f"渡口大桥通车\n\n本报记者 林一苇\n\n{caption}\n\n王小明 摄")
    assert (photo.kind, photo.title, photo.text) == ("photo", "渡口大桥通车", caption)
    assert photo.authors == ("林一苇", "王小明")


def test_a_photo_within_a_story_leaves_it_its_headline():
    story = f"渡口大桥通车\n\n本报记者 林一苇\n\n图为大桥。\n\n王小明 摄\n\n{STORY}"
    assert ("渡口大桥通车", STORY) in [(found.title, found.text) for found in articles(story)]


def test_a_second_dateline_under_one_headline_opens_nothing():
    second = "本报青石镇4月10日电 （记者李立）渡口大桥和青石大桥同日通车，青石镇的人也来过桥。"
    (article,) = articles(f"渡口大桥青石大桥同日通车\n\n{BODY}\n\n{second}")
    assert article.text == f"{BODY}\n{second}"
    assert len(articles(f"简讯\n\n{BODY}\n\n{second}")) == 2


def test_a_line_over_a_dateline_is_a_headline_however_alike_the_stories_are():
    other = BODY.replace("渡口", "山口")
    found = articles(f"渡口大桥今日通车\n\n{BODY}\n\n山口大桥今日通车\n\n{other}\n")
    assert [(one.title, one.text) for one in found] == [
        ("渡口大桥今日通车", BODY),
        ("山口大桥今日通车", other),
    ]


@pytest.mark.parametrize("signed", ["河滨县青石镇 李立", "河滨县青石镇 李 立"])
def test_a_name_behind_its_place_signs_the_story_above(signed):
    first, second = articles(f"渡口大桥通车\n\n{STORY}\n\n{signed}\n\n青石镇修路\n\n{BODY}")
    assert (first.title, second.title) == ("渡口大桥通车", "青石镇修路")
    assert first.authors == ("李立",)


def test_nothing_stands_under_a_subtitle_but_its_rest():
    lines = ["桥通人和", "——渡口大桥建设者的故事", "和青石镇的新路"]
    (article,) = articles("\n".join([*lines, "", BODY]))
    assert (
        article.title == "桥通人和" and article.subtitle.replace(" ", "") == "".join(lines[1:])[2:]
    )


def test_a_number_behind_what_ends_like_a_papers_name_is_no_page():
    (article,) = articles(f"县纪委网站通报9\n起典型案例\n\n{BODY}")
    assert article.title.replace(" ", "") == "县纪委网站通报9起典型案例"


def test_a_question_in_an_interview_is_no_dateline():
    assert not opens_report("记者：渡口大桥的建设，最难的是什么：水深还是风大？")
    assert opens_report("记者林一苇报道：渡口大桥通车。")


def test_phrases_are_four_characters_that_both_have():
    assert phrases("渡口大桥，通车", "过了渡口，大桥通车") == 3
    assert phrases("渡口大桥", "青石大桥") == phrases("渡口", "") == 0
