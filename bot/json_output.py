"""Records as the JSON of the public contract (docs/contract): keys and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from bot.records import Answer, Article, Extraction, Hit, PageBox, Quote

Json = dict[str, Any]


def article_json(article: Article) -> Json:
    """An article as `baowen articles --json` prints it."""
    return {
        "id": article.id,
        "kind": article.kind,
        "kicker": article.kicker,
        "title": article.title,
        "subtitle": article.subtitle,
        "authors": list(article.authors),
        "date": article.date,
        "dateline": article.dateline,
        "paper": article.paper,
        "page": article.page,
        "section": article.section,
        "text": article.text,
        "file": article.file,
        "file_start": article.file_start,
        "file_end": article.file_end,
    }


def source_json(article: Article) -> Json:
    """What a hit or a quote says of its article; the other half where it jumps to another page."""
    halves = {"continues": article.continues, "continued_by": article.continued_by}
    told: Json = {
        "id": article.id,
        "title": article.headline,
        "date": article.date,
        "paper": article.paper,
        "page": article.page,
        "file": article.file,
        "authors": list(article.writers),
    }
    for name, half in halves.items():
        if half is not None and half.id is not None:
            told[name] = {"id": half.id, "page": half.page, "file": half.file}
    return told


def hit_json(hit: Hit) -> Json:
    """A hit as `baowen search --json` prints it."""
    return {
        "rank": hit.rank,
        "score": round(hit.score, 6),
        "text": hit.passage.text,
        "start": hit.passage.start,
        "end": hit.passage.end,
        "article": source_json(hit.article),
    }


def hits_json(hits: Sequence[Hit]) -> list[Json]:
    """Hits, best first."""
    return [hit_json(hit) for hit in hits]


def quote_json(quote: Quote) -> Json:
    """A quote with its offsets in the text, the article and the file."""
    told: Json = {
        "text": quote.text,
        "answer_start": quote.answer_start,
        "answer_end": quote.answer_end,
        "start": quote.start,
        "end": quote.end,
        "file_start": quote.file_start,
        "file_end": quote.file_end,
        "boxes": [_box_json(box) for box in quote.boxes],
        "article": source_json(quote.article),
    }
    if quote.bylines:
        told["bylines"] = [asdict(line) for line in quote.bylines]
    return told


def _box_json(box: PageBox) -> Json:
    sides = {name: getattr(box, name) for name in ("left", "top", "right", "bottom")}
    return {"page": box.page, **{name: round(share, 5) for name, share in sides.items()}}


def answer_json(answer: Answer) -> Json:
    """An answer as `baowen ask --json` prints it; what tells more where there is more."""
    told: Json = {
        "question": answer.question,
        "answer": answer.text,
        "refused": answer.refused,
        "confidence": round(answer.confidence, 4),
        "quotes": [quote_json(quote) for quote in answer.quotes],
        "seconds": answer.seconds,
    }
    if answer.conflicts:
        told["conflicts"] = [_value_json(quote) for quote in answer.conflicts]
    if answer.asked and answer.asked != answer.question:
        told["asked"] = answer.asked
    if answer.outside is not None:
        told["outside"] = asdict(answer.outside)
    if answer.refused and answer.closest is not None:
        told["closest"] = hit_json(answer.closest)
    return told


def _value_json(quote: Quote) -> Json:
    """One of several differing values: what it is, and the quote that tells it."""
    return {"answer": quote.answer, "corrects": quote.corrects, **quote_json(quote)}


def extraction_json(extraction: Extraction) -> Json:
    """An extraction as `baowen read` prints it."""
    return {
        "answer": extraction.text,
        "start": extraction.start,
        "end": extraction.end,
        "score": round(extraction.score, 6),
    }
