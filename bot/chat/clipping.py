"""The page around a quote as HTML: pictures within the page itself, nothing to be fetched."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable
from html import escape

from bot.chat.labels import Labels
from bot.records import Clipping, Hit, Picture, Quote

Clip = Callable[[Quote | Hit], Clipping]  # the page around a quote, or a hit's passage


def render_clipping(clipping: Clipping, caption: str, words: Labels) -> str:
    """Each picture with its caption, or one line that says why there is none.

    `caption` is one of the labels, with `{}` for the number of the page.
    """
    if clipping.fault is not None:
        said = escape(words.no_clipping[clipping.fault])
        return f'<p class="aside unclipped" lang="{words.lang}">{said}</p>'
    return "".join(_figure(picture, caption, words) for picture in clipping.pictures)


def _figure(picture: Picture, caption: str, words: Labels) -> str:
    caption = escape(caption.format(picture.page))
    data = b64encode(picture.jpeg).decode("ascii")
    return (
        f'<figure class="clipping" lang="{words.lang}">'
        f'<img src="data:image/jpeg;base64,{data}" alt="{caption}"'
        f' width="{picture.width}" height="{picture.height}">'
        f"<figcaption>{caption}</figcaption></figure>"
    )
