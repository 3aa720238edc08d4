"""What speaks against a span: each rule on sentences of its own, and all in the reader's order."""

from __future__ import annotations

import pytest

from bot.answering.contexts import Context
from bot.answering.edges import to_person, to_time, to_year
from bot.answering.objecting.ages import Ages
from bot.answering.objecting.aligned import Aligned
from bot.answering.objecting.bodies import is_other_body
from bot.answering.objecting.changes import Changes
from bot.answering.objecting.counters import Counters
from bot.answering.objecting.datelines import Datelines
from bot.answering.objecting.echoes import is_echo
from bot.answering.objecting.growths import Growths
from bot.answering.objecting.localities import is_part_of_company
from bot.answering.objecting.names import names_in
from bot.answering.objecting.objections import Objection, Objections
from bot.answering.objecting.offices import Offices
from bot.answering.objecting.opposing import Opposing
from bot.answering.objecting.origins import is_no_origin
from bot.answering.objecting.placings import Placings
from bot.answering.objecting.plans import Plans
from bot.answering.objecting.relatives import Relatives
from bot.answering.objecting.sorts import Sorts
from bot.answering.objecting.speakers import is_speaker
from bot.answering.objecting.stand_ins import StandIns
from bot.answering.objecting.sums import Sums
from bot.answering.objecting.superlatives import Superlatives
from bot.answering.objecting.undated import is_of_no_year
from bot.answering.objecting.years import Years
from bot.answering.opening import open_reader
from bot.answering.question import understand
from bot.text import bounded_spans


def place(text: str, span: str) -> tuple[int, int]:
    return text.index(span), text.index(span) + len(span)


def cut(text: str, bounds: tuple[int, int] | None) -> str | None:
    return None if bounds is None else text[slice(*bounds)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("新疆医科大学", [("新疆医科大学", "school", ("新疆", "医科"))]),
        (
            "宁夏医科大学",
            [("宁夏", "province", ("宁夏",)), ("宁夏医科大学", "school", ("宁夏", "医科"))],
        ),
        ("邹文怀在咸阳市", [("邹文怀", "person", ("邹文怀",)), ("咸阳市", "place", ("咸阳",))]),
        ("第六届峰会", [("第六届", "第届", ("第六届",))]),
        ("飓风“浪卡”和《三体》", [("浪卡", "quoted", ("浪卡",)), ("三体", "work", ("三体",))]),
        ("县医院的大学生来京", []),
    ],
)
def test_names_have_a_sort_and_what_tells_them_apart(
    text: str, names: list[tuple[str, str, tuple[str, ...]]]
) -> None:
    found = [(name.text, name.sort, name.own) for name in names_in(text)]
    assert [name for name in found if name[0] != "大学"] == names
    assert all(text[name.start : name.end].strip("“”《》") == name.text for name in names_in(text))


@pytest.mark.parametrize(
    ("question", "text", "span", "against"),
    [
        ("石河子大学哪年建校", "塔里木大学1958年建校。", "1958年", True),
        ("塔里木大学哪年建校", "塔里木大学1958年建校。", "1958年", False),
        ("塔大哪年建校", "塔里木大学1958年建校。", "1958年", False),  # short for it
        ("吉林省有多少台出租车", "辽宁省有出租车10万台。", "10万台", True),
        ("北京的水价是多少", "进京前要知道，上海的水价是3元。", "3元", False),  # 京 is 北京
        ("宝鸡市今年投资多少", "咸阳市今年投资116亿元。", "116亿元", True),
        ("宝鸡市今年投资多少", "我市今年投资116亿元，比咸阳市多。", "116亿元", False),
        ("邵逸夫哪年得奖", "邹文怀2008年得奖。", "2008年", True),
        ("第6届峰会哪天开幕", "第六届峰会5月24日开幕，比第五届早。", "5月24日", False),
        ("第134届广交会在哪里办", "第135届广交会在广州举办。", "广州", True),
        ("第十二届峰会哪天开幕", "第12届峰会5月24日开幕，比第11届早。", "5月24日", False),
        ("云溪二中的校长是谁", "云溪二中放假了。一中校长董绍文说，很好。", "董绍文", True),
        ("湖北小麦面积多大", "湖北开镰了。安徽小麦4342万亩在收。", "4342万亩", True),
        ("湖北小麦面积多大", "湖北与安徽比邻。鄂地小麦1500万亩，安徽4342万亩。", "1500万亩", False),
        ("第六届峰会哪天开幕", "第七届峰会5月24日开幕。", "5月24日", True),
        ("谁在石河子大学", "王强在石河子大学。", "王强", False),
        ("国际电联采纳了几类场景", "国际电信联盟采纳5类场景。", "5类", False),
    ],
)
def test_another_name_of_its_sort_stands_in_for_the_one_asked(
    question: str, text: str, span: str, against: bool
) -> None:
    asked = Objections(understand(question)).within(Context(text), list(bounded_spans(text, 400)))
    sentence = next(one for one in bounded_spans(text, 400) if one[0] <= text.index(span) < one[1])
    assert (asked.to(sentence, *place(text, span)) is not None) == against


def test_the_papers_name_and_the_headline_hold_a_name_too() -> None:
    stand_ins = StandIns(understand("宝鸡市今年投资多少"))
    text = "咸阳市今年投资116亿元。"
    assert [name.text for name in stand_ins.lacking(Context(text))] == ["宝鸡市"]
    assert not stand_ins.lacking(Context(text, paper="宝鸡日报"))
    assert not stand_ins.lacking(Context(text, title="宝鸡与咸阳签约"))


@pytest.mark.parametrize(
    ("question", "span", "right"),
    [
        ("农村居民收入增长多少", "7%", "9%"),
        ("城镇居民收入增长多少", "9%", "7%"),
        ("农村居民收入增长多少", "9%", None),
        ("居民收入增长多少", "7%", None),
        ("谁的收入增长", "7%", None),
    ],
)
def test_figures_told_one_by_one_belong_to_their_names(
    question: str, span: str, right: str | None
) -> None:
    text = "城镇和农村居民收入分别增长7%和9%"
    found = Aligned(understand(question)).instead(text, *place(text, span))
    assert cut(text, found) == right


def test_what_all_names_share_tells_none_of_them() -> None:
    text = "城镇居民收入和农村居民收入分别增长6.1%和8.3%"
    for question, right in (("农民收入增长多少", None), ("农村居民收入增长多少", "8.3%")):
        found = Aligned(understand(question)).instead(text, *place(text, "6.1%"))
        assert cut(text, found) == right


def test_names_may_stand_behind_each_and_hold_for_a_second_row() -> None:
    text = "分别化解煤炭、钢铁产能1.14亿吨和1644万吨，同比分别增长3%和5%"
    aligned = Aligned(understand("化解了多少煤炭产能"))
    assert cut(text, aligned.instead(text, *place(text, "1644万吨"))) == "1.14亿吨"
    assert cut(text, aligned.instead(text, *place(text, "5%"))) == "3%"


@pytest.mark.parametrize(
    ("question", "span", "right"),
    [
        ("退税率原来是多少", "9%", "退税率从6%"),
        ("退税率提高到多少", "9%", None),
        ("退税率比原来提高到多少", "9%", None),
        ("退税率现在是多少，不是原来的", "9%", None),
        ("退税率原来是多少", "6%", None),
    ],
)
def test_what_was_before_a_change_stands_before_it(
    question: str, span: str, right: str | None
) -> None:
    text = "今年，退税率从6%提高到9%"
    assert cut(text, Changes(understand(question)).instead(text, *place(text, span))) == right


@pytest.mark.parametrize(
    ("question", "span", "others"),
    [
        ("有多少户贫困户", "1071人", True),
        ("有多少户贫困户", "355户", False),
        ("有多少名村民", "355户", True),
        ("有几家企业用了不合格原料", "30.8吨", True),
        ("有几个村", "1071人", False),  # 个 counts anything
        ("有多少天然气", "1071人", False),  # no counter at all
        ("有多少家庭", "1071人", False),
    ],
)
def test_a_figure_that_counts_something_else_is_no_answer(
    question: str, span: str, others: bool
) -> None:
    text = "全村355户1071人，12家企业的30.8吨原料不合格。"
    assert Counters(understand(question)).is_others(text, *place(text, span)) == others


@pytest.mark.parametrize(
    ("question", "others"),
    [
        ("首席科学家是谁", ["张新友"]),
        ("首席科学家（不是名誉的）是谁", ["张新友"]),
        ("名誉首席科学家是谁", ["王强"]),
        ("油料体系是谁建的", []),
    ],
)
def test_an_office_with_a_word_more_is_another_one(question: str, others: list[str]) -> None:
    text = "名誉首席科学家张新友说。首席科学家王强说。"
    offices = Offices(understand(question))
    names = ("张新友", "王强")
    assert [name for name in names if offices.is_others(text, *place(text, name))] == others


@pytest.mark.parametrize(
    ("question", "span", "echo"),
    [
        ("锐源通项目由哪家公司施工", "呼图壁县锐源通有限公司", True),
        ("锐源通项目由哪家公司施工", "有限公司", True),
        ("锐源通项目由哪家公司施工", "昌吉建工集团", False),
        ("锐源通公司的全称叫什么", "呼图壁县锐源通有限公司", False),
        ("把中国队打败的是哪家", "苏联", False),
        ("锐源通有多少工人", "锐源通", False),
        ("他在哪所大学读书", "天津大学", False),
        ("大坝由哪家公司建", "中国长江三峡集团有限公司", False),
    ],
)
def test_a_body_that_the_question_has_named_is_an_echo(
    question: str, span: str, echo: bool
) -> None:
    assert is_echo(understand(question), span, 0, len(span)) == echo


@pytest.mark.parametrize(
    ("question", "text", "end", "other"),
    [
        ("哪家医院治好的", "南昌大学", 4, True),
        ("哪家医院治好的", "南昌市第一医院", 7, False),
        ("哪家公司施工", "呼图壁县", 4, True),
        ("哪家公司施工", "呼图壁县", 3, True),
        ("哪所大学的学生", "塔里木学院", 5, False),
        ("哪个部门牵头", "呼图壁县", 4, False),
        ("哪家公司修的", "中铁二局", 4, False),
    ],
)
def test_a_body_of_another_sort_is_not_asked_for(
    question: str, text: str, end: int, other: bool
) -> None:
    assert is_other_body(understand(question), text, 0, end) == other


@pytest.mark.parametrize(
    ("text", "dated", "no_year"),
    [
        ("2月末贷款余额3亿元。", False, True),
        ("2月末贷款余额3亿元。", True, False),  # its heading says of what year it is
        ("2020年2月末贷款余额3亿元。", False, False),
        ("2021年2月末贷款余额3亿元。", False, True),
    ],
)
def test_an_undated_article_proves_nothing_of_a_year(text: str, dated: bool, no_year: bool) -> None:
    question = understand("2020年2月末贷款余额是多少")
    assert is_of_no_year(question, Context(text, dated=dated)) == no_year
    assert not is_of_no_year(understand("2月末贷款余额是多少"), Context(text, dated=dated))


@pytest.mark.parametrize(
    ("text", "day", "no_year"),
    [
        ("前三季度实现产值3亿元。", "2024年11月12日", True),
        ("前三季度实现产值3亿元，比上年同期多一成。", "2024年11月12日", True),
        ("去年前三季度实现产值3亿元。", "2024年11月12日", False),
        ("2023年前三季度实现产值3亿元。", "2024年11月12日", False),
        ("前三季度实现产值3亿元。", "2023年11月12日", False),
        ("全年实现产值3亿元。", "2024年2月12日", False),  # early in a year papers look back
        ("全年实现产值3亿元。", "2022年2月12日", True),
    ],
)
def test_an_article_of_another_year_proves_nothing(text: str, day: str, no_year: bool) -> None:
    question = understand("2023年产值是多少")
    assert is_of_no_year(question, Context(text, f"产值公布 {day}")) == no_year


def test_an_objection_says_where_the_right_one_stands() -> None:
    text = "张某是名誉首席科学家。王某是首席科学家。"
    sentences = list(bounded_spans(text, 400))
    asked = Objections(understand("谁是首席科学家")).within(Context(text), sentences)
    assert asked.to(sentences[0], *place(text, "张某")) == Objection(sentences[1])
    assert asked.to(sentences[1], *place(text, "王某")) is None


@pytest.mark.parametrize(
    ("question", "text", "answer"),
    [
        (
            "体系的首席科学家叫什么名字？",
            "在启动会上，体系名誉首席科学家、院士张新友说，体系意义重大。体系首席科学家、研究员王强说，潜力巨大。",
            "王强",
        ),
        ("农村居民收入增长多少？", "去年全县城镇和农村居民收入分别增长7.1%和9.2%。", "9.2%"),
        ("退税率原来是多少？", "今年起，这种产品的退税率从6%提高到9%。", "6%"),
    ],
)
def test_the_reader_answers_with_what_nothing_speaks_against(
    question: str, text: str, answer: str
) -> None:
    reader, _ = open_reader()
    best = reader.read(understand(question), [Context(text)])[0]
    assert text[best.start : best.end] == answer


def test_the_reader_is_less_sure_where_another_name_stands() -> None:
    reader, _ = open_reader()
    text = "塔里木大学1958年10月建校，是一所以农科为优势的大学。"
    scores = [
        reader.read(understand(f"{school}哪年建校？"), [Context(text)])[0].score
        for school in ("塔里木大学", "石河子大学")
    ]
    assert scores[0] > scores[1] + 4


@pytest.mark.parametrize(
    ("question", "text", "span", "against"),
    [
        ("漂流什么时候结束", "漂流6月15日如期开漂。", "6月15日", True),
        ("漂流什么时候结束", "6月15日开漂到8月15日。", "8月15日", False),
        ("漂流什么时候开始", "漂流10月7日结束。", "10月7日", True),
        ("图书馆几点关门", "闭馆时间延到9点,开馆提前到8点30分。", "8点30分", True),
        ("图书馆几点关门", "闭馆时间延到9点,开馆提前到8点30分。", "9点", False),
        ("韦青禾结婚了吗", "韦青禾上了山路。", "山路", True),
        ("路边停车夜里收不收费", "20时至次日8时免费。", "20时至次日8时免费", False),
        ("韦青禾上山了吗", "韦青禾8月上山。", "8月", False),
        ("余额比3月末多了多少", "余额比2月末增加1.7亿元。", "1.7亿元", True),
        ("余额比3月末多了多少", "余额比3月末增加4.7亿元。", "4.7亿元", False),
        ("余额比年初多了多少", "余额比上年末增加18.3亿元。", "18.3亿元", False),
        ("客流跟去年比涨了多少", "客流同比增长14.8%。", "14.8%", False),
        ("客流跟去年比涨了多少", "客流环比增长14.8%。", "14.8%", True),
        ("贷款利率降了多少", "余额同比增长2.09%,利率同比下降17BP。", "2.09%", True),
        ("贷款利率降了多少", "余额同比增长2.09%,利率同比下降17BP。", "17BP", False),
        ("气温升了多少", "降雨12毫米,气温升了3度。", "12毫米", False),
        ("哪天批准收购", "本报柏林4月28日电 卡特尔局27日批准收购。", "4月28日", True),
        ("哪天批准收购", "本报柏林4月28日电 卡特尔局27日批准收购。", "27日", False),
        ("消息是哪天报道的", "本报柏林4月28日电 卡特尔局27日批准收购。", "4月28日", False),
        ("云溪二中的校长是谁", "一中校长董绍文说，很好。", "董绍文", True),
        ("云溪一中的校长是谁", "第一中学校长董绍文说，很好。", "董绍文", False),
        ("最高分是谁", "最高分为647分，由阙雨晴考取。", "647分", True),
        ("最高分是谁", "最高分为647分，由阙雨晴考取。", "阙雨晴", False),
        ("谁获救了", "3名村民获救。", "3名村民", False),
        ("第三场招待会是哪天", "10月21日举行第五场招待会。", "10月21日", True),
        ("某某的女儿叫什么", "儿子叫小宝。", "小宝", True),
        ("8月指数比7月高多少", "8月指数50.8%，比上月上升0.4个百分点。", "0.4个百分点", False),
        ("进口增长了吗", "进口下降4.5%。", "下降4.5%", False),
        ("哪天不开门", "周一闭馆，其余照常。", "周一", False),
        ("景区什么时候关门", "11月1日起暂停开放。", "11月1日", False),
        ("出口额是多少，不是进口", "出口17658亿元。", "17658亿元", False),
        ("谁向县长汇报了项目", "常务副县长赵强汇报。", "赵强", False),
        ("义务植树的老书记是谁", "原书记买买提种树。", "买买提", False),
        ("有没有人死", "未发生人员伤亡。", "未发生人员伤亡", False),
        ("捐了多少人民币", "捐了92亿人民币。", "92亿人民币", False),
        ("生意要多少本钱", "本钱要30万元。", "30万元", False),
        ("他活了多少年", "他享年70岁。", "70岁", False),
        ("他们买了什么东西", "桶装水送到乌鲁木齐。", "桶装水", False),
        ("李先生多大年纪", "李世昌今年60岁，邻居王强50岁。", "60岁", False),
        ("日本股市跌了多少", "日股跌3%，美国股市涨。", "3%", False),
        ("门票多少钱一张", "门票收入2480万元。", "2480万元", True),
        ("门票多少钱一张", "门票168元。", "168元", False),
        ("门票多少钱一张", "门票收入2480万元。", "2480", True),
        ("门票多少钱一张", "门票168元。", "168", False),
        ("本科线多少分", "有1486人上线。", "1486人", True),
        ("最高多少分", "最高647分。", "647分", False),
        ("几分之几的人上线", "有1486人上线。", "1486人", False),
        ("除险加固花了多少钱", "水库总库容8600万立方米。", "8600万立方米", True),
        ("小学生门票多少钱", "小学生50日元（约合3.1元）。", "50日元", False),
        ("县公安局局长是谁", "县教育局局长褚怀远说。", "褚怀远", True),
        ("轴承是哪里的企业", "轴承有限公司捐款。", "轴承有限公司", True),
        ("粮食总产量是多少", "生产总值168.9亿元。", "168.9亿元", True),
        ("新校长是谁", "校长田玉芬守了一夜。", "田玉芬", True),
        ("新校长是谁", "韦青禾接任校长。", "韦青禾", False),
        ("副县长是谁", "县长佟雁秋讲话。", "佟雁秋", True),
        ("原校长是谁", "校长田玉芬守了一夜。", "田玉芬", False),
    ],
)
def test_a_sentence_must_tell_of_what_is_asked(
    question: str, text: str, span: str, against: bool
) -> None:
    sentences = list(bounded_spans(text, 400))
    asked = Objections(understand(question)).within(Context(text), sentences)
    sentence = next(one for one in sentences if one[0] <= text.index(span) < one[1])
    assert (asked.to(sentence, *place(text, span)) is not None) == against


@pytest.mark.parametrize(
    ("question", "person"),
    [("谁是校长", "董绍文"), ("校长说了什么", "董绍文说，柏一帆")],
)
def test_a_person_ends_before_what_is_said(question: str, person: str) -> None:
    text = "校长董绍文说，柏一帆每天早起。"
    start, end = place(text, "董绍文说，柏一帆")
    assert cut(text, to_person(understand(question), text, start, end)) == person


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("校长董绍文说，很好", "董绍文"),
        ("校长董绍也说，很好", "董绍"),
        ("校长董绍说，很好", "董绍"),
    ],
)
def test_a_name_keeps_its_last_character(text: str, name: str) -> None:
    start, end = place(text, "董绍")
    assert cut(text, to_person(understand("校长是谁"), text, start, end)) == name


def test_the_right_day_gets_what_the_dateline_had() -> None:
    reader, _ = open_reader()
    text = "本报云溪4月28日电 （记者林一苇）望水岩水库27日正式下闸蓄水。"
    best = reader.read(understand("望水岩水库哪天蓄水？"), [Context(text)])[0]
    assert text[best.start : best.end] == "27日"


@pytest.mark.parametrize(
    ("question", "sentence", "span", "right"),
    [
        ("巫永年今年多大岁数？", "73岁的巫永年是传承人,十四岁学艺。", "十四岁", "73岁"),
        ("田玉芬几岁了", "田玉芬今年55岁，女儿20岁。", "20岁", "55岁"),
        ("巫永年今年多大岁数？", "73岁的巫永年是传承人,十四岁学艺。", "73岁", None),
        ("巫永年学艺时几岁？", "73岁的巫永年是传承人,十四岁学艺。", "十四岁", None),
        ("面积多大", "73岁的巫永年十四岁学艺。", "十四岁", None),
    ],
)
def test_the_age_of_somebody_stands_by_the_name(
    question: str, sentence: str, span: str, right: str | None
) -> None:
    bounds = Ages(understand(question)).instead(sentence, *place(sentence, span))
    assert cut(sentence, bounds) == right


@pytest.mark.parametrize(
    ("question", "sentence", "span", "right"),
    [
        ("出口增长多少", "出口1.51万亿元，同比增长15.5%。", "1.51万亿元", "15.5%"),
        ("游客增加了多少", "接待游客3万人次，比去年增加0.2万人次。", "3万人次", "0.2万人次"),
        ("城镇收入涨了多少", "城镇收入 19860元 5.1%", "19860元", "5.1%"),
        ("出口增长多少", "出口增长15.5%，进口增长3%。", "15.5%", None),
        ("出口是多少", "出口1.51万亿元，同比增长15.5%。", "1.51万亿元", None),
        ("出口增长到多少", "出口1.51万亿元，同比增长15.5%。", "1.51万亿元", None),
        ("存款增加多少", "存款增加3亿元，同比增长2%。", "3亿元", None),
    ],
)
def test_a_growth_is_not_what_has_grown(
    question: str, sentence: str, span: str, right: str | None
) -> None:
    bounds = Growths(understand(question)).instead(sentence, *place(sentence, span))
    assert cut(sentence, bounds) == right


@pytest.mark.parametrize(
    ("question", "span", "other"),
    [
        ("比赛打了多久", "12次", True),
        ("收购价是多少", "2.3万吨", True),
        ("佟雁秋今年多大", "两成", True),
        ("廖福龙今年多大", "523", True),
        ("鲜叶多少钱一斤", "3.2元", False),
        ("种了多少亩", "三成", False),
        ("保罗多大岁数了", "33", False),
        ("多久去一次角质", "1~2次", False),
        ("那几天卖了多少吨", "6000吨", False),
        ("巫永年今年多大", "73岁", False),
        ("规模今年多大", "3万吨", False),
        ("第几次夺冠", "第13次", False),
        ("谁夺冠", "12次", False),
    ],
)
def test_a_figure_of_another_sort_is_no_answer(question: str, span: str, other: bool) -> None:
    assert Sorts(understand(question)).is_other(span, 0, len(span)) is other


@pytest.mark.parametrize(
    ("question", "text", "span", "other"),
    [
        ("田玉芬哪一年上山教书", "她教书36年里最长的一夜", "36年", True),
        ("田玉芬哪年上山教书", "教书三十六年,1988年上山", "1988年", False),
        ("田玉芬哪一年上山教书", "98年秋天上山", "98年", False),
        ("田玉芬教了多少年", "她教书36年里最长的一夜", "36年", False),
        ("灯塔守了多少年", "灯塔建于1908年", "1908年", True),
        ("图书馆几点关门", "周一闭馆,20时30分关门", "周一", True),
        ("图书馆几点关门", "周一闭馆,20时30分关门", "20时30分", False),
        ("几点开会", "明天上午开会", "上午", False),
        ("几点收摊", "傍晚天黑收摊", "天黑", False),
        ("电动闸几时完工", "今年9月完工", "今年9月", False),  # any time
    ],
)
def test_years_that_passed_are_no_year(question: str, text: str, span: str, other: bool) -> None:
    start = text.index(span)
    assert Sorts(understand(question)).is_other(text, start, start + len(span)) is other


@pytest.mark.parametrize(
    ("question", "text", "span", "right"),
    [
        ("项目何时竣工", "今年3月开工,预计今年9月完工。", "今年3月", "预计今年9月完工"),
        ("项目何时开工", "今年3月开工,预计今年9月完工。", "今年9月", "今年3月开工"),
        ("项目何时竣工", "今年3月开工,投资2亿元。", "今年3月", None),
        ("项目何时竣工", "今年9月完工。", "今年9月", None),
        ("谁去了", "今年3月开工,今年9月完工。", "今年3月", None),
    ],
)
def test_the_opposite_of_an_opposite_is_what_is_asked(
    question: str, text: str, span: str, right: str | None
) -> None:
    opposing, start = Opposing(understand(question)), text.index(span)
    found = opposing.instead(text, (0, len(text)), start, start + len(span))
    assert (found and text[slice(*found)]) == right


@pytest.mark.parametrize(
    ("question", "text", "place", "part"),
    [
        ("厂房建在什么地方", "云溪县东风纺织公司的厂房", "云溪县", True),
        ("会议在哪里举行", "云溪县东风纺织集团代表参加", "云溪县", False),
        ("厂房建在什么地方", "位于云溪县的东风纺织公司", "云溪县", False),
        ("厂房建在什么地方", "位于云溪县大荻镇,由东风公司施工", "云溪县", False),
        ("东风公司是哪里的", "云溪县东风纺织公司", "云溪县", False),
    ],
)
def test_a_place_that_begins_a_companys_name(
    question: str, text: str, place: str, part: bool
) -> None:
    end = text.index(place) + len(place)
    assert is_part_of_company(understand(question), text, end) is part


@pytest.mark.parametrize(
    ("question", "span", "against"),
    [
        ("裴静梧是哪里人", "馆长", True),
        ("裴静梧是哪里人", "娄启明", True),
        ("郁青松是哪里人", "石磴镇人", False),
        ("彭加木是哪里人", "广东省番禺县", False),
        ("赵清华是哪里人", "楚雄", False),
        ("哪里人最多", "广场", False),
    ],
)
def test_where_somebody_is_from_is_a_place(question: str, span: str, against: bool) -> None:
    assert is_no_origin(understand(question), span) is against


@pytest.mark.parametrize(
    ("question", "against"),
    [
        ("第一名是哪个队", True),
        ("第三名是哪个队", True),
        ("冠军是谁", True),
        ("第2名是哪个队", False),
        ("亚军是谁", False),
        ("谁夺冠", False),
    ],
)
def test_who_stands_behind_a_placing_came_there(question: str, against: bool) -> None:
    text = "甲队夺冠，把第二名乙队甩开。"
    assert Placings(understand(question)).is_others(text, text.index("乙队")) is against


def test_another_placing_stands_in_the_place_of_one_that_is_lacking() -> None:
    readings = open_reader()[0].read(
        understand("龙舟赛第三名是哪个队？"), [Context("龙舟赛上，甲镇队夺冠，乙镇队得第二名。")]
    )
    assert readings[0].score < 0.0  # no answer is likelier


@pytest.mark.parametrize(
    ("text", "span", "whole"),
    [
        ("国务院副总理丁薛祥11日出席。", "薛祥", "丁薛祥"),
        ("校长董绍文出席。", "董绍文", "董绍文"),
        ("姓丁的薛祥出席。", "薛祥", "薛祥"),
    ],
)
def test_a_name_has_its_surname(text: str, span: str, whole: str) -> None:
    assert cut(text, to_person(understand("谁出席"), text, *place(text, span))) == whole


@pytest.mark.parametrize(
    ("question", "text", "span", "against"),
    [
        ("大桥什么时候合龙的？", "大桥计划5月底合龙。", "5月底", True),
        ("大桥什么时候合龙？", "大桥计划5月底合龙。", "5月底", False),
        ("大桥打算什么时候合龙的？", "大桥计划5月底合龙。", "5月底", False),
        ("大桥合龙了吗？", "大桥计划5月底合龙。", "计划5月底合龙", False),
        ("投了多少钱？", "项目预计投资3亿元。", "3亿元", True),
        ("投了多少钱？", "项目投资3亿元，预计明年建成。", "3亿元", False),
        ("投了多少钱？", "项目已投资3亿元，比计划多投5000万元。", "3亿元", False),
        ("用什么监听的？", "通过“棱镜计划”监听。", "监听", False),
    ],
)
def test_what_was_planned_is_not_what_was_done(
    question: str, text: str, span: str, against: bool
) -> None:
    start = text.index(span)
    assert Plans(understand(question)).is_one(text, start, start + len(span)) is against


def test_a_question_keeps_what_was_cut_off_its_end() -> None:
    assert understand("大桥什么时候合龙的？").tail == "的?"
    assert understand("大桥什么时候合龙").tail == ""


@pytest.mark.parametrize(
    ("question", "text", "time"),
    [
        ("公告什么时候发布", "本公告于2024年5月29日在县政府网站发布", "2024年5月29日"),
        ("公告什么时候发布", "5月29日由县政府公布", "5月29日"),
        ("大桥哪天合龙", "5月底前", "5月底前"),
        ("哪天停水", "3月1日22时至2日6时", "3月1日22时至2日6时"),
        ("谁发布的公告", "本公告于2024年5月29日在县政府网站发布", None),
    ],
)
def test_of_a_clause_only_its_date_tells_when(question: str, text: str, time: str | None) -> None:
    assert cut(text, to_time(understand(question), text, 0, len(text))) == (time or text)


@pytest.mark.parametrize(
    ("question", "date", "told"),
    [
        ("水库哪一年动工", "2022年10月", "2022年"),
        ("何年出生", "1950年3月4日", "1950年"),
        ("水库什么时候动工", "2022年10月", "2022年10月"),
        ("水库哪年哪月动工", "2022年10月", "2022年10月"),
        ("水库哪一年的几月动工", "2022年10月", "2022年10月"),
        ("水库哪一年动工", "去年3月", "去年3月"),
    ],
)
def test_where_the_year_is_asked_the_year_is_told(question: str, date: str, told: str) -> None:
    assert cut(date, to_year(understand(question), date, 0, len(date))) == told


def test_the_day_of_a_dateline_is_right_where_it_is_the_day() -> None:
    question = Datelines(understand("哪天开的会"))
    for day, another in (("27日", True), ("28日", False)):
        text = f"新华社柏林4月28日电 会议{day}在柏林举行。"
        assert question.is_one(text, *place(text, "4月28日")) is another


@pytest.mark.parametrize(
    ("question", "picture"),
    [("项目什么时候能建好", True), ("这张照片什么时候拍的", False), ("谁去了工地", False)],
)
def test_the_day_of_a_picture_is_no_days_of_what_it_shows(question: str, picture: bool) -> None:
    text = "这是4月1日拍下的项目建设场面。"
    assert Datelines(understand(question)).is_one(text, *place(text, "4月1日")) is picture


SHARES = "最多的一户领了1.26万元，最少的也有800元。"
FLOOD = "主城区9处积水，最深处在西站通道，达80厘米。"


@pytest.mark.parametrize(
    ("question", "text", "span", "right"),
    [
        ("分红最多的一户领了多少", SHARES, "800元", "最多的一户领了1.26万元"),
        ("分红最少的一户领了多少", SHARES, "800元", None),
        ("昨天哪里积水最深", FLOOD, "主城区", "最深处在西站通道"),
        ("昨天哪里积水最深", "主城区9处积水，西站通道最深。", "主城区", None),  # who is told ahead
        ("最深的水库哪天完工", "最深的水库在松岭，3月完工。", "3月", None),
        ("为什么分红最多", SHARES, "800元", None),
        ("哪家说它规模最大", "松溪日报说，规模最大的是它。", "松溪日报", None),
    ],
)  # fmt: skip
def test_the_most_is_not_the_least(question: str, text: str, span: str, right: str | None) -> None:
    found = Superlatives(understand(question)).instead(text, (0, len(text)), *place(text, span))
    assert cut(text, found) == right


@pytest.mark.parametrize(
    ("question", "span", "right"),
    [
        ("今年计划装几台", "120台", "计划160台。"),
        ("今年计划装几台", "160台", None),
        ("去年计划装几台", "160台", "计划120台，完成137台；"),
        ("计划装几台", "120台", None),
        ("今年和去年各装几台", "120台", None),
    ],
)
def test_a_figure_belongs_to_its_year(question: str, span: str, right: str | None) -> None:
    text = "去年计划120台，完成137台；今年计划160台。"
    found = Years(understand(question)).instead(text, *place(text, span))
    assert cut(text, found) == right


@pytest.mark.parametrize(
    ("question", "span", "others"),
    [("去年出口几台", "40台", True), ("今年出口几台", "40台", False), ("出口几台", "40台", False)],
)
def test_a_figure_of_another_year_is_no_answer(question: str, span: str, others: bool) -> None:
    text = "今年接到订单120台，同比增长5%，其中出口40台。"
    assert Years(understand(question)).is_others(text, *place(text, span)) == others


def test_this_year_on_the_ground_of_last_year() -> None:
    text = "今年在去年38个国家的基础上，扩大为45个。"
    assert Years(understand("今年有几个国家")).instead(text, *place(text, "45个")) is None


@pytest.mark.parametrize(
    "text",
    ["巫永年十四岁学艺，今年73岁，仍在编篮。", "35岁的记者采访了巫永年，老人今年73岁。"],
)
def test_todays_age_is_the_age(text: str) -> None:
    ages = Ages(understand("巫永年今年多大岁数"))
    assert ages.instead(text, *place(text, "73岁")) is None
    first = "十四岁" if "十四岁" in text else "35岁"
    assert cut(text, ages.instead(text, *place(text, first))) == "73岁"


@pytest.mark.parametrize(
    ("question", "text", "span", "others"),
    [
        ("设计师苏晚晴今年多大岁数", "理事长古丽汗·斯拉木今年51岁，会绣花。", "51岁", True),
        ("老陶的徒弟沙莎几岁", "大队的陶振声今年57岁。", "57岁", True),
        ("沙莎几岁", "今年57岁的陶振声说。", "57岁", True),
        ("沙莎几岁", "她今年27岁，是学徒。", "27岁", False),
        ("沙莎几岁", "沙莎今年27岁，师傅陶振声57岁。", "57岁", False),  # the row of ages tells it
        ("大棚多大", "陶振声今年57岁。", "57岁", False),
        ("沙莎几岁", "设籍本镇年满六十五岁者补助二千元。", "六十五岁", True),
    ],
)
def test_the_age_of_somebody_else(question: str, text: str, span: str, others: bool) -> None:
    assert Ages(understand(question)).is_others(text, *place(text, span)) == others


@pytest.mark.parametrize(
    ("question", "text", "span", "right"),
    [
        ("总投资多少", "总投资由8600万元调整为9150万元", "8600万元", "9150万元"),
        ("铺面现在多少平方米", "铺面从12平方米扩到了180平方米", "12平方米", "180平方米"),
        ("铺面原来多少平方米", "铺面从12平方米扩到了180平方米", "12平方米", None),
        ("铺面从多少平方米扩到多少", "铺面从12平方米扩到了180平方米", "12平方米", None),
        ("老厂房面积多少", "面积由600平方米扩大到1200平方米", "600平方米", None),
        ("扶贫前有多少人失学", "失学人数由20万人降到800人", "20万人", None),
        ("火车现在要多久", "将由目前的18小时缩短至5小时", "18小时", None),
        ("面积多少", "面积由26平方米提高到90%", "26平方米", None),
        ("车票现在几块钱", "票价统一为1元，此前最远要9元", "9元", "1元"),
        ("车票以前几块钱", "票价统一为1元，此前最远要9元", "9元", None),
        ("车票几块钱", "每天12班，此前最远要9元", "9元", None),
    ],
)
def test_what_something_became_is_what_it_is(
    question: str, text: str, span: str, right: str | None
) -> None:
    found = Changes(understand(question)).instead(text, *place(text, span))
    assert cut(text, found) == right


def test_who_holds_an_office_now_is_not_who_held_it_first() -> None:
    text = "首任馆长叫阿丽娅。现在的馆长是木合亚提。"
    now, ever = Offices(understand("现在谁是馆长")), Offices(understand("谁是馆长"))
    assert now.is_others(text, *place(text, "阿丽娅"))
    assert not now.is_others(text, *place(text, "木合亚提"))
    assert not ever.is_others(text, *place(text, "阿丽娅"))


@pytest.mark.parametrize(
    ("question", "text", "lacking"),
    [
        ("邱碧云的老伴做什么工作", "邱碧云是退休挡车工。", True),
        ("邱碧云的老伴做什么工作", "邱碧云嫁给了一名司机。", False),
        ("邱碧云老伴做什么工作", "邱碧云是退休挡车工。", True),
        ("那位妈妈为什么不送孩子了", "家里老人心疼。", False),
        ("那条的老公路为什么不够用", "车多路窄。", False),
        ("谁是邱碧云的老伴", "邱碧云是退休挡车工。", False),
        ("邱碧云的妻子和谁去了", "邱碧云去了。", False),
    ],
)
def test_a_text_without_the_relative_tells_nothing_of_him(
    question: str, text: str, lacking: bool
) -> None:
    assert Relatives(understand(question)).lacking(Context(text)) == lacking


@pytest.mark.parametrize(
    ("question", "span", "right"),
    [
        ("一共用了多少台收割机", "230台", "640台"),
        ("一共用了多少台收割机", "410台", "640台"),
        ("一共用了多少台收割机", "640台", None),
        ("调来多少台收割机", "230台", None),
        ("一共收了多少亩", "9.6万亩", None),
    ],
)
def test_parts_are_not_the_sum(question: str, span: str, right: str | None) -> None:
    text = "从周边调来收割机230台，加上本县的410台，640台下地，收了9.6万亩。"
    found = Sums(understand(question)).instead(text, *place(text, span))
    assert cut(text, found) == right


def test_the_head_of_a_company_holds_no_public_office() -> None:
    asked = Offices(understand("川陌碳素的老总是谁"))
    for text, others in (
        ("市工业和信息化局局长乐正平说", True),
        ("川陌碳素董事长乐正平说", False),
    ):
        assert asked.is_others(text, *place(text, "乐正平")) == others


def test_how_many_years_is_no_year() -> None:
    sorts = Sorts(understand("渔港花了多少年才建成"))
    assert sorts.is_other("已于2022年年底完工", 2, 9) and not sorts.is_other("前后6年完工", 2, 4)


def test_a_figure_written_out_counts_something_too() -> None:
    text = "一只挎包卖二百八十元，她得一百二。"
    assert Counters(understand("挎包一年能卖多少只")).is_others(text, *place(text, "二百八十元"))


def test_how_long_a_road_is() -> None:
    road, party = Sorts(understand("快速路一共多长")), Sorts(understand("会开了多长"))
    for sorts, other in ((road, True), (party, False)):
        assert sorts.is_other("开了四个小时", 2, 6) == other
    assert not road.is_other("全长38.4公里", 2, 8)


@pytest.mark.parametrize(
    ("question", "span", "other"),
    [
        ("铜钟的重量是多少", "39.5厘米", True),
        ("铜钟的重量是多少", "2.4吨", False),
        ("老桥最多能走多重的车", "44%", True),
        ("一吨水要付多少", "18.7%", True),
        ("一吨水要付多少", "2.35元", False),
        ("这件事多重要", "44%", False),
    ],
)
def test_what_something_weighs_or_costs(question: str, span: str, other: bool) -> None:
    assert Sorts(understand(question)).is_other(span, 0, len(span)) is other


@pytest.mark.parametrize(
    ("question", "right"),
    [
        ("水价涨到多少", "2.35元"),
        ("明年起水价每吨多少", None),  # no percent is a price, but that is not told here
        ("水价涨了多少", None),
        ("增长率提高到多少", None),
    ],
)
def test_what_something_rose_to_is_not_by_how_much(question: str, right: str | None) -> None:
    text = "水价由每吨1.98元调整为2.35元，上调18.7%。"
    found = Changes(understand(question)).instead(text, *place(text, "18.7%"))
    assert cut(text, found) == right


def test_from_a_day_on_is_what_it_became() -> None:
    text = "水价由每吨1.98元调整为2.35元，上调18.7%。"
    found = Changes(understand("1月1日起水价每吨多少")).instead(text, *place(text, "1.98元"))
    assert cut(text, found) == "2.35元"


@pytest.mark.parametrize(
    ("question", "text", "speaks"),
    [
        ("管涌是谁发现的", "支队长邱大川说，再晚一小时就晚了。", True),
        ("钱由谁来出", "邱大川答复，由县交通局出。", True),
        ("是谁说再晚就晚了", "支队长邱大川说，再晚一小时就晚了。", False),
        ("支队长是谁", "支队长邱大川说，再晚一小时就晚了。", False),
        ("谁负责巡堤", "邱大川介绍，他每晚巡堤。", False),
        ("管涌是谁发现的", "管涌是邱大川发现的。", False),
    ],
)
def test_who_tells_of_it_did_not_do_it(question: str, text: str, speaks: bool) -> None:
    end = text.index("邱大川") + 3
    assert is_speaker(understand(question), text, end) is speaks


@pytest.mark.parametrize(
    ("question", "title", "other"),
    [
        ("第四届荷花节的冠军是谁", "第五届荷花节开幕", True),
        ("第五届荷花节的冠军是谁", "第五届荷花节开幕", False),
        ("第四届荷花节的冠军是谁", "荷花节开幕", False),
        ("毕某案二审结果怎么样", "毕某案一审宣判", True),
        ("毕某案终审结果怎么样", "毕某案开庭", True),
        ("毕某案终审结果怎么样", "毕某案二审维持原判", False),
        ("毕某案一审判了几年", "毕某案宣判", False),
    ],
)
def test_another_round_than_is_asked_for(question: str, title: str, other: bool) -> None:
    context = Context("比赛昨天结束，邱大川得了第一。", title=title)
    assert StandIns(understand(question)).is_of_another_round(context) is other
