"""The number of a page, as papers write it: 第十二版, A03, 03版."""

from __future__ import annotations

import re
import unicodedata

NUMBER = r"([A-Za-z]?\d{1,3}|[A-Za-z]|[一二三四五六七八九十]{1,3})"
PAGE = re.compile(rf"第\s*{NUMBER}\s*版|(?<![\w.]){NUMBER}\s*版(?![\u4e00-\u9fff])|[Pp]age\s*(\d+)")
_HAN = "零一二三四五六七八九十"


def page_number(text: str) -> str | None:
    """The page that the text names. `page_number("第01版") -> "1"`, of A3版 "A3"."""
    match = PAGE.search(text)
    return plain_number(next(filter(None, match.groups()))) if match else None


def plain_number(number: str) -> str:
    """The page number without leading zeros, in Arabic. `plain_number("十二") -> "12"`."""
    number = unicodedata.normalize("NFKC", number)  # ３
    if number[0] in _HAN:
        tens, _, ones = number.rpartition("十")
        ten = (_HAN.index(tens) if tens else 1) if "十" in number else 0
        return str(ten * 10 + (_HAN.index(ones) if ones else 0))
    letter = number[0].upper() if number[0].isalpha() else ""
    digits = number[len(letter) :].lstrip("0")
    return letter + (digits or ("0" if number[len(letter) :] else ""))


def plain_page(page: str) -> str:
    """The page as it is called here, of what somebody wrote. `plain_page("第03版") -> "3"`."""
    bare = re.fullmatch(NUMBER, page)
    return page_number(page) or (plain_number(page) if bare else page)
