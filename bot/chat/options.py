"""The command-line options of the chat, shared by `baowen chat` and `app.py`. Light to import."""

from __future__ import annotations

import argparse

from bot.checks import folder_name
from bot.settings import DEFAULT_INDEX

DEFAULT_HOST = "127.0.0.1"  # this machine only, unless the user says otherwise
DEFAULT_PORT = 7860  # Gradio's own


def add_chat_options(parser: argparse.ArgumentParser) -> None:
    """Adds `--index`, `--host`, `--port`, `--auth` and `--browser`."""
    parser.add_argument(
        "--index",
        type=folder_name,
        default=DEFAULT_INDEX,
        metavar="DIR",
        help="索引所在文件夹 / folder of the index (default: %(default)s)",
    )
    parser.add_argument(
        "--host",
        default=DEFAULT_HOST,
        help="监听的地址 / address to listen on (default: %(default)s)",
    )
    parser.add_argument(
        "--port",
        type=int,
        default=DEFAULT_PORT,
        help="端口，0 为自动选择 / port, 0 takes a free one (default: %(default)s)",
    )
    parser.add_argument(
        "--auth", metavar="USER:PASSWORD", help="要求用户名和密码 / ask for a name and a password"
    )
    parser.add_argument(
        "--browser", action="store_true", help="同时打开浏览器 / open the browser, too"
    )
