"""Reading a given text: `Extractor` and `baowen read`."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answering.extraction import Extractor
from bot.answering.opening import open_reader
from bot.cli import main
from bot.errors import UsageError
from bot.settings import MOST_CONTEXT_CHARS

REPO = Path(__file__).parent.parent
CONTEXT = "3月3日，会议由郑敏主持。工程总投资1.27亿元，预计今年4月25日完工。"
EXTRACTOR = Extractor.open()


def _lines(text: str) -> list[dict]:
    return [json.loads(line) for line in text.splitlines()]


def _batch(path: Path, *rows: object) -> str:
    lines = [row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in rows]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return str(path)


def test_the_answer_is_a_slice_of_the_context_within_its_sentence() -> None:
    found = EXTRACTOR.extract("会议是谁主持的？", CONTEXT)
    assert found.text == "郑敏" == CONTEXT[found.start : found.end]
    assert CONTEXT[found.sentence_start : found.sentence_end] == "3月3日，会议由郑敏主持。"
    assert 0 < found.score <= 1


@settings(max_examples=60)
@given(st.text("会议由郑敏主持总投资8亿元。，\n 多少谁a🙂", min_size=1, max_size=60), st.booleans())
def test_whatever_the_context_the_offsets_fit(context: str, refuse: bool) -> None:
    if not context.strip():
        return
    found = EXTRACTOR.extract("总投资是多少？", context, refuse)
    assert 0 <= found.score <= 1
    if found.text is None:
        assert found.start is found.end is None
    else:
        assert context[found.start : found.end] == found.text != ""


def test_only_refuse_makes_it_abstain() -> None:
    reader, confidence = open_reader()
    strict = Extractor(reader, replace(confidence, threshold=1.1))
    told = strict.extract("会议是谁主持的？", CONTEXT)
    refused = strict.extract("会议是谁主持的？", CONTEXT, refuse=True)
    assert told.text == "郑敏"
    assert refused.text is refused.start is refused.sentence_end is None
    assert refused.score == told.score


def test_the_score_compares_lines() -> None:
    sure = EXTRACTOR.extract("会议是谁主持的？", CONTEXT)
    unsure = EXTRACTOR.extract("火星上的湖有多深？", CONTEXT)
    assert sure.score > unsure.score


@pytest.mark.parametrize(
    ("question", "context", "words"),
    [
        (" ", CONTEXT, "问题是空的"),
        ("问" * 2000, CONTEXT, "2000"),
        ("谁", " \n", "context 是空的"),
        ("谁", "会" * (MOST_CONTEXT_CHARS + 1), str(MOST_CONTEXT_CHARS + 1)),
    ],
)
def test_what_cannot_be_read_is_told(question: str, context: str, words: str) -> None:
    with pytest.raises(UsageError, match=words):
        EXTRACTOR.extract(question, context)


def test_a_batch_gives_a_line_for_each_and_goes_on_after_bad_ones(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    batch = _batch(
        tmp_path / "q.jsonl",
        {"id": 1, "question": "会议是谁主持的？", "context": CONTEXT},
        "不是 JSON",
        {"id": "b", "question": "谁"},
        {"id": "c", "question": "", "context": CONTEXT},
        {"id": "d", "question": "谁", "context": ""},
        {"id": "e", "question": "谁", "context": "会议由郑敏主持。" * 50_000},  # over a megabyte
        '{"id": "\\ud800", "question": "谁", "context": "\\ud800"}',
        "[1]",
        {"question": "谁", "context": CONTEXT},
        {"id": None, "question": "工程总投资多少？", "context": CONTEXT},
    )
    assert main(["read", "--batch", batch]) == 1
    lines = _lines(capsys.readouterr().out)
    assert [line["id"] for line in lines] == [1, None, *"bcde", "\ud800", None, None, None]
    assert set(lines[0]) == {"id", "answer", "start", "end", "score"}
    for line in (lines[0], lines[-1]):
        assert CONTEXT[line["start"] : line["end"]] == line["answer"]
    words = ["q.jsonl:2", "context", "空", "空", "400000", "q.jsonl:7", "q.jsonl:8", "id"]
    for line, word in zip(lines[1:-1], words, strict=True):
        assert set(line) == {"id", "error"} and word in line["error"]


def test_a_line_that_is_not_utf8_spoils_no_other(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good = json.dumps({"id": 2, "question": "谁主持会议？", "context": CONTEXT}).encode()
    batch = tmp_path / "q.jsonl"
    batch.write_bytes(b"\xef\xbb\xbf" + good + b'\r\n{"id": 1, "question": "\xff"}\n\n' + good)
    assert main(["read", "--batch", str(batch)]) == 1
    first, bad, last = _lines(capsys.readouterr().out)
    assert first == last and first["answer"] == "郑敏"
    assert "q.jsonl:2" in bad["error"]


def test_refuse_draws_the_line_that_ask_draws(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    questions = ["会议是谁主持的？", "火星上的湖有多深？", "今天的股价是多少？"]
    rows = [{"id": q, "question": q, "context": CONTEXT} for q in questions]
    batch = _batch(tmp_path / "q.jsonl", *rows)
    threshold = open_reader()[1].threshold
    assert main(["read", "--batch", batch]) == 0
    told = _lines(capsys.readouterr().out)
    assert main(["read", "--batch", batch, "--refuse"]) == 0
    refusing = _lines(capsys.readouterr().out)
    for free, strict in zip(told, refusing, strict=True):
        assert free["score"] == strict["score"]
        assert strict["answer"] == (free["answer"] if free["score"] >= threshold else None)


def test_stdin_is_a_batch_through_the_real_command() -> None:
    line = json.dumps({"id": 1, "question": "会议是谁主持的？", "context": CONTEXT})
    command = [sys.executable, "-m", "bot", "read", "--batch", "-"]
    told = subprocess.run(command, input=line.encode(), capture_output=True, check=True, cwd=REPO)
    assert json.loads(told.stdout)["answer"] == "郑敏" and told.stderr == b""


def test_one_question_to_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "page.txt"
    file.write_bytes(CONTEXT.replace("。", "。\r\n").encode("gb18030"))
    assert main(["read", "会议是谁主持的？", "--context", str(file)]) == 0
    told = capsys.readouterr().out
    assert told.startswith("郑敏\n") and "“3月3日，会议由郑敏主持。”" in told
    assert main(["read", "会议是谁主持的？", "--context", str(file), "--json"]) == 0
    (line,) = _lines(capsys.readouterr().out)
    assert set(line) == {"answer", "start", "end", "score"}
    assert CONTEXT[line["start"] : line["end"]] == line["answer"] == "郑敏"


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (["read"], 2, "--batch"),
        (["read", "谁"], 2, "--context"),
        (["read", "谁", "--batch", "q.jsonl"], 2, "--batch"),
        (["read", "--context", "a.txt", "--batch", "q.jsonl"], 2, "--context"),
        (["read", "--batch", "没有.jsonl"], 2, "没有.jsonl"),
        (["read", "谁", "--context", "没有.txt"], 1, "没有.txt"),
    ],
)
def test_wrong_use_of_read_is_told(
    arguments: list[str], status: int, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == status
    told = capsys.readouterr()
    assert told.out == "" and words in told.err and "Traceback" not in told.err
