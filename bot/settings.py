"""Every number that Baowen uses by choice, with its unit and its reason."""

from __future__ import annotations

from dataclasses import dataclass

FORMAT_VERSION = 1  # of the index on disk; bump when its layout or analysis changes
DEFAULT_CORPUS = "corpus"
DEFAULT_INDEX = "index"
EMBEDDED_MODEL = "baowen-static-zh"  # the encoder shipped in bot/models/


@dataclass(frozen=True, slots=True)
class Settings:
    """What shapes an index and its answers. Saved in the manifest of the index.

    `Settings()` are the measured defaults; see benchmarks/README.md.
    """

    passage_chars: int = 240  # longest passage, unless one sentence alone is longer
    dense_weight: float = 0.5  # weight of the dense leg beside the lexical leg (1.0)
    candidates: int = 100  # passages taken from each leg before fusion
