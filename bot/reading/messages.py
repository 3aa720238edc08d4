"""Plain values on their way between a process and one that it started: packed, behind their length.

`marshal` packs the numbers of a page as they are. JSON, which writes their digits, took a fiftieth
of the whole time of a page.
"""

from __future__ import annotations

import marshal
from typing import IO, Any

_LENGTH = 4  # bytes that tell how long a message is
_QUICK = 2  # the version of marshal that does not look for what it has packed before


def send(stream: IO[bytes], message: Any) -> None:
    """Write a message: numbers, texts, None, and lists, tuples and dicts of them."""
    packed = marshal.dumps(message, _QUICK)
    stream.write(len(packed).to_bytes(_LENGTH, "big") + packed)
    stream.flush()


def received(stream: IO[bytes]) -> Any:
    """The next message, as it was sent.

    Raises:
        EOFError: After the last one, or within one that was not sent to its end.
    """
    length = int.from_bytes(stream.read(_LENGTH), "big")
    packed = stream.read(length)
    if not packed or len(packed) < length:
        raise EOFError
    return marshal.loads(packed)  # noqa: S302 - a process of ours packed it
