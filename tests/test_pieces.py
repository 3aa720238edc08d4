"""The pieces that networks read, and where each stands in the text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.pieces import ALPHABET, Pieces

PIECES = Pieces.load(ALPHABET)


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("种了一百二十亩", "种了120亩"),
        ("票价一百二十元，增长百分之十五", "票价120元，增长15%"),
        ("二〇二三年三千二百人到三亚", "2023年3200人到三亚"),
        ("两名老百姓，三个月", "两名老百姓，三个月"),  # short ones are well known as they are
        ("貸款三千萬元", "贷款30000000元"),
        ("", ""),
    ],
)
def test_numerals_are_read_as_figures(text: str, figures: str) -> None:
    cut = PIECES.cut_figures(text)
    assert cut.ids.tolist() == PIECES.cut(figures).ids.tolist()


def test_all_of_a_numeral_is_one_place() -> None:
    text = "种了一百二十亩"
    cut = PIECES.cut_figures(text)
    places = {text[start:end] for start, end in zip(cut.starts, cut.ends, strict=True)}
    assert places == {"种", "了", "一百二十", "亩"} or places == {"种了", "一百二十", "亩"}


@settings(max_examples=80, deadline=None)
@given(
    st.text(
        st.sampled_from("一二三四五六七八九十百千万亿零〇两第分之点年月日元人，。 三亚贷款12"),
        max_size=30,
    )
)
def test_pieces_stand_in_their_order_within_the_text(text: str) -> None:
    cut = PIECES.cut_figures(text)
    assert len(cut.ids) == len(cut.starts) == len(cut.ends)
    assert all(
        0 <= start < end <= len(text) for start, end in zip(cut.starts, cut.ends, strict=True)
    )
    assert sorted(cut.starts.tolist()) == cut.starts.tolist()
    assert sorted(cut.ends.tolist()) == cut.ends.tolist()
    covered = {
        at for low, high in zip(cut.starts, cut.ends, strict=True) for at in range(low, high)
    }
    assert all(at in covered or char.isspace() for at, char in enumerate(text))
