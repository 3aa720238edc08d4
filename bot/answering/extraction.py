"""Extractive reading: the span of a given text that answers a question. No index is needed."""

from __future__ import annotations

from bot.answering.confidence import Confidence
from bot.answering.contexts import Context
from bot.answering.opening import open_reader
from bot.answering.question import understand
from bot.answering.reader import GIVEN, Reader
from bot.checks import check_question, check_whole
from bot.errors import UsageError
from bot.records import Extraction
from bot.settings import MOST_CONTEXT_CHARS


class Extractor:
    """Reads given texts for questions. Build once, use from any thread."""

    def __init__(self, reader: Reader, confidence: Confidence) -> None:
        self._reader = reader
        self._confidence = confidence

    @classmethod
    def open(cls) -> Extractor:
        """The extractor with the shipped reader.

        `Extractor.open().extract("谁主持了会议？", "会议由郑敏主持。").text -> "郑敏"`.

        Raises:
            ModelError: If the weights are missing or damaged.
        """
        return cls(*open_reader())

    def extract(self, question: str, context: str, refuse: bool = False) -> Extraction:
        """The best span of the context.

        It answers however unsure it is: a script that counts EM and F1 wants every line answered,
        and can draw its own line through `score`, the confidence from 0 to 1. With `refuse` a
        score below the threshold that `Bot.ask` has gives no span. Without a single candidate
        there is none either.

        Raises:
            UsageError: If the question is empty or too long, or the context is.
        """
        check_question(question)
        _check_context(context)
        contexts = [Context(context)]
        readings = self._reader.read(understand(question), contexts, manner=GIVEN)
        score = self._confidence.of(readings)
        if not readings or (refuse and score < self._confidence.threshold):
            return Extraction(None, score)
        best = readings[0]
        return Extraction(
            text=context[best.start : best.end],
            score=score,
            start=best.start,
            end=best.end,
            sentence_start=best.sentence_start,
            sentence_end=best.sentence_end,
        )


def _check_context(context: str) -> None:
    if not context.strip():
        raise UsageError("context 是空的，请给出要读的文字。 | The context is empty: give a text.")
    check_whole(context)
    if len(context) > MOST_CONTEXT_CHARS:
        raise UsageError(
            f"context 有 {len(context)} 个字，最多 {MOST_CONTEXT_CHARS} 个。请分成几段，"
            f"或建索引后用 baowen ask。 | The context has {len(context)} characters, at most "
            f"{MOST_CONTEXT_CHARS} are read: split it, or index it and use baowen ask."
        )
