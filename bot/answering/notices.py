"""Notices of a sort: 登过哪些更正, 有什么停水公告 are answered by all of them that were found."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.answering.corrections import is_correction
from bot.answering.credits import SUREST
from bot.answering.headlines import called, first_sentence
from bot.answering.meant import content_words, dated, held
from bot.answering.question import Question
from bot.answering.quoting import quoted
from bot.patterns import regex
from bot.records import Answer, Article, Hit
from bot.text import fold, sentence_spans

_NOTICE = r"(?:公告|通告|公示|启事|声明|通知|告示|更正|勘误)"
_WHAT = r"(?:什么|啥|哪些|哪几[个条则份])"
_HAS = r"(?:有|刊登|登|发布|发|出|作|做)[过了]?"
_ASKS = regex(
    rf"{_HAS}些?{_WHAT}(?P<sort>[\u4e00-\u9fff]{{0,8}}){_NOTICE}$"
    rf"|(?P<after>[\u4e00-\u9fff]{{0,8}}){_NOTICE}都?有{_WHAT}$"
)
_NOISE = regex(rf"{_NOTICE}|{_WHAT}|{_HAS}|报纸|本报|报上|最近|近期|请问|一共|总共|帮我|查")
_LEAST = 0.7  # share of the further words of the question that a notice must hold
_BARE = 4  # characters: a shorter headline, as 停水公告, tells nothing of what stands below


def noticed(question: Question, hits: Sequence[Hit]) -> Answer | None:
    """The notices of a sort among the hits, newest first; None where another thing is asked.

    `noticed(understand("有什么停水公告？"), hits).text -> "“荻江路明日停水。”"`.
    """
    if not _ASKS.search(question.text):
        return None
    sort = re.search(_NOTICE, question.text)
    words = content_words(question.text, _NOISE)
    found = {
        hit.article.id: hit.article
        for hit in hits
        if sort and _is_one(hit.article, sort.group()) and _is_meant(question, words, hit.article)
    }
    if not found:
        return None
    told = sorted(found.values(), key=lambda article: article.date or "", reverse=True)
    quotes = tuple(
        quoted(article, *bounds, None, corrects=is_correction(article, *bounds))
        for article in told
        if (bounds := _telling(article))
    )
    return Answer(question.text, "、".join(map(_name, told)), SUREST, quotes)


def _is_one(article: Article, sort: str) -> bool:
    """True for a notice that is headed so; 通知, 公告 and 通告 are one sort."""
    title = fold(article.title or "").strip()
    sorts = _NOTICE if sort in ("通知", "公告", "通告", "告示") else re.escape(sort)
    return bool(article.text.strip() and re.search(rf"{sorts}$", title))


def _is_meant(question: Question, words: list[str], article: Article) -> bool:
    if not dated(question.text, article):
        return False
    told = held(words, article) if words else None
    return not words or (told is not None and told.share >= _LEAST)


def _telling(article: Article) -> tuple[int, int]:
    """The sentence that tells most: the one that corrects, or else the first."""
    spans = sentence_spans(article.text)
    return next((one for one in spans if is_correction(article, *one)), first_sentence(article))


def _name(article: Article) -> str:
    if len(article.title or "") > _BARE:
        return called(article)
    start, end = _telling(article)
    return f"“{article.text[start:end]}”"
