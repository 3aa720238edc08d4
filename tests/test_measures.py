"""EM and F1 by characters, ranks, percentiles."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.measures import exact_match, f1, holds, mean, mrr_at, normalized, percentile, recall_at


def test_punctuation_and_white_space_do_not_count() -> None:
    assert normalized("8,500 万元。") == "8500万元"
    assert exact_match("“春苗基金”", ["春苗基金"]) == 1.0
    assert exact_match("春苗", ["春苗基金"]) == 0.0


def test_f1_by_the_longest_common_run() -> None:
    # told 6 characters, gold 5, common run 5: precision 5/6, recall 1
    assert f1("约450万元", "450万元") == pytest.approx(2 * (5 / 6) / (5 / 6 + 1))
    assert f1("", "450万元") == 0.0
    assert f1("甲乙", "丙丁") == 0.0


def test_a_phrase_is_held_whatever_its_width_and_punctuation() -> None:
    assert holds("投资8,500万元。", "８５００ 万元")
    assert not holds("投资8,500万元。", "850万元")
    assert not holds("投资8,500万元。", "。")


def test_recall_and_reciprocal_rank_count_what_was_not_found() -> None:
    ranks = [1, 4, None, 11]
    assert [recall_at(ranks, k) for k in (1, 5, 10)] == [0.25, 0.5, 0.5]
    assert mrr_at(ranks, 10) == pytest.approx((1 + 1 / 4) / 4)
    assert recall_at([], 1) is None and mrr_at([], 10) is None and mean([]) is None


@given(st.lists(st.floats(0, 100), min_size=1), st.floats(0.01, 1))
def test_a_percentile_is_the_smallest_value_that_covers_its_share(
    values: list[float], share: float
) -> None:
    found = percentile(values, share)
    assert found in values
    assert sum(value <= found for value in values) >= share * len(values) - 1e-6
    assert sum(value < found for value in values) < share * len(values)
