"""Candidate answers in a sentence: figures, dates, names, places, titles, lists, clauses.

A candidate is a span that could answer some kind of question. Finding is generous; choosing is
the reader's work.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from bot.answering.question import QuestionKind
from bot.words import tagged_words

_FIGURE = (
    r"(?:[0-9][0-9,]*(?:\.[0-9]+)?|[〇零一二三四五六七八九十百千两]+(?:点[一二三四五六七八九]+)?|数[十百千万])"
    r"(?:[余多]?[十百千万亿兆]+)?[余多几]?"
)
_UNITS = (
    r"%|‰|个百分点|bp|(?:人民|美|欧|日|港)?元|美元|欧元|英镑|块钱?|吨|公斤|千克|克|斤|亩|公顷|平方公里|平方千米|平方米|立方米|"
    r"公里|千米|米|厘米|毫米|海里|里|千瓦时|千瓦|度|摄氏度|℃|升|毫升|人次|人|名|位|户|家|个|件|项|次|所|座|条|辆|架|艘|列|台|套|"
    r"只|头|匹|株|棵|本|部|篇|首|幅|张|份|枚|块|场|届|期|批|类|种|处|间|层|栋|幢|门|支|对|双|组|级|岁|周岁|"
    r"周年|年级|年|个月|月|天|日|小时|分钟|秒|分|倍|成|票|字|例|起|宗|桩|村|县|市|省|国|章|节|页|版|号|代|句|"
    r"口|眼|孔|颗|粒|包|箱|袋|瓶|桶|盒|车|趟|班|节|轮|步|环|点|线|片|道|面|根|把|顶|盏|扇|封|册|卷|招|员"
)
_NUMBER = re.compile(rf"百分之{_FIGURE}|第?{_FIGURE}\s*(?:{_UNITS})?(?:左右|以上|以下)?", re.I)
_MANY_NUMBERS = re.compile(
    rf"{_FIGURE}(?:{_UNITS})?[-~—–至到]{_FIGURE}(?:{_UNITS})"  # 3至5亩
    rf"|(?:{_FIGURE}(?:小时|时|分钟|分|秒|年|个月|天)){{2,}}[0-9]*"  # 1分47秒097
    r"|[0-9][0-9.,]*\s?[a-zA-Z℃°μ/]{1,6}",
    re.I,
)
_UNTIL = ("至", "到", "-", "—", "–", "~", "起至", "起到")
_YEAR = r"(?:[12][0-9]{3}|[〇零一二三四五六七八九]{4})年"
_DAY = r"(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})[日号]"
_MONTH = r"(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})月份?"
_PART = r"(?:上旬|中旬|下旬|月?初|月?底|月?末|中)"
_CLOCK = (
    r"(?:凌晨|清晨|早晨|早上|上午|中午|下午|傍晚|晚上?|深夜|夜间)?"
    r"(?:[0-9]{1,2}(?:[时点](?:[0-9]{1,2}分|半)?|:[0-9]{2}))?(?:许|左右)?"
)
_RELATIVE = r"(?:今|去|明|前|当|本|同|次|上)年|(?:本|上|下|当|次|同|这个|上个|下个)月|今天|昨天|明天|昨日|今日|明日|当[日天晚]|近日|日前|日前|目前"
_TIME = re.compile(
    rf"(?:农历)?(?:{_YEAR}|{_RELATIVE})?(?:的)?(?:{_MONTH})(?:{_DAY}|{_PART})?{_CLOCK}"
    rf"|(?:{_YEAR})(?:{_PART}|春|夏|秋|冬|[春夏秋冬]季|上半年|下半年|第?[一二三四]季度)?"
    rf"|(?:{_RELATIVE}){_DAY}{_CLOCK}|{_DAY}{_CLOCK}"
    rf"|(?:{_RELATIVE})(?:{_PART}|春节|上半年|下半年|第?[一二三四]季度|[春夏秋冬]季)?"
    r"|[0-9一二三四五六七八九十]{1,2}世纪(?:[0-9一二三四五六七八九]{1,2}0?年代)?(?:初|中期|末|后期)?"
    r"|(?:上世纪)?[0-9一二三四五六七八九十]{2}年代(?:初|中期|末|后期)?"
    r"|(?:星期|周)[一二三四五六日天]|\d{1,2}:\d{2}"
)
_TITLE = re.compile(r"《[^》]{1,40}》|[“\"‘「『][^”\"’」』]{1,30}[”\"’」』]")
_NAME_DOT = re.compile(r"[\u4e00-\u9fff]{1,8}(?:[·・][\u4e00-\u9fff]{1,8})+")
_REPORTER = re.compile(
    r"(?:记者|通讯员|摄影|作者|文|图)\s?((?:[\u4e00-\u9fff]{2,4}[、 ]){0,8}?[\u4e00-\u9fff]{2,8}?[、 ]?)(?=报道|摄|文|图|\)|:|,|$)"
)
_NO_NAME = re.compile(r"(?:报道|摄|[说称道到在向对])$")
_SURNAME = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫经房裘缪干解应宗丁宣贲邓郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀羊於惠甄曲家封芮羿储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫宁仇栾暴甘钭厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍却璩桑桂濮牛寿通边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧殳沃利蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶空曾毋沙乜养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公肖代闫覃涂佟鄢仝岳牟佘粟迟冼原苑晋修衣尉敬展苟隋芦战麦邝谌辜撒买虎邸楚"
_PERSON_AFTER = re.compile(
    rf"(?:书记|主席|主任|局长|县长|市长|州长|省长|区长|镇长|乡长|村长|部长|厅长|处长|科长|院长|校长|行长|会长|理事长|秘书长|站长|所长|馆长|台长|社长|队长|厂长|董事长|总经理|经理|总裁|院士|教授|研究员|专家|科学家|工程师|医生|老师|教师|村民|农民|居民|市民|学生|负责人|记者|代表|委员|选手|教练|导演|演员|作家|总统|总理|首相|大使|夫妇|先生|女士|司机|工人|职工|员工|队员|书法家|画家|同志)([{_SURNAME}][\u4e00-\u9fff]{{1,2}})(?=[，,。、；;:：\s出主说表介指强透带在和与及向为等对率一到参作致宣告认]|$)"
)
_PLACE_END = re.compile(
    r"(?:省|市|县|区|州|镇|乡|村|街道?|路|园|园区|广场|中心|馆|站|机场|港|河|江|湖|海|山|岛|大学|学院|基地|工地|现场|剧院|礼堂|国|洲|旗|盟|厅|口岸|社区|湾|酒店|医院|学校|体育场|公园|大道|校园)$"
)
_ORG_END = re.compile(
    r"(?:部|局|委|厅|院|办|会|组|所|公司|集团|银行|大学|学校|中学|小学|医院|协会|学会|中心|政府|法院|检察院|公安|企业|厂|社|馆|队|站|党委|支行|分行|机构|联盟|基金会|组织|合作社|俱乐部|媒体|报|网|台|军|团|煤矿|矿|处|园|店|研究所|研究院|工程院|科学院|指导组)$"
)
_NOUNISH = re.compile(r"n|vn|j|b|s|f|l|i|eng|m|q|a|t|z|k|h|x")
_CLAUSE = re.compile(r"[^,，;；:：。！？!?\n]+")
_EDGE_STOP = frozenset(
    "的了在是和与及或对向从被把将为以于由等也都就又并而且但还则这那其之所着过地得个们吗呢吧啊,，。、；：;:！？!?（）()"
)
_MARKS = frozenset(",，;；:：。！？!?、()（）“”\"《》‘’'")
_MAX_WORDS = 9  # longest generic candidate, in jieba words


@dataclass(frozen=True, slots=True)
class Span:
    """A candidate `[start, end)` of a text, and what sort of thing it is."""

    start: int
    end: int
    sort: str  # number, time, person, place, org, title, list, words, clause, clauses


@dataclass(frozen=True, slots=True)
class Token:
    """A jieba word with its place in the text and its part of speech."""

    start: int
    end: int
    text: str
    tag: str


def tokens_of(text: str) -> list[Token]:
    """jieba's words with offsets, punctuation and white space included."""
    found, at = [], 0
    for word, tag in tagged_words(text):
        found.append(Token(at, at + len(word), word, tag))
        at += len(word)
    return found


def candidate_spans(text: str, tokens: list[Token], kind: QuestionKind) -> list[Span]:
    """The candidate answers of one sentence for one kind of question, without duplicates.

    A sentence that holds a date has no other candidate for "when", and so for numbers and people.
    """
    found: dict[tuple[int, int], Span] = {}
    for finder in _FINDERS[kind]:
        if found and kind in _STRICT:
            break
        for span in finder(text, tokens):
            if text[span.start : span.end].strip():
                found.setdefault((span.start, span.end), span)
    return list(found.values())


def _numbers(text: str, tokens: list[Token]) -> Iterator[Span]:
    for match in _NUMBER.finditer(text):
        yield Span(*match.span(), "number")
    for match in _MANY_NUMBERS.finditer(text):
        yield Span(*match.span(), "number")


def _times(text: str, tokens: list[Token]) -> Iterator[Span]:
    spans = [match.span() for match in _TIME.finditer(text)]
    for start, end in spans:
        yield Span(start, end, "time")
    for (start, left), (right, end) in pairwise(spans):
        if text[left:right] in _UNTIL:
            yield Span(start, end, "time")


def _people(text: str, tokens: list[Token]) -> Iterator[Span]:
    for span in _named_people(text, tokens):
        if not _NO_NAME.search(text[span.start : span.end]):
            yield span


def _named_people(text: str, tokens: list[Token]) -> Iterator[Span]:
    for match in _NAME_DOT.finditer(text):
        yield Span(*match.span(), "person")
    for pattern in (_PERSON_AFTER, _REPORTER):
        for match in pattern.finditer(text):
            at = match.start(1)
            for name in re.finditer(r"[\u4e00-\u9fff]+", match.group(1)):
                yield Span(at + name.start(), at + name.end(), "person")
    for place, token in enumerate(tokens):
        if not token.tag.startswith("nr"):
            continue
        if 2 <= token.end - token.start <= 4:
            yield Span(token.start, token.end, "person")
        after = tokens[place + 1] if place + 1 < len(tokens) else None
        if after is not None and after.tag.startswith("nr"):  # a name that jieba cut in two
            yield Span(token.start, after.end, "person")


def _named(
    pattern: re.Pattern[str], sort: str, tags: tuple[str, ...], text: str, tokens: list[Token]
) -> Iterator[Span]:
    """Runs of noun-like words that end in a telling word, with every shorter run to their left."""
    for last, token in enumerate(tokens):
        if not (token.tag in tags or pattern.search(token.text)):
            continue
        for first in range(last, max(-1, last - _MAX_WORDS), -1):
            head = tokens[first]
            if not _NOUNISH.match(head.tag) or head.text in _EDGE_STOP:
                break
            yield Span(head.start, token.end, sort)


def _nouns(text: str, tokens: list[Token]) -> Iterator[Span]:
    """Every run of up to nine noun-like words."""
    for first, head in enumerate(tokens):
        for last in range(first, min(len(tokens), first + _MAX_WORDS)):
            token = tokens[last]
            if not _NOUNISH.match(token.tag) or not token.text.strip() or token.text in _MARKS:
                break
            yield Span(head.start, token.end, "words")


def _places(text: str, tokens: list[Token]) -> Iterator[Span]:
    yield from _named(_PLACE_END, "place", ("ns", "s", "f"), text, tokens)


def _orgs(text: str, tokens: list[Token]) -> Iterator[Span]:
    yield from _named(_ORG_END, "org", ("nt",), text, tokens)


def _titles(text: str, tokens: list[Token]) -> Iterator[Span]:
    for match in _TITLE.finditer(text):
        yield Span(*match.span(), "title")
        yield Span(match.start() + 1, match.end() - 1, "title")


def _lists(text: str, tokens: list[Token]) -> Iterator[Span]:
    """Enumerations joined by 、 within a clause, with and without what leads in and out."""
    for clause in _CLAUSE.finditer(text):
        inside = [t for t in tokens if clause.start() <= t.start and t.end <= clause.end()]
        commas = [i for i, t in enumerate(inside) if t.text == "、"]
        if not commas:
            continue
        for first in range(max(0, commas[0] - 6), commas[0]):
            for last in range(commas[-1] + 1, min(len(inside), commas[-1] + 9)):
                if inside[first].text not in _EDGE_STOP and inside[last].text not in _EDGE_STOP:
                    yield Span(inside[first].start, inside[last].end, "list")


def _words(text: str, tokens: list[Token]) -> Iterator[Span]:
    """Every run of up to nine words within a clause that neither starts nor ends in a stop word."""
    for first, head in enumerate(tokens):
        if head.text in _EDGE_STOP or head.text.isspace():
            continue
        for last in range(first, min(len(tokens), first + _MAX_WORDS)):
            word = tokens[last].text
            if word in ",，;；:：。！？!?":
                break
            if word not in _EDGE_STOP and not word.isspace():
                yield Span(head.start, tokens[last].end, "words")


def _clauses(text: str, tokens: list[Token]) -> Iterator[Span]:
    """Clauses and runs of clauses: the answers to why, how and what."""
    spans = [match.span() for match in _CLAUSE.finditer(text)]
    for first, (start, _) in enumerate(spans):
        for last in range(first, min(len(spans), first + 4)):
            yield Span(start, spans[last][1], "clause" if last == first else "clauses")
            lead = re.match(
                r"(?:因为|由于|因|为了|为|通过|以|用于|用来|是因为|旨在|主要是|目的是)",
                text[start:],
            )
            if lead:
                yield Span(start + lead.end(), spans[last][1], "clause")
    if spans:
        yield Span(spans[0][0], spans[-1][1], "clauses")


_STRICT = frozenset({"when", "number", "who", "where", "org"})
_FINDERS = {
    "who": (_people, _nouns),
    "when": (_times, _words),
    "where": (_places, _nouns),
    "number": (_numbers, _words),
    "org": (_orgs, _nouns),
    "title": (_titles, _words),
    "list": (_lists, _titles, _words, _clauses),
    "why": (_clauses, _words),
    "how": (_clauses, _words),
    "yesno": (_clauses,),
    "what": (_titles, _orgs, _places, _words, _clauses),
}
