"""The two legs against the formulas written out by hand."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest

from bot.index.dense import Dense, write_dense
from bot.index.filters import Filter
from bot.index.lexical import REWORDED, Lexical, LexicalWriter, Terms
from bot.index.store import StoredPassage
from bot.records import Article, Passage

PAIR = Terms(bigrams={"甲乙": 1.0})
TEXTS = {1: "甲乙甲乙", 2: "甲乙丙丁", 4: "丙丁丙戊己庚"}


def stored(number: int, text: str, date: str | None = None, paper: str = "报") -> StoredPassage:
    article = Article(str(number), "article", None, text, "f", date=date, paper=paper)
    return StoredPassage(number, Passage(text, 0, len(text)), article)


def lexical(folder: Path, texts: dict[int, str]) -> Lexical:
    writer = LexicalWriter(folder)
    for number, text in texts.items():
        writer.add(stored(number, text, f"2024-03-0{number}"), text)
    writer.close()
    return Lexical(folder)


def bm25(times: int, length: int, mean: float, holding: int, count: int) -> float:
    idf = math.log(1 + (count - holding + 0.5) / (holding + 0.5))
    return idf * times * (1.2 + 1) / (times + 1.2 * (1 - 0.75 + 0.75 * length / mean))


def test_the_lexical_score_is_bm25(tmp_path: Path) -> None:
    """Bigrams: 甲乙 乙甲 甲乙 | 甲乙 乙丙 丙丁 | 丙丁 丁丙 丙戊 戊己 己庚: lengths 3, 3, 5."""
    leg = lexical(tmp_path, TEXTS)
    mean = 11 / 3
    expected = {1: bm25(2, 3, mean, 2, 3), 2: bm25(1, 3, mean, 2, 3)}
    assert dict(leg.search(PAIR, 10)) == pytest.approx(expected, rel=1e-5)
    assert leg.scores(PAIR, [4, 2]) == pytest.approx({4: 0.0, 2: expected[2]})


def test_a_term_counts_by_its_weight(tmp_path: Path) -> None:
    leg = lexical(tmp_path, TEXTS)
    whole, half = (leg.search(Terms(bigrams={"丙丁": w}), 1)[0][1] for w in (1.0, 0.5))
    assert half == pytest.approx(whole / 2)


def test_words_of_the_papers_find_what_is_asked_in_others(tmp_path: Path) -> None:
    leg = lexical(tmp_path, {1: "孩子 看书", 2: "儿童 看书", 3: "老人 看书"})
    terms = Terms({"孩子": 1.0}, reworded={"孩子": {"儿童": 1.0, "少年": 0.5}})
    first, second = leg.search(terms, 10)
    assert (first[0], second[0]) == (1, 2)
    assert second[1] == pytest.approx(REWORDED * first[1])


def test_rarity_is_the_idf(tmp_path: Path) -> None:
    leg = lexical(tmp_path, TEXTS)
    found = leg.rarity("bigrams", ["甲乙", "己庚", "没有"])
    assert found["甲乙"] == pytest.approx(math.log(1 + 1.5 / 2.5))
    assert found["己庚"] == pytest.approx(math.log(1 + 2.5 / 1.5))
    assert found["没有"] == pytest.approx(math.log(1 + 3.5 / 0.5))


def test_deleted_passages_are_gone(tmp_path: Path) -> None:
    lexical(tmp_path, TEXTS)
    writer = LexicalWriter(tmp_path)
    writer.delete([1])
    writer.add(stored(7, "甲乙新"), "甲乙新")
    writer.close()
    leg = Lexical(tmp_path)
    assert leg.count == 3
    assert {number for number, _ in leg.search(PAIR, 10)} == {2, 7}


@pytest.mark.parametrize(
    ("bounds", "expected"),
    [
        (Filter(), {1, 2}),
        (Filter(since="2024-03-02"), {2}),
        (Filter(until="2024-03-01"), {1}),
        (Filter("2024-03-01", "2024-03-02", "报"), {1, 2}),
        (Filter(paper="别的报"), set()),
        (Filter(since="2025-01-01"), set()),
    ],
)
def test_the_lexical_leg_keeps_to_the_filter(
    tmp_path: Path, bounds: Filter, expected: set[int]
) -> None:
    leg = lexical(tmp_path, TEXTS)
    assert {number for number, _ in leg.search(PAIR, 10, bounds)} == expected


@pytest.mark.parametrize("text", ['a AND "b', "id:[0 TO 9]", "(", "\\", "*", "+-", "\0", "甲:乙"])
def test_any_text_is_a_safe_term(tmp_path: Path, text: str) -> None:
    leg = lexical(tmp_path, TEXTS)
    assert leg.search(Terms({text: 1.0}, {text: 1.0}), 10) == []


@pytest.mark.parametrize("limit", [1, 10**9, 10**30])
def test_no_more_is_asked_for_than_there_is(tmp_path: Path, limit: int) -> None:
    leg = lexical(tmp_path, TEXTS)
    assert len(leg.search(PAIR, limit)) == min(limit, 2)


def test_no_terms_find_nothing(tmp_path: Path) -> None:
    assert lexical(tmp_path, TEXTS).search(Terms(), 10) == []


@pytest.fixture
def vectors() -> np.ndarray:
    rows = np.random.default_rng(7).standard_normal((500, 24)).astype(np.float32)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


@pytest.fixture
def dense(tmp_path: Path, vectors: np.ndarray) -> Dense:
    ids = np.arange(500) * 3 + 10  # ids with gaps
    blocks = [(ids[:300], vectors[:300]), (ids[300:], vectors[300:])]
    write_dense(tmp_path / "dense.faiss", 24, blocks)
    return Dense(tmp_path / "dense.faiss")


def test_faiss_agrees_with_three_lines_of_numpy(dense: Dense, vectors: np.ndarray) -> None:
    cosines = vectors.astype(np.float16).astype(np.float32) @ vectors[5]
    best = np.argsort(-cosines)[:20]
    expected = [(int(row) * 3 + 10, float(cosines[row])) for row in best]
    found = dense.search(vectors[5], 20)
    assert [number for number, _ in found] == [number for number, _ in expected]
    assert [s for _, s in found] == pytest.approx([s for _, s in expected], abs=1e-5)


def test_half_precision_moves_a_cosine_by_less_than_a_thousandth(
    dense: Dense, vectors: np.ndarray
) -> None:
    ids = [10 + 3 * row for row in range(500)]
    assert np.abs(dense.cosines(vectors[5], ids) - vectors @ vectors[5]).max() < 0.001


def test_a_filtered_search_is_the_search_of_the_subset(dense: Dense, vectors: np.ndarray) -> None:
    allowed = np.asarray([10, 13, 400 * 3 + 10])
    found = dense.search(vectors[5], 20, allowed)
    cosines = dense.cosines(vectors[5], [number for number, _ in found])
    assert {number for number, _ in found} == set(allowed.tolist())
    assert [s for _, s in found] == pytest.approx(sorted(cosines.tolist(), reverse=True), abs=1e-5)


def test_an_empty_set_of_allowed_passages_has_no_hits(dense: Dense, vectors: np.ndarray) -> None:
    assert dense.search(vectors[5], 20, np.zeros(0, np.int64)) == []


def test_no_passages_no_cosines(dense: Dense, vectors: np.ndarray) -> None:
    assert dense.cosines(vectors[5], []).shape == (0,)


@pytest.fixture
def likened() -> np.ndarray:
    """Vectors of which some are near to each other, as those of texts are."""
    chance = np.random.default_rng(8)
    rows = chance.standard_normal((40, 64))[chance.integers(40, size=4000)]
    rows = (rows + 0.7 * chance.standard_normal(rows.shape)).astype(np.float32)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


@pytest.fixture
def many(tmp_path: Path, likened: np.ndarray, monkeypatch: pytest.MonkeyPatch) -> Dense:
    monkeypatch.setattr("bot.index.dense.LEAST", 1000)
    path, coarse = tmp_path / "dense.faiss", tmp_path / "coarse.faiss"
    ids = np.arange(4000) * 2 + 5
    write_dense(path, 64, [(ids[:900], likened[:900]), (ids[900:], likened[900:])], coarse)
    assert coarse.stat().st_size < path.stat().st_size / 6
    return Dense(path, coarse)


def best_of(found: list[tuple[int, float]]) -> set[int]:
    return {number for number, _ in found}


@pytest.mark.parametrize("share", [None, 0.9, 0.6, 0.05])
def test_a_first_look_finds_what_a_look_at_all_finds(
    many: Dense, likened: np.ndarray, tmp_path: Path, share: float | None
) -> None:
    whole, agreed = Dense(tmp_path / "dense.faiss"), 0
    chosen = np.random.default_rng(9).random(4000) < (share or 1)
    allowed = None if share is None else np.arange(4000)[chosen] * 2 + 5
    for row in likened[:20]:
        expected, found = whole.search(row, 30, allowed), many.search(row, 30, allowed)
        agreed += len(best_of(expected) & best_of(found))
        assert len(found) == 30 and (allowed is None or best_of(found) <= set(allowed.tolist()))
        assert [s for _, s in found] == sorted((s for _, s in found), reverse=True)
        assert dict(found).items() <= dict(whole.search(row, 4000)).items()  # true scores
    assert agreed >= 0.99 * 20 * 30


def test_a_first_look_at_others_finds_all_that_are_allowed(
    many: Dense, likened: np.ndarray
) -> None:
    """Where the nearest are not allowed, the look at all is narrowed down instead."""
    nearest = best_of(many.search(likened[0], 1500))
    allowed = np.asarray([n for n in (np.arange(4000) * 2 + 5).tolist() if n not in nearest])
    found = many.search(likened[0], 30, allowed)
    assert len(found) == 30 and best_of(found) <= set(allowed.tolist())


def test_a_small_index_has_no_first_look(tmp_path: Path, vectors: np.ndarray) -> None:
    coarse = tmp_path / "coarse.faiss"
    write_dense(tmp_path / "dense.faiss", 24, [(np.arange(500), vectors)], coarse)
    assert not coarse.exists()


def test_a_first_look_at_other_vectors_is_refused(
    many: Dense, vectors: np.ndarray, tmp_path: Path
) -> None:
    write_dense(tmp_path / "dense.faiss", 24, [(np.arange(500), vectors)])
    with pytest.raises(RuntimeError, match="4000 of 500"):
        Dense(tmp_path / "dense.faiss", tmp_path / "coarse.faiss")
