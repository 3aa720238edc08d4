"""Opens the bot and launches the chat: `python app.py`, the same as `baowen chat`."""

from bot.chat.launch import main

if __name__ == "__main__":
    raise SystemExit(main())
