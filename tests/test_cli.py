"""The command line: the contract, exit codes, clear errors."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from bot.cli import main

REPO = Path(__file__).parent.parent


def _json(capsys: pytest.CaptureFixture[str]) -> list:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_index_reports_what_it_did(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    (pages / "a.jsonl").write_text('{"title": "甲", "text": "今天下雨。"}\n', encoding="utf-8")
    (pages / "b.txt").write_bytes(b"\x00\x01\x02")
    assert main(["index", str(pages), "--index", str(tmp_path / "index"), "--json"]) == 0
    (report,) = _json(capsys)
    assert set(report) == {"files", "articles", "passages", "seconds"}
    failed = report["files"].pop("failed")
    assert report["files"] == {"added": 1, "changed": 0, "removed": 0, "unchanged": 0}
    assert [Path(f["file"]).name for f in failed] == ["b.txt"] and failed[0]["reason"]
    assert (report["articles"], report["passages"]) == (1, 1)


def test_articles_prints_one_object_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    page = next((REPO / "corpus").rglob("2024-03-05*01版.txt"))
    assert main(["articles", str(page), "--json"]) == 0
    items = _json(capsys)
    keys = "id kind kicker title subtitle authors date dateline paper page section text file"
    assert all(set(item) == {*keys.split(), "file_start", "file_end"} for item in items)
    assert {item["date"] for item in items} == {"2024-03-05"}
    assert {item["page"] for item in items} == {"1"}


def test_search_follows_the_contract(demo: str, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["search", "贷款余额是多少", "-k", "3", "--index", demo, "--json"]
    assert main([*arguments, "--since", "2024-04-01", "--paper", "云溪日报"]) == 0
    (hits,) = _json(capsys)
    assert [hit["rank"] for hit in hits] == [1, 2, 3]
    assert hits == sorted(hits, key=lambda hit: -hit["score"])
    for hit in hits:
        assert set(hit) == {"rank", "score", "text", "start", "end", "article"}
        assert hit["end"] - hit["start"] == len(hit["text"])
        assert hit["article"]["date"] >= "2024-04-01" and hit["article"]["paper"] == "云溪日报"


def test_a_search_that_reads_has_the_same_form(
    demo: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    question = "望水岩水库几点开的闸？"
    assert main(["search", question, "--read", "-k", "2", "--index", demo, "--json"]) == 0
    (hits,) = _json(capsys)
    assert [hit["rank"] for hit in hits] == [1, 2] and "10时30分" in hits[0]["text"]
    batch = tmp_path / "questions.jsonl"
    batch.write_text(json.dumps({"id": 7, "question": question}), encoding="utf-8")
    assert main(["search", "--read", "-k", "2", "--index", demo, "--batch", str(batch)]) == 0
    (line,) = _json(capsys)
    assert line == {"id": 7, "hits": hits}


def test_a_filter_that_nothing_passes_gives_nothing(
    demo: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["search", "贷款", "--index", demo, "--paper", "没有这份报", "--json"]) == 0
    assert _json(capsys) == [[]]
    assert main(["ask", "贷款余额是多少", "--index", demo, "--since", "2031-01-01", "--json"]) == 0
    (answer,) = _json(capsys)
    assert answer["refused"] and answer["answer"] is None and answer["quotes"] == []


def test_batches_open_the_index_once_and_keep_ids(
    demo: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    batch = tmp_path / "questions.jsonl"
    lines = [
        {"id": 7, "question": "贷款余额是多少"},
        {"id": "b", "question": "谁是县长", "history": []},
    ]
    batch.write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    assert main(["search", "--batch", str(batch), "--index", demo, "--json"]) == 0
    found = _json(capsys)
    assert [line["id"] for line in found] == [7, "b"] and all("hits" in line for line in found)
    assert main(["ask", "--batch", str(batch), "--index", demo, "--json"]) == 0
    answers = _json(capsys)
    assert [line["id"] for line in answers] == [7, "b"]
    keys = {"id", "question", "answer", "refused", "confidence", "quotes", "seconds"}
    assert all(keys <= set(line) for line in answers)


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (["ask", ""], 2, "问题是空的"),
        (["ask", "问" * 10_000], 2, "10000"),
        (["ask"], 2, "--batch"),
        (["search", "贷款", "-k", "0"], 2, "k"),
        (["search", "贷款", "--since", "昨天"], 2, "昨天"),
        (["ask", "贷款", "--batch", "x.jsonl"], 2, "--batch"),
        (["ask", "--batch", "没有.jsonl"], 2, "没有.jsonl"),
        (["ask", "贷款\udcff"], 2, "UTF-8"),
        (["search", "贷款\udcff"], 2, "UTF-8"),
        (["search", "贷款", "--paper", "\udcff"], 2, "UTF-8"),
    ],
)
def test_wrong_use_is_told_in_one_line(
    arguments: list[str], status: int, words: str, demo: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*arguments, "--index", demo]) == status
    told = capsys.readouterr()
    assert told.out == "" and words in told.err and "Traceback" not in told.err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["search", "-k", "0"], "k"),
        (["search", "--since", "昨天"], "昨天"),
        (["ask", "--until", "2024-02-30"], "2024-02-30"),
        (["ask", "--since", "2024-05-01", "--until", "2024-04-01"], "2024-05-01"),
        (["ask", "--paper", "\udcff"], "UTF-8"),
    ],
)
def test_wrong_filters_of_a_batch_are_told_once_before_it(
    arguments: list[str],
    words: str,
    demo: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    batch = tmp_path / "q.jsonl"
    batch.write_text('{"id": 1, "question": "谁"}\n{"id": 2, "question": "谁"}\n', "utf-8")
    assert main([*arguments, "--batch", str(batch), "--index", demo]) == 2
    told = capsys.readouterr()
    assert told.out == "" and words in told.err and told.err.count("baowen:") == 1


def test_an_empty_path_is_not_the_folder_that_we_are_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text("今天下雨。", encoding="utf-8")
    assert main(["index", "", "--index", "made"]) == 1  # "$PAPERS", which was never set
    assert "路径是空的" in capsys.readouterr().err
    for command in (["index", "a.txt"], ["ask", "谁"], ["chat"]):
        with pytest.raises(SystemExit) as ended:
            main([*command, "--index", ""])
        assert ended.value.code == 2 and "空的" in capsys.readouterr().err
    assert [file.name for file in tmp_path.iterdir()] == ["a.txt"]


def test_a_filter_that_matches_nothing_names_the_papers(
    demo: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["ask", "贷款余额是多少", "--paper", "没有这份报", "--index", demo]) == 0
    told = capsys.readouterr().out
    assert "报纸 / papers" in told and "云溪日报" in told


def test_results_are_not_written_among_other_files(
    demo: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    questions, out = tmp_path / "q.jsonl", tmp_path / "papers"
    questions.write_text('{"id": 1, "question": "谁", "answers": []}', encoding="utf-8")
    out.mkdir()
    (out / "answers.jsonl").write_text("mine", encoding="utf-8")
    assert main(["eval", str(questions), "--index", demo, "--out", str(out)]) == 2
    assert "other files" in capsys.readouterr().err
    assert [file.name for file in out.iterdir()] == ["answers.jsonl"]
    assert (out / "answers.jsonl").read_text(encoding="utf-8") == "mine"


def test_a_bad_batch_line_is_named(
    demo: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    batch = tmp_path / "q.jsonl"
    batch.write_text('{"id": 1, "question": "谁"}\n{"id": 2}\n', encoding="utf-8")
    assert main(["ask", "--batch", str(batch), "--index", demo, "--json"]) == 2
    assert "q.jsonl:2" in capsys.readouterr().err


def test_a_batch_line_of_half_characters_is_named(
    demo: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    batch = tmp_path / "q.jsonl"
    batch.write_bytes(b'{"id": 1, "question": "\\ud800"}\n')
    assert main(["ask", "--batch", str(batch), "--index", demo]) == 2
    assert "q.jsonl:1" in capsys.readouterr().err


@pytest.mark.parametrize("number", ["NaN", "-Infinity", "1e999"])
def test_an_id_that_is_no_json_is_not_printed_again(
    number: str, demo: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    batch = tmp_path / "q.jsonl"
    batch.write_text(f'{{"id": {number}, "question": "谁"}}', encoding="utf-8")
    assert main(["search", "--batch", str(batch), "--index", demo]) == 2
    told = capsys.readouterr()
    assert told.out == "" and "q.jsonl:1" in told.err


def test_one_bad_question_does_not_stop_a_batch(
    demo: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    batch = tmp_path / "q.jsonl"
    lines = [{"id": 1, "question": ""}, {"id": 2, "question": "贷款余额是多少"}]
    batch.write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    assert main(["ask", "--batch", str(batch), "--index", demo]) == 1
    first, second = _json(capsys)
    assert first["id"] == 1 and "空" in first["error"]
    assert second["id"] == 2 and "answer" in second


def test_a_history_of_another_form_is_told(
    demo: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    batch = tmp_path / "q.jsonl"
    batch.write_text('{"id": 1, "question": "谁", "history": ["甲"]}', encoding="utf-8")
    assert main(["ask", "--batch", str(batch), "--index", demo]) == 2
    assert "history" in capsys.readouterr().err


def test_half_a_character_in_a_history_is_told(
    demo: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    batch = tmp_path / "q.jsonl"
    batch.write_text('{"id": 1, "question": "为什么？", "history": [["谁\\ud800", "甲"]]}\n')
    assert main(["ask", "--batch", str(batch), "--index", demo]) == 1
    assert "UTF-8" in _json(capsys)[0]["error"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize("more", [[], ["--json"]])
def test_output_that_cannot_be_written_is_told_in_one_line(more: list[str]) -> None:
    page = next((REPO / "corpus").rglob("2024-03-05*01版.txt"))
    command = [sys.executable, "-m", "bot", "articles", str(page), *more]
    with open("/dev/full", "w", encoding="utf-8") as full:
        done = subprocess.run(command, cwd=REPO, stdout=full, stderr=subprocess.PIPE, text=True)
    assert done.returncode == 1
    assert "Check the disk" in done.stderr and done.stderr.count("\n") == 1


def test_a_page_does_not_steer_the_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "a.txt"
    page.write_text("本报讯 记者王晓明报道：今天\x1b[2J下雨。\x9b2J\n", encoding="utf-8")
    assert main(["articles", str(page)]) == 0
    told = capsys.readouterr().out
    assert "[2J下雨" in told and not {"\x1b", "\x9b"} & set(told)
    assert main(["articles", str(page), "--json"]) == 0
    assert "今天\x1b[2J下雨" in _json(capsys)[0]["text"]


def test_a_batch_from_a_closed_stdin_is_told(demo: str) -> None:
    command = f'"{sys.executable}" -m bot ask --batch - --index "{demo}" <&-'
    done = subprocess.run(command, shell=True, cwd=REPO, capture_output=True, text=True)  # noqa: S602
    assert done.returncode == 2 and "Traceback" not in done.stderr


def test_no_index_says_what_to_run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask", "谁", "--index", str(tmp_path / "none")]) == 1
    assert "baowen index" in capsys.readouterr().err


def test_an_empty_folder_is_an_error_and_makes_no_index(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "empty").mkdir()
    assert main(["index", str(tmp_path / "empty"), "--index", str(tmp_path / "index")]) == 1
    assert str(tmp_path / "empty") in capsys.readouterr().err
    assert not (tmp_path / "index" / "manifest.json").exists()


def test_python_m_bot_is_the_command() -> None:
    command = [sys.executable, "-m", "bot", "--help"]
    told = subprocess.run(command, capture_output=True, text=True, check=True, cwd=REPO)
    assert "baowen ask" in told.stdout


@pytest.mark.parametrize("command", ["index", "articles", "search", "ask", "read", "chat", "eval"])
def test_every_command_has_help(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main([command, "--help"])
    assert stop.value.code == 0
    assert "usage: baowen " + command in capsys.readouterr().out


@pytest.mark.parametrize("how", [["-m", "bot"], ["-c", "from bot.cli import run; run()"]])
def test_the_process_ends_with_all_written(how: list[str], tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"title": "桥", "text": "大桥通车。"}\n', encoding="utf-8")
    where = ["--index", str(tmp_path / "index")]
    assert main(["index", str(tmp_path / "a.jsonl"), *where]) == 0
    command = [sys.executable, *how, "search", "大桥通车了吗", "--json", *where]
    ran = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert json.loads(ran.stdout)[0]["rank"] == 1
    wrong = subprocess.run([*command, "--paper"], capture_output=True, check=False)
    assert wrong.returncode == 2
