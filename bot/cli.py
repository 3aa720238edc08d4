"""The command `baowen`: its parser and its exit status. What each command does is in commands/.

JSON goes to stdout and nothing else does; progress and messages go to stderr.
Exit status: 0 success, 1 failure, 2 usage.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from contextlib import suppress

from bot import __version__
from bot.commands.articles import add_articles
from bot.commands.asking import add_ask, add_search
from bot.commands.chat import add_chat
from bot.commands.evaluate import add_eval
from bot.commands.index import add_index
from bot.commands.read import add_read
from bot.errors import BaowenError

_EPILOG = """\
例子 / examples:
  baowen index corpus              建立或更新索引 / make the index mirror the folder
  baowen ask "谁主持了会议？"        提问 / ask
  baowen search "贷款余额" -k 5 --since 2023-01-01
  baowen articles page.txt --json  这一版有哪些稿件 / what the page holds
  baowen read "谁主持了会议？" --context page.txt
  baowen eval questions.jsonl      用自己的问题度量 / measure on your own questions
  baowen chat                      打开 http://127.0.0.1:7860
每个命令都有 --help。/ Every command has --help.
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit status of one command line. `main(["ask", "谁主持了会议？"]) -> 0`."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # UTF-8 whatever the locale says; half a character comes out as JSON writes it.
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    options = build_parser().parse_args(arguments)
    try:
        status = int(options.run(options) or 0)
        if sys.stdout is not None:
            sys.stdout.flush()  # what cannot be written is told now, not at exit
        return status
    except BaowenError as error:
        print(f"baowen: {error}", file=sys.stderr)
        return error.exit_code
    except BrokenPipeError:  # the reader of our output went away: `baowen search … | head -1`
        _drop_output()
        return 0
    except OSError as error:  # our output cannot be written, to a full disk for instance
        _drop_output()
        print(
            f"baowen: {error}。请检查磁盘和权限。 / Check the disk and the rights.", file=sys.stderr
        )
        return BaowenError.exit_code
    except KeyboardInterrupt:
        print("baowen: 已中断。/ Interrupted.", file=sys.stderr)
        return 130


def run() -> None:
    """The command as a process of its own: `main`, and out at once where all went well.

    All is written and closed by then. To take apart what was imported would cost every question a
    sixth of a second more.
    """
    status = main()
    if status:
        sys.exit(status)
    with suppress(Exception):  # told by main already
        sys.stderr.flush()
    os._exit(status)


def _drop_output() -> None:
    """Let what is yet to be written go nowhere: Python would try once more at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


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
    for add in (add_index, add_articles, add_search, add_ask, add_read, add_chat, add_eval):
        add(commands)
    return parser
