"""Does a run of headline-like lines open a new item, or is it a subhead within the story?"""

from __future__ import annotations

from bot.reading.opening_cues import (
    NEAR,
    Surroundings,
    blocks_below,
    cues_above,
    cues_below,
    own_cues,
)
from bot.reading.reasons import Opening, Reason, seen
from bot.reading.seams import runs_on

OPENS = 0.0  # lines with a higher sum open a new item

# What speaks for a new item (+) or for a subhead of the one above (-). Fitted by
# training/train_opening.py, save for cues rare there and those that it keeps.
WEIGHTS = {
    "always": -1.4,
    "no story above": 20.0,
    "markdown heading": 8.0,
    "story below has a dateline": 7.0,
    "story below begins with a day": 0.9,
    "byline among the lines": 2.0,
    "story above is closed": 2.0,
    "notice": 3.7,
    "jumped from another page": 6.0,
    "two lines or more": -0.3,
    "a wider gap above": 3.4,
    "long line": -0.6,
    "a label": 1.0,
    "a column's name in brackets": 3.1,
    "a subtitle's dash": 2.6,
    "leads into the next line": -0.4,
    "a space divides it": 1.8,
    "a whole line in quotation marks": -1.4,
    "a list of short items below": 3.0,
    "a table below": -6.0,
    "numbered": -3.0,
    "story above breaks off": -1.5,
    "story above has a subhead of this length": -1.2,
    "story above is short": -0.8,
    "a short report above": 2.6,
    "a date line": -2.0,
    "nothing below": -1.6,
    "reads like a sentence": -1.0,
    "runs into the block below": -1.0,
    "runs on behind the photo below": -6.0,
    "own words in the story below": 1.8,
    "own words in the story above": -2.3,
    "title above in the story below": -3.7,
    "title above in these words": -0.9,
    "old words below": -1.7,
    "phrases of the story above below": -2.2,
    "subheads in the story above": -1.7,
    "story above is long": 1.1,
    "much text below": 0.8,
    "a colon": -1.3,
    "a long kicker's dash": 1.2,
    "a credit": 4.5,
    "a wide gap above": 0.3,
}


# What the cues that `cues_above` looks for last may add at least and at most.
_LEAST_DEAR = sum(
    WEIGHTS[cue]
    for cue in ("story above is short", "old words below", "phrases of the story above below")
)
_MOST_DEAR = WEIGHTS["a short report above"]
_ROUNDING = 1e-6  # sums taken in another order differ by less


def weigh(around: Surroundings) -> Opening:
    """What each cue adds: the lines are the headline of a new item if the sum is above `OPENS`."""
    return Opening(
        tuple(Reason(cue, WEIGHTS[cue] * value, seen(text)) for cue, value, text in held(around))
    )


def opens(around: Surroundings) -> bool:
    """True where `weigh` gives more than `OPENS`, found out with as few looks as will do."""
    cheap = sum(
        WEIGHTS[cue] * value
        for found in _cues(around, _text_below(around), dear=False)
        for cue, value in found.items()
    )
    if cheap + _LEAST_DEAR > OPENS + _ROUNDING or cheap + _MOST_DEAR < OPENS - _ROUNDING:
        return cheap > OPENS
    return (weigh(around).score or 0.0) > OPENS


def held(around: Surroundings) -> list[tuple[str, float, str]]:
    """The cues that hold, each by a share of 0 to 1 and with the words that it saw."""
    text = _text_below(around)
    shown = " ".join(around.blocks[n].text for n in around.run)
    told = zip(_cues(around, text), (shown, text, _told_above(around)), strict=True)
    return [
        (cue, float(value), words) for found, words in told for cue, value in found.items() if value
    ]


def _cues(around: Surroundings, text: str, dear: bool = True) -> list[dict[str, float]]:
    """What the lines say, what the text below says and what the story above says."""
    lines = [around.blocks[n] for n in around.run if around.roles[n] == "line"]
    own = own_cues(around, [line.text for line in lines])
    own["runs on behind the photo below"] = bool(lines) and _resumes(around, lines[-1].text)
    return [
        own,
        cues_below(around, lines),
        cues_above(around, lines, text, dear=dear),
    ]


def _text_below(around: Surroundings) -> str:
    return "".join([block.text for block in blocks_below(around)])


def _told_above(around: Surroundings) -> str:
    """The title of the story above, or how it begins."""
    item = around.item
    blocks = (item.heads or item.body[:1]) if item is not None else ()
    return " ".join(block.text for block in blocks)


def _resumes(around: Surroundings, line: str) -> bool:
    """True when the text behind the photo under the line takes up the line's last word."""
    behind = False
    for number in range(around.end, min(len(around.blocks), around.end + 2 * NEAR)):
        name = around.roles[number]
        if behind:
            return name in {"body", "line"} and runs_on(line, around.blocks[number].text)
        behind = name in {"credit", "caption"}
    return False
