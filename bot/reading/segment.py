"""Blocks of a page -> its items: which block opens a story, which goes on, which is a photo.

One walk down the page. What opens an item is a rule or a sum of named cues, and `item.opening` says
which: `weigh` for lines that may be a headline, `find_caption` for where a caption begins.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.dates import find_dates
from bot.reading import bylines, cues, jumps, runs, summaries
from bot.reading.blocks import Block
from bot.reading.captions import Caption, find_caption
from bot.reading.items import Item
from bot.reading.opening import OPENS, opens, weigh
from bot.reading.opening_cues import Surroundings
from bot.reading.reasons import Opening, ruled
from bot.reading.roles import roles_of
from bot.reading.slogans import without_slogans

_TITLE, _TOLD = 8, 0.3  # characters of a headline, and the share of them that a report repeats


def separate(blocks: Sequence[Block], *, explained: bool = True) -> list[Item]:
    """The items of the page in reading order; not `explained`, those that a sum opened say nothing.

    Each block goes to one item at most; the masthead, slogans and the names of the makers go to
    none. A story that a photo or a box interrupts takes up its later blocks again.
    """
    walk = _Walk(blocks, explained)
    while walk.at < len(blocks):
        walk.step()
    for item in walk.items:
        if _is_offer(item):
            item.kind = "notice"
    return [item for item in walk.items if item.body or item.heads]


class _Walk:
    """The walk down the page; `at` is the next block."""

    def __init__(self, blocks: Sequence[Block], explained: bool) -> None:
        self.blocks, self.explained = blocks, explained
        self.items: list[Item] = []
        self.at = 0
        self.jumped: list[Block] = []  # lines 上接第1版 whose story has not begun
        self.roles = roles_of(blocks)
        self.captions = self._captions()
        self.gap = _usual_gap(blocks)

    def _captions(self) -> dict[int, Caption]:
        """The captions by their first block."""
        found = {}
        floor = 0
        for number, name in enumerate(self.roles):
            if name in {"credit", "caption"}:
                caption = find_caption(self.blocks, self.roles, number, floor)
                found[caption.start] = caption
                floor = number + 1
        return found

    @property
    def current(self) -> Item | None:
        return self.items[-1] if self.items else None

    def step(self) -> None:
        """Take the next block, or the run of lines that it begins."""
        self._credited()
        name = self.roles[self.at]
        if self.at in self.captions:
            caption = self.captions[self.at]
            self._photo(caption, Item(opening=caption.opening))
        elif name in {"line", "byline"}:
            self._lines()
        elif name in {"body", "tail"}:
            self._body(self.blocks[self.at], name)
            self.at += 1
        else:
            self._jump(self.at)
            self.at += 1

    def _credited(self) -> None:
        """Make bylines of credits under lines that open a story: its picture's, none of their own.

        摄影：王某 between headline and text.
        """
        if self.roles[self.at] != "line":
            return
        names = runs.end_of(self.roles, self.at, {"line"})
        end = runs.end_of(self.roles, names, {"credit", "byline"})
        if "credit" not in self.roles[names:end] or self.roles[end : end + 1] != ["body"]:
            return
        run = range(self.at, names)
        below = self.blocks[end].text
        told = cues.shared("".join(self.blocks[n].text for n in run), below)
        if not (told or bylines.opens_report(below)) or not self._weighed(self._around(run, end)):
            return
        self.roles[names:end] = ["byline"] * (end - names)
        within = self.captions.items()
        self.captions = {n: one for n, one in within if not names <= one.credit < end}

    def _around(self, run: Sequence[int], end: int) -> Surroundings:
        """The run of lines, with what stands above and below."""
        photo = end in self.captions and self.captions[end].is_photo_story(self.blocks)
        jumped = bool(self.jumped)
        return Surroundings(
            self.blocks, self.roles, run, end, self.current, self.gap, jumped, photo
        )

    def _jump(self, number: int) -> None:
        """A jump line: one to another page ends the story above, one from there heads the next."""
        line = self.blocks[number]
        if self.roles[number] != "jump":
            return
        if jumps.continues_from(line.text):
            self.jumped.append(line)
        elif self.items:
            stories = [item for item in self.items if item.kind != "photo"]
            story = (stories or self.items)[-1]
            story.jumps.append(line)
            story.closed = story.closed or jumps.page_after(line.text) is not None

    def _photo(self, caption: Caption, item: Item) -> None:
        """Take the caption for the item, which holds its headline and byline if it has any."""
        alone = self.roles[self.at : caption.credit + 1] == ["credit"]
        if self.current and not item.heads and alone:  # no words of its own
            fresh = self.current.heads and not self.current.body
            under = self.current.bylines if fresh else self.current.body
            under.append(self.blocks[caption.credit])
            self.at = caption.credit + 1
            return
        item.kind, item.closed = "photo", True
        for number in range(self.at, caption.credit + 1):
            name = self.roles[number]
            if name == "credit":
                item.credit = self.blocks[number]
            elif name not in {"furniture", "jump"}:
                item.body.append(self.blocks[number])
        self.items.append(item)
        self.at = caption.credit + 1

    def _lines(self) -> None:
        """A run of lines that may be a headline, with bylines between them."""
        end = runs.run_end(self.blocks, self.roles, self.at, self.captions)
        for number in range(self.at, end):
            self._jump(number)
        self._signature(end)
        run = [n for n in range(self.at, end) if self.roles[n] in {"line", "byline"}]
        captioned = end in self.captions
        if run and runs.is_signed(self.blocks, self.roles, run, self.current, captioned=captioned):
            unnamed = runs.is_unnamed(self.blocks[run[0]].text)
            story = self.items[-1]
            (story.body if unnamed else story.bylines).append(self.blocks[run[0]])
            letter = any(cues.opens_letter(block.text) for block in story.body[:2])
            story.closed = story.closed or unnamed or letter
            run = run[1:]
        run = self._noticed(run)
        signed = 0
        if self.current and self.current.body:
            above, last = self.current.body[-1].text, self.roles[end : end + 1] != ["body"]
            signed = (
                runs.listed(self.blocks, run, above, last=last)
                or runs.story_end(self.blocks, self.roles, run)
                or runs.set_close(self.blocks, run, self.gap)
            )
        for number in run[:signed]:
            self._belongs(number)
        run = run[signed:]
        starts = without_slogans(self.blocks, self.roles, run, end)
        starts = runs.without_section(self.blocks, self.roles, starts) if starts else []
        if not starts:
            self.at = end
            return
        begin, stop = runs.verse(self.blocks, self.roles, starts)
        if stop:
            if begin > 1 and len(self.blocks[starts[begin - 1]].text) <= runs.PEN_NAME:
                self.roles[starts[begin - 1]] = "byline"
            why = ruled("a verse under its title", self.blocks[starts[begin]].text)
            self._open(starts[:begin], starts[begin], why)
            self.items[-1].body += [self.blocks[n] for n in starts[begin:stop]]
            self.items[-1].closed = True
            self.at = starts[stop] if stop < len(starts) else end
            return
        opening = self._weighed(self._around(starts, end))
        if opening is not None and not self._begins_list(starts):
            self._open(starts, end, opening)
        else:
            for number in starts:
                self._belongs(number)
            self.at = end

    def _weighed(self, around: Surroundings) -> Opening | None:
        """Why a new item begins with these lines; None where none does."""
        if not self.explained:
            return Opening() if opens(around) else None
        opening = weigh(around)
        return opening if (opening.score or 0.0) > OPENS else None

    def _begins_list(self, run: list[int]) -> bool:
        """True for a numbered line right under a headline."""
        item = self.current
        fresh = item is not None and item.heads and not item.body
        return bool(fresh) and cues.is_numbered(self.blocks[run[0]].text)

    def _signature(self, end: int) -> None:
        """Take the office and the day that close a notice."""
        item = self.current
        while item is not None and item.body and self.at < end:
            text = self.blocks[self.at].text
            if not cues.is_signature(text):
                return
            if item.kind != "notice" and not any(date.day for date in find_dates(text)):
                return
            if item.kind == "notice" and cues.is_date_line(item.body[-1].text):
                return
            item.body.append(self.blocks[self.at])
            self.at += 1

    def _noticed(self, run: list[int]) -> list[int]:
        """The run without what closes the notice above it: who to call, the office and the day."""
        item, texts = self.current, [self.blocks[n].text for n in run]
        titles = [n for n, text in enumerate(texts) if cues.is_notice_title(text)]
        if item is None or item.kind != "notice" or not item.body or not titles:
            return run
        if not any(map(cues.is_date_line, texts[: titles[-1]])):
            return run
        for number in run[: titles[-1]]:
            self._belongs(number)
        return run[titles[-1] :]

    def _belongs(self, number: int) -> None:
        """A line within a story: a subhead, a signature, or the byline at its end."""
        item = self._takes_up(self.blocks[number], "line")
        part = bylines.is_posted(self.blocks[number].text) and self.roles[
            number + 1 : number + 2
        ] == ["body"]
        if self.roles[number] == "byline" and not part:
            item.bylines.append(self.blocks[number])
        else:
            item.body.append(self.blocks[number])

    def _open(self, run: list[int], end: int, opening: Opening) -> None:
        photo = end in self.captions and self.captions[end].is_photo_story(self.blocks)
        if photo and "byline" in [self.roles[n] for n in run]:
            photo = not self._goes_on_behind(self.captions[end])
        short = len(self.blocks[run[-1]].text) < runs.PEN_NAME
        if short and not photo and runs.is_pen_name(self.blocks, self.roles, run, end):
            self.roles[run[-1]] = "byline"  # the author's name alone under the headline
        under = [] if photo else summaries.under(self.blocks, self.roles, run, end)
        run = [n for n in run if n not in under]
        leads = [self.blocks[n] for n in under]
        named = len(run) > 1 and runs.is_author(self.blocks[run[-1]])
        if named or (not photo and runs.is_pen_name(self.blocks, self.roles, run, end)):
            self.roles[run[-1]] = "byline"
        heads = [self.blocks[n] for n in run if self.roles[n] == "line"]
        by = [self.blocks[n] for n in run if self.roles[n] == "byline"]
        self.at = end
        item = Item(heads=heads, bylines=by, body=leads, leads=len(leads), opening=opening)
        if photo:
            self._photo(self.captions[end], item)
            return
        if any(cues.is_notice_title(head.text) for head in heads[-2:]):
            item.kind = "notice"
        self.items.append(item)

    def _goes_on_behind(self, caption: Caption) -> bool:
        """True for text behind the photo: it stands in the story, and is none itself."""
        return self.roles[caption.credit + 1 : caption.credit + 2] in (["body"], ["tail"])

    def _body(self, block: Block, name: str) -> None:
        item = self.current
        report = name == "body" and bylines.opens_report(block.text)
        jumped = bool(self.jumped) or jumps.continues_from(block.text)
        under_line = self.roles[self.at - 1 : self.at] == ["line"]
        again = report and not under_line  # a line over a dateline is rather a headline
        if name == "body" and (report or jumped) and not _is_awaited(item, block, again):
            rule = "a dateline" if report else "goes on from another page"
            heads = [item.body.pop()] if item and item.body and under_line else []
            self.items.append(Item(heads=heads, opening=ruled(rule, block.text)))
        item = self._takes_up(block, name)
        item.jumps += self.jumped
        self.jumped = []
        if report and item.kind == "notice":
            item.kind = "article"  # a report about a notice
        item.body.append(block)
        if name == "tail" or jumps.page_after(block.text) is not None:
            item.closed = True

    def _takes_up(self, block: Block, name: str) -> Item:
        """The item that this block goes on with."""
        item = self.current
        if item is None:
            item = Item(opening=ruled("the first text of the page", block.text))
            self.items.append(item)
        if item.kind == "photo" and item.closed:
            return self._before_photo(block)
        return item

    def _before_photo(self, block: Block) -> Item:
        """The story that a photo interrupted: one that broke off, else the latest."""
        stories = [item for item in self.items if item.kind != "photo" and not item.closed]
        broken = [item for item in stories if item.is_open]
        if broken or stories:
            return (broken or stories)[-1]
        item = Item(opening=ruled("text under a photo, no story above", block.text))
        self.items.append(item)
        return item


def _is_offer(item: Item) -> bool:
    """True for a notice that its title does not call so."""
    if item.kind != "article" or item.bylines or not item.heads or not item.body:
        return False
    if bylines.opens_report(item.body[0].text):
        return False
    return cues.is_offer(item.heads[-1].text, "".join(block.text for block in item.body))


def _is_awaited(item: Item | None, block: Block, again: bool) -> bool:
    """True for a body that the item's headline waits for, or a second dateline under one."""
    if item is None:
        return False
    if not item.body or summaries.only_lead(item):
        return True
    return again and _is_told_again(item, block)


def _is_told_again(item: Item, block: Block) -> bool:
    """True for a second dateline under one headline: it shares the headline's words."""
    title = "".join(head.text for head in item.heads)
    return len(title) >= _TITLE and cues.shared(title, block.text) >= _TOLD


def _usual_gap(blocks: Sequence[Block]) -> int:
    gaps = sorted(block.gap for block in blocks)
    return gaps[len(gaps) // 2] if gaps else 0
