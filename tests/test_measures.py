"""EM and F1 by characters."""

import pytest

from bot.measures import exact_match, f1, normalized


def test_punctuation_and_white_space_do_not_count() -> None:
    assert normalized("8,500 万元。") == "8500万元"
    assert exact_match("“春苗基金”", ["春苗基金"]) == 1.0
    assert exact_match("春苗", ["春苗基金"]) == 0.0


def test_f1_by_the_longest_common_run() -> None:
    # told 6 characters, gold 5, common run 5: precision 5/6, recall 1
    assert f1("约450万元", "450万元") == pytest.approx(2 * (5 / 6) / (5 / 6 + 1))
    assert f1("", "450万元") == 0.0
    assert f1("甲乙", "丙丁") == 0.0
