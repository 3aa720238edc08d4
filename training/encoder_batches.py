"""Training pairs as arrays of piece numbers, and batches drawn from them at random.

All texts lie in one flat array, so that a passage is a slice, a passage without one of its
sentences is two, and a batch of any size is gathered without a Python loop.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from tokenizers import Tokenizer

from training.encoder_data import Source

Ints = np.ndarray[Any, np.dtype[np.int64]]


@dataclass(frozen=True, slots=True)
class Pairs:
    """Texts of a training set. Offsets have one entry more than what they count."""

    pieces: Ints  # of all sentences, then headlines, then questions
    sentence_at: Ints  # sentence -> offset in pieces
    passage_at: Ints  # passage -> its first sentence
    passage_article: Ints  # passage -> article
    article_at: Ints  # article -> its first passage
    title_at: Ints  # article -> offset in pieces
    question_at: Ints  # question -> offset in pieces
    question_passage: Ints  # question -> passage that answers it
    exam_at: Ints  # the same for the questions people wrote
    exam_passage: Ints


@dataclass(frozen=True, slots=True)
class Mix:
    """How a batch is made up: shares of the pair kinds, and what is done to the texts."""

    headline: float = 0.28  # headline -> a passage of its article
    in_place: float = 0.32  # question made from a sentence -> its passage
    sentence: float = 0.15  # sentence -> the rest of its passage; what is left: people's questions
    lead: float = 0.5  # chance that a headline's passage is the first one
    titled: float = 0.3  # chance that a passage comes with its headline, as in an index
    drop: float = 0.15  # chance of each piece of a made question to be left out
    topics_drawn: int = 4  # topics that a batch is drawn from, once topics are known
    rivals: float = 0.5  # share of in-place questions with another passage of the article against


@dataclass(frozen=True, slots=True)
class Batch:
    """Queries, their passages in the same order, then the rivals. Offsets as for EmbeddingBag."""

    query_pieces: Ints
    query_at: Ints
    passage_pieces: Ints
    passage_at: Ints
    query_article: Ints
    passage_article: Ints


def make_pairs(
    articles: Sequence[Source], exams: Sequence[tuple[str, str, str]], tokenizer: Tokenizer
) -> Pairs:
    """Everything cut into pieces. An exam's context is an article without headline."""
    news = [sentences for article in articles for sentences in article.passages]
    contexts: dict[str, list[str]] = {}
    seen: set[str] = set()
    for _, passage, context in exams:
        known = contexts.setdefault(context, [])
        if passage not in seen:
            seen.add(passage)
            known.append(passage)
    number: dict[str, int] = {}
    for passages in contexts.values():
        for passage in passages:
            number[passage] = len(news) + len(number)
    sentences = [s for passage in news for s in passage] + list(number)
    sizes = [len(article.passages) for article in articles] + [len(p) for p in contexts.values()]
    article_at = _offsets(sizes)
    questions = [q for article in articles for q, _ in article.questions]
    answers = [
        int(first) + n
        for article, first in zip(articles, article_at, strict=False)
        for _, n in article.questions
    ]
    titles = [article.title for article in articles] + [""] * len(contexts)
    exam_questions = [question for question, _, _ in exams]
    groups = [_cut(texts, tokenizer) for texts in (sentences, titles, questions, exam_questions)]
    bases = np.cumsum([0] + [len(pieces) for pieces, _ in groups])
    at = [base + offsets for base, (_, offsets) in zip(bases, groups, strict=False)]
    return Pairs(
        pieces=np.concatenate([pieces for pieces, _ in groups]),
        sentence_at=at[0],
        passage_at=_offsets([len(p) for p in news] + [1] * len(number)),
        passage_article=np.repeat(np.arange(len(sizes)), sizes),
        article_at=article_at,
        title_at=at[1],
        question_at=at[2],
        question_passage=np.array(answers, dtype=np.int64),
        exam_at=at[3],
        exam_passage=np.array([number[passage] for _, passage, _ in exams], dtype=np.int64),
    )


def batches(
    pairs: Pairs, mix: Mix, size: int, rng: np.random.Generator, groups: Ints | None = None
) -> Iterator[Batch]:
    """Batches without end, each of `size` queries.

    With `groups` (article -> number of its topic) a batch is drawn from a few topics, so that its
    passages are harder to tell apart.
    """
    everything = _Pool.of(pairs, np.ones(len(pairs.article_at) - 1, dtype=bool))
    pools = [everything]
    if groups is not None:
        pools = [_Pool.of(pairs, groups == group) for group in range(groups.max() + 1)]
    while True:
        picked = rng.choice(len(pools), min(mix.topics_drawn, len(pools)), replace=False)
        pool = _Pool.union([pools[number] for number in picked], everything)
        yield _draw(pairs, mix, size, rng, pool)


@dataclass(frozen=True, slots=True)
class _Pool:
    """What a batch may be drawn from."""

    titled: Ints  # articles with a headline
    asked: Ints  # in-place questions
    long: Ints  # passages of more than one sentence
    exams: Ints  # questions people wrote

    @classmethod
    def of(cls, pairs: Pairs, chosen: np.ndarray[Any, np.dtype[np.bool_]]) -> _Pool:
        article = pairs.passage_article
        return cls(
            np.flatnonzero(chosen & (np.diff(pairs.title_at) >= 3)),
            np.flatnonzero(chosen[article[pairs.question_passage]]),
            np.flatnonzero(chosen[article] & (np.diff(pairs.passage_at) >= 2)),
            np.flatnonzero(chosen[article[pairs.exam_passage]]),
        )

    @classmethod
    def union(cls, pools: Sequence[_Pool], spare: _Pool) -> _Pool:
        kinds = []
        for kind in ("titled", "asked", "long", "exams"):
            both = np.concatenate([getattr(pool, kind) for pool in pools])
            kinds.append(both if len(both) else getattr(spare, kind))
        return cls(*kinds)


def _draw(pairs: Pairs, mix: Mix, size: int, rng: np.random.Generator, pool: _Pool) -> Batch:
    n_headline, n_in_place = int(size * mix.headline), int(size * mix.in_place)
    n_sentence = int(size * mix.sentence)
    n_exam = size - n_headline - n_in_place - n_sentence
    article = rng.choice(pool.titled, n_headline)
    first, last = pairs.article_at[article], pairs.article_at[article + 1]
    lead = rng.random(n_headline) < mix.lead
    headline_passage = np.where(lead, first, rng.integers(first, last))
    asked = rng.choice(pool.asked, n_in_place)
    told = rng.choice(pool.long, n_sentence)
    sentence = rng.integers(pairs.passage_at[told], pairs.passage_at[told + 1])
    exam = rng.choice(pool.exams, n_exam)
    queries = [
        (pairs.title_at, article),
        (pairs.question_at, asked),
        (pairs.sentence_at, sentence),
        (pairs.exam_at, exam),
    ]
    starts = np.concatenate([at[number] for at, number in queries])
    ends = np.concatenate([at[number + 1] for at, number in queries])
    passage = np.concatenate([
        headline_passage,
        pairs.question_passage[asked],
        told,
        pairs.exam_passage[exam],
    ])
    made = np.zeros(size, dtype=bool)
    made[n_headline : size - n_exam] = True
    hole = np.full(size, -1)
    hole[n_headline + n_in_place : size - n_exam] = sentence
    rival = _rivals(pairs, pairs.question_passage[asked], mix.rivals, rng)
    return _batch(pairs, mix, rng, (starts, ends, made), passage, hole, rival)


def _rivals(pairs: Pairs, passage: Ints, share: float, rng: np.random.Generator) -> Ints:
    """Another passage of the same article for a share of the passages, where there is one."""
    passage = passage[rng.random(len(passage)) < share]
    article = pairs.passage_article[passage]
    rival = rng.integers(pairs.article_at[article], pairs.article_at[article + 1])
    return rival[rival != passage]


def _batch(
    pairs: Pairs,
    mix: Mix,
    rng: np.random.Generator,
    queries: tuple[Ints, Ints, Any],
    passage: Ints,
    hole: Ints,
    rival: Ints,
) -> Batch:
    starts, ends, made = queries
    query_pieces, sizes = _gather(pairs.pieces, starts[:, None], ends[:, None])
    row = np.repeat(np.arange(len(starts)), sizes)
    keep = ~(made[row] & (rng.random(len(row)) < mix.drop))
    all_passages = np.concatenate([passage, rival])
    article = pairs.passage_article[all_passages]
    with_title = rng.random(len(all_passages)) < mix.titled
    with_title[: int(len(passage) * mix.headline)] = False  # the headline is the query there
    title_start, title_end = pairs.title_at[article], pairs.title_at[article + 1]
    start = pairs.sentence_at[pairs.passage_at[all_passages]]
    end = pairs.sentence_at[pairs.passage_at[all_passages + 1]]
    hole = np.concatenate([hole, np.full(len(rival), -1)])
    hole_start = np.where(hole >= 0, pairs.sentence_at[hole], end)
    hole_end = np.where(hole >= 0, pairs.sentence_at[hole + 1], end)
    passage_pieces, passage_sizes = _gather(
        pairs.pieces,
        np.stack([title_start, start, hole_end], axis=1),
        np.stack([np.where(with_title, title_end, title_start), hole_start, end], axis=1),
    )
    return Batch(
        query_pieces[keep],
        _offsets(np.bincount(row[keep], minlength=len(starts)))[:-1],
        passage_pieces,
        _offsets(passage_sizes)[:-1],
        pairs.passage_article[passage],
        article,
    )


def _gather(pieces: Ints, starts: Ints, ends: Ints) -> tuple[Ints, Ints]:
    """The pieces of all segments, row by row, and each row's size. Shapes (rows, segments)."""
    sizes = (ends - starts).ravel()
    before = np.cumsum(sizes) - sizes
    index = np.repeat(starts.ravel() - before, sizes) + np.arange(sizes.sum())
    return pieces[index], (ends - starts).sum(axis=1)


def _cut(texts: Sequence[str], tokenizer: Tokenizer) -> tuple[Ints, Ints]:
    parts, sizes = [np.zeros(0, dtype=np.int64)], []
    for start in range(0, len(texts), 10_000):
        cut = tokenizer.encode_batch_fast(
            list(texts[start : start + 10_000]), add_special_tokens=False
        )
        sizes += [len(piece.ids) for piece in cut]
        parts.append(np.array([i for piece in cut for i in piece.ids], dtype=np.int64))
    return np.concatenate(parts), _offsets(sizes)


def _offsets(sizes: Sequence[int] | Ints) -> Ints:
    return np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
