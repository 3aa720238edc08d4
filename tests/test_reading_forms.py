"""Letters, verses, digests, pupils' pages and forecasts of local papers, as dumps have them."""

from test_reading_local import BRIDGE, read

STORY = "东街集市重新开张，一百二十个摊位全部租出，头一天的客流超过六千人，街坊都说热闹。\n"


def titles(page):
    return [article.title for article in read(page)]


def test_an_office_under_a_letter_signs_it():
    letter = (
        "河埠头的路灯亮了\n编辑同志：贵报刊登的来信收悉，河埠头的路灯已经全部修好，夜里不再黑。\n"
    )
    first, second = read(f"{letter}青石县路灯管理所\n答复\n东街集市下月开张\n{STORY}")
    assert first.text.endswith("夜里不再黑。\n青石县路灯管理所")
    assert (second.kicker, second.title) == ("答复", "东街集市下月开张")


def test_a_pupil_stands_over_the_teachers_line():
    page = f"外公的伞\n育才中学五（3）班 柳一诺\n指导老师：周远\n{STORY}\n{BRIDGE}"
    assert (read(page)[0].title, read(page)[0].authors) == ("外公的伞", ("柳一诺",))


def test_letters_set_apart_and_an_author_begin_a_verse():
    verse = "雁字横空过小楼\n西风几度白人头\n黄花不管流年换\n犹向疏篱自在秋\n"
    story = "集市开张\n文/图 王小明\n" + STORY
    page = f"{story}\n秋　　思\n胡云亭\n{verse}\n{BRIDGE}"
    first, second, _ = read(page)
    assert first.text.endswith("热闹。")
    assert (second.title, second.authors) == ("秋思", ("胡云亭",))
    assert second.text.split() == verse.split()


def test_a_line_of_one_character_is_a_verse_too():
    verse = "练了整整一个黄昏\n只会一个字\n雨\n瓦片上的小脚\n跑着跑着\n就找不见妈妈了\n"
    poem = read(f"初夏\n□禾木\n{verse}\n{BRIDGE}")[0]
    assert poem.text.split() == verse.split()


def test_a_byline_in_a_narrow_column_ends_before_the_text():
    text = (
        "掘进三队连续十六个月超额完成\n进尺计划，这在石门矿务局历史\n上是头一份，大家都说不容易。\n"
    )
    page = f"红旗为啥不倒\n本报记者 郭铁山 本报通讯员 田野\n{text}\n{BRIDGE}"
    story = read(page)[0]
    assert story.authors == ("郭铁山", "田野")
    assert story.text.startswith("掘进三队连续")


def test_where_a_digest_has_it_from_closes_the_story():
    page = f"集市又开张\n{STORY}（《短笛》2002.2 周远）\n\n{BRIDGE}摘自《环球风》\n"
    first, second = read(page)
    assert "《短笛》" in first.text
    assert second.text.endswith("摘自《环球风》")


def test_who_asks_behind_a_question_does_not_part_it_from_the_answer():
    asked = "问事处\n　　问：母猪产后不吃食怎么办？　　（刘店乡　马进财）\n"
    page = f"{asked}　　答：先要查明原因，可停食一天，喂些温盐水，再请兽医来看。\n\n{BRIDGE}"
    assert "答：先要查明原因" in read(page)[0].text


def test_a_forecast_under_its_headline_is_text():
    forecast = "未来三天天气\n今天：多云转阴，3℃～11℃\n明天：小雨，2℃～8℃\n"
    assert "多云转阴" in read(f"{BRIDGE}\n{forecast}\n{BRIDGE}")[1].text


def test_a_guide_begins_with_the_numbers_of_pages():
    page = f"{BRIDGE}\n今日看点\n\n2版　全市秋冬种进度过半\n\n5版　冬病夏治听专家怎么说\n"
    assert len(read(page)) == 1


def test_a_short_last_line_shows_a_paragraph():
    page = (
        f"{BRIDGE}\n碧江县建成泡核桃基地\n今春栽种泡核桃三十二万株，至此万\n"
        "亩基地全部建成，六年后可年产干果\n一千二百吨。\n"
    )
    second = read(page)[1]
    assert second.title == "碧江县建成泡核桃基地"
    assert second.text.replace("\n", "").startswith("今春栽种")


def test_one_wide_space_in_a_headline_begins_no_paragraph():
    page = f"冒充“送水工”　三天偷七家\n{STORY}\n{BRIDGE}"
    assert titles(page)[0] == "冒充“送水工” 三天偷七家"


def test_a_headline_in_traditional_characters_keeps_its_space():
    page = (
        "華埠停車場加價　商戶聯署反對\n　　本報記者　王小明\n　　市交通局將收費調高，引起不滿。\n"
    )
    assert titles(page) == ["華埠停車場加價 商戶聯署反對"]


def test_a_byline_over_a_caption_signs_the_story_above():
    page = f"集市开张\n本报讯　{STORY}通讯员　秦大为\n图为工人在赶制水泵。\n孟春生　摄\n\n{BRIDGE}"
    story, photo, _ = read(page)
    assert (story.authors, photo.authors) == (("秦大为",), ("孟春生",))
