"""Where columns break lines, and the quick looks that spare slow ones."""

import pytest

from bot.reading import cues, jumps
from bot.reading.columns import Columns
from bot.reading.lines import ends_clause, ends_sentence, lines_of
from bot.reading.pages import is_masthead
from bot.reading.spans import assemble
from bot.records import Piece


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
