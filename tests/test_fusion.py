"""Fusion: a weighted sum, worked out by hand."""

from __future__ import annotations

import pytest

from bot.retrieval.fusion import fuse


def test_scores_are_lexical_shares_plus_weighted_cosines() -> None:
    fused = fuse({1: 0.5, 2: 0.4}, {2: 0.8, 3: 0.4}, 0.4)
    # the weight is 0.4 * (1 - 0.5)^2 = 0.1; 1: 0.5; 2: 0.4 + 0.1 * 0.8; 3: 0.1 * 0.4
    assert fused == pytest.approx({1: 0.5, 2: 0.48, 3: 0.04})
    assert list(fused) == [1, 2, 3]


def test_a_full_match_of_the_words_leaves_nothing_to_the_vectors() -> None:
    assert fuse({1: 1.0, 2: 0.9}, {1: 0.0, 2: 1.0}, 5.0) == {1: 1.0, 2: 0.9}


def test_without_lexical_matches_the_dense_leg_decides() -> None:
    assert list(fuse({}, {5: 0.2, 4: 0.7}, 0.5)) == [4, 5]
    assert list(fuse({5: 0.0, 4: 0.0}, {5: 0.7, 4: 0.2}, 0.5)) == [5, 4]


def test_a_weight_of_zero_is_the_lexical_ranking() -> None:
    assert list(fuse({1: 0.1, 2: 0.3}, {1: 0.99, 2: 0.1}, 0.0)) == [2, 1]


def test_equal_scores_stand_in_order_of_the_id() -> None:
    assert list(fuse({9: 0.5, 3: 0.5, 7: 0.5}, {}, 0.5)) == [3, 7, 9]


def test_nothing_found_is_nothing() -> None:
    assert fuse({}, {}, 0.5) == {}
