"""Which of two lines over a story is its headline."""

from __future__ import annotations

import pytest

from bot.reading.title_lines import WEIGHTS, is_kicker, line_cues

REPORT = "本报讯（记者王小明）昨天，{}两岸居民过江不再靠船。"


@pytest.mark.parametrize(
    ("above", "below", "body", "kicker"),
    [
        ("凌晨三点，楼道里浓烟滚滚", "的哥敲遍六层楼 叫醒熟睡二十户", "火从一楼蹿起。", True),
        ("一张收条引发官司", "“还欠款”三个字怎么读", "两个朋友闹上法庭。", True),
        ("渡口大桥", "建成通车见闻", "桥头人来人往。", False),
        ("老车间里拨响“新算盘”", "市轴承厂智能化改造见闻", "走进三号车间。", False),
        ("公交卡里的余额能退吗", "公交公司：不记名卡满两年可退", "市民来电咨询。", False),
        ("渡口大桥建成通车", "总投资1.2亿元", REPORT.format("渡口大桥建成通车，"), False),
        ("全省科技企业成长快", "给成长期企业搭把手（经济观察）", "贷款更快了。", True),
    ],
)
def test_a_kicker_or_a_subtitle(above: str, below: str, body: str, kicker: bool) -> None:
    assert is_kicker(above, below, body) is kicker


def test_every_cue_has_its_weight_and_is_a_share() -> None:
    found = line_cues("渡口大桥建成通车", "两岸居民过江不再靠船", REPORT.format(""))
    assert set(found) == set(WEIGHTS)
    assert all(-1.0 <= value <= 1.0 for value in found.values())
