"""A question becomes terms for the lexical leg: words and character bigrams without filler."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace

from bot.index.forms import in_figures
from bot.index.lexical import Terms
from bot.text import fold
from bot.words import bigrams, words

# Rarity of terms in one of the two alphabets: `rarity("words", ["的"]) -> {"的": 0.2}`.
FieldRarity = Callable[[str, Iterable[str]], dict[str, float]]

# Words that say how is asked, not what about. Dropping them: benchmarks/retrieval.md.
_FILLER = frozenset(
    re.findall(
        r"\w+",
        """
        什么 多少 几 哪 哪个 哪些 哪里 哪儿 哪位 哪家 哪天 哪年 哪 谁 谁的
        怎么 怎么样 怎样 如何 为什么 为何 何 何时 何地 何人 多久 多大 多长 多高
        吗 呢 吧 么 啊 呀 的 了 是 在 有 和 与 及 被 把 将 对 于 由 为
        以 之 其 这 那 这个 那个 请问 问 一下 告诉 我 你 您 请 到底 究竟 能
        会 可以 是否 有没有 啥 咋 地 得 着 过 也 都 就 还 又
        """,
    )
)
_DAY = re.compile(r"(月\s?(?:\d{1,2}|[一二三四五六七八九十]{1,3}))号")


def question_terms(question: str, rarity: FieldRarity, most: int) -> Terms:
    """The terms of a question, at most `most` of each alphabet, the rarest of those that occur.

    `question_terms("4月10号谁主持了会议？", …)` -> words 4 月 10 日 主持 会议; bigrams 4月 月10
    10日 主持 会议: a pair that spans filler is no pair of the paper's.
    """
    text, other = _plain(fold(question)), _plain(in_figures(question))
    terms = _terms_of(text, rarity, most)
    return terms if other == text else replace(terms, other=_terms_of(other, rarity, most))


def _plain(folded: str) -> str:
    """The question in the words of the papers: 10日 for 10号, 什么 for 甚么."""
    return _DAY.sub(r"\1日", folded).replace("甚么", "什么")


def _terms_of(text: str, rarity: FieldRarity, most: int) -> Terms:
    every = words(text)
    kept = [word for word in every if word not in _FILLER]
    if kept:
        pairs = bigrams("".join("。" if word in _FILLER else word for word in every))
    else:  # "他是谁？" still asks something
        kept, pairs = every, bigrams(text)
    return Terms(_rarest("words", kept, rarity, most), _rarest("bigrams", pairs, rarity, most))


def _rarest(field: str, terms: list[str], rarity: FieldRarity, most: int) -> tuple[str, ...]:
    distinct = list(dict.fromkeys(terms))
    if len(distinct) <= most:
        return tuple(distinct)
    found = rarity(field, distinct)
    unknown = max(rarity(field, [""]).values())  # the idf of what no passage holds
    distinct.sort(key=lambda term: (found[term] >= unknown, -found[term]))
    return tuple(distinct[:most])
