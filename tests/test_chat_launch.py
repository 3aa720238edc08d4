"""Starting the chat: ports, passwords, messages. No server is started here; see tests/e2e."""

from __future__ import annotations

import argparse
import os
import socket
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import ClassVar

import pytest
from test_chat_double import BotDouble

from bot.assistant import Bot
from bot.build import build_index
from bot.chat.examples import fitting_examples
from bot.chat.launch import claim_port, launch_chat, read_auth, serve
from bot.chat.options import add_chat_options
from bot.cli import main
from bot.errors import PortInUse, UsageError
from bot.index.layout import Layout
from bot.live import LiveBot


def test_a_free_port_is_claimed_and_zero_takes_any() -> None:
    port = claim_port("127.0.0.1", 0)
    assert 1024 <= port <= 65535
    assert claim_port("127.0.0.1", port) == port


def test_a_taken_port_is_told_in_both_languages_with_what_to_do() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(PortInUse, match=f"端口 {port} 已被占用.*--port 0.* / Port {port}"):
            launch_chat(Bot.open, "nowhere", port=port)


@pytest.mark.parametrize("port", [-1, 65536])
def test_an_impossible_port_is_told(port: int) -> None:
    with pytest.raises(UsageError, match="65535"):
        claim_port("127.0.0.1", port)


def test_an_unknown_address_is_told() -> None:
    with pytest.raises(UsageError, match="--host"):
        claim_port("no such host", 0)


def test_auth_is_user_and_password() -> None:
    assert read_auth(None) is None
    assert read_auth("li:s:1") == ("li", "s:1")
    for bad in ("li", "li:", ":s", ""):
        with pytest.raises(UsageError, match="--auth"):
            read_auth(bad)


def test_the_options_default_to_this_machine_only() -> None:
    parser = argparse.ArgumentParser()
    add_chat_options(parser)
    options = parser.parse_args([])
    assert (options.host, options.port, options.auth) == ("127.0.0.1", 7860, None)
    assert options.index == "index" and options.browser is False


def test_a_missing_index_is_a_message_and_not_a_traceback(
    tmp_path: object, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("bot.assistant")
    assert main(["chat", "--index", f"{tmp_path}/none", "--port", "0"]) == 1
    said = capsys.readouterr()
    assert "none" in said.err and "Traceback" not in said.err
    assert said.out == ""


def test_a_bad_argument_ends_with_status_two(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["chat", "--auth", "nobody"]) == 2
    assert "--auth" in capsys.readouterr().err


def test_the_chat_is_light_until_it_is_launched() -> None:
    code = (
        "import sys, bot, bot.chat.launch; print('gradio' in sys.modules, 'torch' in sys.modules)"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.split() == ["False", "False"]


def test_gradio_is_told_to_stay_local_whatever_the_environment_says(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seen: dict[str, object] = {}

    class View:
        def launch(self, **options: object) -> None:
            seen.update(options)

    view = type(sys)("bot.chat.view")
    view.build_view = lambda bot, examples: View()  # type: ignore[attr-defined]
    view.look = dict  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "bot.chat.view", view)
    monkeypatch.setattr("bot.chat.launch._wait", lambda view: None)
    monkeypatch.setattr(os, "environ", {"NO_PROXY": "example.org", "GRADIO_SHARE": "True"})
    serve(BotDouble(), "127.0.0.1", 1234)
    assert os.environ["GRADIO_ANALYTICS_ENABLED"] == "False"
    assert os.environ["NO_PROXY"].split(",")[:2] == ["example.org", "127.0.0.1"]
    assert (seen["share"], seen["server_name"], seen["footer_links"]) == (False, "127.0.0.1", [])


def test_a_port_taken_at_the_last_moment_is_told_too(monkeypatch: pytest.MonkeyPatch) -> None:
    class View:
        def launch(self, **options: object) -> None:
            raise OSError("address in use")

    view = type(sys)("bot.chat.view")
    view.build_view = lambda bot, examples: View()  # type: ignore[attr-defined]
    view.look = dict  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "bot.chat.view", view)
    monkeypatch.setattr(os, "environ", dict(os.environ))
    with pytest.raises(PortInUse, match="1234"):
        serve(BotDouble(), "127.0.0.1", 1234)


def test_examples_are_offered_only_for_papers_that_are_held() -> None:
    class Other(BotDouble):
        def papers(self) -> list[str]:
            return ["某报"]

    assert fitting_examples(Other()) == ()
    examples = fitting_examples(BotDouble())
    assert len(examples) == 4 and len(set(examples)) == 4


def test_the_chat_answers_from_the_newest_index(tmp_path: Path) -> None:
    page, index = tmp_path / "2024-03-05_石桥日报_1.txt", str(tmp_path / "index")
    page.write_text(
        "望江桥通车\n本报讯 记者文可心报道:望江桥昨天通车,全长210米。\n", encoding="utf-8"
    )
    build_index([str(page)], index)
    with LiveBot(index) as bot:
        assert bot.ask("望江桥全长多少米？").text == "210米"
        page.write_text(page.read_text(encoding="utf-8").replace("210", "999"), encoding="utf-8")
        build_index([str(page)], index)
        assert bot.ask("望江桥全长多少米？").text == "999米"
        assert bot.papers() == ["石桥日报"] and bot.dates() == ("2024-03-05", "2024-03-05")
        Layout(Path(index)).manifest.write_text("{", encoding="utf-8")
        assert bot.ask("望江桥全长多少米？").text == "999米"  # damaged: the last good one answers


@pytest.mark.parametrize("wanted", ["zh-CN,zh;q=0.9", "en-US,en;q=0.9"])
def test_a_page_that_is_opened_later_tells_of_the_papers_that_came(wanted: str) -> None:
    from bot.chat.desk import Desk

    class Growing(BotDouble):
        held: ClassVar[list[str]] = ["云溪日报"]

        def papers(self) -> list[str]:
            return self.held

    desk = Desk(Growing(), ())
    Growing.held = ["云溪日报", "石桥日报"]
    request = SimpleNamespace(headers={"accept-language": wanted})
    _, _, head, *_, paper, _ = desk.greet((), request)  # type: ignore[arg-type]
    assert "石桥日报" in head and ("石桥日报", "石桥日报") in paper["choices"]


def test_enter_that_is_pressed_twice_leaves_no_notice() -> None:
    import gradio as gr

    from bot.chat.desk import Desk

    desk = Desk(BotDouble(), ())
    *_, (_, turns, _) = desk.ask("望水岩水库总投资多少？", "", "", "", (), "zh")
    assert list(desk.ask(" ", "", "", "", turns, "zh")) == [(gr.skip(),) * 3]
    [(_, first, _)] = desk.ask(" ", "", "", "", (), "zh")
    assert first[0].notice is not None  # nothing was asked yet: the person is told what to do
