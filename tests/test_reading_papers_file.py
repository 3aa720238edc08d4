"""papers.toml tells what the files beside it do not say themselves; a wrong one is told by line."""

import json
import zipfile

import pytest
from papers import FakeEncoder

from bot.build import build_index
from bot.errors import ReadingError
from bot.reading.articles import Corpus, articles_of, read_articles

STORY = "渡口大桥通车\n\n本报讯 记者王小明报道：5月1日，渡口大桥通车。两岸居民往来方便了。\n"


def put(folder, name, text=STORY):
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def only(folder, *paths):
    [article] = [a for s in Corpus(list(paths or [str(folder)])).sources() for a in articles_of(s)]
    return article


def known(article):
    return article.paper, article.date, article.page, article.section


def test_the_paper_and_the_section_of_a_page(tmp_path):
    put(tmp_path, "papers.toml", 'paper = "河滨日报"\n[sections]\n1 = "要闻"\n"03" = "乡村"\n')
    put(tmp_path, "2024-05-02_第3版.txt")
    assert known(only(tmp_path)) == ("河滨日报", "2024-05-02", "3", "乡村")


def test_without_one_all_is_as_before(tmp_path):
    put(tmp_path, "2024-05-02_云溪日报_03版.txt")
    assert known(only(tmp_path)) == ("云溪日报", "2024-05-02", "3", None)


def test_it_is_stronger_than_the_masthead_and_weaker_than_front_matter(tmp_path):
    put(tmp_path, "papers.toml", 'paper = "河滨日报"\n')
    put(tmp_path, "a.txt", "云溪日报 2024年5月2日 第01版\n\n" + STORY)
    assert known(only(tmp_path)) == ("河滨日报", "2024-05-02", "1", None)
    put(tmp_path, "a.txt", "---\npaper: 山城晚报\n---\n" + STORY)
    assert only(tmp_path).paper == "山城晚报"


def test_the_year_completes_a_masthead_and_a_file_name(tmp_path):
    put(tmp_path, "papers.toml", "year = 2021\n")
    put(tmp_path, "a.txt", "河滨日报 5月2日 星期日 第01版\n\n" + STORY)
    assert only(tmp_path).date == "2021-05-02"
    put(tmp_path, "a.txt").rename(tmp_path / "5月3日.txt")
    assert only(tmp_path).date == "2021-05-03"


@pytest.mark.parametrize(
    ("pattern", "name", "expected"),
    [
        ("{year}{month}{day}-{page}", "20240502-03", (None, "2024-05-02", "3")),
        ("{month}{day}_{page}_*", "0502_A3_终稿", (None, "2021-05-02", "A3")),
        ("{paper}/{year}/{month}-{day}/{page}", "晚报/2024/5-2/12", ("晚报", "2024-05-02", "12")),
        ("*/{month}.{day}", "任意/12.31", (None, "2021-12-31", None)),
        ("{page}(清样)", "07(清样)", (None, None, "7")),
    ],
)  # fmt: skip
def test_patterns_read_file_names(tmp_path, pattern, name, expected):
    put(tmp_path, "papers.toml", f'year = 2021\n[[files]]\npattern = "{pattern}"\n')
    put(tmp_path, name + ".txt")
    assert known(only(tmp_path))[:3] == expected


def test_the_first_pattern_that_fits_wins(tmp_path):
    rules = (("{page}-副", "河滨副刊"), ("{page}-*", "河滨晚报"))
    table = 'paper = "河滨日报"\n' + "".join(
        f'[[files]]\npattern = "{pattern}"\npaper = "{paper}"\nsection = "副刊"\n'
        for pattern, paper in rules
    )
    put(tmp_path, "papers.toml", table)
    for name, paper in (("2-副", "河滨副刊"), ("2-乙", "河滨晚报"), ("丙", "河滨日报")):
        file = put(tmp_path, name + ".txt")
        assert only(tmp_path).paper == paper
        file.unlink()


def test_the_nearest_one_within_the_path_speaks(tmp_path):
    put(tmp_path, "papers.toml", 'paper = "河滨日报"\n')
    put(tmp_path, "甲/papers.toml", "year = 2021\n")
    put(tmp_path, "甲/a.txt")
    put(tmp_path, "乙/b.txt")
    assert [a.paper for s in Corpus([str(tmp_path)]).sources() for a in articles_of(s)] == [
        "河滨日报", None,
    ]  # fmt: skip
    assert only(tmp_path, str(tmp_path / "乙")).paper is None  # the one above is not under the path


def test_rows_and_members_of_archives_heed_it(tmp_path):
    put(
        tmp_path,
        "papers.toml",
        'paper = "河滨日报"\n[[files]]\npattern = "a.zip/{year}-{month}-{day}"\n',
    )
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        rows = ({"text": "一。"}, {"text": "二。", "paper": "云溪日报", "date": "2020-01-01"})
        archive.writestr("2024-05-02.jsonl", "\n".join(map(json.dumps, rows)))
    first, second = read_articles(str(tmp_path / "a.zip"))
    assert known(first)[:2] == ("河滨日报", "2024-05-02")
    assert known(second)[:2] == ("云溪日报", "2020-01-01")


def test_a_changed_one_reads_its_files_again_and_encodes_nothing(tmp_path):
    folder, index = tmp_path / "papers", str(tmp_path / "index")
    put(folder, "甲/a.txt")
    put(folder, "乙/b.txt", STORY.replace("渡口", "河口"))
    build_index([str(folder)], index, FakeEncoder())
    put(folder, "甲/papers.toml", 'paper = "河滨日报"\n')
    encoder = FakeEncoder()
    report = build_index([str(folder)], index, encoder)
    assert (report.changed, report.unchanged, report.failed) == (1, 1, ())
    assert encoder.encoded == []


@pytest.mark.parametrize(
    ("table", "line", "advice"),
    [
        ('paper = "河滨日报"\nyear == 2', 2, "Not TOML"),
        ('paper = "河滨日报\n', 1, "Not TOML"),
        ('\npapper = "河滨日报"\n', 2, "Unknown papper; there are files paper sections year"),
        ("\n\npaper = 7\n", 3, "paper must be a text in quotes"),
        ('paper = "甲"\nyear = "2024"\n', 2, "year must be a year, like 2024"),
        ("[sections]\n1 = true\n", 2, "1 must be a text in quotes"),
        ('sections = "要闻"\n', 1, "sections must be a table"),
        ('files = "x"\n', 1, "Write it as"),
        ('\n[[files]]\npaper = "甲"\n', 2, "lacks its pattern"),
        ('[[files]]\npattern = "{jahr}"\n', 2, "Unknown {jahr}; there are {year} {month}"),
        ('[[files]]\npattern = "{year"\n', 2, "A brace without its partner"),
        ('[[files]]\npattern = "{day}{day}"\n', 2, "stands there twice"),
    ],
)
def test_a_wrong_one_is_told_with_its_line(tmp_path, table, line, advice):
    put(tmp_path, "papers.toml", table)
    put(tmp_path, "a.txt")
    with pytest.raises(ReadingError) as caught:
        build_index([str(tmp_path)], str(tmp_path / "index"), FakeEncoder())
    assert f"papers.toml 第 {line} 行有误" in str(caught.value)
    assert f"papers.toml, line {line}: " in str(caught.value)
    assert advice in str(caught.value)


def test_one_in_another_encoding_is_told(tmp_path):
    (tmp_path / "papers.toml").write_bytes('year = 2021\npaper = "河滨日报"\n'.encode("gbk"))
    put(tmp_path, "a.txt")
    with pytest.raises(ReadingError, match=r"第 2 行有误.*Save it as UTF-8"):
        Corpus([str(tmp_path)])
