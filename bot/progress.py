"""A progress bar on stderr."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from tqdm import tqdm

Progress = Callable[[int, int, str], None]  # done, total, what


@contextmanager
def progress_bar() -> Iterator[Progress]:
    """A `progress(done, total, what)` that draws a bar on stderr, if that is a screen."""
    bar = tqdm(file=sys.stderr, disable=None, mininterval=0.2, dynamic_ncols=True, leave=False)

    def show(done: int, total: int, what: str) -> None:
        if bar.total != total or bar.desc != what:
            bar.reset(total=total)
            bar.set_description_str(what, refresh=False)
        bar.update(done - bar.n)

    try:
        yield show
    finally:
        bar.close()
