"""Who wrote a story, who took a picture: told by the byline, not by what the text is about.

The network reads texts, and a byline mostly stands outside. So these questions are answered by
the authors of the article that the question means, or not at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

from bot.answering.meant import content_words, dated, held, names_headline, says_title
from bot.answering.question import Question
from bot.answering.quoting import quoted
from bot.patterns import regex
from bot.records import Answer, Article, Hit, Quote
from bot.text import sentence_spans

Work = Literal["written", "pictured"]

_WHO = r"(?:谁|哪一?[位个名]?(?:摄影)?(?:记者|作者|摄影师|通讯员|人)|什么人|何人|哪一?[位名])"
_IS = r"(?:是|叫|系|为)?(?:谁|哪|什么|何)"
ITEM = (
    r"报道|文章|稿[件子]|那稿|新闻|消息|通讯(?!员)|特写|专访|评论|时评|社论|手记|散文|随笔|一文"
    r"|[这那哪]一?篇"
)
_WRITES = regex(
    rf"{_WHO}(?:负责|所|来)?(?P<verb>采写|撰写|写|执笔|报道|采访)"
    rf"|(?:作者|撰稿人|执笔[人者]|写[^,。]{{0,20}}的(?:人|记者)|(?:报道|采写)[^,。]{{0,20}}的记者)(?:{_IS}|$)"
)
_OWN_VERBS = ("采写", "报道", "采访")  # what is done to nothing but a report
_SHOOTS = regex(
    rf"{_WHO}(?:所|负责)?(?:给|为)?[^,。]{{0,8}}(?:拍|摄|照的)"
    rf"|(?:摄影(?:记者|[者师人])?|拍摄者|拍照的人?|作者)(?:{_IS}|$)"
)
PICTURE = regex(r"照片|图片|相片|配图|新闻图|[这那]一?[张幅]图?|摄影记者")
_SHOT_LAST = regex(rf"{_WHO}(?:拍摄?|摄影?|照)的?$")
_FILM = regex(r"电影|影片|电视|视频|短片|纪录片|广告|戏|剧|《")
_ALONE = regex(r"(?:^|:)(?:[这那]一?[篇条则张幅]?)?(?:是|由)?谁[写拍]的?$")  # also a follow-up
NOISE = regex(
    rf"{_WHO}|{ITEM}|{PICTURE.pattern}|采写|撰写|写|执笔|报道|采访|撰稿人|拍摄者?|拍|摄影[者师人]?"
    r"|摄|照的|作者|记者|关于|有关|本报|请问|一[篇张幅条则]|叫什么(?:名字)?|名字|刊[登发]|[登发]的"
)
# Share of the question's words that the article must hold. A caption is short, and who asks for a
# picture says what is to be seen on it, in words of his own.
_LEAST: dict[Work, float] = {"written": 0.7, "pictured": 0.6}
SUREST = 0.9
_HEAD, _TAIL = 160, 80  # characters of a text in which its byline stands


def asked_work(question: Question) -> tuple[Work, bool] | None:
    """What somebody is asked for as the author of; True where nothing else can be meant.

    `asked_work(understand("这张照片是谁拍的？")) -> ("pictured", True)`; of 老街的米豆腐是谁写的
    it is `("written", False)`: a poem may be meant. None for all other questions.
    """
    text = question.text
    if _SHOOTS.search(text) and PICTURE.search(text):
        return "pictured", True
    if _SHOT_LAST.search(text) and not _FILM.search(text):
        return "pictured", bool(_ALONE.search(text))
    writes = _WRITES.search(text)
    if writes is None:
        return None
    sure = writes["verb"] in _OWN_VERBS or re.search(ITEM, text) or _ALONE.search(text)
    return "written", bool(sure)


def credited(question: Question, hits: Sequence[Hit]) -> Answer | None:
    """The authors of the article that is meant, or a refusal; None where the text must be read.

    `credited(understand("《老街》的作者是谁？"), hits).text -> "荀小舟"`.
    """
    asked = asked_work(question)
    if asked is None:
        return None
    work, sure = asked
    found = [
        (match, hit)
        for hit in _each_article(hits)
        if is_work(work, hit.article) and (match := _match(question, hit.article, work, sure))
    ]
    match, best = max(found, key=lambda one: one[0], default=(None, next(iter(hits), None)))
    if match is None or best is None or not match.signed:
        return Answer(question.text, None, 0.0, closest=best) if sure else None
    names = makers(work, best.article)
    quotes = (proof(work, best.article, names, best.reprints),)
    return Answer(question.text, "、".join(names), SUREST * match.share, quotes)


def _each_article(hits: Sequence[Hit]) -> Iterable[Hit]:
    return {hit.article.id: hit for hit in reversed(hits) if hit.article.text.strip()}.values()


def is_work(work: Work, article: Article) -> bool:
    """True for what is written, or has a picture."""
    if work == "written":
        return article.kind != "photo"
    return article.kind == "photo" or bool(_credited(article.text))


def makers(work: Work, article: Article) -> tuple[str, ...]:
    """Who wrote an article, or took its picture."""
    pictured = work == "pictured" and article.kind != "photo"
    return _credited(article.text) if pictured else article.writers


class _Match(NamedTuple):
    """How well an article fits the question; the greater, the better."""

    titled: bool  # the question says its headline
    share: float  # of the question's words, that stand in it
    signed: bool
    in_heads: float  # the same share, of its headlines


def _credited(text: str) -> tuple[str, ...]:
    from bot.reading.bylines import credit_authors  # its patterns take long to compile

    return credit_authors(text)


def _match(question: Question, article: Article, work: Work, sure: bool) -> _Match | None:
    """How an article fits, None where it does not. A work that may be another needs its title."""
    asked, signed = question.text, bool(makers(work, article))
    if names_headline(asked, article.headline):
        return _Match(True, 1.0, signed, 1.0)
    words = content_words(asked, NOISE)
    if not (sure and words and dated(asked, article)) or says_title(asked):
        return None
    told = held(words, article)
    if told is None or told.share < _LEAST[work]:
        return None
    return _Match(False, told.share, signed, told.in_heads)


def proof(
    work: Work, article: Article, names: Sequence[str], reprints: Sequence[Article] = ()
) -> Quote:
    """Where the text names the authors; else how it begins, with the bylines printed apart."""
    text = article.text
    span = _names_in(text, names)
    spans = sentence_spans(text)
    if span is None:
        start, end = spans[0]
    else:
        start = next(left for left, right in reversed(spans) if left <= span[0])
        end = next(right for _, right in spans if right >= span[1])
    if work == "pictured":  # a credit says nothing without its caption
        start = text.rfind("\n", 0, start) + 1
        end = text.find("\n", end) if "\n" in text[end:] else len(text.rstrip())
    signed = () if span else article.bylines
    return quoted(article, start, end, span, reprints=reprints, bylines=signed)


def _names_in(text: str, names: Sequence[str]) -> tuple[int, int] | None:
    """From the first to the last name, where all stand together in the opening or at the end."""
    for low, high in ((0, _HEAD), (max(0, len(text) - _TAIL), len(text))):
        found = [
            re.compile(r"\s?".join(map(re.escape, name))).search(text, low, high) for name in names
        ]
        spans = [match.span() for match in found if match]
        if spans and len(spans) == len(names):
            return min(spans)[0], max(end for _, end in spans)
    return None
