"""Who asks leaves out the place that a name begins with: 油料产业技术体系 for 新疆油料产业技术体系.

The network takes the name without it for another one's, so it is asked as the window prints it.
"""

from __future__ import annotations

from collections.abc import Iterator

from bot.text import fold
from bot.words import tagged_words

_SHORTEST = 5  # characters that a name has without its place
_LONGEST = 6  # that the place has
_NAMING = "nvjlbt"  # begin the tags of the words that a name is made of
_LEADING = "njbmraq"  # and of those that may belong to the name behind them
_DAY = ("年", "月", "日")  # end figures that do not


def whole_named(question: str, window: str) -> str:
    """The question, each name with the place that the window prints right before it, always.

    `whole_named("油料产业技术体系在哪启动", "昌吉启动新疆油料产业技术体系")
    -> "新疆油料产业技术体系在哪启动"`. Names of two words and more, in a folded question.
    """
    shown = fold(window)
    for start, end in reversed([*_names(question, shown)]):
        place = _place_before(question[start:end], shown)
        if place and place not in question:
            question = question[:start] + place + question[start:]
    return question


def _names(question: str, window: str) -> Iterator[tuple[int, int]]:
    """Where the question has runs of naming words that the window has too, nothing before them."""
    words, at, taken = tagged_words(question), 0, 0
    free = True  # the word before is no part of a name
    for number, (word, tag) in enumerate(words):
        start, at = at, at + len(word)
        begins = tag[0] in _NAMING and tag not in {"v", "t", "ns"} and free
        free = tag[0] not in _LEADING or word.endswith(_DAY)
        if not begins or start < taken:
            continue
        end, many = at, 1
        for further, kind in words[number + 1 :]:
            if kind[0] not in _NAMING or question[start : end + len(further)] not in window:
                break
            end, many = end + len(further), many + 1
        if many > 1 and end - start >= _SHORTEST and question[start:end] in window:
            taken = end
            yield start, end


def _place_before(name: str, window: str) -> str:
    """The place that stands right before the name wherever the window has it; "" for none."""
    found, at = set[str](), window.find(name)
    while at >= 0:
        low = max(0, at - _LONGEST)
        found.add(_last_place(window[low : at + len(name)], at - low))
        at = window.find(name, at + 1)
    return found.pop() if len(found) == 1 else ""


def _last_place(text: str, end: int) -> str:
    """The place that ends there in the text; "" where another word does."""
    at = 0
    for word, tag in tagged_words(text):
        at += len(word)
        if at >= end:
            return word if at == end and tag == "ns" else ""
    return ""
