"""Where columns break lines, and the quick looks that spare slow ones."""

from collections.abc import Callable

import pytest

from bot.reading import bylines, cues, forms, jumps
from bot.reading.articles import read_articles
from bot.reading.blocks import Block, blocks_of
from bot.reading.columns import Columns
from bot.reading.lines import ends_clause, ends_sentence, lines_of
from bot.reading.mastheads import is_masthead
from bot.reading.paragraphs import paragraphs_of
from bot.reading.roles import role
from bot.reading.spans import assemble
from bot.records import Piece
from bot.text import simplify


def _columns(*shown: str) -> Columns:
    lines = list(lines_of("\n".join(shown), 0))
    clauses, sentences = map(ends_clause, shown), map(ends_sentence, shown)
    return Columns(lines, list(clauses), list(sentences), 0)


def test_lines_of_one_width_that_break_off_show_the_columns_edge() -> None:
    columns = _columns(
        "渡口大桥今年三月开工", "两岸居民往来要绕行三", "十公里如今只要五分钟", "路。"
    )
    assert [columns.fills(1, number) for number in range(4)] == [True, True, True, False]


def test_whole_sentences_of_one_width_show_no_edge() -> None:
    columns = _columns("渡口大桥三月开工了。", "两岸居民都很高兴啊。", "绕行只要五分钟的路。")
    assert not any(columns.fills(1, number) for number in range(3))


def test_a_short_line_that_ends_no_sentence_parts_columns() -> None:
    columns = _columns(
        "渡口大桥今年三月开工", "水库蓄水", "两岸居民往来要绕行三", "十公里如今只要五分钟"
    )
    assert not columns.fills(0, 0)
    assert not columns.fills(3, 3)


@pytest.mark.parametrize(
    ("text", "sentence", "clause"),
    [
        ("他说。”", True, True),
        ("他说：", False, True),
        ("他说。\n", True, True),
        ("他说。\n\n", False, False),
        ("No.”", False, True),
        ("No.", False, False),
        ("）", False, False),
        ("。" + "”" * 12, False, False),
        ("", False, False),
    ],
)
def test_ends(text: str, sentence: bool, clause: bool) -> None:
    assert (ends_sentence(text), ends_clause(text)) == (sentence, clause)


def test_width_counts_ink_only() -> None:
    (line,) = lines_of("　　渡口 A1é大桥　", 0)
    assert (line.width, line.chars) == (4 + 4 * 2 + 3, 2 + 8)


def test_shared_pairs_are_counted_alike_in_short_texts_and_long_ones() -> None:
    assert cues.shared("青石镇，小学", "青石小学") == 2 / 3
    long = "".join(map(chr, range(0x4E00, 0x4E00 + 60)))
    assert cues.shared(long, f"甲{long[:30]}，乙") == 29 / 59
    assert cues.shared("A1，", "A1，") == 0.0


def test_marks_in_traditional_characters_are_jumps_too() -> None:
    assert jumps.page_after("下地了。（下轉第二版）") == "2"
    assert jumps.is_jump("（下轉第2版）")


@pytest.mark.parametrize(
    "line", ["云溪日报 二〇二四年三月五日", "2024-03-05", "第２版", "云溪日报"]
)
def test_mastheads_of_every_kind_of_sign_are_seen(line: str) -> None:
    assert is_masthead(line)


def test_pieces_run_together_in_the_file_are_one() -> None:
    text, pieces = assemble("甲 乙\n丙丁", [[(0, 1), (2, 3)], [(4, 5), (5, 6)]])
    assert text == "甲乙\n丙丁"
    assert pieces == (Piece(0, 1, 0), Piece(1, 5, 2, True))


def test_a_line_knows_its_text_and_its_parts() -> None:
    lines = list(lines_of("# 渡口 大桥\n　　县城  到　渡口\n\n通车", 0))
    assert [line.shown for line in lines] == ["渡口 大桥", "县城  到　渡口", "通车"]
    assert [(line.parts, line.marked, line.gap) for line in lines] == [
        (2, True, 0),
        (3, False, 0),
        (1, False, 1),
    ]


@pytest.mark.parametrize(
    ("shown", "what"),
    [
        ("本报记者 林一苇 摄", "credit"),
        ("大桥通车了。图片由县一中提供", "caption"),
        ("新华社发", "credit"),
        ("人民视觉", "credit"),
        ("影像中国", "credit"),
        ("县委宣传部供图", "credit"),
        ("大桥通车了。林一苇 摄", "caption"),
        ("林 一图 李 立文", "tail"),
        ("文/林一苇", "byline"),
        ("□林一苇", "byline"),
        ("本报评论员", "byline"),
        ("通讯员 林一苇", "byline"),
        ("栏目投稿邮箱：lanmu@example.com", "tail"),
        ("渡口大桥今日通车", "line"),
    ],
)
def test_no_form_of_a_credit_or_a_byline_does_without_its_word(shown: str, what: str) -> None:
    block = Block(((0, len(shown)),), "".join(shown.split()), shown, 0, False)
    assert role(block) == what
    assert bool(forms.CUED.search(shown)) is (what != "line")


@pytest.mark.parametrize(
    ("look", "yes", "no"),
    [
        (
            cues.is_office,
            ["云溪县公安局", "县委宣传部", "青石镇委员会"],
            ["县里的干部", "水来了吗"],
        ),
        (cues.is_label, ["记者手记", "【一线观察】", "明前茶·茶亭坳"], ["手记里的人", "县·"]),
        (
            cues.is_notice_title,
            ["停水公告", "招标公告（第3号）", "入学通知书", "停电信息"],
            ["公开信", "告诉他们公告的事", "县里来信"],
        ),
        (
            cues.ends_like_kicker,
            ["林一苇在会上强调", "水来了——", "县里说：", "全县工作会议召开之后"],
            ["会中", "水来了"],
        ),
        (cues.names_column, ["家风（民生观）"], ["家风（民生观）又一年"]),
        (cues.is_staff, ["责任编辑 林一苇", "版式：林一苇"], ["责任在肩", "本报编辑部"]),
        (cues.is_furniture, ["今日导读", "今天晴，3到8级", "邮发代号1-1"], ["今天水来了", "报恩"]),
        (
            cues.is_date_line,
            ["2024年4月1日", "二〇二四年四月一日", "4月1号", "2024-04-01", "4月1日。"],
            ["4月1日开工", "四月的水"],
        ),
        (cues.breaks_off, ["全县新修，", "他说：“"], ["水来了。"]),
        (bylines.is_posted, ["本报驻东京记者 林一苇"], ["本报记者 林一苇", "驻村书记"]),
    ],
)
def test_looks_at_the_last_character_spare_patterns_and_lose_nothing(
    look: Callable[[str], bool], yes: list[str], no: list[str]
) -> None:
    assert [text for text in yes if not look(text)] == []
    assert [text for text in no if look(text)] == []


def test_traditional_characters_alone_are_translated() -> None:
    assert simplify("渡口大桥 A1") == "渡口大桥 A1"
    assert simplify("渡口大橋通車") == "渡口大桥通车"


def test_white_space_behind_a_mark_of_a_heading_is_left_out() -> None:
    text = "# \u3000\u3000渡口大桥通车了。"
    (block,) = blocks_of(text, 0)
    assert paragraphs_of(text, [block]) == [[(4, len(text))]]


def test_a_bracket_that_a_columns_end_broke_is_one(tmp_path):
    lines = [
        "　　本报讯　全县夏收工作已近尾声，",
        "各乡平均亩产三百一十八公斤，总产比",
        "去年增产七千四百万公斤，县里筹措了",
        "收购资金，不打白条。（记者　　宋克",
        "勤　　通讯员　　宁　涛）",
    ]
    file = tmp_path / "page.txt"
    file.write_text("\n".join(["全县夏粮丰收", *lines]), encoding="utf-8")
    [article] = read_articles(str(file))
    assert article.authors == ("宋克勤", "宁涛")
    assert "\n" not in article.text
