"""A local paper hardly names its own place: 全县贷款余额 in 云溪日报 is that of 云溪县.

The network does not know whose paper it reads, and takes a place that a window lacks for another
one. So it is asked as the paper would ask.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.answering.contexts import Context
from bot.answering.paper_years import as_printed
from bot.answering.question import Question
from bot.answering.whole_names import whole_named
from bot.patterns import regex
from bot.text import fold
from bot.words import known_words, tagged_words

_AREA = "[省市县州区旗盟]"
_PAPER = regex(
    r"(?:今日)?(?P<place>\w{2,4}?)(?:(?:[日晚早晨时周商快导新]|都市)?报|新闻|纪事|通讯|周刊)?"
)
_NAME = regex(rf"(?P<name>\w{{2,}}?){_AREA}?")
_NAMED_AFTER = regex(
    "[路街桥河湖江山海岛站港巷村乡镇园苑城楼塔寺庙杯]|大[道桥街厦坝学]|[东西南北中]"
)


class Homes:
    """The places that a question names, worked out once."""

    def __init__(self, question: Question) -> None:
        self._text = question.text
        # The places' names without 县 and the like, and where they stand with it.
        self._places = tuple(_places(question.text))

    def asked(self, context: Context, window: str) -> str:
        """The question for a window of a context.

        In a window that lacks the name, 云溪县 becomes 全县 or 我县 where the window says so and
        the paper is that place's or the article names it; else it loses its name in a paper of
        that place: 县图书馆 for 云溪县图书馆. A name gets the place that the window prints with it.

        `Homes(understand("云溪县贷款余额多少")).asked(Context("", "", "云溪日报"), "全县贷款…")`
        -> `"全县贷款余额多少"`.
        """
        asked = as_printed(self._at_home(context, window), context.title, window)
        return whole_named(asked, window)

    def _at_home(self, context: Context, window: str) -> str:
        """The question without what a paper of the places that it names would not print."""
        text, shown, home = self._text, fold(window), home_of(context.paper)
        for name, low, high in (*self._places, *_home_in(text, home)):
            if name in shown or name in fold(context.title):
                continue
            area = self._text[low + len(name) : high]
            own = name == home
            here = re.search(f"[全我本]{area}", shown) if area else None
            if here and (own or name in fold(context.text)):
                return text[:low] + here.group() + text[high:]
            if own:
                return text[:low] + area + text[high:]
        return text


def home_of(paper: str) -> str:
    """The place of a local paper without 县 and the like; of other papers what their names say.

    `home_of("云溪日报") -> "云溪"`; `home_of("") -> ""`.
    """
    found = _PAPER.fullmatch(fold(paper))
    name = _NAME.fullmatch(found["place"]) if found else None
    return name["name"] if name else ""


def _home_in(text: str, home: str) -> Iterator[tuple[str, int, int]]:
    """As `_places`: where a question has the paper's place, known for one or not; not in 青槐路."""
    low = text.find(home) if home and not _is_word(home) else -1
    end = low + len(home)
    if low >= 0 and not _NAMED_AFTER.match(text, end):
        yield home, low, end + (text[end : end + 1] in tuple(_AREA[1:-1]))


def _is_word(name: str) -> bool:
    """True for a common word, such as 人民."""
    return known_words(name) == [name] and tagged_words(name)[0][1] != "ns"


def _places(text: str) -> Iterator[tuple[str, int, int]]:
    """(name, start, end) of the places in a question, the name without 县, the end behind it."""
    at = 0
    for word, tag in tagged_words(text):
        name = _NAME.fullmatch(word)
        if tag == "ns" and name:
            yield name["name"], at, at + len(word)
        at += len(word)
