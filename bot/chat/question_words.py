"""The words of a question by the part they play: what asks, what points back, what is named."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from bot.words import tagged_words

Role = Literal[
    "date", "ask", "person", "thing", "point", "name", "noun", "generic", "verb", "other"
]

# Read before jieba, which cuts dates apart and glues 那件事 together. Order matters.
_MARKS: tuple[tuple[Role, str], ...] = (
    ("other", r"其他|其它|其中|其实|其余|其次|尤其|极其|吉他|他乡|他人|利他|那曲|那么|应该|本该"),
    (
        "date",
        r"(?:\d{4}年)?\d{1,2}月(?:\d{1,2}[日号]|末|底|初|份)?|\d{4}年(?:末|底|初)?|\d{1,2}[日号]"
        r"|\d{4}-\d{1,2}-\d{1,2}|今年|去年|前年|明年|昨天|今天|上个?月|本月",
    ),
    (
        "ask",
        r"为什么|什么时候|什么时间|什么地方|什么人|什么|为何|何时|何地|何人|谁|多少|如何|怎么样|怎样|怎么"
        r"|哪[一二两几]?(?:个|些|年|天|月|日|位|家|所|座|届|里|儿|种|项|场|名|支)?"
        r"|几(?:点|时)|几(?=[个项名家所座位次场年天月日号人万亿])|多(?=[大长高久远])|吗(?=[?？]?$)|有没有|是不是|是否",
    ),
    ("person", r"他们|她们|他|她"),
    ("thing", r"它们|它|其"),
    (
        "point",
        r"(?:这|那)(?:一)?(?:[些个位名家所次场件项起座条批届支种款部](?:事|人)?|里|儿|时)"
        r"|(?:这|那)(?=会|事|校|里|项目|公司|学校|大学|会议|活动|事故|地方|笔)"
        r"|此(?:次|事|案|项|类|举)|上述|前述|前者|后者|当地"
        r"|该(?=公司|企业|集团|校|大学|学校|学院|项目|工程|县|市|州|区|省|局|院|所|中心|部门|单位|会"
        r"|活动|研究|产业|地|国|村|乡|镇|厂|案|事|同志|书记|报|体系|平台|基金|机构|团队|计划|方案|政策)",
    ),
)
_MARK = re.compile("|".join(f"(?P<_{at}>{pattern})" for at, (_, pattern) in enumerate(_MARKS)))

# Nouns that need to be told which: they do not say what a question is about.
_GENERIC = re.compile(
    "会议|大会|活动|项目|公司|企业|事故|事件|工程|单位|部门|机构|人|人员|人数|地点|地方|时间|时候|原因"
    "|金额|总额|投资|总投资|价格|面积|规模|产能|领导|主席|主任|书记|负责人|记者|作者|专家|学校|医院"
    "|比赛|冠军|亚军|结果|目的|目标|措施|办法|方法|内容|主题|意义|影响|数据|数量|数字|名字|姓名|职务"
    "|身份|钱|年|月|日|天|事|情况|细节|问题|后果|损失|特点|优势|作用|部分|名单|工期|用途|身上|方面"
    "|造价|概算|预算|耗资|长度|宽度|高度|票价|学费|工资|年龄|籍贯|电话|号码|地址|区别|要求|同比|环比|照片|图片|报道|文章|新闻"
)
_LIGHT = re.compile(
    "是|有|说|要|能|会|可以|应|应该|请问|请|还有|没有|想|知道|告诉|属于|叫|做|去|来|到|被"
)
# What jieba takes for things, and what happens to one.
_HAPPENS = re.compile(
    "[开关闭]门|[开闭]馆|[停开]业|营业|任命|[上下放退]班|[上放]学|毕业|入场|散场|结业"
)
_NAME_TAGS = ("nr", "ns", "nt", "nz")


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a question. `tag` is jieba's part of speech, empty for a marked word."""

    text: str
    role: Role
    tag: str = ""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A run of names and nouns. `named` says that a proper name stands in it."""

    text: str
    named: bool


def tokens(text: str) -> list[Token]:
    """The words of a text with their roles; joined they are the text again.

    `tokens("他是谁")` has the roles person, other, ask.
    """
    found: list[Token] = []
    at = 0
    for match in _MARK.finditer(text):
        found += _words(text[at : match.start()])
        found.append(Token(match.group(), _MARKS[int((match.lastgroup or "_0")[1:])][0]))
        at = match.end()
    return found + _words(text[at:])


def names(text: str) -> list[Token]:
    """People, places and bodies named in a text, in their order."""
    return [token for token in tokens(text) if token.role == "name"]


def phrases(text: str) -> list[Phrase]:
    """Runs of names and nouns: `phrases("泰昆集团捐了款")[0].text -> "泰昆集团"`."""
    found: list[Phrase] = []
    run: list[Token] = []
    for token in [*tokens(text), Token("", "other")]:
        # 总投资 and the like are asked of a thing, they are not part of its name.
        if token.role in {"name", "noun"} or (run and token.text in {"项目", "公司", "工程"}):
            run.append(token)
        elif run:
            named = any(word.role == "name" for word in run)
            found.append(Phrase("".join(word.text for word in run), named))
            run = []
    return [phrase for phrase in found if len(phrase.text) > 1]


def _words(text: str) -> list[Token]:
    """jieba's words of a stretch between marks, in the text's own characters."""
    found: list[Token] = []
    at = 0
    for word, tag in tagged_words(text):
        own = text[at : at + len(word)]  # tagged_words folds; folding keeps the length
        found.append(Token(own, _role(word, tag), tag[:2]))
        at += len(word)
    return found


def _role(word: str, tag: str) -> Role:
    """The part a word plays; a lone noun character carries too little to be a topic."""
    if _GENERIC.fullmatch(word):
        return "generic"
    if _HAPPENS.fullmatch(word):
        return "verb"
    if tag.startswith(_NAME_TAGS) and len(word) > 1:
        return "name"
    if _LIGHT.fullmatch(word):
        return "other"
    if tag.startswith(("n", "j", "l", "i", "vn", "an", "eng")) and not word.isspace():
        return "noun" if len(word) > 1 or tag.startswith("j") else "generic"
    return "verb" if tag.startswith(("v", "a")) else "other"
