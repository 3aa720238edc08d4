"""What a question asks for."""

import pytest

from bot.answering.question import understand


@pytest.mark.parametrize(
    ("question", "kind", "word"),
    [
        ("谁主持了会议？", "who", "谁"),
        ("哪位院士作了报告", "who", "哪位"),
        ("大会的主持人是谁？", "who", "是谁"),
        ("大桥什么时候通车？", "when", "什么时候"),
        ("展览哪天开幕", "when", "哪天"),
        ("他几月几号到的？", "when", "几月"),
        ("工厂建在什么地方？", "where", "什么地方"),
        ("新校区在哪里", "where", "哪里"),
        ("一共花了多少钱？", "number", "多少"),
        ("水位有多高", "number", "多高"),
        ("产量涨了百分之几", "number", "百分之几"),
        ("哪个部门牵头？", "org", "哪个部门"),
        ("中标的是哪家公司？", "org", "哪家公司"),
        ("哪些学校得了奖？", "list", "哪些"),
        ("一共去了哪几个村", "list", "哪几个"),
        ("为什么改期？", "why", "为什么"),
        ("这笔钱是干什么用的？", "why", "干什么用"),
        ("怎样报名？", "how", "怎样"),
        ("靠什么办法节水", "how", "靠什么办法"),
        ("想建成什么样的基地？", "what", "什么样的"),
        ("要成为什么样的城市？", "what", "什么样的"),
        ("大桥是否通车？", "yesno", "是否"),
        ("他去过北京吗？", "yesno", "吗?"),
        ("票价涨了没有", "yesno", "没有"),
        ("停车收不收费", "yesno", "收不收"),
        ("大桥修没修好", "yesno", "修没修"),
        ("好得不得了的是谁", "who", "是谁"),
        ("头几年亏在什么上头", "what", "什么"),
        ("现在归哪个孩子当馆长", "who", "哪个孩子"),
    ],
)
def test_kind_and_question_word(question: str, kind: str, word: str) -> None:
    understood = understand(question)
    asked = understood.text[understood.start : understood.end]
    assert understood.kind == kind
    assert asked in (word, word.rstrip("?"))


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("项目的总投资", "number"),
        ("照片的摄影记者", "who"),
        ("停水的原因", "why"),
        ("开工日期", "when"),
    ],
)
def test_a_question_without_question_word_is_told_by_its_end(question: str, kind: str) -> None:
    assert understand(question).kind == kind


def test_what_is_left_and_right_of_the_question_word() -> None:
    question = understand("丰收集团向小学捐了多少钱？")
    assert question.left == "丰收集团向小学捐了"
    assert question.noun == "钱"
    assert question.right == "钱"


def test_the_noun_asked_about_may_be_in_the_question_phrase() -> None:
    assert understand("由哪个部门牵头").noun == "部门"


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("田玉芬是谁？", "田玉芬是什么身份"),
        ("谁是梁建疆", "梁建疆是什么身份"),
        ("尤春禾是干什么的？", "尤春禾是什么身份"),
        ("尤春禾以前是干嘛的？", "尤春禾是什么身份"),
        ("尤春禾从事什么职业？", "尤春禾是什么身份"),
        ("老钟带的徒弟以前是干什么的？", "老钟带的徒弟以前做什么工作"),
        ("养护站站长的老伴是做什么的", "养护站站长的老伴做什么工作"),
        ("爱心食堂是干什么的", "爱心食堂是干什么"),
        ("富宝伟担任什么职务？", "富宝伟是什么职务"),
        ("托卡耶夫是谁？", "托卡耶夫是什么身份"),
        ("县长是谁？", "县长是谁"),
        ("马拉松冠军是谁", "马拉松冠军是谁"),
        ("谁是校长", "谁是校长"),
        ("云溪一中的校长是谁", "云溪一中的校长是谁"),
    ],
)
def test_who_somebody_is_by_name_asks_what_he_is(question: str, text: str) -> None:
    assert understand(question).text == text
