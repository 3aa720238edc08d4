"""A headless browser that notes every request it makes, and the servers it visits."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from server import ROOT, Server, environment, free_port, start

sys.path.insert(0, str(Path(__file__).parents[1]))

from pdfs import pdf

PRINTED = [
    (40, 700, 34, "渡口大桥建成通车"),
    (40, 660, 12, "本报讯　记者王小明报道：5月1日，渡口大桥"),
    (40, 642, 12, "建成通车，两岸居民过江不再靠船。这座桥全长"),
    (40, 624, 12, "八百米，双向四车道，总投资三亿元，由县交通"),
    (40, 606, 12, "局建设。当天，居民来到桥头，敲锣打鼓。"),
    (330, 700, 18, "山脚小学添了图书室"),
    (330, 672, 12, "本报讯　4月28日，山脚小学的图书室开"),
    (330, 654, 12, "门，书架上摆着四千册书。"),
]
OUT = Path(__file__).parent / "out"
_BROWSERS = ("chromium", "chromium-browser", "google-chrome")
_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of the demo corpus, built by the command that people type."""
    folder = tmp_path_factory.mktemp("e2e") / "index"
    command = [sys.executable, "-m", "bot", "index", "corpus", "--index", str(folder)]
    subprocess.run(command, cwd=ROOT, env=environment(), check=True, capture_output=True)
    return folder


@pytest.fixture(scope="session")
def app(index: Path) -> Iterator[Server]:
    """`python app.py` over the demo corpus."""
    port = free_port()
    yield from start(["app.py", "--index", str(index), "--port", str(port)], port)


@pytest.fixture(scope="session")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, Path]]:
    """`python app.py` over one PDF, and that PDF."""
    folder = tmp_path_factory.mktemp("printed")
    file = folder / "2024-05-02_河滨日报_03版.pdf"
    file.write_bytes(pdf([PRINTED]))
    command = [sys.executable, "-m", "bot", "index", str(file), "--index", str(folder / "index")]
    subprocess.run(command, cwd=ROOT, env=environment(), check=True, capture_output=True)
    port = free_port()
    arguments = ["app.py", "--index", str(folder / "index"), "--port", str(port)]
    for server in start(arguments, port):
        yield server, file


@pytest.fixture(scope="session")
def double() -> Iterator[Server]:
    """The same chat over the bot made by hand, which can fail and be hostile."""
    port = free_port()
    yield from start(["tests/e2e/serve_double.py", str(port)], port)


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """A headless browser; skips where none is installed."""
    sync_api = pytest.importorskip("playwright.sync_api")
    path = next(filter(None, map(shutil.which, _BROWSERS)), None)
    if path is None:
        # CI installs one: there a missing browser is a failure, not a skip.
        assert not os.environ.get("BAOWEN_REQUIRE_BROWSER"), "no browser, but one is required"
        pytest.skip("no Chromium or Chrome installed")
    OUT.mkdir(exist_ok=True)
    with sync_api.sync_playwright() as playwright:
        # A fresh user data folder is Playwright's own habit with launch().
        chromium = playwright.chromium.launch(executable_path=path, args=_FLAGS, headless=True)
        yield chromium
        chromium.close()


class Visit:
    """A page in a context of its own; `check()` asserts that it stayed local and quiet."""

    def __init__(self, browser: Any, server: Server, **options: Any) -> None:
        settings = {"locale": "zh-CN", "viewport": {"width": 1280, "height": 860}, **options}
        self.server = server
        self.context = browser.new_context(**settings)
        self.page = self.context.new_page()
        self.requests: list[str] = []
        self.complaints: list[str] = []
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("websocket", lambda socket: self.requests.append(socket.url))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("console", self._note)
        self.page.goto(server.url)
        # The page comes in Chinese and is greeted in the browser's language.
        lang = "en" if settings["locale"].startswith("en") else "zh-CN"
        self.page.wait_for_selector(f".welcome[lang={lang}]")

    def _note(self, message: Any) -> None:
        if message.type in {"error", "warning"}:
            self.complaints.append(message.text)

    def ask(self, question: str) -> Any:
        """Types a question, sends it with Enter, and gives back the turn once it is answered."""
        turns = self.page.locator(".turn:not(.pending)")
        number = turns.count()
        box = self.page.locator("#question textarea")
        box.fill(question)
        box.press("Enter")
        turn = turns.nth(number)
        turn.wait_for(timeout=60_000)
        return turn

    def picture(self, name: str) -> None:
        """A screenshot for people, in tests/e2e/out/."""
        self.page.wait_for_timeout(300)
        self.page.screenshot(path=OUT / f"{name}.png")

    def check(self) -> None:
        """Asserts that nothing was asked of the outside and nothing was complained about."""
        local = (f"{self.server.url}/", "data:", "blob:", f"ws://127.0.0.1:{self.server.port}/")
        assert [url for url in self.requests if not url.startswith(local)] == []
        assert len(self.requests) > 10
        assert self.complaints == []


@pytest.fixture
def visit(browser: Any) -> Iterator[Any]:
    """Opens the chat of a server: `visit(app, locale="en-US")`. Checks each page at the end."""
    visits: list[Visit] = []

    def open_page(server: Server, **options: Any) -> Visit:
        visits.append(Visit(browser, server, **options))
        return visits[-1]

    yield open_page
    for opened in visits:
        opened.check()
        opened.context.close()
