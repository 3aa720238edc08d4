"""Both legs, asked about one question: what either finds, with its scores in both."""

from __future__ import annotations

from bot.encoding.vectors import Vectors
from bot.index.filters import Filter
from bot.index.index import Index
from bot.index.lexical import K1, Lexical, Terms
from bot.retrieval.fusion import fuse

_ROUNDING = 1e-5  # tantivy adds up in single precision, in an order of its own


class Legs:
    """The scores of one question's candidates.

    The lexical score of what the dense leg alone found is dear: all postings are gone through
    again. So it is looked up only for what could come among the first; what the lexical leg left
    out has no more than the last that it gave.
    """

    def __init__(
        self, index: Index, terms: Terms, vector: Vectors, depth: int, bounds: Filter
    ) -> None:
        """Ask both legs for their `depth` best within bounds."""
        self._leg, self._terms = index.lexical, terms
        self._most = most_of(terms, index.lexical)
        self._weight = index.manifest.settings.dense_weight
        allowed = index.ids_within(bounds) if bounds else None
        found = index.lexical.search(terms, depth, bounds)
        self.lexical = {number: score / self._most for number, score in found}  # shares
        self.dense = dict(index.dense.search(vector, depth, allowed))  # cosines
        # What one leg did not find still gets its score there: a zero would be a lie.
        unseen = [number for number in self.lexical if number not in self.dense]
        self.dense |= zip(unseen, index.dense.cosines(vector, unseen).tolist(), strict=True)
        if len(found) < depth:  # it gave all that holds a term
            self.lexical |= dict.fromkeys(self._unscored(), 0.0)

    def first(self, size: int) -> list[int]:
        """The first of the fused ranking; all of these have both scores then.

        An unscored passage is ranked by the most that it can have. Behind the last of `size` scored
        ones it cannot come among the first.
        """
        most = min(self.lexical.values(), default=0.0) * (1 + _ROUNDING)
        shares = self.lexical | dict.fromkeys(self._unscored(), most)
        scored, unscored = list[int](), list[int]()
        for number in fuse(shares, self.dense, self._weight):
            (scored if number in self.lexical else unscored).append(number)
            if len(scored) == size:
                break
        if unscored:
            self._score(unscored)
            cosines = {number: self.dense[number] for number in self.lexical}
            scored = list(fuse(self.lexical, cosines, self._weight))
        return scored[:size]

    def ranking(self) -> list[int]:
        """All that was found, best first; all have both scores then."""
        self._score(self._unscored())
        return list(fuse(self.lexical, self.dense, self._weight))

    def _unscored(self) -> list[int]:
        return [number for number in self.dense if number not in self.lexical]

    def _score(self, numbers: list[int]) -> None:
        scores = self._leg.scores(self._terms, numbers)
        self.lexical |= {number: score / self._most for number, score in scores.items()}


def most_of(terms: Terms, leg: Lexical) -> float:
    """The BM25 that a passage full of the question's terms would come near to."""
    total = 0.0
    for field, weights in (("words", terms.words), ("bigrams", terms.bigrams)):
        rarity = leg.rarity(field, weights)
        total += sum(weight * rarity[term] for term, weight in weights.items())
    full = (K1 + 1) * total or 1.0
    return min(full, most_of(terms.other, leg)) if terms.other else full
