"""Which element of a web page holds its article: the one that the page's sentences stand in."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Any

from bot.reading.formats.shown import Row, is_within
from bot.reading.formats.web_lines import ends_sentence, is_let_in, is_tool, is_way, tells

_MOST = 0.8  # of the sentences: an element below that holds as many is looked into
_SENTENCE = 8  # characters of the shortest line that counts
_LONG = 30  # a line with commas that is as long counts without its end
_BESIDE = frozenset({"aside", "footer", "nav"})
_LINES = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6"})  # no element of them is a list
_INITIALS = 2  # letters of a name that is short for several things: ft is a footer, or a subtitle
_REPEATED, _TOOL_CHARS = 3, 12  # times that a page shows the same tool, and its characters
# What sites call the elements of comments, of lists of other articles, and of the page's foot.
_CALLED_INSET = re.compile(
    r"ads?|adv|adverts?|advertisements?|adslot|adbox|guanggao|gg|promo(?:tion)?|sponsor(?:ed)?|newsletters?"
    r"|subscri(?:be|ption)|vote|poll"
)
_WORD = re.compile("[A-Z]?[a-z]+|[A-Z]+")  # of such a name: readerComment, hot-list
_CALLED_BESIDE = re.compile(
    r"(?:comments?|cmts?|pinglun|pl|reply|replies|gentie|liuyan|feedback|guestbook|relate[ds]?|relation|relative"
    r"|xiangguan|recommends?|recom|rec|tuijian|tj|hot|rank|ranking|paihang|side|sidebar|footer|foot|ft|copyright|copy"
    r"|disclaimer|shengming|mianze|breadcrumbs?|crumbs?|share|toolbar|prenext|profile|popup|modal|toast)"
    r"(?:list|box|wrap|area|con|news|item|bar)?"
)


def sentences(row: Row) -> int:
    """How many characters of sentences the row holds: 0 for a menu, a tool or a link."""
    text = row.text
    if len(text) < _SENTENCE or row.heading or row.is_link:
        return 0
    if is_tool(text) or is_way(text):
        return 0
    ends = ends_sentence(text) and not tells(text)
    long = len(text) >= _LONG and any(mark in text for mark in "，。；、") and not tells(text)
    return len(text) if ends or long else 0


def is_beside(row: Row, box: Any = None) -> bool:
    """True for what stands in comments, lists of other articles or the foot, as the page names it.

    What `box`, an element, stands in itself counts for nothing.
    """
    for element in [row.home, *row.home.iterancestors()]:
        if element is box or element.tag in {"body", "html"}:
            return False
        if element.tag in _BESIDE or _is_called_beside(element):
            return True
    return False


def _is_called_beside(element: Any) -> bool:
    return any(
        _CALLED_BESIDE.fullmatch(word)
        for word in _words_of(element)
        if len(word) > _INITIALS or element.tag not in _LINES
    )


def _words_of(element: Any) -> list[str]:
    """The words of the names that the page gives an element."""
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    return [word.lower() for word in _WORD.findall(names)]


def is_inset(row: Row, box: Any) -> bool:
    """True for what is let into an article: an advertisement, a link to another, a film's title.

    What `box`, an element, stands in itself counts for nothing.
    """
    sentence = ends_sentence(row.text)
    if not sentence and (row.is_link or is_let_in(row.text)):
        return True
    for element in [row.home, *row.home.iterancestors()]:
        if element is box or element.tag in {"body", "html"}:
            return False
        words = _words_of(element)
        if any(map(_CALLED_INSET.fullmatch, words)) or ("video" in words and not sentence):
            return True
    return False


def without_tools(rows: Sequence[Row]) -> list[Row]:
    """The rows, without short links and buttons that the page shows again and again."""
    times = Counter(row.text for row in rows if _may_repeat(row))
    return [row for row in rows if not (_may_repeat(row) and times[row.text] >= _REPEATED)]


def _may_repeat(row: Row) -> bool:
    return row.is_link and len(row.text) <= _TOOL_CHARS


def box_of(rows: Sequence[Row], root: Any) -> Any:
    """The smallest element that most sentences of the page stand in; None without any.

    Comments and the like count only where nothing else holds a sentence.
    """
    weighed = [(row, sentences(row)) for row in rows]
    told = [(row, weight) for row, weight in weighed if weight]
    told = [(row, weight) for row, weight in told if not is_beside(row)] or told
    if not told:
        return None
    weights: Counter[Any] = Counter()
    counts: Counter[Any] = Counter()
    for row, weight in told:
        for element in [row.home, *row.home.iterancestors()]:
            weights[element] += weight
            counts[element] += 1
    box = root
    while True:
        inner = max(box, key=lambda child: weights[child], default=None)
        if inner is None or weights[inner] < _MOST * weights[box]:
            break
        if counts[inner] == 1 and counts[box] > 1:
            break  # a long paragraph among others
        box = inner
    alone = sum(is_within(row, box) for row in rows) == 1
    return box.getparent() if alone and box is not root else box
