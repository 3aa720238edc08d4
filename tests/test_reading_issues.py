"""A text file that holds several pages: each is told by its own head."""

from pathlib import Path

import pytest

from bot.pageview.page_html import DrawnFile
from bot.reading.articles import read_articles, read_sheets
from bot.reading.decoding import read_text
from bot.reading.issues import parts_of

DEMO = sorted(Path("corpus/云溪日报").glob("2024*.txt"))
STORY = "渡口大桥通车\n\n　　本报讯 5月1日，渡口大桥建成通车，两岸居民过江不再靠船。\n"
SCHOOL = "图书室开门\n\n　　本报讯 4月28日，山脚小学的图书室开门，架上有四千册书。\n"


def known(text, tmp_path, name="合订.txt"):
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    return [(a.title, a.paper, a.date, a.page) for a in read_articles(str(file))]


@pytest.mark.parametrize(
    ("head", "date", "page"),
    [
        ("河滨日报 2024年5月2日 星期四 第02版", "2024-05-02", "2"),
        ("2 民生 2024年5月2日 星期四", "2024-05-02", "2"),
        ("第02版\n2024年5月2日\n河滨日报", "2024-05-02", "2"),
        ("河滨日报 2024年5月3日 第01版", "2024-05-03", "1"),
        ("河滨日报 二〇二四年五月三日 第一版", "2024-05-03", "1"),
        ("河滨日报　第A03版", "2024-05-02", "A3"),
    ],
)
def test_each_page_has_its_own_day_and_number(tmp_path, head, date, page):
    text = f"河滨日报 2024年5月2日 第01版\n\n{STORY}\n{head}\n\n{SCHOOL}"
    assert known(text, tmp_path) == [
        ("渡口大桥通车", "河滨日报", "2024-05-02", "1"),
        ("图书室开门", "河滨日报", date, page),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "（下转第2版）",
        "人民时报 2024年5月3日 第02版",  # another paper: where the story was taken from
        "第2版 民生",  # a line of contents
        "河滨日报 2024年5月2日 第01版",  # the same page again
        "河滨日报 2024年5月3日，第02版刊登了这条消息。",
    ],
)
def test_what_is_no_head_of_another_page_parts_nothing(line):
    text = f"河滨日报 2024年5月2日 第01版\n\n{STORY}\n{line}\n\n{SCHOOL}"
    assert [(part.start, part.end) for part in parts_of(text, 0)] == [(0, len(text))]


def test_where_the_first_head_has_no_number_the_foot_of_the_last_page_helps(tmp_path):
    story = STORY + 12 * "　　工程去年开工，今年完工，花了三千二百万元。\n"
    second = f"河滨日报 2024年5月2日 第02版\n\n{SCHOOL}"
    foot = "8\n2024年5月2日\n河滨日报\n"
    text = f"河滨日报 2024年5月2日\n\n{story}\n{second}\n河滨日报 第08版\n\n{story}\n{foot}"
    assert known(text, tmp_path) == [
        ("渡口大桥通车", "河滨日报", "2024-05-02", None),
        ("图书室开门", "河滨日报", "2024-05-02", "2"),
        ("渡口大桥通车", "河滨日报", "2024-05-02", "8"),
    ]


def test_a_text_that_does_not_begin_with_a_head_is_one_page():
    text = f"{STORY}\n河滨日报 2024年5月2日 第01版\n\n{SCHOOL}\n河滨日报 2024年5月2日 第02版\n"
    assert len(parts_of(text, 0)) == 1


def test_front_matter_that_names_the_page_is_of_the_whole_file(tmp_path):
    text = f"---\npage: 5\n---\n河滨日报 2024年5月2日 第01版\n{STORY}\n河滨日报 第02版\n\n{SCHOOL}"
    assert {page for *_, page in known(text, tmp_path)} == {"5"}


def test_the_pages_of_the_demo_paper_in_one_file_are_those_of_their_files(tmp_path):
    files = [file for file in DEMO if "2024年" in read_text(str(file))[:60]]
    assert len(files) > 10
    whole = tmp_path / "云溪日报.txt"
    whole.write_text("\n\n".join(read_text(str(file)) for file in files), encoding="utf-8")
    alone = [article for file in files for article in read_articles(str(file))]
    together = list(read_articles(str(whole)))
    said = [
        [(a.title, a.text, a.paper, a.date, a.page) for a in articles]
        for articles in (alone, together)
    ]
    assert said[0] == said[1]
    text = whole.read_text(encoding="utf-8")
    for article in together:
        for piece in article.pieces:
            length = piece.end - piece.start
            assert (
                article.text[piece.start : piece.end]
                == text[piece.file_start : piece.file_start + length]
            )


def test_the_drawing_shows_every_character_of_the_file_once(tmp_path):
    from html import unescape
    from re import sub

    from bot.pageview import page_html

    text = f"河滨日报 2024年5月2日 第01版\n\n{STORY}\n河滨日报 2024年5月3日 第01版\n\n{SCHOOL}"
    file = tmp_path / "合订.txt"
    file.write_text(text, encoding="utf-8")
    drawn = page_html._section(DrawnFile(str(file), tuple(read_sheets(str(file)))), 1)
    dumps = "".join(part.split("<ol")[0] for part in drawn.split('<div class="dump">')[1:])
    assert "".join(unescape(sub("<[^>]*>", "", dumps)).split()) == "".join(text.split())
