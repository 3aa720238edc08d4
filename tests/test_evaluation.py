"""`baowen eval`: outcomes judged, figures, files, messages."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from bot.assistant import Bot
from bot.cli import main
from bot.evaluation.evaluate import evaluate
from bot.evaluation.judging import Outcome, is_right_passage, judge
from bot.evaluation.questions import Asked, read_questions
from bot.evaluation.summary import Summary, summarize
from bot.evaluation.table import table
from bot.records import Answer, Article, Hit, Passage, Quote

REPO = Path(__file__).parent.parent
DEMO = REPO / "benchmarks" / "demo_questions.jsonl"
TEXT = "会议由郑敏主持。总投资1.27亿元。"
ARTICLE = Article("rmrb:7", "article", "会议", TEXT, "papers/2024-03-05_云溪日报_01版.txt")


def _set(path: Path, *rows: dict[str, Any]) -> str:
    lines = [json.dumps({"id": n, **row}, ensure_ascii=False) for n, row in enumerate(rows)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return str(path)


def _hit(text: str = TEXT, article: Article = ARTICLE, rank: int = 1, **more: Any) -> Hit:
    return Hit(rank, 1.0, Passage(text, 0, len(text)), article, **more)


def _answer(text: str | None, confidence: float = 0.8) -> Answer:
    quotes = () if text is None else (Quote(TEXT[:8], 0, 8, ARTICLE),)
    return Answer("谁主持", text, confidence, quotes, seconds=0.5)


def _outcome(
    answers: Sequence[str], told: str | None, guess: str | None = None, confidence: float = 0.8
) -> Outcome:
    asked = Asked(1, "谁主持", tuple(answers))
    return judge(asked, _answer(told, confidence), guess or told, [_hit()])


# --- judging ---


def test_a_right_passage_meets_all_that_the_set_tells() -> None:
    plain = Asked(1, "谁", ("郑敏", "代州长郑敏"))
    assert is_right_passage(plain, _hit())
    assert not is_right_passage(plain, _hit("总投资1.27亿元。"))
    assert not is_right_passage(Asked(1, "谁"), _hit())
    assert is_right_passage(Asked(1, "谁", ("郑敏",), evidence="郑敏 主持"), _hit())
    assert not is_right_passage(Asked(1, "谁", ("郑敏",), evidence="出席"), _hit())
    named = Asked(1, "谁", ("郑敏",), articles=frozenset(["7", "rmrb:7"]))
    other = Article("8", "article", None, TEXT, "b.txt")
    assert is_right_passage(named, _hit()) and not is_right_passage(named, _hit(article=other))
    assert is_right_passage(named, _hit(article=other, reprints=(ARTICLE,)))
    filed = Asked(1, "谁", ("郑敏",), files=frozenset(["2024-03-05_云溪日报_01版.txt"]))
    assert is_right_passage(filed, _hit()) and not is_right_passage(filed, _hit(article=other))


def test_the_rank_is_that_of_the_first_right_passage() -> None:
    hits = [_hit("别的话。"), _hit(rank=2), _hit(rank=3)]
    asked = Asked(1, "谁", ("郑敏",))
    assert judge(asked, _answer("郑敏"), "郑敏", hits).rank == 2
    assert judge(asked, _answer("郑敏"), "郑敏", hits[:1]).rank is None


def test_right_is_holding_an_accepted_answer_and_em_is_nothing_else() -> None:
    exact, longer, wrong = (_outcome(["郑敏"], told) for told in ("郑敏", "州长郑敏", "李婉"))
    assert (exact.right, exact.em, exact.f1, exact.verdict) == (True, 1.0, 1.0, "right")
    assert (longer.right, longer.em, longer.verdict) == (True, 0.0, "right")
    assert longer.f1 == pytest.approx(2 / 3)
    assert (wrong.right, wrong.f1, wrong.verdict) == (False, 0.0, "wrong")
    assert wrong.sentence  # the quote has it, though the answer has not


def test_a_list_is_right_with_every_member() -> None:
    asked = Asked(1, "哪些", ("郑敏", "李婉"), every=True)
    assert not judge(asked, _answer("郑敏"), "郑敏", []).right
    whole = judge(asked, _answer("郑敏、李婉"), "郑敏、李婉", [])
    assert whole.right and whole.em == 1.0 and not whole.sentence


def test_proved_needs_the_evidence_in_the_quotes() -> None:
    with_it = Asked(1, "谁", ("郑敏",), evidence="郑敏主持")
    without = Asked(1, "谁", ("郑敏",), evidence="总投资")
    assert judge(with_it, _answer("郑敏"), "郑敏", []).proved
    assert not judge(without, _answer("郑敏"), "郑敏", []).proved


def test_refusals_are_right_where_the_papers_do_not_answer() -> None:
    assert _outcome(["郑敏"], None).verdict == "wrongly refused"
    assert _outcome([], None).verdict == "rightly refused"
    assert _outcome([], "郑敏").verdict == "wrongly answered"
    assert not _outcome([], "郑敏").right and not _outcome([], "郑敏").guess_right
    assert _outcome(["。"], None).em == 0.0  # nothing told is no match for an odd answer


# --- figures ---


def test_the_figures_of_a_few_outcomes() -> None:
    outcomes = [
        _outcome(["郑敏"], "郑敏", confidence=0.9),
        _outcome(["郑敏"], "李婉", confidence=0.6),
        _outcome(["郑敏"], None, guess="郑敏", confidence=0.3),
        _outcome([], None, guess="李婉", confidence=0.2),
        _outcome([], "李婉", confidence=0.7),
    ]
    summary = summarize(outcomes)
    assert (summary.questions, summary.answerable, summary.unanswerable) == (5, 3, 2)
    assert summary.recall_at_1 == summary.mrr_at_10 == 1.0
    for figure in (summary.right, summary.proved, summary.em, summary.wrongly_refused):
        assert figure == pytest.approx(1 / 3)
    assert summary.right_sentence == pytest.approx(2 / 3)
    assert summary.rightly_refused == 0.5
    assert (summary.quotes, summary.exact_quotes) == (3, 0.0)  # judge was told of none
    assert summary.auroc == pytest.approx(4 / 6)  # .9 beats both, .6 and .3 beat .2
    assert summary.refused_at_90 == 0.5
    # surest first: right, wrong, wrong, right, wrong
    area = (0 + 1 / 2 + 2 / 3 + 2 / 4 + 3 / 5) / 5
    assert summary.risk_coverage_area == pytest.approx(area)
    assert summary.risk_coverage[-1].risk == pytest.approx(3 / 5)
    error = (0.1 + 0.7 + 0.6 + 0.7 + 0.2) / 5
    assert summary.calibration_error == pytest.approx(error)
    assert (summary.seconds_p50, summary.seconds_p90) == (0.5, 0.5)


def test_without_one_sort_of_question_its_figures_are_none() -> None:
    only = summarize([_outcome(["郑敏"], "郑敏")])
    assert only.rightly_refused is only.auroc is only.refused_at_90 is None
    none = summarize([_outcome([], None, confidence=0.0)])
    assert none.right is none.recall_at_10 is none.exact_quotes is None
    assert none.rightly_refused == 1.0
    assert "–" in table(only) and "–" in table(none)


def test_the_table_is_aligned_in_columns_of_a_terminal() -> None:
    lines = table(summarize([_outcome(["郑敏"], "郑敏"), _outcome([], None)])).splitlines()
    starts = set()
    for english in ("questions", "recall@1", "AUROC", "p50", "calibration error"):
        (line,) = [line for line in lines if f" {english} " in line + " "]
        before = line[: line.index(english)]
        indent = 2 if english != "questions" else 0
        wide = sum(ord(char) > 0x2E80 for char in before)
        starts.add(len(before) + wide - indent)
    assert len(starts) == 1


# --- the whole, on the demo papers ---


@pytest.fixture(scope="module")
def outcomes(demo: str) -> list[Outcome]:
    with Bot.open(demo) as bot:
        return evaluate(bot, read_questions([str(DEMO)]))


def test_the_demo_papers_give_figures_that_fit_each_other(outcomes: list[Outcome]) -> None:
    summary = summarize(outcomes)
    assert (summary.questions, summary.answerable) == (80, 60)
    assert summary.exact_quotes == 1.0 and summary.quotes > 0
    for low, high in (
        (summary.em, summary.right),
        (summary.em, summary.f1),
        (summary.proved, summary.right),
        (summary.recall_at_1, summary.mrr_at_10),
        (summary.mrr_at_10, summary.recall_at_10),
    ):
        assert low is not None and high is not None
        assert 0 <= low <= high <= 1
    assert summary.right is not None and summary.wrongly_refused is not None
    assert summary.right + summary.wrongly_refused <= 1
    assert sum(one.count for one in summary.reliability) == 80


def test_what_a_refusal_held_back_is_known(outcomes: list[Outcome]) -> None:
    refused = [one for one in outcomes if one.answer.refused]
    assert refused and all(one.answer.text is None and not one.right for one in refused)
    assert any(one.guess for one in refused)
    assert all(one.guess == one.answer.text for one in outcomes if not one.answer.refused)


def test_the_filters_of_a_line_are_kept(demo: str, tmp_path: Path) -> None:
    row = {"question": "丰源煤矿透水事故是哪一年出的？", "answers": ["2021年"]}
    file = _set(tmp_path / "q.jsonl", row, row | {"paper": "没有这份报"})
    with Bot.open(demo) as bot:
        found, filtered = evaluate(bot, read_questions([file]))
    assert found.rank is not None and found.answer.confidence > 0
    assert filtered.rank is None and filtered.answer.refused and filtered.guess is None


def test_eval_prints_the_summary_and_saves_everything(
    demo: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = DEMO.read_text(encoding="utf-8").splitlines()
    sample = tmp_path / "q.jsonl"
    sample.write_text("\n".join(rows[:6] + rows[60:64]) + "\n", encoding="utf-8")
    out = tmp_path / "new" / "out"
    assert main(["eval", str(sample), "--index", demo, "--json", "--out", str(out)]) == 0
    (printed,) = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert list(printed) == list(Summary.__dataclass_fields__)
    assert printed == json.loads((out / "summary.json").read_text(encoding="utf-8"))
    lines = (out / "answers.jsonl").read_text(encoding="utf-8").splitlines()
    told = [json.loads(line) for line in lines]
    assert [one["id"] for one in told][-1] == "demo-u04" and len(told) == 10
    right = sum(one["outcome"] == "right" for one in told)
    assert printed["right"] == pytest.approx(right / 6, abs=1e-4)
    assert (out / "reliability_and_risk.png").read_bytes().startswith(b"\x89PNG")


def test_eval_prints_a_table_in_both_languages(
    demo: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = _set(tmp_path / "q.jsonl", {"question": "县长是谁？", "answers": ["佟雁秋"]})
    assert main(["eval", file, file, "--index", demo]) == 0
    told = capsys.readouterr().out
    assert "前 10 段找到" in told and "recall@10" in told and "/ 2" in told


def test_without_matplotlib_only_the_picture_is_left_out(demo: str, tmp_path: Path) -> None:
    file = _set(tmp_path / "q.jsonl", {"question": "县长是谁？", "answers": ["佟雁秋"]})
    arguments = ["eval", file, "--index", demo, "--json", "--out", str(tmp_path / "out")]
    code = (
        f"import sys; sys.modules['matplotlib'] = None; from bot.cli import main; main({arguments})"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, cwd=REPO)
    assert json.loads(told.stdout)["questions"] == 1
    assert "baowen[eval]" in told.stderr.decode() and "Traceback" not in told.stderr.decode()
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "answers.jsonl",
        "summary.json",
    ]


def test_a_folder_that_cannot_be_is_told_before_the_work(
    demo: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    out = str(tmp_path / "file" / "out")
    assert main(["eval", str(DEMO), "--index", demo, "--out", out]) == 2
    told = capsys.readouterr()
    assert "--out" in told.err and told.out == ""


def test_eval_without_an_index_says_what_to_run(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    assert main(["eval", str(DEMO), "--index", str(tmp_path / "none"), "--out", str(out)]) == 1
    assert "baowen index" in capsys.readouterr().err and not out.exists()
