"""How people ask and what papers print."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import ModelError
from bot.retrieval.wording import PLAIN, Wording, shipped_wording
from training.train_wording import Sample, instead, learn, write


def test_what_is_shipped_knows_how_people_ask() -> None:
    known = shipped_wording()
    assert known.need("总共") < 0.2 < 0.6 < known.need("投资")
    assert max(known.instead["头一回"], key=known.instead["头一回"].__getitem__) == "首次"
    assert all(0.0 < need < 1.0 for need in known.needs.values())
    for word, printed in known.instead.items():
        assert word not in printed
        assert max(printed.values()) == 1.0
        assert min(printed.values()) > 0.0


def test_an_unknown_word_is_needed_as_usual() -> None:
    assert Wording().need("没有问过") == Wording().usual < PLAIN.need("没有问过") == 1.0


@pytest.mark.parametrize("line", ["投资", "投资\t多\t", "投资\t0.5\t投入", "投资\t0.5\t投入:多"])
def test_a_damaged_file_is_told(tmp_path: Path, line: str) -> None:
    file = tmp_path / "words.tsv"
    file.write_text(f"{line}\n", encoding="utf-8")
    with pytest.raises(ModelError, match=r"words\.tsv"):
        Wording.load(file)


def samples() -> list[Sample]:
    """Eight questions about children that the papers answer in other words, and eight others."""
    texts = [f"{place}儿童读书" for place in "甲乙丙丁戊己庚辛"]
    plain = [f"{place}工厂投产" for place in "甲乙丙丁戊己庚辛"]
    return [Sample(("孩子", "读书"), text) for text in texts] + [
        Sample(("工厂",), text) for text in plain
    ]


def test_words_are_learned_from_what_is_not_printed() -> None:
    assert instead(samples())["孩子"]["儿童"] == 1.0
    known = learn(samples())
    assert known.need("孩子") < known.usual < known.need("读书")
    assert "读书" not in known.instead


def test_what_is_written_is_read(tmp_path: Path) -> None:
    known = learn(samples())
    file = tmp_path / "new" / "words.tsv"
    assert write(known, file) == len(file.read_text(encoding="utf-8").splitlines())
    found = Wording.load(file)
    assert found.instead.keys() == known.instead.keys()
    assert found.need("孩子") == pytest.approx(known.need("孩子"), abs=0.005)
