"""Opening an encoder by name.

Light on purpose: torch and sentence-transformers are imported only for a model of the user's own.
"""

from __future__ import annotations

from bot.encoding.vectors import Encoder
from bot.settings import EMBEDDED_MODEL


def open_encoder(name_or_path: str = EMBEDDED_MODEL) -> Encoder:
    """The encoder of that name, ready for use.

    `open_encoder()` is the embedded one, read without torch; `open_encoder("models/mine")` or a
    name on the Hugging Face hub is any sentence-transformers model.

    Raises:
        ModelError: If there is no such model, or it cannot be loaded, or gives no usable vectors.
    """
    if name_or_path == EMBEDDED_MODEL:
        from bot.encoding.static import StaticEncoder

        return StaticEncoder.embedded(name_or_path)
    from bot.encoding.transformer import TransformerEncoder

    return TransformerEncoder(name_or_path)
