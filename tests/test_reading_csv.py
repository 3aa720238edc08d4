"""CSV: a row is an article; bad rows are named by their line, and good ones kept."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import ReadingError
from bot.reading.articles import file_span, read_articles

HEAD = ["id", "title", "text", "date", "page", "paper", "author"]
BRIDGE = [
    "甲-1",
    "渡口大桥通车",
    "5月1日，渡口大桥通车。",
    "2024-05-02",
    "3",
    "河滨日报",
    "王小明、李四",
]


def write(tmp_path, rows, encoding="utf-8", **style):
    file = tmp_path / "rows.csv"
    with file.open("w", encoding=encoding, newline="") as out:
        csv.writer(out, **style).writerows(rows)
    return str(file)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_all_columns_come_back(tmp_path, encoding, delimiter):
    file = write(tmp_path, [HEAD, BRIDGE], encoding, delimiter=delimiter)
    [article] = read_articles(file)
    assert (article.id, article.title, article.text) == tuple(BRIDGE[:3])
    assert (article.date, article.page, article.paper) == ("2024-05-02", "3", "河滨日报")
    assert article.authors == ("王小明", "李四")


def test_chinese_column_names_are_known(tmp_path):
    rows = [["标题", "正文", "日期", "版次"], ["大桥通车", "桥通了。", "2024年5月2日", "A3"]]
    [article] = read_articles(write(tmp_path, rows))
    assert (article.title, article.text, article.date, article.page) == (
        "大桥通车", "桥通了。", "2024-05-02", "A3",
    )  # fmt: skip


def test_bad_rows_are_named_by_line_and_good_ones_kept(tmp_path):
    file = tmp_path / "rows.csv"
    file.write_text(
        'title,text\n一,"第一段。\n第二段。"\n二,\n三,文,多余\n\n四,第四篇。\n五,"没有收尾\n',
        encoding="utf-8",
    )
    kept = []
    with pytest.raises(ReadingError, match="3 lines are no articles") as caught:
        kept.extend(article.text for article in read_articles(str(file)))
    assert kept == ["第一段。\n第二段。", "第四篇。"]
    for line in (4, 5, 8):
        assert f"rows.csv:{line} " in str(caught.value)


def test_a_header_without_text_is_refused(tmp_path):
    with pytest.raises(ReadingError, match=r"第 1 行没有名为 text 的列.*title,text,date"):
        list(read_articles(write(tmp_path, [["a", "b"], ["1", "2"]])))


def test_big_cells_are_read(tmp_path):
    text = "渡口大桥通车。" * 100_000
    [article] = read_articles(write(tmp_path, [["text"], [text]]))
    assert article.text == text


def test_a_cell_beyond_all_measure_is_a_bad_row(tmp_path):
    file = write(tmp_path, [["text"], ["桥" * (16 << 20) + "桥"], ["好。"]])
    kept = []
    with pytest.raises(ReadingError, match=r"rows\.csv:2 field larger"):
        kept.extend(article.text for article in read_articles(file))
    assert kept == ["好。"]


def test_a_quote_is_found_in_the_file(tmp_path):
    rows = [["title", "text"], ["题", '老何说"桥稳"，\n风大。'], ["题二", "第二篇。"]]
    file = write(tmp_path, rows)
    text = Path(file).read_text(encoding="utf-8")
    first, second = read_articles(file)
    assert text[slice(*file_span(first, 0, 3))] == "老何说"
    assert text[slice(*file_span(second, 0, 4))] == "第二篇。"
    assert file_span(first, 2, 8) is None  # its quotation marks are doubled in the file
    assert text[first.file_start : first.file_end].startswith("题,")


@given(
    cells=st.lists(st.text("甲乙,\"\n 'a", min_size=1).filter(str.strip), min_size=1, max_size=4)
)
def test_pieces_match_the_file(tmp_path_factory, cells):
    file = tmp_path_factory.getbasetemp() / "any.csv"
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([["text", "title"], *([c, "题"] for c in cells)])
    file.write_text(out.getvalue(), encoding="utf-8", newline="")
    articles = list(read_articles(str(file)))
    assert [article.text for article in articles] == cells
    for article in articles:
        for piece in article.pieces:
            there = out.getvalue()[piece.file_start :][: piece.end - piece.start]
            assert article.text[piece.start : piece.end] == there


def test_columns_have_other_names_and_authors_their_bylines(tmp_path):
    file = tmp_path / "库.csv"
    file.write_text(
        "文章标题,发布时间,所在版面,报纸名称,记者/通讯员,内容\n"
        "大桥通车,2024-05-02,2,河滨日报,本报记者 王小明 通讯员 李立,大桥通车了。\n"
        "学校开门,2024-05-02,3,河滨日报,记者：赵敏,学校开门了。\n"
        "春播结束,2024-05-02,3,河滨日报,本报记者王小明,春播结束了。\n"
        "清明,2024-05-02,4,河滨日报,何小满、周远,清明了。\n",
        encoding="utf-8",
    )
    found = [*read_articles(str(file))]
    assert (found[0].title, found[0].date, found[0].page, found[0].paper) == (
        "大桥通车", "2024-05-02", "2", "河滨日报",
    )  # fmt: skip
    assert [one.authors for one in found] == [
        ("王小明", "李立"), ("赵敏",), ("王小明",), ("何小满", "周远"),
    ]  # fmt: skip
