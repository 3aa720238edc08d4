"""XML of unknown origin, parsed without document types: entities can be made to swell endlessly."""

from __future__ import annotations

from collections.abc import Callable
from xml.parsers import expat

from bot.errors import ReadingError
from bot.reading.decoding import decode

Start = Callable[[str, dict[str, str]], None]  # a tag without its prefix, its attributes


def _ignored(text: str) -> None:
    pass


def parse_xml(
    raw: bytes,
    file: str,
    form: str,
    start: Start,
    end: Callable[[str], None],
    words: Callable[[str], None] = _ignored,
) -> None:
    """Call the handlers for what the bytes hold; `form` names the format in errors.

    `parse_xml(b"<a:b c='d'/>", "1.xml", "ALTO", start, end)` calls `start("b", {"c": "d"})`.

    Raises:
        ReadingError: If it is not well-formed, or declares a document type.
    """

    def refuse(*_: object) -> None:
        raise ReadingError(
            f"{form} 里不应有 DOCTYPE: {file}。请重新导出。 | "
            f"{form} must not have a DOCTYPE: {file}. Export it again without."
        )

    parser = expat.ParserCreate("utf-8")
    parser.StartElementHandler = lambda tag, attributes: start(_bare(tag), attributes)
    parser.EndElementHandler = lambda tag: end(_bare(tag))
    parser.CharacterDataHandler = words
    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(decode(raw, file).encode("utf-8"), True)
    except expat.ExpatError as error:
        raise ReadingError(
            f"XML 有误: {file} 第 {error.lineno} 行 ({error})。请重新导出。 | "
            f"Bad XML: {file}, line {error.lineno} ({error}). Export it again."
        ) from error


def _bare(tag: str) -> str:
    return tag.rpartition(":")[2]
