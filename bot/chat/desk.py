"""What the chat does at each click: the handlers behind the Gradio events."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import gradio as gr

from bot.chat import sheets
from bot.chat.labels import Labels, labels
from bot.chat.session import Askable, Turn, begin, finish

Turns = tuple[Turn, ...]
Place = tuple[int, str] | None  # an opened article: its turn, and which quote of it


class Desk:
    """The handlers of one bot's chat. It keeps nothing about a person: sessions pass it in.

    Methods, and not partial functions: Gradio finds events and requests by their annotations.
    """

    def __init__(self, bot: Askable, examples: Sequence[str]) -> None:
        self._bot = bot
        self._examples = examples

    def ask(
        self, question: str, since: str, until: str, paper: str, turns: Turns, lang: str
    ) -> Iterator[tuple[Any, ...]]:
        """Shows the question at once, then what came of it.

        Enter that is pressed once more, with nothing typed since, leaves all as it is.
        """
        if turns and not (question or "").strip():
            yield (gr.skip(), gr.skip(), gr.skip())
            return
        before = tuple(turn for turn in turns if not turn.pending)
        turn = begin(question or "", (since, until, paper))
        words = labels(lang)
        asked = (*before, turn)
        yield sheets.conversation(asked, (), words), asked, ""
        if turn.pending:
            asked = (*before, finish(self._bot, turn, before))
            yield sheets.conversation(asked, (), words), asked, gr.skip()

    def ask_example(
        self,
        since: str,
        until: str,
        paper: str,
        turns: Turns,
        lang: str,
        event: gr.EventData,
    ) -> Iterator[tuple[Any, ...]]:
        """Asks the example that was clicked."""
        yield from self.ask(str(event.question), since, until, paper, turns, lang)

    def open(self, turns: Turns, lang: str, event: gr.EventData) -> tuple[str, Place]:
        """The article behind the clicked quote; nothing when there is no such quote."""
        try:
            place = (int(event.turn), str(event.which))
        except (AttributeError, TypeError, ValueError):
            return "", None
        return self._opened(turns, place, labels(lang)), place

    def clear(self, lang: str) -> tuple[str, Turns, str, Place]:
        """An empty conversation with its welcome, and no article."""
        return sheets.conversation((), self._examples, labels(lang)), (), "", None

    def greet(self, turns: Turns, request: gr.Request) -> tuple[Any, ...]:
        """The page in the browser's language: English only where it comes first and no Chinese.

        With the papers that are held by now: it was made when the chat was started.
        """
        wanted = request.headers.get("accept-language", "").lower()
        if "zh" in wanted or not wanted.startswith("en"):
            return ("zh", gr.skip(), *self._dress(labels("zh")))  # it comes in Chinese
        words = labels("en")
        talk = sheets.conversation(turns, self._examples, words)
        return ("en", talk, *self._dress(words))

    def switch(self, lang: str, turns: Turns, place: Place) -> tuple[Any, ...]:
        """The same page in the other language; the conversation stays."""
        lang = "zh" if lang == "en" else "en"
        words = labels(lang)
        talk = sheets.conversation(turns, self._examples, words)
        article = self._opened(turns, place, words)
        return (lang, talk, article, *self._dress(words))

    def _opened(self, turns: Turns, place: Place, words: Labels) -> str:
        return sheets.opened(turns, place, words, self._bot.article, self._bot.clipping)

    def _dress(self, words: Labels) -> tuple[Any, ...]:
        """Updates that put these words on everything but the conversation."""
        return (
            sheets.masthead(self._bot, words),
            words.other,
            gr.update(label=words.question, placeholder=words.placeholder),
            words.ask,
            gr.update(label=words.filters),
            gr.update(label=words.since, placeholder=words.date_hint),
            gr.update(label=words.until, placeholder=words.date_hint),
            gr.update(label=words.paper, choices=papers(self._bot, words)),
            words.clear,
        )


def papers(bot: Askable, words: Labels) -> list[tuple[str, str]]:
    """The choices of the paper filter: what is shown, what is meant."""
    return [(words.all_papers, ""), *((paper, paper) for paper in bot.papers())]
