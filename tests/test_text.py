"""Folding, squeezing and sentences."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from bot.index.folded import fold_all
from bot.text import fold, sentence_spans, sentences, squeeze


@given(st.text())
def test_folding_keeps_every_offset(text: str) -> None:
    assert len(fold(text)) == len(text)


def test_full_width_becomes_half_width() -> None:
    assert fold("ＡＢＣ１２３，（甲）") == "abc123,(甲)"


@given(st.lists(st.text(st.characters() | st.characters(categories=["Cs"]))))
def test_folding_many_is_folding_each(texts: list[str]) -> None:
    assert fold_all(texts) == [fold(text) for text in texts]


@given(st.text(alphabet="甲乙。！？!?…”\n 1.5", max_size=40))
def test_sentences_are_what_their_spans_hold(text: str) -> None:
    assert sentences(text) == [text[start:end] for start, end in sentence_spans(text)]


@given(st.text(alphabet="甲乙。！？!?…”\n 1.5", max_size=40))
def test_sentences_cover_all_but_white_space_in_order(text: str) -> None:
    spans = sentence_spans(text)
    assert all(left[1] <= right[0] for left, right in pairwise(spans))
    assert squeeze("".join(text[start:end] for start, end in spans)) == squeeze(text)


def test_a_closing_quote_stays_with_its_sentence() -> None:
    text = "他说：“走吧！”大家走了。1.5元"
    assert [text[a:b] for a, b in sentence_spans(text)] == ["他说：“走吧！”", "大家走了。", "1.5元"]
