"""Asked questions become examples: the answer's words in the window that search finds."""

from __future__ import annotations

import json
import lzma
from pathlib import Path

from bot.answering.lexicon import Lexicon
from bot.build import build_index
from bot.retrieval.retriever import Retriever
from training.asked_questions import (
    FILE,
    HELD,
    Asked,
    answer_spans,
    asked_examples,
    read_asked,
    write_archive,
)
from training.reader_pool import NEWS, Pool

BRIDGE = "石桥镇新建的望江桥昨天通车。大桥全长820米，由县交通局投资1.2亿元修建，工期两年。"
SCHOOL = "石桥镇中心小学扩建工程开工，投资3000万元，明年9月完工。校长李一鸣介绍，新增学位600个。"


def archives(folder: Path) -> Path:
    rows = [
        {"id": "a1", "titles": ["望江桥通车"], "text": BRIDGE, "date": None},
        {"id": "a2", "titles": ["小学扩建"], "text": SCHOOL, "date": None},
        {"id": "a3", "titles": ["不该看到"], "text": BRIDGE, "date": None},
    ]
    (folder / "news").mkdir()
    for name in NEWS:
        with lzma.open(folder / "news" / f"{name}.jsonl.xz", "wt", encoding="utf-8") as out:
            for row in rows if name == NEWS[0] else []:
                out.write(json.dumps(row, ensure_ascii=False) + "\n")
    return folder


def asked(article: str, question: str, *answers: str, every: bool = False) -> Asked:
    return Asked(NEWS[0], article, question, answers, every)


def test_the_answer_stands_in_its_window_and_in_no_rival(tmp_path: Path) -> None:
    questions = [
        asked("a1", "望江桥有多长", "820米"),
        asked("a2", "石桥小学扩建花多少钱", "3000万元"),
        asked("a2", "石桥小学的副校长是谁"),
    ]
    homes = write_archive(archives(tmp_path), questions, {"a3"}, tmp_path)
    build_index([str(tmp_path / "archive.jsonl")], str(tmp_path / "index"))
    pool = Pool()
    with Retriever.open(str(tmp_path / "index")) as retriever:
        found = list(asked_examples(pool, Lexicon(), retriever, questions, homes))
    words = pool.words

    def told(span: tuple[int, int]) -> str:
        return "".join(words[number] for number in pool.stream[slice(*span)])

    golds = [told(example.gold) if example.gold else None for example in found]
    assert golds == ["820米", "3000万元", None]
    assert set(homes) == {f"{NEWS[0]}:a1", f"{NEWS[0]}:a2"}
    for example, gold in zip(found, golds, strict=True):
        assert gold is None or gold in told(example.own)
        assert all(gold is None or gold not in told(rival.window) for rival in example.rivals)


def test_a_list_is_asked_from_its_first_to_its_last_member() -> None:
    text = "参展的有茶叶、竹笋和香菇。香菇最好卖。"
    one = asked("a1", "参展的有什么", "竹笋", "茶叶", "香菇", every=True)
    assert [text[a:b] for a, b in answer_spans(one, text)] == ["茶叶、竹笋和香菇"]
    several = asked("a1", "什么好卖", "香菇", "菇")
    assert [text[a:b] for a, b in answer_spans(several, text)] == ["香菇", "香菇"]


def test_the_shipped_questions_keep_apart_from_those_that_measure() -> None:
    taught, held = read_asked(FILE), read_asked(HELD)
    assert len(taught) > 5000
    assert len(held) > 700
    assert not {one.home for one in taught} & {one.home for one in held}
    measured = Path(__file__).parent.parent / "benchmarks" / "news_questions"
    rows = [
        json.loads(line)
        for name in ("dev.jsonl", "test.jsonl")
        for line in (measured / name).read_text(encoding="utf-8").splitlines()
    ]
    homes = {f"{row['source']}:{row['article']}" for row in rows}
    for one in [*taught, *held]:
        assert one.home not in homes
        assert one.source != "rmrb2020"
        assert not any(answer in one.question for answer in one.answers)
