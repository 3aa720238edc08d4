"""The printed lines over a story -> kicker, title, subtitle; broken lines are joined."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.reading import cues
from bot.reading.breaks import asks, divides
from bot.reading.bylines import tidy
from bot.reading.title_lines import is_kicker
from bot.text import simplify
from bot.words import tagged_words

_SPACE = re.compile(r"\s+")
_DASH = re.compile(r"^(?:[—\-－―─]{1,4}|[●■◆▲▶★•])\s*")  # of a subtitle
_SIGNED = re.compile("[◆■□●▲★◇○][\u4e00-\u9fff·]{2,8}")  # a column's name behind a sign
_MARKED = re.compile("【([^【】]+)】|[◆■□●▲★◇○]+(.+)")
_LABELLED = re.compile(r"【(?P<label>[^【】]{2,8})】\s*(?P<title>[^【】]{5,})")
_SPEAKS = re.compile(r"(?:强调|指出|要求|提出|表示|说|宣布|讲话|致辞|时|会上|会议)[：:]$")
_ATTENDS = re.compile(r"^\S{2,12}(?:主持|讲话|出席|参加|发言|致辞|作报告)(?:会议|大会)?$")
# Who, where, when, or all that happened: half of a title. 河滨镇, 今年三季度, 老树没倒.
_HALF = re.compile("[县市镇乡村州区局院校厂]$|了$|没|不|^[今去昨明本上]|[年月日季度]$")
_SHORT_ROW = 8  # characters: three lines so short are one title
_NAMES = frozenset(("ns", "nt", "nr", "nrt", "nrfg", "mq", "tg"))  # tags of names and of times
_LABEL = 13  # characters of a label in brackets
_CLAUSE = 22  # characters of a headline of one clause
_ASKS = frozenset(("为何", "为什么", "如何", "怎么", "何时", "哪里", "究竟", "到底"))
_SHORT = 5  # characters: a line so short is no title of its own
_ROW, _ROWS = 11, 20  # characters of a row of a title, and of both
_KIND = re.compile(
    "^(?:专访|怀念|追忆|记|访|写在|来自|致|读)|(?:侧记|纪实|见闻|札记|掠影|印象|之[一二三四五六])$"
)
_PAIR = 18  # characters of two lines that are one title


@dataclass(frozen=True, slots=True)
class Headline:
    """What stands over a story, white space repaired."""

    kicker: str | None = None
    title: str | None = None
    subtitle: str | None = None


def printed(line: str, body: str = "") -> str:
    """The printed line with the spaces that divide headlines, and without those of line breaks.

    `printed("县里新增贷款十 二亿元") -> "县里新增贷款十二亿元"`.
    """
    line = line.strip()
    spaces = _SPACE.findall(line)
    parts = _SPACE.split(line)
    if len(parts) > 12 or all(len(part) == 1 for part in [*parts[:-1], *parts[-1].split("（")[:1]]):
        return "".join(parts)  # letters set apart: 秋 声, 秋 声（外一首）
    made = parts[0]
    clause = parts[0]
    for space, part in zip(spaces, parts[1:], strict=True):
        wide = len(space) > 1 or space == "\u3000"
        left, right = clause_at_end(clause), clause_at_start(part)
        if _goes_through(made, part):
            apart = False
        else:
            apart = _stay_apart(made, right) or divides(
                left, right, body, wide=wide and "\n" not in space
            )
        made, clause = (f"{made} {part}", part) if apart else (made + part, clause + part)
    return made


def _stay_apart(left: str, right: str) -> bool:
    return left.endswith(("：", "！", "？", "”", "》", "——")) and len(right) > 3


def clause_at_end(text: str) -> str:
    """What stands in a bracket still open, behind a middle dot, or all of it.

    `clause_at_end("水来（大河") -> "大河"`, `clause_at_end("家风·水来") -> "水来"`.
    """
    inner = re.split(r"[（(]", text)[-1]
    return text if re.search(r"[）)]", inner) else inner.split("·")[-1] or inner


def clause_at_start(text: str) -> str:
    """The text up to a bracket, or all of it. `clause_at_start("富了（见闻）") -> "富了"`."""
    return re.split(r"[（()）]", text)[0] or text


def _goes_through(left: str, right: str) -> bool:
    """True where a bracket or a quotation was just opened, or is closed or begun right there."""
    if left[-1] in "（(《“·" or right[0] in "）)》”·（(":
        return True
    if '"' not in left:
        return False
    return left.count('"') % 2 == 1 if left[-1] == '"' or right[0] == '"' else False


def headline(lines: Sequence[str], gaps: Sequence[int], body: str) -> Headline:
    """Kicker, title and subtitle of the printed lines; `gaps` are the blank lines above each."""
    plain = [printed(line, body) for line in lines]
    if len(plain) == 1 and (labelled := _LABELLED.fullmatch(plain[0])):
        return Headline(_shown(labelled["label"]), _shown(labelled["title"]))
    rows: list[str] = []
    if _is_column(plain):
        return Headline(None, _shown("".join(plain)))
    for line, gap in zip(plain, gaps, strict=True):
        if rows and _broken(rows[-1], line, gap, body):
            rows[-1] += f" {line}" if rows[-1][-1] in "：:" else line
        elif rows[1:] and _DASH.match(rows[-1]) and not _DASH.match(line):
            rows[-1] += f" {line}"  # nothing stands under a subtitle
        elif line:
            rows.append(line)
    subtitles = [_DASH.sub("", row) for row in rows[1:] if _DASH.match(row)]
    rows = [row for number, row in enumerate(rows) if number == 0 or not _DASH.match(row)]
    kicker, title, after = _roles(rows, body, close=not any(gaps[1:]))
    subtitle = " ".join(filter(None, [after, *subtitles]))
    return Headline(_shown(_bare(kicker)), _shown(title), _shown(subtitle))


def _bare(kicker: str | None) -> str | None:
    """A column's name without the brackets or the sign that mark it: 【县城动态】, ◆本草园."""
    marked = kicker and _MARKED.fullmatch(kicker)
    return next(filter(None, marked.groups())) if marked else kicker


def _is_column(rows: Sequence[str]) -> bool:
    """True for a title set in three or more short lines that are no verses."""
    if len(rows) < 3 or any(len(row) > _SHORT_ROW or _is_label(row) for row in rows):
        return False
    if len({len(row) for row in rows[:2]}) == 1 or any(map(_DASH.match, rows)):
        return False
    return any(not divides(left, right, line=True) for left, right in pairwise(rows))


def _names_none(row: str) -> bool:
    """True for a short line that names no place, body, person or time: a column's name, 致富经.

    Half of a headline mostly does: 海口海事局, 今年三季度.
    """
    tags = [tag for _, tag in tagged_words(simplify(row))]
    if row.endswith("了") or (tags[0][0] == "n" and tags[-1][0] == "v"):
        return False  # a clause: 大树没倒
    return row.isalpha() and not any(tag[0] in "tmrjk" or tag in _NAMES for tag in tags)


def _is_label(row: str) -> bool:
    """True for the label of a column or a form: 短评, 【校园动态】."""
    bracketed = len(row) <= _LABEL and row[0] == "【" and row[-1] == "】"
    return bracketed or bool(_SIGNED.fullmatch(row)) or cues.is_label(simplify(row))


def _shown(text: str | None) -> str | None:
    return tidy(text) or None if text else None


def _broken(above: str, line: str, gap: int, body: str) -> bool:
    """True when the two lines are one headline that a line's end broke."""
    if _DASH.match(line):
        return False
    if _is_halved(above, line) or above[-1] in "（(《":
        return True
    if _is_label(above) or cues.ends_like_kicker(above):
        return False
    if _is_label(line) or len(above) + len(line) > 32 or above[-1] in "”！？）":
        return False
    if " " in line and " " not in above and _parallel(*line.split()[:2]):
        return False  # a pair under its kicker
    if gap == 0 and _is_clause(above, line):
        return True
    last, first = clause_at_end(above.split()[-1]), clause_at_start(line.split()[0])
    return not divides(last, first, body, line=True, apart=gap > 0)


def _is_halved(above: str, line: str) -> bool:
    """True for a colon inside a title, or an office or a matter above the words 招标公告."""
    if len(line) <= 6 and cues.is_notice_title(line):
        return not cues.is_notice_title(above)
    if cues.is_office(above) and line.startswith("关于"):
        return True
    if above.startswith("关于") and cues.is_notice_title(line):
        return not cues.is_notice_title(above)
    return len(above) <= 14 and above[-1] in "：:" and not _SPEAKS.search(above)


def _roles(rows: list[str], body: str, *, close: bool) -> tuple[str | None, str | None, str | None]:
    """Kicker, title and subtitle; the rows are `close` where no blank line parts them."""
    if not rows:
        return None, None, None
    if len(rows) == 1:
        return None, rows[0], None
    if len(rows) == 2:
        return _two(rows[0], rows[1], body, close=close)
    first, rest = rows[0], rows[1:]
    if len(rows) == 4 and cues.ends_like_kicker(first) and _ATTENDS.search(rows[3]):
        return first, f"{rest[0]} {rest[1]}", rest[2]
    if _parallel(rest[0], rest[1]) and not cues.ends_like_kicker(rest[0]):
        return first, f"{rest[0]} {rest[1]}", " ".join(rest[2:]) or None
    if _parallel(first, rest[0]) and not (_is_label(first) or cues.ends_like_kicker(first)):
        return None, f"{first} {rest[0]}", " ".join(rest[1:]) or None
    return first, rest[0], " ".join(rest[1:]) or None


def _is_clause(above: str, below: str) -> bool:
    """True for who or what, over what it does: 锅炉厂家属院的路灯 and 黑了四个月."""
    if " " in above or " " in below or len(above) + len(below) > _CLAUSE:
        return False
    subject, predicate = (tagged_words(simplify(half)) for half in (above, below))
    if predicate[0][0] in _ASKS:
        return True
    tags = [tag for _, tag in subject]
    if any(tag[0] == "v" for tag in tags) or tags[-1][0] not in "nmrjqi":
        return False
    if all(tag == "ns" for tag in tags) or (len(above) <= _SHORT and _names_none(above)):
        return False  # a place set apart, a column's name
    return predicate[0][1][0] in "vadp"


def _two(
    above: str, below: str, body: str, *, close: bool
) -> tuple[str | None, str | None, str | None]:
    """Two lines are kicker and title, two halves of a title, or title and subtitle."""
    if _is_label(below) and len(below) <= len(above) and not _is_label(above):
        return below, above, None
    if _is_label(above) or cues.ends_like_kicker(above):
        return above, below, None
    if close and _are_rows(above, below) and _has_verb(above):
        return None, f"{above} {below}", None
    if len(above) <= _SHORT and _names_none(above):
        return above, below, None
    if _parallel(above, below) and len(above) + len(below) <= _PAIR:
        return None, f"{above} {below}", None
    if len(above) <= _SHORT:
        if above[-1] in "！？":
            return None, above, below
        return (None, f"{above} {below}", None) if _HALF.search(above) else (above, below, None)
    if asks(below) or (close and _are_rows(above, below)):
        return None, f"{above} {below}", None
    if is_kicker(above, below, body):
        return above, below, None
    return None, above, below


def _has_verb(row: str) -> bool:
    """True for what may be a clause: 老戏院熄灯; a column's name is mostly shorter."""
    return len(row) == _SHORT and any(tag[0] == "v" for _, tag in tagged_words(simplify(row)))


def _are_rows(above: str, below: str) -> bool:
    """True for two lines of a few characters, as a title is set over a narrow column.

    A subtitle is longer, or says what kind of story it is.
    """
    if "，" in above + below or " " in above + below or _KIND.search(below):
        return False
    both = len(above), len(below)
    return min(both) >= 4 and max(both) <= _ROW and sum(both) <= _ROWS


def _parallel(left: str, right: str) -> bool:
    """True for lines printed as a pair. `_parallel("喜迎丰收季", "奋进新征程") -> True`."""
    if " " in left or " " in right or re.search(r"\d{2}", left + right):
        return False
    return -1 <= len(right) - len(left) <= 2 and min(len(left), len(right)) >= 4
