"""Regular expressions that are compiled when they are first used."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from bot.patterns import regex


def test_it_finds_what_a_compiled_one_finds() -> None:
    lazy, compiled = regex(r"(?P<page>\d+)版", re.ASCII), re.compile(r"(?P<page>\d+)版", re.ASCII)
    text = "第12版，下转第3版"
    for _ in range(2):  # the second time it is compiled
        assert [one.span("page") for one in lazy.finditer(text)] == [(1, 3), (8, 9)]
    assert lazy.sub("", text) == compiled.sub("", text) == "第，下转第"
    assert (lazy.pattern, lazy.flags, lazy.groupindex) == (
        compiled.pattern, compiled.flags, compiled.groupindex,
    )  # fmt: skip


def test_nothing_is_compiled_before_it_is_used() -> None:
    broken = regex("(")
    with pytest.raises(re.error):
        broken.search("")
    with pytest.raises(AttributeError):
        regex("a").__iter__  # noqa: B018


def test_all_of_ours_can_be_compiled() -> None:
    code = """
import importlib, pkgutil, bot
from bot import patterns
made, real = [], patterns._Pattern
class Noted(real):
    def __init__(self, *parts):
        super().__init__(*parts)
        made.append(self)
patterns._Pattern = Noted
for module in pkgutil.walk_packages(bot.__path__, "bot."):
    if module.name != "bot.__main__":
        importlib.import_module(module.name)
assert all(one.pattern for one in made)
print(len(made))
"""
    ran = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert ran.returncode == 0, ran.stderr
    assert int(ran.stdout) > 150
