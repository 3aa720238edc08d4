"""Words that a scan misread: 深人 is indexed as 深入 as well. The text stays as it was read.

Only the dictionary decides: what is a word as it stands (人口, 目前) is never put in question.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

Cut = Callable[[str], list[str]]  # the words of a text by dictionary alone, nothing guessed

# Characters that look alike in print. 大 and 太 are left out: both stand alone too often.
_ALIKE = (
    "人入 末未 己已巳 日曰目 干千于 土士 天夫 木本术 白自 田由甲申 刀力 乌鸟 免兔 晴睛 侯候 今令 "
    "折拆 拨拔 准淮 治冶 历厉 住往 贷货 贫贪 午牛 王玉主 州洲 毫亳 师帅 问间 活话 洒酒 官宫 儿几 "
    "厂广 见贝 风凤 徽微 崇祟 设没 科料 检捡 杨扬 券卷 幕暮慕墓 陪赔 名各 村材 情清 同问 季李 竟竞"
)
_RARE = frozenset("巳曰亳祟")  # scans see them where papers print the other one
_LONGEST = 4  # characters of a word that is mended


def _others() -> dict[str, str]:
    """Every character with those that it is taken for."""
    found: dict[str, str] = {}
    for group in _ALIKE.split():
        for char in group:
            likely = (other for other in group if other != char and other not in _RARE)
            found[char] = found.get(char, "") + "".join(likely)
    return found


_OTHERS = _others()


def mended(pieces: Sequence[str], cut: Cut) -> list[tuple[str, str]]:
    """What was printed, by the look of it, where a lone character makes no word: (read, word).

    `mended(["深", "人", "推进"], cut) -> [("深人", "深入")]`. `pieces` are the words of the text by
    dictionary, joined they are the text.
    """
    return [
        (read, word)
        for at, piece in enumerate(pieces)
        if piece in _OTHERS
        for left, right in _around(pieces, at)
        for read, word in _readings(left, piece, right)
        if cut(word) == [word]
    ]


def _around(pieces: Sequence[str], at: int) -> Iterator[tuple[str, str]]:
    """What may belong to the word of the piece: up to two pieces before it and behind it."""
    before = ["", *("".join(pieces[start:at]) for start in range(at - 1, max(at - 3, -1), -1))]
    behind = ["", *("".join(pieces[at + 1 : end]) for end in range(at + 2, at + 4))]
    for left in before:
        for right in dict.fromkeys(behind):
            if 1 <= len(left) + len(right) < _LONGEST and (left + right).isalpha():
                yield left, right


def _readings(left: str, char: str, right: str) -> Iterator[tuple[str, str]]:
    for other in _OTHERS[char]:
        yield left + char + right, left + other + right
