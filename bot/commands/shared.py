"""What several commands have in common: options, batches, JSON on stdout. Light to import."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from typing import Any

from bot.batch import checked_line, json_lines, read_batch
from bot.checks import folder_name
from bot.errors import BaowenError, UsageError
from bot.json_output import Json
from bot.settings import DEFAULT_INDEX

Options = argparse.Namespace
Commands = Any  # what add_subparsers gives; argparse has no public name for it
Run = Callable[[Options], int | None]


def new_command(commands: Commands, name: str, run: Run, text: str) -> argparse.ArgumentParser:
    """A command that `run` carries out; `text` is its help."""
    command: argparse.ArgumentParser = commands.add_parser(name, help=text, description=text)
    command.set_defaults(run=run)
    return command


def add_question(command: argparse.ArgumentParser) -> None:
    """Adds QUESTION or `--batch`, the filters, `--index` and `--json`."""
    command.add_argument("question", nargs="?", metavar="QUESTION", help="问题 / the question")
    command.add_argument("--since", metavar="DATE", help="从这天起 / from this day, 2023-01-01")
    command.add_argument("--until", metavar="DATE", help="到这天止 / to this day, inclusive")
    command.add_argument("--paper", metavar="NAME", help="只查这份报 / only this paper")
    command.add_argument("--batch", metavar="FILE.jsonl",
                         help='一行一问 / lines of {"id", "question"}; - is stdin')  # fmt: skip
    add_where(command)
    add_json(command)


def add_where(command: argparse.ArgumentParser) -> None:
    """Adds `--index`."""
    command.add_argument("--index", default=DEFAULT_INDEX, metavar="DIR", type=folder_name,
                         help=f"索引所在 / the index (default: {DEFAULT_INDEX})")  # fmt: skip


def add_json(command: argparse.ArgumentParser) -> None:
    """Adds `--json`."""
    command.add_argument("--json", action="store_true", help="只输出 JSON / print JSON only")


def the_question(options: Options) -> str:
    """The question that was given.

    Raises:
        UsageError: If none was.
    """
    if options.question is None:
        raise UsageError("请写出问题。 / Give a question, or --batch FILE.jsonl.")
    return str(options.question)


def run_batch(options: Options, respond: Callable[[Json], Json]) -> int:
    """Prints a response for each line of the batch; a question that fails says so there.

    Raises:
        UsageError: If the file cannot be read or a line is not of its form.
    """
    _only_batch(options)
    status = 0
    for line in read_batch(options.batch):
        status |= _print_response(line["id"], respond, line)
    return status


def run_patient_batch(options: Options, respond: Callable[[Json], Json], *needed: str) -> int:
    """The same, but a line of another form gives an error in its place, too; the rest goes on."""
    _only_batch(options)

    def respond_checked(given: tuple[str, Json | None]) -> Json:
        return respond(checked_line(*given, *needed))

    status = 0
    for place, line in json_lines(options.batch):
        status |= _print_response((line or {}).get("id"), respond_checked, (place, line))
    return status


def print_json(value: Any) -> None:
    """A line of JSON on stdout."""
    print(json.dumps(value, ensure_ascii=False), flush=True)


def _only_batch(options: Options) -> None:
    if options.question is not None:
        raise UsageError("问题和 --batch 只能给一个。 / Give a question or --batch, not both.")


def _print_response(number: object, respond: Callable[[Any], Json], given: Any) -> int:
    try:
        print_json({"id": number, **respond(given)})
    except UsageError as error:
        print_json({"id": number, "error": str(error)})
        return BaowenError.exit_code
    return 0
