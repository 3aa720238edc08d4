"""Baowen 报问: ask your newspapers. `from bot import Bot, Retriever`."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bot.answering.extraction import Extractor
    from bot.assistant import Bot
    from bot.errors import BaowenError
    from bot.records import Answer, Article, Hit, Passage, Quote
    from bot.retrieval.retriever import Retriever
    from bot.settings import Settings

__version__ = "0.1.0"

# Where each public name lives: imported on first use, so that `import bot` stays light.
_HOMES = {
    "Answer": "bot.records",
    "Article": "bot.records",
    "BaowenError": "bot.errors",
    "Bot": "bot.assistant",
    "Extractor": "bot.answering.extraction",
    "Hit": "bot.records",
    "Passage": "bot.records",
    "Quote": "bot.records",
    "Retriever": "bot.retrieval.retriever",
    "Settings": "bot.settings",
}
__all__ = [
    "Answer",
    "Article",
    "BaowenError",
    "Bot",
    "Extractor",
    "Hit",
    "Passage",
    "Quote",
    "Retriever",
    "Settings",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'bot' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
