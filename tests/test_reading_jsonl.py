"""Archives: a line is an article; its pieces stand in the raw line."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import ReadingError
from bot.reading.articles import file_span, read_articles


def write(tmp_path, *lines):
    file = tmp_path / "archive.jsonl"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return str(file)


def test_all_fields_come_back(tmp_path):
    row = {
        "id": "甲-1",
        "titles": ["县长在会上强调", "水要先治"],
        "text": "治水。",
        "date": "20200305",
        "page": 2,
        "paper": "河滨日报",
        "author": "王小明、李四",
    }
    [article] = read_articles(write(tmp_path, json.dumps(row, ensure_ascii=False)))
    assert (article.id, article.kicker, article.title) == ("甲-1", "县长在会上强调", "水要先治")
    assert (article.date, article.page, article.paper) == ("2020-03-05", "2", "河滨日报")
    assert article.authors == ("王小明", "李四")


@pytest.mark.parametrize(
    ("date", "iso"),
    [("20200305", "2020-03-05"), ("2020-3-5 00:57:00", "2020-03-05"), ("2018", None), (None, None)],
)
def test_only_a_full_date_is_a_date(tmp_path, date, iso):
    row = {"title": "题", "text": "文。", "date": date}
    assert next(read_articles(write(tmp_path, json.dumps(row)))).date == iso


def test_bad_lines_are_named_and_good_ones_kept(tmp_path):
    file = write(
        tmp_path, '{"text":"一。"}', "{oops", "", "[1]", '{"title":"无文"}', '{"text":"二。"}'
    )
    kept = []
    with pytest.raises(ReadingError, match=r"3 lines are no articles") as caught:
        kept.extend(article.text for article in read_articles(file))
    # extend takes what was yielded before the error
    assert kept == ["一。", "二。"]
    assert "archive.jsonl:2" in str(caught.value)
    assert "archive.jsonl:5" in str(caught.value)


def test_lone_surrogates_are_a_bad_line(tmp_path):
    with pytest.raises(ReadingError, match=r"archive\.jsonl:1"):
        list(read_articles(write(tmp_path, '{"text":"\\ud800"}')))


def test_an_escape_parts_the_pieces(tmp_path):
    line = '{"x": {"text": "不是"}, "text" : "第一段。\\n第二\\u4e00段。"}'
    [article] = read_articles(write(tmp_path, line))
    assert article.text == "第一段。\n第二一段。"
    assert all(
        article.text[p.start : p.end] == line[p.file_start : p.file_start + p.end - p.start]
        for p in article.pieces
    )
    assert file_span(article, 0, 4) == (line.index("第一"), line.index("第一") + 4)
    assert file_span(article, 0, 7) is None


def test_equal_articles_have_their_own_ids(tmp_path):
    line = '{"title":"题","text":"文。"}'
    ids = [article.id for article in read_articles(write(tmp_path, line, line))]
    assert len(set(ids)) == 2


@given(text=st.text(min_size=1).filter(lambda t: t.strip()), ascii_only=st.booleans())
def test_pieces_match_the_raw_line(tmp_path_factory, text, ascii_only):
    file = tmp_path_factory.getbasetemp() / "one.jsonl"
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return
    line = json.dumps({"a": [1, {"b": "\\"}], "text": text}, ensure_ascii=ascii_only)
    if not ascii_only and line != line.strip():
        return
    file.write_text(line, encoding="utf-8", newline="")
    [article] = read_articles(str(file))
    assert article.text == text
    for piece in article.pieces:
        assert text[piece.start : piece.end] == line[piece.file_start :][: piece.end - piece.start]


def test_a_page_is_called_as_everywhere_and_authors_are_parted(tmp_path):
    rows = [
        {"text": "大桥通车。", "page": "第03版", "author": "王小河/李一苇"},
        {"text": "县医院添设备。", "page": "a02"},
        {"text": "秋收开镰。", "page": "封面"},
    ]
    file = tmp_path / "rows.jsonl"
    file.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    articles = list(read_articles(str(file)))
    assert [article.page for article in articles] == ["3", "A2", "封面"]
    assert articles[0].authors == ("王小河", "李一苇")
