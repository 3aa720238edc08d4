"""Zip archives: each member is a file of its own, nothing is unpacked, bombs are refused."""

import struct
import zipfile

import pytest
from papers import FakeEncoder

from bot.build import build_index
from bot.errors import ReadingError
from bot.reading import packed
from bot.reading.articles import Corpus, file_span, read_articles

BRIDGE = "渡口大桥通车\n\n本报讯 记者王小明报道：5月1日，渡口大桥通车。两岸居民往来方便了。\n"
SCHOOL = "山脚小学添了图书室\n\n本报讯 4月28日，山脚小学的图书室开门，书架上摆着四千册书。\n"
ROW = '{"id": "甲", "title": "水库蓄水", "text": "青石水库蓄水到了三百米。"}\n'


def pack(path, members, method=zipfile.ZIP_DEFLATED):
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def names(path):
    return [source.name.removeprefix(path.as_posix()) for source in Corpus([str(path)]).sources()]


def failures(path):
    """Name within the archive -> reason."""
    found = {}
    for source in Corpus([str(path)]).sources():
        try:
            source.digest()
        except ReadingError as error:
            found[source.name.removeprefix(path.as_posix())] = str(error)
    return found


def test_each_member_is_a_file_of_its_own(tmp_path):
    members = {
        "云溪日报/2024-05-02_云溪日报_03版.txt": BRIDGE.encode("gb18030"),
        "b.jsonl": ROW,
        "c.csv": "title,text\n集市,周六开市。\n",
    }
    path = pack(tmp_path / "a.zip", members)
    articles = list(read_articles(str(path)))
    assert names(path) == ["/b.jsonl", "/c.csv", "/云溪日报/2024-05-02_云溪日报_03版.txt"]
    assert [article.title for article in articles] == ["水库蓄水", "集市", "渡口大桥通车"]
    page = articles[2]
    assert page.file == f"{path.as_posix()}/云溪日报/2024-05-02_云溪日报_03版.txt"
    assert (page.date, page.paper, page.page) == ("2024-05-02", "云溪日报", "3")


def test_offsets_are_in_the_members_text(tmp_path):
    [article] = read_articles(str(pack(tmp_path / "a.zip", {"a.txt": BRIDGE})))
    start, end = file_span(article, 0, 10)
    assert BRIDGE[start:end] == article.text[:10]


def test_names_in_gbk_are_decoded(tmp_path):
    name = "河滨日报/五月二日.txt"
    path = pack(tmp_path / "a.zip", {"x" * len(name.encode("gbk")): BRIDGE})
    path.write_bytes(path.read_bytes().replace(b"x" * len(name.encode("gbk")), name.encode("gbk")))
    assert names(path) == ["/" + name]
    [article] = read_articles(str(path))
    assert article.paper == "河滨日报"


def test_hidden_members_and_folders_are_passed_over(tmp_path):
    path = pack(
        tmp_path / "a.zip",
        {
            "__MACOSX/._a.txt": b"\0",
            ".DS_Store": b"\0",
            "空/": b"",
            "README.txt": "x",
            "a.txt": BRIDGE,
        },
    )
    assert names(path) == ["/a.txt"]


@pytest.mark.parametrize(
    "name", ["../a.txt", "甲/../../a.txt", "/etc/a.txt", "C:\\a.txt", "..\\a.txt"]
)
def test_a_path_out_of_the_archive_is_not_read(tmp_path, name):
    path = pack(tmp_path / "a.zip", {name: SCHOOL, "good.txt": BRIDGE})
    [(_, reason)] = failures(path).items()
    assert "leads out of the archive" in reason
    assert {file.name for file in tmp_path.rglob("*")} == {"a.zip"}


def test_bad_members_are_told_one_by_one_and_the_rest_is_indexed(tmp_path):
    folder = tmp_path / "papers"
    folder.mkdir()
    inner = pack(tmp_path / "inner.zip", {"a.txt": SCHOOL}).read_bytes()
    path = pack(
        folder / "a.zip",
        {
            "good.txt": BRIDGE,
            "程序.exe": b"MZ",
            "inner.zip": inner,
            "empty.txt": "",
            "坏.txt": SCHOOL * 9,
        },
        zipfile.ZIP_STORED,
    )
    raw = path.read_bytes()
    at = raw.rindex("书架".encode())
    path.write_bytes(raw[:at] + b"x" + raw[at + 1 :])  # its checksum is wrong now
    for changed in (1, 0):
        report = build_index([str(folder)], str(tmp_path / "index"), FakeEncoder()).as_json()
        assert (report["files"]["added"], report["articles"]) == (changed, 1)
        reasons = {f["file"].split("a.zip/")[1]: f["reason"] for f in report["files"]["failed"]}
        assert set(reasons) == {"程序.exe", "inner.zip", "empty.txt", "坏.txt"}
        assert "zip within a zip" in reasons["inner.zip"]
        assert "Unsupported" in reasons["程序.exe"]
        assert "Damaged in its archive" in reasons["坏.txt"]


def test_only_a_changed_member_is_read_again(tmp_path):
    path = pack(tmp_path / "a.zip", {"a.txt": BRIDGE, "b.txt": SCHOOL})
    build_index([str(path)], str(tmp_path / "index"), FakeEncoder())
    pack(path, {"a.txt": BRIDGE, "c.txt": SCHOOL.replace("四千", "五千")})
    report = build_index([str(path)], str(tmp_path / "index"), FakeEncoder())
    assert (report.added, report.changed, report.removed, report.unchanged) == (1, 0, 1, 1)


def test_an_encrypted_member_is_told(tmp_path):
    path = pack(tmp_path / "a.zip", {"a.txt": BRIDGE, "good.txt": SCHOOL})
    raw = bytearray(path.read_bytes())
    entry = raw.index(b"PK\x01\x02")
    raw[entry + 8] |= 1
    raw[6] |= 1
    path.write_bytes(raw)
    assert "有密码" in failures(path)["/a.txt"]
    kept = []
    with pytest.raises(ReadingError, match="Encrypted"):
        kept.extend(article.title for article in read_articles(str(path)))
    assert kept == ["山脚小学添了图书室"]


def test_a_bomb_is_not_expanded(tmp_path):
    path = pack(tmp_path / "a.zip", {"bomb.txt": bytes(30 << 20), "good.txt": BRIDGE})
    assert path.stat().st_size < 100_000
    assert "zip bomb" in failures(path)["/bomb.txt"]


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_methods_that_cannot_be_bounded_are_refused(tmp_path, method):
    path = pack(tmp_path / "a.zip", {"a.txt": BRIDGE}, method)
    assert "use deflate" in failures(path)["/a.txt"]


def test_a_member_that_lies_about_its_size_gives_no_more_than_it_states(tmp_path):
    path = pack(tmp_path / "a.zip", {"a.txt": bytes(5 << 20)})
    raw = bytearray(path.read_bytes())
    entry = raw.index(b"PK\x01\x02")
    raw[entry + 24 : entry + 28] = struct.pack("<I", 1000)
    path.write_bytes(raw)
    assert "Damaged in its archive" in failures(path)["/a.txt"]


def test_an_archive_beyond_the_limits_is_refused_whole(tmp_path, monkeypatch):
    path = pack(tmp_path / "a.zip", {"a.txt": BRIDGE, "b.txt": SCHOOL})
    monkeypatch.setattr(packed, "MAX_TOTAL", 200)
    assert list(failures(path)) == [""]
    assert "unpack it into a folder" in failures(path)[""]
    monkeypatch.setattr(packed, "MAX_MEMBERS", 1)
    assert "More than 1 files" in failures(path)[""]


def test_two_members_of_one_name_are_not_mixed_up(tmp_path):
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", BRIDGE)
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("a.txt", SCHOOL)
    kept = []
    with pytest.raises(ReadingError, match="Named twice"):
        kept.extend(article.title for article in read_articles(str(path)))
    assert kept == ["渡口大桥通车"]


@pytest.mark.parametrize("keep", [30, 200])
def test_a_damaged_archive_is_refused(tmp_path, keep):
    path = pack(tmp_path / "a.zip", {"a.txt": BRIDGE, "b.txt": SCHOOL})
    path.write_bytes(path.read_bytes()[:keep])
    with pytest.raises(ReadingError, match=r"压缩包已损坏.*Damaged archive"):
        list(read_articles(str(path)))


def test_an_archive_without_files_is_refused(tmp_path):
    with pytest.raises(ReadingError, match="No files in the archive"):
        list(read_articles(str(pack(tmp_path / "a.zip", {}))))
