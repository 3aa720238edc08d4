"""Questions made from the news: a phrase is replaced by its question word, where it stands.

Chinese asks in place, so the archive itself is a training set: "泰昆捐赠100万元" becomes
"泰昆捐赠多少钱". Works on tagged words (a sentence is cut once, its questions are lists of words).
The phrase is the answer; what people do to a sentence when they ask is done to the rest: clauses
and words dropped, other words for the paper's, the asked part moved to the end, keywords only.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from training.wording import SYNONYMS

Word = tuple[str, str]  # a word and jieba's tag

_UNITS = (
    "%|个百分点|万元|亿元|美元|欧元|英镑|元|块|吨|公斤|斤|亩|公顷|平方公里|平方米|立方米|公里|千米|米|厘米|"
    "千瓦时|千瓦|摄氏度|℃|升|人次|人|名|位|户|家|个月|个|件|项|次|所|座|条|辆|架|艘|列|台|套|只|头|株|棵|本|部|篇|"
    "首|幅|张|份|枚|块|场|届|期|批|类|种|处|间|层|栋|支|对|岁|周年|年|天|小时|分钟|秒|分|倍|成|票|例|起|村|县|市|国|章|口|箱|袋|车|趟"
)
_FIGURE = r"(?:\d[\d,.]*\d|\d|(?<![一-龥])[一二三四五六七八九十百千两]+)"
_NUMBER = re.compile(rf"(?:百分之|第)?{_FIGURE}[余多]?[十百千万亿]*[余多]?(?:{_UNITS})?")
_TIME = re.compile(
    r"(?:\d{4}年|[今去明前当]年)?(?:\d{1,2}月份?|[上本下]月)(?:\d{1,2}[日号]|[上中下]旬|初|底|末)?"
    r"(?:凌晨|清晨|上午|中午|下午|傍晚|晚上?)?(?:\d{1,2}[时点](?:\d{1,2}分|半)?)?"
    r"|\d{4}年(?:[初底末]|春|夏|秋|冬|上半年|下半年|第?[一二三四]季度)?"
    r"|\d{1,2}[日号](?:凌晨|清晨|上午|中午|下午|傍晚|晚上?)?(?:\d{1,2}[时点](?:\d{1,2}分|半)?)?"
    r"|(?:凌晨|上午|中午|下午|晚上?)\d{1,2}[时点](?:\d{1,2}分|半)?|\d{1,2}世纪(?:\d0年代)?[初末]?"
)
_TITLE = re.compile(r"《[^《》]{2,25}》")
_QUOTED = re.compile(r"“[^“”]{2,16}”")
_WHY = re.compile(r"(?:因为|由于|为了|旨在|因)([^,。;:]{4,40})(?=[,。;])")
_HOW = re.compile(r"((?:通过|采取|采用|利用|依托|借助|按照|围绕)[^,。;:]{4,36})(?=[,。;])")
_SAID = re.compile(
    r"(?:表示|指出|认为|强调|提出|要求|说|称|规定|显示|发现|介绍)[,:]?“?([^,。;:“”]{6,40})(?=[,。;”])"
)
_IS = re.compile(r"(?:是|为|成为|称为|叫做|名为|作为|属于)([^,。;:是为]{2,24})(?=[,。;])")
_LIST = re.compile(
    r"[^,。;:、“”《》()的在和与及是为对]{2,10}(?:、[^,。;:、“”()]{2,12}){1,5}(?:[和与及][^,。;:、“”()的]{2,10})?"
)
_DATELINE = re.compile(r"记者|日电|本报|通讯员")
_SURNAMES = frozenset(
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
)
_ORG_END = re.compile(
    r"(?:公司|集团|局|部|院|校|大学|学院|委员会|委|协会|中心|银行|厅|所|队|政府|组织|医院|法院|检察院|联盟|基金会|社|会)$"
)
_PLACE_END = re.compile(
    r"(?:省|市|县|区|镇|乡|村|州|岛|港|湖|河|山|路|街|广场|公园|机场|车站|大厅|会堂|体育馆|中心)$"
)
_NOUN = frozenset((
    "n",
    "nz",
    "ns",
    "nt",
    "nr",
    "nrt",
    "j",
    "vn",
    "b",
    "an",
    "a",
    "x",
    "eng",
    "l",
    "i",
    "ng",
    "s",
    "f",
))
_LAST = frozenset(("n", "nz", "nt", "j", "vn", "x", "ng", "l", "i", "an"))
_STOP = frozenset("的了在和与及等也就都又而将被把对从向以于其这该并还")
_POLITE = ("请问", "我想知道", "请问一下", "想问下", "知道", "报道里", "文中", "据报道,")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question on a sentence: the answer is words `start..end` (half-open) of the sentence."""

    question: str
    start: int
    end: int
    kind: str


class Sentence:
    """A cut sentence: finds phrases worth asking for, and asks."""

    def __init__(self, words: Sequence[Word]) -> None:
        self.words = [word for word, _ in words]
        self.tags = [tag for _, tag in words]
        self.text = "".join(self.words)
        at, self._starts, self._ends = 0, {}, {}
        for place, word in enumerate(self.words):
            self._starts[at] = place
            at += len(word)
            self._ends[at] = place + 1

    def _aligned(self, low: int, high: int) -> tuple[int, int] | None:
        start, end = self._starts.get(low), self._ends.get(high)
        return None if start is None or end is None else (start, end)

    def _matches(self, pattern: re.Pattern[str], group: int = 0) -> list[tuple[int, int]]:
        found = (self._aligned(*match.span(group)) for match in pattern.finditer(self.text))
        return [span for span in found if span]

    def _runs(self, good: Callable[[str, str], bool], most: int) -> list[tuple[int, int]]:
        runs, start = [], None
        for place in range(len(self.words) + 1):
            ok = place < len(self.words) and good(self.words[place], self.tags[place])
            if ok and start is None:
                start = place
            elif not ok and start is not None:
                if place - start <= most:
                    runs.append((start, place))
                start = None
        return runs

    def phrases(self, kind: str) -> list[tuple[int, int]]:
        """Word spans that answer a question of this kind."""
        return _FINDERS[kind](self)

    def said(self, start: int, end: int) -> str:
        """The text of words start..end."""
        return "".join(self.words[start:end])


def _noun_runs(sentence: Sentence) -> list[tuple[int, int]]:
    runs = sentence._runs(
        lambda word, tag: tag in _NOUN and word not in _STOP and word.isalnum(), 7
    )
    found = []
    for start, end in runs:
        while end > start and sentence.tags[end - 1] not in _LAST:
            end -= 1
        if end > start and 2 <= len(sentence.said(start, end)) <= 14:
            found.append((start, end))
    return found


def _people(sentence: Sentence) -> list[tuple[int, int]]:
    found = []
    for place, (word, tag) in enumerate(zip(sentence.words, sentence.tags, strict=True)):
        named = tag in ("nr", "nrt", "nrfg") or (tag == "x" and word[0] in _SURNAMES)
        if named and 2 <= len(word) <= 8 and word.isalpha():
            found.append((place, place + 1))
    return found


def _places(sentence: Sentence) -> list[tuple[int, int]]:
    runs = sentence._runs(
        lambda word, tag: (
            tag == "ns" or (tag in ("n", "x", "nz") and bool(_PLACE_END.search(word)))
        ),
        5,
    )
    return [
        run
        for run in runs
        if len(sentence.said(*run)) >= 2 and sentence.tags[run[0]] in ("ns", "x", "nz")
    ]


def _orgs(sentence: Sentence) -> list[tuple[int, int]]:
    found = []
    for start, end in _noun_runs(sentence):
        if _ORG_END.search(sentence.said(start, end)) and len(sentence.said(start, end)) >= 4:
            found.append((start, end))
    return found


def _whats(sentence: Sentence) -> list[tuple[int, int]]:
    """Noun phrases, and noun phrases joined by 的."""
    runs = _noun_runs(sentence)
    joined = [
        (a, d)
        for (a, b), (c, d) in pairwise(runs)
        if c == b + 1 and sentence.words[b] == "的" and d - a <= 8
    ]
    return runs + joined


def _counts(sentence: Sentence, start: int, end: int) -> bool:
    """Whether a figure counts something, and is no part of a date or of a longer figure."""
    after = sentence.words[end] if end < len(sentence.words) else ""
    said = sentence.said(start, end)
    if re.match(r"[年月日号时世/:.]|年代", after) or re.search(r"[年月日号时]$", said):
        return False
    return said[-1] not in "一" and not (said.isalpha() and len(said) == 1)


_FINDERS: dict[str, Callable[[Sentence], list[tuple[int, int]]]] = {
    "number": lambda s: [x for x in s._matches(_NUMBER) if _counts(s, *x)],
    "when": lambda s: s._matches(_TIME),
    "who": _people,
    "where": _places,
    "org": _orgs,
    "title": lambda s: s._matches(_TITLE) + s._matches(_QUOTED),
    "list": lambda s: s._matches(_LIST),
    "why": lambda s: s._matches(_WHY, 1),
    "how": lambda s: s._matches(_HOW, 1),
    "said": lambda s: s._matches(_SAID, 1),
    "is": lambda s: s._matches(_IS, 1),
    "what": _whats,
}
KINDS = tuple(_FINDERS)
_WEIGHTS = dict(zip(KINDS, (7, 5, 5, 4, 4, 4, 4, 3, 3, 2, 5, 5), strict=True))


def question_word(kind: str, answer: str, head: str, rng: random.Random) -> str:
    """What people put in the place of the answer."""
    if kind == "number":
        return _how_many(answer, rng)
    if kind == "when":
        return _which_time(answer, rng)
    options = {
        "who": ["谁", "谁", "谁", "哪位", "什么人", "何人", "哪个人"],
        "where": ["哪里", "哪里", "什么地方", "哪儿", "何处", "哪个地方", "哪" + _unit_of(answer)],
        "org": [
            "哪个单位",
            "哪个机构",
            "什么机构",
            "哪个部门",
            "什么单位",
            "哪家" + (head or "单位"),
            "哪个" + (head or "部门"),
            "什么" + (head or "机构"),
        ],
        "title": ["什么", "什么", "什么", "啥"],
        "list": ["哪些", "哪些", "什么", "哪几个", "什么"],
        "why": ["为什么", "为何", "为啥", "什么原因"],
        "how": ["怎么", "如何", "怎样", "通过什么", "用什么方式", "咋"],
        "said": ["什么", "什么", "啥", "怎么样"],
        "is": ["什么", "什么", "什么", "什么样的" + head, "什么" + head],
        "what": ["什么", "什么", "什么" + head, "啥"],
    }[kind]
    if kind == "what" and head:
        options += ["哪个" + head, "哪种" + head, "哪些" + head]
    return rng.choice(options)


def _unit_of(answer: str) -> str:
    end = _PLACE_END.search(answer)
    return ("个" + end.group()) if end and len(end.group()) == 1 else "里"


def _how_many(answer: str, rng: random.Random) -> str:
    if "%" in answer or "百分" in answer:
        return rng.choice(["多少", "百分之几", "百分之多少", "几个百分点", "多大比例"])
    if answer.startswith("第"):
        return rng.choice([
            "第几" + answer[-1] if not answer[-1].isdigit() else "第几",
            "第几",
            "多少",
        ])
    tail = re.sub(r"^[\d,.一二三四五六七八九十百千两余多]+", "", answer)
    if "元" in tail:
        return rng.choice(["多少钱", "多少", "多少" + tail, "多少元", "多少资金"])
    unit = tail.lstrip("万亿千百余多")
    return rng.choice([
        "多少",
        "多少" + unit,
        "多少" + tail,
        "几" + unit if unit else "几",
        "多少" + unit,
    ])


def _which_time(answer: str, rng: random.Random) -> str:
    wide = ["什么时候", "何时", "什么时间", "啥时候"]
    if re.search(r"[时点分半]$", answer):
        return rng.choice([*wide, "几点", "几点"])
    if answer.endswith("年"):
        return rng.choice([*wide, "哪年", "哪一年", "哪一年", "哪年"])
    if "日" in answer or "号" in answer:
        return rng.choice([*wide, "哪天", "几号", "哪一天", "几月几日", "何日"])
    if "月" in answer:
        return rng.choice([*wide, "几月", "哪个月", "几月份"])
    return rng.choice(wide)


class Asker:
    """Turns sentences into questions. `near` gives words of nearly the same meaning."""

    def __init__(self, rng: random.Random, near: Callable[[str], Sequence[str]]) -> None:
        self._rng, self._near = rng, near

    def ask(self, words: Sequence[Word], title: str = "") -> Asked | None:
        """One question on a sentence, or None where it offers nothing."""
        rng, sentence = self._rng, Sentence(words)
        if _DATELINE.search(sentence.text):
            return None
        kinds = list(KINDS)
        for _ in range(3):
            kind = rng.choices(kinds, [_WEIGHTS[k] for k in kinds])[0]
            spans = sentence.phrases(kind)
            if spans:
                start, end = rng.choice(spans)
                question = self.replace(sentence, start, end, kind, title)
                if question:
                    return Asked(question, start, end, kind)
            kinds.remove(kind)
        return None

    def replace(
        self, sentence: Sentence, start: int, end: int, kind: str, title: str = ""
    ) -> str | None:
        """The question whose answer is words start..end."""
        rng = self._rng
        answer = sentence.said(start, end)
        if answer in title:  # the topic must not tell it
            title = ""
        head = sentence.words[end - 1] if end - start > 1 else ""
        ask = question_word(kind, answer, head, rng)
        if (
            kind == "why"
            and start
            and sentence.words[start - 1] in ("因为", "由于", "为了", "因", "旨在")
        ):
            start -= 1
        left, right = self._clauses(sentence, start, end)
        drop = rng.choice((0.0, 0.0, 0.0, 0.1, 0.25))
        before = self._reworded(left, drop)
        after = self._reworded(right, drop)
        parts = self._arranged(before, ask, after, kind)
        if title and rng.random() < 0.3:
            topic = rng.choice(re.split(r"[\s,:|—]+", title)) or title
            parts = topic + rng.choice((",", "", " ", "中,", "")) + parts
        question = re.sub(r"^[,、:;\s]+|[,、:;。!?\s]+$", "", parts.replace("。", ","))
        if rng.random() < 0.06:
            question = rng.choice(_POLITE) + question
        bare = question.replace(ask, "", 1)
        if not 4 <= len(bare) <= 60 or answer in bare:
            return None
        return question + rng.choice(("?", "?", "?", "", "呢?", "呀?"))

    def _clauses(self, sentence: Sentence, start: int, end: int) -> tuple[list[Word], list[Word]]:
        """The words kept on each side: to the clause's end, now and then a clause more."""
        rng, words = self._rng, sentence.words
        low, high = start, end
        for _ in range(rng.choice((1, 1, 1, 2, 2, 3))):
            while low > 0 and words[low - 1] not in ",;。:!?":
                low -= 1
            if low == 0 or start - low > 12:
                break
            low -= 1
        for _ in range(rng.choice((1, 1, 1, 2))):
            while high < len(words) and words[high] not in ",;。!?":
                high += 1
            if high == len(words) or high - end > 12:
                break
            high += 1
        tagged = list(zip(words, sentence.tags, strict=True))
        return tagged[low:start], tagged[end:high]

    def _reworded(self, words: Sequence[Word], drop: float) -> list[str]:
        """The words, some left out (names and verbs seldom), some in other words."""
        rng, kept = self._rng, []
        for word, tag in words:
            if word in "“”《》()。!?" or (word in ",;:、" and rng.random() < 0.3 + drop):
                continue
            if rng.random() < (drop * 0.5 if tag[0] in "nvjx" else drop * 1.5):
                continue
            if word in SYNONYMS and rng.random() < 0.5:
                word = rng.choice(SYNONYMS[word])
            elif rng.random() < 0.04:
                word = rng.choice(self._near(word) or (word,))
            kept.append(word)
        return kept

    def _arranged(self, before: list[str], ask: str, after: list[str], kind: str) -> str:
        """The parts in one of the orders in which people ask."""
        rng = self._rng
        left, right = "".join(before), "".join(after)
        way = rng.random()
        if kind in ("why", "how") and way < 0.5:
            if way < 0.2:
                return f"{left}{right}{'是' if ask == '什么原因' else ''}{ask}"
            return f"{left}{ask}{right}" if way < 0.3 else f"{ask}{right}{left}"
        if way < 0.2 and kind not in ("said", "is", "why", "how"):  # the asked part at the end
            if kind == "number":
                return f"{left}{right}{rng.choice(('有', '是', '为', '达', '共'))}{ask}"
            return f"{left}{right}的{'人' if kind == 'who' and way < 0.1 else ''}是{ask}"
        if way < 0.24 and right and left:  # and at the beginning
            return f"{ask}{right},{left}"
        if way < 0.28:  # keywords
            bits = [word for word in (*before, *after) if len(word) > 1]
            rng.shuffle(bits)
            return " ".join((*bits[:6], ask))
        return left + ask + right
