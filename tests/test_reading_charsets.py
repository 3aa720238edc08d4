"""The encoding of bytes without a mark is found, or none is claimed."""

import random
import re
from pathlib import Path

import pytest

from bot.errors import ReadingError
from bot.reading.articles import read_page
from bot.reading.charsets import Charset, detect
from bot.reading.decoding import charset_of, decode

SIMPLIFIED = (
    "渡口大桥通车以后，两岸的居民不再靠船过江。桥长三百二十米，投资1.2亿元，五月一日起免费通行。"
)
TRADITIONAL = (
    "渡口大橋通車以後，兩岸的居民不再靠船過江。橋長三百二十米，投資1.2億元，五月一日起免費通行。"
)
CASES = [(SIMPLIFIED, name) for name in ("utf-8", "gb18030", "utf-16-le", "utf-16-be")] + [
    (TRADITIONAL, name) for name in ("utf-8", "gb18030", "cp950", "utf-16-le", "utf-16-be")
]
HAN = re.compile("[\u4e00-\u9fff]")
DEMO = Path(__file__).parents[1] / "corpus"


@pytest.mark.parametrize(("text", "name"), CASES)
@pytest.mark.parametrize("size", [8, 12, 20, 47])
def test_short_texts_are_told_apart(text, name, size):
    charset = detect(text[:size].encode(name))
    assert charset is not None and charset.name == name
    assert decode(text[:size].encode(name), "a.txt") == text[:size]


@pytest.mark.parametrize("name", ["utf-8", "gb18030", "utf-16-le", "utf-16-be"])
def test_the_demo_pages_are_told_apart_line_by_line(name):
    pages = [read_page(str(file)).text for file in sorted(DEMO.glob("*/*.txt"))]
    lines = [line for page in pages for line in page.split("\n") if len(HAN.findall(line)) >= 10]
    assert len(lines) > 100
    assert all(decode(line.encode(name), "a.txt") == line for line in lines)


def test_characters_of_hong_kong_are_read():
    raw = (TRADITIONAL + "佢哋喺呢度").encode("big5hkscs")
    assert decode(raw, "a.txt") == TRADITIONAL + "佢哋喺呢度"


@pytest.mark.parametrize("length", [50, 200, 2000])
def test_random_bytes_are_no_text(length):
    rng = random.Random(length)
    for _ in range(200):
        assert detect(rng.randbytes(length)) is None
        assert detect(bytes(rng.randrange(128, 256) for _ in range(length))) is None


def test_the_certainty_is_stated():
    assert detect(b"plain ASCII").certainty == 1.0
    assert detect("é".encode()).certainty < detect(SIMPLIFIED.encode()).certainty
    sure = detect(SIMPLIFIED.encode("gb18030")).certainty
    few = detect("渡口".encode("gb18030"))
    assert few is None or few.certainty <= sure
    assert charset_of("渡口".encode("utf-16"), "a.txt") == (Charset("utf-16-le", 1.0), 2)


def test_western_bytes_are_not_taken_for_chinese():
    with pytest.raises(ReadingError, match="Unknown text encoding"):
        decode("Le déjeuner près de la forêt était très agréable".encode("cp1252"), "a.txt")
