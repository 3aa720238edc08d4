"""What stands on both sides of a break in a headline, as the names that the weights know."""

from __future__ import annotations

from collections.abc import Sequence

from bot.text import fold
from bot.words import tagged_words

_QUOTES = str.maketrans("“”", '""')
_LONGEST = 14  # characters: longer halves are of one kind


def seam_traits(left: str, right: str, *, lengths: bool = True) -> list[str]:
    """The characters, words and parts of speech around the break, and the lengths of its halves.

    `seam_traits("县里新增贷款十", "二亿元")[:3] -> ["L十", "R二", "X十二"]`. Without `lengths`
    nothing depends on how long the halves are.
    """
    left, right = fold(left).translate(_QUOTES), fold(right).translate(_QUOTES)
    before, after = tagged_words(left), tagged_words(right)
    return [
        *_characters(left, right),
        *_words(before, after),
        *_ends(before, after),
        *(_lengths(left, right) if lengths else ()),
    ]


def _characters(left: str, right: str) -> list[str]:
    return [
        "L" + left[-1],
        "R" + right[0],
        "X" + left[-1] + right[0],
        "LL" + left[-2:],
        "RR" + right[:2],
        "B" + left[0],
        "E" + right[-1],
    ]


def _words(before: Sequence[tuple[str, str]], after: Sequence[tuple[str, str]]) -> list[str]:
    """The words at the break, and their parts of speech."""
    (last, tag), (first, next_tag) = before[-1], after[0]
    return ["l" + last, "r" + first, f"t{tag}", f"u{next_tag}", f"{tag}|{next_tag}"]


def _ends(before: Sequence[tuple[str, str]], after: Sequence[tuple[str, str]]) -> list[str]:
    """How the halves are built: the two tags at each side, how each begins and ends, its verbs."""
    verbs = [min(sum(tag[0] == "v" for _, tag in half), 2) for half in (before, after)]
    found = [f"verbs {verbs[0]} {verbs[1]}", "b" + before[0][1], "e" + after[-1][1]]
    if len(before) > 1:
        found.append(f"{before[-2][1]} {before[-1][1]}|")
    if len(after) > 1:
        found.append(f"|{after[0][1]} {after[1][1]}")
    if [len(word) for word, _ in before] == [len(word) for word, _ in after]:
        found.append("one rhythm")
    return found


def _lengths(left: str, right: str) -> list[str]:
    longer = max(-6, min(6, len(right) - len(left)))
    return [
        f"longer {longer}",
        f"left {min(len(left), _LONGEST)}",
        f"right {min(len(right), _LONGEST)}",
    ]
