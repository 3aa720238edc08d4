"""`python -m bot` is the command `baowen`."""

from bot.cli import run

run()
