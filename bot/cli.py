"""The command `baowen`: index, articles, search, ask, chat.

JSON goes to stdout and nothing else does; progress and messages go to stderr.
Exit status: 0 success, 1 failure, 2 usage.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Sequence
from typing import Any

from bot import __version__
from bot.errors import BaowenError, ReadingError, UsageError
from bot.json_output import Json
from bot.settings import DEFAULT_CORPUS, DEFAULT_INDEX

_EPILOG = """\
例子 / examples:
  baowen index corpus              建立或更新索引 / make the index mirror the folder
  baowen ask "谁主持了会议？"        提问 / ask
  baowen search "贷款余额" -k 5 --since 2023-01-01
  baowen articles page.txt --json  这一版有哪些稿件 / what the page holds
  baowen chat                      打开 http://127.0.0.1:7860
每个命令都有 --help。/ Every command has --help.
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit status of one command line. `main(["ask", "谁主持了会议？"]) -> 0`."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")  # whatever the locale says
    options = build_parser().parse_args(arguments)
    try:
        return int(options.run(options) or 0)
    except BaowenError as error:
        print(f"baowen: {error}", file=sys.stderr)
        return error.exit_code
    except BrokenPipeError:  # the reader of our output went away: `baowen search … | head -1`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        print("baowen: 已中断。/ Interrupted.", file=sys.stderr)
        return 130


def build_parser() -> argparse.ArgumentParser:
    """The parser of the whole command line."""
    parser = argparse.ArgumentParser(
        prog="baowen",
        description="报问：向报纸提问，答案附原文引语。/ Ask your newspapers; answers with quotes.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"baowen {__version__}")
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    _add_index(commands)
    _add_articles(commands)
    _add_search(commands)
    _add_ask(commands)
    _add_chat(commands)
    return parser


def _command(commands: Any, name: str, run: Callable[..., Any], text: str) -> Any:
    command = commands.add_parser(name, help=text, description=text)
    command.set_defaults(run=run)
    return command


def _add_index(commands: Any) -> None:
    command = _command(
        commands,
        "index",
        _index,
        "让索引与文件夹一致：只处理新增、改动、删除的文件；中断后可续。"
        " / Make the index mirror the paths; only what changed is read; resumable.",
    )
    command.add_argument("paths", nargs="*", default=[DEFAULT_CORPUS], metavar="PATH",
                         help="文件或文件夹 / files, folders (default: %(default)s)")  # fmt: skip
    _add_where(command)
    command.add_argument("--model", metavar="NAME_OR_PATH",
                         help="任何 sentence-transformers 模型 / any sentence-transformers model "
                              "(default: the embedded one, or the one the index has)")  # fmt: skip
    _add_json(command)


def _add_articles(commands: Any) -> None:
    command = _command(
        commands, "articles", _articles,
        "列出版面上的稿件、图片和公告，不需要索引。 / What a page holds; needs no index.",
    )  # fmt: skip
    command.add_argument("files", nargs="+", metavar="FILE")
    _add_json(command)


def _add_search(commands: Any) -> None:
    command = _command(
        commands, "search", _search, "查找段落，最相关的在前。 / Passages, the best first."
    )
    command.add_argument("-k", type=int, default=10, metavar="N",
                         help="给出几段 / how many (default: 10)")  # fmt: skip
    _add_question(command)


def _add_ask(commands: Any) -> None:
    command = _command(
        commands, "ask", _ask,
        "提问；没有依据就说没有。 / Ask; it says so when the papers do not hold the answer.",
    )  # fmt: skip
    _add_question(command)


def _add_chat(commands: Any) -> None:
    command = _command(commands, "chat", _chat, "在浏览器里提问。 / Ask in the browser.")
    from bot.chat.options import add_chat_options  # light: no gradio

    add_chat_options(command)


def _add_question(command: Any) -> None:
    command.add_argument("question", nargs="?", metavar="QUESTION", help="问题 / the question")
    command.add_argument("--since", metavar="DATE", help="从这天起 / from this day, 2023-01-01")
    command.add_argument("--until", metavar="DATE", help="到这天止 / to this day, inclusive")
    command.add_argument("--paper", metavar="NAME", help="只查这份报 / only this paper")
    command.add_argument("--batch", metavar="FILE.jsonl",
                         help='一行一问 / lines of {"id", "question"}; - is stdin')  # fmt: skip
    _add_where(command)
    _add_json(command)


def _add_where(command: Any) -> None:
    command.add_argument("--index", default=DEFAULT_INDEX, metavar="DIR",
                         help=f"索引所在 / the index (default: {DEFAULT_INDEX})")  # fmt: skip


def _add_json(command: Any) -> None:
    command.add_argument("--json", action="store_true", help="只输出 JSON / print JSON only")


def _index(options: argparse.Namespace) -> None:
    from bot.build import build_index
    from bot.progress import progress_bar

    with progress_bar() as progress:
        report = build_index(options.paths, options.index, model=options.model, progress=progress)
    if options.json:
        _print_json(report.as_json())
        return
    for failure in report.failed:
        print(f"未读 / not read: {failure.file}: {failure.reason}", file=sys.stderr)
    print(
        f"新增 {report.added}，改动 {report.changed}，删除 {report.removed}，未变 "
        f"{report.unchanged}，失败 {len(report.failed)}；共 {report.articles} 篇、"
        f"{report.passages} 段，用时 {report.seconds:.1f} 秒。 / {report.articles} articles and "
        f"{report.passages} passages in {options.index}."
    )


def _articles(options: argparse.Namespace) -> int:
    from bot.json_output import article_json
    from bot.printing import print_article
    from bot.reading.articles import read_articles

    failed = 0
    for file in options.files:
        try:
            for article in read_articles(file):
                if options.json:
                    _print_json(article_json(article))
                else:
                    print_article(article)
        except ReadingError as error:
            print(f"baowen: {error}", file=sys.stderr)
            failed = ReadingError.exit_code
    return failed


def _search(options: argparse.Namespace) -> int:
    from bot.json_output import hits_json
    from bot.printing import print_hits
    from bot.retrieval.retriever import Retriever

    with Retriever.open(options.index) as retriever:

        def search(question: str) -> Any:
            return retriever.search(
                question, k=options.k, since=options.since, until=options.until, paper=options.paper
            )

        if options.batch:
            return _batch(options, lambda line: {"hits": hits_json(search(line["question"]))})
        hits = search(_question(options))
        if options.json:
            _print_json(hits_json(hits))
        else:
            print_hits(hits, retriever.papers())
    return 0


def _ask(options: argparse.Namespace) -> int:
    from bot.assistant import Bot
    from bot.json_output import answer_json
    from bot.printing import print_answer

    with Bot.open(options.index) as bot:

        def ask(question: str, history: Any = ()) -> Any:
            return bot.ask(
                question, history, since=options.since, until=options.until, paper=options.paper
            )

        if options.batch:
            return _batch(
                options, lambda line: answer_json(ask(line["question"], line.get("history") or ()))
            )
        answer = ask(_question(options))
        if options.json:
            _print_json(answer_json(answer))
        else:
            print_answer(answer)
    return 0


def _chat(options: argparse.Namespace) -> None:
    from bot.assistant import Bot
    from bot.chat.launch import launch_chat, read_auth

    launch_chat(
        Bot.open,
        options.index,
        host=options.host,
        port=options.port,
        auth=read_auth(options.auth),
        open_browser=options.browser,
    )


def _question(options: argparse.Namespace) -> str:
    if options.question is None:
        raise UsageError("请写出问题。 / Give a question, or --batch FILE.jsonl.")
    return str(options.question)


def _batch(options: argparse.Namespace, respond: Callable[[Json], Json]) -> int:
    """Prints a response for each line of the batch file; a question that fails says so there."""
    from bot.batch import read_batch

    if options.question is not None:
        raise UsageError("问题和 --batch 只能给一个。 / Give a question or --batch, not both.")
    status = 0
    for line in read_batch(options.batch):
        try:
            _print_json({"id": line["id"], **respond(line)})
        except UsageError as error:
            _print_json({"id": line["id"], "error": str(error)})
            status = BaowenError.exit_code
    return status


def _print_json(value: Any) -> None:
    print(json.dumps(value, ensure_ascii=False), flush=True)
