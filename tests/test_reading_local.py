"""What pages of local dailies hold besides reports: verses, letters, notices, odd mastheads."""

import pytest

from bot.reading import bylines
from bot.reading.articles import read_articles, split_page
from bot.reading.bylines import credit_authors, opens_report, report_authors, tail_authors
from bot.reading.heads import headline
from bot.reading.mastheads import identity, is_masthead
from bot.reading.names import is_spelled
from bot.reading.pages import make_page
from bot.reading.seams import wants_more

NAME = "2024-03-05_河滨日报_02版.txt"
BRIDGE = (
    "渡口大桥建成通车\n\n"
    "本报讯 记者王小明报道:5月1日,渡口大桥建成通车,两岸居民过江不再靠船。\n\n"
    "大桥长三百二十米,投资1.2亿元。\n\n"
)


def read(text):
    return split_page(make_page(text, NAME))


def test_a_verse_is_the_body_under_its_title_and_author():
    page = (
        "渡口\n\n林小舟\n\n船老大收起竹篙\n江水还在梦里\n对岸的灯先亮了\n\n"
        "没有人过江\n月亮自己过\n一个来回又一个来回\n\n"
    )
    verse, bridge = read(page + BRIDGE)
    assert (verse.title, verse.authors) == ("渡口", ("林小舟",))
    assert verse.text.split("\n")[0] == "船老大收起竹篙"
    assert verse.text.endswith("一个来回又一个来回")
    assert bridge.title == "渡口大桥建成通车"


def test_the_name_at_the_end_of_a_commentary_is_its_author():
    comment = "别让新桥变旧账\n\n桥修好了,养护要跟上。钱花在明处,路才走得长远。\n\n王小明\n\n"
    essay, bridge = read(comment + BRIDGE)
    assert (essay.title, essay.authors) == ("别让新桥变旧账", ("王小明",))
    assert bridge.title == "渡口大桥建成通车"


def test_an_author_behind_an_office_is_no_title():
    [essay] = read("治河先治山\n\n市委党校 王小明\n\n山上有树,河里有水。\n")
    assert (essay.title, essay.authors) == ("治河先治山", ("王小明",))


def test_question_and_answer_are_the_body():
    [talk] = read("把桥养好\n\n本报记者 李立\n\n问:桥修好了,谁来养?\n\n答:有人养,也有钱养。\n")
    assert talk.title == "把桥养好"
    assert talk.text == "问:桥修好了,谁来养?\n答:有人养,也有钱养。"


def test_a_signed_and_dated_notice_is_over():
    page = (
        "停水通知\n\n因检修,5月6日停水。\n\n河滨县自来水公司\n\n2024年5月4日\n\n"
        "上湾村修路工程\n\n招标公告\n\n一、工程概况\n\n1.里程:三公里。\n\n联系人:王先生\n\n"
        "联系电话:0990-6543210\n\n河滨县上湾村村民委员会\n\n2024年5月4日\n\n"
    )
    water, road, story = read(page + "全县干部下乡修路\n\n" + BRIDGE.split("\n\n", 1)[1])
    assert [water.title, road.title] == ["停水通知", "上湾村修路工程招标公告"]
    assert water.text.endswith("河滨县自来水公司\n2024年5月4日")
    assert "联系人:王先生\n联系电话:0990-6543210\n" in road.text
    assert story.title == "全县干部下乡修路"


def test_a_letter_to_the_editor_keeps_its_salutation():
    [letter] = read("请给我们的路装盏灯\n\n编辑同志:\n\n渡口到村里有八百米没有灯。\n")
    assert letter.text.startswith("编辑同志:")


def test_a_salutation_is_no_headline():
    [notice] = read(
        "停水通告\n\n广大用户:\n\n因检修,5月6日停水。\n\n河滨县自来水公司\n\n2024年5月4日\n"
    )
    assert (notice.title, notice.text.split("\n")[0]) == ("停水通告", "广大用户:")


def test_a_story_without_a_dateline_comes_apart_from_a_short_report():
    page = (
        BRIDGE
        + "老茶馆的铜壶天天都在唱\n\n天不亮,老茶馆的炉火就红了。客人说,铜壶的水声就是钟声。\n"
    )
    assert [article.title for article in read(page)] == [
        "渡口大桥建成通车",
        "老茶馆的铜壶天天都在唱",
    ]


def test_a_picture_given_by_an_office_is_a_photo():
    page = BRIDGE + "图为学生在新桥上写生。\n\n(图片由河滨县第一小学提供)\n"
    bridge, photo = read(page)
    assert (photo.kind, photo.text, photo.authors) == ("photo", "图为学生在新桥上写生。", ())
    assert bridge.text.endswith("投资1.2亿元。")


def test_two_lines_of_a_caption_on_a_wrapped_page_are_joined():
    body = (
        "本报讯（记者王小明）渡口大桥五月一日建成通车，两岸居民过江不再靠船，赶集的老人走着就到对岸。"
        "大桥长三百二十米，投资一亿二千万元，桥面宽十二米，两边留着人行道，夜里有灯，下雨天也不怕滑。"
        "养桥人老何守了三十年渡口，船卖了，人留下来看桥，他说风大的时候，桥比船稳当得多，心里也踏实。"
        "桥头的小广场上添了石凳和路灯，傍晚有人下棋，有人唱戏，孩子们追着跑，老人说这里像过年一样。"
    )
    caption = "五月三日，孩子们在渡口大桥下放风筝。"
    wrapped = [text[at : at + 14] for text in (body, caption) for at in range(0, len(text), 14)]
    page = "渡口大桥建成通车\n" + "\n".join(wrapped) + "\n本报记者 赵一凡 摄\n"
    bridge, photo = read(page)
    assert (bridge.text, photo.text) == (body, caption)


@pytest.mark.parametrize(
    ("text", "line", "authors"),
    [
        ("本报5月7日讯(记者 王小明)桥通了。", "本报5月7日讯(记者 王小明)", ("王小明",)),
        ("本报讯(河滨县融媒体中心 王小明 李立)桥通了。", None, ("王小明", "李立")),
        ("本报讯 记者古丽巴哈尔报 道:桥通了。", None, ("古丽巴哈尔",)),
        ("本报讯 桥通了。", "本报讯", ()),
    ],
)
def test_datelines_of_local_dailies(text, line, authors):
    assert bylines.report_authors(text) == authors
    assert line is None or bylines.dateline(text) == line


@pytest.mark.parametrize("line", ["记者走访", "记者调查", "记者从县里获悉"])
def test_what_a_reporter_does_is_no_byline(line):
    assert not bylines.is_byline(line)


def test_words_and_pictures_by_two_hands_are_a_byline():
    assert bylines.is_byline("文/王小明 图/李立")
    assert not bylines.is_credit("文/王小明 图/李立")
    assert bylines.credit_authors("新华社发(赵一凡 摄)") == ("赵一凡",)


def test_names_spelled_by_their_sound():
    assert is_spelled("古丽巴哈尔")
    assert not is_spelled("融媒体中心")


@pytest.mark.parametrize(
    ("line", "holds"),
    [
        ("城事 A02", True),
        ("河滨日报 要闻·综合 2024年3月5日 4版", True),
        ("河滨日报 理论 责编 王小明 校对 李立 2024年3月5日", True),
        ("老渡口 新大桥", False),
        ("今年,全县召开新闻", False),
    ],
)
def test_mastheads_of_many_cells(line, holds):
    assert is_masthead(line) is holds


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (["全县今年", "开工三十二个", "重点项目"], "全县今年开工三十二个重点项目"),
        (["河滨县公安局交通警察大队", "关于渡口大桥限行的通告"], None),
        (["关于人民路（东段）", "封闭施工的公告"], "关于人民路（东段）封闭施工的公告"),
        (["渡口大桥三天两头堵", "谁来管？"], "渡口大桥三天两头堵 谁来管？"),
        (["五一假期全县预计迎客", "一万四千人次"], "五一假期全县预计迎客一万四千人次"),
    ],
)
def test_broken_titles_are_whole_again(lines, title):
    head = headline(lines, [0] * len(lines), "")
    assert (head.kicker, head.title, head.subtitle) == (None, title or "".join(lines), None)


def test_where_to_call_and_to_write_stays_in_a_notice():
    fields = "电话：0994-1234567\n邮编：831100\n地址：青石镇人民路8号\n网址：http://www.example.cn"
    page = f"停水公告\n\n因管网检修，3月8日停水。\n\n{fields}\n\n2024年3月4日\n\n" + BRIDGE
    imprint = "地址：河滨市人民路1号 邮编：831100 电话：0994-7654321\n"
    notice, bridge = read(page + imprint)
    assert notice.text == f"因管网检修，3月8日停水。\n{fields}\n2024年3月4日"
    assert bridge.text.endswith("投资1.2亿元。")


@pytest.mark.parametrize("line", ["努力获得回报", "评书讲述两会新闻", "国办印发通报"])
def test_words_that_end_as_a_papers_name_are_no_masthead(line):
    assert not is_masthead(line)
    items = read(f"{BRIDGE}{line}\n\n五年过去，树苗成林，村民的日子好了起来。\n")
    assert line in "".join(f"{one.title}{one.text}" for one in items)


@pytest.mark.parametrize("name", ["河滨日报", "文汇报", "大公报", "申报", "石河子新闻"])
def test_a_papers_name_alone_is_a_masthead(name):
    assert is_masthead(name)


def test_a_headline_with_its_column_in_brackets_is_no_slogan():
    page = (
        "科技企业成长 你有困难我有招（经济发展）\n\n过去两年，本省新认定高新技术企业459家\n\n"
        "核心阅读\n\n"
        "过去两年，本省新认定高新技术企业459家。各地为企业上门解难，贷款一周办好。\n"
    )
    [story] = read(page)
    assert story.title.startswith("科技企业成长")


def test_the_papers_name_in_letters_and_its_numbers_are_the_masthead():
    head = "河滨日报\nHEBIN RIBAO\n2024年3月5日 星期二\n国内统一连续出版物号 CN 65-0099\n\n"
    [bridge] = read(head + BRIDGE)
    assert (bridge.kicker, bridge.title) == (None, "渡口大桥建成通车")


@pytest.mark.parametrize(
    "row", ["2021-05-18 星期二 A02 要闻 责编/孙悦", "河滨日报 2021年5月18日 A02"]
)
def test_a_code_in_the_row_of_the_day_is_the_page(row):
    page = make_page(f"{row}\n\n{BRIDGE}", "page.txt")
    assert (page.date, page.page) == ("2021-05-18", "A2")


def test_points_under_a_headline_are_its_subtitle():
    points = "●过江不再靠船工了呢\n●大桥投资1.2亿元\n\n"
    [bridge] = read(BRIDGE.replace("通车\n\n", f"通车\n{points}", 1))
    assert (bridge.title, bridge.subtitle) == (
        "渡口大桥建成通车", "过江不再靠船工了呢 大桥投资1.2亿元",
    )  # fmt: skip


def test_a_label_in_brackets_is_a_kicker():
    [bridge] = read("【县城动态】\n" + BRIDGE)
    assert (bridge.kicker, bridge.title) == ("县城动态", "渡口大桥建成通车")


def test_the_number_of_a_document_is_a_line_of_its_own():
    page = (
        "河滨市国有建设用地使用权出让公告\n河自然资告字〔2024〕11号\n"
        "经河滨市人民政府批准，决定挂牌出让1宗地块。\n现公告如下：本次挂牌地块位于城南。\n"
    )
    [notice] = read(page)
    assert notice.text.startswith("河自然资告字〔2024〕11号\n经河滨市")


def test_lines_right_under_a_text_are_its_own_where_gaps_part_the_items():
    page = (
        "寻人启事\n王某，女，71岁，3月4日下午从青石镇东关走失，走失时穿红色上衣。\n"
        "有知情者请电告：13900000000 王先生\n必有重谢！\n\n"
        "招租\n位于人民路18号的门面两间，共86平方米，现对外出租。\n"
    )
    person, rooms = read(page)
    assert person.text.endswith("必有重谢！") and "有知情者" in person.text
    assert rooms.title == "招租"


def test_a_correction_keeps_the_office_that_signs_it():
    page = "更正\n本报3月1日第2版文中“三公里”应为“三十公里”，特此更正。\n本报编辑部\n\n" + BRIDGE
    correction, bridge = read(page)
    assert correction.text.endswith("特此更正。\n本报编辑部") and bridge.title.startswith("渡口")


def test_a_serial_goes_on_from_another_days_paper():
    page = (
        f"{BRIDGE}\n乡间小路（连载之五）\n林一苇\n\n(上接2月27日第3版)\n"
        "　　老支书把马灯挂在门框上，说：“水的事，不能再等了。”\n　　屋里没人说话。\n"
    )
    _, serial = read(page)
    assert (serial.title, serial.authors) == ("乡间小路（连载之五）", ("林一苇",))
    assert serial.text.startswith("老支书") and serial.continues is None


LISTED = "便民热线公布\n\n本报讯 记者王小明报道:5月1日,县政府公布便民服务热线：\n"
SCHOOL = "山脚小学添了图书室\n\n本报讯 通讯员李立报道:4月28日,山脚小学的图书室开门。\n"


@pytest.mark.parametrize("gap", ["", "\n"])
@pytest.mark.parametrize(
    "lines",
    [
        ["供水服务热线：6612345", "供电服务热线：6695598", "燃气抢修热线：6612121"],
        ["一等奖：王小明", "二等奖：李立", "三等奖：赵敏"],
        ["青石村", "白河村", "柳林村"],
        ["青石镇中心小学 王小明", "白河乡中学 李立"],
    ],
)
def test_a_list_that_the_text_announces_is_the_storys(lines, gap):
    list_, school = read(LISTED + gap + "\n".join(lines) + "\n\n" + SCHOOL)
    kept = [line.replace(" ", "") for line in lines]
    assert list_.text.replace(" ", "").split("\n")[1:] == kept
    assert (school.kicker, school.title, school.subtitle) == (None, "山脚小学添了图书室", None)


def test_entries_of_a_list_without_blank_lines_end_where_their_shape_does():
    list_, school = read(LISTED + "一等奖：王小明\n二等奖：李立\n" + SCHOOL)
    assert list_.text.split("\n")[1:] == ["一等奖：王小明", "二等奖：李立"]
    assert school.title == "山脚小学添了图书室"


def test_a_headline_under_a_colon_stays_one():
    page = "大桥通车\n\n本报讯 记者王小明报道:5月1日,大桥通车,记者看到：\n\n" + SCHOOL
    bridge, school = read(page)
    assert bridge.title == "大桥通车" and school.title == "山脚小学添了图书室"


def test_who_is_appointed_is_told_and_appointed_is_no_author():
    names = (
        "任命：\n李文华为县财政局局长；\n赵敏为县教育局局长。\n免去：\n周建国的县财政局局长职务。\n"
    )
    page = f"县人大常委会任免名单\n\n{names}"
    [article] = read(page)
    assert (article.title, article.authors) == ("县人大常委会任免名单", ())
    assert article.text.startswith("任命：\n李文华为县财政局局长；")


FEES = "免费停车免的是心焦"
FEES_TEXT = "最近，河滨区把十七个公共停车场的免费时间延长到一小时，市民拍手叫好。"
SMALL = (
    "把小事办成民心大事\n\n舒望\n\n一个小区的电梯，停了四十七天；修好它，只用了三天。\n\n"
    "把小事办成大事，先要看得见。群众点头了，才算真正办好了。\n\n"
)


def test_a_pen_name_alone_under_a_headline_opens_a_story():
    small, fees = read(SMALL + f"{FEES}\n\n程一木\n\n{FEES_TEXT}\n")
    assert (small.title, small.authors) == ("把小事办成民心大事", ("舒望",))
    assert (fees.title, fees.authors, fees.text) == (FEES, ("程一木",), FEES_TEXT)


@pytest.mark.parametrize(
    "head", ["膝盖疼，要不要少走路？", "走，到村里看戏去！", "“菜篮子”拎出“新生活”"]
)
def test_a_headline_may_end_like_a_sentence_over_its_byline(head):
    _, fees = read(SMALL + f"{head}\n\n本报记者 伊川\n\n{FEES_TEXT}\n")
    assert (fees.title, fees.authors, fees.text) == (head, ("伊川",), FEES_TEXT)


def test_names_in_brackets_close_a_brief():
    briefs = [
        ("民兵连紧急集合", "凌晨四时，三声哨响划破夜空，一百零八人全部到齐。", "丁立正"),
        ("七连职工领分红款", "七连一百三十八户职工领到了合作社的分红款。", "周远"),
        ("青石岭隧道贯通", "高速公路上的青石岭隧道右线贯通，全长七公里。", "辛未"),
    ]
    page = "".join(f"{head}\n\n{text}（{name}）\n\n" for head, text, name in briefs)
    assert [(one.title, *one.authors) for one in read(page)] == [
        (head, name) for head, _, name in briefs
    ]


@pytest.mark.parametrize("label", ["短评", "社论", "微评"])
def test_a_genres_name_opens_a_story_without_a_byline(label):
    bridge, fees = read(BRIDGE + f"{label}\n\n爱护耕牛\n\n{FEES_TEXT}\n")
    assert bridge.title == "渡口大桥建成通车"
    assert (fees.kicker, fees.title, fees.text) == (label, "爱护耕牛", FEES_TEXT)


def test_letters_to_the_paper_part_and_their_writers_sign_them():
    page = (
        "路灯亮了，心也亮了\n\n编辑同志：\n\n我家住在柿子园巷，二十多年没有一盏路灯，现在亮了。\n\n"
        "城西街道居民 邬德顺\n\n校门口的“三轮长龙”该管管了\n\n编辑同志：\n\n"
        "我是学生家长，每天下午校门口的小吃车排成长龙。\n\n一位家长\n\n" + BRIDGE
    )
    lamp, gate, bridge = read(page)
    assert (lamp.title, lamp.authors) == ("路灯亮了，心也亮了", ("邬德顺",))
    assert (gate.title, gate.authors) == ("校门口的“三轮长龙”该管管了", ())
    assert gate.text.endswith("一位家长")
    assert bridge.title == "渡口大桥建成通车"


def test_rows_of_a_masthead_are_no_article():
    head = (
        "2023年5月29日 星期一 癸卯年四月十一\n河滨日报\nHEBIN DAILY\n"
        "中共河滨市委主办 国内统一连续出版物号 CN 00-0000 第9127期 今日8版\n01\n\n"
    )
    [bridge] = read(head + BRIDGE)
    assert bridge.title == "渡口大桥建成通车"


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("（学生记者 钟意）", ("钟意",)),
        ("市民 老街人 摄", ("老街人",)),
        ("学生记者 陆一苇", ("陆一苇",)),
    ],
)
def test_who_somebody_is_is_no_author(line, names):
    credit = bylines.credit_authors(line)
    assert (credit or bylines.authors_in_line(line)) == names


MEALS = "食堂五月四日开张，老人一日三餐十二元，子女可以从手机上看菜单，也可以订餐。"


@pytest.mark.parametrize(
    "label", ["乡间走笔", "健康贴士", "国际", "新视界", "有话直说", "養生百科"]
)
def test_a_columns_name_is_the_kicker_of_what_stands_under_it(label):
    found = headline([label, "养老院添了食堂"], [0, 0], "")
    assert (found.kicker, found.title) == (label, "养老院添了食堂")


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (["河滨镇", "农民养蟹走出新路"], "河滨镇 农民养蟹走出新路"),
        (["老树没倒", "渡口小学的榕树撑住了"], "老树没倒 渡口小学的榕树撑住了"),
        (["開學了", "渡口小學今年多一班"], "開學了 渡口小學今年多一班"),
        (["今年一季度", "全县用电稳中有升"], "今年一季度全县用电稳中有升"),
    ],
)
def test_half_of_a_headline_names_somebody_or_a_time(lines, title):
    assert headline(lines, [0, 0], "").title == title


def test_the_line_that_the_story_begins_with_is_the_title():
    body = "本报讯（记者 王小明）五月一日，渡口大桥建成通车。大桥开工两年，投资一亿二千万元。"
    lines = ["渡口大桥五月一日建成通车", "过江不用再等船，去县城近二十里"]
    found = headline(lines, [0, 0], body)
    assert (found.kicker, found.title, found.subtitle) == (None, *lines)
    lines = ["县委会议强调", "把渡口大桥管好护好"]
    found = headline(lines, [0, 0], body)
    assert (found.kicker, found.title) == tuple(lines)


@pytest.mark.parametrize(
    "line",
    [
        "首页 | 版面导航 | 标题导航 | 返回目录",
        "上一篇 下一篇",
        "放大+ 缩小- 默认○",
        "第02版：要闻 上一版 下一版",
        "版权所有 河滨日报社 未经授权不得转载",
    ],
)
def test_menus_of_a_page_copied_from_the_web_are_no_headlines(line):
    [story] = read(f"{line}\n{BRIDGE}{line}\n")
    assert (story.kicker, story.title) == (None, "渡口大桥建成通车")
    assert story.text.endswith("投资1.2亿元。")


@pytest.mark.parametrize(
    "line",
    [
        "刊登热线：0990-1234567 地址：河滨路一号",
        "投稿邮箱：hebin@example.com",
        "第127期 内部发行",
        "校园网址：http://www.example.com",
    ],
)
def test_what_a_page_says_of_its_paper_is_no_headline(line):
    [story] = read(f"河滨日报 2024年3月5日\n{line}\n{BRIDGE}")
    assert (story.kicker, story.title) == (None, "渡口大桥建成通车")


@pytest.mark.parametrize(
    "title", ["政务热线12345一年办结八万件", "第12期干部培训班开班", "每份合同都要公开"]
)
def test_a_headline_at_the_head_of_a_page_stays(title):
    [story] = read(f"河滨日报 2024年3月5日\n{title}\n{BRIDGE.split(chr(10), 1)[1]}")
    assert story.title == title


def test_notices_follow_notices():
    page = (
        "注销公告\n河滨县渡口养蟹合作社决定注销，请债权人四十五日内前来登记。\n"
        "河滨县渡口养蟹合作社\n2024年3月1日\n"
        "减资公告\n河滨县大桥建材公司注册资本减至一百万元，特此公告。\n"
        "联系人：李先生\n河滨县大桥建材公司\n2024年3月2日\n"
        "招标公告\n渡口小学屋顶修缮工程现公开招标，欢迎报名。\n"
    )
    assert [one.title for one in read(page)] == ["注销公告", "减资公告", "招标公告"]
    assert read(page)[1].text.endswith("2024年3月2日")


def test_a_caption_under_an_essay_is_no_part_of_it():
    page = (
        "把桥养好\n闻道\n桥修好了，养护要跟上。钱花在明处，路才走得长远。\n\n"
        "5月1日，工人在渡口大桥上安装路灯。 李立 摄\n"
    )
    essay, photo = read(page)
    assert (essay.kind, essay.title, essay.authors) == ("article", "把桥养好", ("闻道",))
    assert (photo.kind, photo.authors) == ("photo", ("李立",))


def test_what_goes_on_elsewhere_ends_before_a_caption():
    page = "渡口大桥建成\n□ 记者 李一苇\n　　五月一日建成。\n下转第3版\n\n大桥夜景。 王远山 摄\n"
    story, photo = read(page)
    assert (story.kind, photo.kind, photo.text) == ("article", "photo", "大桥夜景。 王远山 摄")


@pytest.mark.parametrize(
    ("last", "names"), [("（丛笑）", ("丛笑",)), ("（未完）", ()), ("（待续）", ()), ("（上）", ())]
)
def test_a_pen_name_in_brackets_signs_a_story(last, names):
    text = f"本报讯 养老院{MEALS}\n{last}"
    assert bylines.tail_authors(text) == names


@pytest.mark.parametrize(
    ("head", "page"),
    [
        ("A06 城事\n河滨晚报 2024年3月5日 星期二", "A6"),
        ("03 案与法\n河滨日报 2024年3月5日", "3"),
        ("河滨日报　文化　３　2024年3月5日　星期二　电话：3310688", "3"),
        ("河滨矿工报　综合新闻　2　2024年3月5日　星期二　电话：3310688", "2"),
        ("河滨农科报 6 农技 2024年3月5日 星期二 责编 李立", "6"),
    ],
)
def test_the_page_may_be_a_number_among_other_cells(head, page):
    assert make_page(f"{head}\n\n{BRIDGE}", "页.txt").page == page


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("江岸晚报　2014年8月26日　星期二　A06城事", ("江岸晚报", "2014-08-26", "A6")),
        ("泉河日报　光影　6", ("泉河日报", None, "6")),
        ("07版：体育", (None, None, "7")),
        ("泉河日报·芦花副刊", ("泉河日报", None, None)),
    ],
)
def test_a_masthead_names_its_page_in_many_ways(line, told):
    found = identity(line)
    assert is_masthead(line) and (found.paper, found.date, found.page) == told


def test_a_road_with_a_number_is_no_page():
    assert not is_masthead("G30高速 昨日通车")


def test_letters_set_apart_are_one_word():
    assert headline(["修　表"], [0], "").title == "修表"
    assert headline(["修表 卖花"], [0], "").title == "修表 卖花"


@pytest.mark.parametrize(
    ("opening", "authors"),
    [
        ("晚报讯（记者 岳小川 实习生 顾为）昨天凌晨两点，的哥把布包送了回来。", ("岳小川", "顾为")),
        ("【记者邝可儿／青石报导】灯会将于本周六下午举行，共设灯组三十六座。", ("邝可儿",)),
        ("【本报记者邝可儿报道】灯会将于本周六下午举行，共设灯组三十六座。", ("邝可儿",)),
        ("青石晚报记者 邝可儿　一张老车票上还留着剪口，票价四角五分。", ("邝可儿",)),
    ],
)
def test_reports_open_in_many_ways(opening, authors):
    assert opens_report(opening) and report_authors(opening) == authors


@pytest.mark.parametrize(
    "line",
    [
        "来信请寄：泉河县人民路17号本报群工部 邮编000000",
        "晚报热线 0000-00000",
        "代号00—0000 零售每份一角五分",
        "本版文章仅代表作者个人观点",
    ],
)
def test_what_the_paper_says_of_itself_is_no_story(tmp_path, line):
    page = tmp_path / "2024-05-06_泉河日报_02版.txt"
    story = "本报讯（记者 王小明）渡口大桥昨日通车，两岸居民过江不再等船。"
    page.write_text(f"大桥通车\n{story}\n{line}\n", encoding="utf-8")
    (article,) = read_articles(str(page))
    assert (article.title, article.text) == ("大桥通车", story)


def test_a_name_behind_its_office_in_brackets_closes_a_story(tmp_path):
    page = tmp_path / "2024-05-06_泉河日报_03版.txt"
    page.write_text(
        "萝卜怎样吃\n冬天的萝卜水分足，炖汤最好，脾胃虚寒的人不宜多吃，尤其不要生吃。\n"
        "（市中医院药剂科　苏小禾）\n水烫脚起泡\n泡脚的水温不要超过四十度，时间以十分钟为宜。\n",
        encoding="utf-8",
    )
    first, second = read_articles(str(page))
    assert (first.authors, second.kicker, second.title) == (("苏小禾",), None, "水烫脚起泡")


def test_a_name_that_a_lines_end_broke_is_one_name():
    assert tail_authors("夺得了丰收。　（封\n振邦）") == ("封振邦",)
    assert credit_authors("抢修道路。晚报\n记者阎守诚摄") == ("阎守诚",)


def test_a_caption_with_its_credit_below_is_no_part_of_the_story_above():
    story, photo = read(
        "幼儿园门口装上减速带\n"
        "　　本报报道了门口车速过快的消息后,交警装上减速带,家长松了一口气。\n"
        "　　昨天,退休教师林老师在江边放飞自制的长龙风筝。\n"
        "　　　　记者　王小明　摄\n"
    )
    assert (story.kind, story.title, story.authors) == ("article", "幼儿园门口装上减速带", ())
    assert story.text.endswith("家长松了一口气。")
    assert (photo.kind, photo.authors) == ("photo", ("王小明",))
    assert photo.text.startswith("昨天,退休教师")


@pytest.mark.parametrize("second", ["图为工人在采茶。", "5月6日,上湾村工人在茶园采茶。"])
def test_a_caption_of_two_paragraphs_goes_on_where_it_shares_its_words(second):
    [photo] = read(f"采茶忙\n\n上湾村茶园有茶树三千亩,工人忙着采茶。\n\n{second}\n\n王小明摄\n")
    assert photo.kind == "photo"
    assert photo.text.startswith("上湾村茶园")


def test_a_rule_across_the_page_parts_items():
    rule = "————————————"
    bridge, water = read(
        f"{BRIDGE}{rule}\n水厂通水\n{rule}\n　　五月起,水厂向三个村供水。\n{rule}\n"
    )
    assert (bridge.title, water.title) == ("渡口大桥建成通车", "水厂通水")
    assert "—" not in bridge.text + water.text


def test_the_number_of_a_serials_part_is_its_titles():
    [serial] = read("连载\n码头往事\n（27）\n长　泊\n　　天还没亮透,汽笛就响了。常二没有抬头。\n")
    assert (serial.kicker, serial.authors) == ("连载", ("长泊",))
    assert serial.title.startswith("码头往事")
    assert serial.text.startswith("天还没亮透")


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("县一小五（3）班 王小明　指导老师：李立", ("王小明",)),
        ("退休教师　王小明", ("王小明",)),
        ("电厂　王小明", ("王小明",)),
        ("河滨县　王小明", ("王小明",)),
        ("王小明（退休人员）", ("王小明",)),
        ("文·图／王小明", ("王小明",)),
        ("记者王小明／青石报导", ("王小明",)),
        ("王小明　著", ("王小明",)),
    ],
)
def test_who_writes_from_where_or_as_what(line, authors):
    [essay] = read(f"桥头的老槐树\n{line}\n　　老槐树下有口井,井水一年四季都是凉的。\n")
    assert (essay.title, essay.authors) == ("桥头的老槐树", authors)
    assert essay.text.startswith("老槐树下")


@pytest.mark.parametrize("line", ["走向新生活", "成效显著（权威发布）", "健康发展（学苑论衡）"])
def test_four_characters_are_no_name(line):
    [story] = read(f"扶贫五年交出答卷\n{line}\n　　老槐树下有口井,井水一年四季都是凉的。\n")
    assert story.authors == ()


def test_what_is_wanted_or_offered_is_a_notice():
    assert [item.kind for item in read("招采菇工\n　　急需采菇工20名。电话：0990-6543210。\n")] == [
        "notice"
    ]
    assert [item.kind for item in read("招商引资见成效\n　　全县引进项目20个。\n")] == ["article"]


def test_times_and_scores_are_a_list_and_no_headline():
    listed, bridge = read("今晚节目\n18:30 动画片\n19:35 电视连续剧\n21:20 故事片\n\n" + BRIDGE)
    assert (listed.title, bridge.title) == ("今晚节目", "渡口大桥建成通车")
    assert listed.text.endswith("故事片")


def test_who_or_what_over_what_it_does_is_one_title():
    [letter] = read("锅炉厂家属院的路灯\n黑了四个月\n　　本报讯（记者王小明）七盏路灯不亮了。\n")
    assert letter.title == "锅炉厂家属院的路灯黑了四个月"
    [labelled] = read("【健康提示】取暖莫忘开窗\n　　一氧化碳看不见,冬天取暖要开窗。\n")
    assert (labelled.kicker, labelled.title) == ("健康提示", "取暖莫忘开窗")


def test_weather_under_its_title_is_text():
    [weather] = read("未来三天农业天气\n　　今天多云,最低气温7℃；明天晴。总体有利于收割。\n")
    assert weather.text.startswith("今天多云")


def test_a_column_over_a_headline_opens_a_story():
    page = (
        "冬天血压高怎么办\n\n　　冬天血压容易高,要少吃盐。\n\n　　少盐\n\n　　一天不过五克盐。\n\n"
        "饮食有道\n萝卜赛人参\n\n　　冬吃萝卜夏吃姜,老话有它的道理。\n"
    )
    pressure, radish = read(page)
    assert (radish.kicker, radish.title) == ("饮食有道", "萝卜赛人参")
    assert pressure.text.endswith("五克盐。")


@pytest.mark.parametrize(
    "line", ["秋塘（国画）　王小明　作", "秋塘（木刻）　　作者：王小明", "秋塘（油画） 王 小明"]
)
def test_a_picture_and_who_made_it_are_an_item(line):
    bridge, picture, water = read(f"{BRIDGE}　　{line}\n\n水厂通水\n\n　　水厂向三个村供水。\n")
    assert (bridge.title, water.title, water.kicker) == ("渡口大桥建成通车", "水厂通水", None)
    assert (picture.kind, picture.authors) == ("photo", ("王小明",))
    assert picture.text.startswith("秋塘（")


def test_a_page_copied_from_the_web():
    page = (
        "您当前的位置：首页 > 河滨晨刊 > 2016年12月02日\n上一版　下一版\n\n"
        "雾天十一车相撞\n2016年12月02日　来源：河滨晨刊　作者：王小明 李立\n"
        "30日凌晨起了团雾,十一辆车首尾相撞。\n[上一篇]　[下一篇]\n"
    )
    sheet = make_page(page, "page.txt")
    [fog] = split_page(sheet)
    assert (fog.title, fog.authors) == ("雾天十一车相撞", ("王小明", "李立"))
    assert fog.text == "30日凌晨起了团雾,十一辆车首尾相撞。"


def test_markdowns_stress_and_pictures_are_no_text():
    page = (
        "# 河滨通讯\n\n**2023年2月24日　星期五　第02版**\n\n---\n\n"
        "## 羊羔上户口\n\n*本报记者 王小明*\n\n羊羔有了电子耳标。\n\n![](images/p2.jpg)\n"
    )
    sheet = make_page(page, "page.md")
    assert (sheet.date, sheet.page) == ("2023-02-24", "2")
    lamb = split_page(sheet)[-1]
    assert (lamb.title, lamb.authors, lamb.text) == (
        "羊羔上户口",
        ("王小明",),
        "羊羔有了电子耳标。",
    )


def test_what_a_tables_columns_are_is_no_headline():
    rows = "村名　受灾（亩）　绝收（亩）\n上湾村　9800　2100\n下湾村　6400　950\n"
    items = read(f"{BRIDGE}受灾情况（截至6月15日）\n{rows}")
    assert all(item.title != "村名　受灾（亩）　绝收（亩）" for item in items)
    assert "村名　受灾（亩）　绝收（亩）" in items[-1].text


def test_no_line_begins_with_a_comma():
    [seed] = read("出售种薯\n　　本场供应脱毒种薯“克新一号”\n，抗病高产。电话：0990-6543210。\n")
    assert "“克新一号”，抗病高产" in seed.text


# The rest of a text whose lines a column of thirteen characters broke.
WRAPPED = (
    "这一天大家都起得很早，天还没有\n亮，灶上的水已经烧开了两遍。街\n"
    "上的人慢慢多起来，有人招呼，有\n人赶路，谁也没有停下来细看。\n"
)


@pytest.mark.parametrize(
    ("head", "author", "first"),
    [
        (
            "班长的三句话\n",
            "某红军团上等兵 申小满",
            "新兵下连第一晚，班长对\n我说了三句话。我一直记到现在。\n",
        ),
        (
            "在高原的一年\n",
            "骨科 贾青",
            "去年五月，我作为第五批队员\n来到高原。头一个星期很难熬过。\n",
        ),
        (
            "奶奶的手机课\n",
            "五（3）班 陈楚然（9岁）",
            "点绿色的小气泡，再点加号和\n相册。奶奶慢慢地学会了这几步。\n",
        ),
    ],
)
def test_the_first_line_of_a_text_is_no_subtitle(head, author, first):
    """Lines of a text dump have neither indents nor marks that would tell them apart."""
    [story] = read(f"{head}{author}\n{first}{WRAPPED}")
    assert story.title == head.strip() and story.subtitle is None
    assert "".join(story.text.split()) == "".join((first + WRAPPED).split())
    assert "".join(story.authors) == author.partition(" ")[2].partition("（")[0]


def test_a_paragraph_set_in_from_its_headline_is_text():
    page = (
        f"灯火\n{WRAPPED * 4}\n"
        "什么是代谢综合征\n    它不是一种病，而是一组病的\n聚会：腰围超过90厘米、女性\n\n"
        "超过85厘米；血糖偏高。\n    查出来不必慌张，先从走路开\n始，再从饭桌上减油减盐。\n"
    )
    *_, story = read(page)
    assert story.title == "什么是代谢综合征"
    assert story.text.startswith("它不是一种病，而是一组病的聚会")


def test_the_first_line_of_a_letter_is_text_though_it_names_editors():
    page = "水表为何越换越快\n编辑同志：今年春节前，自来\n水公司给我们楼换了新水表。\n" + BRIDGE
    letter, _ = read(page)
    assert letter.text == "编辑同志：今年春节前，自来水公司给我们楼换了新水表。"


def test_the_first_line_of_a_notice_is_text():
    page = "破产债权申报公告\n本院根据债权人庐东农\n商行的申请，裁定受理清算一案。\n\n" + BRIDGE
    notice, _ = read(page)
    assert (notice.kind, notice.title) == ("notice", "破产债权申报公告")
    assert notice.text.split() == ["本院根据债权人庐东农", "商行的申请，裁定受理清算一案。"]


def test_a_page_may_be_named_by_its_code_and_its_section():
    assert is_masthead("A05：社会·速览") and identity("A05：社会·速览").page == "A5"
    assert not is_masthead("A股：三连涨")


def test_a_line_that_ends_in_an_adverb_goes_on():
    assert wants_more("老将昨天上秤时体重已经", "超出不少。")
    assert wants_more("四号皮带廊静", "得能听见声音。")
    assert not wants_more("渡口大桥建成通车", "两岸居民不再靠船。")


@pytest.mark.parametrize(
    ("rows", "kicker", "title"),
    [
        (["老戏院熄灯", "最后一场座无虚席"], None, "老戏院熄灯 最后一场座无虚席"),
        (["高速上倒车一百米", "扣光十二分"], None, "高速上倒车一百米 扣光十二分"),
        (["全民健身", "千人夜跑滨海路"], "全民健身", "千人夜跑滨海路"),
        (["◆医患情深", "陪父亲住院的日子"], "医患情深", "陪父亲住院的日子"),
    ],
)
def test_two_short_rows_are_one_title(rows, kicker, title):
    found = headline(rows, [0, 0], "")
    assert (found.kicker, found.title) == (kicker, title)


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("文学院 2016级 苏晓禾", ("苏晓禾",)),
        ("陶立秋 庄　妍", ("陶立秋", "庄妍")),
        ("（龚思源）", ("龚思源",)),
    ],
)
def test_who_wrote_it_stands_under_the_headline(line, authors):
    [story] = read(f"渡口的老船工\n{line}\n老人守了三十年渡口，船卖了\n人留下来看桥。{WRAPPED}")
    assert (story.title, story.subtitle, story.authors) == ("渡口的老船工", None, authors)


def test_a_columns_name_behind_a_sign_is_no_author():
    assert not bylines.is_byline("□大案传真") and bylines.is_byline("□周远")
    assert bylines.is_byline("□ 青栾市医院骨科副主任医师 翟立行")
