"""Opens the bot and launches the chat: `python app.py`, the same as `baowen chat`."""

import sys

from bot.cli import main

if __name__ == "__main__":
    raise SystemExit(main(["chat", *sys.argv[1:]]))
