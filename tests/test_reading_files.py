"""Files are found, decoded or refused with a reason."""

import time

import pytest

from bot.errors import ReadingError
from bot.reading.articles import is_page_file, list_files, read_articles, read_page

PAGE = "渡口大桥通车\n\n本报讯 记者王小明报道：5月1日，渡口大桥通车。两岸居民往来方便了。\n"


def texts(file):
    return [article.text for article in read_articles(str(file))]


def test_files_are_listed_sorted_under_the_path_as_typed(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in ("corpus/乙/b.txt", "corpus/甲/a.txt", "corpus/.hidden/c.txt", "corpus/README.md"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(PAGE, encoding="utf-8")
    (tmp_path / "corpus/乙/LICENSE").write_text("x", encoding="utf-8")
    (tmp_path / "corpus/乙/scan.exe").write_bytes(b"MZ")
    assert list_files(["corpus"]) == ["corpus/乙/b.txt", "corpus/乙/scan.exe", "corpus/甲/a.txt"]
    assert list_files(["corpus/甲/a.txt", "corpus/甲"]) == ["corpus/甲/a.txt"]
    assert not is_page_file("corpus/乙/scan.exe")


def test_a_missing_path_is_named(tmp_path):
    with pytest.raises(ReadingError, match=r"路径不存在.*nowhere.*No such path"):
        list_files([str(tmp_path / "nowhere")])


def test_an_unknown_kind_of_file_is_refused_with_the_known_ones(tmp_path):
    file = tmp_path / "scan.exe"
    file.write_bytes(b"MZ")
    with pytest.raises(ReadingError, match=r"Unsupported kind.*\.jsonl"):
        list(read_articles(str(file)))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_encodings_and_newlines_give_the_same_articles(tmp_path, encoding, newline):
    file = tmp_path / "a.txt"
    file.write_bytes(PAGE.replace("\n", newline).encode(encoding))
    assert read_page(str(file)).text == PAGE
    assert texts(file) == [PAGE.split("\n")[2]]


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", "Empty file"),
        (b"\xef\xbb\xbf \n\n", "Empty file"),
        (b"\x00\x01\x02\xff" * 50, "NUL bytes"),
        (bytes(range(128, 256)) * 20, "Unknown text encoding"),
        ("渡口".encode("utf-16") + b"\xd8", "Unknown text encoding"),
        (PAGE.encode("utf-8") + b"\xe6", "Unknown text encoding"),
    ],
)
def test_what_is_no_text_is_refused_with_its_name(tmp_path, raw, reason):
    file = tmp_path / "bad.txt"
    file.write_bytes(raw)
    with pytest.raises(ReadingError, match=reason) as caught:
        list(read_articles(str(file)))
    assert "bad.txt" in str(caught.value)


def test_a_file_that_does_not_open_is_refused(tmp_path):
    folder = tmp_path / "folder.txt"
    folder.mkdir()
    with pytest.raises(ReadingError, match=r"无法打开文件.*Cannot open"):
        list(read_articles(str(folder)))


@pytest.mark.parametrize(
    "text",
    [
        "大坝今天合龙了，" * 1_000_000,  # one line, 24 MB as UTF-8
        "\n" * 1_000_000 + PAGE,
        "大坝合龙\n" * 1_000_000,
        "大坝合龙\n" * 40_000,
        "大坝 " * 300_000,
    ],
    ids=["one long line", "blank lines", "short lines", "fewer short lines", "spaces"],
)
def test_odd_files_are_read_in_linear_time(tmp_path, text):
    file = tmp_path / "odd.txt"
    file.write_text(text, encoding="utf-8")
    start = time.process_time()
    count = sum(1 for _ in read_articles(str(file)))
    assert count >= 1
    assert time.process_time() - start < 20  # 2 s; what other work takes does not count
