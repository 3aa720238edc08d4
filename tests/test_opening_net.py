"""The network that is asked whether lines open a story, where the cues are not sure."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import ModelError
from bot.pieces import ALPHABET, BEGIN, MASK, Pieces
from bot.reading import opening, segment
from bot.reading.articles import read_articles
from bot.reading.opening_net import Row, opening_odds, row_of
from bot.reading.page_net import PageNet, shipped_net

BRIDGE = "渡口大桥昨日通车。大桥长三百米，双向四车道，总投资一亿二千万元，两岸居民过江不再等船。"
WHEAT = "今年全县种小麦三十一万亩，眼下已收割八成，农机局调来一百二十台收割机，日夜不停。"
FERRY = "大桥通车后，渡口的三条渡船停运，船工老周和同伴转到大桥管护站上班，工资没有少。"


@pytest.mark.parametrize(
    ("lines", "below", "opens"),
    [
        (("小麦开镰",), WHEAT, True),
        (("三农", "我县小麦收割过八成", "□ 李一苇"), WHEAT, True),
        (("船工上了岸",), FERRY, False),
        (("渡船怎么办",), FERRY, False),
    ],
)
def test_it_tells_a_headline_from_a_subhead(
    lines: tuple[str, ...], below: str, opens: bool
) -> None:
    assert (opening_odds(shipped_net(), Row("渡口大桥通车", BRIDGE, lines, below)) > 0) is opens


@given(st.text(max_size=90), st.text(max_size=200), st.lists(st.text(max_size=50), max_size=5))
def test_any_texts_have_a_score(title: str, text: str, lines: list[str]) -> None:
    row = Row(title, text, tuple(lines), text)
    ids, parts, at = row_of(Pieces.load(ALPHABET), row)
    assert len(ids) == len(parts) <= 100 and ids[0] == BEGIN
    assert [ids[place] for place in at[1:]] == [MASK, MASK]
    assert abs(opening_odds(shipped_net(), row)) < 100


@pytest.mark.parametrize("content", [None, b"nothing"])
def test_a_broken_network_is_told(tmp_path: Path, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / "net.onnx").write_bytes(content)
    with pytest.raises(ModelError, match=r"net\.onnx"):
        PageNet(tmp_path)


def test_a_page_without_bylines_is_parted(tmp_path: Path) -> None:
    page = tmp_path / "2024-05-06_河滨日报_02版.txt"
    stories = [("渡口大桥通车", BRIDGE), ("我县小麦收割过八成", WHEAT), ("养老院添了食堂", MEALS)]
    page.write_text("\n".join(f"{head}\n　　{text}" for head, text in stories), encoding="utf-8")
    assert [article.title for article in read_articles(str(page))] == [head for head, _ in stories]


MEALS = "城东养老院的新食堂五月四日开张，老人一日三餐十二元，子女可以从手机上看菜单，也可以订餐。"


def test_it_is_asked_only_where_the_cues_are_not_sure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked, sums, read, weigh = [], [], opening.read, segment.weigh
    monkeypatch.setattr(opening, "read", lambda around: asked.append(around) or read(around))
    monkeypatch.setattr(segment, "opens", lambda around: sums.append(weigh(around)) or True)
    page = tmp_path / "页.txt"
    page.write_text(f"大桥通车\n本报讯 {BRIDGE}\n养老院添食堂\n本报讯 {MEALS}\n", encoding="utf-8")
    assert len(list(read_articles(str(page)))) == 2
    assert sums and all((one.score or 0.0) > opening.UNSURE for one in sums)
    assert not asked
