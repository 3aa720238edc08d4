"""Makes the reader's alphabet, `pieces.txt`: the news' characters and its commonest words.

    python -m training.make_pieces --data ../shared/data

Words are those that jieba's dictionary gives without guessing. The commonest piece comes first.
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

from bot.answering.contexts import WEIGHTS
from bot.pieces import FIRST
from bot.text import fold
from bot.words import known_words
from training.reader_texts import read_texts

COUNT = 30_720  # pieces, the special ones included
_SEEN = 15  # times that a character must stand in the news


def pieces_of(words: Counter[str], chars: Counter[str]) -> list[str]:
    """The pieces, the commonest first."""
    single = {char for char, count in chars.items() if count >= _SEEN and not char.isspace()}
    longer = [word for word, _ in words.most_common() if len(word) > 1 and word.split() == [word]]
    chosen = [*single, *longer[: COUNT - FIRST - len(single)]]
    return sorted(chosen, key=lambda piece: (-max(words[piece], chars[piece]), piece))


def main() -> None:
    """Counts and writes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--out", type=Path, default=WEIGHTS / "pieces.txt")
    options = parser.parse_args()
    words, chars = Counter[str](), Counter[str]()
    for (source, _), _, text in read_texts(options.data, set()):
        if source != "cmrc":
            words.update(known_words(text))
            chars.update(fold(text))
    options.out.write_text("\n".join(pieces_of(words, chars)), encoding="utf-8")
    print(options.out)


if __name__ == "__main__":
    main()
