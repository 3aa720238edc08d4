"""Asks every question of a set and judges what comes back."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bot.assistant import Bot
from bot.evaluation.judging import Outcome, judge
from bot.evaluation.questions import Asked
from bot.records import Answer

_DEPTH = 10  # passages whose ranking is measured


def evaluate(
    bot: Bot,
    questions: Sequence[Asked],
    progress: Callable[[int, int, str], None] | None = None,
) -> list[Outcome]:
    """The outcome of each question, in their order.

    A refused question is asked once more, without refusing, so that its confidence can be set
    against the answer held back; `answer.seconds` is of the first time.

    `summarize(evaluate(Bot.open("index"), read_questions(["questions.jsonl"]))).right`.
    """
    outcomes = []
    for number, asked in enumerate(questions, start=1):
        outcomes.append(_outcome(bot, asked))
        if progress is not None:
            progress(number, len(questions), "eval")
    return outcomes


def _outcome(bot: Bot, asked: Asked) -> Outcome:
    since, until, paper = asked.since, asked.until, asked.paper
    answer = bot.ask(asked.question, since=since, until=until, paper=paper)
    guess = answer
    if answer.refused:
        guess = bot.ask(asked.question, since=since, until=until, paper=paper, refuse=False)
    hits = bot.search(asked.question, k=_DEPTH, since=since, until=until, paper=paper)
    return judge(asked, answer, guess.text, hits, _exact_quotes(bot, answer))


def _exact_quotes(bot: Bot, answer: Answer) -> int:
    """How many quotes equal their slice of the article as the index keeps it."""
    exact = 0
    for quote in answer.quotes:
        article = bot.article(quote.article.id)
        exact += article is not None and article.text[quote.start : quote.end] == quote.text
    return exact
