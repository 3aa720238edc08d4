"""Bytes without a mark -> the encoding that they are most likely written in, and how sure that is.

Every encoding that can read the bytes is tried, and the text that looks most like Chinese print
wins: benchmarks/reading/README.md has the figures.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

_SAMPLE = 20_000  # characters looked at
_PLAUSIBLE = 0.2  # a reading that scores less is no Chinese; random bytes score 0.1, or 0.3 if few
_APART = 0.05  # nearer readings cannot be told apart
_RANGE = 0.5  # from here on two readings are as far apart as they ever are
_CHANCE = 0.1  # that a foreign character happens to be well-formed UTF-8
_PUNCTUATION = frozenset(
    "、。·‧—…‘’“”〔〕〈〉《》「」『』〖〗【】！（），．：；？％～－０１２３４５６７８９"
)
# The everyday characters stand first in these two sets: code page, first and last lead byte.
_EVERYDAY = (("gb2312", 0xB0, 0xD7), ("big5", 0xA4, 0xC6))


@dataclass(frozen=True, slots=True)
class Charset:
    """An encoding by Python's name, with how sure it is: 1 is certain, 0 is a coin's toss."""

    name: str
    certainty: float


def detect(raw: bytes) -> Charset | None:
    """The encoding of bytes that begin with no mark; None where no reading is plausible Chinese.

    `detect("渡口大橋通車了".encode("big5")).name -> "cp950"`. It knows UTF-8, GB18030, Big5 (cp950,
    big5hkscs) and UTF-16 without its mark; pure ASCII is UTF-8.
    """
    wide = b"\0" in raw  # no text has NUL characters, but half of an ASCII one is 0 in UTF-16
    if not wide and (text := _read(raw, "utf-8")) is not None:
        return Charset("utf-8", round(1 - _CHANCE ** _multibyte(text), 3))
    readings = sorted(_readings(raw, wide), reverse=True)
    if not readings or readings[0][0] < _PLAUSIBLE:
        return None
    best, name = readings[0]
    apart = best - max(readings[1][0] if readings[1:] else 0.0, 0.0)
    return Charset(name, round(min(1.0, apart / _RANGE), 3)) if apart >= _APART else None


def _readings(raw: bytes, wide: bool) -> list[tuple[float, str]]:
    """Score and name of each encoding that can read the bytes."""
    names = ["utf-16-le", "utf-16-be"] if len(raw) % 2 == 0 else []
    found = []
    for name in names if wide else ["gb18030", "cp950", *names]:
        text = _read(raw, name)
        if text is None and name == "cp950":
            name = "big5hkscs"  # Hong Kong's larger set
            text = _read(raw, name)
        if text is not None:
            found.append((_looks_chinese(text), name))
    return found


def _read(raw: bytes, name: str) -> str | None:
    try:
        return raw.decode(name)
    except UnicodeDecodeError:
        return None


def _multibyte(text: str) -> int:
    """How many of the first characters take several bytes; in ASCII, which is certain, 99."""
    if text.isascii():
        return 99
    several = (char for char in text[:_SAMPLE] if char > "\x7f")
    return sum(1 for _ in islice(several, 99))


def _looks_chinese(text: str) -> float:
    """The mean worth of the characters that are neither ASCII nor white space, 0.5 at most."""
    counts = Counter(text[:_SAMPLE])
    worth = {char: _worth(char) for char in counts if not (char.isspace() or " " <= char <= "~")}
    total = sum(counts[char] for char in worth)
    if total == 0:
        return 0.5
    return sum(counts[char] * value for char, value in worth.items()) / total


@lru_cache(maxsize=65536)
def _worth(char: str) -> float:
    """0.5 for an everyday character or mark, -0.5 for a rare character, -1 for anything else."""
    if char in _PUNCTUATION:
        return 0.5
    if not "\u4e00" <= char <= "\u9fff":
        return -1.0
    for code, first, last in _EVERYDAY:
        try:
            lead = char.encode(code)[0]
        except UnicodeEncodeError:
            continue
        if first <= lead <= last:
            return 0.5
    return -0.5
