"""The holder of an office as it is asked for: 首席科学家, not 名誉首席科学家; 新校长, not 校长."""

from __future__ import annotations

import re

from bot.answering.question import Question
from bot.patterns import regex
from bot.text import clause_around, fold

_MORE = "名誉|荣誉|副|原|前|老|时任|候任|助理"
_OFFICE = regex(
    rf"(?P<more>{_MORE}|新[任来]?的?)?(?P<office>(?:首席|第一|总|执行)?"
    r"(?:科学家|书记|支书|[省州市县区镇乡村校院局行所馆队处科厅司台站厂社机船]长|主任|部长|会长|主席"
    r"|委员长|董事长|理事长|秘书长|检察长|总?经理|教练|主编|编辑|工程师|总裁|总监|司令|参谋长"
    r"|总统|总理|首相))"
)
# Who is at the head of a company, and whom a government has put over an office.
_HEAD = regex("老总|老板|总经理|董事长|总裁|掌门人|CEO|ceo")
_PUBLIC = regex(
    r"(?:[局委办厅县市区镇乡州村省]|政府|中心)[^,，。;；:：]{0,8}"
    r"(?:局长|书记|主任|[省县市区镇乡州村]长|站长|科长|处长|厅长|专员)$"
)
_NEAR = 24  # characters before a name in which such an office stands
_NOT = regex(rf"[(,]?(?:不是|不算|而非|非)(?:{_MORE})的?[)]?")
_IS_ASKED = regex(
    r"(?:到底|现在|目前|具体)?(?:是|叫|由|为|姓)?(?:谁|哪一?位|哪个人?|何人|什么|什么名字?|名字|姓名)?$"
)
_ASKS_BEFORE = regex(
    r"(?:谁|哪一?位|何人|哪个)(?:现在|目前)?(?:是|任|当|当选|担任|出任)?[^,，向给跟经把被]{0,12}$"
)
_NO_MORE = "(?<!名誉)(?<!荣誉)(?<!时任)(?<!候任)(?<!助理)(?<![副原前])"
_ASKS_NOW = regex(r"现在|如今|目前|眼下|现任|换成")
_NO_LONGER = "(?<!首任)(?<!前任)(?<!原任)(?<!往届)"
_PAST = frozenset({"原", "前", "老", "时任"})  # while it was held, papers did not say so
_NEW = r"新\S{0,6}|[接就上]任\S{0,6}|任命\S{0,12}|当选\S{0,6}"


class Offices:
    """The offices whose holder a question asks for, worked out once."""

    def __init__(self, question: Question) -> None:
        self._of_company = question.kind == "who" and _HEAD.search(question.text) is not None
        self._offices: dict[str, re.Pattern[str]] = {}  # as it is asked for, by its name
        if question.kind != "who":
            return
        text = _NOT.sub("", question.text)
        no_more = _NO_MORE + _NO_LONGER if _ASKS_NOW.search(text) else _NO_MORE
        for match in _OFFICE.finditer(text):
            more, office = match["more"] or "", match["office"]
            asked = _IS_ASKED.match(text, match.end()) or (
                match.end() == len(text) and _ASKS_BEFORE.search(text[: match.start()])
            )
            if asked and more not in _PAST:
                before = _NEW if more.startswith("新") else more or no_more
                self._offices[office] = re.compile(f"(?:{before}){office}")

    def is_others(self, text: str, start: int, end: int) -> bool:
        """True where the clause around a span has an office only otherwise than it is asked for.

        `Offices(understand("谁是首席科学家")).is_others("名誉首席科学家张某说", 7, 9) -> True`.
        """
        if self._of_company and _PUBLIC.search(fold(text[max(0, start - _NEAR) : start])):
            return True
        if not self._offices:
            return False
        clause = fold(text[slice(*clause_around(text, start, end))])
        return any(
            office in clause and not asked.search(clause) for office, asked in self._offices.items()
        )

    def is_asked(self, text: str) -> bool:
        """True for a text that has an office as it is asked for."""
        return any(asked.search(fold(text)) for asked in self._offices.values())
