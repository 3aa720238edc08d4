"""The reader's network in torch, for training; bot/answering/network.py runs the same in numpy.

Words in, span scores out. Gated dilated convolutions (Dauphin et al. 2017; van den Oord et al.
2016) with attention from the text to the question at two depths (Seo et al. 2017) and within the
text. A span's score is absolute: 0 is "no answer", so spans of all texts compare.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812 - its usual name

from bot.answering.network import NEAR
from bot.answering.word_inputs import SHAPE

WIDTH = 30  # the longest span in words
_VECTOR = 128  # dimensions of the word vectors
_ABSENT = -1e9


def drop_channels(x: Tensor, share: float, training: bool) -> Tensor:
    """Dropout of whole channels of a text: cheap, and the same for all its words."""
    if not training or share == 0:
        return x
    kept = (torch.rand(x.shape[0], 1, x.shape[2]) >= share).to(x.dtype)
    return x * (kept / (1 - share))


class GatedConv(nn.Module):
    """Residual gated convolution over three places, `gap` apart."""

    def __init__(self, size: int, gap: int) -> None:
        super().__init__()
        self.gap = gap
        self.norm = nn.LayerNorm(size)
        self.mix = nn.Linear(3 * size, 2 * size)

    def forward(self, x: Tensor, mask: Tensor, drop: float) -> Tensor:
        y = self.norm(x) * mask
        gap, length = self.gap, y.shape[1]
        wide = F.pad(y, (0, 0, gap, gap))
        y = torch.cat([wide[:, :length], y, wide[:, 2 * gap :]], dim=2)
        y = F.glu(self.mix(y), dim=2)
        return x + drop_channels(y, drop, self.training)


class Attention(nn.Module):
    """Residual attention from x to y; `bias` (heads, …) is added to its logits."""

    def __init__(self, size: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.norm = nn.LayerNorm(size)
        self.ask = nn.Linear(size, size)
        self.tell = nn.Linear(size, 2 * size)
        self.out = nn.Linear(2 * size, size)

    def forward(self, x: Tensor, y: Tensor, mask: Tensor, bias: Tensor, drop: float) -> Tensor:
        batch, length, size = x.shape
        part = size // self.heads
        z = self.norm(x)
        ask = self.ask(z).view(batch, length, self.heads, part).transpose(1, 2)
        keys, values = (
            self.tell(y).view(batch, y.shape[1], 2, self.heads, part).permute(2, 0, 3, 1, 4)
        )
        logits = ask @ keys.transpose(2, 3) / part**0.5 + bias
        logits = logits.masked_fill(~mask[:, None, None, :], -1e4)
        got = (torch.softmax(logits, 3) @ values).transpose(1, 2)
        got = got.reshape(batch, length, size)
        return x + drop_channels(self.out(torch.cat([got, got * z], dim=2)), drop, self.training)


class ReaderNet(nn.Module):
    """Scores of all spans of texts, for a question each."""

    def __init__(
        self, chars: int, tags: int, kinds: int, size: int = 160, heads: int = 4, drop: float = 0.1
    ) -> None:
        gaps = (1, 1, 2, 4, 8, 1, 2, 4)
        within, again = (4, 7), 3  # after which convolutions attention follows
        super().__init__()
        self.within, self.again, self.drop = within, again, drop
        self.chars = nn.Embedding(chars, 64, padding_idx=0)
        self.tags = nn.Embedding(tags, 16)
        self.kinds = nn.Embedding(kinds, 16)
        self.places = nn.Embedding(2 * NEAR + 2, 16)
        self.enter = nn.Linear(_VECTOR + 128 + 16 + SHAPE, size)
        self.role = nn.Linear(32, size)
        self.question = nn.ModuleList([GatedConv(size, gap) for gap in (1, 2, 1)])
        self.match = nn.Linear(4, 1)
        self.fuse = nn.Linear(3 * size + 12, size)
        self.blocks = nn.ModuleList([GatedConv(size, gap) for gap in gaps])
        self.reread = Attention(size, heads)
        self.rebias = nn.Linear(4, heads)
        self.selves = nn.ModuleList([Attention(size, heads) for _ in within])
        self.far = nn.Embedding(2 * 16 + 1, heads * len(within))
        self.heading = nn.Parameter(torch.zeros(size))
        self.norm = nn.LayerNorm(size)
        self.first = nn.Linear(size, 65)
        self.last = nn.Linear(size, 65)
        self.widths = nn.Embedding(WIDTH, 1)
        nn.init.normal_(self.chars.weight, std=0.3)
        nn.init.zeros_(self.widths.weight)
        nn.init.zeros_(self.far.weight)
        with torch.no_grad():
            self.chars.weight[0].zero_()
            self.match.weight.copy_(torch.tensor([[3.0, 2.0, 2.0, 0.0]]))
            self.first.bias[64] = -2.0
            self.last.bias[64] = -2.0

    def words(self, w: dict[str, Tensor]) -> Tensor:
        """(batch, length, size) what stands for each word."""
        chars = self.chars(w["chars"])  # batch, length, 6, 64
        count = w["count"][..., None].to(chars.dtype)
        mean = chars.sum(2) / count
        end = self.chars(w["end"])
        parts = [
            w["vector"].to(mean.dtype),
            mean,
            end,
            self.tags(w["tag"]),
            w["shape"].to(mean.dtype),
        ]
        return self.enter(torch.cat(parts, dim=2))

    def forward(self, q: dict[str, Tensor], c: dict[str, Tensor], train: bool = False) -> Tensor:
        """(batch, length, WIDTH) scores: of the span that begins at a word and has 1, 2 … words."""
        drop = self.drop
        xq, xc = self.words(q), self.words(c)
        xc = xc + (~c["open"])[..., None].to(xc.dtype) * self.heading
        mq, mc = q["mask"][..., None].to(xq.dtype), c["mask"][..., None].to(xc.dtype)
        xq = xq + self.role(
            torch.cat(
                [
                    self.kinds(q["kind"])[:, None].expand(-1, xq.shape[1], -1),
                    self.places(q["place"]),
                ],
                dim=2,
            )
        )
        xq = drop_channels(xq, drop, self.training)
        xc = drop_channels(xc, drop, self.training)
        for block in self.question:
            xq = block(xq, mq, drop)
        same, features = matches(q, c)  # batch, lc, lq, 4
        same, features = same.to(xc.dtype), features.to(xc.dtype)
        logits = self.match(same)[..., 0] + xc @ xq.transpose(1, 2) / xq.shape[2] ** 0.5
        logits = logits.masked_fill(~q["mask"][:, None, :], -1e4)
        weights = torch.softmax(F.pad(logits, (1, 0)), 2)[..., 1:]  # a part may go to no word
        got = weights @ xq
        x = self.fuse(torch.cat([xc, got, xc * got, features], dim=2))
        rebias = self.rebias(same).permute(0, 3, 1, 2)
        for number, block in enumerate(self.blocks):
            x = block(x, mc, drop)
            if number == self.again:
                x = self.reread(x, xq, q["mask"], rebias, drop)
            if number in self.within:
                layer = self.within.index(number)
                x = self.selves[layer](
                    x, self.norm_of(x), c["mask"], self.distance(x.shape[1], layer), drop
                )
        x = self.norm(x)
        first, last = self.first(x).float(), self.last(x).float()
        pairs = first[..., :64] @ last[..., :64].transpose(1, 2) / 8.0
        pairs = pairs + first[..., 64:] + last[..., 64:].transpose(1, 2)
        pairs = pairs.masked_fill(~(c["open"] & c["mask"])[:, None, :], _ABSENT)
        pairs = F.pad(pairs, (0, WIDTH), value=_ABSENT)
        batch, length = x.shape[:2]
        index = torch.arange(length)[:, None] + torch.arange(WIDTH)[None]
        scores = pairs.gather(2, index[None].expand(batch, -1, -1))
        scores = scores + self.widths.weight[:, 0]
        return scores.masked_fill(~(c["open"] & c["mask"])[:, :, None], _ABSENT)

    def norm_of(self, x: Tensor) -> Tensor:
        """Without weights of its own."""
        return F.layer_norm(x, x.shape[2:])

    def distance(self, length: int, layer: int) -> Tensor:
        """(heads, length, length) bias by how far apart two words stand, in steps that widen."""
        at = torch.arange(length)
        gap = at[None, :] - at[:, None]
        size = gap.abs().float()
        step = torch.where(size < 8, size, 8 + torch.log2(size.clamp(min=8) / 8) * 1.6).clamp(
            max=16
        )
        bucket = (step.floor() * gap.sign()).long() + 16
        heads = self.selves[layer].heads
        return self.far(bucket)[..., layer * heads : (layer + 1) * heads].permute(2, 0, 1)


def matches(q: dict[str, Tensor], c: dict[str, Tensor]) -> tuple[Tensor, Tensor]:
    """How each word of the text meets each word of the question, (…, lc, lq, 4) and (…, lc, 12)."""
    mask = q["mask"][:, None, :].float()
    exact = (c["id"][:, :, None] == q["id"][:, None, :]).float() * mask
    near = (c["vector"] @ q["vector"].transpose(1, 2)).float() * mask
    left, right = c["chars"], q["chars"]
    shared = torch.zeros_like(exact)
    for place in range(left.shape[2]):
        one = left[:, :, place, None, None]
        shared += ((one == right[:, None]).any(3) & (one[..., 0] > 0)).float()
    shared = shared / torch.maximum(c["count"][:, :, None], q["count"][:, None, :]) * mask
    rare = q["shape"][:, None, :, 0]  # rarity, 0..1
    content = q["content"][:, None, :].float()
    same = torch.stack([exact, near, shared, exact * rare], dim=3)
    columns = []
    for table in (exact, near, shared):
        columns += [table.amax(2), (table * rare * content).amax(2)]
    strength = (
        torch.maximum(torch.maximum(exact, shared * 0.8), near.clamp(min=0) ** 2) * rare * content
    )
    total = (rare * content * mask).sum(2).clamp(min=0.1)
    covered = strength.amax(2)
    # how much of the question stands within 8 and 24 words, and in the whole text
    for reach in (8, 24):
        columns.append(best_within(strength, reach).sum(2) / total)
    whole = strength.amax(1).sum(1, keepdim=True) / total
    columns += [whole.expand_as(covered), covered, (exact[:, :, :] * (1 - rare)).amax(2)]
    columns.append((strength > 0.3).float().sum(2).clamp(max=2))
    return same, torch.stack(columns, dim=2)


def best_within(x: Tensor, reach: int) -> Tensor:
    """(batch, length, …) the maximum over the places at most `reach` away, by doubling.

    `max_pool1d` gives the same but cannot be exported for texts of any length.
    """
    length = x.shape[1]
    y = F.pad(x, (0, 0, reach, reach))
    size, whole = 1, 2 * reach + 1
    while 2 * size <= whole:
        y = torch.maximum(y[:, :-size], y[:, size:])
        size *= 2
    rest = whole - size
    return torch.maximum(y[:, :length], y[:, rest : rest + length])
