"""Two rankings become one: a weighted sum of scores that each have an absolute meaning.

Not reciprocal ranks, and not shares of the best hit: both forget how sure a leg was. Measured in
benchmarks/retrieval.md.
"""

from __future__ import annotations

from collections.abc import Mapping


def fuse(
    lexical: Mapping[int, float], dense: Mapping[int, float], dense_weight: float
) -> dict[int, float]:
    """Fused scores, best first: lexical share + dense_weight x (1 - best share)^2 x cosine.

    `fuse({1: 0.5, 2: 0.4}, {2: 0.8, 3: 0.4}, 0.4) -> {1: 0.5, 2: 0.48, 3: 0.04}`. The lexical
    share is BM25 over the most that the question can get. Where a passage holds nearly all words
    of the question, the words decide; where the papers use other words, the vectors do. A missing
    score is 0; equal scores stand in order of the id.
    """
    best = max(lexical.values(), default=0.0)
    weight = dense_weight * max(1.0 - best, 0.0) ** 2
    scores = {
        number: lexical.get(number, 0.0) + weight * dense.get(number, 0.0)
        for number in lexical.keys() | dense.keys()
    }
    return dict(sorted(scores.items(), key=lambda item: (-item[1], item[0])))
