"""What stands in an issue or on a page of it: the headlines, or the first one.

No text tells it: 3月21日的报纸登了什么 is answered by the articles of that day in the index.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby

from bot.answering.credits import SUREST
from bot.answering.headlines import MOST, called, first_sentence, in_a_row
from bot.answering.question import Question
from bot.answering.quoting import quoted
from bot.patterns import regex
from bot.records import Answer, Article
from bot.text import fold

# The articles of the issue, or of the page, that a question names, as they are printed.
Printed = Callable[[], Sequence[Article]]

_POLITE = (
    r"(?:请问?|帮[我忙]|给我|麻烦|我想(?:知道|看|问)?|告诉我?|查|看|列出?|说|问|能不能|可以|一下"
    r"|[,:])*"
)
_PAGE = r"(?:第?[一二三四五六七八九十\d]{1,3}|[a-d]\d{1,2}|头)版"
_WHERE = (
    rf"(?:[这那][张份一]?期?|最新|最近|今天|当[天日]|报纸?|版面|一期|{_PAGE}|[的上里面]|都|一?共|总共|主要"
    r"|分别|所有|全部)*"
)
_TELLS = r"(?:刊登|登载|刊载|刊发|登|报道|发表|发|印|写|讲|说|有|包括|是|介绍|报)[了过着]?(?:的是)?"
_WHAT = r"些?(?:什么|啥|哪些|哪几|几|多少)[篇条则些]?"
_THING = r"(?:新闻|内容|文章|报道|消息|稿[件子]|标题|题目|东西|要闻|大?事情?|头条)"
_ASKS = regex(
    rf"{_POLITE}{_WHERE}(?:(?:{_TELLS})?{_WHAT}{_THING}?"
    rf"|{_THING}{{1,2}}{_WHERE}(?:{_TELLS})?(?:{_WHAT}{_THING}?)?)"
)
_MAY = regex(rf"{_THING}|{_TELLS}{_WHAT}$")
_FIRST = regex("头条")


def contents(question: Question, printed: Printed) -> Answer | None:
    """The headlines of an issue or a page in their order; None where another thing is asked.

    `contents(understand("登了什么？"), printed).text -> "《春耕》、《古桥》"`; of the 头条 the
    first article alone. An article without a headline is told only where no other has one.
    """
    if not _MAY.search(question.text):
        return None
    articles = printed()
    text = question.text
    for paper in {article.paper for article in articles if article.paper}:
        text = text.replace(fold(paper), "")
    if not articles or not _ASKS.fullmatch(text):
        return None
    told = _told(articles)
    if _FIRST.search(text):
        issues = groupby(told, key=lambda article: (article.paper, article.date))
        told = [next(issue) for _, issue in issues]
    if not told:
        return Answer(question.text, None, 0.0)
    names = list(dict.fromkeys(map(called, told)))
    quotes = (quoted(article, *first_sentence(article), None) for article in told[:MOST])
    return Answer(question.text, in_a_row(question.text, names), SUREST, tuple(quotes))


def _told(articles: Sequence[Article]) -> list[Article]:
    """Those that have a headline of their own, else all; the half that begins a story is enough."""
    known = {article.id for article in articles}
    whole = [
        article
        for article in articles
        if article.text.strip() and not (article.continues and article.continues.id in known)
    ]
    return [article for article in whole if article.headline] or whole
