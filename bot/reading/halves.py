"""The articles of an index -> which halves of a jumped story belong together.

Both halves must say so: the first that it jumps to the page of the second, the second that it
comes from the page of the first, in one issue. Headline, words and the broken sentence decide
among several; where they do not, nothing is joined.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from bot.reading import cues
from bot.reading.jumps import without_marks
from bot.reading.lines import ends_sentence
from bot.reading.seams import runs_on
from bot.records import Article, Half
from bot.text import fold, squeeze

_JOINS = 1.0  # pairs above this score may be one story
_TIE = 0.25  # pairs nearer to each other than this are not told apart
_WEIGHTS = {
    "pages agree": 1.0,
    "one folder": 0.5,
    "the same headline": 4.0,
    "one headline begins or ends the other": 3.0,
    "headlines share words": 2.0,
    "headlines have nothing in common": -2.5,
    "words of one in the other": 10.0,
    "a word runs over the break": 1.5,
    "a sentence breaks off and goes on": 0.5,
    "a mark opens a new sentence": -3.0,
}
_USUAL = 0.08  # share of character pairs that two stories of one paper have in common
_SEEN = 400  # characters of the second half compared
_SHORT = 3  # characters: a shorter headline begins many
_MARK = re.compile(r"[^\w\u4e00-\u9fff]")
_OPENS = tuple("，。、；：！？,;:)）」”")


def with_partners(articles: Sequence[Article]) -> list[Article]:
    """The same articles, each naming the half before and after it that is among them.

    `with_partners([first, second])[0].continued_by.id -> second.id`. A half whose partner is not
    there names its page only, also if it named a partner before.
    """
    after = dict(_pairs(articles))
    before = {second: first for first, second in after.items()}
    made = [_alone(article) for article in articles]
    for number in sorted(after, key=lambda n: (_depth(n, before), n)):  # first halves first
        first, second = made[number], made[after[number]]
        made[after[number]] = replace(second, continues=_half(first, first))
        made[number] = replace(first, continued_by=_half(second, first))
    return made


def _half(article: Article, first: Article) -> Half:
    """What the other half says of this one."""
    page = article.page or ""
    return Half(page, article.id, first.headline, article.file, first.writers)


def _alone(article: Article) -> Article:
    """The article as it was read, no partner named."""
    before, after = article.continues, article.continued_by
    return replace(
        article,
        continues=Half(before.page) if before else None,
        continued_by=Half(after.page) if after else None,
    )


def _depth(number: int, before: dict[int, int]) -> int:
    """How many halves come before; pages of one story never form a ring longer than the list."""
    depth = 0
    while number in before and depth <= len(before):
        number, depth = before[number], depth + 1
    return depth


def _pairs(articles: Sequence[Article]) -> list[tuple[int, int]]:
    """Places of first and second halves in the list, the surest first."""
    expected: defaultdict[tuple[object, ...], list[int]] = defaultdict(list)
    for number, article in enumerate(articles):
        if article.continues is not None and article.page:
            expected[*_issue(article), article.continues.page, article.page].append(number)
    scored = []
    for number, article in enumerate(articles):
        if article.continued_by is None or not article.page:
            continue
        key = (*_issue(article), article.page, article.continued_by.page)
        for other in expected.get(key, ()):
            score = _score(article, articles[other]) if other != number else 0.0
            if score > _JOINS:
                scored.append((score, number, other))
    return _surest(sorted(scored, reverse=True))


def _surest(scored: Sequence[tuple[float, int, int]]) -> list[tuple[int, int]]:
    """Pairs from the highest score down, each half once, and none of two that are alike."""
    pairs: list[tuple[int, int]] = []
    gone: set[tuple[str, int]] = set()
    for place, (score, first, second) in enumerate(scored):
        if ("first", first) in gone or ("second", second) in gone:
            continue
        rivals = [
            (one, two)
            for other, one, two in scored[place + 1 :]
            if (one == first) != (two == second)
            and other > score - _TIE
            and ("first", one) not in gone
            and ("second", two) not in gone
        ]
        gone |= {("first", first), ("second", second)}
        if rivals:
            gone |= {("first", one) for one, _ in rivals} | {("second", two) for _, two in rivals}
        else:
            pairs.append((first, second))
    return pairs


def _issue(article: Article) -> tuple[object, ...]:
    """What both halves have in common; without a date, only their file tells."""
    return (article.paper, article.date) if article.date else (article.paper, None, article.file)


def _score(first: Article, second: Article) -> float:
    """How surely the two are halves of one story."""
    head, tail = without_marks(first.text), without_marks(second.text)
    found = {"pages agree": 1.0} | _headlines(first, second)
    found["one folder"] = Path(first.file).parent == Path(second.file).parent
    common = cues.shared(tail[:_SEEN], head) if tail else 0.0
    found["words of one in the other"] = max(-0.1, min(0.2, common - _USUAL))
    if head and tail:
        broken = not ends_sentence(head)
        found["a word runs over the break"] = broken and runs_on(head, tail)
        found["a sentence breaks off and goes on"] = broken
        found["a mark opens a new sentence"] = not broken and tail.startswith(_OPENS)
    return sum(_WEIGHTS[cue] * value for cue, value in found.items())


def _headlines(first: Article, second: Article) -> dict[str, float]:
    """What the headlines say; the second half prints all of it, a part, or none."""
    own, other = _plain(second.title), _plain(first.title)
    whole = _plain(" ".join(filter(None, (first.kicker, first.title, first.subtitle))))
    if not own or not whole:
        return {}
    if own in {other, whole}:
        return {"the same headline": 1.0}
    short, long = sorted((own, whole), key=len)
    if len(short) >= _SHORT and (short in long or other.startswith(own) or own.startswith(other)):
        return {"one headline begins or ends the other": 1.0}
    common = max(cues.shared(own, whole), cues.shared(whole, own))
    if common >= 0.3:
        return {"headlines share words": min(1.0, 1.5 * common)}
    return {"headlines have nothing in common": 1.0}


def _plain(text: str | None) -> str:
    """The headline without marks and white space."""
    return _MARK.sub("", fold(squeeze(without_marks(text or ""))))
