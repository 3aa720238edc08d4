"""The page around a quote as HTML: pictures within the page itself, nothing to be fetched."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable
from html import escape

from bot.chat.labels import Labels
from bot.records import Clipping, Picture, Quote

Clip = Callable[[Quote], Clipping]  # the page around a quote


def render_clipping(clipping: Clipping, words: Labels) -> str:
    """Each picture with its caption, or one line that says why there is none."""
    if clipping.fault is not None:
        said = escape(words.no_clipping[clipping.fault])
        return f'<p class="aside unclipped" lang="{words.lang}">{said}</p>'
    return "".join(_figure(picture, words) for picture in clipping.pictures)


def _figure(picture: Picture, words: Labels) -> str:
    caption = escape(words.clipping.format(picture.page))
    data = b64encode(picture.jpeg).decode("ascii")
    return (
        f'<figure class="clipping" lang="{words.lang}">'
        f'<img src="data:image/jpeg;base64,{data}" alt="{caption}"'
        f' width="{picture.width}" height="{picture.height}">'
        f"<figcaption>{caption}</figcaption></figure>"
    )
