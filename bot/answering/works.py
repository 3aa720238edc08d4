"""What an author has written or photographed: the headlines of all that bears his name.

No text tells it: 文可心写过哪些文章 is answered by the bylines of the index, or not at all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from bot.answering.credits import ITEM, NOISE, PICTURE, SUREST, Work, is_work, makers, proof
from bot.answering.headlines import MOST, called, in_a_row
from bot.answering.meant import content_words, held, issued
from bot.answering.question import Question
from bot.dates import find_dates
from bot.patterns import regex
from bot.reading.names import is_likely
from bot.records import Answer, Article
from bot.text import fold, squeeze
from bot.words import tagged_words

# The articles of each author whose name stands in a text; names are folded, the newest come first.
Signed = Callable[[str], Mapping[str, Sequence[Article]]]

_LEAST = 0.7  # share of the further words of the question that an article must hold
_ROLE = r"(?:记者|作者|通讯员|编辑|摄影师|同志|老师)"
_THEN = r"(?:都|一共|总共|共|先后|曾经?|最近|近来|近期|还|又|在|于|里|份|期间|本报)*"
_WRITE = r"采写|撰写|写|报道|执笔|发表|刊[登发]"
_SHOOT = r"拍摄?|摄"
_DOES = rf"(?:{_WRITE}|{_SHOOT})"
_WHAT = r"(?:哪些|什么|啥|哪几|几|多少)[篇张幅组条则个]?"
_THING = rf"(?:{ITEM}|照片|图片|相片|作品)"
_BY = rf"@(?:[、和与跟]@)*{_ROLE}*{_THEN}"  # @ stands for a name
_LISTED = regex(
    rf"(?:^|[,:、和与跟由是的有出请]|{_ROLE})(?:"
    rf"{_BY}{_DOES}[过了的出有]*{_WHAT}(?:[^,。]{{0,12}}?{_THING})?(?:东西)?$"
    rf"|{_BY}(?:{_DOES}[过了的]*|的|有)[^,。]{{0,12}}?{_THING}{_THEN}[有是]?(?:{_WHAT})?$"
    rf"|@{_ROLE}*{_THEN}{_DOES}过?的?$)"
)
_FIRST = regex(rf"{_WHAT}[^,。]{{0,12}}{_THING}")  # 哪些报道是@写的
_ENDS_IN_VERB = regex(rf"{_DOES}过?的?$")
_MAY = regex(rf"{_THING}|{_DOES}[过了的出有]*{_WHAT}$")
_STRANGER = regex(
    rf"(?:^|[,:由是的有出请]|{_ROLE})(?P<name>[\u4e00-\u9fff·]{{2,8}}?)(?={_ROLE}*{_THEN}{_DOES})"
)
_OURS = regex(rf"{ITEM}|{PICTURE.pattern}|{_ROLE}")  # what papers print; a poem is read for
_PICTURES = regex(rf"{PICTURE.pattern}|(?:{_SHOOT})[过了的]*{_WHAT}$")
_NOISE = regex(rf"{NOISE.pattern}|{_WHAT}|{_ROLE}|{_DOES}|作品|东西|所有|全部|列出?|@")


class _Asked(NamedTuple):
    """Whose works are asked for: names as the index has them, none where it knows nobody so."""

    masked: str  # the question with @ for each name, without its dates
    authors: tuple[str, ...]


def listed(question: Question, signed: Signed) -> Answer | None:
    """The headlines of what an author signed, newest first; a refusal where he signed nothing.

    `listed(understand("文可心写过哪些文章？"), signed).text -> "《春耕》、《古桥》"`. None where
    the text must be read. A work without a headline is told by its first sentence.
    """
    if question.kind not in ("list", "what", "number") or not _MAY.search(question.text):
        return None
    by_author = signed(question.text)
    asked = _asked(question, by_author)
    if asked is None:
        return None
    works: Sequence[Work] = ("written", "pictured")
    if "作品" not in question.text:
        works = ("pictured",) if _PICTURES.search(question.text) else ("written",)
    articles = {one.id: one for author in asked.authors for one in by_author[author]}
    chosen = [
        (work, article)
        for article in sorted(articles.values(), key=lambda one: one.date or "", reverse=True)
        for work in works
        if _is_meant(question, asked, work, article, articles)
    ]
    return _answer(question, chosen)


def _asked(question: Question, by_author: Mapping[str, object]) -> _Asked | None:
    text = question.text
    for date in reversed(find_dates(text)):
        text = text[: date.start] + text[date.end :]
    names = sorted(by_author, key=len, reverse=True)
    if names:
        masked = re.sub("|".join(map(re.escape, names)), "@", text)
        return _Asked(masked, tuple(names)) if _lists(masked) else None
    stranger = _STRANGER.search(text)
    if stranger is None or not (_is_person(stranger["name"]) and _OURS.search(text)):
        return None
    masked = f"{text[: stranger.start('name')]}@{text[stranger.end('name') :]}"
    return _Asked(masked, ()) if _lists(masked) else None


def _is_person(name: str) -> bool:
    return is_likely(name) or tagged_words(name)[0][1] == "nr"


def _lists(masked: str) -> bool:
    return bool(
        _LISTED.search(masked) and (not _ENDS_IN_VERB.search(masked) or _FIRST.search(masked))
    )


def _is_meant(
    question: Question, asked: _Asked, work: Work, article: Article, known: Mapping[str, Article]
) -> bool:
    """True for a work of the author, of the days and on the matter that are asked about."""
    signers = {squeeze(fold(name)) for name in makers(work, article)}
    first = article.continues  # the half that tells the headline is enough
    if not is_work(work, article) or signers.isdisjoint(asked.authors):
        return False
    if (first and first.id in known) or not issued(question.text, article):
        return False
    words = content_words(asked.masked, _NOISE)
    told = held(words, article) if words else None
    return not words or (told is not None and told.share >= _LEAST)


def _answer(question: Question, chosen: Sequence[tuple[Work, Article]]) -> Answer:
    groups: dict[str, list[tuple[Work, Article]]] = {}
    for work, article in chosen:
        if article.text.strip():
            groups.setdefault(called(article), []).append((work, article))
    if not groups:
        return Answer(question.text, None, 0.0)
    quotes = tuple(
        proof(work, article, makers(work, article), [other for _, other in others])
        for (work, article), *others in map(groups.__getitem__, list(groups)[:MOST])
    )
    return Answer(question.text, in_a_row(question.text, list(groups)), SUREST, quotes)
