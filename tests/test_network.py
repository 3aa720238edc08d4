"""The network that reads: its inputs, and what must not change its scores."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering.contexts import WEIGHTS, Context
from bot.answering.edges import closed
from bot.answering.lexicon import Lexicon
from bot.answering.network import Network, row_of, shortened
from bot.answering.question import understand
from bot.answering.reader import best_spans
from bot.answering.trimming import trimmed
from bot.answering.windows import best_windows, windows_of
from bot.pieces import BEGIN, BREAK, UNKNOWN, Pieces

TEXT = "本报讯 记者文可心报道:3月3日,县长佟雁秋到望水岩水库察看工程进度。工程总投资1.27亿元。"
OTHER = "鹿槽乡的茶农今年春天多收了三成鲜叶,合作社的社员每户多分了两千元。"


@pytest.fixture(scope="module")
def network() -> Network:
    return Network(WEIGHTS)


@pytest.fixture(scope="module")
def pieces() -> Pieces:
    return Pieces.load(WEIGHTS / "pieces.txt")


@given(text=st.text(alphabet="甲乙水库投资１2年月 \n,。(ab貸", max_size=60))
def test_pieces_keep_their_offsets(pieces: Pieces, text: str) -> None:
    cut = pieces.cut(text)
    found = [text[start:end] for start, end in zip(cut.starts, cut.ends, strict=True)]
    assert "".join(found) == "".join(text.split())
    assert len(cut.ids) == len(cut.starts) and all(cut.ids < len(pieces))


def test_a_name_falls_apart_into_characters_and_a_common_word_does_not(pieces: Pieces) -> None:
    cut = pieces.cut("县长佟雁秋")
    assert cut.ends.tolist() == [2, 3, 4, 5]
    assert pieces.cut("𠮷").ids.tolist() == [UNKNOWN]


def test_a_row_holds_question_heading_and_text() -> None:
    row, parts = row_of([7, 8], [9], [10, 11])
    assert row.tolist() == [BEGIN, 7, 8, BREAK, 9, BREAK, 10, 11]
    assert parts.tolist() == [0, 0, 0, 0, 1, 1, 2, 2]


def test_a_long_heading_keeps_its_date() -> None:
    ids = np.arange(100)
    assert shortened(ids).tolist() == [*range(20), *range(92, 100)]
    assert shortened(ids[:28]).tolist() == list(range(28))


def test_scores_do_not_depend_on_what_is_read_beside(network: Network) -> None:
    alone = network.scores(["工程总投资多少钱"], ["水库"], [TEXT], 1)[0]
    found = network.scores(["工程总投资多少钱"] * 2, ["水库", ""], [TEXT, OTHER * 6], 2)
    beside = next(one for one in found if one.window == 0)
    assert np.array_equal(alone.table, beside.table)


def test_the_text_that_answers_scores_above_the_one_that_does_not(network: Network) -> None:
    texts = [OTHER, TEXT, OTHER * 3]
    found = network.scores(["望水岩水库工程总投资多少钱"] * 3, [""] * 3, texts, 3)
    best = max(found, key=lambda one: float(one.table.max()))
    assert best.window == 1
    start, end, _ = next(best_spans(best, 1))
    assert TEXT[start:end] == "1.27亿元"


def test_a_text_that_is_far_less_likely_is_not_read_to_the_end(network: Network) -> None:
    found = network.scores(["望水岩水库工程总投资多少钱"] * 2, [""] * 2, [OTHER, TEXT], 2)
    assert [one.window for one in found] == [1]


def test_a_text_without_the_answer_scores_below_nothing(network: Network) -> None:
    found = network.scores(["望水岩水库的设计单位是哪家"], [""], [TEXT], 1)[0]
    assert found.table.max() < 0.0


def test_a_span_never_leaves_its_text(network: Network) -> None:
    found = network.scores(["谁"], [""], [OTHER], 1)[0]
    spans = list(best_spans(found, 5000))
    assert spans and all(0 <= start < end <= len(OTHER) for start, end, _ in spans)


def test_windows_are_whole_sentences_that_cover_a_long_text_and_overlap() -> None:
    text = OTHER * 40
    parts = list(windows_of(text, 300))
    assert len(parts) > 2 and all(end - start <= 300 for start, end in parts)
    assert parts[0][0] == 0 and parts[-1][1] == len(text)
    assert all(later[0] < earlier[1] for earlier, later in pairwise(parts))
    assert all(text[start:end].endswith("。") for start, end in parts)


def test_a_sentence_longer_than_a_window_is_cut() -> None:
    parts = list(windows_of("甲乙丙丁戊己庚辛" * 20, 50))
    assert all(0 < end - start <= 50 for start, end in parts) and parts[-1][1] == 160


def test_the_windows_that_hold_the_questions_words_are_read() -> None:
    contexts = [Context(OTHER * 120), Context(OTHER * 20 + TEXT)]
    chosen = best_windows(understand("望水岩水库总投资多少"), contexts, Lexicon(), 300, 7)
    first = chosen[0]
    assert first.context == 1 and "望水岩" in contexts[1].text[first.start : first.end]


@pytest.mark.parametrize(
    ("question", "span", "kept"),
    [
        ("大桥的长度是多少？", "大桥的长度达1208米。", "1208米"),
        ("展馆由谁设计？", "由顾望舒", "顾望舒"),
        ("茶农有什么习惯？", "先尝后卖的习惯", "先尝后卖"),
        ("合作社有哪些机器？", "合作社有插秧机和烘干机", "插秧机和烘干机"),
        ("为什么停水？", "由于管道改造", "由于管道改造"),
        ("谁来了？", "谁", "谁"),
    ],
)
def test_an_answer_leaves_out_what_the_question_has_said(
    question: str, span: str, kept: str
) -> None:
    start, end = trimmed(understand(question), f"据说,{span}", 3, 3 + len(span))
    assert f"据说,{span}"[start:end] == kept


@pytest.mark.parametrize(
    ("text", "span", "whole"),
    [
        ("他们参加“春风行动”。", "“春风", "“春风行动”"),
        ("他写了《山里的灯》一书。", "的灯》", "《山里的灯》"),
        ("学校(含分校)放假。", "分校)", "(含分校)"),
        ("他说“走吧。天黑了”。", "“走吧", "“走吧"),  # closed in another sentence
        ("共有三条路。", "三条", "三条"),
    ],
)
def test_a_span_that_broke_off_in_a_title_is_made_whole(text: str, span: str, whole: str) -> None:
    at = text.index(span)
    start, end = closed(text, (0, text.index("。") + 1), at, at + len(span))
    assert text[start:end] == whole


def test_a_figure_keeps_the_unit_that_is_asked_for() -> None:
    text = "这部剧共20集,拍了三年。"
    assert trimmed(understand("一共有多少集?"), text, 4, 6) == (4, 7)
    assert trimmed(understand("一共有多少?"), text, 4, 6) == (4, 6)
