"""Does a run of headline-like lines open a new item, or is it a subhead within the story?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from bot.reading import cues
from bot.reading.opening_cues import (
    NEAR,
    Surroundings,
    blocks_below,
    cues_above,
    cues_below,
    dear_cues,
    own_cues,
)
from bot.reading.opening_net import Row, opening_odds
from bot.reading.page_net import shipped_net
from bot.reading.reasons import Opening, Reason, seen
from bot.reading.seams import runs_on

OPENS = 0.0  # lines with a higher sum open a new item
READ = "as the network reads it"
UNSURE = 1.5  # how near to `OPENS` the sum of the cues must be for the network to be asked
_SURE = 5.0  # log odds at which the network is as sure as it can be

# What speaks for a new item (+) or for a subhead of the one above (-). Fitted by
# training/train_opening.py, save for cues rare there and those that it keeps ("story above is
# closed" and "is short", "a table below", "a label over a headline" are set by hand).
WEIGHTS = {
    "always": 0.5,
    "no story above": 20.0,
    "markdown heading": 8.0,
    "story below has a dateline": 7.0,
    "story below begins with a day": 0.7,
    "byline among the lines": 2.0,
    "a name alone under the lines": 4.0,
    "a genre's name": 3.6,
    "a letter below": 6.0,
    "a question below": 1.5,
    "story above is closed": 1.0,
    "notice": 2.4,
    "a notice behind a notice": 4.0,
    "jumped from another page": 6.0,
    "two lines or more": -0.4,
    "a wider gap above": 5.3,
    "long line": -0.4,
    "a label": 1.2,
    "a label over a headline": 2.0,
    "a column's name in brackets": 1.8,
    "a subtitle's dash": 2.8,
    "leads into the next line": -1.1,
    "a space divides it": 0.3,
    "a whole line in quotation marks": -1.4,
    "a list of short items below": 2.6,
    "a table below": -1.0,
    "numbered": -3.0,
    "story above breaks off": -1.1,
    "story above has a subhead of this length": 0.2,
    "story above is short": -0.8,
    "a short report above": 0.1,
    "a date line": -1.6,
    "nothing below": -2.6,
    "reads like a sentence": -1.1,
    "runs into the block below": -0.7,
    "runs on behind the photo below": -6.0,
    "own words in the story below": 0.7,
    "own words in the story above": -1.3,
    "title above in the story below": -4.7,
    "title above in these words": -1.2,
    "old words below": -2.3,
    "phrases of the story above below": -2.1,
    "subheads in the story above": -1.6,
    "story above is long": 0.5,
    "much text below": 0.2,
    "a colon": 0.3,
    "a long kicker's dash": 1.1,
    "a credit": 4.2,
    "a wide gap above": 1.1,
    "as the network reads it": 3.0,
}


# What each of `dear_cues` and those behind it may add at least and at most, in their order.
_DEAR = (
    "own words in the story below",
    "title above in the story below",
    "own words in the story above",
    "title above in these words",
    "old words below",
    "a short report above",
    "story above is short",
    "phrases of the story above below",
)
_LEAST = [sum(min(WEIGHTS[cue], 0.0) for cue in _DEAR[at:]) for at in range(len(_DEAR) + 1)]
_MOST = [sum(max(WEIGHTS[cue], 0.0) for cue in _DEAR[at:]) for at in range(len(_DEAR) + 1)]
_ROUNDING = 1e-6  # sums taken in another order differ by less


def weigh(around: Surroundings) -> Opening:
    """What each cue adds: the lines are the headline of a new item if the sum is above `OPENS`.

    The network, which takes time, is asked where the cues are not sure.
    """
    reasons = [Reason(cue, WEIGHTS[cue] * value, seen(text)) for cue, value, text in held(around)]
    score = sum(reason.weight or 0.0 for reason in reasons)
    if abs(score - OPENS) < UNSURE and (value := read(around)):
        reasons.append(Reason(READ, WEIGHTS[READ] * value, seen(around.shown)))
    return Opening(tuple(reasons))


def opens(around: Surroundings) -> bool:
    """True where `weigh` gives more than `OPENS`, found out with as few looks as will do."""
    look = _Look(around)
    score, reach = -OPENS, UNSURE + _ROUNDING
    for found in look.cheap():
        score += sum(WEIGHTS[cue] * value for cue, value in found.items() if value)
    dear = look.dear()
    for least, most in zip(_LEAST, _MOST, strict=True):
        if score + least > reach:
            return True
        if score + most < -reach:
            return False
        score += sum(WEIGHTS[cue] * value for cue, value in islice(dear, 1))
    return (weigh(around).score or 0.0) > OPENS


def read(around: Surroundings) -> float:
    """What the network says, -1 for a subhead to 1 for a new item; 0: nothing is to compare."""
    if (row := row_around(around)) is None:
        return 0.0
    return max(-1.0, min(1.0, opening_odds(shipped_net(), row) / _SURE))


def row_around(around: Surroundings) -> Row | None:
    """What the network reads; None where nothing is above or below to compare."""
    story = around.item
    below = "".join([block.text for block in blocks_below(around)[:NEAR]])
    if story is None or not story.body or not below:
        return None
    return Row(
        "".join([head.text for head in story.heads]),
        "".join([block.text for block in story.body[-NEAR:]]),
        tuple(" ".join(around.blocks[n].shown.split()) for n in around.run),
        below,
    )


def held(around: Surroundings) -> list[tuple[str, float, str]]:
    """The cues that hold, each by a share of 0 to 1 and with the words that it saw."""
    look = _Look(around)
    own, below, above = look.cheap()
    for cue, value in look.dear():
        (below if cue in below else above)[cue] = value
    told = ((own, around.shown), (below, look.text), (above, _told_above(around)))
    return [
        (cue, float(value), words) for found, words in told for cue, value in found.items() if value
    ]


class _Look:
    """A look at what surrounds the lines, first at what is cheap to see."""

    def __init__(self, around: Surroundings) -> None:
        self.around = around
        self.lines = [around.blocks[n].text for n in around.run if around.roles[n] == "line"]
        self.far = blocks_below(around)
        self.text = "".join([block.text for block in self.far[:NEAR]])  # right below
        self.story = around.item if around.item is not None and around.item.body else None
        self.above: dict[str, float] = {"no story above": 1.0}

    def cheap(self) -> tuple[dict[str, float], dict[str, float], dict[str, float]]:
        """What the lines say, what the text below says and what the story above says."""
        own = own_cues(self.around, self.lines)
        own["runs on behind the photo below"] = _resumes(self.around, self.lines)
        if self.story is not None:
            self.above = cues_above(self.story, self.lines)
        return own, cues_below(self.around, self.lines, self.far, self.text), self.above

    def dear(self) -> Iterator[tuple[str, float]]:
        """What comparing the lines with both stories says, after the cheap looks."""
        yield "own words in the story below", cues.shared("".join(self.lines), self.text)
        if self.story is not None:
            yield from dear_cues(self.story, self.lines, self.far, self.text, self.above)


def _told_above(around: Surroundings) -> str:
    """The title of the story above, or how it begins."""
    item = around.item
    blocks = (item.heads or item.body[:1]) if item is not None else ()
    return " ".join(block.text for block in blocks)


def _resumes(around: Surroundings, lines: Sequence[str]) -> bool:
    """True when the text behind the photo under the lines takes up their last word."""
    behind = False
    if not lines:
        return False
    for number in range(around.end, min(len(around.blocks), around.end + 2 * NEAR)):
        name = around.roles[number]
        if behind:
            return name in {"body", "line"} and runs_on(lines[-1], around.blocks[number].text)
        behind = name in {"credit", "caption"}
    return False
