"""Follow-ups are completed from the history; questions that stand alone stay as they are."""

from __future__ import annotations

import pytest

from bot.chat.conversation import complete

MEETING = [("4月10号那个煤矿安全警示教育会是谁主持的?", "郑敏")]
GIFT = [("泰昆集团向塔里木大学捐赠了多少钱？", "100万元")]
LOANS = [("昌吉州2022年2月末贷款余额是多少？", "1997.2亿元")]
PLANT = [("锐源通化工项目总投资多少?", "8500万元")]
OIL = [("新疆油料产业技术体系首席科学家是谁？", "王强")]
WATER = [("丰源煤矿透水那件事出在哪一年?", "2021年")]

FOLLOW_UPS = [
    # a person
    (MEETING, "他还说了什么？", "郑敏还说了什么？"),
    (MEETING, "她是哪里人", "郑敏是哪里人"),
    (OIL, "他毕业于哪所大学？", "王强毕业于哪所大学？"),
    # a thing, pointed at
    (GIFT, "它的董事长是谁？", "泰昆集团的董事长是谁？"),
    (GIFT, "这所学校哪一年建校？", "塔里木大学哪一年建校？"),
    (GIFT, "该校培养了多少毕业生？", "塔里木大学培养了多少毕业生？"),
    (GIFT, "该公司还捐了哪些学校？", "泰昆集团还捐了哪些学校？"),
    (PLANT, "这个项目在哪里？", "锐源通化工项目在哪里？"),
    (OIL, "这个体系有几个研究室？", "新疆油料产业技术体系有几个研究室？"),
    ([("大熊猫从哪里来？", "成都")], "它们叫什么名字？", "大熊猫叫什么名字？"),
    (PLANT, "它在哪里？", "锐源通化工项目在哪里？"),
    # pointed at, with nothing of that name before: the topic stands in front
    (WATER, "那次事故的原因是什么？", "丰源煤矿透水：那次事故的原因是什么？"),
    # 呢: something exchanged in the last question
    (LOANS, "2023年呢？", "昌吉州2023年2月末贷款余额是多少？"),
    (LOANS, "3月呢？", "昌吉州2022年3月末贷款余额是多少？"),
    (LOANS, "乌鲁木齐市呢", "乌鲁木齐市2022年2月末贷款余额是多少？"),
    (LOANS, "那制造业呢？", "制造业，昌吉州2022年2月末贷款余额是多少？"),
    (LOANS, "2021年？", "昌吉州2021年2月末贷款余额是多少？"),
    (PLANT, "图书馆新馆呢？", "图书馆新馆总投资多少?"),
    (
        [("望水岩水库除险加固工程总投资多少？", "1.27亿元"), ("县图书馆新馆呢？", "6800万元")],
        "荻江特大桥呢",
        "荻江特大桥总投资多少？",
    ),
    (GIFT, "新疆大学呢？", "泰昆集团向新疆大学捐赠了多少钱？"),
    ([("县水利局局长是谁？", "骆长汀")], "县文旅局局长呢？", "县文旅局局长是谁？"),
    ([("荻江特大桥什么时候通车？", "8月")], "云青快速路呢？", "云青快速路什么时候通车？"),
    ([("云溪县县长是谁？", "佟雁秋")], "青川县呢？", "青川县县长是谁？"),
    ([("云溪县的县长是谁？", "佟雁秋")], "青川县呢？", "青川县的县长是谁？"),
    ([("砺川轴承捐了多少钱？", "30万元")], "丰禾集团呢", "丰禾集团捐了多少钱？"),
    # 呢: the one before or after
    ([("第八届书展来了多少人？", "3万人")], "上一届呢？", "第七届书展来了多少人？"),
    ([("第十届书展来了多少人？", "3万人")], "下一届呢？", "第十一届书展来了多少人？"),
    ([("第120届书展来了多少人？", "3万人")], "上一届呢？", "第119届书展来了多少人？"),
    ([("第9届书展来了多少人？", "3万人")], "下届呢？", "第10届书展来了多少人？"),
    (LOANS, "前一年呢？", "昌吉州2021年2月末贷款余额是多少？"),
    (LOANS, "第二年同月呢", "昌吉州2023年2月末贷款余额是多少？"),
    # 呢: something else asked of the same thing
    ([("荻江特大桥是哪天通车的", "8月")], "造价呢？", "荻江特大桥 通车：造价"),
    ([("县图书馆新馆在哪里？", "城东")], "那总投资呢？", "图书馆新馆：总投资"),
    (PLANT, "电话是多少？", "锐源通化工项目：电话是多少？"),
    # nothing says what it is about
    (WATER, "死了多少人？", "丰源煤矿透水：死了多少人？"),
    (WATER, "为什么？", "丰源煤矿透水：为什么？"),
    (PLANT, "何时完工？", "锐源通化工项目：何时完工？"),
    (PLANT, "那总投资是多少？", "锐源通化工项目：那总投资是多少？"),
    (GIFT, "谁捐的？", "泰昆集团 塔里木大学：谁捐的？"),
    (LOANS, "比去年多多少？", "昌吉州2022年2月末贷款余额：比去年多多少？"),
    (LOANS, "同比增长多少？", "昌吉州2022年2月末贷款余额：同比增长多少？"),
    ([("新图书馆在哪条路上", "柏荫路")], "几点关门？", "新图书馆 柏荫路：几点关门？"),
    ([("宗某判了几年", "三年")], "麻某呢？", "麻某判了几年"),
    (MEETING, "谁参加了会议？", "4月10号 煤矿安全警示教育会 郑敏：谁参加了会议？"),
]

STAND_ALONE = [
    "塔里木大学建校多少年了？",
    "股市为什么大跌？",
    "奥运会在哪里举行？",
    "中国为什么要发展油料产业呢？",
    "王强说他毕业于哪所大学？",
    "4月10号那个煤矿安全警示教育会是谁主持的?",
    "丰源煤矿透水那件事出在哪一年?",
    "曾艳阳提到要对哪几个行业搞专项整治",
    "那曲市的市长是谁？",
    "全县粮食播种面积是多少？",
    "州里打算靠什么办法发动老百姓一起来管安全?",
    "制造业贷款余额有多少？",
    "竹马灯",
    "塔里木大学拿到的这笔捐款是干什么用的?",
    "自己拖冰车浇冰的那位教练是谁？",
    "2023年2月末基础设施建设贷款余额",
    "What is the population of Changji?",
]


@pytest.mark.parametrize(("history", "question", "completed"), FOLLOW_UPS)
def test_a_follow_up_is_completed(
    history: list[tuple[str, str]], question: str, completed: str
) -> None:
    assert complete(question, history) == completed


@pytest.mark.parametrize("history", [MEETING, GIFT, LOANS, PLANT, OIL, WATER])
@pytest.mark.parametrize("question", STAND_ALONE)
def test_a_question_that_stands_alone_is_unchanged(
    question: str, history: list[tuple[str, str]]
) -> None:
    assert complete(question, history) == question


@pytest.mark.parametrize("question", [q for _, q, _ in FOLLOW_UPS])
def test_without_a_history_nothing_changes(question: str) -> None:
    assert complete(question, []) == question


def test_a_follow_up_of_a_follow_up_reaches_back() -> None:
    chain = [*GIFT, ("它的董事长是谁？", "梁建疆")]
    assert complete("他是哪里人？", chain) == "梁建疆是哪里人？"
    assert complete("什么时候捐的？", [*GIFT, ("为什么？", "")]).startswith("泰昆集团 塔里木大学")


def test_a_completed_question_in_the_history_carries_its_topic_on() -> None:
    past = [("丰源煤矿透水：死了多少人？", "")]
    assert complete("为什么？", past) == "丰源煤矿透水：为什么？"


def test_a_refused_question_can_be_leaned_on() -> None:
    assert complete("为什么？", [(WATER[0][0], "")]) == "丰源煤矿透水：为什么？"


@pytest.mark.parametrize("odd", ["", " ", "？", "呢？", "他", "那", "<script>", "$$", "a" * 5000])
def test_odd_input_is_survived(odd: str) -> None:
    for history in ([], MEETING, [("", "")], [(odd, odd)]):
        assert isinstance(complete(odd, history), str)


def test_a_long_conversation_is_remembered() -> None:
    past = [(WATER[0][0], "")] + [("为什么？", "")] * 1500
    assert complete("为什么？", past).startswith("丰源煤矿透水")


def test_the_wording_of_the_question_is_kept() -> None:
    asked = "ＡＢＣ这个项目ＡＢＣ在哪里？"
    assert complete(asked, PLANT).endswith("ＡＢＣ在哪里？")
