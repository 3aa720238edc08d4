"""Why an item begins where it does: the reasons shown are those that decided."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from bot.cli import main
from bot.pageview.cue_names import CHINESE
from bot.pageview.explained import opening_json, opening_lines
from bot.reading import captions, opening, segment
from bot.reading.articles import read_articles, read_sheets
from bot.reading.reasons import Opening, Reason

CORPUS = sorted((Path(__file__).parent.parent / "corpus").rglob("*.txt"))
SECOND = next(page for page in CORPUS if "2024-03-05" in page.name and "02版" in page.name)
RULES = {
    "a verse under its title",
    "a picture and who made it",
    "a headline by its size and place",
    "a caption by its place",
    "a dateline",
    "goes on from another page",
    "the first text of the page",
    "text under a photo, no story above",
    "the file keeps its articles apart",
    "too long for a page, kept whole",
}


def openings(page: Path) -> list[Opening]:
    return [found.opening for sheet in read_sheets(str(page)) for found in sheet.items]


@pytest.mark.parametrize("page", CORPUS, ids=lambda page: page.stem)
def test_the_sum_of_the_reasons_is_what_decided(
    page: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    weighed: list[Opening] = []
    weigh = segment.weigh

    def listen(around: opening.Surroundings) -> Opening:
        weighed.append(weigh(around))
        return weighed[-1]

    monkeypatch.setattr(segment, "weigh", listen)
    found = {id(one): one for one in openings(page)}
    assert weighed
    for one in weighed:
        assert one.score is not None
        assert one.score == sum(reason.weight for reason in one.reasons)
        assert (id(one) in found) == (one.score > opening.OPENS)


def test_another_weight_is_another_decision(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(opening.WEIGHTS, opening.READ, 0.0)  # cues alone
    before = {item.title for item in read_articles(str(SECOND))}
    cue = "story below has a dateline"
    told = {
        found.article.title: found.opening
        for sheet in read_sheets(str(SECOND))
        for found in sheet.items
    }["县里专家每周三到乡镇坐诊"]
    assert [r.weight for r in told.reasons if r.cue == cue] == [opening.WEIGHTS[cue]]
    without = sum(r.weight or 0.0 for r in told.reasons if r.cue != cue)
    monkeypatch.setitem(opening.WEIGHTS, cue, -without - 0.1)
    after = {item.title for item in read_articles(str(SECOND))}
    assert before - after == {"县里专家每周三到乡镇坐诊"}
    monkeypatch.setitem(opening.WEIGHTS, cue, -without + 0.1)
    assert {item.title for item in read_articles(str(SECOND))} == before


def test_every_item_says_why_and_every_cue_has_a_chinese_name() -> None:
    reasons = [reason for page in CORPUS for one in openings(page) for reason in one.reasons]
    assert all(one.reasons for page in CORPUS for one in openings(page))
    assert {reason.cue for reason in reasons} <= set(CHINESE)
    known = set(opening.WEIGHTS) | set(captions.WEIGHTS) | RULES | {"a credit"}
    assert set(CHINESE) == known


def test_every_rule_of_the_program_has_a_name() -> None:
    """Also those that only a page with places uses."""
    room = Path(segment.__file__).parent
    sources = [file.read_text(encoding="utf-8") for file in room.rglob("*.py")]
    named = {name for source in sources for name in re.findall(r'ruled\(\s*"([^"]+)"', source)}
    assert named - {"a dateline"} <= RULES | {"a credit"}
    assert named <= set(CHINESE)


def test_rows_and_rules_have_no_score(tmp_path: Path) -> None:
    archive = tmp_path / "a.jsonl"
    archive.write_text('{"text": "桥通了。"}\n', encoding="utf-8")
    told = opening_json(openings(archive)[0])
    assert told == {
        "explain": [{"cue": "the file keeps its articles apart", "weight": None, "text": ""}],
        "opening_score": None,
    }


def test_explain_is_told_only_when_asked(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["articles", str(SECOND), "--json"]) == 0
    plain = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert main(["articles", str(SECOND), "--json", "--explain"]) == 0
    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    for without, item in zip(plain, told, strict=True):
        why, score = item.pop("explain"), item.pop("opening_score")
        assert item.pop("encoding") == {"name": "utf-8", "certainty": 1.0}
        assert item == without
        assert all(set(reason) == {"cue", "weight", "text"} for reason in why)
        assert sum(reason["weight"] for reason in why) == pytest.approx(score, abs=1e-4)


def test_explain_for_people_names_cue_weight_and_words(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["articles", str(SECOND), "--explain"]) == 0
    told = capsys.readouterr().out
    assert "+7.00  下文以电头开篇 / story below has a dateline “本报讯记者林一苇报道" in told
    assert main(["articles", str(SECOND)]) == 0
    assert "下文以电头开篇" not in capsys.readouterr().out


def test_the_heaviest_reason_comes_first() -> None:
    lines = opening_lines(Opening((Reason("long line", -0.6), Reason("notice", 3.5, "停水公告"))))
    assert lines == [
        "  开篇得分 / opening score +2.90",
        "     +3.50  公告的题目 / notice “停水公告”",
        "     -0.60  行长 / long line",
    ]
