"""Dates are found as printed, never guessed."""

import pytest

from bot.dates import find_dates, find_weekdays, full_date, iso, number


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2023年4月10日", (0, 10, 2023, 4, 10)),
        ("4月10日", (0, 5, None, 4, 10)),
        ("4月10号", (0, 5, None, 4, 10)),
        ("2023-04-11", (0, 10, 2023, 4, 11)),
        ("2024.3.5", (0, 8, 2024, 3, 5)),
        ("20230411", (0, 8, 2023, 4, 11)),
        ("二〇二三年四月十日", (0, 9, 2023, 4, 10)),
        ("十二月三十一日", (0, 7, None, 12, 31)),
        ("2月末", (0, 2, None, 2, None)),
        ("2月以来", (0, 2, None, 2, None)),
        ("２０２３年４月", (0, 7, 2023, 4, None)),
        ("3 月16日", (0, 6, None, 3, 16)),
        ("2021年以来", (0, 5, 2021, None, None)),
        ("30日上午", (0, 3, None, None, 30)),
        ("民国三十五年五月四日", (0, 10, 1946, 5, 4)),
        ("中華民國35年5月4日", (0, 11, 1946, 5, 4)),
        ("民國廿六年七月卅一日", (0, 10, 1937, 7, 31)),
        ("民国元年", (0, 4, 1912, None, None)),
        ("民國一〇三年三月", (0, 8, 2014, 3, None)),
    ],
)
def test_a_printed_date_is_found_with_its_span_and_parts(text, expected):
    found = find_dates(text)
    assert [(d.start, d.end, d.year, d.month, d.day) for d in found] == [expected]


@pytest.mark.parametrize(
    "text", ["12个月", "1997.2亿元", "13月2日", "今年", "去年", "2018", "45日"]
)
def test_what_is_no_date_is_not_found(text):
    assert find_dates(text) == []


def test_two_dates_come_in_order():
    assert [d.day for d in find_dates("4月1日至4月3日")] == [1, 3]


def test_iso_needs_every_part_and_a_day_that_exists():
    assert iso(2023, 4, 10) == "2023-04-10"
    assert iso(2023, None, 10) is None
    assert iso(2023, 2, 30) is None


def test_a_full_date_is_not_made_from_a_year():
    assert full_date("云溪日报 2024年3月5日 星期二") == "2024-03-05"
    assert full_date("2018") is None
    assert full_date("3月5日") is None


def test_weekdays_count_from_monday():
    assert find_weekdays("星期二，周日，礼拜天") == [2, 7, 7]
    assert find_weekdays("禮拜三 週五") == [3, 5]


@pytest.mark.parametrize(("text", "value"), [("十", 10), ("二十三", 23), ("07", 7), ("甲", None)])
def test_chinese_numbers_are_read(text, value):
    assert number(text) == value


@pytest.mark.parametrize(
    ("text", "impossible"),
    [
        ("2月30日", True),
        ("2月29日", False),
        ("2023年2月29日", True),
        ("4月31号", True),
        ("31日", False),
    ],
)
def test_days_that_no_calendar_has(text: str, impossible: bool) -> None:
    assert [date.impossible for date in find_dates(text)] == [impossible]
