"""Hits in the order of what the reader makes of them: search ranks by words, this by answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate

from bot.answering.contexts import Context, heading
from bot.answering.question import Question
from bot.answering.reader import Reader
from bot.records import Hit

_READ = 10  # hits that are read; the ones behind them keep their order
_WEIGHT = 0.02  # of a log odd beside the score of search: benchmarks/retrieval.md
_LEAST = -8.0  # all that is less likely is as unlikely


def reread(reader: Reader, question: Question, hits: Sequence[Hit]) -> list[Hit]:
    """The hits, those first whose passage answers, with ranks and falling scores of this order.

    `reread(reader, understand("谁主持了会议？"), hits)[0].passage.text`.
    """
    near, rest = hits[:_READ], hits[_READ:]
    contexts = [
        Context(hit.passage.text, heading(hit.article), hit.article.paper or "") for hit in near
    ]
    odds = reader.odds(question, contexts)
    read = [
        replace(hit, score=hit.score + _WEIGHT * max(odd, _LEAST))
        for hit, odd in zip(near, odds, strict=True)
    ]
    ranked = [*sorted(read, key=lambda hit: -hit.score), *rest]
    scores = accumulate((hit.score for hit in ranked), min)
    return [
        replace(hit, rank=rank, score=score)
        for rank, (hit, score) in enumerate(zip(ranked, scores, strict=True), start=1)
    ]
