"""Words and bigrams."""

import jieba
from hypothesis import given
from hypothesis import strategies as st

from bot.words import bigrams, tagged_words, words


def test_words_without_punctuation() -> None:
    assert words("云溪中学，建校65年") == ["云溪", "中学", "建校", "65", "年"]


def test_a_figure_counts_as_one_character_of_a_bigram() -> None:
    assert bigrams("增加77.31亿元，同比") == ["增加", "加77.31", "77.31亿", "亿元", "同比"]


def test_a_lone_character_stands_for_itself() -> None:
    assert bigrams("甲，乙丙") == ["甲", "乙丙"]


@given(st.text(alphabet="贷款余额增加同比会议在云溪县召开3月16日100万元，。“”"))
def test_tagged_words_joined_are_the_text(text: str) -> None:
    assert len("".join(word for word, _ in tagged_words(text))) == len(text)


def test_rust_and_python_jieba_give_the_same_words() -> None:
    jieba.setLogLevel(60)
    for text in (
        "2月末,全县金融机构本外币各项贷款余额188.1亿元,比年初增加6.9亿元,同比增长10.6%",
        "县委书记鄢仲舟主持会议并讲话,副县长佟雁秋通报了水库蓄水情况",
        "3月16日,丰禾集团董事长梁广田向云溪中学捐赠100万元设立“春苗基金”",
    ):
        assert words(text) == [w for w in jieba.cut(text) if any(c.isalnum() for c in w)]
