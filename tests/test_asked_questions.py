"""Asked questions become examples: rows of pieces, with the answer in the window search finds."""

from __future__ import annotations

import argparse
import gzip
import json
import lzma
from pathlib import Path

import numpy as np
import pytest
import torch

from bot.answering.contexts import WEIGHTS
from bot.pieces import Pieces
from bot.retrieval.reranking import Evidence
from training import reader_texts
from training.asked_questions import (
    CLOSER,
    CONTRAST,
    FILES,
    HELD,
    HELD_CLOSER,
    HELD_CONTRAST,
    HELD_LOCAL,
    HELD_WIDE,
    LOCAL_ASKED,
    WIDE,
    Asked,
    answer_span,
    local_papers,
    read_asked,
)
from training.make_examples import asked_rows, cmrc_rows, fill, made_rows, write
from training.reader_net import WIDTH, ReaderNet, Size
from training.reader_pool import Pool
from training.reader_rows import Batch, Example, Feeder, read_examples, texts_of
from training.reader_texts import LOCAL, NEWS, UNASKED, Key, Text, cut_texts
from training.refine_reader import passed_on, refine, save, upper_scores
from training.teach_reader import alphabet, figures, loss_of, span_loss
from training.train_ranking import DATED, learn, reciprocal
from training.wording import NearWords

BRIDGE = "石桥镇新建的望江桥昨天通车。大桥全长820米，由县交通局投资1.2亿元修建，工期两年。"
SCHOOL = "石桥镇中心小学扩建工程开工，投资3000万元，明年9月完工。校长李一鸣介绍，新增学位600个。"
Teaching = tuple[dict[Key, Text], list[Example]]
QUESTIONS = [
    Asked(NEWS[0], "a1", "望江桥有多长", ("820米",), False),
    Asked(NEWS[0], "a2", "石桥小学扩建花多少钱", ("3000万元",), False),
    Asked(NEWS[0], "a2", "石桥小学的副校长是谁", (), False),
]


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("data")
    rows = [
        {"id": "a1", "titles": ["望江桥通车"], "text": BRIDGE * 4, "date": "20240305"},
        {"id": "a2", "titles": ["小学扩建"], "text": SCHOOL * 4, "date": None},
    ]
    (folder / "news").mkdir()
    (folder / "mrc").mkdir()
    for name in (*NEWS, *UNASKED):
        with lzma.open(folder / "news" / f"{name}.jsonl.xz", "wt", encoding="utf-8") as out:
            for row in rows if name == NEWS[0] else []:
                out.write(json.dumps(row, ensure_ascii=False) + "\n")
    row = {
        "title": "望江桥", "context": BRIDGE, "question": "工期多久？",
        "answers": [["两年", BRIDGE.index("两年")]],
    }  # fmt: skip
    file = folder / "mrc" / "cmrc2018_train.jsonl.xz"
    with lzma.open(file, "wt", encoding="utf-8") as out:
        out.write(json.dumps(row, ensure_ascii=False) + "\n")
    return folder


@pytest.fixture(scope="module")
def pieces() -> Pieces:
    return Pieces.load(WEIGHTS / "pieces.txt")


@pytest.fixture(scope="module")
def taught(data: Path, pieces: Pieces, tmp_path_factory: pytest.TempPathFactory) -> Teaching:
    file = tmp_path_factory.mktemp("examples") / "asked.jsonl.gz"
    write(file, asked_rows(data, QUESTIONS))
    texts = cut_texts(data, WEIGHTS / "pieces.txt", set(), 1, texts_of([file]))
    return texts, list(read_examples(file, texts, pieces))


def said(pieces: Pieces, ids: np.ndarray) -> str:
    return "".join(pieces.names[number - 5] for number in ids.tolist())


def test_the_answer_stands_in_the_first_window_and_in_no_other(
    data: Path, taught: Teaching, pieces: Pieces
) -> None:
    texts, examples = taught
    feeder = Feeder(texts, pieces, {}, 10_000, 1)
    batch: Batch = feeder.batch(examples)
    for number, answer in enumerate(("820米", "3000万元")):
        row, place = int(batch.gold_row[number]), int(batch.gold[number])
        first, width = divmod(place, WIDTH)
        assert said(pieces, batch.ids[row, first : first + width + 1].numpy()) == answer
        rivals = batch.ids[(batch.owner == number) & (batch.slot > 0)]
        assert all(answer not in said(pieces, rival[rival > 4].numpy()) for rival in rivals)
        assert batch.parts[row, first] == 2
    assert int(batch.gold_row[2]) == -1  # nobody tells
    twins = [divmod(int(place), WIDTH)[0] for row, place in batch.twins if int(row) == 0]
    assert twins  # the same words stand again in that window, and count neither way


def test_a_batch_gives_a_loss_that_learning_lowers(taught: Teaching, pieces: Pieces) -> None:
    texts, examples = taught
    torch.manual_seed(0)
    size = Size(width=32, heads=2, inner=48, layers=4)
    net = ReaderNet(len(pieces), size, *alphabet(pieces, texts))
    feeder = Feeder(texts, pieces, {}, 10_000, 1)
    batch = feeder.batch(examples)
    optimizer = torch.optim.AdamW(net.parameters(), lr=3e-3)
    losses = []
    for _ in range(25):
        loss = loss_of(net, batch, 0.0)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(float(loss.detach()))
    assert losses[-1] < 0.5 * losses[0]
    assert "AUROC" in figures(net.eval(), feeder, examples, "cpu")


def test_refining_learns_from_the_windows_that_are_passed_on(
    taught: Teaching, pieces: Pieces, tmp_path: Path
) -> None:
    texts, examples = taught
    torch.manual_seed(0)
    net = ReaderNet(len(pieces), Size(32, 2, 48, 4), *alphabet(pieces, texts), exits=(2,))
    batch = Feeder(texts, pieces, {}, 10_000, 1).batch(examples)
    rows, less = passed_on(batch, batch.slot.float() * 10)  # the lower layers like the last window
    for number in (0, 1):  # the one with the answer is read all the same
        row = int(less.gold_row[number])
        assert torch.equal(less.ids[row], batch.ids[int(batch.gold_row[number])])
    assert int(less.gold_row[2]) == -1 and int((less.owner == 2).sum()) == 1 < len(rows)
    scores, less = upper_scores(net, batch, 0.0)
    assert len(scores) == len(less.ids)
    before = {name: weight.clone() for name, weight in net.state_dict().items()}
    reader, out = tmp_path / "reader.pt", tmp_path / "refined.pt"
    torch.save(before, reader)
    options = argparse.Namespace(rate=2e-2, drop=0.0, reader=reader, out=out, share=0.5)
    begun = float(span_loss(scores, less).detach())
    after = refine(net, [batch] * 60, options)
    scores, less = upper_scores(after, batch, 0.0)
    assert float(span_loss(scores, less).detach()) < 0.9 * begun
    save(after, options)
    saved = torch.load(out, weights_only=True)
    for name, weight in after.state_dict().items():
        mean = 0.5 * (before[name].float() + weight.float())
        assert torch.allclose(saved[name].float(), mean, atol=2e-3)
    assert torch.equal(before["trunk.layers.0.ask.weight"], after.trunk.layers[0].ask.weight)


def test_made_questions_and_those_of_cmrc_know_where_their_answers_stand(
    data: Path, tmp_path: Path
) -> None:
    pool = Pool()
    contexts = fill(pool, data)
    assert contexts == 1 and len(pool.bounds) == 3
    texts = {("cmrc", "0"): BRIDGE, (NEWS[0], "a1"): BRIDGE * 4, (NEWS[0], "a2"): SCHOOL * 4}
    near = NearWords(["竣工", "完工"], np.ones((2, 1), dtype=np.float32))
    assert near("竣工") == ("完工",) and near("大桥") == ()
    write(tmp_path / "made.jsonl.gz", made_rows(pool, near, (12, 0), contexts, set()))
    with gzip.open(tmp_path / "made.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    assert len(rows) == 12
    for row in rows:
        source, name, start, end, _ = row["w"][0]
        if "g" in row:
            assert start <= row["g"][0] < row["g"][1] <= end
            assert texts[source, name][slice(*row["g"])] not in row["q"]
    ((kept, row),) = cmrc_rows(pool, data, set())
    assert not kept and BRIDGE[slice(*row["g"])] == "两年"


def test_a_local_paper_is_asked_alone_and_as_it_would_ask(
    data: Path, pieces: Pieces, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = "去年末，全县贷款余额达77.3亿元，比年初增加6.1亿元。县长李一鸣说，钱要用在农户身上。"
    rows = [
        {"id": name, "paper": paper, "date": "20240305", "titles": [title], "text": told * 2}
        for name, paper, title in (("1", "云溪日报", "贷款增加"), ("2", "柳溪日报", "贷款稳定"))
    ]
    file = tmp_path / "papers.jsonl"
    lines = [json.dumps(row, ensure_ascii=False) for row in rows]
    file.write_text("\n".join(lines), encoding="utf-8")
    monkeypatch.setattr(reader_texts, "LOCAL_PAPERS", file)
    asked = [Asked(LOCAL, "1", "云溪县贷款余额多少", ("77.3亿元",), False)]
    write(tmp_path / "local.jsonl.gz", asked_rows(data, asked))
    with gzip.open(tmp_path / "local.jsonl.gz", "rt", encoding="utf-8") as lines_:
        row = json.loads(lines_.readline())
    assert {window[1] for window in row["w"]} == {"1"}  # not the other county's paper
    assert row["w"][0][5:] == ["全县贷款余额多少"]
    texts = cut_texts(data, WEIGHTS / "pieces.txt", set(), 1, {(LOCAL, "1")})
    examples = list(read_examples(tmp_path / "local.jsonl.gz", texts, pieces))
    batch = Feeder(texts, pieces, {}, 10_000, 1).batch(examples)
    assert said(pieces, batch.ids[0, 1 : 1 + len("全县贷款余额多少")].numpy()).startswith("全县")


def test_a_list_is_asked_from_its_first_to_its_last_member() -> None:
    text = "参展的有茶叶、竹笋和香菇。香菇最好卖。"
    one = Asked(NEWS[0], "a1", "参展的有什么", ("竹笋", "茶叶", "香菇"), True)
    assert text[slice(*(answer_span(one, text) or ()))] == "茶叶、竹笋和香菇"
    best = Asked(NEWS[0], "a1", "什么最好卖", ("香菇", "菇"), False)
    assert answer_span(best, text) == (13, 15)
    assert answer_span(Asked(NEWS[0], "a1", "谁来了", ("甲",), False), text) is None


def test_the_shipped_questions_keep_apart_from_those_that_measure() -> None:
    taught = [
        one for file in (*FILES, CLOSER, CONTRAST, WIDE, LOCAL_ASKED) for one in read_asked(file)
    ]
    kept = (HELD, HELD_CLOSER, HELD_CONTRAST, HELD_WIDE, HELD_LOCAL)
    held = [one for file in kept for one in read_asked(file)]
    assert len(taught) > 37_000
    assert len(held) > 700
    assert not {one.home for one in taught} & {one.home for one in held}
    papers = local_papers()
    both = [{papers.get(one.home) for one in some} - {None} for some in (taught, held)]
    assert both[0] and both[1] and not both[0] & both[1]
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


def test_ranking_learns_which_evidence_tells() -> None:
    right = Evidence(0.3, 0.5, words=0.9, headed=0.9)
    wrong = Evidence(0.5, 0.5, words=0.3, headed=0.3)
    samples = [([wrong, right], [False, True]), ([right, wrong, wrong], [True, False, False])] * 20
    weights = learn(samples)
    assert sum(map(abs, weights[:-DATED])) == pytest.approx(1.0)
    assert weights[0] < 0 < weights[2]
    assert reciprocal(samples, weights) == 1.0
    assert reciprocal(samples, [1.0, *[0.0] * (len(weights) - 1)]) < 0.6
