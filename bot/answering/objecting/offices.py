"""The holder of an office, not of one with a word more: 首席科学家, not 名誉首席科学家."""

from __future__ import annotations

import re

from bot.answering.question import Question
from bot.text import clause_around, fold

_MORE = r"(?:名誉|荣誉|副|原|前|时任|候任|助理)"
_OFFICE = re.compile(
    rf"(?P<more>{_MORE})?(?P<office>(?:首席|第一|总|执行)?(?:科学家|书记|支书|[省州市县区镇乡村校院局行所馆队处科厅司台站厂社机船]长"
    r"|主任|部长|会长|主席|委员长|董事长|理事长|秘书长|检察长|总?经理|教练|主编|编辑|工程师|总裁|总监|司令|参谋长|总统|总理|首相))"
)
_NO_MORE = r"(?<!名誉)(?<!荣誉)(?<!时任)(?<!候任)(?<!助理)(?<![副原前])"
_NOT = re.compile(rf"[(,]?(?:不是|不算|而非|非)({_MORE})的?[)]?")


class Offices:
    """The offices of a question, worked out once."""

    def __init__(self, question: Question) -> None:
        text = _NOT.sub("", question.text)
        found = [] if question.kind != "who" else list(_OFFICE.finditer(text))
        self._offices = {match["office"] for match in found if not match["more"]}

    def is_others(self, text: str, start: int, end: int) -> bool:
        """True where the clause around a span has an office that is asked for, with a word more.

        `Offices(understand("谁是首席科学家")).is_others("名誉首席科学家张某说", 7, 9) -> True`.
        """
        if not self._offices:
            return False
        clause = fold(text[slice(*clause_around(text, start, end))])
        return any(office in clause and not _has(clause, office) for office in self._offices)

    def is_asked(self, text: str) -> bool:
        """True for a text that has an office as it is asked for."""
        return any(_has(fold(text), office) for office in self._offices)


def _has(folded: str, office: str) -> bool:
    return re.search(_NO_MORE + office, folded) is not None
