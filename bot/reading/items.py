"""An item of a page while it is put together."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.reading import cues
from bot.reading.blocks import Block
from bot.reading.reasons import Opening
from bot.records import Kind


@dataclass(slots=True)
class Item:
    """One item of a page under construction: its blocks by what they are."""

    kind: Kind = "article"
    heads: list[Block] = field(default_factory=list)
    bylines: list[Block] = field(default_factory=list)
    body: list[Block] = field(default_factory=list)
    credit: Block | None = None  # the line that only says who took the picture
    jumps: list[Block] = field(default_factory=list)
    leads: int = 0  # blocks of its body that stand among the lines of its headline
    opening: Opening = field(default_factory=Opening)  # why it begins where it does
    closed: bool = False  # something said that it ends here
    _subheads: list[Block] = field(default_factory=list, init=False)
    _looked: int = field(default=0, init=False)  # blocks of its body that were looked at for them

    @property
    def subheads(self) -> list[Block]:
        """The blocks of its body that may be subheads; each is looked at once, as it grows."""
        self._subheads += filter(_may_divide, self.body[self._looked :])
        self._looked = len(self.body)
        return self._subheads

    @property
    def is_open(self) -> bool:
        """True where its body breaks off in mid-sentence, so that more must come."""
        if not self.body or self.closed or cues.is_date_line(self.body[-1].text):
            return False
        return cues.is_open(self.body[-1].text)


def _may_divide(block: Block) -> bool:
    """True for what may be a subhead; in brackets it closes a story."""
    return cues.may_head(block) and not (block.text[0] in "（(" and block.text[-1] in "）)")
