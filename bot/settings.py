"""Every number that Baowen uses by choice, with its unit and its reason."""

from __future__ import annotations

from dataclasses import dataclass

FORMAT_VERSION = 4  # of the index on disk; bump when its layout or analysis changes
READING_VERSION = 5  # of pages; bump when other articles are read from the same bytes
DEFAULT_CORPUS = "corpus"
DEFAULT_INDEX = "index"
EMBEDDED_MODEL = "baowen-static-zh"  # the encoder shipped in bot/models/
MOST_QUESTION_CHARS = 1000  # a longer text is no question
MOST_CONTEXT_CHARS = 100_000  # of a text given to read; a newspaper page has some 10,000


@dataclass(frozen=True, slots=True)
class Settings:
    """What shapes an index and its answers. Saved in the manifest of the index.

    `Settings()` are the measured defaults; see benchmarks/README.md.
    """

    passage_chars: int = 240  # longest passage; a longer sentence is cut at clauses
    dense_weight: float = 0.3  # of the cosine beside the lexical share: bot/retrieval/fusion.py
    candidates: int = 100  # passages taken from each leg before fusion
    most_terms: int = 64  # words, and pairs of characters, of a question that are looked for
