"""Follow-ups: a question that leans on the conversation becomes one that stands on its own.

No language model: pronouns, pointing words, trailing 呢 and bare questions are recognised by
rules, and what they lean on is taken from the last question and its answer. The chat shows the
completed question, so a wrong guess is seen and can be corrected by asking in full.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.chat.question_words import Token, names, phrases, tokens
from bot.dates import number as count
from bot.numerals import spelt

_LONGEST = 60  # characters; a longer question brings its own context
_TOPIC = 40  # characters carried over at most: more would drown the question itself
_SHORT_ANSWER = 30  # characters; a longer answer is a sentence, not a name to carry over

_END = "?？。！!　 \t\n"
_DATE_PARTS = (r"\d{4}年", r"\d{1,2}月", r"\d{1,2}[日号]")
_CONNECTOR = re.compile("^(?:那么|那|还有|然后|至于)")
# 上一届, 下届, 后一年, 第二年同月: the one before or after. 去年 and 前年 are today's.
_ORDER = re.compile(
    "(?:(?P<way>[上前下后])一(?P<unit>[届期年])|(?P<near>[上下])(?P<short>[届期])|次年|第二年)(?:同[期月日])?"
)
_NAME_ONLY = re.compile(r"[\u4e00-\u9fff·]{2,4}")
# A pointing word right after one of these has its noun elsewhere: "在这次会议上". After a noun it
# repeats what stands before it: "煤矿透水那件事".
_OPENER = re.compile(
    "在|对|对于|向|把|被|为|从|由|和|与|跟|于|给|到|关于|就|以|了|过|是|有|请问"
    "|参加|主持|出席|召开|举办|举行|捐给|介绍|建设|投资"
)
_SPEAKER = re.compile(  # before 他, it may be who is meant: "王强说他…", "董事长…他…"
    "说|称|表示|认为|介绍|强调|指出|透露|回忆"
    "|.*(?:长|主任|书记|院士|教授|研究员|记者|主席|经理|专家|代表)"
)
_BETWEEN = re.compile(
    "总|是|有|为|在|位于|从|由|被|往|到|于|了|能|会|将|要|可以|一共|总共|共|大约|大概|现在|目前"
)
_UNNAMED = re.compile("[\u4e00-\u9fff]某{1,2}")
_KINDS = re.compile("项目|工程|公司|企业|单位|学校|医院|活动|会议|大会|比赛")  # end a thing's name
_KIN = {  # what a newspaper calls the same thing the second time
    "公司": ("有限责任公司", "有限公司", "公司", "集团", "企业"),
    "企业": ("有限责任公司", "有限公司", "公司", "集团", "企业"),
    "学校": ("大学", "学院", "中学", "小学", "学校"),
    "大学": ("大学", "学院"),
    "校": ("大学", "学院", "中学", "小学", "学校"),
    "地": ("省", "自治区", "州", "市", "县", "区"),
}


def complete(question: str, history: Sequence[tuple[str, str]]) -> str:
    """The question made self-contained from the history, or the question unchanged.

    `complete("他是哪里人？", [("谁捐了款？", "梁建疆")]) -> "梁建疆是哪里人？"`;
    `complete("塔里木大学哪年建校？", [...])` comes back as it is.
    """
    past, known = "", ""
    for earlier, answer in history:  # each may lean on the one before it
        past, known = _completed(earlier, past, known).strip(), (answer or "").strip()
    return _completed(question, past, known)


def _completed(question: str, past: str, known: str) -> str:
    """The question made self-contained from the last one and its answer."""
    asked = question.strip()
    if not past or not asked or len(asked) > _LONGEST:
        return question
    parts = tokens(asked)
    if _is_ellipsis(asked, parts):
        return _fill(asked, parts, past)
    refs = [at for at, part in enumerate(parts) if _leans(parts, at)]
    if refs:
        return _resolve(parts, refs, past, known)
    if _is_bare(parts):
        return _with_topic(asked, past, known)
    return question


def _is_ellipsis(asked: str, parts: list[Token]) -> bool:
    """True for "2023年呢？", "那昌吉呢" and "王强？": a topic and nothing asked about it."""
    if any(part.role in {"ask", "person", "thing", "point"} for part in parts):
        return False
    if re.search(r"呢[?？]?$", asked):
        return True
    content = [part for part in parts if part.role in {"date", "name", "noun", "verb"}]
    return asked[-1] in "?？" and len(content) == 1 and content[0].role in {"date", "name"}


def _fill(asked: str, parts: list[Token], past: str) -> str:
    """The last question with its date, person, place or thing exchanged for the new one.

    "新馆呢？" after "二期项目总投资多少？" asks "新馆总投资多少？"; "总投资呢？" asks something
    else of the same thing.
    """
    new = _CONNECTOR.sub("", asked.strip(_END).removesuffix("呢")).strip("，, ")
    content = [part for part in parts if part.role in {"date", "name", "noun", "generic", "verb"}]
    if not new:
        return past
    if moved := _moved(past, new):
        return moved
    if _UNNAMED.fullmatch(new) and (other := _UNNAMED.search(past)):
        return past.replace(other.group(), new)  # 麻某呢, after 宗某判了几年
    if all(part.role == "date" for part in content):
        return _with_date(past, new)
    if all(part.role == "generic" for part in content):
        topic = _topic(past)
        return f"{topic}：{new}" if topic else new
    if len(content) == 1:
        same_kind = [old for old in names(past) if old.tag == content[0].tag]
        if len(same_kind) == 1 and same_kind[0].text != new:
            return past.replace(same_kind[0].text, new)
    return _with_thing(past, new)


def _moved(past: str, new: str) -> str:
    """The last question of the one before or after: 第八届 becomes 第七届 for 上一届; or ""."""
    order = _ORDER.fullmatch(new)
    if order is None:
        return ""
    step = -1 if (order["way"] or order["near"] or "后") in "上前" else 1
    unit = order["unit"] or order["short"] or "年"
    ordinal = re.search(rf"第([一二三四五六七八九十百\d]+){unit}", past)
    if ordinal is not None:
        known = count(ordinal[1])
        if known is None or not 0 < known + step < (10_000 if ordinal[1].isdigit() else 100):
            return ""
        written = str(known + step) if ordinal[1].isdigit() else spelt(known + step)
        return past[: ordinal.start(1)] + written + past[ordinal.end(1) :]
    year = re.search(r"(\d{4})年", past) if unit == "年" else None
    return f"{past[: year.start(1)]}{int(year[1]) + step}{past[year.end(1) :]}" if year else ""


def _with_thing(past: str, new: str) -> str:
    """The last question of another thing: what it was about makes way, or what is called alike."""
    alike = [phrase.text for phrase in phrases(past) if phrase.text[-2:] == new[-2:]]
    thing = _thing(past)
    if not thing:
        return past.replace(alike[0], new) if len(alike) == 1 else f"{new}，{past}"
    upto = thing.rfind(new[-1]) + 1  # 云溪县 of 云溪县县长, where 青川县 is meant
    return new + past[upto if upto > 1 else len(thing) :]


def _thing(past: str) -> str:
    """What a question is about, if it begins with that and with nothing else; or "".

    `_thing("望水岩水库除险加固工程总投资多少？") -> "望水岩水库除险加固工程"`.
    """
    ahead: list[Token] = []
    for part in tokens(past):
        if part.role == "ask":
            break
        ahead.append(part)
    while ahead and _is_asked(ahead[-1]):
        ahead.pop()
    mixed = any(part.role in {"date", "point"} or part.tag == "p" for part in ahead)
    told = "".join(part.text for part in ahead).partition("的")[0]
    return "" if mixed or len(told) < 2 else told


def _is_asked(part: Token) -> bool:
    """True for words between a thing and the question word: 总投资 是, 竣工 时间, 在."""
    asked = part.role == "generic" and not _KINDS.fullmatch(part.text)
    return asked or part.role == "verb" or bool(_BETWEEN.fullmatch(part.text))


def _with_date(past: str, new: str) -> str:
    """The last question at another date: "2022年末余额" and "2023年" -> "2023年末余额"."""
    filled = past
    for pattern in _DATE_PARTS:
        part = re.search(pattern, new)
        if part is None:
            continue
        if re.search(pattern, filled) is None:
            return f"{new}，{past}"
        filled = re.sub(pattern, part.group(), filled, count=1)
    return filled if filled != past else f"{new}，{past}"


def _leans(parts: list[Token], at: int) -> bool:
    """True when the word at this place points out of the question, into the past."""
    part, before = parts[at], parts[:at]
    if part.role == "person":
        return not any(word.tag == "nr" or _SPEAKER.fullmatch(word.text) for word in before)
    if part.role == "thing":
        return not any(word.role in {"name", "noun"} for word in before)
    if part.role != "point":
        return False
    if not before or _OPENER.fullmatch(before[-1].text):
        return True
    return not any(word.role in {"name", "noun", "date"} for word in before)


def _resolve(parts: list[Token], refs: list[int], past: str, known: str) -> str:
    """The question with each pointing word replaced by what it means, or with the topic before."""
    words = [part.text for part in parts]
    replaced = False
    for at in refs:
        meant, width = _meaning(parts, at, past, known)
        if meant:
            words[at : at + width] = [meant] + [""] * (width - 1)
            replaced = True
    text = "".join(words).strip()
    return text if replaced else _with_topic(text, past, known)


def _meaning(parts: list[Token], at: int, past: str, known: str) -> tuple[str | None, int]:
    """What a pointing word stands for, and how many words it takes the place of."""
    part = parts[at]
    if part.role == "person":
        return _person(part.text, past, known), 1
    if part.role == "thing":
        owner = _owner(past, known)
        return (f"{owner}的" if owner and part.text == "其" else owner), 1
    noun = parts[at + 1].text if at + 1 < len(parts) else ""
    for kin in _KIN.get(noun, (noun,) if noun else ()):
        for source in (known, past):
            for phrase in phrases(source):
                if kin in phrase.text and phrase.text != noun:
                    return phrase.text[: phrase.text.index(kin) + len(kin)], 2
    return None, 1


def _owner(past: str, known: str) -> str | None:
    """What 它 stands for: what the last question asked about, else the first thing named."""
    thing = "" if "谁" in past else _thing(past)
    found = [phrase.text for phrase in phrases(known) + phrases(past) if phrase.named]
    return thing or next(iter(found), None)


def _person(pronoun: str, past: str, known: str) -> str | None:
    """The last person named: by the answer, else by the question."""
    people = [word.text for word in names(known) if word.tag == "nr"]
    if not people and "谁" in past and _NAME_ONLY.fullmatch(known):
        people = [known]  # a name that jieba does not know
    if not people:
        people = [word.text for word in names(past) if word.tag == "nr"]
    if not people:
        return None
    return "、".join(dict.fromkeys(people)) if pronoun.endswith("们") else people[-1]


def _is_bare(parts: list[Token]) -> bool:
    """True for "为什么？", "总投资多少？", "谁主持了会议？": nothing says what it is about."""
    if not any(part.role == "ask" for part in parts):
        return False
    content = [part for at, part in enumerate(parts) if not _is_compared(parts, at)]
    if any(part.role in {"name", "noun", "date"} for part in content):
        return False
    content = [part for part in parts if part.role in {"verb", "generic"}]
    return len(content) <= 3


def _is_compared(parts: list[Token], at: int) -> bool:
    """True for the time that is only compared with: 比去年多多少."""
    return parts[at].role == "date" and at > 0 and parts[at - 1].text in {"比", "较", "跟", "和"}


def _with_topic(asked: str, past: str, known: str) -> str:
    """The question with the topic of the last one before it: "煤矿透水事故：死了多少人？"."""
    topic = _topic(past)
    carried = known if len(known) <= _SHORT_ANSWER else ""
    people = [word.text for word in names(carried) if word.text not in topic]
    if not people and "谁" in past and _NAME_ONLY.fullmatch(carried):
        people = [carried]
    topic = " ".join([topic, *people]).strip()
    return f"{topic}：{asked}" if topic else asked


def _topic(past: str) -> str:
    """What a question is about: its content words in their order, what was asked left out.

    `_topic("锐源通化工项目总投资多少？") -> "锐源通化工项目"`.
    """
    parts = tokens(past.partition("：")[0] if "：" in past else past)
    asks = [at for at, part in enumerate(parts) if part.role == "ask"]
    runs = [""]
    for at, part in enumerate(parts):
        asked_of = any(abs(at - ask) <= 2 for ask in asks) and part.role in {"verb", "generic"}
        if part.role in {"date", "name", "noun", "generic", "verb"} and not asked_of:
            runs[-1] += part.text
        elif runs[-1]:
            runs.append("")
    return " ".join(run for run in runs if run)[:_TOPIC].strip()
