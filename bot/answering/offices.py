"""The holder of an office, not of one with a word more: 首席科学家, not 名誉首席科学家."""

from __future__ import annotations

import re

from bot.answering.question import Question
from bot.text import fold

_MORE = r"(?:名誉|荣誉|副|原|前|时任|候任|助理)"
_OFFICE = re.compile(
    rf"(?P<more>{_MORE})?(?P<office>(?:首席|第一|总|执行)?(?:科学家|书记|支书|[省州市县区镇乡村校院局行所馆队处科厅司台站厂社机船]长"
    r"|主任|部长|会长|主席|委员长|董事长|理事长|秘书长|检察长|总?经理|教练|主编|编辑|工程师|总裁|总监|司令|参谋长|总统|总理|首相))"
)
_NOT = re.compile(rf"[(,]?(?:不是|不算|而非|非)({_MORE})的?[)]?")


class Offices:
    """The offices of a question, worked out once."""

    def __init__(self, question: Question) -> None:
        text = _NOT.sub("", question.text)
        found = [] if question.kind != "who" else list(_OFFICE.finditer(text))
        self._offices = {match["office"] for match in found if not match["more"]}

    def is_others(self, clause: str) -> bool:
        """True for a clause that has an office that is asked for only with a word more.

        `Offices(understand("谁是首席科学家")).is_others("名誉首席科学家张某说") -> True`.
        """
        folded = fold(clause)
        return any(office in folded and not self._has(folded, office) for office in self._offices)

    def is_asked(self, clause: str) -> bool:
        """True for a clause that has an office as it is asked for."""
        return any(self._has(fold(clause), office) for office in self._offices)

    @staticmethod
    def _has(folded: str, office: str) -> bool:
        return bool(
            re.search(
                rf"(?<!名誉)(?<!荣誉)(?<!时任)(?<!候任)(?<!助理)(?<![副原前]){office}", folded
            )
        )
