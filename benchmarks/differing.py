"""Which questions on the demo papers show values that articles differ about.

baowen index corpus --index /tmp/demo
python benchmarks/differing.py /tmp/demo

`differing_questions.jsonl` tells of each question whether the papers hold two values for it.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from bot.assistant import Bot

QUESTIONS = Path(__file__).with_name("differing_questions.jsonl")


def main() -> None:
    """Asks all, prints what was shown and the counts."""
    counts = {True: [0, 0], False: [0, 0]}
    with Bot.open(sys.argv[1]) as bot:
        for line in QUESTIONS.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            shown = bot.ask(row["question"]).conflicts
            counts[row["differ"]][0] += 1
            counts[row["differ"]][1] += bool(shown)
            if shown:
                values = " / ".join(f"{quote.article.date} {quote.answer}" for quote in shown)
                print(row["question"], values)
    print("{1} of {0} that differ are shown".format(*counts[True]), end="; ")
    print("{1} of {0} that do not".format(*counts[False]))


if __name__ == "__main__":
    main()
