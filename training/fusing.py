"""Attention as operators of onnxruntime's own, for export.

Rotary places and attention are two nodes a layer instead of thirty: an exported network is opened
in half the time and reads a text in three quarters of it. They take no mask, so each row is read
alone.
"""

from __future__ import annotations

from functools import partial
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812 - its usual name

from training.reader_net import Layer


def _rotary(g: Any, both: tuple[Any, Any], cos: Any, sin: Any, heads: int) -> list[Any]:
    first = g.op("Constant", value_t=torch.zeros(1, dtype=torch.int64))
    name = "com.microsoft::RotaryEmbedding"
    return [g.op(name, one, first, cos, sin, num_heads_i=heads) for one in both]


class _Attend(torch.autograd.Function):
    """Stands for the operators: it only has a shape until it is exported."""

    @staticmethod
    def forward(ctx: Any, q: Tensor, k: Tensor, v: Tensor, cos: Tensor, sin: Tensor,
                heads: int) -> Tensor:  # fmt: skip
        """A tensor like `v`."""
        return torch.zeros_like(v)

    @staticmethod
    def symbolic(g: Any, q: Any, k: Any, v: Any, cos: Any, sin: Any, heads: int) -> Any:
        """The operators for (rows, length, width) tensors whose heads lie side by side."""
        q, k = _rotary(g, (q, k), cos, sin, heads)
        return g.op("com.microsoft::MultiHeadAttention", q, k, v, num_heads_i=heads)


class _AttendFrom(torch.autograd.Function):
    """The same, of some places alone: what they gather from all of them."""

    @staticmethod
    def forward(ctx: Any, q: Tensor, k: Tensor, v: Tensor, cos: Tensor, sin: Tensor, at: Tensor,
                heads: int) -> Tensor:  # fmt: skip
        """(rows, places, width) zeros."""
        return torch.zeros_like(v[:, : at.shape[0]])

    @staticmethod
    def symbolic(g: Any, q: Any, k: Any, v: Any, cos: Any, sin: Any, at: Any, heads: int) -> Any:
        """As `_Attend`; `at` (places,) are the places."""
        q, k = _rotary(g, (q, k), cos, sin, heads)
        q = g.op("Gather", q, at, axis_i=1)
        return g.op("com.microsoft::MultiHeadAttention", q, k, v, num_heads_i=heads)


def through_at(layer: Layer, x: Tensor, turn: tuple[Tensor, Tensor], at: Tensor) -> Tensor:
    """(1, places, width) a layer's output at some places of a row; it can only be exported."""
    asked = layer.ask(layer.before(x)).chunk(3, 2)
    x = x[:, at] + layer.tell(_AttendFrom.apply(*asked, *turn, at, layer.heads))
    return x + layer.narrow(F.gelu(layer.wide(layer.between(x))))


def _attend(heads: int, asked: Tensor, turn: tuple[Tensor, Tensor], mask: Tensor | None) -> Tensor:
    return _Attend.apply(*asked.chunk(3, 2), *turn, heads)  # type: ignore[no-any-return]


def fuse(net: nn.Module) -> None:
    """Makes a network one that can only be exported."""
    for layer in net.modules():
        if isinstance(layer, Layer):
            layer.attend = partial(_attend, layer.heads)  # type: ignore[method-assign]
