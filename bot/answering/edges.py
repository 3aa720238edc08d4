"""Where an answer begins and ends: a span that broke off inside a quotation, a name or a range.

Each rule gives the bounds as they were where it has nothing to say.
"""

from __future__ import annotations

from bot.answering.question import Question
from bot.dates import find_dates
from bot.patterns import regex
from bot.reading.names import DOUBLE, SURNAMES
from bot.text import clause_around
from bot.words import placed_words, tagged_words

_DIGITS = regex(r"[0-9０-９]{5,}|[〇零一二三四五六七八九]{5,}")
_BODY = regex("银行|公司|医院|学校|大学|中学|小学|学院|集团|协会")
_RATE = regex("每(?:秒|分钟|小时)$")
_RATED = 4  # characters before a figure in which it stands
_PAIRS = (
    ("“", "”"),
    ("《", "》"),
    ("‘", "’"),
    ("「", "」"),
    ("『", "』"),
    ("(", ")"),
    ("（", "）"),
)
_LED = frozenset("的、，。：,")
_AHEAD = 8  # characters before a name in which jieba finds where it begins
_REACH = 30  # characters to a mark that is missing
_DAY = r"(?:\d+\s?年)?(?:\d+\s?月)?(?:\d+\s?[日号])?"
_TIME = _DAY + r"(?:[上下]午|晚上?|凌晨)?(?:\d+\s?[时点:](?:\d+分?)?)?"
_BEGIN = regex(rf"(?=\d)(?<!\d){_TIME}(?<=[年月日号午晚时点分])\s?[至到—－-]$")
_ASKS_END = regex(
    r"结束|截止|截至|恢复|完|止|闭|[到至](?:什么|哪|几|何)|(?:什么时候|何时|几点|哪天)[到止]"
)
_ASKS_ITS_END = regex(
    r"(?<!几点)(?<!几时)(?<!时候)[到至](?:几点|几时|什么时候|何时)"
    r"|(?<![到至])几点钟?(?:结束|截止|关|下班|打烊|收|散)"
)
_ASKS_ITS_BEGIN = regex(r"(?<![到至])几点钟?(?:开(?!到)|上班|起|可以|能)|从几点(?!.{0,6}[到至])")
_HOUR = r"\d{1,2}\s?(?:[:：]\d{2}|[时点](?:\d{1,2}分?|半)?)"
_HOURS = regex(
    rf"(?P<since>{_HOUR})\s?(?:[至到]|[—－~-]{{1,2}})\s?(?P<till>(?:[上下]午|次日|晚上?)?{_HOUR})"
)
# What is not told of a time itself: neither 前, 起, 左右 nor figures.
_ELSE = regex(r"|[^\d,，。;；、]{0,12}[于在]|[在由向被把将][^\d,，。;；、]{3,12}")
_ASKS_BOTH = regex(r"(?:多少|几)[^,，。]{0,12}[到至为](?:多少|几)")
_CHANGE = regex(
    r"\d[\d.,]{0,14}[^\d,，。;；]{0,12}?[到至为]\s?\d[\d.,]{0,14}(?:[万亿千百]*(?:个百分点|个?小时|个?月|分钟|平方米|公里|公斤|[^\W\d_的,，。]|%))?"
)
_OFFICE = regex(r"[办局委厅署处院](?![了过的理完好成到])")
# A last character of a name: what it is not, may stand before 说.
_GIVEN = regex(
    "[^\\W还也又再就曾都则先后便边笑忙常总们自坚声宣听解职却才亦均只小传据](?=(?:说|称|表示|介绍|告诉|认为)[^话明法])"
)
_SAYS = regex(r"(?:说|称|表示|介绍|认为|指出|强调|回忆)[,，:：。\s]")
_ASKS_YEAR = regex(r"(?:哪一?|何)年(?!.{0,2}月)|哪个年份")
_DATE = regex(r"(?P<year>\d{4}年)\d{1,2}月(?:\d{1,2}[日号])?")


def mended(
    question: Question, text: str, sentence: tuple[int, int], start: int, end: int
) -> tuple[int, int]:
    """The bounds of `text[start:end]`, a span of a sentence, by all rules of this file.

    `mended(understand("谁是校长"), "董某说，柏某起得早", (0, 9), 0, 6) -> (0, 2)`.
    """
    start, end = with_rate(question, text, start, end)
    start, end = to_body(question, text, start, end)
    start, end = closed(text, sentence, start, end)
    start, end = to_last_digit(text, start, end)
    for rule in (to_year, to_time, to_its_end, from_begin, from_to, to_office, to_person):
        start, end = rule(question, text, start, end)
    return start, end


def to_year(question: Question, text: str, start: int, end: int) -> tuple[int, int]:
    """A date ends with its year where only the year is asked.

    `to_year(understand("哪一年动工"), "2022年10月动工", 0, 8) -> (0, 5)`.
    """
    asked = _ASKS_YEAR.search(question.text)
    date = _DATE.fullmatch(text[start:end]) if asked else None
    return (start, start + date.end("year")) if date else (start, end)


def closed(text: str, sentence: tuple[int, int], start: int, end: int) -> tuple[int, int]:
    """The bounds of `text[start:end]` up to the other mark where a pair is open or closed only.

    The other mark must stand within 30 characters and inside the sentence's bounds.

    `closed("参加“春风行动”。", (0, 9), 2, 5) -> (2, 8)`.
    """
    for mark, close in _PAIRS:
        inner = text[start:end]
        if inner.count(mark) > inner.count(close):
            at = text.find(close, end, min(sentence[1], end + _REACH))
            end = at + 1 if at >= 0 else end
        elif inner.count(mark) < inner.count(close):
            at = text.rfind(mark, max(sentence[0], start - _REACH), start)
            start = at if at >= 0 else start
    return start, end


def to_last_digit(text: str, start: int, end: int) -> tuple[int, int]:
    """The bounds of all digits of a telephone number or the like that a span breaks off in.

    `to_last_digit("电话三三五四〇一一", 2, 7) -> (2, 9)`.
    """
    for number in _DIGITS.finditer(text, max(0, start - _REACH), end + _REACH):
        low, high = number.span()
        if low < start < high <= end + _REACH and text[start - 1 : start + 1].isnumeric():
            start = low
        if low < end < high and start < high:
            end = high
    return start, end


def with_rate(question: Question, text: str, start: int, end: int) -> tuple[int, int]:
    """The bounds of a figure with what it is told of each: 每秒386立方米.

    `with_rate(understand("流量多大"), "流量每秒386立方米", 4, 10) -> (2, 10)`.
    """
    rate = _RATE.search(text, max(0, start - _RATED), start)
    if question.kind != "number" or rate is None or "每" in question.text:
        return start, end
    return rate.start(), end


def to_body(question: Question, text: str, start: int, end: int) -> tuple[int, int]:
    """The bounds of a body's name with the noun that is asked for, where that follows.

    `to_body(understand("哪家银行贷的"), "岑州农商银行贷款", 0, 4) -> (0, 6)`.
    """
    follows = question.kind == "org" and text.startswith(question.noun, end)
    return start, end + len(question.noun) if follows and _BODY.fullmatch(question.noun) else end


def to_office(question: Question, text: str, start: int, end: int) -> tuple[int, int]:
    """The bounds of the name of an office with its last character, where the span lacks it.

    `to_office(understand("哪个部门牵头"), "由县金融办牵头", 1, 4) -> (1, 5)`; 县政府办了三件事
    names no office: there 办 is what was done.
    """
    if question.kind == "org" and (last := _OFFICE.match(text, end)):
        words, starts = placed_words(text[start : end + _REACH])
        ends = (at + len(word) for at, word in zip(starts, words, strict=True))
        if last.end() - start in ends:
            end = last.end()
    return start, end


def to_time(question: Question, text: str, start: int, end: int) -> tuple[int, int]:
    """The bounds of the only date in a clause that was given for when something was.

    `to_time(understand("公告何时发布"), "公告于2024年5月29日在网站发布", 0, 18) -> (3, 13)`.
    """
    dates = find_dates(text[start:end]) if question.kind == "when" else []
    if len(dates) != 1:
        return start, end
    low, high = dates[0].start, dates[0].end
    words = (text[start : start + low], text[start + high : end])
    if not all(map(_ELSE.fullmatch, words)) or not any(words):
        return start, end
    return start + low, start + high


def from_begin(question: Question, text: str, start: int, end: int) -> tuple[int, int]:
    """The bounds of a time with its beginning, where the span is the end of a range only.

    Not where the end is asked for: 到什么时候, 何时恢复.

    `from_begin(understand("哪天停水"), "3月1日22时至2日6时停水", 8, 12) -> (0, 12)`.
    """
    asks_end = _ASKS_END.search(question.text) or _ASKS_ITS_END.search(question.text)
    if question.kind != "when" or asks_end:
        return start, end
    begin = _BEGIN.search(text[max(0, start - _REACH) : start])
    return (start - len(begin.group()) if begin else start), end


def to_its_end(question: Question, text: str, start: int, end: int) -> tuple[int, int]:
    """The bounds of the end of a range of hours, or of its beginning, where one is asked for.

    `to_its_end(understand("停电到几点"), "7:30—12:30停电", 0, 4) -> (5, 10)`. A span of its end
    only stays where the beginning is asked for.
    """
    asks_end = _ASKS_ITS_END.search(question.text) is not None
    asks_begin = not asks_end and _ASKS_ITS_BEGIN.search(question.text) is not None
    if question.kind != "when" or not (asks_end or asks_begin):
        return start, end
    for hours in _HOURS.finditer(text, start, end + _REACH):
        if hours.start() < end:
            return hours.span("till" if asks_end else "since")
    return start, end


def from_to(question: Question, text: str, start: int, end: int) -> tuple[int, int]:
    """The bounds of both figures of a change, where both are asked for.

    `from_to(understand("从多少涨到多少"), "从18元提到32元", 1, 4) -> (1, 10)`.
    """
    if question.kind != "number" or not _ASKS_BOTH.search(question.text):
        return start, end
    low, high = clause_around(text, start, end)
    for change in _CHANGE.finditer(text, low, high):
        if change.start() < end and start < change.end():
            return min(start, change.start()), max(end, change.end())
    return start, end


def to_person(question: Question, text: str, start: int, end: int) -> tuple[int, int]:
    """The bounds of who says something, without what is said, and of a name with its last part.

    `to_person(understand("谁是校长"), "董某说，柏某起得早", 0, 6) -> (0, 2)`.
    """
    if question.kind != "who":
        return start, end
    says = _SAYS.search(text[start:end])
    if says and says.start():
        return start, start + says.start()
    given = _GIVEN.match(text, end)
    if given and end - start == 2 and text[start] in SURNAMES:
        end = given.end()  # 文说 is a word to jieba: to the network 董绍 is all of 董绍文
    return _with_surname(text, start, end), end


def _with_surname(text: str, start: int, end: int) -> int:
    """Where a name begins that a span has without its surname: 薛祥, too, looks like a name."""
    if text[max(0, start - 2) : start] in DOUBLE and 0 < end - start < 3:
        return start - 2
    surname = text[start - 1 : start]
    if end - start != 2 or surname not in SURNAMES:
        return start
    words = tagged_words(text[max(0, start - _AHEAD) : end])
    alone = [*words[-2:-1]] == [(surname, "nr")]
    led = text[start - 2 : start - 1] in _LED  # 68岁的向大贵: there 向 is no preposition
    return start - 1 if alone or led or words[-1][0] == text[start - 1 : end] else start
