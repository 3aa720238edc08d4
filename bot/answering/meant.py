"""Whether an article is the one that a question means: its headline, its words, its days."""

from __future__ import annotations

import re
from typing import NamedTuple

from bot.answering.contexts import around
from bot.answering.lexicon import shipped_lexicon
from bot.answering.synonyms import SYNONYMS
from bot.answering.tokens import is_content, tokens_of
from bot.dates import FoundDate, find_dates
from bot.patterns import regex
from bot.records import Article
from bot.text import fold, squeeze

_TITLE = regex(r"《([^《》]+)》")
_MARK = regex(r"\W")
_RARE = 10.0  # a word as rare as a name; none of them may be missing
_SHORT = 3  # characters: a shorter headline stands in many questions


class Held(NamedTuple):
    """Shares of the words that stand in an article, and in its headlines; rare words weigh more."""

    share: float
    in_heads: float


def says_title(asked: str) -> bool:
    """True where a question names a title. `says_title("《老街》的作者是谁") -> True`."""
    return bool(_TITLE.search(asked))


def names_headline(asked: str, headline: str | None) -> bool:
    """True where the question says the headline, or a part of it in 《》."""
    head = _plain(headline or "")
    titles = [_plain(title) for title in _TITLE.findall(asked)]
    if titles:
        return any(title and title in head for title in titles)
    return len(head) >= _SHORT and head in _plain(asked)


def content_words(asked: str, noise: re.Pattern[str]) -> list[str]:
    """What a folded question names, without its dates and without what asks.

    `content_words("3月5日修桥的报道是谁写的", noise) -> ["修桥"]`.
    """
    for date in reversed(find_dates(asked)):
        asked = f"{asked[: date.start]},{asked[date.end :]}"
    tokens = tokens_of(noise.sub(",", asked))
    return list(dict.fromkeys(token.text for token in tokens if is_content(token)))


def held(words: list[str], article: Article) -> Held | None:
    """How many of the words an article holds; None where it lacks one as rare as a name."""
    heads = (article.kicker, article.headline, article.subtitle, article.section, article.paper)
    head = squeeze(fold("".join(filter(None, heads))))
    text = head + squeeze(fold(around(article)))
    weights = {word: shipped_lexicon().rarity(word) for word in words}
    if any(weight >= _RARE and not _holds(text, word) for word, weight in weights.items()):
        return None
    inside = (sum(weights[word] for word in words if _holds(where, word)) for where in (text, head))
    return Held(*(weight / sum(weights.values()) for weight in inside))


def dated(asked: str, article: Article) -> bool:
    """True where every date of a question is the issue's, or stands in the text."""
    told = find_dates(around(article))
    if article.date:
        told.append(_issue(article.date))
    return all(any(_fits(date, one) for one in told) for date in find_dates(asked))


def issued(asked: str, article: Article) -> bool:
    """True where every date of a question is the issue's. It is too where none is named."""
    dates = find_dates(asked)
    return not dates or (
        article.date is not None and all(_fits(date, _issue(article.date)) for date in dates)
    )


def _plain(text: str) -> str:
    return _MARK.sub("", fold(text))


def _holds(text: str, word: str) -> bool:
    """True for the word, the parts of a long one (小学 and 学生 for 小学生), or a synonym."""
    parts = (word,) if len(word) < 3 else (word[:2], word[1 if len(word) == 3 else 2 :])
    return all(part in text for part in parts) or any(
        left == word and right in text for left, right in SYNONYMS
    )


def _issue(date: str) -> FoundDate:
    return FoundDate(0, 0, *map(int, date.split("-")))


def _fits(asked: FoundDate, told: FoundDate) -> bool:
    parts = ((asked.year, told.year), (asked.month, told.month), (asked.day, told.day))
    return all(want is None or have is None or want == have for want, have in parts)
