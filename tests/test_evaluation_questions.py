"""Sets of questions: every shape is read as it is, bad lines are named."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bot.cli import main
from bot.errors import UsageError
from bot.evaluation.questions import read_questions

BENCHMARKS = Path(__file__).parent.parent / "benchmarks"


def _set(path: Path, *rows: dict[str, Any]) -> str:
    lines = [json.dumps({"id": n, **row}, ensure_ascii=False) for n, row in enumerate(rows)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return str(path)


@pytest.mark.parametrize(
    ("file", "answerable", "unanswerable", "lists"),
    [
        ("reference_page/answerable.jsonl", 30, 0, 3),
        ("reference_page/unanswerable.jsonl", 0, 10, 0),
        ("demo_questions.jsonl", 60, 20, 0),
        ("county_questions/yunxi.jsonl", 85, 25, 8),
        ("county_questions/chengyang.jsonl", 85, 25, 6),
        ("news_questions/dev.jsonl", 132, 44, 16),
        ("news_questions/test.jsonl", 132, 44, 14),
    ],
)
def test_the_benchmarks_are_read_as_they_are(
    file: str, answerable: int, unanswerable: int, lists: int
) -> None:
    asked = read_questions([str(BENCHMARKS / file)])
    assert sum(one.answerable for one in asked) == answerable
    assert sum(not one.answerable for one in asked) == unanswerable
    assert sum(one.every for one in asked) == lists


def test_every_key_has_its_meaning(tmp_path: Path) -> None:
    full = {
        "question": "谁",
        "answers": ["甲", "乙"],
        "evidence": "甲乙",
        "article": "7",
        "all": True,
    }
    more = {"source": "rmrb", "since": "2024-01-01", "until": "2024-02-01", "paper": "云溪日报"}
    old = {
        "question": "谁",
        "answers": ["甲"],
        "proof": "丙",
        "list": True,
        "file": "a",
        "also": ["b"],
    }
    (one, other) = read_questions([_set(tmp_path / "q.jsonl", full | more, old)])
    assert (one.answers, one.every, one.evidence) == (("甲", "乙"), True, "甲乙")
    assert one.articles == {"7", "rmrb:7"}
    assert (one.since, one.until, one.paper) == ("2024-01-01", "2024-02-01", "云溪日报")
    assert (other.every, other.evidence, other.files) == (True, "丙", {"a", "b"})


def test_reading_sets_are_read_with_their_offsets(tmp_path: Path) -> None:
    row = {"title": "", "context": "甲乙", "question": "谁", "impossible": False}
    twice = row | {"answers": [["甲", 0], ["甲", 3], ["乙", 1]]}
    none = row | {"answers": [], "impossible": True}
    plausible = row | {"answers": [["甲", 0]], "impossible": True}
    asked = read_questions([_set(tmp_path / "q.jsonl", twice, none, plausible)])
    assert [one.answers for one in asked] == [("甲", "乙"), (), ()]


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({"question": ""}, "空"),
        ({"question": 7}, "question"),
        ({"question": "谁", "answers": "甲"}, "answers"),
        ({"question": "谁", "answers": [" "]}, "answers"),
        ({"question": "谁", "answers": [7]}, "answers"),
        ({"question": "谁", "answers": [[]]}, "answers"),
        ({"question": "谁", "answers": [], "impossible": False}, "impossible"),
        ({"question": "谁", "impossible": "yes"}, "impossible"),
        ({"question": "谁", "answers": ["甲"], "since": "昨天"}, "昨天"),
        ({"question": "谁", "answers": ["甲"], "article": 7}, "article"),
        ({"question": "谁", "answers": ["甲"], "also": "a"}, "also"),
    ],
)
def test_a_bad_line_is_named_before_anything_is_asked(
    row: dict[str, Any], words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = _set(tmp_path / "q.jsonl", {"question": "谁", "answers": ["甲"]}, row)
    assert main(["eval", file, "--index", str(tmp_path / "none")]) == 2
    told = capsys.readouterr()
    assert "q.jsonl:2" in told.err and words in told.err and told.out == ""


def test_a_set_without_questions_is_told(tmp_path: Path) -> None:
    (tmp_path / "q.jsonl").write_text("\n", encoding="utf-8")
    with pytest.raises(UsageError, match=r"q\.jsonl"):
        read_questions([str(tmp_path / "q.jsonl")])
    with pytest.raises(UsageError, match="没有"):
        read_questions([str(tmp_path / "没有.jsonl")])
