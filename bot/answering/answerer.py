"""Hits become an answer: the reader's span in its sentence, quoted exactly, or a refusal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.answering.confidence import Confidence
from bot.answering.contents import Printed, contents
from bot.answering.contexts import Context, Part, Read, Reading, heading
from bot.answering.corrections import corrected, is_correction
from bot.answering.credits import credited
from bot.answering.latest import as_of_now
from bot.answering.notices import noticed
from bot.answering.pointing import says_not_which
from bot.answering.question import QuestionKind, understand
from bot.answering.quoting import quoted
from bot.answering.rankings import ranked
from bot.answering.reader import Reader
from bot.answering.rereading import reread
from bot.answering.seams import Find, over_seams
from bot.answering.successions import succeeded
from bot.answering.tables import tabled
from bot.answering.works import Signed, listed
from bot.records import Answer, Article, Hit, Quote
from bot.text import squeeze

_MANY: frozenset[QuestionKind] = frozenset({"list", "why", "how"})  # kinds that take several quotes
_MOST_QUOTES = 3
_KEEP = 4.0  # a further quote may score this much less than the best one
_ARTICLES = 8  # articles read for one question
_MEMBER = 15  # characters; a longer span is no member of a list
_WINDOW = 1200  # characters of a long article read on each side of a hit


def _none(_: str) -> None:
    return None


def _by_nobody(_: str) -> dict[str, list[Article]]:
    return {}


@dataclass(frozen=True, slots=True)
class Known:
    """What the index knows beside the hits; without one, nothing."""

    find: Find = _none  # the other half of a story that goes on on another page, by its id
    signed: Signed = _by_nobody  # the articles of the authors that a question names
    printed: Printed = tuple  # those of the issue that the question names


_NOTHING = Known()


class Answerer:
    """Answers from hits. Build once, use from any thread."""

    def __init__(self, reader: Reader, confidence: Confidence) -> None:
        self._reader = reader
        self._confidence = confidence

    def answer(
        self,
        question: str,
        hits: Sequence[Hit],
        known: Known = _NOTHING,
    ) -> Answer:
        """The answer that the hits, and what else is known, support; or one that refuses.

        `answerer.answer("谁主持了会议？", hits).text -> "郑敏"`.
        """
        understood, closest = understand(question), next(iter(hits), None)
        told = (
            contents(understood, known.printed)
            or credited(understood, hits)
            or listed(understood, known.signed)
            or noticed(understood, hits)
        )
        if told is not None:
            closest = (told.closest or closest) if told.refused else None
            return replace(told, question=question, closest=closest)
        if says_not_which(understood):
            return Answer(question, None, 0.0, closest=closest)
        read = self.read(question, hits, known.find)
        confidence = self._confidence.of(read.readings)
        if not read.readings or confidence < self._confidence.threshold:
            return Answer(question, None, confidence, closest=closest)
        read, differing = as_of_now(corrected(read))
        chosen = _choose(read)
        quotes = tuple(quote for reading in chosen for quote in _quotes(read, reading))
        others = [_quotes(read, reading)[0] for reading in differing]
        return Answer(
            question,
            _text_of(read, chosen),
            confidence,
            quotes,
            conflicts=_newest_first([quotes[0], *others]) if others else (),
        )

    def reread(self, question: str, hits: Sequence[Hit]) -> list[Hit]:
        """The same hits, those first that the reader finds an answer in."""
        return reread(self._reader, understand(question), hits)

    def read(self, question: str, hits: Sequence[Hit], find: Find | None = None) -> Read:
        """The question read in the hits' articles, without the decision to answer."""
        read, starts, plain = contexts_of(hits)
        contexts, parts = over_seams(read, starts, plain, find)
        understood = understand(question)
        readings = self._reader.read(understood, contexts)
        told = tabled(understood, contexts) or succeeded(understood, contexts)
        if told is not None:
            readings = [told, *readings]
        elif (first := ranked(understood, contexts, readings)) is not None:
            readings = [first, *readings]
        return Read(understood, tuple(read), tuple(parts), tuple(contexts), tuple(readings))


def contexts_of(hits: Sequence[Hit]) -> tuple[list[Hit], list[int], list[Context]]:
    """The best hit of each article, and the part of the article around it with its offset."""
    chosen: list[Hit] = []
    starts: list[int] = []
    contexts: list[Context] = []
    for hit in hits:
        article = hit.article
        if len(chosen) == _ARTICLES or any(article == other.article for other in chosen):
            continue
        start, end = _window(article.text, hit.passage.start, hit.passage.end)
        chosen.append(hit)
        contexts.append(
            Context(
                article.text[start:end],
                heading(article),
                article.paper or "",
                dated=article.date is not None,
                lexical=hit.lexical,
            )
        )
        starts.append(start)
    return chosen, starts, contexts


def _window(text: str, start: int, end: int) -> tuple[int, int]:
    """The span widened to the right, up to a sentence's end where there is one.

    To the left it is widened where the article begins there; else to the end of the sentence
    before it: reading as much there too made one answer of 132 wrong and none right.
    """
    low, high = max(0, start - _WINDOW), min(len(text), end + _WINDOW)
    if low:
        low = max(text.rfind(mark, low, start) for mark in "。\n") + 1 or low
    if high < len(text):
        high = max(text.rfind(mark, end, high) for mark in "。\n") + 1 or high
    return low, high


def _choose(read: Read) -> list[Reading]:
    """The best reading, then others worth quoting: the same answer elsewhere, or more of it."""
    best = read.readings[0]
    chosen, told = [best], {_said(read, best)}
    sentences = {_place(best)}
    for reading in read.readings[1:]:
        if len(chosen) == _MOST_QUOTES or reading.score < best.score - _KEEP:
            break
        same = _said(read, reading) in told
        if _place(reading) in sentences or (read.question.kind in _MANY) == same:
            continue
        chosen.append(reading)
        told.add(_said(read, reading))
        sentences.add(_place(reading))
    return chosen


def _said(read: Read, reading: Reading) -> str:
    return squeeze(read.contexts[reading.context].text[reading.start : reading.end])


def _place(reading: Reading) -> tuple[int, int]:
    return reading.context, reading.sentence_start


def _quotes(read: Read, reading: Reading) -> list[Quote]:
    """The sentence of a reading as an exact slice of its article: two where it jumps to a page.

    The one with the answer, or with its beginning, comes first.
    """
    parts = read.parts[reading.context]
    ends = [*(part.at for part in parts[1:]), len(read.contexts[reading.context].text)]
    quotes = [
        _quote(read.hits[reading.context], part, reading, end)
        for part, end in zip(parts, ends, strict=True)
        if reading.sentence_start < end and part.at < reading.sentence_end
    ]
    return sorted(quotes, key=lambda quote: quote.answer_start is None)


def _quote(hit: Hit, part: Part, reading: Reading, part_end: int) -> Quote:
    """What of a reading's sentence stands in one part of its context."""
    article, shift = part.article, part.start - part.at

    def inside(low: int, high: int) -> tuple[int, int]:
        return max(low, part.at) + shift, min(high, part_end) + shift

    start, end = inside(reading.sentence_start, reading.sentence_end)
    low, high = inside(reading.start, reading.end)
    return quoted(
        article,
        start,
        end,
        (low, high) if low < high else None,
        reprints=hit.reprints if article is hit.article else (),
        corrects=is_correction(article, start, end),
    )


def _newest_first(quotes: Sequence[Quote]) -> tuple[Quote, ...]:
    """The quotes by the dates of their issues; those of one day stay in their order."""
    return tuple(sorted(quotes, key=lambda quote: quote.article.date or "", reverse=True))


def _text_of(read: Read, chosen: Sequence[Reading]) -> str:
    """The span of the first reading; for "which ones" the short spans of all."""
    spans = [read.contexts[one.context].text[one.start : one.end] for one in chosen]
    if read.question.kind == "list" and all(len(span) <= _MEMBER for span in spans):
        return "、".join(spans)
    return spans[0]
