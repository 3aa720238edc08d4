"""Articles become passages: runs of whole sentences, with exact offsets in the article's text."""

from __future__ import annotations

from bot.records import Article, Passage
from bot.text import bounded_spans


def cut_passages(article: Article, max_chars: int) -> list[Passage]:
    """The article's passages in order: every character that is not white space is in exactly one.

    `cut_passages(an article with the text "甲来了。乙走了。丙笑了。", 8)` -> two passages,
    "甲来了。乙走了。" at [0, 8) and "丙笑了。" at [8, 12). No passage is longer than max_chars.
    """
    text = article.text
    passages: list[Passage] = []
    start = end = 0  # of the passage being filled
    for left, right in bounded_spans(text, max_chars):
        if end > start and (right - start > max_chars or _ripe(text, start, end, left, max_chars)):
            passages.append(Passage(text[start:end], start, end))
            start = left
        elif end == start:
            start = left
        end = right
    if end > start:
        passages.append(Passage(text[start:end], start, end))
    return passages


def passage_context(article: Article, passage: Passage) -> str:
    """What is indexed of a passage: the headline lines above it, then its text.

    `passage_context(...) -> "春播过半\\n云溪县早稻种下十万亩\\n4月10日，…"`.
    """
    heads = (article.kicker, article.title, article.subtitle)
    return "\n".join([*filter(None, heads), passage.text])


def _ripe(text: str, start: int, end: int, left: int, max_chars: int) -> bool:
    """True when a paragraph ends here and the passage is already half full."""
    return end - start >= max_chars // 2 and "\n" in text[end:left]
