"""The words of a sentence, each with its part of speech and its place."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.words import tagged_words

# Parts of speech that carry no content: particles, prepositions, conjunctions, pronouns, marks …
_EMPTY_TAGS = frozenset(re.findall(r"\w+", "u uj ul uz ug ud uv p c y e o x r k d q"))
_EMPTY_WORDS = frozenset([
    *"是有在为系被把让叫了的说要会能去到来上下里中个位人事搞弄哪几谁何啥请问想月日年",
    *re.findall(
        r"\w+",
        "请问 那个 这个 那件 究竟 到底 一共 总共 大概 具体 目前 现在 多少 什么 知道 告诉",
    ),
])


@dataclass(frozen=True, slots=True)
class Token:
    """A word at `start..end` of a sentence, with jieba's part of speech."""

    text: str
    start: int
    end: int
    tag: str


def tokens_of(text: str) -> list[Token]:
    """The words of a text in their order.

    `[token.text for token in tokens_of("大桥完工")] -> ["大桥", "完工"]`.
    """
    tokens, at = [], 0
    for word, tag in tagged_words(text):
        tokens.append(Token(word, at, at + len(word), tag))
        at += len(word)
    return tokens


def is_content(token: Token) -> bool:
    """Whether a word says what the question or sentence is about."""
    return (
        token.tag not in _EMPTY_TAGS and token.text not in _EMPTY_WORDS and bool(token.text.strip())
    )
