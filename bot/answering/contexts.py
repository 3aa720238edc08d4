"""What the reader reads, and what it finds there."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from bot.answering.question import Question
from bot.patterns import regex
from bot.records import Article, Hit

AROUND = 20_000  # characters; hardly an article is longer, but a book in one file is
_DAY = regex(r"(?<!\d)(?P<year>\d{4})年(?P<month>\d{1,2})月\d{1,2}日$")
WEIGHTS = Path(__file__).resolve().parent.parent / "models" / "baowen-reader-v3"


@dataclass(frozen=True, slots=True)
class Context:
    """A text to read for a question."""

    text: str
    title: str = ""
    paper: str = ""
    dated: bool = True  # False where nobody knows when it was printed
    lexical: float = 0.28  # how well retrieval liked it, 0..1; what is usual where it was found


@dataclass(frozen=True, slots=True)
class Part:
    """From `at` on, up to the next part, a context's text is the article's from `start` on."""

    at: int
    article: Article
    start: int


@dataclass(frozen=True, slots=True)
class Reading:
    """A span of `contexts[context].text` that may answer, within its sentence. Higher is better."""

    context: int
    start: int
    end: int
    sentence_start: int
    sentence_end: int
    score: float  # log odds against "no answer"; they compare everywhere
    misfit: float = 0.5  # 0 is the sort of thing that was asked for, 1 another sort


@dataclass(frozen=True, slots=True)
class Read:
    """What was read for a question: the articles, and the readings in them, best first."""

    question: Question
    hits: tuple[Hit, ...]  # one for each article read
    parts: tuple[tuple[Part, ...], ...]  # of each context, what it is made of: mostly one article
    contexts: tuple[Context, ...]
    readings: tuple[Reading, ...]

    def article_of(self, reading: Reading) -> Article:
        """The article that a reading stands in."""
        return self.hits[reading.context].article


def around(article: Article, start: int = 0, end: int = 0) -> str:
    """The article's text; of one as long as a book, what stands within `AROUND` of a span.

    `around(article, 30, 40) == article.text` for all articles of a newspaper.
    """
    return article.text[max(0, start - AROUND) : end + AROUND]


def printed_in(title: str) -> tuple[int, int] | None:
    """The year and the month of the day that a `heading` ends in; None where it ends in none.

    `printed_in("水库完工 2024年3月5日") -> (2024, 3)`.
    """
    day = _DAY.search(title)
    return (int(day["year"]), int(day["month"])) if day else None


def heading(article: Article) -> str:
    """What is read above a text of an article: its headline, and its date as questions write it.

    `heading(article) -> "水库完工 2024年3月5日"`.
    """
    parts = [article.kicker, article.title, article.subtitle]
    if article.date is not None:
        year, month, day = article.date.split("-")
        parts.append(f"{year}年{int(month)}月{int(day)}日")
    return " ".join(filter(None, parts))
