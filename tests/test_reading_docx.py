"""Word documents: paragraphs, tables and text boxes in their order, then the separator."""

import zipfile

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from bot.errors import ReadingError
from bot.reading.articles import read_articles

BRIDGE = "本报讯 记者王小明报道：5月1日，渡口大桥建成通车，两岸居民过江不再靠船。"
SCHOOL = "本报讯 通讯员李立报道：4月28日，山脚小学的图书室开门，书架上摆着四千册书。"
NAME = "2024-05-02_河滨日报_02版.docx"


def save(document, tmp_path, name=NAME):
    file = tmp_path / name
    document.save(str(file))
    return str(file)


def stories():
    document = Document()
    document.add_heading("渡口大桥建成通车", 1)
    document.add_paragraph(BRIDGE)
    document.add_heading("山脚小学添了图书室", 1)
    document.add_paragraph(SCHOOL)
    return document


def test_headings_part_the_articles(tmp_path):
    bridge, school = read_articles(save(stories(), tmp_path))
    assert (bridge.title, bridge.text, bridge.authors) == ("渡口大桥建成通车", BRIDGE, ("王小明",))
    assert (school.title, school.text) == ("山脚小学添了图书室", SCHOOL)
    assert (bridge.date, bridge.paper, bridge.page) == ("2024-05-02", "河滨日报", "2")
    assert (bridge.file_start, bridge.file_end, bridge.pieces) == (None, None, ())


def test_plain_paragraphs_are_separated_like_a_text_page(tmp_path):
    document = Document()
    for line in ("渡口大桥建成通车", BRIDGE, "", "山脚小学添了图书室", SCHOOL):
        document.add_paragraph(line)
    articles = list(read_articles(save(document, tmp_path)))
    assert [article.title for article in articles] == ["渡口大桥建成通车", "山脚小学添了图书室"]


def test_the_rows_of_a_table_are_lines(tmp_path):
    document = stories()
    table = document.add_table(3, 3)
    cells = ("学校", "书架", "册数", "山脚小学", "12", "4000", "河滨小学", "9", "3100")
    for cell, text in zip(table._cells, cells, strict=True):
        cell.text = text
    *_, school = read_articles(save(document, tmp_path))
    rows = [line.split() for line in school.text.split("\n")]
    assert rows[1:] == [
        ["学校", "书架", "册数"],
        ["山脚小学", "12", "4000"],
        ["河滨小学", "9", "3100"],
    ]


def test_tracked_insertions_are_in_and_deletions_out(tmp_path):
    document = Document()
    document.add_heading("渡口大桥建成通车", 1)
    paragraph = document.add_paragraph("大桥长")
    for change in ("<w:ins {}><w:r><w:t>三百</w:t></w:r></w:ins>",
                   "<w:del {}><w:r><w:delText>四百</w:delText></w:r></w:del>"):  # fmt: skip
        paragraph._p.append(parse_xml(change.format(nsdecls("w"))))
    paragraph.add_run("米。")
    [article] = read_articles(save(document, tmp_path))
    assert article.text == "大桥长三百米。"


def test_text_boxes_are_read_once(tmp_path):
    document = stories()
    box = "<w:txbxContent><w:p><w:r><w:t>渡口从此没有船。</w:t></w:r></w:p></w:txbxContent>"
    both = f"""<w:r {nsdecls("w")} xmlns:v="urn:schemas-microsoft-com:vml"
        xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:AlternateContent>
        <mc:Choice Requires="wps"><w:drawing>{box}</w:drawing></mc:Choice>
        <mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>
        </mc:AlternateContent></w:r>"""
    document.paragraphs[-1]._p.append(parse_xml(both))
    texts = "\n".join(article.text for article in read_articles(save(document, tmp_path)))
    assert texts.count("渡口从此没有船。") == 1


def test_an_empty_document_is_refused(tmp_path):
    with pytest.raises(ReadingError, match=r"没有文字.*holds no text"):
        list(read_articles(save(Document(), tmp_path)))


def test_a_damaged_document_is_refused(tmp_path):
    file = tmp_path / NAME
    save(stories(), tmp_path)
    file.write_bytes(file.read_bytes()[:4000])
    with pytest.raises(ReadingError, match=r"损坏.*Damaged"):
        list(read_articles(str(file)))


def test_a_document_whose_parts_are_no_xml_is_refused(tmp_path):
    save(stories(), tmp_path, "good.docx")
    file = tmp_path / NAME
    with zipfile.ZipFile(tmp_path / "good.docx") as good, zipfile.ZipFile(file, "w") as bad:
        for name in good.namelist():
            bad.writestr(name, b"<oops" if name == "word/document.xml" else good.read(name))
    with pytest.raises(ReadingError, match=r"Damaged Word file.*save it again"):
        list(read_articles(str(file)))


def test_a_document_that_would_swell_is_refused(tmp_path):
    save(stories(), tmp_path, "good.docx")
    file = tmp_path / NAME
    with (
        zipfile.ZipFile(tmp_path / "good.docx") as good,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as bad,
    ):
        for name in good.namelist():
            bad.writestr(name, good.read(name))
        bad.writestr("word/media/bomb.bin", bytes(20 << 20))
    with pytest.raises(ReadingError, match=r"压缩炸弹.*zip bomb.*\.docx/word/media/bomb\.bin"):
        list(read_articles(str(file)))


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"\xd0\xcf\x11\xe0" + bytes(600), r"旧版或加密的 Office 文件.*Convert it to docx"),
        (bytes(range(128, 256)) * 20, "is no Word"),
        (b"", "Empty file"),
    ],
)
def test_what_is_no_docx_is_told(tmp_path, raw, reason):
    file = tmp_path / NAME
    file.write_bytes(raw)
    with pytest.raises(ReadingError, match=reason):
        list(read_articles(str(file)))


def test_a_text_that_is_named_docx_is_read_as_text(tmp_path):
    file = tmp_path / NAME
    file.write_text("渡口大桥建成通车\n\n" + BRIDGE + "\n", encoding="utf-8")
    [article] = read_articles(str(file))
    assert (article.title, article.text) == ("渡口大桥建成通车", BRIDGE)
    assert article.file_start == 0


def test_another_office_file_is_told(tmp_path):
    file = tmp_path / "表.docx"
    with zipfile.ZipFile(file, "w") as made:
        made.writestr("[Content_Types].xml", "<Types/>")
        made.writestr("xl/workbook.xml", "<workbook/>")
    with pytest.raises(ReadingError, match=r"no Word document.*csv"):
        list(read_articles(str(file)))


def test_cells_that_hold_paragraphs_lay_the_page_out(tmp_path):
    document = Document()
    left, right = document.add_table(1, 2)._cells
    for cell, lines in (
        (left, ("渡口大桥建成通车", BRIDGE, "县长李文华出席通车仪式。")),
        (right, ("山脚小学添了图书室", SCHOOL)),
    ):
        cell.text = lines[0]
        for line in lines[1:]:
            cell.add_paragraph(line)
    bridge, school = read_articles(save(document, tmp_path))
    assert (bridge.title, bridge.authors) == ("渡口大桥建成通车", ("王小明",))
    assert bridge.text == f"{BRIDGE}\n县长李文华出席通车仪式。"
    assert (school.title, school.text) == ("山脚小学添了图书室", SCHOOL)


def test_a_table_of_words_is_one_too(tmp_path):
    document = Document()
    document.add_heading("优秀教师名单公布", 1)
    document.add_paragraph("本报讯 5月1日，县教育局公布优秀教师名单，见下表。")
    cells = ("获奖教师", "学校", "王小明", "县第一中学", "李立", "县第二中学")
    for cell, text in zip(document.add_table(3, 2)._cells, cells, strict=True):
        cell.text = text
    [article] = read_articles(save(document, tmp_path))
    assert article.text.split("\n")[1:] == [
        "获奖教师\t学校",
        "王小明\t县第一中学",
        "李立\t县第二中学",
    ]


def test_a_style_made_from_a_headings_is_one(tmp_path):
    document = Document()
    style = document.styles.add_style("新闻题", 1)
    style.base_style = document.styles["Heading 1"]
    for head, text in (
        ("大桥通车", "大桥通车了，两岸居民过江。"),
        ("学校开门", "学校开门了，书有四千册。"),
    ):
        document.add_paragraph(head, style="新闻题")
        document.add_paragraph(text)
    assert [one.title for one in read_articles(save(document, tmp_path))] == [
        "大桥通车",
        "学校开门",
    ]


def test_styles_for_the_parts_of_a_headline_are_headings(tmp_path):
    document = Document()
    document.styles.add_style("副题", 1)
    for head in ("县里修好十二座桥", "渡口大桥建成通车"):
        document.add_heading(head, 1)
        document.add_paragraph("——两岸居民过江不靠船", style="副题")
        document.add_paragraph(BRIDGE)
    found = list(read_articles(save(document, tmp_path)))
    assert [article.title for article in found] == ["县里修好十二座桥", "渡口大桥建成通车"]
    assert {article.subtitle for article in found} == {"两岸居民过江不靠船"}


def test_the_masthead_may_stand_in_the_pages_header(tmp_path):
    document = stories()
    document.sections[0].header.paragraphs[0].text = "河滨日报 2024年5月3日 星期五 第3版"
    bridge, school = read_articles(save(document, tmp_path, "稿.docx"))
    for one in (bridge, school):
        assert (one.paper, one.date, one.page) == ("河滨日报", "2024-05-03", "3")


def test_signs_and_what_is_hidden(tmp_path):
    document = Document()
    document.add_heading("热线公布", 1)
    paragraph = document.add_paragraph()
    math = f"<m:oMath {nsdecls('m')}><m:r><m:t>12%</m:t></m:r></m:oMath>"
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>不印</w:t></w:r>"
    spoken = (
        "<w:ruby><w:rt><w:r><w:t>chu</w:t></w:r></w:rt>"
        "<w:rubyBase><w:r><w:t>滁</w:t></w:r></w:rubyBase></w:ruby>"
    )
    run = "<w:r><w:t>县里公布热线0555</w:t><w:noBreakHyphen/><w:t>6612，增长</w:t></w:r>"
    shown = "<w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>，</w:t></w:r>"
    run += math + hidden + shown
    content = f"<w:p {nsdecls('w')}>{run}<w:r>{spoken}</w:r><w:r><w:t>州设立。</w:t></w:r></w:p>"
    paragraph._p.getparent().replace(paragraph._p, parse_xml(content))
    [article] = read_articles(save(document, tmp_path))
    assert article.text == "县里公布热线0555-6612，增长12%，滁州设立。"
