"""The page as one HTML file: all of the text, nothing but text, and nothing from elsewhere."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from pdfs import pdf

from bot.cli import main
from bot.reading.articles import read_articles, read_page

CORPUS = Path(__file__).parent.parent / "corpus"
PAGES = [str(page) for page in sorted((CORPUS / "云溪日报").glob("2024-03-05*.txt"))]
EVIL = (
    "桥<script>alert(1)</script>通了\n\n"
    "本报讯 记者王小明报道:5月1日,<img src=x onerror=alert(1)>大桥通车 & 放行。\n\n"
    "责任编辑 钱多\n"
)


class Shown(HTMLParser):
    """What a browser finds: tags, addresses, and the text under each class."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.addresses: list[str] = []
        self.ids: list[str] = []
        self.texts: dict[str, str] = {}
        self._open: list[tuple[str, list[str]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags.append(tag)
        self.addresses += [given[name] or "" for name in ("href", "src") if name in given]
        self.ids += [given["id"] or ""] if "id" in given else []
        if tag not in {"meta", "link", "img", "br"}:
            self._open.append((tag, (given.get("class") or "").split()))

    def handle_endtag(self, tag: str) -> None:
        opened, _ = self._open.pop()
        assert opened == tag

    def handle_data(self, data: str) -> None:
        for style in {style for _, styles in self._open for style in styles}:
            self.texts[style] = self.texts.get(style, "") + data


def draw(tmp_path: Path, *files: str, status: int = 0) -> tuple[str, Shown]:
    out = tmp_path / "page.html"
    assert main(["articles", *files, "--html", str(out)]) == status
    html = out.read_text(encoding="utf-8")
    return html, Shown(html)


@pytest.mark.parametrize("page", [*PAGES, str(CORPUS / "云溪日报" / "清明特刊.txt")])
def test_the_text_of_the_file_is_there_to_the_last_character(page: str, tmp_path: Path) -> None:
    _, shown = draw(tmp_path, page)
    assert shown.texts["dump"] == read_page(page).text


def test_parts_are_told_apart(tmp_path: Path) -> None:
    _, shown = draw(tmp_path, PAGES[0])
    assert '四十二万亩良田"醒"过来了' in shown.texts["title"]
    assert "惊蛰时节看春耕" in shown.texts["kicker"]
    assert "本报记者 段晓川" in shown.texts["byline"]
    assert "村民正在修剪茶树" in shown.texts["caption"] and "修剪茶树" not in shown.texts["body"]
    assert "罗守拙" in shown.texts["credit"]
    assert "云溪日报 2024年3月5日 星期二" in shown.texts["none"]
    assert "下转第2版" in shown.texts["card"]
    _, shown = draw(tmp_path, PAGES[1])
    assert "上接第1版" in shown.texts["card"]
    assert "——县域医共体首日接诊326人" in shown.texts["subtitle"]
    assert "责任编辑 阮成" in shown.texts["none"]


def test_an_item_that_a_photo_interrupts_keeps_its_number(tmp_path: Path) -> None:
    page = tmp_path / "2024-03-05_河滨日报_01版.txt"
    page.write_text(
        "渡口大桥建成通车\n\n本报讯 记者王小明报道:5月1日,大桥通车,投\n\n\n"
        "4月30日,工人在果园里疏花。\n\n本报记者 赵一凡 摄\n\n资1.2亿元。\n",
        encoding="utf-8",
    )
    html, shown = draw(tmp_path, str(page))
    assert re.findall(r'data-n="(\d)"', html) == ["1", "2", "1"]
    assert "投资1.2亿元" not in shown.texts["dump"]  # the file's order, not the article's
    assert shown.ids.count("t1-1") == 1


def test_a_paper_is_never_markup(tmp_path: Path) -> None:
    page = tmp_path / "<b>2024-03-05_河滨日报_01版.txt"
    page.write_text(EVIL, encoding="utf-8")
    html, shown = draw(tmp_path, str(page))
    assert not {"script", "img", "b onload"} & set(shown.tags)
    assert "<img" not in html and "<script" not in html and "<b>2024" not in html
    assert shown.texts["dump"] == EVIL
    assert "<script>alert(1)</script>" in shown.texts["title"]


def test_nothing_comes_from_elsewhere_and_every_link_leads_somewhere(tmp_path: Path) -> None:
    html, shown = draw(tmp_path, *PAGES)
    assert shown.addresses and len(shown.ids) == len(set(shown.ids))
    assert all(address[:1] == "#" and address[1:] in shown.ids for address in shown.addresses)
    assert (
        "url(" not in html and "@import" not in html and "http" not in html.replace("http-eq", "")
    )


def test_each_file_has_its_section_and_the_list_says_why(tmp_path: Path) -> None:
    _, shown = draw(tmp_path, *PAGES)
    assert {"f1", "f2"} <= set(shown.ids) and "nav" in shown.tags
    assert len([one for one in shown.ids if one.startswith("i1-")]) == 5
    assert "下文以电头开篇" in shown.texts["card"] and "+7.00" in shown.texts["card"]
    _, one = draw(tmp_path, PAGES[0])
    assert "nav" not in one.tags


def test_formats_without_own_text_show_the_items(tmp_path: Path) -> None:
    file = tmp_path / "2024-03-05_河滨日报_01版.pdf"
    lines = ["桥通了", "本报讯 记者王小明报道:5月1日,大桥通车,老人过江不再等船。"]
    file.write_bytes(pdf([[(50, 700 - 30 * at, 12, text) for at, text in enumerate(lines)]]))
    archive = tmp_path / "a.jsonl"
    archive.write_text(
        '{"title": "甲", "text": "今天<下雨>。"}\n{"text": "乙。"}\n', encoding="utf-8"
    )
    _, shown = draw(tmp_path, str(file), str(archive))
    assert "dump" not in shown.texts
    assert "老人过江不再等船" in shown.texts["text"] and "今天<下雨>。" in shown.texts["text"]
    assert {"i1-1", "i2-1", "i2-2"} <= set(shown.ids)
    assert len(list(read_articles(str(archive)))) == 2


def test_what_cannot_be_read_is_told_and_the_rest_is_drawn(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, shown = draw(tmp_path, PAGES[0], str(tmp_path / "没有.txt"), status=1)
    assert "没有.txt" in shown.texts["fault"] and "没有.txt" in capsys.readouterr().err
    assert shown.texts["dump"] == read_page(PAGES[0]).text


def test_an_old_drawing_is_overwritten(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("旧" * 100_000, encoding="utf-8")
    html, _ = draw(tmp_path, PAGES[0])
    assert html.startswith("<!doctype html>") and "旧旧" not in html and html.endswith("</html>\n")


def test_places_that_cannot_be_written_are_told_in_both_languages(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "page.txt"
    page.write_text("桥通了。\n", encoding="utf-8")
    for out, words in (
        (tmp_path, ("是文件夹", "is a folder")),
        (tmp_path / "no" / "x.html", ("没有这个文件夹", "No such folder")),
        (page, ("不会覆盖", "is kept")),
    ):
        assert main(["articles", str(page), "--html", str(out)]) == 2
        told = capsys.readouterr()
        assert told.out == "" and all(word in told.err for word in words)
    assert page.read_text(encoding="utf-8") == "桥通了。\n"
    assert main(["articles", str(page), "--html", "/dev/full"]) == 1
    assert "写不了" in capsys.readouterr().err


def test_json_may_be_asked_for_as_well(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["articles", PAGES[0], "--html", str(tmp_path / "a.html"), "--json"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 5
    assert (tmp_path / "a.html").exists()


def test_a_page_with_places_is_drawn_and_explained(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Its headline is one by its size, its caption by its place."""
    body = [(40, 700 - 14 * n, 10, "大桥全长八百米，双向四车道，") for n in range(6)]
    caption = (330, 580, 8.5, "居民走过刚刚通车的渡口大桥")
    file = tmp_path / "报.pdf"
    file.write_bytes(
        pdf([[(40, 730, 24, "渡口大桥建成通车"), *body, b"330 600 250 130 re f", caption]])
    )
    assert main(["articles", str(file), "--explain"]) == 0
    told = capsys.readouterr().out
    assert "大字标题，依字号和位置" in told and "图片说明，依位置" in told
    out = tmp_path / "page.html"
    assert main(["articles", str(file), "--html", str(out)]) == 0
    assert "渡口大桥建成通车" in out.read_text(encoding="utf-8")
