"""`baowen eval`: how good the answers to one's own questions are."""

from __future__ import annotations

import sys

from bot.commands.shared import Commands, Options, add_json, add_where, new_command, print_json


def add_eval(commands: Commands) -> None:
    """Tells the parser of `eval`."""
    command = new_command(
        commands, "eval", _eval,
        "用自己的问题度量检索、答案、引语和拒答。 / Retrieval, answers, quotes and refusals, "
        "measured on your own questions.",
    )  # fmt: skip
    command.add_argument("files", nargs="+", metavar="FILE",
                         help='一行一问 / lines of {"id", "question", "answers": ["…"]}, see '
                              "docs/contract.md; - is stdin")  # fmt: skip
    add_where(command)
    command.add_argument("--out", metavar="DIR",
                         help="把汇总、每题结果和图存在这里 / save the summary, "
                              "each outcome and a picture here")  # fmt: skip
    add_json(command)


def _eval(options: Options) -> None:
    from bot.assistant import Bot
    from bot.evaluation.evaluate import evaluate
    from bot.evaluation.questions import read_questions
    from bot.evaluation.saving import NoPicture, make_folder, save
    from bot.evaluation.summary import summarize
    from bot.evaluation.table import table
    from bot.progress import progress_bar

    questions = read_questions(options.files)
    with Bot.open(options.index) as bot:
        folder = make_folder(options.out) if options.out else None
        with progress_bar() as progress:
            outcomes = evaluate(bot, questions, progress)
    summary = summarize(outcomes)
    if options.json:
        print_json(summary.as_json())
    else:
        print(table(summary))
    if folder is None:
        return
    try:
        save(folder, outcomes, summary)
    except NoPicture as error:  # all else is saved: no failure
        print(f"baowen: {error}", file=sys.stderr)
