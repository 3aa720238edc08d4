"""The retriever: a question becomes the passages that match it best."""

from __future__ import annotations

import math
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from bot.checks import check_count, check_question, check_whole, checked_days
from bot.closing import Closing
from bot.dates import find_dates
from bot.encoding.encoder import open_encoder
from bot.encoding.vectors import Encoder
from bot.errors import IndexStale
from bot.index.filters import Filter
from bot.index.index import Index, open_index
from bot.index.lexical import Terms
from bot.index.store import Excerpt
from bot.patterns import regex
from bot.records import Article, Hit
from bot.retrieval.issues import Issue, is_page, issue_asked, page_asked
from bot.retrieval.legs import Legs
from bot.retrieval.question import question_terms
from bot.retrieval.reprints import Prints
from bot.retrieval.reranking import Evidence, Witness, weigh
from bot.settings import DEFAULT_INDEX
from bot.text import fold, simplify

_READ = 40  # passages that are reranked, at least; twice k if that is more

_ISSUE = 300  # articles; no issue has more
_NEWEST = regex("最新|最近一[期份张]")

Candidate = tuple[float, Evidence, Excerpt]  # with its score


class Retriever(Closing):
    """Searches one index. Open once, share among threads."""

    def __init__(self, index: Index, encoder: Encoder | None = None) -> None:
        """Search this index; without an encoder its own is opened at the first search."""
        self.index = index
        self._encoder = encoder
        self._lock = threading.Lock()

    @classmethod
    def open(cls, index_dir: str = DEFAULT_INDEX, model: str | Encoder | None = None) -> Retriever:
        """A retriever over the index in a folder.

        `Retriever.open("index").search("谁主持了会议？")[0].passage.text`.

        Raises:
            IndexMissing: If there is no index.
            IndexStale: If it was built by another format version or another model.
            IndexDamaged: If its parts do not fit together.
            ModelError: If there is no such model.
        """
        index = open_index(index_dir)
        retriever = cls(index)
        try:
            if model is not None:
                retriever._encoder = retriever._fitting(model)
        except BaseException:
            index.close()
            raise
        return retriever

    def search(
        self,
        question: str,
        k: int = 10,
        since: str | None = None,
        until: str | None = None,
        paper: str | None = None,
    ) -> list[Hit]:
        """The k best passages; those that print the same text count once (`hit.reprints`).

        `since` and `until` are ISO dates of the issue, both inclusive; undated articles are left
        out then. What nothing matches (an unknown paper) gives an empty list. A question that names
        an issue (3月21日的报纸上) is looked for in it, if the index has one of that day.

        Raises:
            UsageError: If the question is empty, k is less than 1, a date is no date or the first
                lies after the last, or a text is none.
        """
        check_question(question, longest=None)
        check_count(k)
        check_whole(paper or "")
        bounds = Filter(*checked_days(since, until), paper)
        with self.index.trusted():
            if (issue := self.issue(question)) is not None and issue.days:
                question, bounds = issue.rest, replace(bounds, days=issue.days)
            return self._hits(self._blocks(question, k, bounds), k)

    def candidates(self, question: str) -> list[Candidate]:
        """The passages that ten hits are chosen from, best first, with what speaks for each."""
        return next(self._blocks(question, 10, Filter()), [])

    def issue(self, question: str) -> Issue | None:
        """The issue that a question names, with its days in the index; None where it names none."""
        if not find_dates(question):  # most name none, and need no look into the store
            return None
        return issue_asked(question, self.index.papers(), self.index.days())

    def signed(
        self,
        text: str,
        since: str | None = None,
        until: str | None = None,
        paper: str | None = None,
    ) -> dict[str, list[Article]]:
        """The articles of each author whose name stands in a text, newest first, within filters.

        `retriever.signed("文可心写过哪些文章？") -> {"文可心": [Article(…), …]}`. A name inside a
        longer one is none. Names are folded; they are all the authors of the index.

        Raises:
            UsageError: If a date is no date, or the first lies after the last.
        """
        bounds = Filter(*checked_days(since, until), paper)
        rows, plain = self.index.rows_by_author(), fold(text)
        named = {author for author in rows if len(author) > 1 and author in plain}
        for author in sorted(named, key=len, reverse=True):
            if author not in plain:
                named.discard(author)
            plain = plain.replace(author, "\n")
        return {author: self.index.store.newest(rows[author], bounds) for author in sorted(named)}

    def printed(
        self,
        question: str,
        since: str | None = None,
        until: str | None = None,
        paper: str | None = None,
    ) -> list[Article]:
        """The articles of the issue and the page that a question names, as they are printed.

        `retriever.printed("3月5日第2版有什么？")`. The newest issue where it asks for that, or
        where there is no other; none where the question does not say which.

        Raises:
            UsageError: If a date is no date, or the first lies after the last.
        """
        first, last = checked_days(since, until)
        days = self._issued(question)
        if days is None:
            return []
        plain, page = fold(question), page_asked(question)
        named = {name for name in self.index.papers() if fold(name) in plain}
        issue = [
            article
            for article in self.index.store.printed(Filter(first, last, paper, days))
            if not named or article.paper in named
        ]
        if page is None or not any(article.page for article in issue):
            return issue
        return [article for article in issue if is_page(page, article.page)]

    def papers(self) -> list[str]:
        """The names of the papers in the index, sorted."""
        return list(self.index.papers())

    def dates(self) -> tuple[str | None, str | None]:
        """First and last ISO date of the articles, None when no article has one."""
        return self.index.store.dates()

    def article(self, article_id: str) -> Article | None:
        """The article of that id, or None."""
        return self.index.store.article(article_id)

    def digest(self, file: str) -> str | None:
        """The digest that a file had when the index was built, None if it is not in it."""
        return self.index.store.digest(file)

    def close(self) -> None:
        """Let go of the index."""
        self.index.close()

    @property
    def encoder(self) -> Encoder:
        """The encoder of the index, opened when first needed."""
        with self._lock:
            if self._encoder is None:
                self._encoder = self._fitting(self.index.manifest.encoder.name)
            return self._encoder

    def legs(self, question: str, terms: Terms, depth: int, bounds: Filter) -> Legs:
        """What both legs find for a question and its terms, `depth` passages each."""
        vector = self.encoder.encode_questions([simplify(question)])[0]
        return Legs(self.index, terms, vector, depth, bounds)

    def _issued(self, question: str) -> tuple[str, ...] | None:
        """The days of the issue that a question means; none of an index of one undated issue."""
        issue, every = self.issue(question), self.index.days()
        if issue or find_dates(question):
            return (issue.days or None) if issue else None
        if every and (_NEWEST.search(question) or len(every) == 1):
            return every[-1:]
        counts = self.index.manifest.counts
        return () if not every and counts.articles <= _ISSUE else None

    def _blocks(self, question: str, k: int, bounds: Filter) -> Iterator[list[Candidate]]:
        """Blocks of the fused ranking, each reranked; no score is above one before it."""
        settings = self.index.manifest.settings
        terms = question_terms(question, self.index.lexical.rarity, settings.most_terms)
        legs = self.legs(question, terms, max(settings.candidates, 2 * k), bounds)
        witness = Witness(question, terms, self.index.lexical.rarity)
        least = math.inf
        for numbers in _blocks_of(legs, max(_READ, 2 * k)):
            read = self.index.store.excerpts(numbers)
            block = []
            for number in numbers:
                evidence = witness.evidence(legs.lexical[number], legs.dense[number], read[number])
                block.append((min(least, weigh(evidence)), evidence, read[number]))
            block.sort(key=lambda found: -found[0])
            yield block
            least = block[-1][0]

    def _hits(self, blocks: Iterable[Sequence[Candidate]], k: int) -> list[Hit]:
        """The first k different passages, each with the other articles that print it."""
        prints, places = Prints(k), list[list[Candidate]]()
        for block in blocks:
            for found in block:
                place, new = prints.place(found[2].text)
                if new and place < k:
                    places.append([found])
                elif place < k:
                    places[place].append(found)
            if len(places) == k:
                break
        rows = {excerpt.row for place in places for _, _, excerpt in place}
        articles = self.index.store.articles(sorted(rows))
        return [_hit(rank, place, articles) for rank, place in enumerate(places, start=1)]

    def _fitting(self, model: str | Encoder) -> Encoder:
        """The encoder, if the index was built with it."""
        encoder = open_encoder(model) if isinstance(model, str) else model
        built = self.index.manifest.encoder
        if encoder.fingerprint != built.fingerprint:
            raise IndexStale(
                f"索引是用模型 {built.name}（{built.fingerprint}）建立的，不是 {encoder.name}"
                f"（{encoder.fingerprint}）。请运行：baowen index --model {encoder.name} / The "
                f"index was built with the model {built.name}, not with {encoder.name}. "
                f"Run: baowen index --model {encoder.name}"
            )
        return encoder


def _blocks_of(legs: Legs, size: int) -> Iterator[list[int]]:
    """The fused ranking in blocks; most searches need the first only."""
    if first := legs.first(size):
        yield first
    ranking = legs.ranking()
    for at in range(size, len(ranking), size):
        yield ranking[at : at + size]


def _hit(rank: int, prints: Sequence[Candidate], articles: Mapping[int, Article]) -> Hit:
    """The best of the prints of a passage, with the other articles that print it."""
    score, evidence, excerpt = prints[0]
    printing = list[Article]()
    for _, _, other in prints:
        if (article := articles[other.row]) not in printing:
            printing.append(article)
    first, *others = printing
    legs = evidence.lexical, evidence.dense
    return Hit(rank, score, excerpt.passage, first, *legs, tuple(others))
