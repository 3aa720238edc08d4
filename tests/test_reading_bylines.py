"""Who wrote it, in the forms of local papers."""

from __future__ import annotations

import time

import pytest

from bot.reading import bylines
from bot.reading.articles import split_page
from bot.reading.names import is_likely
from bot.reading.pages import make_page
from bot.text import squeeze

_BODY = "镇里的水渠修好了，两千亩麦田不再靠天吃饭。往年要排队等水，今年打开闸门就行。"


def only(*lines: str):
    """The one article of a page whose headline is 水渠通到青石村."""
    (article,) = split_page(make_page("水渠通到青石村\n" + "\n".join(lines), "page.txt"))
    assert article.title == "水渠通到青石村"
    return article


@pytest.mark.parametrize(
    ("opening", "names"),
    [
        ("本报讯 记者周远 1月3日，", ["周远"]),
        ("本报讯 记者周远1月3日，", ["周远"]),
        ("本报讯 记者周 远、何小满 1月3日上午，", ["周远", "何小满"]),
        ("本报讯 见习记者周远 通讯员何小满 3日，", ["周远", "何小满"]),
        ("本报记者 周远 3月4日，", ["周远"]),
        ("本报讯 记者周远从县水利局获悉，", ["周远"]),
        ("本报讯 记者 周远 通讯员 何小满 报道 ", ["周远", "何小满"]),
        ("青石融媒讯（记者 周远）", ["周远"]),
        ("本报讯（青石县融媒体中心记者 周远）", ["周远"]),
        ("本報訊（記者陳國强）", ["陳國强"]),
        ("【本報訊】記者陳國强報導：", ["陳國强"]),
        ("〔記者陳國强∕青石報導〕", ["陳國强"]),
        ("青石新闻讯（记者 周远 通讯员 何小满）", ["周远", "何小满"]),
        ("民声网青石6月17日电 （记者周远、实习生何小满）", ["周远", "何小满"]),
        ("本报讯 驻青石记者周远报道:1月3日，", ["周远"]),
        ("本报讯（本报驻青石县特约记者 周远）", ["周远"]),
        ("本报讯 本报驻青石记者 周远 1月3日，", ["周远"]),
        ("本报讯 截至1月3日，", []),
        ("本报讯 记者截至1月3日，", []),
        ("本报讯 记者时隔一年 1月3日，", []),
        ("本报讯 记者昨日 1月3日，", []),
        ("本报讯 记者曾多次从县里了解，", []),
        ("本报讯 记者从县水利局获悉，截至1月3日，", []),
        ("记者1月3日从县水利局获悉，", []),
    ],
)
def test_names_in_a_dateline_end_at_a_mark_a_day_or_a_word(opening, names):
    article = only("", opening + _BODY, _BODY)
    assert [*article.authors] == names
    assert squeeze(article.text).startswith(squeeze(opening))


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("周远 何小满/文", ["周远", "何小满"]),
        ("周远／文 何小满／图", ["周远", "何小满"]),
        ("周远 何小满 文/图", ["周远", "何小满"]),
        ("文/图 周远", ["周远"]),
        ("图/文 周远", ["周远"]),
        ("作者 周 远", ["周远"]),
        ("记者：周远 摄影：何小满", ["周远", "何小满"]),
        ("撰文／周远 摄影／何小满", ["周远", "何小满"]),
        ("本报记者 周远 文/摄", ["周远"]),
        ("本报记者 周 远 实习生 何小满", ["周远", "何小满"]),
        ("融媒体记者周远", ["周远"]),
        ("青石融媒记者 周远", ["周远"]),
        ("通讯员：周远", ["周远"]),
        ("本报驻青石县记者 周远 何小满", ["周远", "何小满"]),
        ("本报评论员", ["本报评论员"]),
        ("本报特约评论员 周远", ["周远"]),
        ("评论员：周远", ["周远"]),
        ("文字：周远 摄影：何小满", ["周远", "何小满"]),
        ("口述：周远 整理：何小满", ["周远", "何小满"]),
        ("本報記者 陳國强", ["陳國强"]),
        ("記者 陳國强／報道", ["陳國强"]),
        ("本报记者周小远何小满", ["周小远", "何小满"]),
        ("本报记者周远何小满李小芳", ["周远", "何小满", "李小芳"]),
        ("□本报记者周小远", ["周小远"]),
    ],
)
def test_a_line_of_names_under_the_headline_is_the_byline(line, names):
    article = only(line, "", _BODY, _BODY)
    assert [*article.authors] == names
    assert article.text == f"{_BODY}\n{_BODY}"


@pytest.mark.parametrize(
    "line",
    [
        "大家一起写/文",
        "安全 文/图",
        "文/图并茂的展览",
        "记者节快乐",
        "评论员文章",
        "驻村记者站开张",
        "记者高新区管委会",
    ],
)
def test_words_before_the_work_are_no_names(line):
    assert not bylines.is_byline(line)


@pytest.mark.parametrize("apart", ["", "\n"])
@pytest.mark.parametrize(
    ("bracket", "names"),
    [
        ("（周远）", ["周远"]),
        ("（周 远）", ["周远"]),
        ("(周远 何小满)", ["周远", "何小满"]),
        ("（周远、何小满）", ["周远", "何小满"]),
        ("（周远 文/图）", ["周远"]),
        ("（记者 周远 通讯员 何小满）", ["周远", "何小满"]),
        ("（記者陳國强）", ["陳國强"]),
        ("（作者：周远）", ["周远"]),
        ("（周远 辑）", ["周远"]),
        ("（周远整理）", ["周远"]),
        ("（周远供稿）", ["周远"]),
        ("（周远口述，何小满整理）", ["周远", "何小满"]),
        ("（青石镇 周远）", ["周远"]),
        ("（本报评论员）", ["本报评论员"]),
        ("（本报驻青石记者周远）", ["周远"]),
        ("（县气象局供稿）", []),
        ("（县里口述，水渠整理）", []),
        ("（作者为县志办研究员）", []),
        ("（何小满参与采写）", []),
        ("（文摘）", []),
        ("（全文完）", []),
        ("（据青石新闻）", []),
    ],
)
def test_names_in_brackets_at_the_end(bracket, names, apart):
    article = only("", _BODY, _BODY + apart + bracket)
    assert [*article.authors] == names
    if len(names) > 1:
        assert article.text.endswith(bracket)  # its spaces tell the names apart


@pytest.mark.parametrize("apart", ["", "\n"])
@pytest.mark.parametrize(
    ("signature", "names"),
    [
        ("通讯员 周远", ["周远"]),
        ("□记者 周远 通讯员 何小满", ["周远", "何小满"]),
        ("文/周远", ["周远"]),
        ("作者：周远", ["周远"]),
    ],
)
def test_names_behind_the_last_sentence_sign_it(signature, names, apart):
    article = only("", _BODY, _BODY + apart + signature)
    assert [*article.authors] == names


def test_words_behind_the_last_sentence_are_no_names():
    article = only("", _BODY, _BODY + "记者 手记")
    assert article.authors == ()


def test_parts_of_a_story_by_several_who_are_posted_stay_one():
    part = "当地人说，老房子要修旧如旧，街坊才住得安心。这几年，街区添了小公园和图书角。"
    page = "老街怎么改\n本报驻东城记者 周远\n\n" + f"{part}\n\n" * 3
    page += f"修旧如旧\n本报驻西城记者 何小满\n\n{part}\n\n{part}\n"
    [story] = split_page(make_page(page, "page.txt"))
    assert (story.title, story.authors) == ("老街怎么改", ("周远",))
    assert "修旧如旧\n本报驻西城记者" in story.text


_ABOVE = "桥头小学添新教室\n\n本报讯 3月1日，桥头小学的六间新教室启用，学生不必分班上课。\n\n\n"


@pytest.mark.parametrize(
    ("lines", "names"),
    [
        ("摄影：周远", ["周远"]),
        ("图/周远", ["周远"]),
        ("（周远 摄）", ["周远"]),
        ("——青石村见闻\n周远 摄", ["周远"]),
        ("本报记者 何小满\n摄影 周远", ["何小满", "周远"]),
        ("摄影：周远\n文字：何小满", ["周远", "何小满"]),
        ("图片由县水利局提供", []),
    ],
)
def test_a_credit_between_headline_and_text_is_the_storys(lines, names):
    page = f"{_ABOVE}水渠通到青石村\n{lines}\n\n{_BODY}\n{_BODY}\n"
    above, story = split_page(make_page(page, "page.txt"))
    assert (story.kind, story.title, [*story.authors]) == ("article", "水渠通到青石村", names)
    assert story.text == f"{_BODY}\n{_BODY}" and above.text.endswith("分班上课。")


def test_a_photo_of_a_few_words_within_a_story_stays_one():
    page = _ABOVE.replace("学生", "学生\n\n欢乐的操场\n周远 摄\n\n")
    story, photo = split_page(make_page(page, "page.txt"))
    assert story.text.endswith("学生不必分班上课。")
    assert (photo.kind, photo.text, photo.authors) == ("photo", "欢乐的操场", ("周远",))


@pytest.mark.parametrize(
    "credit",
    ["（周远 摄）", "周远／摄", "周远/摄", "摄影 周远", "（记者周远攝）", "周 远 攝", "摄影：周远"],
)
def test_credits_of_a_photo(credit):
    (photo,) = split_page(make_page(f"3月4日，村民在新修的水渠边浇地。\n{credit}\n", "page.txt"))
    assert (photo.kind, photo.authors) == ("photo", ("周远",))


def test_a_page_of_traditional_characters_is_separated_and_stays_as_printed():
    page = (
        "青石日報 1998年3月5日 星期四 第2版\n\n麥田不再靠天吃飯\n本報記者 陳國强\n\n"
        "鎮裏的水渠修好了，兩千畝麥田不再靠天吃飯。\n\n橋頭小學添新教室\n\n"
        "【本報訊】記者劉曉楓報導：橋頭小學的六間新教室昨日啟用，學生不必再分兩班上課。\n\n"
        "3月4日，村民在新修的水渠邊澆地。\n記者 馬麗 攝\n"
    )
    first, second, photo = split_page(make_page(page, "page.txt"))
    assert (first.title, first.authors) == ("麥田不再靠天吃飯", ("陳國强",))
    assert (second.title, second.authors) == ("橋頭小學添新教室", ("劉曉楓",))
    assert second.dateline == "【本報訊】記者劉曉楓報導"
    assert (photo.kind, photo.authors) == ("photo", ("馬麗",))
    assert first.text in page and first.paper == "青石日報"


@pytest.mark.parametrize(
    ("word", "likely"),
    [("周远", True), ("欧阳文远", True), ("古丽巴哈尔", True), ("安全", False), ("时隔一年", False),
     ("于近日", False), ("都在", False)],
)  # fmt: skip
def test_what_is_likely_a_name(word, likely):
    assert is_likely(word) is likely


@pytest.mark.parametrize(
    "text",
    [
        "记者" * 80,
        "通讯员记者" * 40,
        "（本报记者" * 40 + "摄",
        "实习生 记者 " * 30 + "摄",
        "本报记者 周远" * 12,
    ],
)
def test_reporters_named_again_and_again_are_no_byline_and_take_no_time(text: str) -> None:
    begun = time.process_time()
    assert bylines.dateline_end(text) is None
    assert bylines.credit_start(text) is None
    assert not bylines.is_byline(text[:60])
    assert time.process_time() - begun < 1


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("晨报记者 周远 实习生 何小满", ["周远", "何小满"]),
        ("河滨全媒体记者 周远", ["周远"]),
        ("文并图/社区记者 周远", ["周远"]),
        ("周远口述 本报记者 何小满整理", ["周远", "何小满"]),
        ("图/周远 文/何小满", ["周远", "何小满"]),
        ("撰稿/周远", ["周远"]),
        ("本报记者 文 静", ["文静"]),
        ("本报记者 周远 文 何小满 制图", ["周远", "何小满"]),
        ("□药师 周远", ["周远"]),
        ("采访：五（3）班 周远", ["周远"]),
        ("本报记者 周远 发自青石", ["周远"]),
        ("县水利局办公室供稿", []),
        ("指导老师：周远", []),
    ],
)
def test_who_writes_in_a_line_under_the_headline(line, names):
    assert bylines.is_byline(line)
    assert [*bylines.authors_in_line(line)] == names


@pytest.mark.parametrize(
    ("bracket", "names"),
    [
        ("（文耕 立新）", ["文耕", "立新"]),
        ("（税宣）", ["税宣"]),
        ("（县委办 陶然）", ["陶然"]),
        ("（青石 渡口）", ["青石", "渡口"]),
        ("（资料 图片）", []),
        ("（原载 南方）", []),
        ("（图略）", []),
        ("（晓禾）", ["晓禾"]),
        ("（安桥）", ["安桥"]),
        ("（白　雪　　田　力）", ["白雪", "田力"]),
        ("（白雪　　田　力）", ["白雪", "田力"]),
        ("（王 明 李 强）", ["王明", "李强"]),
        ("（记者　　周\n远　　通讯员　　何小满）", ["周远", "何小满"]),
        ("（掌声）", []),
        ("（综合）", []),
    ],
)
def test_pen_names_behind_the_last_sentence(bracket, names):
    assert [*bylines.tail_authors(f"大桥通车了。{bracket}")] == names


def test_somebody_asked_by_a_reporter_is_no_byline():
    assert bylines.dateline("记者问他那晚聊了些什么，老周摆摆手：“记不清了。”") is None


@pytest.mark.parametrize(
    "line", ["大桥全长八百米", "王小明 何小满", "记者 王小明", "五（3）班 王小明"]
)
def test_names_alone_and_what_is_none(line):
    assert bylines.is_nothing_but_names(line) is (line != "大桥全长八百米")
