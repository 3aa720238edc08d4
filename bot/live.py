"""A bot that is opened again once its index was built again: the chat needs no restart."""

from __future__ import annotations

import logging
import threading
from collections.abc import Sequence
from pathlib import Path

from bot.assistant import Bot
from bot.closing import Closing
from bot.errors import BaowenError
from bot.index.layout import Layout
from bot.records import Answer, Article, Clipping, Hit, Quote
from bot.settings import DEFAULT_INDEX

_LOG = logging.getLogger(__name__)
Mark = tuple[int, int, int] | None


class LiveBot(Closing):
    """Asks the bot of the newest index in a folder. Safe to use from several threads."""

    def __init__(self, index_dir: str = DEFAULT_INDEX) -> None:
        """The bot over the index in a folder.

        Raises:
            IndexFault: If there is no usable index yet.
        """
        self._index_dir = index_dir
        self._manifest = Layout(Path(index_dir)).manifest
        self._lock = threading.Lock()
        self._mark = self._seen()
        self._bot = Bot.open(index_dir)
        self._former: Bot | None = None

    def ask(
        self,
        question: str,
        history: Sequence[tuple[str, str]] = (),
        since: str | None = None,
        until: str | None = None,
        paper: str | None = None,
    ) -> Answer:
        """The answer that the newest index gives."""
        return self._newest().ask(question, history, since=since, until=until, paper=paper)

    def papers(self) -> list[str]:
        """The names of the papers in the index, sorted."""
        return self._newest().papers()

    def dates(self) -> tuple[str | None, str | None]:
        """First and last ISO date of the articles, None when no article has one."""
        return self._newest().dates()

    def article(self, article_id: str) -> Article | None:
        """The article of that id; None if it is in the index no more."""
        return self._newest().article(article_id)

    def clipping(self, quote: Quote | Hit) -> Clipping:
        """The page around a quote."""
        return self._newest().clipping(quote)

    def close(self) -> None:
        """Let go of the index."""
        for bot in (self._former, self._bot):
            if bot is not None:
                bot.close()

    def _newest(self) -> Bot:
        """The bot; another one if the index is another one now, and can be opened."""
        with self._lock:
            mark = self._seen()
            if mark not in (None, self._mark):
                self._mark = mark
                try:
                    bot = Bot.open(self._index_dir)
                except BaowenError as error:
                    _LOG.warning("%s", error)
                else:
                    if self._former is not None:  # the last one may be answering yet
                        self._former.close()
                    self._former, self._bot = self._bot, bot
            return self._bot

    def _seen(self) -> Mark:
        try:
            stat = self._manifest.stat()
        except OSError:
            return None
        return stat.st_mtime_ns, stat.st_ino, stat.st_size
