"""Lays real articles out as damaged page dumps whose truth is known.

    python benchmarks/reading/lay_out.py --pages 60 --seed 7 --out /tmp/pages7

Each page of rmrb2020 (its articles are known by date, page and number) is printed as one text file
with the flaws of real dumps laid on by a seeded die. The pages go outside the repository: the text
belongs to its publisher. Beside them, truth.json says for every page which characters belong to
which item, and the item's headline lines and authors.
"""

from __future__ import annotations

import argparse
import json
import lzma
import random
import re
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

SLOGANS = (
    "全面深入学习宣传贯彻党的二十大精神",
    "牢记嘱托 感恩奋进 谱写新篇",
    "以实干实绩推动高质量发展",
    "铸牢中华民族共同体意识",
    "讲文明 树新风 公益广告",
    "踔厉奋发 勇毅前行 团结奋斗",
)
SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂香文辉玲云龙飞燕华雪梅晨宇欣"
NOTICES = (
    (
        "停水公告",
        "因供水管网检修，定于5月12日8时至18时对城南片区停水，请用户提前储水。\n{office}\n2020年5月10日",
    ),
    ("遗失声明", "{name}遗失营业执照副本，注册号6523010001，声明作废。"),
    (
        "关于部分道路临时交通管制的通告",
        "因举办长跑活动，6月7日7时至11时，人民路、解放路禁止机动车通行。\n特此通告。\n{office}\n2020年6月5日",
    ),
    ("更正", "本报5月8日2版《春耕进行时》一文中，“三百亩”应为“三千亩”，特此更正。"),
    (
        "招聘启事",
        "本单位招聘编辑两名，本科以上学历，有意者请将简历寄至人民路18号。联系电话：0994-2345678。",
    ),
)
# Lines that the archive keeps in a story's text and that are the page's: its makers, a pointer.
PAGES_OWN = re.compile(
    r"(?:本版|本期)?(?:版式设计|统筹|策划|责编|责任编辑)[\s：:][^。，]{1,20}|[（(]相关报道见[^）)]{1,12}[）)]"
)
# Authors of a part of the story, of whom the truth does not know.
OTHERS = re.compile(
    r"\n(?:本报|新华社)?记者[^。，]{2,30}(?=\n|$)|[（(][^（）()]{0,12}记者[^（）()]{2,60}(?:整理|报道)?[）)]$"
    r"|\n[（(](?:[\u4e00-\u9fff][ \u3000]?[\u4e00-\u9fff]{1,2}[、 \u3000]?){1,3}[）)]$"
)
# A paragraph that heads one with a dateline of its own: an article in a box of briefs.
BRIEF = re.compile(r"[^。！？；，,;!?]{6,40}")
BRIEF_OPENS = re.compile(r"\s*(?:本报|新华社|据)[^，。,]{0,12}[电讯]\s")
OFFICES = ("市自来水公司", "县公安局交通警察大队", "市住房和城乡建设局")


@dataclass
class Out:
    """A page being printed: its text so far, and whose each character is (-1: nobody's)."""

    parts: list[str] = field(default_factory=list)
    owners: list[int] = field(default_factory=list)

    def put(self, text: str, owner: int = -1) -> None:
        self.parts.append(text)
        self.owners.extend([owner] * len(text))


@dataclass
class Style:
    """How one page is set; drawn once a page."""

    wrapped: bool
    indent: bool
    blank: int  # blank lines between paragraphs
    lost_blank: float  # how often the blank line between two stories is lost
    half_width: bool
    slogan: bool
    masthead: bool
    head_breaks: float
    column_breaks: float
    stray: float


def draw_style(die: random.Random) -> Style:
    wrapped = die.random() < 0.3
    return Style(
        wrapped=wrapped,
        indent=die.random() < (0.7 if wrapped else 0.2),
        blank=0 if wrapped else die.choice([0, 1, 1, 1]),
        lost_blank=die.choice([0.0, 0.1, 0.5]),
        half_width=die.random() < 0.4,
        slogan=die.random() < 0.4,
        masthead=die.random() < 0.4,
        head_breaks=0.3,
        column_breaks=die.choice([0.0, 0.05, 0.12]),
        stray=die.choice([0.0, 0.1, 0.4]),
    )


def name(die: random.Random) -> str:
    return die.choice(SURNAMES) + "".join(die.choice(GIVEN) for _ in range(die.choice([1, 2, 2])))


HALF = str.maketrans("，：；！？（）“”", ',:;!?()""')


def plain(text: str) -> str:
    return re.sub(r"[\xa0 ]{2,}", " ", text.replace("\u200b", "")).strip()


def photo_authors(text: str) -> list[str] | None:
    """The names in the caption's last line, where it is plainly `<names>摄`."""
    last = text.split("\n")[-1]
    last = re.sub(r"[（(][^）)]*[）)]$", "", last)
    match = re.fullmatch(
        r"(?:本报记者|新华社记者|记者)?\s*((?:[\u4e00-\u9fff·]+[\s、]*)+?)\s*摄(?:影报道)?", last
    )
    if not match:
        return None
    raw = match.group(1)
    tokens = re.split(r"[\s、]+", raw)
    if len(tokens) == 2 and all(len(token) == 1 for token in tokens):
        tokens = ["".join(tokens)]
    return tokens if all(2 <= len(token) <= 4 for token in tokens) else None


def report_authors(text: str) -> list[str]:
    match = re.match(r"[^。]{0,30}?电\s*（(?:本报)?(?:记者)?\s*([^）]{2,40})）", text)
    if not match:
        return []
    tokens = re.split(r"[\s、]+", match.group(1))
    return tokens if all(2 <= len(token) <= 4 for token in tokens) else []


def print_lines(
    out: Out, text: str, owner: int, style: Style, width: int, die: random.Random
) -> None:
    """One paragraph: on one line, broken at the column's edge, or with the edge's stray spaces."""
    if style.indent:
        out.put("　　")
    if style.wrapped:
        first = width - 2 if style.indent else width
        cuts = [0, *range(first, len(text), width), len(text)]
        for left, right in pairwise(cuts):
            out.put(text[left:right], owner)
            if right < len(text):
                out.put("\n")
        return
    if die.random() < style.column_breaks and len(text) > 60:
        cut = die.randrange(15, len(text) - 15)
        while text[cut - 1] in "。！？；" and cut > 16:
            cut -= 1
        print_line(out, text[:cut], owner, style, width, die)
        out.put("\n" * (style.blank + 1))
        print_line(out, text[cut:], owner, style, width, die)
        return
    print_line(out, text, owner, style, width, die)


def print_line(
    out: Out, text: str, owner: int, style: Style, width: int, die: random.Random
) -> None:
    if die.random() >= style.stray:
        out.put(text, owner)
        return
    until = len(text) if die.random() < 0.5 else die.randrange(len(text) + 1)
    for at in range(0, len(text), width):
        out.put(text[at : at + width], owner)
        if at + width < min(len(text), until):
            out.put(" ")


def print_head(out: Out, line: str, owner: int, style: Style, die: random.Random) -> None:
    """A printed headline line; some are broken by a space or a line's end."""
    if (
        len(line) >= 11
        and " " not in line
        and "，" not in line
        and die.random() < style.head_breaks
    ):
        cut = max(4, min(len(line) - 4, len(line) // 2 + die.randint(-3, 3)))
        out.put(line[:cut], owner)
        out.put(die.choice([" ", " ", "\n"]))
        out.put(line[cut:], owner)
    else:
        out.put(line, owner)


def stories(row: dict[str, Any]) -> list[dict[str, Any]]:
    """The row; of a box of briefs the articles it holds, the box's name over the first."""
    lines = [plain(line) for line in row["text"].split("\n") if plain(line)]
    heads = [
        at
        for at, (line, below) in enumerate(pairwise(lines))
        if BRIEF.fullmatch(line) and BRIEF_OPENS.match(below)
    ]
    if not heads or heads[0] != 0:
        return [row]
    return [
        {
            "titles": [*row["titles"], lines[start]] if start == 0 else [lines[start]],
            "text": "\n".join(lines[start + 1 : end]),
            "brief": True,
        }
        for start, end in pairwise([*heads, len(lines)])
    ]


def prepare(row: dict[str, Any], style: Style, die: random.Random) -> dict[str, Any]:
    """The item as it will be printed, with its truth."""
    titles = [plain(title) for title in row["titles"] if plain(title)]
    text = "\n".join(plain(line) for line in row["text"].split("\n") if plain(line))
    photo = len(text) < 260 and "摄" in text[-14:]
    authors = photo_authors(text) if photo else report_authors(text)
    known = authors is not None and (photo or "记者" not in text[:40] or bool(authors))
    known = known and not row.get("brief") and not OTHERS.search(text)
    byline = None
    if photo and titles and titles[0] in {"图片报道", "图片新闻"}:
        titles = []
    if not photo and not authors and "电" not in text[:30]:
        kind = die.random()
        who = [name(die) for _ in range(die.choice([1, 1, 2]))]
        sentence = text.split("\n")[0][-1] in "。！？”"  # no dateline stands before a label
        if kind < 0.35 and sentence:
            text = f"本报讯 记者{'、'.join(who)}报道：" + text
            authors, known = who, True
        elif kind < 0.5 and sentence:
            text = f"本报讯（记者 {' '.join(who)}）" + text
            authors, known = who, True
        elif kind < 0.75:
            byline = die.choice(["本报记者 ", "□ 本报记者 ", "□ ", "记者 "]) + " ".join(who)
            authors, known = who, True
    if style.half_width:
        text = text.translate(HALF)
        titles = [title.translate(HALF) for title in titles]
    return {
        "kind": "photo" if photo else "article",
        "lines": titles,
        "text": text,
        "byline": byline,
        "authors": list(authors or []),
        "authors_known": known,
    }


def notice(style: Style, die: random.Random) -> dict[str, Any]:
    title, text = die.choice(NOTICES)
    text = text.format(office=die.choice(OFFICES), name=name(die))
    return {
        "kind": "notice",
        "lines": [title],
        "text": text,
        "byline": None,
        "authors": [],
        "authors_known": True,
    }


def print_item(
    out: Out, item: dict[str, Any], owner: int, style: Style, die: random.Random
) -> None:
    width = die.randrange(13, 22)
    between = "\n" * (style.blank + 1)
    for line in item["lines"]:
        print_head(out, line, owner, style, die)
        out.put(between)
    if item["byline"]:
        out.put(item["byline"], owner)
        out.put(between)
    paragraphs = item["text"].split("\n")
    for number, paragraph in enumerate(paragraphs):
        whose = -1 if PAGES_OWN.fullmatch(paragraph) else owner
        print_lines(out, paragraph, whose, style, width, die)
        if number + 1 < len(paragraphs):
            out.put(between)


def print_page(
    rows: list[dict[str, Any]], number: int, die: random.Random
) -> tuple[str, dict[str, Any]]:
    style = draw_style(die)
    out = Out()
    items = [prepare(story, style, die) for row in rows for story in stories(row)]
    if die.random() < 0.25:
        items.insert(die.randrange(1, len(items) + 1), notice(style, die))
    first = rows[0]
    if style.masthead:
        day = f"{first['date'][:4]}年{int(first['date'][4:6])}月{int(first['date'][6:])}日"
        out.put(f"河滨日报 {day} 第{int(first['page']):02d}版\n\n")
    if style.slogan:
        out.put(die.choice(SLOGANS) + "\n\n")
    for owner, item in enumerate(items):
        print_item(out, item, owner, style, die)
        if style.slogan and die.random() < 0.1:
            out.put("\n（下转第2版）")
        if die.random() < style.lost_blank:
            out.put("\n")
        else:
            out.put("\n" * (2 + die.choice([0, 0, 0, 1, 2])))
    if die.random() < 0.3:
        out.put("责任编辑：" + name(die) + "\n")
    text = "".join(out.parts)
    truth = [{k: v for k, v in item.items() if k != "text"} for item in items]
    return text, {"file": f"page{number:03d}.txt", "items": truth, "owners": runs(out.owners)}


def runs(owners: list[int]) -> list[list[int]]:
    """[start, end, owner] of each run of characters with one owner."""
    found: list[list[int]] = []
    for at, owner in enumerate(owners):
        if found and found[-1][2] == owner:
            found[-1][1] = at + 1
        else:
            found.append([at, at + 1, owner])
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", default="../shared/data")
    parser.add_argument("--pages", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", required=True)
    args = parser.parse_args()
    by_page: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    with lzma.open(Path(args.data) / "news/rmrb2020.jsonl.xz", "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            if 60 <= len(row["text"]) <= 3500 and row["titles"]:
                by_page[row["date"], row["page"]].append(row)
    die = random.Random(args.seed)
    keys = [key for key in sorted(by_page) if 3 <= len(by_page[key]) <= 9]
    folder = Path(args.out)
    folder.mkdir(parents=True, exist_ok=True)
    truths = []
    for number, key in enumerate(die.sample(keys, args.pages)):
        text, truth = print_page(by_page[key], number, die)
        (folder / truth["file"]).write_text(text, encoding="utf-8")
        truths.append(truth)
    (folder / "truth.json").write_text(json.dumps(truths, ensure_ascii=False), encoding="utf-8")
    print(f"{len(truths)} pages in {folder}")


if __name__ == "__main__":
    main()
