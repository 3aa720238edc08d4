"""Which of two lines over a story is its headline: the upper one is a kicker, or has a subtitle."""

from __future__ import annotations

import re

from bot.reading import cues
from bot.reading.bylines import dateline_end
from bot.text import simplify, squeeze

# What speaks for a kicker above the headline (+) or for a subtitle under it (-): a logistic
# regression on 160 pairs of lines over invented stories; the last by hand. Each set of pages judged
# by weights from the others: .71 right, .63 by the second of them alone.
WEIGHTS = {
    "always": 0.1,
    "tells all, or much less": -1.4,
    "told at once": -0.8,
    "a pair below": 0.6,
    "quotation marks above": -0.8,
    "a kind of story below": -2.2,
    "somebody says below": -0.8,
    "a question above": -0.5,
    "a figure below": -0.4,
    "a short line above": 0.5,
    "a column's name below": 2.0,
}
_SHORT = 8  # characters
_LEAD = 90  # characters that a story begins with
_AHEAD = 0.25  # share of words that the title has there more than what stands under it
_KIND = re.compile("(?:见闻|记|录|报道|故事|群|账|班)”?$")  # 山村邮路纪行
_ASKS = re.compile("(?:吗|么|呢|？|怎么分|哪里来)$")
_FIGURE = re.compile(r"\d|[一二三四五六七八九十]+[万千百个名户]")


def is_kicker(above: str, below: str, body: str) -> bool:
    """True where the line above is a kicker, and the one below the headline of this body.

    `is_kicker("凌晨三点，楼道里浓烟滚滚", "的哥敲遍六层楼 叫醒熟睡二十户", body) -> True`.
    """
    return sum(WEIGHTS[cue] * value for cue, value in line_cues(above, below, body).items()) > 0


def line_cues(above: str, below: str, body: str) -> dict[str, float]:
    """What the lines say, by the names of `WEIGHTS`: each of 0 to 1, or how much more the upper."""
    above, below, body = simplify(above), simplify(below), simplify(body)
    lead = body[dateline_end(body) or 0 :][:_LEAD]
    upper, lower = squeeze(above), squeeze(below)
    ahead = cues.shared(upper, lead) - cues.shared(lower, lead)
    return {
        "always": 1.0,
        "tells all, or much less": (ahead >= _AHEAD and not _is_pair(below))
        or _says_more(upper, lower),
        "told at once": ahead,
        "a pair below": " " in below.strip(),
        "quotation marks above": ("“" in upper) - ("“" in lower),
        "a kind of story below": bool(_KIND.search(lower)),
        "somebody says below": "：" in lower,
        "a question above": bool(_ASKS.search(upper)),
        "a figure below": bool(_FIGURE.search(lower)) - bool(_FIGURE.search(upper)),
        "a short line above": len(upper) <= _SHORT,
        "a column's name below": cues.names_column(lower),
    }


def _is_pair(line: str) -> bool:
    """True for two phrases of one length."""
    parts = line.split()
    return len(parts) == 2 and abs(len(parts[0]) - len(parts[1])) <= 1


def _says_more(upper: str, lower: str) -> bool:
    """True where the line below is much longer, or has the figures."""
    figures = len(re.findall(r"\d", lower)) - len(re.findall(r"\d", upper))
    return len(lower) > max(16, 1.6 * len(upper)) or (figures > 1 and len(lower) > len(upper))
