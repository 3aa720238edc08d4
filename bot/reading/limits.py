"""What a process may take that reads files which nobody knows: time and memory, or it is ended."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress

_MOST_MEMORY = 2 << 30  # bytes


@contextmanager
def limited(seconds: float) -> Iterator[None]:
    """Within it the process is ended once it has used so much processor time, where that is known.

    `with limited(10.0): read(page)`. Not within another one.
    """
    timer = getattr(signal, "setitimer", None)
    if timer is None:
        yield
        return
    timer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        timer(signal.ITIMER_PROF, 0)


def bound_process() -> None:
    """Let no file take all memory, where the system can see to it, or leave a picture of it."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))
        _, most = resource.getrlimit(resource.RLIMIT_DATA)
        if most == resource.RLIM_INFINITY or most > _MOST_MEMORY:
            resource.setrlimit(resource.RLIMIT_DATA, (_MOST_MEMORY, most))
