"""What a run of headline-like lines, the story above and the one below say: the named cues."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.reading import bylines, cues, jumps
from bot.reading.blocks import Block
from bot.reading.items import Item
from bot.reading.names import is_likely
from bot.reading.runs import is_placed_author
from bot.reading.seams import runs_on

_QUOTED = re.compile(r"^[“\"][^”\"]*[”\"]$")
_DAY = re.compile(
    r"(?:\d{4}年)?(?:\d{1,2}月)?\d{1,2}日|近日|日前|今天|昨日|昨天|今年|连日来|近期|目前"
)
_SENTENCE = re.compile(
    r"(?:说|表示|介绍|强调|指出|认为|告诉记者|获悉)[，,：:]|[，,].*[，,]|^(?:据|为了?|但|而|同时|此外|目前)"
)
_LEAD = re.compile(r"核心阅读|编者按|阅读提示|内容提要|开栏的话|编者的话")
_GENRES = re.compile(
    "短评|社论|时评|快评|微评|简讯|短讯|快讯|一句话新闻|简明新闻|新闻速递|读者来信"
)
# 。（市统计局提供）, 。（未完待续）; not （见图）, （下同）.
_SIGNED_OFF = re.compile(r"[。！？…”][（(](?![本注见如图下上左右按详])[^（）()。，,\d]{2,14}[）)]$")
_BRIEF = 150  # characters of a story that may well have just begun
_SHORT = 600  # characters of a report that wants no subheads
_MARKED = re.compile(r"[，,：:]|.{17}")  # half a sentence, no subhead
_HEAD = 10  # characters: most headlines are longer, most subheads shorter
_FULL = 20  # characters of a line that counts as long in full
_TOLD = 6  # characters of a title that tells what its story is about
_STRANGE = 0.04  # share of words: less, and the story below is about something else
_KICKER = 10  # characters: a longer line that a dash ends leads into no subhead
_SUBHEADS = 3  # in the story above: as many as there may be
_LONG = 800  # characters of a story above that may well have ended
_MUCH = 700  # characters below, which no subhead parts
_PHRASES = 12  # that the story above and the text below share: as many as tell anything
NEAR = 3  # body blocks looked at on each side
_FAR = 12  # body blocks below that are looked at where the nearer ones do not decide


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
    photo: bool = False  # the caption of a photo stands right under them

    @property
    def shown(self) -> str:
        """The lines as one text."""
        return " ".join(self.blocks[n].text for n in self.run)


def is_lead(text: str) -> bool:
    """True for the summary over a body: `is_lead("核心阅读……") -> True`."""
    return bool(_LEAD.match(text))


def own_cues(around: Surroundings, lines: list[str]) -> dict[str, float]:
    """What the lines say by themselves."""
    longest = max(map(len, lines), default=0)
    first = around.blocks[around.run[0]]
    divided = [n for n in around.run if not bylines.is_posted(around.blocks[n].text)]
    return {
        "always": 1.0,
        "markdown heading": any(around.blocks[number].marked for number in around.run),
        "byline among the lines": _are_signed(around, lines)
        or (len(lines) > 1 and is_placed_author(around.blocks[around.run[-1]])),
        "a name alone under the lines": len(lines) > 1 and is_likely(lines[-1]),
        "a genre's name": bool(lines) and bool(_GENRES.fullmatch(lines[0])),
        "notice": any(map(cues.is_notice_title, lines)),
        "a notice behind a notice": around.item is not None
        and around.item.kind == "notice"
        and any(map(cues.is_notice_title, lines)),
        "two lines or more": min(len(lines) - 1, 2) / 2 if lines else 0.0,
        "a wider gap above": first.gap > around.usual_gap,
        "long line": min(longest, _FULL) / _FULL,
        "a label over a headline": _is_labelled(lines),
        "a column's name in brackets": any(map(cues.names_column, lines)),
        "a subtitle's dash": any(line.startswith(("——", "—", "--")) for line in lines[1:]),
        "leads into the next line": any(map(cues.ends_like_kicker, lines[:-1])),
        "a long kicker's dash": len(lines) > 1 and len(lines[0]) > _KICKER and lines[0][-1] in "—―",
        "a colon": any("：" in line or ":" in line for line in lines),
        "a space divides it": any(" " in around.blocks[n].shown.strip() for n in divided),
        "a whole line in quotation marks": any(map(_QUOTED.match, lines)),
        "numbered": bool(lines) and cues.is_numbered(lines[0]),
        "a credit": around.photo,
        "a wide gap above": first.gap > around.usual_gap + 1,
        "a date line": any(map(cues.is_date_line, lines)),
        "reads like a sentence": any(map(_SENTENCE.search, lines)),
    }


def _is_labelled(lines: Sequence[str]) -> bool:
    """True where a column's name stands over a headline: no part of a story has one."""
    heads = [line for line in lines if not cues.is_label(line)]
    return bool(heads) and len(heads) < len(lines) and cues.is_label(lines[0])


def _are_signed(around: Surroundings, lines: Sequence[str]) -> bool:
    """True where a byline stands among the lines that no part of a story would have."""
    if not 0 < len(lines) < len(around.run):
        return False
    signed = (around.blocks[n].text for n in around.run if around.roles[n] == "byline")
    return not all(map(bylines.is_posted, signed))


def cues_below(
    around: Surroundings, lines: Sequence[str], far: Sequence[Block], text: str
) -> dict[str, float]:
    """What the blocks under the lines say: `far` are all of them, `text` is that of the nearest.

    What they say after comparing does not hold yet.
    """
    below = far[:NEAR]
    last = lines[-1] if lines else ""
    return {
        "nothing below": not below,
        "a list of short items below": bool(below) and cues.is_bullet(below[0].text),
        "a table below": bool(below) and below[0].row and not any(map(cues.is_notice_title, lines)),
        "story below has a dateline": bool(below) and bylines.opens_report(below[0].text),
        "story below begins with a day": bool(_DAY.match(text)),
        "a question below": bool(below) and cues.asks_first(below[0].text),
        "a letter below": bool(below) and cues.opens_letter(below[0].text),
        "a label": any(map(cues.is_label, lines)) or is_lead(text),
        "much text below": sum(len(block.text) for block in far) >= _MUCH,
        "jumped from another page": around.jumped or jumps.continues_from(text),
        "runs into the block below": bool(last and text) and runs_on(last, text),
        "own words in the story below": 0.0,
    }


def cues_above(story: Item, lines: Sequence[str]) -> dict[str, float]:
    """What the story above says; what `dear_cues` finds does not hold yet."""
    closed = (
        story.closed
        or cues.is_date_line(story.body[-1].text)
        or _is_signed_off(story)
        or (story.kind == "notice" and not story.is_open)
    )
    length = sum(map(len, lines))
    return {
        "a short report above": 0.0,
        "story above is closed": closed,
        "story above breaks off": story.is_open,
        "story above is short": 0.0,
        "story above has a subhead of this length": len(lines) == 1
        and any(abs(len(block.text) - length) <= 2 for block in story.subheads),
        "subheads in the story above": min(len(story.subheads), _SUBHEADS) / _SUBHEADS,
        "story above is long": _length(story) > _LONG,
        "phrases of the story above below": 0.0,
        "own words in the story above": 0.0,
        "title above in the story below": 0.0,
        "title above in these words": 0.0,
        "old words below": 0.0,
    }


def _is_signed_off(story: Item) -> bool:
    """True for names in brackets behind the story's last sentence: 全长7.6公里。（辛未）."""
    shown = story.body[-1].shown
    if shown[-1] not in "）)":
        return False
    return bool(_SIGNED_OFF.search(shown) or bylines.tail_authors(shown))


def dear_cues(
    story: Item, lines: Sequence[str], far: Sequence[Block], below: str, found: Mapping[str, float]
) -> Iterator[tuple[str, float]]:
    """What takes comparing the story above with the one below, the dearest last.

    `found` are the cues of `cues_above`.
    """
    above = _end(story)
    own, title = "".join(lines), "".join([head.text for head in story.heads])
    told = min(len(title), _TOLD) / _TOLD
    title_below = cues.shared(title, below)
    yield "title above in the story below", title_below * told
    own_above = cues.shared(own, above)
    yield "own words in the story above", own_above
    yield "title above in these words", cues.shared(own, title) * told
    yield "old words below", cues.shared(below[:200], above)
    report = (
        len(own) >= _HEAD
        and own_above < _STRANGE
        and title_below < _STRANGE
        and _is_short_report(story)
        and cues.shared(below, above) < _STRANGE
    )
    yield "a short report above", report
    brief = _length(story) < _BRIEF and not found["story above is closed"]
    yield "story above is short", brief and not report
    told_again = 0 if bylines.opens_report(below) else _phrases(story, far)
    yield "phrases of the story above below", min(told_again, _PHRASES) / _PHRASES


def blocks_below(around: Surroundings) -> list[Block]:
    """The body blocks under the lines, up to the next line, as far as they are looked at."""
    found = []
    for number in range(around.end, min(len(around.blocks), around.end + _FAR)):
        if around.roles[number] not in {"body", "caption"}:
            break
        found.append(around.blocks[number])
    return found


def _phrases(story: Item, far: Sequence[Block]) -> int:
    """How many phrases of the story above come again below the lines."""
    above = "".join([block.text for block in story.body])
    below = "".join([block.text for block in far])
    return cues.phrases(below[:_LONG], above)


def _end(story: Item) -> str:
    return "".join([block.text for block in story.body[-NEAR:]])


def _length(story: Item) -> int:
    """How many characters its body has, counted as far as it may matter."""
    total = 0
    for block in story.body:
        total += len(block.text)
        if total > _LONG:
            break
    return total


def _is_short_report(story: Item) -> bool:
    """True for a report of a few paragraphs: nobody puts subheads into one."""
    if _length(story) > _SHORT or story.is_open:
        return False
    if not all(_MARKED.search(block.text) for block in story.subheads):
        return False
    return bylines.opens_report(story.body[0].text)
