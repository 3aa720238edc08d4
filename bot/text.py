"""Characters and sentences: folding for search, sentence spans. Knows no records."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache

from bot.simplified import SIMPLIFIED

# A sentence ends at 。！？!?… (with closing quotes and brackets) or at a line break. A half-width
# full stop does not end one: it stands in figures ("1997.2亿元") far more often.
_SENTENCE = re.compile(r"[^。！？!?…\n]*(?:[。！？!?…]+[”’」』）)\"']*|\n|$)")

_CLAUSE_MARKS = ",，;；。！？!?\n"
_CLAUSE_ENDS = "，、；：,;:"
_HALF = re.compile("[\ud800-\udfff]")
_MOST_KNOWN = 65536  # characters whose folding is remembered
_REMEMBERED = 400  # characters of the longest text whose folding is remembered
_SIMPLER = str.maketrans(SIMPLIFIED)
_TRADITIONAL = "國這會來時個們為說報記攝"  # a page of traditional characters holds one of these


class _Folding(dict[int, str]):
    """What every character (by its number) folds to, found out when it is first seen."""

    def __missing__(self, number: int) -> str:
        char = chr(number)
        folded = unicodedata.normalize("NFKC", char).lower()
        folded = folded if len(folded) == 1 else char
        folded = SIMPLIFIED.get(folded, folded)
        if len(self) < _MOST_KNOWN:
            self[number] = folded
        return folded


_FOLDED = _Folding()


def fold(text: str) -> str:
    """The text for matching: half width, lower case, simplified characters, same length.

    `fold("ＡＢＣ１２３，（甲）貸款") -> "abc123,(甲)贷款"`. Offsets in one are offsets in the
    other, and folding again changes nothing. Nobody is shown a folded text: a quote is cut from
    the source.
    """
    return _folded(text) if len(text) <= _REMEMBERED else text.translate(_FOLDED)


@lru_cache(maxsize=4096)
def _folded(text: str) -> str:
    """Sentences are folded again and again while one question is answered."""
    return text.translate(_FOLDED)


def is_whole(text: str) -> bool:
    """False for a text with half a character (U+D800–DFFF), which nothing can store or look for.

    Escapes in JSON make such, and names of files in another encoding. `is_whole("报纸") -> True`.
    """
    return _HALF.search(text) is None


def clause_around(text: str, start: int, end: int) -> tuple[int, int]:
    """The bounds of the clause, or of the clauses, in which a span stands, without their marks.

    `clause_around("3月开工，5月完工。", 5, 7) -> (5, 9)`.
    """
    low = max(text.rfind(mark, 0, start) for mark in _CLAUSE_MARKS) + 1
    high = min(
        (at for mark in _CLAUSE_MARKS if (at := text.find(mark, end)) >= 0), default=len(text)
    )
    return low, high


def simplify(text: str) -> str:
    """The text in simplified characters, else as it was, same length. For encoders.

    `simplify("GDP增長") -> "GDP增长"`.
    """
    return text.translate(_SIMPLER) if _traditional().search(text) else text


@cache
def _traditional() -> re.Pattern[str]:
    """Any traditional character: to look for one takes an eighth of the time of translating."""
    return re.compile(f"[{''.join(SIMPLIFIED)}]")


def simplify_page(text: str) -> str:
    """A page of traditional characters in simplified ones, same length; another as it is."""
    return simplify(text) if any(map(text.__contains__, _TRADITIONAL)) else text


def squeeze(text: str) -> str:
    """The text without any white space. `squeeze("塔里木 大学\\n") -> "塔里木大学"`."""
    return "".join(text.split())


def in_order(short: str, long: str) -> bool:
    """True where the characters of one stand in the other in their order.

    `in_order("住建局", "住房和城乡建设局") -> True`.
    """
    rest = iter(long)
    return all(char in rest for char in short)


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Half-open spans of the sentences, white space at both ends left out, in order.

    `sentence_spans("他走了。她笑了！\\n完") -> [(0, 4), (4, 8), (9, 10)]`.
    """
    spans = []
    for match in _SENTENCE.finditer(text):
        start, end = trim(text, *match.span())
        if start < end:
            spans.append((start, end))
    return spans


def sentences(text: str) -> list[str]:
    """The sentences themselves. `sentences("他走了。\\n她笑了！") -> ["他走了。", "她笑了！"]`."""
    return [found for found in map(str.strip, _SENTENCE.findall(text)) if found]


def bounded_spans(text: str, longest: int) -> Iterator[tuple[int, int]]:
    """Spans of the sentences, an over-long one cut at clauses; none has more than `longest` chars.

    `list(bounded_spans("甲乙，丙丁。", 4)) -> [(0, 3), (3, 6)]`.
    """
    for start, end in sentence_spans(text):
        while end - start > longest:
            cut = _clause_end(text, start, start + longest)
            left, right = trim(text, start, cut)
            if left < right:
                yield left, right
            start, _ = trim(text, cut, end)
        if start < end:
            yield start, end


def _clause_end(text: str, start: int, limit: int) -> int:
    """The end of the last clause that ends in the second half of [start, limit), else the limit."""
    middle = (start + limit) // 2
    last = max(text.rfind(mark, middle, limit) for mark in _CLAUSE_ENDS)
    return limit if last < 0 else last + 1


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without white space at both ends. `trim(" 甲 ", 0, 3) -> (1, 2)`."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
