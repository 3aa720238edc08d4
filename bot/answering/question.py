"""What a question asks for: its kind, the place of its question word, the noun it asks about.

Chinese asks in place: the question word stands where the answer would stand. So what is left and
right of it in the question is what stands left and right of the answer in the paper.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from bot.patterns import regex
from bot.reading.names import is_person
from bot.text import fold
from bot.words import tagged_words

QuestionKind = Literal[
    "who", "when", "where", "number", "org", "title", "list", "why", "how", "yesno", "what"
]
KINDS: tuple[QuestionKind, ...] = (
    "who",
    "when",
    "where",
    "number",
    "org",
    "title",
    "list",
    "why",
    "how",
    "yesno",
    "what",
)

_ORG = "部门|机构|单位|公司|企业|学校|院校|高校|大学|学院|医院|银行|集团|组织|协会|委员会|局|厅|所|队|球队|俱乐部|媒体|厂"
_PLACE = "地方|城市|国家|省|市|县|区|镇|乡|村|地区|地点|位置|街道|社区|场馆|州|路"
# The first pattern that matches wins: lists before persons ("哪几位"), times before numbers ("几月").
_PATTERNS: tuple[tuple[QuestionKind, str], ...] = (
    (
        "yesno",
        r"是否|能否|可否|有无|([\u4e00-\u9fff](?<!得))[不没]\1|(?:吗|(?<![什怎多那这要])么|没有?)[?]*$",
    ),
    (
        "why",
        r"(?<![成认称视定名改分作变命])为什么|为何|(?<!成)为啥|因何|何以|怎么会|凭什么|(?:什么|啥|何种)(?:原因|缘故|目的|用处|用途)|(?:干|做)(?:什么|啥)(?:用|的)?$",
    ),
    (
        "list",
        r"哪些|哪几[个位家所种项类次场条座部名]?|哪[两二三四五六七八九十]+[个位家所种项类次场条座部名大]?|(?:都有|有)谁|都(?:有|是)什么|分别(?:是|为|叫)?(?:什么|谁|哪)?",
    ),
    (
        "when",
        r"什么时(?:候|间|刻)|啥时(?:候)?|何时|何年|何月|何日|几时|多会儿?|哪一?[天年日]|哪个?(?:月|季度|年份|世纪|年代|时期|时候)|几[月日号点时]|(?:星期|周|礼拜)几",
    ),
    ("who", r"谁(?![家的])(?=.*几)"),  # 谁说要多跑几趟
    (
        "number",
        r"百分之(?:几|多少)|多少|几成|几分之几|第几|多[大高长远重宽深厚快久]|(?<![哪好头前近])几(?![乎何])|(?<=有)多[\u4e00-\u9fff]",
    ),
    (
        "where",
        rf"哪里|哪儿|何处|何地|哪一?(?:个|座|条|家|处|片)?(?:{_PLACE})|(?:什么|啥)(?:{_PLACE})|(?<=[在到去从往于自])哪(?!些|个|位|家|种|一|所|支|座|条|部|本|届|名|几|两|三)|哪国",
    ),
    ("org", rf"(?:哪一?(?:个|家|所|支)?|什么|何)(?:[\u4e00-\u9fff]{{0,4}})(?:{_ORG})|哪家"),
    (
        "who",
        r"是谁|谁|何人|哪一?位|哪一?名|哪个(?:人|孩子|老师|学生|同学|干部|领导|选手|球员|队员|演员|医生|护士|老人|村民)|(?:什么|啥)人|叫(?:什么|啥)名字?",
    ),
    (
        "title",
        r"(?:什么|哪[一]?[部首本篇项个]|何)(?:书|歌曲?|电影|影片|电视剧|节目|作品|小说|文件|条例|报告|主题|称号|奖项?|名称?|题目|口号|标题)",
    ),
    (
        "how",
        r"怎么(?:样)?|怎样|如何|咋(?:样)?|(?:靠|通过|用)?(?:什么|啥|何种|哪种)(?:办法|方式|方法|措施|途径|手段|形式)|(?:靠|通过|用)(?:什么|啥)",
    ),
    ("what", r"什么样的?|什么|啥|哪一?[个种类项款条次场支座届份门句件]|何种|哪|何(?=\b|种|等)"),
)
_COMPILED = tuple((kind, regex(pattern)) for kind, pattern in _PATTERNS)
# Terse questions have no question word: the noun at their end tells ("…的总投资", "…的摄影记者").
_ENDINGS: tuple[tuple[QuestionKind, str], ...] = (
    (
        "number",
        r"(?:金额|数量|人数|比例|占比|增速|增幅|增长率|总额|余额|投资|面积|产量|价格|总数|规模|率|数)$",
    ),
    ("when", r"(?:时间|日期|年份|时候)$"),
    ("where", r"(?:地点|地址|位置|地方|哪)$"),
    (
        "who",
        r"(?:记者|作者|负责人|董事长|书记|县长|市长|州长|主任|局长|校长|院长|经理|主席|主持人|名字|姓名|人)$",
    ),
    ("why", r"(?:原因|理由|目的|用途)$"),
    ("how", r"(?:措施|办法|做法|方式)$"),
    ("list", r"(?:名单|包括|有)$"),
)
_INSIDE = regex(rf"({_ORG}|{_PLACE}|称号|主题|文件|办法|措施|方式|途径)$")
# 梁建疆是谁 asks what he is; who the mayor is asks for a name.
_WHAT_IS = regex(
    r"(?P<name>[\u4e00-\u9fff·]{2,10}?)(?:以前|原来|现在|平时|到底|究竟)?(?:"
    r"[是系](?:谁|何人|哪位|哪个人?|(?:什么|啥)人|[干做](?:什么|啥|嘛)(?:工作)?的?)"
    r"|(?:从事|[干做])(?:什么|啥)(?:工作|职业|行业|行当)的?|是?(?:什么|啥)职业)"
    r"|谁是(?P<after>[\u4e00-\u9fff·]{2,10})"
)
_OFFICE = regex(
    r"(?P<name>[\u4e00-\u9fff·]{2,10}?)(?:现在)?(?:担任|出任|任|当)(?:的是)?(?:什么|何|啥)职务?"
)
# What somebody did before, or does for a living; of a thing it is asked what it is good for.
_WORK = regex(r"(?P<whose>.*?)是?[干做](?:什么|啥|嘛)(?:工作|活)?的?")
_BEFORE = regex(r"以前|之前|原来|原先|从前|过去|曾经|当年|年轻时|早年|退休前")
_SOMEBODY = regex(
    r"(?:[家人员工长者师生]|老[伴公婆板乡总]|父亲|母亲|爸|妈|丈夫|妻子|爱人|徒弟|师傅|儿子|女儿|[小大]哥|大[爷妈叔婶姐])"
    r"(?:现在|如今|平时|到底|究竟)?$"
)
_TAIL = regex(r"[?？。!！\s呢呀啊吧的了]+$")


@dataclass(frozen=True, slots=True)
class Question:
    """A question understood. `text` is folded; `text[start:end]` is its question word.

    Without a question word the empty span stands at the end. `noun` is the noun that the question
    word asks about ("哪个部门" -> "部门"), or "". `tail` is what was cut off at the end: 的, 了吗.
    """

    text: str
    kind: QuestionKind
    start: int
    end: int
    noun: str = ""
    tail: str = ""

    @property
    def left(self) -> str:
        """What stands before the question word."""
        return self.text[: self.start]

    @property
    def right(self) -> str:
        """What stands after the question word and its noun."""
        return self.text[self.end :]


def understand(question: str) -> Question:
    """The question with its kind and question word.

    `understand("谁主持了会议？").kind -> "who"`; `understand("捐了多少万元").noun -> "万元"`.
    Who somebody is by name, asks what he is: `understand("田玉芬是谁").text -> "田玉芬是什么身份"`.
    """
    folded = fold(question).replace("甚么", "什么")
    cut = _TAIL.sub("", folded) or folded
    text, tail = _of_person(cut), folded[len(cut) :]
    for kind, pattern in _COMPILED:
        match = pattern.search(text)
        if match:
            start, end = match.span()
            return Question(text, kind, start, end, _asked_noun(text, start, end), tail)
    for kind, ending in _ENDINGS:
        match = re.search(ending, text)
        if match:
            return Question(text, kind, len(text), len(text), match.group(), tail)
    return Question(text, "what", len(text), len(text), tail=tail)


def _of_person(text: str) -> str:
    """The question what somebody is, where a person's name is all that it gives."""
    person = _WHAT_IS.fullmatch(text)
    name = person and (person["name"] or person["after"])
    if name and is_person(name):
        return f"{name}是什么身份"
    work = _WORK.fullmatch(text)
    if work and (_BEFORE.search(work["whose"]) or _SOMEBODY.search(work["whose"])):
        return f"{work['whose']}做什么工作"
    office = _OFFICE.fullmatch(text)
    return f"{office['name']}是什么职务" if office and is_person(office["name"]) else text


def _asked_noun(text: str, start: int, end: int) -> str:
    """The noun or unit that the question word asks about: 哪个部门 -> 部门, 多少万元 -> 万元."""
    inside = _INSIDE.search(text[start:end])
    if inside:
        return inside.group(1)
    noun = ""
    for word, tag in tagged_words(text[end : end + 12]):
        if tag == "uj":  # 什么样的基地
            continue
        if tag[0] not in "nqmjba":
            break
        noun += word
        if tag[0] in "nj":
            break
    return noun
