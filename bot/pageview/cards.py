"""An item of a page as a card: what it is, its headline, who wrote it, why it begins there."""

from __future__ import annotations

from html import escape

from bot.pageview.cue_names import CHINESE
from bot.reading.reasons import Opening, Reason
from bot.reading.sheets import Found
from bot.records import Article

_KINDS = {"article": "稿件 article", "photo": "图片 photo", "notice": "公告 notice"}
_SHOWN = 24  # characters of a text that stands for a title


def card(found: Found, anchor: str, number: int, hue: int, whole: bool) -> str:
    """The card as an item of a list; `whole` puts the article's text on it.

    Its number leads to where the item begins in the text, if that is shown.
    """
    article = found.article
    badge = f'<b class="n">{number}</b>'
    if not whole:
        badge = f'<a class="n" href="#t{anchor}" aria-label="正文 to the text">{number}</a>'
    facts = (
        ("作者 authors", "、".join(article.authors)),
        ("日期 date", article.date),
        ("电头 dateline", article.dateline),
        ("转版 jump", _jumps(article)),
    )
    listed = "".join(f"<dt>{name}</dt><dd>{escape(value)}</dd>" for name, value in facts if value)
    text = "".join(f"<p>{escape(line)}</p>" for line in article.text.split("\n") if line.strip())
    return (
        f'<li id="i{anchor}" class="card h{hue}"><p class="kind">{badge} {_KINDS[article.kind]}</p>'
        + _line("p", "kicker", article.kicker)
        + (_line("h3", "title", article.title) or _untitled(article.text))
        + _line("p", "subtitle", article.subtitle)
        + (f"<dl>{listed}</dl>" if listed else "")
        + (f'<div class="text">{text}</div>' if whole else "")
        + f"{_why(found.opening)}</li>"
    )


def _jumps(article: Article) -> str:
    """The pages that the story comes from and goes on to."""
    before, after = article.continues, article.continued_by
    told = [f"上接第{before.page}版"] if before else []
    return " · ".join([*told, f"下转第{after.page}版"] if after else told)


def _line(tag: str, style: str, text: str | None) -> str:
    return f'<{tag} class="{style}">{escape(text)}</{tag}>' if text else ""


def _untitled(text: str) -> str:
    shown = text[:_SHOWN] + ("…" if len(text) > _SHOWN else "")
    return f'<h3 class="untitled">{escape(shown)}</h3>'


def _why(opening: Opening) -> str:
    """What opened the item, the heaviest cue first."""
    if not opening.reasons:
        return ""
    score = opening.score
    told = "按规则 by rule" if score is None else f"{_signed(score)}"
    reasons = sorted(opening.reasons, key=lambda reason: -abs(reason.weight or 0.0))
    rows = "".join(map(_row, reasons))
    return (
        f"<details><summary>为何从这里开始 why it begins here <b>{told}</b></summary>"
        f"<ul>{rows}</ul></details>"
    )


def _row(reason: Reason) -> str:
    weight = "" if reason.weight is None else _signed(reason.weight)
    sign = "" if reason.weight is None else "up" if reason.weight >= 0 else "down"
    text = f"<q>{escape(reason.text)}</q>" if reason.text else ""
    return (
        f'<li><b class="{sign}">{weight}</b><span>{escape(CHINESE[reason.cue])} '
        f'<i lang="en">{escape(reason.cue)}</i>{text}</span></li>'
    )


def _signed(weight: float) -> str:
    return f"{weight:+.2f}".replace("-", "−")
