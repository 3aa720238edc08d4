"""Who wrote it and how it opens: datelines, bylines and photo credits of Chinese newspapers."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from bot.reading import forms
from bot.reading.names import SURNAMES, is_likely, is_place, is_spelled, may_be_name
from bot.text import simplify, squeeze
from bot.words import known_words, tagged_words

_LONG_NAME = 4  # characters: fewer pen names are as long than names of columns
_MOST_NAMES = 20  # characters of the names in a line
_TOGETHER = 4, 12  # characters of names that have run together: two to four names
_SENTENCE = re.compile(r"[。！？，,\d]")  # not in a byline
_MAX_HEAD = 160  # characters at the head of a body in which its dateline must end
_MAX_ROLES = 7  # 记者 and the like in one byline; with more, patterns take for ever to fail
_MAX_TAIL = 120  # characters at the end of a body in which its authors are named
_CUT_OFF = re.compile(r"(?<=[\u4e00-\u9fff])[（(][^（）()]{2,16}$")  # of a bare 王某（退休教师）
_WIDE_GAP = re.compile("[ \u3000]{2,}")
_SET_APART = re.compile(
    "(?:^|(?<=[ \u3000]))[\u4e00-\u9fff][ \u3000][\u4e00-\u9fff](?:[ \u3000]{2,}|$)"
)
_PEN_NAME = re.compile(
    r"(?![\u4e00-\u9fff]*[摘完续]$)(?![全未]?完|待?续|[上中下]|本报|综合|资料|题图|插图|图|摘|转自|原载|据|作者|编|责编|节选|略)"
    r"[\u4e00-\u9fff]{2,3}"
)
_OFFICE_PEN = re.compile("[\u4e00-\u9fff]{1,2}[宣轩]")  # 税宣: whoever writes for an office


def dateline(text: str) -> str | None:
    """The printed opening of a body, white space repaired; None where it opens at once.

    `dateline("本报讯 记者王某报道:4月10日,全州召开会议") -> "本报讯 记者王某报道:4月10日"`.
    """
    end = dateline_end(simplify(text[:_MAX_HEAD]))
    if end is None:
        return None
    return tidy(text[:end].rstrip(" \u3000\xa0:：,，"))


def dateline_end(text: str) -> int | None:
    """Where the opening `本报讯 记者…报道:4月10日` of the text ends; None where it has none."""
    head = text[:_MAX_HEAD]
    if not _may_open(head):
        return None
    _, end = _opening(head)
    if not end:
        return None
    day = forms.DAY.match(head, end)
    return day.end() if day else end


def _may_open(head: str) -> bool:
    """False for most texts: every dateline holds one of these."""
    return (
        "讯" in head
        or "电" in head
        or "消息" in head
        or "记者" in head
        or "实习" in head
        or "撰稿" in head
    )


@lru_cache(maxsize=256)
def _opening(head: str) -> tuple[int, int]:
    """Where the agency and where the names behind it end; 0, 0 without either."""
    if head.startswith(("记者:", "记者：")) or _is_crowded(head):  # asks in an interview
        return 0, 0
    agency = _agency(head)
    at = agency.end() if agency else 0
    byline = forms.BYLINE.match(head, at)
    if byline is not None and not (agency or _line_names(byline.group())):
        byline = None  # 记者问他聊了些什么，他摆摆手：
    if byline is None and agency and _desk_names(head, at):
        byline = forms.DESK.match(head, at)
    if byline is None:
        byline = _unmarked(head, at)
    return at, byline.end() if byline else at


def _is_crowded(text: str) -> bool:
    """True for 记者 again and again, as no byline has it."""
    return sum(map(text.count, forms.ROLES)) > _MAX_ROLES


def _unmarked(head: str, at: int) -> re.Match[str] | None:
    """本报讯 记者王某 and 本报记者 王某 right before the day: no mark ends the names."""
    found = forms.UNMARKED.match(head, at)
    if found is None:
        return None
    sure = found.group("day") or found.group("gap")
    if not (at or (sure and forms.OF_PAPER.match(found.group()))):
        return None
    names = _line_names(found.group())
    return found if names and all(map(is_likely, names)) else None


def _desk_names(text: str, at: int) -> tuple[str, ...]:
    """The names in the brackets behind 本报讯 that 记者 does not introduce."""
    match = forms.DESK.match(text, at)
    names = names_in(match.group("names")) if match else ()
    return tuple(name for name in names if may_be_name(name) or is_spelled(name))


def names_agency(text: str) -> bool:
    """True for a text that opens with 本报讯 or 新华社…电. `names_agency("本报讯 ") -> True`."""
    return bool(_agency(text[:_MAX_HEAD]))


def _agency(head: str) -> re.Match[str] | None:
    """本报讯 or 新华社…电 at the head of a text."""
    likely = "讯" in head or "电" in head or "消息" in head  # no form does without
    return forms.HEAD.match(head) if likely else None


def opens_report(text: str) -> bool:
    """True for a body that opens with a dateline. `opens_report("本报讯 4月1日") -> True`."""
    return dateline_end(text) is not None


def caption_day(text: str) -> str | None:
    """The day at the head of a caption. `caption_day("4月1日,在工地") -> "4月1日"`."""
    match = forms.CAPTION_DAY.match(text[:40])
    return tidy(match.group()) if match else None


def is_byline(text: str) -> bool:
    """True for a line that only says who wrote it. `is_byline("本报记者 王某 李某") -> True`."""
    if len(text) > 60 or "，" in text or "。" in text:
        return False
    if _SENTENCE.search(forms.CLASS.sub(" ", text)):
        return _is_pupil(text) or _of_web(text) is not None
    if not forms.SIGNED.search(text):
        return False
    if forms.REPORTS.match(text) or _is_crowded(text):
        return False
    shot = "摄" in text or "供" in text  # no credit does without
    if shot and forms.CREDIT.search(text) and not forms.WRITTEN.match(text):
        return False
    bullet = forms.BULLET.fullmatch(text)
    if bullet is not None:
        names, pen = bullet.group("names"), bullet.group("sign") in "□■"
        return _are_signed(names, pen=pen) or is_byline(names)
    if _is_pupil(text) or forms.SUPPLIED.fullmatch(text) or is_guide(text):
        return True
    if forms.SHARED.fullmatch(text):
        return all(name[0] == "小" or is_likely(name) for name in _line_names(text))
    if not forms.ALONE.fullmatch(text) or _agency(text):
        return bool(forms.SIGNS.fullmatch(_bare(text)))
    names = _line_names(text)
    glued = forms.GLUED.match(text)  # 记者节快乐
    return bool(names) and (not glued or all(map(is_likely, names)))


def is_nothing_but_names(text: str) -> bool:
    """True for names behind 记者, a class, or nothing. `is_nothing_but_names("王某 李某")`."""
    plain = squeeze(forms.ROLE_FIND.sub(" ", forms.WORK_END.sub("", text)))
    names = "".join(_line_names(text))
    return len(plain) <= _MOST_NAMES and bool(names) and plain.endswith(names)


def _is_pupil(text: str) -> bool:
    """True for a pupil behind the class and over the teacher: 五（3）班 王某 指导老师：李某."""
    return "导" in text and forms.PUPIL.fullmatch(text) is not None


def is_guide(text: str) -> bool:
    """True for the teacher of a pupil who writes. `is_guide("指导老师：王某") -> True`."""
    return text[:1] in "（(指辅" and forms.GUIDED.fullmatch(text) is not None


def _of_web(text: str) -> re.Match[str] | None:
    """Day, source and author: 2016年12月2日 来源：某报 作者：王某."""
    return forms.WEB.fullmatch(text) if "来源" in text or "作者" in text else None


def is_posted(text: str) -> bool:
    """True for a byline of someone posted elsewhere. `is_posted("本报驻东京记者 王某") -> True`.

    The parts of one story may have one each.
    """
    return "驻" in text and bool(forms.POSTED.search(text))


def _are_signed(text: str, *, pen: bool) -> bool:
    """True for nothing but names behind a sign; `pen` where it is one that leads pen names too."""
    words = _unplaced(_words(text))
    called = pen and len(words) == 1 and len(words[0]) < _LONG_NAME and _is_name(words[0])
    return bool(words) and (called or all(map(is_likely, words)))


def is_credit(text: str) -> bool:
    """True for a line that only says who took the picture. `is_credit("王某 摄") -> True`."""
    if len(text) > 50 or not forms.PICTURED.search(text):
        return False
    return credit_start(text) == 0 or _is_picture(text)


def is_artwork(text: str) -> bool:
    """True for the title of a picture and who made it. `is_artwork("秋塘（国画） 王某 作")`."""
    made = "）" in text or ")" in text or "》" in text
    return len(text) <= 48 and made and bool(forms.ART.fullmatch(text))


def is_drawn(text: str) -> bool:
    """True for who drew a picture and wrote its words. `is_drawn("王 某图 李 某文") -> True`."""
    return len(text) <= 24 and bool(forms.DRAWN.fullmatch(text)) and text.strip()[0] in SURNAMES


def _is_picture(text: str) -> bool:
    match = forms.PICTURE.fullmatch(text)
    if match is None:
        return False
    return match.group("who") is None or match.group("who")[0] in SURNAMES


def credit_start(text: str) -> int | None:
    """Where a caption's credit begins; None without one. `credit_start("起飞。王某 摄") -> 3`."""
    at = max(len(text) - 80, 0)
    tail = text[at:]
    if not ("摄" in tail or "图" in tail or "提供" in tail):
        return None  # no form does without
    if _is_crowded(tail) or (len(text) <= 50 and forms.WRITTEN.match(text)):
        return None
    given = forms.GIVEN_END.search(tail)
    if given is not None:
        return at + given.start()
    if not forms.SHOT.search(tail) and not forms.CREDIT_FIRST.search(tail):
        return None
    match = forms.CREDIT.search(tail) or forms.CREDIT_FIRST.search(tail)
    if match is None or not _line_names(match.group("names")):
        return None
    return at + match.start()


def report_authors(text: str) -> tuple[str, ...]:
    """The names in a body's dateline. `report_authors("本报讯 记者王某报道:") -> ("王某",)`."""
    head = simplify(text[:_MAX_HEAD])
    if not (_may_open(head) or "评论员" in head):
        return ()
    start, end = _opening(head)
    names = forms.PLACED.sub("", head[start:end])
    return _printed(_line_names(names) or _desk_names(head[:end], start), text)


def credit_authors(text: str) -> tuple[str, ...]:
    """The names in a caption's credit. `credit_authors("本报记者 王某 摄") -> ("王某",)`."""
    plain = simplify(text)
    if art := forms.ART.fullmatch(plain):
        return _printed((squeeze(art.group("who")),), text)
    start = credit_start(plain)
    if start is None:
        picture = forms.PICTURE.fullmatch(plain)
        return _printed(names_in(picture.group("shot") or ""), text) if picture else ()
    tail = re.sub(r"(?<=.)[（(][^（）()]{0,14}[）)]\s*$", "", plain[start:].strip("。. \u3000"))
    return _printed(_line_names(tail.strip("（）() ")), text)


def tail_authors(text: str) -> tuple[str, ...]:
    """The names in brackets at a body's end. `tail_authors("完。（记者王某）") -> ("王某",)`."""
    found = _tail(text)
    return _printed(found[1], text) if found else ()


def tail_start(text: str) -> int | None:
    """Where the names at a body's end begin. `tail_start("完。（记者王某）") -> 2`."""
    found = _tail(text)
    return found[0] if found else None


def _tail(text: str) -> tuple[int, tuple[str, ...]] | None:
    """Where the names at a body's end begin, and which they are."""
    at = max(len(text) - _MAX_TAIL, 0)
    end = simplify(text[at:])
    match = forms.TAIL.search(end) or forms.TAIL_BARE.search(end)
    if match is None or "参与" in match.group("inner"):
        return None
    inner = match.group("inner")
    names = _line_names(inner)
    loose = match.re is forms.TAIL_BARE or "，" in inner or "," in inner
    if loose or not forms.TAIL_SIGNED.match(inner):
        names = _all_names(inner) or _pen_names(end, match, inner)
    return (at + match.start(), names) if names else None


def _pen_names(end: str, match: re.Match[str], inner: str) -> tuple[str, ...]:
    """What stands in brackets and may be pen names: （文耕 立新）, （丛林） in its own line."""
    if match.re is not forms.TAIL:
        return ()
    words = _unplaced(_words(inner))
    if len(words) > 1 or words != [inner]:
        named = all(map(_PEN_NAME.fullmatch, words)) and not all(map(_is_known_place, words))
        named = named and squeeze(inner).endswith("".join(words))
        return tuple(words) if named else ()
    alone = not match.start() or "\n" in end[match.start() - 1 : match.start("inner")]
    if not alone and _PEN_NAME.fullmatch(inner) and _is_called(inner):
        return (inner,)
    pen = _PEN_NAME if alone else _OFFICE_PEN
    return (inner,) if pen.fullmatch(inner) else ()


def _is_called(word: str) -> bool:
    """True for what begins like a name, or is no word: 安桥, 晓禾."""
    return may_be_name(word) or len(known_words(word)) > 1


def _is_known_place(word: str) -> bool:
    return tagged_words(word)[0] == (word, "ns")


def _all_names(inner: str) -> tuple[str, ...]:
    """The names, where there is nothing else but a place before them: 青石镇 王某."""
    parts = forms.ROLE_FIND.split(_unmarked_work(inner))
    words = _unplaced([word for part in parts for word in _words(part)])
    return tuple(words) if all(map(is_likely, words)) else ()


def _unplaced(words: list[str]) -> list[str]:
    """The names without a place or a post before them. `_unplaced(["青石镇", "王某"])`."""
    placed = len(words) > 1 and is_place(words[0]) and not is_likely(words[0])
    return words[placed:]


def authors_in_line(text: str) -> tuple[str, ...]:
    """All names in a byline. `authors_in_line("记者 王某 通讯员 李某 摄") -> ("王某", "李某")`."""
    return _printed(_line_names(simplify(text)), text)


def _printed(names: tuple[str, ...], text: str) -> tuple[str, ...]:
    """The names as the text prints them, though they were found in simplified characters."""
    printed = squeeze(text)
    plain = simplify(printed)
    if not names or plain == printed:
        return names
    places = [(plain.find(name), name) for name in names]
    return tuple(printed[at : at + len(name)] if at >= 0 else name for at, name in places)


def _bare(text: str) -> str:
    """A byline without the brackets and signs around it."""
    return text.strip(" \t\n\u3000\xa0（）()【】〔〕[]□■◎●▲△◆◇○☉★☆:：,，")


def _line_names(text: str) -> tuple[str, ...]:
    """All names in a byline of simplified characters."""
    if not text:
        return ()
    if web := _of_web(text):
        text = web.group("names") or ""
    text = _bare(forms.FROM_DAY.sub("", text))
    if forms.SIGNS.fullmatch(text):
        return (text,)
    if (pupil := forms.PUPIL.fullmatch(text)) is not None:
        return names_in(pupil.group("names"))
    text = _CUT_OFF.sub("", forms.PLACED.sub("", forms.GUIDED.sub("", text)))
    text = forms.OTHERS.sub("", forms.CLASS.sub(" ", text))
    names: list[str] = []
    for part in forms.ROLE_FIND.split(_unmarked_work(text)):
        part = forms.BRACKETS.sub(" ", part)
        names.extend(name for name in names_in(part) if name not in names)
    return tuple(_unplaced(names)) or _named_before_place(text)


def _named_before_place(text: str) -> tuple[str, ...]:
    """The name in 记者王小明台南报导, where no sign parts it from the place."""
    found = forms.REPORTED_FROM.search(text)
    for length in (3, 2):
        name, place = (found[1][:length], found[1][length:]) if found else ("", "")
        if place and is_likely(name) and (is_place(place) or _is_known_place(place)):
            return (name,)
    return ()


def _unmarked_work(text: str) -> str:
    """The byline without what is said of the work before names: 文/, 整理：."""
    return forms.WORK_START.sub("", forms.GIVER.sub(" ", text))


def names_in(text: str) -> tuple[str, ...]:
    """Names apart, a two-character name's inner gap closed. `names_in("曹  一 王某") -> …`."""
    return tuple(filter(_is_name, _words(text)))


def _words(text: str) -> list[str]:
    """What may be names, apart, without the work behind them.

    `_words("白　雪　　田　力") -> ["白雪", "田力"]`: a gap inside a name is not as wide.
    """
    text = forms.WORK_END.sub("", text.strip(" \u3000:：/。（）()"))
    if _WIDE_GAP.search(text) and _SET_APART.search(text):
        return [word for part in _WIDE_GAP.split(text) for word in _close_words(part)]
    letters = text.split()
    if len(letters) > 3 and len(letters) % 2 == 0 and len("".join(letters)) == len(letters):
        pairs = [first + second for first, second in zip(letters[::2], letters[1::2], strict=True)]
        if all(pair[0] in SURNAMES for pair in pairs):
            return pairs
    return _close_words(text)


def _close_words(text: str) -> list[str]:
    """The same, whatever the width of its gaps."""
    whole: list[str] = []
    for printed, after in pairwise([*forms.BETWEEN.split(text), ""]):
        word = forms.WORK_TAIL.sub("", printed) if len(printed) > 3 else printed
        surname = word == "文" and len(after) == 1  # 文 静
        if not word or (forms.NOT_NAMES.match(word) and not surname):
            continue
        if whole and _is_parted(whole[-1], word):
            whole[-1] += word
        else:
            whole += _apart(word) or [word]
    return whole


def _is_parted(left: str, right: str) -> bool:
    """True for the gap printed inside a name, or a line's end there: 王 某, 王 小明."""
    return (len(right) == 1 and len(left) <= 2) or (len(right) == 2 and left in SURNAMES)


def _apart(text: str) -> list[str]:
    """The names that have run together in it, as scans lose spaces; none if it is something else.

    `_apart("王小明李芳") -> ["王小明", "李芳"]`.
    """
    if not _TOGETHER[0] <= len(text) <= _TOGETHER[1] or text[0] not in SURNAMES:
        return []
    for length in (3, 2):
        name, rest = text[:length], text[length:]
        others = [rest] if is_likely(rest) and len(rest) < 4 else _apart(rest)
        if others and is_likely(name):
            return [name, *others]
    return []


def _is_name(text: str) -> bool:
    if not forms.LETTERS.fullmatch(text):
        return False
    if text[-1] == "报" or (len(text) == 4 and text[-1] in "校局院委部社台"):
        return False
    return 2 <= len(text) <= 4 or "·" in text or "•" in text or is_spelled(text)


def tidy(text: str) -> str:
    """A printed line, white space only between words. `tidy("3 月16日") -> "3月16日"`."""
    text = re.sub(r"\s+", " ", text.strip())
    return re.sub(
        r"(?<=\d) (?=[年月日])|(?<=[年月]) (?=\d)|(?<=[、,，:：(（]) | (?=[、,，:：)）])", "", text
    )
