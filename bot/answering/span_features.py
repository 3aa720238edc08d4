"""What a candidate is, what it holds and what touches it, in numbers."""

from __future__ import annotations

import re

import numpy as np

from bot.answering.matching import Floats
from bot.answering.question import Question
from bot.answering.sentence import Sentence
from bot.answering.spans import Span, Token
from bot.answering.units import agreement, asked_unit, counted, told_unit

_SORTS = ("number", "time", "person", "place", "org", "title", "list", "words", "clause", "clauses")
_SORT_ROWS = {s: tuple(float(s == other) for other in _SORTS) for s in _SORTS}
_OPEN, _CLOSE = frozenset('“"《「‘'), frozenset('”"》」’')
_DIGIT = re.compile(r"[0-9]")
_REASON = re.compile("为了|由于|因为|为|旨在|以便|使得|用于|用来|目的")
_VALUE = re.compile(r"[0-9][0-9,.]*")
_ITEM = re.compile(r"[^、和与及]+")
_MONEY = re.compile(r"[元钱]")
_LEAD = re.compile(
    r"(?:是|为|叫|由|在|于|向|达|达到|共|有|至|从|因|因为|通过|了|名为|以|对|将|把|给|与|和|、)$"
)
SPAN_FEATURES = 48


def span_features(question: Question, sentence: Sentence, spans: list[Span]) -> Floats:
    """(spans, 48): what each span is, what it holds and what touches it."""
    text, noun = sentence.text, question.noun
    touch = _Touch(question, text)
    tags = _Tags(sentence.tokens, len(text))
    aligned = _alignment(sentence)
    numeric = question.kind == "number"
    asked = asked_unit(question.text, question.start, question.end) if numeric else ""
    money = bool(_MONEY.search(noun))
    rate = float("%" in question.text or "百分" in question.text or "率" in question.text)
    year = "年" in question.text[question.start : question.end + 1]
    rows = []
    for span in spans:
        inner = text[span.start : span.end]
        size, last = len(inner), inner[-1]
        rows.append((
            *_SORT_ROWS[span.sort],
            *touch.left(span.start),
            *touch.right(span.end),
            inner in question.text,
            bool(noun) and inner.endswith(noun),
            bool(noun) and noun in inner,
            bool(noun) and noun[-1] == last,
            money and bool(_MONEY.search(inner)),
            "%" in inner or "百分" in inner,
            rate,
            bool(_DIGIT.search(inner)),
            last.isdigit(),
            size / 10.0,
            np.log1p(size),
            size == 1,
            inner.count("、"),
            inner[0] in _OPEN and last in _CLOSE,
            touch.opens[span.start] and touch.closes[span.end],
            *tags.of(span),
            "的" in inner,
            span.start / len(text),
            year and "年" in inner,
            aligned.get(span.start, 0.5),
            agreement(asked, told_unit(inner)) if numeric else 0.0,
            counted(question.text, inner) if numeric else 0.0,
        ))
    return np.array(rows, dtype=np.float32)


def _alignment(sentence: Sentence) -> dict[int, float]:
    """In "甲、乙分别增长1%、2%" the offset of each value -> 1.0 if its item is the one asked for.

    Other values get 0.0; nothing is said where items and values do not pair off.
    """
    text = sentence.text
    at = text.find("分别")
    if at < 0:
        return {}
    values = [match.start() for match in _VALUE.finditer(text, at)]
    head = text[:at]
    begin = max(head.rfind(mark) for mark in ",。;:") + 1
    items = [match.span() for match in _ITEM.finditer(text, begin, at)]
    if len(values) < 2 or len(items) != len(values):
        return {}
    best = sentence.exact.max(axis=0) if len(sentence.exact) else np.zeros(len(sentence.tokens))
    shares = []
    for start, end in items:
        inside = [i for i, t in enumerate(sentence.tokens) if start <= t.start and t.end <= end]
        shares.append(float(sum(best[i] * len(sentence.tokens[i].text) for i in inside)))
    top = max(shares)
    return {value: float(share == top > 0) for value, share in zip(values, shares, strict=True)}


class _Touch:
    """What stands right before and right after each offset of a sentence, worked out once."""

    def __init__(self, question: Question, text: str) -> None:
        self._question, self._text = question, text
        self._left: dict[int, tuple[float, ...]] = {}
        self._right: dict[int, tuple[float, ...]] = {}
        padded = " " + text + " "
        self.opens = [char in _OPEN for char in padded[:-1]]
        self.closes = [char in _CLOSE for char in padded[1:]]

    def left(self, at: int) -> tuple[float, ...]:
        """Of a span that starts here: 6 numbers."""
        if at not in self._left:
            noun, before = self._question.noun, self._text[:at]
            self._left[at] = (
                _common(self._question.left[::-1], before[::-1]) / 4.0,
                float(bool(noun) and before.endswith(noun)),
                float(not before or before[-1] in ',。;:、(“"《 '),
                float(before.endswith("、")),
                float(bool(_LEAD.search(before[-3:]))),
                float(bool(_REASON.search(self._text[max(0, at - 4) : at + 4]))),
            )
        return self._left[at]

    def right(self, at: int) -> tuple[float, ...]:
        """Of a span that ends here: 4 numbers."""
        if at not in self._right:
            noun, after = self._question.noun, self._text[at : at + 12]
            self._right[at] = (
                _common(self._question.right, after) / 4.0,
                float(bool(noun) and after.startswith(noun)),
                float(not after or after[0] in ',。;:、)”"》'),
                float(after.startswith("、")),
            )
        return self._right[at]


class _Tags:
    """The parts of speech inside any span of a sentence, by counting once."""

    def __init__(self, tokens: list[Token], length: int) -> None:
        self._tokens = tokens
        self._after = np.searchsorted([t.start for t in tokens], np.arange(length + 1)).tolist()
        ends = [t.end for t in tokens]
        self._upto = np.searchsorted(ends, np.arange(length + 1), side="right").tolist()
        names = [[t.tag.startswith(tag) for t in tokens] for tag in ("nr", "ns", "nt")]
        self._counts = np.pad(np.cumsum(names, axis=1), ((0, 0), (1, 0))).tolist()

    def of(self, span: Span) -> tuple[float, ...]:
        """7 numbers of one span."""
        first, last = self._after[span.start], self._upto[span.end]
        if last <= first:
            return (0.0,) * 7
        head, tail = self._tokens[first].tag[0], self._tokens[last - 1].tag[0]
        named = [float(count[last] > count[first]) for count in self._counts]
        return (
            (last - first) / 5.0,
            float(head == "v"),
            float(tail == "n"),
            float(tail == "v"),
            *named,
        )


def _common(left: str, right: str) -> int:
    """Length of the common beginning, at most 8."""
    count = 0
    for a, b in zip(left[:8], right[:8], strict=False):
        if a != b:
            break
        count += 1
    return count
