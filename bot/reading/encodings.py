"""The encoding that a source's text was taken to be in, and whether to doubt it."""

from __future__ import annotations

from pathlib import Path

from bot.errors import ReadingError
from bot.reading.charsets import Charset
from bot.reading.decoding import charset_of
from bot.reading.kinds import kind_of
from bot.reading.sources import Corpus, Source

# Whole articles in GB18030 or UTF-16 get 0.83 and more; Japanese and Korean ones, which are taken
# for Chinese, 0.1 to 0.6; a text with a byte lost on the way 0.52 and more.
_DOUBTFUL = 0.7
_DETECTED = {"csv", "html", "text"}  # kinds whose readers find out the encoding


def encoding_of(source: Source) -> Charset | None:
    """The encoding that the source is read in, with how sure that is.

    `encoding_of(source) -> Charset("gb18030", 0.967)`. None for formats that say or fix their
    own, and for what cannot be read: its reader says why.
    """
    try:
        if kind_of(source.name, source.head()) not in _DETECTED:
            return None
        return charset_of(source.read(), source.name)[0]
    except ReadingError:
        return None


def encodings_in(file: str) -> dict[str, Charset]:
    """The same for a file by its name, or for each member of an archive by its own."""
    if Path(file).is_dir():
        return {}
    found = ((source.name, encoding_of(source)) for source in Corpus([file]).sources())
    return {name: charset for name, charset in found if charset is not None}


def doubt_of(source: Source) -> str | None:
    """Why the source's encoding is in doubt; None where it is not."""
    charset = encoding_of(source)
    if charset is None or charset.certainty >= _DOUBTFUL:
        return None
    return (
        f"当作 {charset.name} 读入，把握只有 {charset.certainty:.2f}，文字可能不对。请核对；"
        f"若不对，请另存为 UTF-8。 | Read as {charset.name} with a certainty of only "
        f"{charset.certainty:.2f}; the text may be wrong. Check it, and save it as UTF-8."
    )
