"""What the page network learns of breaks in headlines: both sides, and the cues that hold."""

from __future__ import annotations

import json
import random
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from bot.pieces import Pieces
from bot.reading.break_net import BreakNet, row_of
from bot.reading.breaks import SURE, traits_of
from bot.reading.heads import clause_at_start
from bot.reading.page_net import Cut
from training.opening_rows import ASKED, LABELS
from training.train_breaks import BODY, Break, rows_of

SELDOM = 0.3  # how much a label over a title counts beside the breaks of archives


@dataclass(frozen=True, slots=True)
class Sample:
    """A break as the network sees it."""

    cut: Cut
    cues: tuple[str, ...]
    told: Break


@dataclass(slots=True)
class Feeder:
    """Makes samples, and columns of their cues."""

    pieces: Pieces
    names: dict[str, int] = field(default_factory=dict)

    def samples(self, breaks: Sequence[Break]) -> list[Sample]:
        """The breaks in pieces, with the cues that the network weighs."""
        made = []
        for told in breaks:
            traits = traits_of(told.left, told.right, told.body, line=told.line)
            cut = row_of(self.pieces, told.left, told.right)
            made.append(Sample(cut, tuple(filter(is_cue, traits)), told))
        for cue in sorted({cue for sample in made for cue in sample.cues}):
            self.names.setdefault(cue, len(self.names))
        return made

    def cues(self, samples: Sequence[Sample]) -> Tensor:
        """(rows, twice the cues): each for any break, and again for a line's end."""
        cues = torch.zeros(len(samples), 2 * len(self.names))
        for row, sample in enumerate(samples):
            places = [self.names[cue] for cue in sample.cues]
            cues[row, places] = 1.0
            if sample.told.line:
                cues[row, [len(self.names) + place for place in places]] = 1.0
        return cues


def labelled(data: Path) -> Iterator[Break]:
    """Labels over titles, as local papers print them and archives do not; none that is kept back.

    `left` is the label, and `right` the title's first clause.
    """
    die = random.Random(4)
    local = (json.loads(line) for line in ASKED.read_text(encoding="utf-8").splitlines())
    for row in [*die.sample([*rows_of(data, "rmrb2019")], 3000), *local]:
        titles = [" ".join(title.split()) for title in row["titles"] if title.strip()]
        body = row["text"][:BODY]
        if titles and zlib.crc32(body.encode()) % 10:
            right = clause_at_start(titles[0].split()[0])
            yield Break(die.choice(LABELS), right, body, True, True, SELDOM, False)


def is_cue(trait: str) -> bool:
    """True for what the network cannot read in the words: the cues, the line, the lengths."""
    if trait.startswith("line "):
        return False
    spoken = len(trait) > 9 and trait[0].islower()
    return spoken or trait == "line" or trait.startswith(("longer", "left ", "right ", "verbs"))


def check(net: BreakNet, apart: Sequence[Break], weights: dict[str, float]) -> Iterator[str]:
    """How many breaks that were kept back the weights, the network, and both get right."""
    told = [(b, traits_of(b.left, b.right, b.body, line=b.line)) for b in apart]
    cheap = np.array([sum(weights.get(trait, 0.0) for trait in traits) for _, traits in told])
    dear = np.array([net.score(b.left, b.right, traits, line=b.line) for b, traits in told])
    both = np.where(abs(cheap) < SURE, cheap + dear, cheap)
    right = np.array([b.divides for b in apart])
    for name, web in (("national daily", False), ("web news", True)):
        counts = np.array([b.counts * (b.web is web) for b in apart])
        shares = [counts @ ((odds > 0) == right) / counts.sum() for odds in (cheap, dear, both)]
        yield f"{name}: weights {shares[0]:.4f}, network {shares[1]:.4f}, both {shares[2]:.4f}"
