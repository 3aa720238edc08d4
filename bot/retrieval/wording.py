"""How people ask and what papers print: learned from asked questions (training/train_wording.py).

Of a word of a question it says how often a passage that answers holds it (Zhao and Callan 2010,
"Term necessity prediction"), and which words stand there in its place (Berger and Lafferty 1999,
"Information retrieval as statistical translation").
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from bot.errors import broken_model

FILE = Path(__file__).resolve().parent.parent / "models" / "baowen-wording-zh" / "words.tsv"
USUAL = 0.72  # how often a word is held that was asked too seldom to know

Printed = Mapping[str, float]  # words of the papers, 1 for the likeliest


@dataclass(frozen=True, slots=True)
class Wording:
    """What is known of the words of questions; of an unknown one what is usual."""

    needs: Mapping[str, float] = field(default_factory=dict)
    instead: Mapping[str, Printed] = field(default_factory=dict)
    usual: float = USUAL

    @classmethod
    def load(cls, file: Path = FILE) -> Wording:
        """The wording in a file: a word a line, its need, and `printed:share` of others.

        Raises:
            ModelError: If the file is missing or damaged.
        """
        needs, instead = dict[str, float](), dict[str, Printed]()
        try:
            for line in file.read_text(encoding="utf-8").splitlines():
                word, need, others = line.split("\t")
                needs[word] = float(need)
                if others:
                    pairs = [other.rsplit(":", 1) for other in others.split()]
                    instead[word] = {other: float(share) for other, share in pairs}
        except (OSError, ValueError) as error:
            raise broken_model(file, error) from error
        return cls(needs, instead)

    def need(self, word: str) -> float:
        """How often a passage that answers holds this word of the question, 0..1."""
        return self.needs.get(word, self.usual)


PLAIN = Wording(usual=1.0)  # every word counts as much as it is rare


@lru_cache(maxsize=1)
def shipped_wording() -> Wording:
    """What this package ships, read once.

    `shipped_wording().need("总共") < shipped_wording().need("投资")`.
    """
    return Wording.load()
