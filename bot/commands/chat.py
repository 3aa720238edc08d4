"""`baowen chat`: ask in the browser."""

from __future__ import annotations

from bot.chat.options import add_chat_options
from bot.commands.shared import Commands, Options, new_command


def add_chat(commands: Commands) -> None:
    """Tells the parser of `chat`."""
    add_chat_options(new_command(commands, "chat", _chat, "在浏览器里提问。 / Ask in the browser."))


def _chat(options: Options) -> None:
    from bot.chat.launch import launch_chat, read_auth
    from bot.live import LiveBot

    launch_chat(
        LiveBot,
        options.index,
        host=options.host,
        port=options.port,
        auth=read_auth(options.auth),
        open_browser=options.browser,
    )
