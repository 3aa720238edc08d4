"""Serves the chat over the bot made by hand: `python serve_double.py PORT`. For the tests."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from test_chat_double import BotDouble

from bot.chat.launch import serve

serve(BotDouble(), port=int(sys.argv[1]))
