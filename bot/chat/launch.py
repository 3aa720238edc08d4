"""Starting the chat: `baowen chat` and `python app.py` are both this.

Gradio is imported only here, after the cheap checks: a taken port or a missing index is told at
once, not after the seconds that the import takes.
"""

from __future__ import annotations

import os
import socket
import sys
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from bot.chat.examples import fitting_examples
from bot.chat.options import DEFAULT_HOST, DEFAULT_PORT
from bot.chat.session import Askable
from bot.errors import PortInUse, UsageError
from bot.settings import DEFAULT_INDEX

_LOOPBACK = ("127.0.0.1", "localhost", "::1")
_ENVIRONMENT = {  # read by Gradio and its libraries when they are imported
    "GRADIO_ANALYTICS_ENABLED": "False",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "DO_NOT_TRACK": "1",
}


def launch_chat(
    open_bot: Callable[[str], AbstractContextManager[Askable]],
    index_dir: str = DEFAULT_INDEX,
    host: str = DEFAULT_HOST,
    port: int = DEFAULT_PORT,
    auth: tuple[str, str] | None = None,
    open_browser: bool = False,
) -> None:
    """The chat over an index that `open_bot` opens, until it is interrupted.

    Raises:
        PortInUse: If another program listens on the port.
        IndexFault: If there is no index, or it cannot be used.
    """
    port = claim_port(host, port)
    _tell("正在打开报问… / Opening Baowen…")
    with open_bot(index_dir) as bot:
        serve(bot, host, port, auth, open_browser)


def serve(
    bot: Askable,
    host: str = DEFAULT_HOST,
    port: int = DEFAULT_PORT,
    auth: tuple[str, str] | None = None,
    open_browser: bool = False,
) -> None:
    """The chat over an open bot, until it is interrupted.

    Raises:
        PortInUse: If another program listens on the port.
    """
    os.environ.update(_ENVIRONMENT)
    _keep_local_requests_local(host)
    from bot.chat.view import build_view, look

    if host not in _LOOPBACK and auth is None:
        _tell(
            f"注意：{host} 可从网络访问，任何人都能读这些报纸；加 --auth 用户:密码 可设口令。"
            " / Anyone on the network can read these papers; --auth user:password prevents it."
        )
    view = build_view(bot, fitting_examples(bot))
    try:
        view.launch(**_launch_options(host, port, auth, open_browser), **look())
    except OSError as error:  # taken since it was claimed
        raise port_in_use(host, port) from error
    _tell(f"报问已就绪 / Baowen is ready: {_url(host, port)}  (Ctrl+C 退出 / quits)")
    _wait(view)


def read_auth(text: str | None) -> tuple[str, str] | None:
    """Name and password. `read_auth("li:s:1") -> ("li", "s:1")`.

    Raises:
        UsageError: If one of them is missing.
    """
    if text is None:
        return None
    user, _, password = text.partition(":")
    if not user or not password:
        raise UsageError("--auth 要写成 用户:密码。 / --auth takes user:password.")
    return user, password


def claim_port(host: str, port: int) -> int:
    """The port, free to listen on; for 0, one that the system picks.

    Raises:
        PortInUse: If another program listens on it.
        UsageError: If there is no such port or address.
    """
    if not 0 <= port <= 65535:
        raise UsageError(f"没有端口 {port}，请用 0 到 65535。 / No such port: use 0 to 65535.")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        if os.name != "nt":  # where it would let two programs share the port
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host.strip("[]"), port))
        except socket.gaierror as error:
            raise UsageError(f"没有地址 {host}。 / No such address: --host {host}.") from error
        except OSError as error:
            raise port_in_use(host, port) from error
        return int(probe.getsockname()[1])


def port_in_use(host: str, port: int) -> PortInUse:
    """The error for a port that cannot be had, with what to do."""
    return PortInUse(
        f"端口 {port} 已被占用（{host}）：可能报问已经打开，或换一个端口：--port 0 自动选择。"
        f" / Port {port} on {host} is in use: Baowen may be open already, or choose another port; "
        "--port 0 takes a free one."
    )


def _keep_local_requests_local(host: str) -> None:
    """Gradio asks its own server whether it is up; a proxy set for the web must not answer."""
    for name in ("NO_PROXY", "no_proxy"):
        known = [part for part in os.environ.get(name, "").split(",") if part]
        fresh = [part for part in (*_LOOPBACK, host) if part not in known]
        os.environ[name] = ",".join([*known, *fresh])


def _launch_options(
    host: str, port: int, auth: tuple[str, str] | None, open_browser: bool
) -> dict[str, Any]:
    return {
        "server_name": host,
        "server_port": port,
        "auth": auth,
        "inbrowser": open_browser,
        "share": False,  # never through a tunnel, whatever the environment says
        "quiet": True,
        "prevent_thread_lock": True,
        "favicon_path": Path(__file__).with_name("assets") / "favicon.svg",
        "footer_links": [],
        "run_history": False,  # questions are not kept in the browser
        "enable_monitoring": False,
        "ssr_mode": False,
        "pwa": False,
        "mcp_server": False,
        "show_error": False,
    }


def _url(host: str, port: int) -> str:
    shown = "127.0.0.1" if host in {"0.0.0.0", "::"} else host  # noqa: S104
    return f"http://{f'[{shown}]' if ':' in shown else shown}:{port}"


def _wait(view: Any) -> None:
    # In short naps: on Windows, waiting without a limit would not hear Ctrl+C.
    try:
        while True:
            time.sleep(0.5)
    except KeyboardInterrupt:
        view.close(verbose=False)


def _tell(line: str) -> None:
    sys.stderr.write(f"{line}\n")
    sys.stderr.flush()
