"""A question becomes terms for the lexical leg: words and character bigrams without filler."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from math import sqrt

from bot.index.forms import in_figures
from bot.index.lexical import Terms
from bot.patterns import regex
from bot.retrieval.wording import Wording, shipped_wording
from bot.text import fold
from bot.words import bigram_spans, words

# Rarity of terms in one of the two alphabets: `rarity("words", ["的"]) -> {"的": 0.2}`.
FieldRarity = Callable[[str, Iterable[str]], dict[str, float]]

# Words that say how is asked, not what about. Dropping them: benchmarks/retrieval.md.
FILLER = frozenset(
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
_DAY = regex(r"(月\s?(?:\d{1,2}|[一二三四五六七八九十]{1,3}))号")


def question_terms(
    question: str, rarity: FieldRarity, most: int, wording: Wording | None = None
) -> Terms:
    """The terms of a question, at most `most` of each alphabet, the rarest of those that occur.

    `question_terms("4月10号谁主持了会议？", …)` -> words 4 月 10 日 主持 会议; bigrams 4月 月10
    10日 主持 会议: a pair that spans filler is no pair of the paper's. A term counts more, the more
    the passages need it that answer (`wording`, without one the shipped).
    """
    known = wording or shipped_wording()
    text, other = plain(fold(question)), plain(in_figures(question))
    terms = _terms_of(text, rarity, most, known)
    return terms if other == text else replace(terms, other=_terms_of(other, rarity, most, known))


def plain(folded: str) -> str:
    """The question in the words of the papers: 10日 for 10号, 什么 for 甚么."""
    return _DAY.sub(r"\1日", folded).replace("甚么", "什么")


def _terms_of(text: str, rarity: FieldRarity, most: int, wording: Wording) -> Terms:
    every = words(text)
    kept = {word: sqrt(wording.need(word)) for word in every if word not in FILLER}
    if not kept:  # "他是谁？" still asks something
        kept = dict.fromkeys(every, 1.0)
    chosen = _rarest("words", kept, rarity, most)
    pairs = _rarest("bigrams", _pairs(every, kept), rarity, most)
    reworded = {word: wording.instead[word] for word in chosen if word in wording.instead}
    return Terms(chosen, pairs, reworded=reworded)


def _pairs(every: Sequence[str], kept: Mapping[str, float]) -> dict[str, float]:
    """The bigrams of the kept words in their order; one of two words counts as both together."""
    line, weights = "", list[float]()
    for word in every:
        held = word if word in kept else "。"
        line += held
        weights += [sqrt(kept.get(word, 0.0))] * len(held)
    found = dict[str, float]()
    for start, end in bigram_spans(line):
        pair = line[start:end]
        found[pair] = max(found.get(pair, 0.0), weights[start] * weights[end - 1])
    return found


def _rarest(
    field: str, terms: Mapping[str, float], rarity: FieldRarity, most: int
) -> Mapping[str, float]:
    if len(terms) <= most:
        return terms
    found = rarity(field, terms)
    unknown = max(rarity(field, [""]).values())  # the idf of what no passage holds
    ranked = sorted(terms, key=lambda term: (found[term] >= unknown, -found[term]))
    return {term: terms[term] for term in ranked[:most]}
