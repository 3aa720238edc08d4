"""Pages as one HTML text: the file's own text with its items coloured, and beside it their list.

Nothing is loaded from anywhere, and no script runs. Every character of a paper is escaped.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from html import escape
from itertools import groupby
from pathlib import Path

from bot.pageview.cards import card
from bot.pageview.runs import Stretch, stretches
from bot.reading.sheets import Found, PartKind, Sheet

HUES = 8  # colours before they come round again
_STYLE = Path(__file__).with_name("style.css")
_PARTS: dict[PartKind, str] = {
    "kicker": "引题 kicker",
    "title": "标题 headline",
    "subtitle": "副题 subtitle",
    "byline": "署名 byline",
    "body": "正文 body",
    "caption": "图片说明 caption",
    "credit": "摄影 credit",
    "jump": "转版 jump",
}


@dataclass(frozen=True, slots=True)
class DrawnFile:
    """A file to draw: its name, its pages, and why it could not be read in full."""

    name: str
    sheets: tuple[Sheet, ...]
    fault: str | None = None


def draw(files: Sequence[DrawnFile]) -> str:
    """One HTML file that shows the pages. `draw([]) -> "<!doctype html>…"`."""
    body = "".join(_section(file, number) for number, file in enumerate(files, 1))
    names = [Path(file.name).name for file in files]
    links = "".join(
        f'<li><a href="#f{number}">{escape(name)}</a></li>' for number, name in enumerate(names, 1)
    )
    nav = f'<nav aria-label="文件 files"><ol>{links}</ol></nav>' if len(files) > 1 else ""
    title = escape("、".join(names[:3]) + ("…" if len(names) > 3 else ""))
    return (
        '<!doctype html>\n<html lang="zh-CN"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="generator" content="Baowen">'  # no newspaper: bot/reading passes it over
        '<meta name="color-scheme" content="light dark">'
        '<meta http-equiv="Content-Security-Policy"'
        " content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        f"<title>{title} · 报问 Baowen</title>"
        f"<style>{_STYLE.read_text(encoding='utf-8')}</style></head><body>"
        '<header><h1>报问 <small lang="en">Baowen</small></h1>'
        "<p>一版分成的稿件 / a page and its items</p></header>"
        f"{nav}<main>{_legend(files)}{body}</main></body></html>\n"
    )


def _legend(files: Sequence[DrawnFile]) -> str:
    """What the styles mean, of those parts that are there."""
    shown = {
        part.kind
        for file in files
        for sheet in file.sheets
        for found in sheet.items
        for part in found.parts
    }
    if not shown:
        return ""
    samples = "".join(
        f'<li><span class="{kind}">{name}</span></li>'
        for kind, name in _PARTS.items()
        if kind in shown
    )
    return (
        f'<ul class="legend" aria-label="图例 legend">{samples}'
        '<li><span class="none">不属于任何一篇 in no item</span></li></ul>'
    )


def _section(file: DrawnFile, number: int) -> str:
    first, drawn, sheets = 1, 0, []
    for apart, group in groupby(file.sheets, key=lambda sheet: sheet.page is None):
        together = list(group)
        if apart:  # rows of one file: one list for all of them
            together = [Sheet(None, tuple(found for one in together for found in one.items))]
        for sheet in together:
            sheets.append(_sheet(sheet, number, first, drawn))
            first += len(sheet.items)
            if sheet.page is not None and sheet.page.own_text:
                drawn = len(sheet.page.text)  # the next page of the file begins there
    fault = f'<p class="fault">{escape(file.fault)}</p>' if file.fault else ""
    return (
        f'<section id="f{number}"><h2>{escape(Path(file.name).name)}</h2>'
        f"{fault}{''.join(sheets)}</section>"
    )


def _sheet(sheet: Sheet, number: int, first: int, drawn: int) -> str:
    """A page: its text where it is the file's own, and the list of its items.

    So much of the file's text was drawn with the pages before.
    """
    own_text = sheet.page is not None and sheet.page.own_text
    cards = "".join(
        card(found, f"{number}-{at}", at, at % HUES, whole=not own_text)
        for at, found in enumerate(sheet.items, first)
    )
    listed = f'<ol class="items" aria-label="稿件 items">{cards}</ol>'
    about = _about(sheet)
    if sheet.page is None or not own_text:
        return f'{about}<div class="sheet apart">{listed}</div>'
    text = "".join(_dump(sheet.page.text, sheet.items, number, first, drawn))
    return f'{about}<div class="sheet"><div class="dump">{text}</div>{listed}</div>'


def _about(sheet: Sheet) -> str:
    count = f"{len(sheet.items)} 篇 items"
    page = sheet.page
    if page is None:
        return f'<p class="about">{count}</p>'
    known = (page.paper, page.date, f"第{page.page}版" if page.page else None, page.section, count)
    return f'<p class="about">{escape(" · ".join(filter(None, known)))}</p>'


def _dump(text: str, items: Sequence[Found], number: int, first: int, drawn: int) -> Iterator[str]:
    """The file's text, every character once and in order."""
    opened: set[int] = set()
    for stretch in stretches(text, items):
        if stretch.item is None and stretch.start < drawn:
            stretch = replace(stretch, start=min(drawn, stretch.end))
        if stretch.item is None:
            kind = "gap" if text[stretch.start : stretch.end].isspace() else "none"
            yield f'<div class="{kind}">{escape(text[stretch.start : stretch.end])}</div>'
            continue
        at = first + stretch.item
        where = "" if at in opened else f' id="t{number}-{at}"'
        opened.add(at)
        yield (
            f'<div class="of h{at % HUES}"{where}>'
            f'<a class="n" href="#i{number}-{at}" data-n="{at}" aria-label="{at}"></a>'
            f"{_inner(text, stretch)}</div>"
        )


def _inner(text: str, stretch: Stretch) -> str:
    made, at = [], stretch.start
    for part in stretch.parts:
        made.append(escape(text[at : part.start]))
        inner = escape(text[part.start : part.end])
        made.append(f'<span class="{part.kind}">{inner}</span>')
        at = part.end
    return "".join(made)
