"""How many things can be done at once."""

from __future__ import annotations

import os


def usable_cores(most: int) -> int:
    """The cores that this process may use, at most so many. `usable_cores(4) -> 2`."""
    able = getattr(os, "sched_getaffinity", None)  # not on every system
    return min(len(able(0)) if able else os.cpu_count() or 1, most)
