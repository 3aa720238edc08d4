"""Names that are asked for without the place that they begin with."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.answering.contexts import Context
from bot.answering.homes import Homes
from bot.answering.question import understand
from bot.answering.whole_names import whole_named
from bot.assistant import Bot
from bot.build import build_index


@pytest.mark.parametrize(
    ("question", "window", "asked"),
    [
        ("油料产业技术体系是啥", "昌吉启动新疆油料产业技术体系", "新疆油料产业技术体系是啥"),
        ("2024年民营企业百强有几家", "北京民营企业百强", "2024年北京民营企业百强有几家"),
        ("民生现代美术馆的展览", "上海民生現代美術館", "上海民生现代美术馆的展览"),
        ("新疆油料产业技术体系在哪启动", "新疆油料产业技术体系", None),  # it is whole
        ("油料产业技术体系在新疆哪里启动", "新疆油料产业技术体系", None),  # the place is told
        ("油料产业技术体系在哪启动", "新疆油料产业技术体系与油料产业技术体系", None),  # not always
        ("油料产业技术体系在哪启动", "新疆油料产业技术体系,陕西油料产业技术体系", None),  # two
        ("油料产业技术体系在哪启动", "建立油料产业技术体系", None),  # no place
        ("大豆油料产业技术体系在哪启动", "新疆油料产业技术体系", None),  # another name's end
        ("贷款余额是多少", "昌吉州贷款余额", None),  # too short for a name
        ("总领事在哪里", "中国驻悉尼总领事在悉尼", None),  # one word
    ],
)
def test_a_name_gets_the_place_that_is_printed_with_it(
    question: str, window: str, asked: str | None
) -> None:
    assert whole_named(question, window) == (asked or question)


def test_each_window_is_asked_as_it_prints_the_name() -> None:
    homes = Homes(understand("农业技术推广中心在哪条路上"))
    near, far = "青澜农业技术推广中心在荻江路。", "北京农业技术推广中心在东城。"
    assert homes.asked(Context(far), far) == "北京农业技术推广中心在哪条路上"
    assert homes.asked(Context(near), "推广中心在荻江路。") == "农业技术推广中心在哪条路上"


def test_a_project_is_found_by_the_name_without_its_province(tmp_path: Path) -> None:
    paper = tmp_path / "papers"
    paper.mkdir()
    text = "本报讯 记者林一苇报道：5月9日，省农科院在青澜启动湖南油茶产业技术体系，请来十二名专家。"
    (paper / "2024-05-10_云溪日报_01版.txt").write_text(
        f"云溪日报 2024年5月10日 01版\n\n油茶有了科技后盾\n\n{text}\n", encoding="utf-8"
    )
    build_index([str(paper)], str(tmp_path / "index"))
    with Bot.open(str(tmp_path / "index")) as bot:
        whole = bot.ask("湖南油茶产业技术体系在哪个城市启动的？")
        short = bot.ask("油茶产业技术体系在哪个城市启动的？")
    assert (whole.text, short.text) == ("青澜", "青澜")
    assert short.confidence == pytest.approx(whole.confidence, abs=0.02)
