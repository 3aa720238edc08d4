"""An attribute that is asked with 全 or 总 and printed without: 全长多少米, 大桥长1286米.

The network takes 全长 for something else than 长 where the text prints 全长 of another thing.
"""

from __future__ import annotations

import re

from bot.answering.question import Question, understand
from bot.answering.tokens import tokens_of
from bot.patterns import regex
from bot.text import fold

_ATTRIBUTE = r"(?:长|宽|高|重|面积|投资|造价|人口|产量|产值|库容|里程|收入|装机)"
_TOTAL = regex(rf"[全总](?P<attribute>{_ATTRIBUTE})")
_ABOUT = r"(?:度|为|约|达到?|是|有|共|近|超过?|[:：])*"
_BEFORE = 20  # characters in which the attribute stands before its figure
_MARKS = ",，;；。:：、(（\n "


class Totals:
    """The second wording of a question, worked out once, and where it may answer."""

    def __init__(self, question: Question) -> None:
        self.wording: Question | None = None  # without 全 or 总; None where there is none to drop
        seams = {token.start for token in tokens_of(question.text)}
        found = _TOTAL.search(question.text)
        if question.kind != "number" or found is None or found.start() not in seams:
            return
        text = question.text
        self.wording = understand(text[: found.start()] + text[found.start() + 1 :])
        self._printed = re.compile(rf"(?P<attribute>{found['attribute']}){_ABOUT}$")
        self._figures = re.compile(rf"(?<![全总]){found['attribute']}{_ABOUT}\d")

    def may_answer(self, text: str) -> bool:
        """True where a text prints the attribute without 全 or 总 before a figure."""
        return self.wording is not None and bool(self._figures.search(fold(text)))

    def allows(self, text: str, start: int) -> bool:
        """True where what stands at `start` is the attribute's own, of nothing less than all.

        `Totals(understand("大桥全长多少米")).allows("大桥长90米", 3) -> True`; of 完成投资 for
        总投资, False: before the attribute stands a mark, or a word of the question.
        """
        if self.wording is None:
            return False
        before = fold(text[max(0, start - _BEFORE) : start])
        printed = self._printed.search(before)
        if printed is None:
            return False
        ahead = before[: printed.start()]
        return not ahead or ahead[-1] in _MARKS or ahead[-2:] in self.wording.text
