"""Who came into an office and who left it, as papers announce it: 免去甲的局长职务，由乙接任.

The network finds the announcement; who came and who went, it takes for one another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.answering.contexts import Context, Reading
from bot.answering.question import Question
from bot.patterns import regex
from bot.text import fold, in_order, sentence_spans

_POST = (
    "(?:长|书记|支书|主任|主席|经理|总监|总裁|主编|教练|委员|工程师|干事|检察官|秘书|专员|馆员"
    "|助理|负责人|老总)"
)
# What is asked: who came after `left`; or who held the `office` before, or newly holds it.
_WHO = "(?:谁|哪一?位|何人|哪个人?)"
_ASKED_NAME = r"(?P<left>[\u4e00-\u9fff·]{2,}?)"
_GOES = (
    "(?:被?免职|卸任|离任|退休|辞职|调走|调离|调任|去世|病逝|落马|下台|落选|走|离开|不[当干做]了?)"
)
_TAKES = "(?:接替|接任|继任|代替|顶替|接班|接手|接)"
_AS = "(?:当|任|做|担任|出任)"
_AFTER = (
    regex(
        rf"^{_ASKED_NAME}(?:{_GOES}了?)?[之以]?后,?.{{0,8}}?{_WHO}.{{0,3}}?"
        rf"(?:{_AS}|管|代理|{_TAKES})"
    ),
    regex(rf"{_WHO}[来将]?{_TAKES}了?{_ASKED_NAME}(?:的(?:班|位置?|职务?|工作)|,?{_AS}.*)?$"),
    regex(rf"^{_TAKES}了?{_ASKED_NAME}(?:的班|{_AS}.*)?的人?是{_WHO}$"),
)
_IS_WHO = f"(?:是{_WHO}|叫什么)"
_BEFORE = (
    regex(rf"^(?P<of>.{{2,}}?)(?:原来|以前|之前|原先|从前)的?(?P<office>.{{0,4}}{_POST}){_IS_WHO}"),
    regex(rf"^(?P<of>)(?:原来?的?|前任?|上一?任|前一任)(?P<office>.*?{_POST}){_IS_WHO}"),
)
_NEW = regex(rf"(?:新任|新来|新上任|新当选)的?(?P<office>.*?{_POST}){_IS_WHO}")
# What is told.
_VERB = regex("任命|免去")
_PERSON = r"(?P<name>(?:(?!任命|免去|决定|会议)[\u4e00-\u9fff·]){2,10}?)(?:同志)?"
_OFFICE = rf"(?P<office>[^,，。;；:：、]{{0,24}}?{_POST})(?=[,，。;；:：、(（\s职的]|$)"
_BEGINS = r"(?<=[:：\n、;；])\s*"
_CAME = regex(rf"(?:任命|{_BEGINS}){_PERSON}为{_OFFICE}")
_WENT = regex(rf"(?:免去|{_BEGINS}){_PERSON}的{_OFFICE}")
_BY = (
    regex("由(?P<told>[^,，。;；:：]{2,24}?)(?:接[任替手班]|继任|代理|担任|出任|兼任|主持)"),
    regex("接[任替][他她其]的是(?P<told>[^,，。;；:：]{2,20})"),
)
_TITLED = regex(rf"(?:.*(?:{_POST}|[员师人任]))?(?P<name>[\u4e00-\u9fff·]{{2,8}})$")
_COMMON = regex("[省市县区州镇乡我本全的]")
_SURE = 5.0  # log odds of a name in the place that was asked for


@dataclass(frozen=True, slots=True)
class _Move:
    """Somebody, at `start..end` of a text, who came into an office or left it."""

    came: bool
    name: str
    office: str  # "" where it is not told: the one last left
    start: int
    end: int


def succeeded(question: Question, contexts: Sequence[Context]) -> Reading | None:
    """The name asked for, of the first context that announces who came and who went; else None.

    Asked 狄秋生免职后谁当局长, of 免去狄秋生的局长职务，由冯一川接任 it is 冯一川.
    """
    left = _first(_AFTER, question.text)
    held = None if left else _first(_BEFORE, question.text)
    new = None if left or held else _NEW.search(question.text)
    if not (left or held or new):
        return None
    for at, context in enumerate(contexts):
        moves = list(_moves(fold(context.text)))
        if left:
            found = _successor(moves, left["left"])
        elif held:
            found = _holder(moves, held["of"] + held["office"], came=False)
        else:
            found = _holder(moves, new["office"] if new else "", came=True)
        if found is not None:
            spans = sentence_spans(context.text)
            low, high = next(span for span in spans if span[0] <= found.start < span[1])
            return Reading(at, found.start, found.end, low, high, _SURE, 0.0)
    return None


def _first(patterns: Sequence[re.Pattern[str]], text: str) -> re.Match[str] | None:
    return next(filter(None, (pattern.search(text) for pattern in patterns)), None)


def _holder(moves: Sequence[_Move], office: str, *, came: bool) -> _Move | None:
    """Who came into the office, or left it."""
    return next((m for m in moves if m.came is came and _is_same(m.office, office)), None)


def _successor(moves: Sequence[_Move], name: str) -> _Move | None:
    """Who came into the office that somebody left."""
    left = next((move for move in moves if not move.came and move.name == name), None)
    if left is None:
        return None
    behind = (move for move in moves if move.came and not move.office and move.start > left.end)
    return _holder(moves, left.office, came=True) or next(behind, None)


def _moves(text: str) -> Iterator[_Move]:
    """All that a folded text announces, as far as it names somebody."""
    for came, verb, pattern in ((True, "任命", _CAME), (False, "免去", _WENT)):
        for match in pattern.finditer(text):
            if _VERB.findall(text, 0, match.start("name"))[-1:] == [verb]:
                yield _Move(came, match["name"], match["office"], *match.span("name"))
    for pattern in _BY:
        for match in pattern.finditer(text):
            if named := _TITLED.search(match["told"]):
                start, end = (match.start("told") + at for at in named.span("name"))
                yield _Move(True, named["name"], "", start, end)


def _is_same(told: str, asked: str) -> bool:
    """True for an office and what it is called for short: 住房和城乡建设局局长, 住建局局长."""
    return bool(asked) and in_order(_COMMON.sub("", asked), _COMMON.sub("", told))
