"""Which of two lines over a story is its headline: the upper one is a kicker, or has a subtitle."""

from __future__ import annotations

import re

from bot.reading import cues
from bot.reading.bylines import dateline_end
from bot.text import simplify, squeeze
from bot.words import tagged_words

# What speaks for a kicker above the headline (+) or for a subtitle under it (-): a logistic
# regression on 86 pairs of lines of 105 invented pages. Each set of pages judged by weights from
# the others: .80 right, .68 by the rules that there were.
WEIGHTS = {
    "always": -1.0,
    "told at once": -1.4,
    "longer below": -0.8,
    "a pair above": -0.6,
    "a pair below": 0.7,
    "quotation marks above": -1.0,
    "a kind of story below": -1.9,
    "a verb below": 1.2,
    "a comma above": 0.9,
    "a question above": -0.5,
    "somebody says below": -0.5,
}
_LEAD = 90  # characters that a story begins with
_TEN = 10  # characters by which lengths are compared
_KIND = re.compile("(?:见闻|记|录|报道|故事|群|账|班)”?$")  # 山村邮路纪行
_ASKS = re.compile("(?:吗|么|呢|？|怎么分|哪里来)$")


def is_kicker(above: str, below: str, body: str) -> bool:
    """True where the line above is a kicker, and the one below the headline of this body.

    `is_kicker("凌晨三点，楼道里浓烟滚滚", "的哥敲遍六层楼 叫醒熟睡二十户", body) -> True`.
    """
    return sum(WEIGHTS[cue] * value for cue, value in line_cues(above, below, body).items()) > 0


def line_cues(above: str, below: str, body: str) -> dict[str, float]:
    """What the lines say, by the names of `WEIGHTS`; most of it 0 or 1."""
    above, below, body = simplify(above), simplify(below), simplify(body)
    lead = body[dateline_end(body) or 0 :][:_LEAD]
    upper, lower = squeeze(above), squeeze(below)
    return {
        "always": 1.0,
        "told at once": cues.shared(upper, lead) - cues.shared(lower, lead),
        "longer below": (len(lower) - len(upper)) / _TEN,
        "a pair above": " " in above.strip(),
        "a pair below": " " in below.strip(),
        "quotation marks above": ("“" in upper) - ("“" in lower),
        "a kind of story below": bool(_KIND.search(lower)),
        "a verb below": any(tag[0] == "v" for _, tag in tagged_words(lower)),
        "a comma above": "，" in upper,
        "a question above": bool(_ASKS.search(upper)),
        "somebody says below": "：" in lower,
    }
