"""Processes of our own: a module of this package, run by the same Python.

They are not `multiprocessing`'s, which would run the caller's script again.
"""

from __future__ import annotations

import os
import subprocess
import sys
from typing import IO


def started(module: str, told: IO[bytes] | int, room: int = -1) -> subprocess.Popen[bytes]:
    """The process, which reads what it is `told` and writes to a pipe of `room` bytes, if possible.

    `started("bot.reading.formats.pdf_process", subprocess.PIPE).stdout`.

    Raises:
        OSError: If no process can be started.
    """
    if not sys.executable:
        raise OSError("no Python to start")
    return subprocess.Popen(  # noqa: S603
        [sys.executable, "-P", "-m", module],
        stdin=told,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        pipesize=room,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
    )
