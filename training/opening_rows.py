"""What the page network learns of lines that open a story: rows of text, and whether one opens.

A short line within an article of the archives is a subhead; the headline of an article behind
another one of its page opens a story. Datelines are mostly cut off, for with one nobody needs to
ask. Subheads are also set where there were none, and headlines made short, so that what is above
and below must be compared. The pages that lay_out.py draws with the held-out seeds are left out.
"""

from __future__ import annotations

import json
import random
import re
import zlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

from bot.reading import opening, segment
from bot.reading.articles import read_sheets
from bot.reading.bylines import dateline_end
from bot.reading.names import is_likely
from bot.reading.opening_cues import Surroundings
from bot.reading.opening_net import Row
from bot.reading.reasons import Opening
from bot.text import sentences
from training.small_items import full_name, pen_name, small_item
from training.train_breaks import drawn, held_out, rows_of
from training.train_opening import starts_of

ASKED = Path(__file__).parent / "asked" / "local_papers.jsonl"
_PEN = 4  # characters of a pen name
SUBHEAD = re.compile(r"[^。！？；…\t]{2,32}(?<![。！？”…；：）)，,、])")
WORDS = re.compile(r"[\u4e00-\u9fff]{2}")
AUTHOR = re.compile(r"本报|记者|通讯员|作者|摄影|来源|责任?编|电话|扫|二维码")
CLAUSE = re.compile(r"[\u4e00-\u9fff]{3,12}")
LABELS = (
    "要闻", "时政", "经济", "社会", "民生", "教育", "健康", "体育", "国际", "国内", "省内",
    "本地", "县域", "乡镇", "热线", "帮办", "短讯", "速递", "关注", "聚焦", "观察", "视点",
    "声音", "身边", "文化", "文旅", "交通", "农业", "工业", "科技", "法治", "警方", "消费",
    "市场", "楼市", "天气", "校园", "园区", "人物", "讲述", "记忆", "副刊", "书评", "影评",
    "养生", "问答", "提醒", "有话直说", "百姓身边事", "读者之声", "街谈巷议", "新闻速览",
    "今日关注", "数字新闻", "生活提示", "部门动态", "基层来电", "一线见闻", "就业", "金融",
    "财经", "股市", "汽车", "旅游", "美食", "收藏", "棋牌", "编读往来", "凡人小事", "城事",
    "乡音", "老照片", "环球", "军事", "台海",
)  # fmt: skip


class Sample(NamedTuple):
    """Lines between two texts, whether a story opens there, and of which sort the sample is."""

    row: Row
    opens: bool
    sort: str
    apart: bool  # kept back


def plain(text: str) -> list[str]:
    """Its paragraphs, white space repaired."""
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return [line for line in lines if WORDS.search(line) or line.isdigit()]


def is_apart(text: str) -> bool:
    """True for every tenth article."""
    return zlib.crc32(text.encode()) % 10 == 0


def subheads(title: str, paragraphs: Sequence[str], sort: str) -> Iterator[Sample]:
    """The short lines within an article."""
    at, apart = 1, is_apart("".join(paragraphs))
    while at < len(paragraphs) - 1:
        end = at
        while end < len(paragraphs) and end - at < 3 and SUBHEAD.fullmatch(paragraphs[end]):
            end += 1
        run = paragraphs[at:end]
        above, below = "".join(paragraphs[:at]), "".join(paragraphs[end : end + 3])
        signed = any(map(AUTHOR.search, run)) or may_sign(run)
        if run and len(above) > 60 and len(below) > 30 and not signed:
            yield Sample(Row(title, above, tuple(run), below), False, sort, apart)
        at = max(end, at + 1)


def may_sign(lines: Sequence[str]) -> bool:
    """True where the last of several lines may be an author: what archives count as one article.

    On paper its parts are told apart by that.
    """
    return len(lines) > 1 and (len(lines[-1]) <= _PEN or is_likely(lines[-1]))


def set_in(
    title: str, paragraphs: Sequence[str], real: Sequence[str], die: random.Random
) -> Iterator[Sample]:
    """A subhead between two paragraphs that have none: a clause of the second, or any."""
    if len(paragraphs) < 3:
        return
    at = die.randrange(1, len(paragraphs))
    below = "".join(paragraphs[at : at + 3])
    clauses = CLAUSE.findall(below[:200])
    line = die.choice(clauses) if clauses and die.random() < 0.6 else die.choice(real)
    above = "".join(paragraphs[:at])
    if die.random() < 0.25:  # a part may be as short as a brief
        above = "".join(sentences(above)[-die.choice((1, 1, 2)) :])
    row = Row(title, above, (line,), below)
    yield Sample(row, False, "set in", is_apart("".join(paragraphs)))


def headline_behind(
    above: dict[str, Any], below: dict[str, Any], die: random.Random, sort: str
) -> Iterator[Sample]:
    """The headline of an article behind another one."""
    first, second = plain(above["text"]), plain(below["text"])
    titles = [" ".join(title.split()) for title in below["titles"] if title.strip()]
    if not (first and second and titles):
        return
    title = " ".join(above["titles"][:1]) if die.random() < 0.85 else ""
    first, second = brief(first, die), brief(second, die)
    lines = headline_lines(titles, second, die)
    while len(second) > 1 and len(second[0]) < 25 and AUTHOR.search(second[0]):
        second = second[1:]
    if die.random() < 0.8:
        second[0] = second[0][dateline_end(second[0]) :].lstrip("，,：: ") or second[0]
    row = Row(title, "".join(first) + closing(die), tuple(lines[:4]), "".join(second[:3]))
    yield Sample(row, True, sort, is_apart(above["text"]) or is_apart(below["text"]))


def brief(paragraphs: list[str], die: random.Random) -> list[str]:
    """Its first sentence or two, as briefs have it; mostly all."""
    if die.random() < 0.75:
        return paragraphs
    return ["".join(sentences(paragraphs[0])[: die.choice((1, 1, 2))]) or paragraphs[0]]


def headline_lines(titles: list[str], body: list[str], die: random.Random) -> list[str]:
    """The lines over a story, in one of the many ways of papers: all, short, labelled, signed."""
    lines = titles if die.random() < 0.5 else [max(titles, key=len)]
    if die.random() < 0.25:
        lines = [part for line in lines for part in line.split()]
    if die.random() < 0.3:
        short = [line for line in lines if len(line) <= 10] or CLAUSE.findall("".join(body)[:120])
        lines = [die.choice(short)] if short else lines
    if die.random() < 0.25:
        lines = [die.choice(LABELS), *lines]
    if die.random() < 0.25:
        lines = [*lines, author(die)]
    return lines


def closing(die: random.Random) -> str:
    """How a text may end: in a name in brackets, mostly not."""
    sign = die.choice(("（{}）", "（记者 {}）", "（本报记者 {}）", "{}"))
    return sign.format(full_name(die)) if die.random() < 0.15 else ""


def author(die: random.Random) -> str:
    """The line of an invented author, with or without a sign."""
    who = full_name(die) if die.random() < 0.6 else pen_name(die)
    return die.choice(("", "", "□", "□本报记者 ", "本报记者 ", "□ ", "文/")) + who


def small_ones(rows: Sequence[dict[str, Any]], die: random.Random) -> Iterator[Sample]:
    """Small items behind stories, stories behind small items, and small items behind each other."""
    for one in rows:
        story, (title, text) = plain(one["text"]), small_item(die)
        if not story or not one["titles"]:
            continue
        apart = is_apart(one["text"])
        whole, last = " ".join(one["titles"][:1]), "".join(story) + closing(die)
        behind = Row(whole, last, (*die.choice(((), (), (die.choice(LABELS),))), title), text)
        yield Sample(behind, True, "small", apart)
        lines = tuple(headline_lines([" ".join(t.split()) for t in one["titles"]], story, die)[:4])
        yield Sample(Row(title, text, lines, "".join(story[:3])), True, "behind small", apart)
        other, more = small_item(die)
        if other != title:
            yield Sample(Row(title, text, (other,), more), True, "small", apart)


def gather(data: Path, die: random.Random) -> list[Sample]:
    """Samples of all archives but the held-out pages."""
    national = [*rows_of(data, "rmrb2020")]
    out = held_out(national)
    national = [row for row in national if (row["date"], row["page"]) not in out]
    found = [*_within_pages(national, die)]
    others = {
        name: [*rows_of(data, name)] for name in ("rmrb2019", "sina2018", "sohu2016", "chinanews")
    }
    for name, rows in (("rmrb2020", national), *others.items()):
        for row in rows:
            found += subheads(" ".join(row["titles"][:1]), plain(row["text"]), name)
    real = [sample.row.lines[0] for sample in found if not sample.opens]
    for name in ("sina2018", "sohu2016", "chinanews"):
        rows = die.sample(others[name], len(others[name]) // 3)
        for above, below in pairwise(rows):
            found += headline_behind(above, below, die, "web")
    for archive in ("sina2018", "chinanews"):
        found += small_ones(die.sample(others[archive], 1500), die)
    local = [json.loads(line) for line in ASKED.read_text(encoding="utf-8").splitlines()]
    found += small_ones(local, die)
    for above, below in pairwise(local):
        found += headline_behind(above, below, die, "local")
        found += headline_behind(die.choice(local), below, die, "local")
        for _ in range(2):
            found += set_in(above["titles"][0], plain(above["text"]), real, die)
    for row in die.sample(national, 6000):
        found += set_in(" ".join(row["titles"][:1]), plain(row["text"]), real, die)
    found += _quick(rows_of(data, "cctv"), die)
    return found


def _within_pages(rows: Sequence[dict[str, Any]], die: random.Random) -> Iterator[Sample]:
    """The headlines of each page's articles, each behind another one."""
    pages: defaultdict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        pages[row["date"], row["page"]].append(row)
    for page in pages.values():
        for above, below in pairwise(die.sample(page, len(page))):
            yield from headline_behind(above, below, die, "page")


def _quick(rows: Iterator[dict[str, Any]], die: random.Random) -> Iterator[Sample]:
    """Briefs of broadcast news, each under its headline."""
    for row in rows:
        if "快讯" not in " ".join(row["titles"]):
            continue
        lines = plain(row["text"])
        heads = [at for at, line in enumerate(lines[:-1]) if SUBHEAD.fullmatch(line)]
        for last, at in pairwise(heads):
            if at - last > 1 and len(lines[at + 1]) > 30 and die.random() < 0.4:
                above = "".join(lines[last + 1 : at])
                one = Row(lines[last], above, (lines[at],), lines[at + 1])
                yield Sample(one, True, "briefs", is_apart(row["text"]))


def decided(folder: Path, out: set[str]) -> Iterator[Sample]:
    """The decisions on the pages of a folder that were laid out, but those of `out`."""
    listener = Rows()
    segment.weigh = listener.weigh
    for page in json.loads((folder / "truth.json").read_text(encoding="utf-8")):
        listener.starts, listener.rows = starts_of(page), []
        list(read_sheets(str(folder / page["file"])))
        if page["file"] not in out:
            yield from (Sample(row, opens, folder.name, False) for row, opens in listener.rows)


class Rows:
    """Notes what the network would read at every decision while pages are separated."""

    def __init__(self) -> None:
        self.starts: set[int] = set()
        self.rows: list[tuple[Row, bool]] = []

    def weigh(self, around: Surroundings) -> Opening:
        """As in `opening`, noted."""
        if (row := opening.row_around(around)) is not None:
            begins = {around.blocks[number].start for number in around.run}
            opens = bool(begins & self.starts)
            if opens or not may_sign(row.lines):
                self.rows.append((row, opens))
        return opening.weigh(around)


def barred(data: Path, folder: Path) -> set[str]:
    """The files of held-out pages in a folder of lay_out.py, which is named after its seed."""
    seed = re.search(r"\d+$", folder.name)
    if seed is None:
        return set()
    rows = [*rows_of(data, "rmrb2020")]
    out, pages = held_out(rows), len([*folder.glob("page*.txt")])
    keys = drawn(rows, int(seed.group()), pages)
    return {f"page{number:03}.txt" for number, key in enumerate(keys) if key in out}
