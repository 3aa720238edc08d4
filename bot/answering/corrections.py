"""Corrections that a paper prints of itself: “甲”有误，应为“乙”.

Where the answer is a value that a later issue takes back, the value that it gives instead answers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from bot.answering.contexts import Read, Reading
from bot.answering.restating import restated, states_right
from bot.answering.units import told_unit
from bot.patterns import regex
from bot.records import Article
from bot.text import fold, sentence_spans, squeeze

_CORRECTED = regex(
    r"[“\"‘'「](?P<wrong>[^“”\"‘’'「」]{1,60})[”\"’'」][^“”\"‘’'「」。]{0,12}?应(?:当)?(?:为|是|作|改为)[:：]?"
    r"[“\"‘'「](?P<right>[^“”\"‘’'「」]{1,60})[”\"’'」]"
)
_FIGURE = regex(r"\d[\d.,]*[万亿千百]?[^\d\s，。、；]{0,4}")
_FIGURES = regex(r"\d[\d.,]*")
_SAYS_SO = regex(r"更正|有误|订正|勘误|刊误|特此说明")


@dataclass(frozen=True, slots=True)
class Correction:
    """The answer put right, and what it was before where that article was read, too."""

    right: Reading
    wrong: Reading | None


def is_correction(article: Article, start: int, end: int) -> bool:
    """True when `article.text[start:end]` says that a paper had printed something wrong.

    `is_correction(article, 0, 33) -> True` for 本报3月21日“三百人”有误，应为“二百人”。
    """
    text = article.text[start:end]
    states = _CORRECTED.search(text) or states_right(text)
    return bool(states and _SAYS_SO.search(article.text + (article.title or "")))


def corrected(read: Read) -> Read:
    """What was read, with the right value in front where a paper has corrected the best one."""
    if not read.readings:
        return read
    correction = correction_of(read)
    right = correction.right if correction else restated(read)
    return replace(read, readings=(right, *read.readings)) if right else read


def correction_of(read: Read) -> Correction | None:
    """The correction of the best reading by one of the articles read, or None."""
    best = read.readings[0]
    said = read.contexts[best.context].text[best.start : best.end]
    for context, start, end, match in _corrections(read):
        inside = best.context == context and match.start() <= best.start < match.end()
        for old, new in (("wrong", "right"), ("right", "wrong")):
            at = _counterpart(match[old], said, match[new])
            if at is None or not (inside or (old == "wrong" and _names(match, read, best))):
                continue
            other = match[new][at[0] : at[1]]
            values = (said, other) if old == "wrong" else (other, said)
            first = match.start("right") + at[0]
            right = replace(
                best,
                context=context,
                start=first,
                end=first + len(values[1]),
                sentence_start=start,
                sentence_end=end,
            )
            return Correction(right, _original(read, best, match, at[0], len(values[0])))
    return None


def _corrections(read: Read) -> Iterator[tuple[int, int, int, re.Match[str]]]:
    """Every correction in what was read: its context, its sentence's bounds, what it says."""
    for number, context in enumerate(read.contexts):
        if not _SAYS_SO.search(context.text + context.title):
            continue
        for start, end in sentence_spans(context.text):
            for match in _CORRECTED.finditer(context.text, start, end):
                yield number, start, end, match


def _counterpart(phrase: str, said: str, other: str) -> tuple[int, int] | None:
    """Where in the other phrase stands what the answer is in the first: both are else the same."""
    at = phrase.find(said)
    if at < 0:
        return None
    rest = len(phrase) - at - len(said)
    alike = other[:at] == phrase[:at] and other[len(other) - rest :] == phrase[at + len(said) :]
    if alike and at < len(other) - rest:
        return at, len(other) - rest
    figure = _FIGURE.fullmatch(other) and _FIGURE.fullmatch(said)
    same = figure and told_unit(fold(said)) == told_unit(fold(other))
    alone = len(_FIGURES.findall(phrase)) == 1  # 现有茶园41.6万亩 should be 40.6万亩
    return (0, len(other)) if same and alone else None


def _names(match: re.Match[str], read: Read, reading: Reading) -> bool:
    """True when the correction means the article of a reading, and its very words."""
    article = read.hits[reading.context].article
    sentence = squeeze(fold(match.string))
    _, month, day = (article.date or "0-0-0").split("-")
    named = [article.title or "\n", f"{int(month)}月{int(day)}日"]
    held = squeeze(match["wrong"]) in squeeze(read.contexts[reading.context].text)
    return held and any(squeeze(fold(name)) in sentence for name in named)


def _original(
    read: Read, best: Reading, match: re.Match[str], at: int, length: int
) -> Reading | None:
    """The wrong value where it was first printed, if that article was read."""
    for number, context in enumerate(read.contexts):
        found = context.text.find(match["wrong"])
        if context.text is match.string or found < 0:
            continue
        first = found + at
        for start, end in sentence_spans(context.text):
            if start <= first < end:
                break
        else:  # white space between two sentences
            continue
        reading = replace(
            best,
            context=number,
            start=first,
            end=first + length,
            sentence_start=start,
            sentence_end=end,
        )
        if _names(match, read, reading):
            return reading
    return None
