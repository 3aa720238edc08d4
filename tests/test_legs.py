"""Both legs asked at once: what is not looked up could not have come among the first."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

import pytest
from papers import FakeEncoder, write_archive

from bot.build import build_index
from bot.index.filters import Filter
from bot.index.index import Index, open_index
from bot.index.lexical import Terms
from bot.retrieval.legs import Legs
from bot.retrieval.question import question_terms

WORDS = re.findall("..", "水库贷款学校医院公路玉米苹果会议投资建成通车开工县长村民老师医生")


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """300 articles of a few words each, that have many words in common."""
    chance, folder = random.Random(4), tmp_path_factory.mktemp("legs")
    rows = [{"text": "，".join(chance.sample(WORDS, 5)) + "。"} for _ in range(300)]
    write_archive(folder / "rows.jsonl", rows)
    build_index([str(folder / "rows.jsonl")], str(folder / "index"), FakeEncoder())
    with open_index(folder / "index") as opened:
        yield opened


def asked(index: Index, question: str, depth: int) -> Legs:
    terms = question_terms(question, index.lexical.rarity, 64)
    vector = FakeEncoder().encode_questions([question])[0]
    return Legs(index, terms, vector, depth, Filter())


@pytest.mark.parametrize(("depth", "size"), [(10, 10), (40, 15), (40, 40), (400, 40)])
def test_the_first_are_the_first_of_the_whole_ranking(index: Index, depth: int, size: int) -> None:
    chance = random.Random(5)
    for _ in range(15):
        question = "，".join(chance.sample(WORDS, 3))
        legs, whole = asked(index, question, depth), asked(index, question, depth)
        first, ranking = legs.first(size), whole.ranking()
        assert first == ranking[:size]
        assert [legs.lexical[n] for n in first] == pytest.approx([whole.lexical[n] for n in first])
        assert [legs.dense[n] for n in first] == pytest.approx([whole.dense[n] for n in first])
        assert legs.ranking() == ranking


def test_both_scores_of_all_that_is_ranked_are_true(index: Index) -> None:
    legs = asked(index, "水库，贷款", 20)
    terms = question_terms("水库，贷款", index.lexical.rarity, 64)
    ranking = legs.ranking()
    scores = index.lexical.scores(terms, ranking)
    most = max(scores.values()) / max(legs.lexical.values())
    assert len(ranking) > 20
    assert legs.lexical == pytest.approx({n: score / most for n, score in scores.items()}, rel=1e-4)


def test_what_could_not_come_among_the_first_is_not_looked_up(
    index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_up = list[int]()
    scores = index.lexical.scores

    def counted(terms: Terms, ids: list[int]) -> dict[int, float]:
        looked_up.extend(ids)
        return scores(terms, ids)

    monkeypatch.setattr(index.lexical, "scores", counted)
    legs = asked(index, "水库，贷款，学校", 40)
    legs.first(5)
    few = len(looked_up)
    legs.ranking()
    assert few < len(looked_up) / 2
