"""`baowen search` and `baowen ask`: questions to an index."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

from bot.checks import check_count, check_whole, checked_days
from bot.commands.shared import (
    Commands,
    Options,
    add_question,
    new_command,
    print_json,
    run_batch,
    the_question,
)


def add_search(commands: Commands) -> None:
    """Tells the parser of `search`."""
    command = new_command(
        commands, "search", _search, "查找段落，最相关的在前。 / Passages, the best first."
    )
    command.add_argument("-k", type=int, default=10, metavar="N",
                         help="给出几段 / how many (default: 10)")  # fmt: skip
    command.add_argument("--read", action="store_true",
                         help="读前十段，答得上的在前，慢十分之一秒起 / read the first ten, those "
                         "that answer come first: a tenth of a second slower and more")  # fmt: skip
    add_question(command)


def add_ask(commands: Commands) -> None:
    """Tells the parser of `ask`."""
    command = new_command(
        commands, "ask", _ask,
        "提问；没有依据就说没有。 / Ask; it says so when the papers do not hold the answer.",
    )  # fmt: skip
    add_question(command)


def _search(options: Options) -> int:
    from bot.json_output import hits_json
    from bot.printing import print_hits

    check_count(options.k)
    _check_filters(options)
    with _searcher(options) as (search_of, papers):

        def search(question: str) -> Any:
            return search_of(
                question, k=options.k, since=options.since, until=options.until, paper=options.paper
            )

        if options.batch:
            return run_batch(options, lambda line: {"hits": hits_json(search(line["question"]))})
        hits = search(the_question(options))
        if options.json:
            print_json(hits_json(hits))
        else:
            print_hits(hits, papers())
    return 0


def _check_filters(options: Options) -> None:
    """Wrong filters are wrong use, told once and not with every question of a batch."""
    checked_days(options.since, options.until)
    check_whole(options.paper or "")


@contextmanager
def _searcher(options: Options) -> Iterator[tuple[Callable[..., Any], Callable[[], list[str]]]]:
    """The search that is asked for, and the papers that it knows."""
    if options.read:
        from bot.assistant import Bot

        with Bot.open(options.index) as bot:
            yield partial(bot.search, read=True), bot.papers
    else:
        from bot.retrieval.retriever import Retriever

        with Retriever.open(options.index) as retriever:
            yield retriever.search, retriever.papers


def _ask(options: Options) -> int:
    from bot.assistant import Bot
    from bot.json_output import answer_json
    from bot.printing import print_answer

    _check_filters(options)
    with Bot.open(options.index) as bot:

        def ask(question: str, history: Any = ()) -> Any:
            return bot.ask(
                question, history, since=options.since, until=options.until, paper=options.paper
            )

        if options.batch:
            return run_batch(
                options, lambda line: answer_json(ask(line["question"], line.get("history") or ()))
            )
        answer = ask(the_question(options))
        if options.json:
            print_json(answer_json(answer))
        else:
            print_answer(answer, bot.papers())
    return 0
