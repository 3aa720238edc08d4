"""Does a run of headline-like lines open a new item, or is it a subhead within the story?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.reading import bylines, cues, jumps
from bot.reading.blocks import Block
from bot.reading.items import Item
from bot.reading.lines import is_table_row
from bot.reading.reasons import Opening, Reason, seen
from bot.reading.runs import is_placed_author
from bot.words import crosses_word

OPENS = 0.0  # lines with a higher sum open a new item
_COLUMN = re.compile(r"[（(][^（）()]{2,20}[）)]$")
_QUOTED = re.compile(r"^[“\"].*[”\"]$")
_DAY = re.compile(
    r"(?:\d{4}年)?(?:\d{1,2}月)?\d{1,2}日|近日|日前|今天|昨日|昨天|今年|连日来|近期|目前"
)
_SENTENCE = re.compile(
    r"(?:说|表示|介绍|强调|指出|认为|告诉记者|获悉)[，,：:]|[，,].*[，,]|^(?:据|为了?|但|而|同时|此外|目前)"
)
_SHORT = 600  # characters of a report that wants no subheads
_MARKED = re.compile(r"[，,：:]|.{17}")  # half a sentence, no subhead
_HEAD = 10  # characters: most headlines are longer, most subheads shorter
_STRANGE = 0.04  # share of words: less, and the story below is about something else
_NEAR = 3  # body blocks looked at on each side

# What speaks for a new item (+) or for a subhead of the one above (-). Rounded from a logistic
# regression on 3,000 runs of lines (benchmarks/reading/README.md), save for cues rare there.
WEIGHTS = {
    "always": -1.4,
    "no story above": 20.0,
    "markdown heading": 8.0,
    "story below has a dateline": 7.0,
    "story below begins with a day": 1.2,
    "byline among the lines": 2.0,
    "story above is closed": 2.2,
    "notice": 3.5,
    "jumped from another page": 6.0,
    "two lines or more": 0.4,
    "a wider gap above": 3.4,
    "long line": -0.6,
    "a label": 1.0,
    "a column's name in brackets": 2.9,
    "a subtitle's dash": 2.5,
    "leads into the next line": 0.2,
    "a space divides it": 1.8,
    "a whole line in quotation marks": -1.5,
    "a list of short items below": 3.0,
    "a table below": -6.0,
    "numbered": -3.0,
    "story above breaks off": -1.2,
    "story above has a subhead of this length": -1.1,
    "story above is short": -0.8,
    "a short report above": 2.0,
    "a date line": -2.0,
    "nothing below": -1.6,
    "reads like a sentence": -1.0,
    "runs into the block below": -1.0,
    "runs on behind the photo below": -6.0,
    "own words in the story below": 1.8,
    "own words in the story above": -2.2,
    "title above in the story below": -3.3,
    "title above in these words": -0.8,
    "old words below": -1.5,
}


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The run of lines with what stands above and below."""

    blocks: Sequence[Block]
    roles: Sequence[str]
    run: Sequence[int]
    end: int
    item: Item | None
    usual_gap: int
    jumped: bool = False  # a line 上接第1版 stands over them or among them


def weigh(around: Surroundings) -> Opening:
    """What each cue adds: the lines are the headline of a new item if the sum is above `OPENS`.

    A cue holds or not, or by a share of 0 to 1; those that do not hold are left out.
    """
    below = _below(around)
    lines = [around.blocks[n] for n in around.run if around.roles[n] == "line"]
    text = "".join(block.text for block in below)
    own = _own_cues(around, [line.text for line in lines])
    own["runs on behind the photo below"] = bool(lines) and _resumes(around, lines[-1].text)
    reasons = [
        *_weighed(own, " ".join(around.blocks[n].text for n in around.run)),
        *_weighed(_cues_below(lines, below, around.jumped), text),
        *_weighed(_cues_above(around, lines, text), _told_above(around.item)),
    ]
    return Opening(tuple(reasons))


def _weighed(found: Mapping[str, float], text: str) -> Iterator[Reason]:
    return (Reason(cue, WEIGHTS[cue] * value, seen(text)) for cue, value in found.items() if value)


def _told_above(item: Item | None) -> str:
    """The title of the story above, or how it begins."""
    blocks = (item.heads or item.body[:1]) if item is not None else ()
    return " ".join(block.text for block in blocks)


def _own_cues(around: Surroundings, lines: list[str]) -> dict[str, float]:
    """What the lines say by themselves."""
    longest = max(map(len, lines), default=0)
    first = around.blocks[around.run[0]]
    return {
        "always": 1.0,
        "markdown heading": any(around.blocks[number].marked for number in around.run),
        "byline among the lines": 0 < len(lines) < len(around.run)
        or (len(lines) > 1 and is_placed_author(around.blocks[around.run[-1]])),
        "notice": any(cues.is_notice_title(line) for line in lines),
        "two lines or more": len(lines) > 1,
        "a wider gap above": first.gap > around.usual_gap,
        "long line": longest >= 11,
        "a label": any(cues.is_label(line) for line in lines),
        "a column's name in brackets": any(_COLUMN.search(line) for line in lines),
        "a subtitle's dash": any(line.startswith(("——", "—", "--")) for line in lines[1:]),
        "leads into the next line": any(cues.ends_like_kicker(line) for line in lines[:-1]),
        "a space divides it": any(" " in around.blocks[n].shown.strip() for n in around.run),
        "a whole line in quotation marks": any(_QUOTED.match(line) for line in lines),
        "numbered": bool(lines) and cues.is_numbered(lines[0]),
        "a date line": any(cues.is_date_line(line) for line in lines),
        "reads like a sentence": any(_SENTENCE.search(line) for line in lines),
    }


def _cues_below(lines: list[Block], below: list[Block], jumped: bool) -> dict[str, float]:
    """What the blocks under the lines say."""
    text = "".join(block.text for block in below)
    last = lines[-1].text if lines else ""
    return {
        "nothing below": not below,
        "a list of short items below": bool(below) and cues.is_bullet(below[0].text),
        "a table below": bool(below)
        and is_table_row(below[0].shown)
        and not any(cues.is_notice_title(line.text) for line in lines),
        "story below has a dateline": bool(below) and bylines.opens_report(below[0].text),
        "story below begins with a day": bool(_DAY.match(text)),
        "jumped from another page": jumped or jumps.continues_from(text),
        "runs into the block below": bool(last and text) and runs_on(last, text),
        "own words in the story below": cues.shared("".join(x.text for x in lines), text),
    }


def _cues_above(around: Surroundings, lines: list[Block], below: str) -> dict[str, float]:
    """What the story above says."""
    story = around.item if around.item is not None and around.item.body else None
    if story is None:
        return {"no story above": 1.0}
    above = "".join(block.text for block in story.body[-_NEAR:])
    title = "".join(head.text for head in story.heads)
    own = "".join(line.text for line in lines)
    subheads = [len(block.text) for block in story.body if cues.may_head(block)]
    strange = max(cues.shared(own, above), cues.shared(title, below), cues.shared(below, above))
    report = strange < _STRANGE and len(own) >= _HEAD and _is_short_report(story)
    length = sum(len(block.text) for block in story.body)
    return {
        "a short report above": report,
        "story above is closed": story.closed or cues.is_date_line(story.body[-1].text),
        "story above breaks off": story.is_open,
        "story above is short": length < 150 and not report,
        "story above has a subhead of this length": len(lines) == 1
        and any(abs(length - len(own)) <= 2 for length in subheads),
        "own words in the story above": cues.shared(own, above),
        "title above in the story below": cues.shared(title, below),
        "title above in these words": cues.shared(own, title),
        "old words below": cues.shared(below[:200], above),
    }


def _is_short_report(story: Item) -> bool:
    """True for a report of a few paragraphs: nobody puts subheads into one."""
    length = sum(len(block.text) for block in story.body)
    if any(cues.may_head(block) and not _MARKED.search(block.text) for block in story.body):
        return False  # it has subheads
    report = bylines.opens_report(story.body[0].text)
    return report and length <= _SHORT and not story.is_open


def runs_on(line: str, below: str) -> bool:
    """True when a word runs from the line's end into the block below, or it begins with a mark."""
    if below[0] in "，。、；：！？,;:)）”":
        return True
    if line[-1].isdigit() and (
        below[0].isdigit() or below[0] in "年月日时分号亿万千百元个名户吨.%"
    ):
        return True
    return crosses_word(line[-6:], below[:6])


def _resumes(around: Surroundings, line: str) -> bool:
    """True when the text behind the photo under the line takes up the line's last word."""
    behind = False
    for number in range(around.end, min(len(around.blocks), around.end + 2 * _NEAR)):
        name = around.roles[number]
        if behind:
            return name in {"body", "line"} and runs_on(line, around.blocks[number].text)
        behind = name in {"credit", "caption"}
    return False


def _below(around: Surroundings) -> list[Block]:
    """The body blocks under the lines, up to the next line."""
    found = []
    for number in range(around.end, min(len(around.blocks), around.end + _NEAR)):
        if around.roles[number] not in {"body", "caption"}:
            break
        found.append(around.blocks[number])
    return found
