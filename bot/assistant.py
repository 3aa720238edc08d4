"""The bot: wires question -> hits -> answer over one index."""

from __future__ import annotations

import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from itertools import chain

from bot.answering.answerer import Answerer
from bot.answering.opening import open_reader
from bot.answering.outside import is_far, outside, unissued
from bot.checks import check_question, check_whole
from bot.closing import Closing
from bot.reading.printed import boxes_of
from bot.records import Answer, Article, Clipping, Hit, PageBox, Quote
from bot.retrieval.issues import Issue
from bot.retrieval.retriever import Retriever
from bot.settings import DEFAULT_INDEX

_HITS = 10  # passages read for one question


class Bot(Closing):
    """Answers questions about the papers of one index. Safe to use from several threads."""

    def __init__(
        self, retriever: Retriever, answerer: Answerer, unrefusing: Answerer | None = None
    ) -> None:
        """Answers by `answerer`, or where it must not refuse by `unrefusing`, if that is given."""
        self.retriever = retriever
        self._answerer = answerer
        self._unrefusing = unrefusing or answerer

    @classmethod
    def open(cls, index_dir: str = DEFAULT_INDEX, model: str | None = None) -> Bot:
        """The bot over the index in a folder.

        `Bot.open("index").ask("谁主持了会议？").text`.

        Raises:
            IndexFault: If there is no usable index there; the message says what to run.
            ModelError: If the index was built with another model than `model`.
        """
        with ThreadPoolExecutor(1) as beside:  # the networks are opened without Python's lock
            opening = beside.submit(open_reader)
            retriever = Retriever.open(index_dir, model=model)
            try:
                _ = retriever.encoder
                reader, confidence = opening.result()
            except BaseException:
                retriever.close()
                raise
        unrefusing = Answerer(reader, replace(confidence, threshold=0.0))
        return cls(retriever, Answerer(reader, confidence), unrefusing)

    def ask(
        self,
        question: str,
        history: Sequence[Sequence[str]] = (),
        since: str | None = None,
        until: str | None = None,
        paper: str | None = None,
        refuse: bool = True,
    ) -> Answer:
        """The answer with its quotes, or a refusal.

        `history` holds earlier [question, answer] pairs, oldest first: a follow-up is completed
        from them, and `answer.asked` shows how. `since` and `until` are ISO dates, inclusive.
        With `refuse=False` the best guess is told however unsure it is: for measuring.

        Raises:
            UsageError: If the question is empty or too long, a date is no date, or a text is none.
        """
        begun = time.perf_counter()
        check_question(question)
        past = [(str(q), str(a or "")) for q, a in history]
        check_whole(*chain.from_iterable(past))
        asked = _completed(question, past)
        with self.retriever.index.trusted():
            answer = self._answer(asked, refuse, since, until, paper)
        seconds = round(time.perf_counter() - begun, 4)
        return replace(answer, question=question, asked=asked, seconds=seconds)

    def _answer(
        self, asked: str, refuse: bool, since: str | None, until: str | None, paper: str | None
    ) -> Answer:
        """What the papers say to a question that is complete."""
        hits = self.retriever.search(asked, k=_HITS, since=since, until=until, paper=paper)
        answerer = self._answerer if refuse else self._unrefusing
        signed = partial(self.retriever.signed, since=since, until=until, paper=paper)
        issue = self.retriever.issue(asked)
        rest = _beside(issue, asked)
        answer = answerer.answer(rest, hits, self.retriever.article, signed)
        unreached = outside(asked, hits, self.dates(), (since, until))
        if issue and not issue.days and unreached is None:
            unreached = unissued(issue.asked, answer.quotes, self.dates())
        if unreached is not None and refuse and (unreached.unissued or is_far(unreached)):
            answer = Answer(asked, None, 0.0, closest=next(iter(hits), None))
        if answer.refused:
            answer = replace(answer, outside=unreached)
        return answer

    def search(
        self,
        question: str,
        k: int = 10,
        since: str | None = None,
        until: str | None = None,
        paper: str | None = None,
        read: bool = False,
    ) -> list[Hit]:
        """The best passages for a question: `Retriever.search`.

        With `read` the first ten of them are read, and those that answer come first: surer, and
        a tenth of a second slower and more.
        """
        most = max(k, _HITS) if read else k
        hits = self.retriever.search(question, k=most, since=since, until=until, paper=paper)
        if not read:
            return hits
        rest = _beside(self.retriever.issue(question), question)
        return self._answerer.reread(rest, hits)[:k]

    def papers(self) -> list[str]:
        """The names of the papers in the index, sorted."""
        return self.retriever.papers()

    def dates(self) -> tuple[str | None, str | None]:
        """First and last ISO date of the articles, None when no article has one."""
        return self.retriever.dates()

    def article(self, article_id: str) -> Article | None:
        """The article of that id, or None."""
        return self.retriever.article(article_id)

    def clipping(self, quote: Quote | Hit) -> Clipping:
        """The page around the quote, with the quote outlined, drawn now from the quote's file.

        Of a hit it is the page around its passage. Empty where the file tells no places, as text
        pages do.
        """
        from bot.reading.clippings.clip import clip  # opens PDF and images: not needed to answer

        digest = self.retriever.digest(quote.article.file)
        boxes = quote.boxes if isinstance(quote, Quote) else _boxes_of_hit(quote)
        if not boxes or digest is None:
            return Clipping()
        return clip(quote.article.file, digest, boxes)

    def close(self) -> None:
        """Lets go of the index."""
        self.retriever.close()


def _completed(question: str, past: Sequence[tuple[str, str]]) -> str:
    """The question made self-contained where there is a history."""
    if not past:
        return question
    from bot.chat.conversation import complete  # its patterns take long to compile

    return complete(question, past)


def _beside(issue: Issue | None, question: str) -> str:
    """What is asked beside the issue that a question names, if it is one of the index."""
    return issue.rest if issue and issue.days else question


def _boxes_of_hit(hit: Hit) -> tuple[PageBox, ...]:
    return boxes_of(hit.article, hit.passage.start, hit.passage.end)
