"""Names in a text, each with the sort of thing that it names: 石河子大学 is a school, 昌吉 a place.

Only what is surely a name. It serves to see that another one of its sort stands in its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.answering.tokens import Token, tokens_of
from bot.dates import number
from bot.numerals import spelt
from bot.patterns import regex
from bot.reading.names import SURNAMES
from bot.words import known_words

# What a body is called, by sort: a school stands in a school's place, whatever its level.
_BODIES = {
    "school": "大学|学院|中学|小学|学校",
    "company": "公司|集团",
    "bank": "银行|分行|支行",
    "hospital": "医院",
    "society": "协会|学会|联合会|基金会",
    "institute": "研究院|研究所",
    "collection": "图书馆|博物馆|纪念馆|美术馆",
    "office": "局|厅|委员会",
    "court": "法院",
    "prosecution": "检察院",
    "airport": "机场",
    "station": "车站",
    "bridge": "大桥",
    "reservoir": "水库",
    "park": "公园|景区",
    "venue": "体育场|体育馆|剧院|剧场",
}
_BODY = regex("|".join(f"(?P<{sort}>{words})$" for sort, words in _BODIES.items()))
# Each province with the characters that stand for it: 京 in 抵京.
_PROVINCES = dict(
    re.findall(
        r"(\w+):(\w+)",
        """
        北京:京 天津:津 上海:沪 重庆:渝 河北:冀 山西:晋 辽宁:辽 吉林:吉 黑龙江:黑 江苏:苏 浙江:浙
        安徽:皖 福建:闽 江西:赣 山东:鲁 河南:豫 湖北:鄂 湖南:湘 广东:粤 海南:琼 四川:川蜀 贵州:贵黔
        云南:滇 陕西:陕秦 甘肃:甘陇 青海:青 台湾:台 内蒙古:蒙 广西:桂 西藏:藏 宁夏:宁 新疆:疆
        香港:港 澳门:澳
        """,
    )
)
_WIDE = frozenset(
    re.findall(
        r"\w+",
        """
        中国 全国 国内 我国 全球 世界 国际 亚洲 欧洲 非洲 美洲 北美 南美 拉美 大洋洲 欧盟 东盟
        华东 华南 华北 华中 东北 西北 西南 中东
        """,
    )
)
_AREA = regex(r"(?:特别行政区|自治[区州县]|地区|[省市县区州镇乡村])$")
_NO_PLACE = regex(
    "礼拜|台风|长大|松口|海滩|大马|[一二三四五六七八九十]楼|东西|城市|外国|古镇|满城|东道主|惠及|上[台街市]|那阵子|[一二两三四五六七八九十各大小全回]国|[来到赴离返进出].+"
)  # jieba takes them for places
_PROPER = ("ns", "nt", "nr", "nz")
_QUOTED = regex(r"《([^《》]{2,20})》|[“\"]([^“”\"]{2,12})[”\"]")
_NUMBERED = regex(
    r"第([0-9一二三四五六七八九十百]+)(届|次|批|期|号|季|轮|集|场|站|局|师|团|名|医院)"
)
# Places in a contest, each with other ways to say it; the first tells it where no figure does.
_PLACINGS = {
    1: "冠军 第一 夺冠 夺魁 折桂 榜首 头名 首位 金牌",
    2: "亚军 第二 银牌",
    3: "季军 第三 铜牌",
}
_PLACED = regex("冠军|亚军|季军")
# 一中 is 第一中学; 其中 and 三中全会 are none.
_NO_PERSON = regex("[委局厅办会院部所处子]$|先生$|女士$|小姐$|老师$|师傅$")
# A country with the character that stands for it: 日 in 日股, 中日.
_COUNTRIES = {
    "日本": "日", "美国": "美", "俄罗斯": "俄", "英国": "英", "法国": "法", "德国": "德",
    "韩国": "韩", "印度": "印", "澳大利亚": "澳", "加拿大": "加",
}  # fmt: skip
_SCHOOL = regex(
    r"([0-9一二三四五六七八九十]{1,2})(?:中学|小学|[中小](?![学心国间年全央午部文共于有时组型块步]))"
)
_TRIAL = regex("一审|初审|二审|终审|再审")
_TRIALS = (("一审", "初审"), ("二审", "终审"))  # in other words
_BEFORE = 2  # words before 大学 that may belong to its name


@dataclass(frozen=True, slots=True)
class Name:
    """A name at `start..end` of a text.

    `own` are the parts that tell it from others of its sort: 新疆 and 医科 of 新疆医科大学;
    `other` are ways to write it: 京 for 北京, 第3季 for 第三季.
    """

    text: str
    own: tuple[str, ...]
    sort: str
    start: int
    end: int
    other: tuple[str, ...] = ()


def body_sort(name: str) -> str:
    """The sort of body that a name ends in, or "". `body_sort("石河子大学") -> "school"`."""
    body = _BODY.search(name)
    return str(body.lastgroup) if body else ""


def is_body_word(text: str) -> bool:
    """True for what bodies are called, without a name: 大学."""
    body = _BODY.search(text)
    return body is not None and body.start() == 0


def names_in(text: str) -> list[Name]:
    """The names in a folded text, some inside longer ones.

    `[name.sort for name in names_in("石河子大学在新疆")] -> ["school", "province"]`.
    """
    tokens = tokens_of(text)
    found = [name for at in range(len(tokens)) if (name := _name_at(tokens, at))]
    parts = (_quoted, _numbered, _placed, _schools, _trials)
    return [*found, *(name for part in parts for name in part(text))]


def _name_at(tokens: Sequence[Token], at: int) -> Name | None:
    """The name that ends with this word."""
    token = tokens[at]
    if len(token.text) < 2 or token.tag[0] not in "nv":
        return None
    if body := _BODY.search(token.text):
        return _body(tokens, at, token.text[: body.start()], str(body.lastgroup))
    if (
        token.tag == "ns"
        and not _NO_PLACE.fullmatch(token.text)
        and known_words(token.text) == [token.text]
    ):
        area = _AREA.sub("", token.text)
        own = area if len(area) > 1 else token.text
        wide = token.text in _WIDE or own in _WIDE
        sort = "wide" if wide else "province" if own in _PROVINCES else "place"
        return Name(token.text, (own,), sort, token.start, token.end, _ways(own))
    if token.tag.startswith("nr") and _is_person(token.text):
        return Name(token.text, (token.text,), "person", token.start, token.end)
    return None


def _ways(place: str) -> tuple[str, ...]:
    """Other ways to write a place: 京; 日方, 驻日 and the like."""
    if country := _COUNTRIES.get(place):
        behind = tuple(f"{country}{what}" for what in "方军媒股元企国籍")
        return behind + tuple(f"{what}{country}" for what in "中驻对访赴旅在")
    return tuple(_PROVINCES.get(place, ""))


def _is_person(word: str) -> bool:
    return len(word) == 3 and word[0] in SURNAMES and not _NO_PERSON.search(word)


def _body(tokens: Sequence[Token], at: int, stem: str, sort: str) -> Name | None:
    """The school, company … that ends with this word; None where it has no name of its own."""
    first = at
    while first > max(0, at - _BEFORE) and _may_belong(tokens[first - 1]):
        first -= 1
    own = [token.text for token in tokens[first:at] if token.tag.startswith(_PROPER)]
    own += [word for word in known_words(stem) if len(word) > 1]
    if not own:
        return None
    start, end = tokens[first].start, tokens[at].end
    text = "".join(token.text for token in tokens[first : at + 1])
    return Name(text, tuple(own), sort, start, end)


def _may_belong(token: Token) -> bool:
    return token.tag[0] in "njb" and len(token.text) > 1


def _quoted(text: str) -> Iterator[Name]:
    for match in _QUOTED.finditer(text):
        own = match[1] or match[2]
        yield Name(own, (own,), "work" if match[1] else "quoted", *match.span())


def _numbered(text: str) -> Iterator[Name]:
    for match in _NUMBERED.finditer(text):
        figure, counter = number(match[1]), match[2]
        ways = [str(figure), spelt(figure)] if figure and figure < 100 else []
        other = tuple(f"第{way}{counter}" for way in ways)
        if counter == "名" and figure in _PLACINGS:
            other += tuple(_PLACINGS[figure].split())
        yield Name(match[0], (match[0],), f"第{counter}", *match.span(), other)


def _placed(text: str) -> Iterator[Name]:
    for match in _PLACED.finditer(text):
        ways = next(ways for ways in _PLACINGS.values() if ways.startswith(match[0]))
        yield Name(match[0], (match[0],), "第名", *match.span(), tuple(ways.split()))


def _schools(text: str) -> Iterator[Name]:
    for match in _SCHOOL.finditer(text):
        own = match.group()[: len(match[1]) + 1]
        yield Name(match[0], (own,), f"第{own[-1]}", *match.span())


def _trials(text: str) -> Iterator[Name]:
    for match in _TRIAL.finditer(text):
        other = next((ways for ways in _TRIALS if match[0] in ways), ())
        yield Name(match[0], (match[0],), "trial", *match.span(), other)
