"""The reader's network in torch, for training; bot/answering/network.py runs its export.

A small transformer (Vaswani et al. 2017; rotary places, Su et al. 2021) over pieces: the question,
the headline and a window of text in one row. Its first layers say how likely a window is to
answer, its last ones score every span. Both are absolute: 0 is "no answer", so all texts compare.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812 - its usual name

from bot.pieces import BREAK, FIRST, PAD

WIDTH = 40  # the longest span in pieces
CHARS = 4  # characters of a piece that are compared
FEATURES = 5
ABSENT = -1e9
LONGEST = 1024
EXIT = 0  # which of the lower exits is shipped; the layers below it see every window


@dataclass(frozen=True, slots=True)
class Size:
    """How large a network is."""

    width: int = 384
    heads: int = 6
    inner: int = 1152
    layers: int = 8
    vector: int = 128  # of a piece


class Layer(nn.Module):
    """Attention among all places of a row, then each place by itself."""

    def __init__(self, size: Size) -> None:
        super().__init__()
        width = size.width
        self.heads, self.part = size.heads, width // size.heads
        self.before, self.between = nn.LayerNorm(width), nn.LayerNorm(width)
        self.ask, self.tell = nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.wide, self.narrow = nn.Linear(width, size.inner), nn.Linear(size.inner, width)

    def forward(self, x: Tensor, turn: tuple[Tensor, Tensor], mask: Tensor | None,
                drop: float) -> Tensor:  # fmt: skip
        """`mask` (rows, 1, 1, length) is added to the logits; `drop` is a share."""
        got = self.tell(self.attend(self.ask(self.before(x)), turn, mask))
        x = x + F.dropout(got, drop, self.training)
        got = self.narrow(F.gelu(self.wide(self.between(x))))
        return x + F.dropout(got, drop, self.training)

    def attend(self, asked: Tensor, turn: tuple[Tensor, Tensor], mask: Tensor | None) -> Tensor:
        """(rows, length, width) what all heads gather, of (rows, length, 3 * width)."""
        rows, length, wide = asked.shape
        q, k, v = asked.view(rows, length, 3, self.heads, self.part).permute(2, 0, 3, 1, 4)
        got = F.scaled_dot_product_attention(turned(q, turn), turned(k, turn), v, mask)
        return got.transpose(1, 2).reshape(rows, length, wide // 3)


def turned(x: Tensor, turn: tuple[Tensor, Tensor]) -> Tensor:
    """(rows, heads, length, part) with each pair of numbers turned by its place."""
    cos, sin = turn
    half = x.shape[3] // 2
    left, right = x[..., :half], x[..., half:]
    return torch.cat((left * cos - right * sin, right * cos + left * sin), 3).to(x.dtype)


class Trunk(nn.Module):
    """Pieces in, (rows, length, width) out."""

    def __init__(self, pieces: int, size: Size) -> None:
        super().__init__()
        self.size = size
        self.vectors = nn.Embedding(pieces, size.vector, padding_idx=0)
        self.enter = nn.Linear(size.vector, size.width)
        self.parts = nn.Embedding(3, size.width)  # question, headline, text
        self.calm = nn.LayerNorm(size.width)
        self.layers = nn.ModuleList([Layer(size) for _ in range(size.layers)])
        part = size.width // size.heads
        pace = 10000.0 ** (-torch.arange(part // 2) / (part // 2))
        angle = torch.arange(LONGEST)[:, None] * pace[None]
        self.register_buffer("cos", angle.cos(), persistent=False)
        self.register_buffer("sin", angle.sin(), persistent=False)
        for module in self.modules():
            if isinstance(module, nn.Linear):
                nn.init.normal_(module.weight, std=0.02)
                nn.init.zeros_(module.bias)
        nn.init.normal_(self.vectors.weight, std=0.05)
        nn.init.normal_(self.parts.weight, std=0.02)
        for layer in self.layers:
            for end in (layer.tell, layer.narrow):
                nn.init.normal_(end.weight, std=0.02 / (2 * size.layers) ** 0.5)

    def begin(self, ids: Tensor, parts: Tensor, more: Tensor | None = None) -> Tensor:
        """The rows before the first layer; `more` is added."""
        x = self.enter(self.vectors(ids)) + self.parts(parts)
        return self.calm(x if more is None else x + more)

    def through(self, x: Tensor, first: int, last: int, mask: Tensor | None, drop: float) -> Tensor:
        """The rows after layers first..last."""
        length = x.shape[1]
        turn = self.cos[:length], self.sin[:length]
        for layer in self.layers[first:last]:
            x = layer(x, turn, mask, drop)
        return x


class ReaderNet(nn.Module):
    """Scores of windows and of their spans, for a question each."""

    def __init__(
        self, pieces: int, size: Size, chars: Tensor, rarity: Tensor,
        exits: tuple[int, ...] = (2, 3),
    ) -> None:  # fmt: skip
        """`chars` (pieces, CHARS) numbers of characters, 0 is none; `rarity` (pieces,) 0..1."""
        super().__init__()
        self.trunk, self.exits = Trunk(pieces, size), exits
        width = size.width
        self.register_buffer("chars", chars)
        self.register_buffer("rarity", rarity)
        self.meet = nn.Linear(FEATURES, width)
        self.likely = nn.ModuleList([nn.Sequential(nn.LayerNorm(width), nn.Linear(width, 1))
                                     for _ in exits])  # fmt: skip
        self.norm = nn.LayerNorm(width)
        self.first, self.last = nn.Linear(width, 65), nn.Linear(width, 65)
        self.widths = nn.Embedding(WIDTH, 1)
        nn.init.zeros_(self.meet.weight)
        nn.init.zeros_(self.meet.bias)
        nn.init.zeros_(self.widths.weight)
        for end in (self.first, self.last):
            nn.init.normal_(end.weight, std=0.02)
            nn.init.zeros_(end.bias)
        with torch.no_grad():
            self.first.bias[64] = -3.0
            self.last.bias[64] = -3.0

    def meeting(self, ids: Tensor, parts: Tensor) -> Tensor:
        """(rows, length, FEATURES): how each piece meets the question, or is met by the text."""
        real = ids >= FIRST
        asks = (parts == 0) & real
        count = (parts == 0).sum(1).max()  # the question stands at the beginning
        among, asked = asks[:, :count], ids[:, :count]
        same = (ids[:, :, None] == asked[:, None]) & among[:, None]
        hit = same.any(2)
        met = (same & (parts > 0)[:, :, None]).any(1)  # of the question's pieces
        met = torch.cat((met, torch.zeros_like(hit[:, count:])), 1)
        chars = self.chars[ids]
        wanted = (chars[:, :count] * among[..., None]).flatten(1)
        shared = ((chars[..., None] == wanted[:, None, None]) & (chars > 0)[..., None]).any(3)
        share = shared.sum(2) / (chars > 0).sum(2).clamp(min=1)
        rare = self.rarity[ids]
        outside, inside = ((parts > 0) & real).to(rare.dtype), asks.to(rare.dtype)
        hit, met = hit.to(rare.dtype), met.to(rare.dtype)
        share = share.to(rare.dtype)
        columns = (hit * outside, hit * outside * rare, share * outside * rare,
                   (1 - met) * inside * rare, met * inside * rare)  # fmt: skip
        return torch.stack(columns, 2)

    def lower(self, ids: Tensor, parts: Tensor, drop: float = 0.0) -> tuple[Tensor, list[Tensor]]:
        """The rows after the deepest exit, and (rows,) scores of the windows at each exit."""
        mask = self.mask(ids)
        x = self.trunk.begin(ids, parts, self.meet(self.meeting(ids, parts)))
        x = F.dropout(x, drop, self.training)
        found, at = [], 0
        for depth, likely in zip(self.exits, self.likely, strict=True):
            x = self.trunk.through(x, at, depth, mask, drop)
            at = depth
            found.append(likely(x[:, 0])[:, 0].float())
        return x, found

    def upper(self, x: Tensor, ids: Tensor, parts: Tensor, depth: int, drop: float = 0.0) -> Tensor:
        """(rows, length, WIDTH) scores of the span from a piece on, of 1, 2 … pieces."""
        x = self.trunk.through(x, depth, self.trunk.size.layers, self.mask(ids), drop)
        x = self.norm(x)
        first, last = self.first(x).float(), self.last(x).float()
        pairs = first[..., :64] @ last[..., :64].transpose(1, 2) / 8.0
        pairs = pairs + first[..., 64:] + last[..., 64:].transpose(1, 2)
        open_ = (parts == 2) & (ids != PAD) & (ids != BREAK)
        pairs = pairs.masked_fill(~open_[:, None, :], ABSENT)
        pairs = F.pad(pairs, (0, WIDTH), value=ABSENT)
        rows, length = x.shape[:2]
        index = (torch.arange(length, device=x.device)[:, None]
                 + torch.arange(WIDTH, device=x.device)[None])  # fmt: skip
        scores = pairs.gather(2, index[None].expand(rows, -1, -1))
        scores = scores + self.widths.weight[:, 0].float()
        return scores.masked_fill(~open_[:, :, None], ABSENT)

    def mask(self, ids: Tensor) -> Tensor:
        """What is added to the logits of attention."""
        kind = self.trunk.enter.weight.dtype
        return ((ids == PAD)[:, None, None, :]).to(kind) * -1e4

    def forward(self, ids: Tensor, parts: Tensor, drop: float = 0.0) -> tuple[Tensor, list[Tensor]]:
        """Scores of all spans, and of the windows at each exit."""
        x, likely = self.lower(ids, parts, drop)
        return self.upper(x, ids, parts, self.exits[-1], drop), likely


def between(
    before: Mapping[str, Tensor], after: Mapping[str, Tensor], share: float
) -> dict[str, Tensor]:
    """The weights `share` of the way from `before` to `after`; what only `before` has, as it is.

    Such a mean loses less of what was known (Wortsman et al. 2022, "Robust fine-tuning of
    zero-shot models"), where `after` has gone on from `before`.
    """
    found = dict(before)
    for name, weight in after.items():
        if weight.is_floating_point():
            found[name] = torch.lerp(before[name].to(weight), weight, share)
    return found


def load_net(checkpoint: Path, size: Size) -> ReaderNet:
    """The network of a checkpoint, without the exits above the shipped one."""
    saved = torch.load(checkpoint, weights_only=True)
    pieces = len(saved["rarity"])
    net = ReaderNet(pieces, size, torch.zeros(pieces, CHARS).long(), torch.zeros(pieces))
    net.load_state_dict(saved)
    net.exits = net.exits[: EXIT + 1]
    net.likely = net.likely[: EXIT + 1]
    return net.float().eval()
