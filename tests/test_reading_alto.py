"""ALTO: the text blocks of a scanned page in their order; bombs are refused."""

import pytest

from bot.errors import ReadingError
from bot.reading.articles import read_articles
from bot.reading.files import list_files
from bot.reading.formats.alto_pages import read_alto
from bot.reading.sources import Corpus

SPACES = [
    "",
    "http://www.loc.gov/standards/alto/ns-v2#",
    "http://www.loc.gov/standards/alto/ns-v4#",
]


def alto(*pages, space=SPACES[2], prolog='<?xml version="1.0" encoding="UTF-8"?>'):
    xmlns = f' xmlns="{space}"' if space else ""
    return f"{prolog}<alto{xmlns}><Layout>{''.join(pages)}</Layout></alto>"


def page(*blocks, attributes='PHYSICAL_IMG_NR="3"'):
    made = "".join(f"<TextBlock>{''.join(map(line, block))}</TextBlock>" for block in blocks)
    return (
        f"<Page {attributes}><PrintSpace><ComposedBlock>{made}</ComposedBlock></PrintSpace></Page>"
    )


def line(content):
    return f"<TextLine>{content}</TextLine>" if content.startswith("<") else (
        "<TextLine>" + "".join(f'<String CONTENT="{char}"/>' for char in content) + "</TextLine>"
    )  # fmt: skip


def write(tmp_path, text, name="0003.xml", encoding="utf-8"):
    file = tmp_path / name
    file.write_bytes(text.encode(encoding))
    return str(file)


def text_of(tmp_path, *lines):
    [source] = Corpus([write(tmp_path, alto(page(lines)))]).sources()
    [made] = read_alto(source)
    return made.text


BRIDGE = ["渡口大桥建成通车"], ["本报讯5月1日，渡口大桥建成通", "车，两岸居民过江不再靠船。"]
SCHOOL = ["山脚小学添了图书室"], ["本报讯4月28日，山脚小学的图书室开门。"]


@pytest.mark.parametrize("space", SPACES)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_blocks_become_articles(tmp_path, space, encoding):
    prolog = f'<?xml version="1.0" encoding="{encoding}"?>'
    text = alto(page(*BRIDGE, *SCHOOL), space=space, prolog=prolog)
    bridge, school = read_articles(write(tmp_path, text, encoding=encoding))
    assert (bridge.title, school.title) == ("渡口大桥建成通车", "山脚小学添了图书室")
    assert "".join(bridge.text.split()).endswith("渡口大桥建成通车，两岸居民过江不再靠船。")
    assert bridge.page == "3"
    assert (bridge.file_start, bridge.file_end, bridge.pieces) == (None, None, ())


def test_the_printed_number_is_the_pages_name(tmp_path):
    sheet = page(*BRIDGE, attributes='PHYSICAL_IMG_NR="3" PRINTED_IMG_NR="A05"')
    [article] = read_articles(write(tmp_path, alto(sheet)))
    assert article.page == "A5"


def test_the_image_of_a_page_beside_its_alto_is_no_page_of_its_own(tmp_path):
    write(tmp_path, alto(page(*BRIDGE)))
    write(tmp_path, "<notes/>", name="0004.xml")
    for name in ("0003.tif", "0004.tif", "0005.png"):
        (tmp_path / name).write_bytes(b"II*\0")
    names = [file.rsplit("/", 1)[1] for file in list_files([str(tmp_path)])]
    assert names == ["0003.xml", "0004.tif", "0004.xml", "0005.png"]


def test_several_pages_in_one_file(tmp_path):
    pages = [page(*BRIDGE, attributes='ID="P1"'), page(*SCHOOL, attributes='ID="P2"')]
    assert [a.page for a in read_articles(write(tmp_path, alto(*pages)))] == ["1", "2"]


def test_spaces_and_hyphens(tmp_path):
    told = text_of(
        tmp_path,
        '<String CONTENT="news"/><SP/><String CONTENT="pa" SUBS_TYPE="HypPart1"'
        ' SUBS_CONTENT="paper"/><HYP CONTENT="-"/>',
        '<String CONTENT="per" SUBS_TYPE="HypPart2" SUBS_CONTENT="paper"/><SP/>'
        '<String CONTENT="of"/><String CONTENT="today"/>',
        '<String CONTENT="half"/><HYP CONTENT="-"/>',
        '<String CONTENT="大"/><String CONTENT="桥"/>',
    )
    assert told.split("\n") == ["news paper", " of today", "half-", "大桥"]


def test_entity_bombs_are_refused(tmp_path):
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    bomb = f'<?xml version="1.0"?><!DOCTYPE alto [<!ENTITY l0 "哈">{levels}]>'
    with pytest.raises(ReadingError, match=r"不应有 DOCTYPE.*must not have a DOCTYPE"):
        list(read_articles(write(tmp_path, alto(page(["&l9;"]), prolog=bomb))))


def test_bad_xml_is_told_with_its_line(tmp_path):
    with pytest.raises(ReadingError, match=r"XML 有误.*第 2 行.*line 2"):
        list(read_articles(write(tmp_path, alto().replace("</Layout>", "\n<oops>"))))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (alto(page()), "holds no text"),
        (alto(), "holds no text"),
        ('<?xml version="1.0"?><mets:mets xmlns:mets="http://www.loc.gov/METS/"/>', "lists no"),
        ('<?xml version="1.0"?><rss/>', "is no ALTO"),
    ],
)
def test_other_files_are_told(tmp_path, text, reason):
    with pytest.raises(ReadingError, match=reason):
        list(read_articles(write(tmp_path, text)))
