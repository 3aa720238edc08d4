"""The house: who may import whom, what stays light, what is public."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import bot
from bot.build import build_index

PACKAGE = Path(bot.__file__).parent
# A room imports itself, what everybody may import, and the rooms named here. Data flows one way.
EVERYBODY = {
    "closing",
    "records",
    "errors",
    "settings",
    "checks",
    "text",
    "words",
    "dates",
    "numerals",
    "pieces",
    "networks",
    "patterns",
}
ARROWS: dict[str, set[str]] = {
    "closing": set(),
    "records": set(),
    "errors": set(),
    "settings": set(),
    "simplified": set(),
    "patterns": set(),
    "numerals": {"patterns"},
    "text": {"simplified"},
    "words": {"text"},
    "dates": {"patterns", "text"},
    "pieces": {"errors", "numerals", "text", "words"},
    "networks": {"errors"},
    "checks": {"errors", "settings", "text"},
    "measures": {"text"},
    "calibration": set(),
    "citation": {"records"},
    "progress": set(),
    "batch": {"errors", "text"},
    "json_output": {"records"},
    "printing": {"records", "citation"},
    "reading": EVERYBODY,
    "pageview": EVERYBODY | {"reading"},
    "passages": EVERYBODY,
    "encoding": EVERYBODY,
    "index": EVERYBODY,
    "retrieval": EVERYBODY | {"index", "encoding"},
    "answering": EVERYBODY | {"reading", "encoding"},
    "build_report": set(),
    "joining": {"reading", "index"},
    "build": EVERYBODY | {"build_report", "reading", "passages", "encoding", "index", "joining"},
    "assistant": EVERYBODY | {"reading", "retrieval", "answering", "chat"},
    "live": EVERYBODY | {"assistant", "index"},
    "evaluation": EVERYBODY | {"batch", "measures", "calibration", "assistant"},
    "chat": EVERYBODY | {"citation"},
}


def _room(module: str) -> str:
    return module.split(".")[1] if "." in module else ""


def _imports(file: Path) -> set[str]:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("bot"):
            found.add(node.module)
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names if alias.name.startswith("bot")}
    return found


def _files() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


@pytest.mark.parametrize("file", _files(), ids=lambda f: str(f.relative_to(PACKAGE)))
def test_imports_follow_the_arrows(file: Path) -> None:
    room = file.relative_to(PACKAGE).parts[0].removesuffix(".py")
    if room in ("__init__", "__main__", "cli", "commands"):
        return
    for module in _imports(file):
        assert module != "bot", "import the module that defines a name, never the root"
        assert _room(module) in ARROWS[room] | {room}, f"{file.name} imports {module}"


def test_no_module_is_in_a_cycle() -> None:
    graph: dict[str, set[str]] = {}
    for file in _files():
        name = ".".join(("bot", *file.relative_to(PACKAGE).with_suffix("").parts))
        graph[name.removesuffix(".__init__")] = _imports(file) - {"bot"}
    done: set[str] = set()

    def visit(name: str, above: tuple[str, ...]) -> None:
        assert name not in above, " -> ".join((*above, name))
        if name not in done:
            for other in graph.get(name, ()):
                visit(other, (*above, name))
            done.add(name)

    for name in graph:
        visit(name, ())


def _modules_after(code: str) -> set[str]:
    command = [sys.executable, "-c", f"{code}\nimport sys; print(*sys.modules)"]
    return set(subprocess.run(command, capture_output=True, text=True, check=True).stdout.split())


@pytest.mark.parametrize("code", ["import bot", "import bot.cli"])
def test_the_package_and_its_command_are_light(code: str) -> None:
    heavy = {
        "torch",
        "gradio",
        "faiss",
        "sentence_transformers",
        "numpy",
        "tantivy",
        "transformers",
        "matplotlib",
    }
    assert not heavy & _modules_after(code)


def test_asking_never_imports_torch() -> None:
    code = (
        "from bot import Bot, Extractor, Retriever\n"
        "import bot.build, bot.assistant, bot.answering.answerer, bot.evaluation.evaluate"
    )
    assert not {"torch", "gradio", "sentence_transformers"} & _modules_after(code)


def test_readers_of_formats_are_loaded_when_needed() -> None:
    libraries = {"docx", "lxml", "pdf_oxide", "pypdfium2", "trafilatura"}
    assert not libraries & _modules_after("import bot.build, bot.reading.articles")


def test_public_names_are_there_and_sorted() -> None:
    assert sorted(bot.__all__) == bot.__all__
    for name in bot.__all__:
        assert getattr(bot, name).__name__ == name
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = bot.nothing


def test_a_question_alone_loads_no_patterns_of_pages_and_follow_ups(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(
        "水库蓄水\n本报讯 水库3月5日蓄水到六百米。\n", encoding="utf-8"
    )
    place = str(tmp_path / "index")
    build_index([str(tmp_path / "page.txt")], place)
    ask = f"from bot import Bot\nwith Bot.open({place!r}) as bot: bot.ask('水库蓄水到了多少米？')"
    assert not {"bot.reading.jumps", "bot.reading.pages", "bot.chat.conversation"} & _modules_after(
        ask
    )
