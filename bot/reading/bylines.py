"""Who wrote it and how it opens: datelines, bylines and photo credits of Chinese newspapers."""

from __future__ import annotations

import re

from bot.reading.names import SURNAMES

_SP = r"[ \t\u3000\xa0\n]*"
_AGENCY = r"(?:新华社|中新社|中新网|人民网|新华网|央视网|中国新闻社|法新社|路透社)"
_WIRE = r"电(?![影视力话子动信机商网能站价量池])"
_REPORT = r"[\u4e00-\u9fff]{0,6}?(?:讯(?!员)|消息)"
# 本报讯 / 本报北京3月4日电 / 新华社北京12月31日电 / 据新华社电 / 云溪日报讯
_HEAD = re.compile(
    rf"""{_SP}[（(【\[]?{_SP}(?:
      (?:本[报刊台网]|[\u4e00-\u9fff]{{2,6}}[报网社]){_SP}(?:{_REPORT}|综合消息)(?![\u4e00-\u9fff]?息)
    | (?:据)?(?:本[报刊台网]|{_AGENCY})[^，。；！？\n“"]{{0,22}}?{_WIRE}
    )[）)】\]]?""",
    re.VERBOSE,
)
_ROLE = (
    r"(?:本[报刊台网])?(?:全媒体|融媒体?|见习|实习|特约|特派|驻站|首席|首席全媒体|新媒体)*"
    r"(?:记者|通讯员|实习生|撰稿人|特约撰稿|通讯报道员)"
)
_NAME = (
    r"(?!从|在|获|近日|日前|了解|看到|手记|札记|观察|调查|来到|走进|见到|注意|采访|眼|节|的|为|是|对)"
    r"[\u4e00-\u9fff〇·•]{1,14}"
)
_SEPARATOR = rf"(?:{_SP}[、,，;；/]{_SP}|[ \t\u3000\xa0\n]+)"
_NAMES = rf"{_NAME}(?:{_SEPARATOR}{_NAME})*?"
_WORK = r"(?:摄影报道|摄影|报道|文\s*/\s*图|文/摄|图/文|摄|文|采写|整理)"
# 记者孙某某报道: / （记者 王某 通讯员 李某） / 记者 张某 李某 4月3日从……
_BYLINE = re.compile(
    rf"""{_SP}[（(]?{_SP}(?:据{_SP})?{_ROLE}{_SP}[:：]?{_SP}(?P<names>{_NAMES})
    (?:{_SP}{_ROLE}{_SP}[:：]?{_SP}(?P<more>{_NAMES}))*
    {_SP}(?:{_WORK}{_SP}[）)]?{_SP}[:：]?|[）)]{_SP}[:：]?|[:：])""",
    re.VERBOSE,
)
_DAY = re.compile(
    rf"{_SP}(?:\d{{4}}{_SP}年{_SP})?(?:\d{{1,2}}{_SP}月{_SP})?\d{{1,2}}{_SP}日(?:{_SP}[上下]午|{_SP}晚)?"
    rf"(?={_SP}[,，])"
)
_CAPTION_DAY = re.compile(
    rf"{_SP}(?:\d{{4}}{_SP}年{_SP})?\d{{1,2}}{_SP}月{_SP}\d{{1,2}}{_SP}日(?={_SP}[,，])"
)
_ALONE = re.compile(
    rf"""{_SP}[（(【\[□■◎●▲△◆◇○☉★☆]*{_SP}
    (?:(?:文|作者|图文|文图|撰文|供稿|整理|记者|编译|采写){_SP}[/:：]{_SP}|{_ROLE}{_SP}[:：]?{_SP})
    .{{0,60}}?[）)】\]]?{_SP}""",
    re.VERBOSE | re.DOTALL,
)
_REPORTS = re.compile(  # 记者从……获悉 is a sentence
    rf"{_SP}[（(]?{_SP}{_ROLE}{_SP}(?:从|在|近日|日前|了解|看到|来到|走进|见到|注意|采访|获悉)"
)
_BULLET = re.compile(rf"{_SP}[□■◎●▲△◆◇○☉]{_SP}(?P<names>{_NAMES}){_SP}")
_SHOT = re.compile(
    r"(?:摄影报道|摄影|摄|供图|图片?/|文/图|图/文|资料图片?)"
    r"[ \u3000]*(?:[（(][^（）()]{0,14}[）)])?[ \u3000]*[）)]?[。.]?[ \u3000]*$"
)
# The credit at the end of a caption: who, and that they took it.
_CREDIT = re.compile(
    rf"""(?:(?<=[。！？；”）)!?.\s\n])|^){_SP}[（(]?{_SP}
    (?:(?:图片?|摄影)(?:{_SP}[/:：由]{_SP}|{_SP}(?={_ROLE})))?
    (?:{_ROLE}{_SP}[:：]?{_SP})?
    (?P<names>{_NAMES}(?:{_SP}{_ROLE}{_SP}[:：]?{_SP}{_NAMES})*?){_SP}
    (?<!拍)(?P<work>摄影报道|摄影|摄|供图|提供){_SP}(?:[（(][^（）()]{{0,14}}[）)])?{_SP}[）)]?[。.]?{_SP}$""",
    re.VERBOSE,
)
_CREDIT_FIRST = re.compile(
    rf"(?:^|(?<=[。！？）)\s])){_SP}[（(]?"
    rf"(?:(?:图|图片|摄影|图片摄影|摄){_SP}[/:：]|(?:摄影|图片){_SP}(?={_ROLE})){_SP}(?:{_ROLE}{_SP})?"
    rf"(?P<names>{_NAMES}){_SP}[）)]?{_SP}$"
)
# 王某图 李某文, 新华社发, （资料图片）: credits of a picture that nobody is said to have shot
_PICTURE = re.compile(
    rf"{_SP}[（(]?{_SP}(?:(?P<who>[\u4e00-\u9fff]{{1,2}}{_SP}[\u4e00-\u9fff]{{1,2}}){_SP}[图画绘]"
    rf"(?:{_SP}{_NAMES}{_SP}[文诗])?|新华社发|人民视觉|影像中国|视觉中国|资料图片?){_SP}[）)]?{_SP}"
)
_TAIL = re.compile(
    rf"[（(]{_SP}(?:{_ROLE}|作者[:：]){_SP}[:：]?{_SP}(?P<names>{_NAMES}){_SP}(?:{_WORK})?[）)]{_SP}$"
)
_ROLE_FIND = re.compile(_ROLE)
_NOT_NAMES = re.compile(
    r"^(?:报道|摄影|摄|文|图|通讯|本报|记者|从|在|日前|近日|获悉|了解|综合|整理|人民视觉|影像中国"
    r"|新华社|发|讯|等|和|与|及|采写|供图|提供|作者|编译|责编|撰文|实习|特约|见习)$"
)
_WORK_TAIL = re.compile(r"(?:报道|摄|文|图)$")
_WORK_END = re.compile(
    r"\s*(?:摄影报道|摄影|报道|文\s*/\s*图|图\s*/\s*文|采写|整理|供图|提供|摄)[:：]?\s*$"
)
_MAX_HEAD = 160  # characters at the head of a body in which its dateline must end


def dateline(text: str) -> str | None:
    """The printed opening of a body, white space repaired; None where it opens at once.

    `dateline("本报讯 记者王某报道:4月10日,全州召开会议") -> "本报讯 记者王某报道:4月10日"`.
    """
    end = dateline_end(text)
    if end is None:
        return None
    return tidy(text[:end].rstrip(" \u3000\xa0:：,，"))


def dateline_end(text: str) -> int | None:
    """Where the opening `本报讯 记者…报道:4月10日` of the text ends; None where it has none."""
    _, end = _opening(text)
    if not end:
        return None
    day = _DAY.match(text[:_MAX_HEAD], end)
    return day.end() if day else end


def _opening(text: str) -> tuple[int, int]:
    """Where the agency and where the names behind it end; 0, 0 without either."""
    head = text[:_MAX_HEAD]
    agency = _HEAD.match(head)
    at = agency.end() if agency else 0
    byline = _BYLINE.match(head, at)
    return at, byline.end() if byline else at


def names_agency(text: str) -> bool:
    """True for a text that opens with 本报讯 or 新华社…电. `names_agency("本报讯 ") -> True`."""
    return bool(_HEAD.match(text[:_MAX_HEAD]))


def opens_report(text: str) -> bool:
    """True for a body that opens with a dateline. `opens_report("本报讯 4月1日") -> True`."""
    return dateline_end(text) is not None


def caption_day(text: str) -> str | None:
    """The day at the head of a caption. `caption_day("4月1日,在工地") -> "4月1日"`."""
    match = _CAPTION_DAY.match(text[:40])
    return tidy(match.group()) if match else None


def is_byline(text: str) -> bool:
    """True for a line that only says who wrote it. `is_byline("本报记者 王某 李某") -> True`."""
    if len(text) > 60 or re.search(r"[。！？，,\d]", text) or _CREDIT.search(text):
        return False
    if _REPORTS.match(text):
        return False
    if _BULLET.fullmatch(text):
        return True
    return bool(_ALONE.fullmatch(text)) and not _HEAD.match(text) and bool(authors_in_line(text))


def is_credit(text: str) -> bool:
    """True for a line that only says who took the picture. `is_credit("王某 摄") -> True`."""
    return len(text) <= 50 and (credit_start(text) == 0 or _is_picture(text))


def _is_picture(text: str) -> bool:
    match = _PICTURE.fullmatch(text)
    if match is None:
        return False
    return match.group("who") is None or match.group("who")[0] in SURNAMES


def credit_start(text: str) -> int | None:
    """Where a caption's credit begins; None without one. `credit_start("起飞。王某 摄") -> 3`."""
    at = max(len(text) - 80, 0)
    tail = text[at:]
    if not _SHOT.search(tail) and not _CREDIT_FIRST.search(tail):
        return None
    match = _CREDIT.search(tail) or _CREDIT_FIRST.search(tail)
    if match is None or not names_in(match.group("names")):
        return None
    return at + match.start()


def report_authors(text: str) -> tuple[str, ...]:
    """The names in a body's dateline. `report_authors("本报讯 记者王某报道:") -> ("王某",)`."""
    return authors_in_line(text[slice(*_opening(text))])


def credit_authors(text: str) -> tuple[str, ...]:
    """The names in a caption's credit. `credit_authors("本报记者 王某 摄") -> ("王某",)`."""
    start = credit_start(text)
    if start is None:
        return ()
    tail = re.sub(r"(?<=.)[（(][^（）()]{0,14}[）)]\s*$", "", text[start:].strip("。. \u3000"))
    return authors_in_line(tail.strip("（）() "))


def tail_authors(text: str) -> tuple[str, ...]:
    """The names in brackets at a body's end. `tail_authors("完。（记者王某）") -> ("王某",)`."""
    match = _TAIL.search(text[-120:])
    return names_in(match.group("names")) if match else ()


def authors_in_line(text: str) -> tuple[str, ...]:
    """All names in a byline. `authors_in_line("记者 王某 通讯员 李某 摄") -> ("王某", "李某")`."""
    text = re.sub(r"\d+\s*月\s*\d+\s*日.*$", "", text, flags=re.DOTALL)
    text = text.strip(" \t\n\u3000\xa0（）()【】[]□■◎●▲△◆◇○☉★☆:：,，")
    text = re.sub(
        r"^(?:文图?|图文?|作者|撰文|供稿|整理|编译|采写|图片?|摄影)\s*[/:：]\s*", "", text
    )
    names: list[str] = []
    for part in _ROLE_FIND.split(text):
        part = re.sub(r"[（(].*?[）)]", " ", part)
        names.extend(name for name in names_in(part) if name not in names)
    return tuple(names)


def names_in(text: str) -> tuple[str, ...]:
    """Names apart, a two-character name's inner gap closed. `names_in("曹  一 王某") -> …`."""
    text = _WORK_END.sub("", text.strip(" :：/。"))
    tokens = re.split(r"[、,，;；/\s]+", text)
    whole: list[str] = []
    for token in tokens:
        token = _WORK_TAIL.sub("", token) if len(token) > 3 else token
        if not token or _NOT_NAMES.match(token):
            continue
        if whole and len(token) == 1 and len(whole[-1]) <= 2:
            whole[-1] += token  # the gap printed inside a name, or a line's end there
        else:
            whole.append(token)
    return tuple(name for name in whole if _is_name(name))


def _is_name(text: str) -> bool:
    if not re.fullmatch(r"[\u4e00-\u9fff〇·•]+", text):
        return False
    return 2 <= len(text) <= 4 or "·" in text or "•" in text


def tidy(text: str) -> str:
    """A printed line, white space only between words. `tidy("3 月16日") -> "3月16日"`."""
    text = re.sub(r"\s+", " ", text.strip())
    return re.sub(
        r"(?<=\d) (?=[年月日])|(?<=[年月]) (?=\d)|(?<=[、,，:：(（]) | (?=[、,，:：)）])", "", text
    )
