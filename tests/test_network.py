"""The network that reads: its inputs, and what must not change its scores."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering.contexts import WEIGHTS, Context
from bot.answering.lexicon import Lexicon
from bot.answering.network import NEAR, Network, asking, places, words_of
from bot.answering.question import understand
from bot.answering.reader import best_spans
from bot.answering.trimming import closed, trimmed
from bot.answering.windows import best_windows, windows_of

TEXT = "本报讯 记者文可心报道:3月3日,县长佟雁秋到望水岩水库察看工程进度。工程总投资1.27亿元。"
OTHER = "鹿槽乡的茶农今年春天多收了三成鲜叶,合作社的社员每户多分了两千元。"


@pytest.fixture(scope="module")
def network() -> Network:
    return Network(Lexicon(), WEIGHTS)


@given(st.text(alphabet="甲乙水库投资12年月 \n,。(ab", max_size=60))
def test_words_keep_their_offsets(text: str) -> None:
    words = words_of(text)
    assert all(
        text[start : start + len(word)] == word
        for word, start in zip(words.words, words.starts, strict=True)
    )
    assert "".join(words.words) == "".join(text.split())


def test_places_count_from_the_question_word() -> None:
    question = understand("工程总投资多少")
    asked = words_of(question.text)
    found = places(*asking(question, asked), len(asked.words)).tolist()
    assert asked.words[-1] == "多少" and found[-1] == 2 * NEAR + 1
    assert found[:-1] == list(range(NEAR - len(asked.words) + 1, NEAR))


def test_scores_do_not_depend_on_what_is_read_beside(network: Network) -> None:
    question = understand("工程总投资多少钱？")
    alone = network.scores(question, ["水库"], [words_of(TEXT)])[0]
    beside = network.scores(question, ["水库", ""], [words_of(TEXT), words_of(OTHER * 6)])[0]
    assert alone.shape == beside.shape
    real = alone > -1e8
    assert np.allclose(alone[real], beside[real], atol=1e-3)


def test_the_text_that_answers_scores_above_the_one_that_does_not(network: Network) -> None:
    question = understand("望水岩水库工程总投资多少钱？")
    right, wrong = network.scores(question, ["", ""], [words_of(TEXT), words_of(OTHER)])
    assert right.max() > wrong.max()
    start, end, _ = next(best_spans(words_of(TEXT), right, 1))
    assert TEXT[start:end] == "1.27亿元"


def test_a_span_never_leaves_its_text(network: Network) -> None:
    words = words_of(OTHER)
    table = network.scores(understand("谁"), [""], [words])[0]
    for start, end, score in best_spans(words, table, 5000):
        assert 0 <= start < end <= len(OTHER) or score < -1e8


def test_windows_cover_a_long_text_and_overlap() -> None:
    words = words_of(OTHER * 40)
    parts = list(windows_of(OTHER * 40, 240))
    covered = {start for part in parts for start in part.starts}
    assert covered == set(words.starts) and len(parts) > 2
    assert set(parts[0].starts) & set(parts[1].starts)


def test_the_windows_that_hold_the_questions_words_are_read() -> None:
    contexts = [Context(OTHER * 120), Context(OTHER * 20 + TEXT)]
    chosen = best_windows(understand("望水岩水库总投资多少"), contexts, Lexicon(), 240, 7)
    assert chosen[0].context == 1 and "望水岩" in "".join(chosen[0].words.words)


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
