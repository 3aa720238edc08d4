"""Teaches the reader's trunk Chinese, from the archives alone.

    python -m training.pretrain_reader --data ../shared/data

A small generator fills masked pieces in, and the trunk learns to tell which pieces are not the
paper's (Clark et al. 2020, "ELECTRA"). For a GPU: minutes there, days on two cores.
"""

from __future__ import annotations

import argparse
import os
import time
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812 - its usual name

from bot.answering.contexts import WEIGHTS
from bot.pieces import BEGIN, BREAK, FIRST, MASK, Pieces
from training.reader_net import Size, Trunk
from training.reader_texts import Text, cut_texts, measured_articles

LENGTH = 256  # pieces of a row
MASKED = 51  # of them
WEIGHT = 50.0  # of telling apart beside filling in, as in the paper
SMALL = Size(width=192, heads=3, inner=768, layers=4)  # the generator


class Electra(nn.Module):
    """Trunk and generator, which share the vectors of the pieces."""

    def __init__(self, pieces: int, size: Size) -> None:
        super().__init__()
        self.trunk, self.filler = Trunk(pieces, size), Trunk(pieces, SMALL)
        self.filler.vectors = self.trunk.vectors
        self.back = nn.Sequential(
            nn.Linear(SMALL.width, size.vector), nn.GELU(), nn.LayerNorm(size.vector)
        )
        self.bias = nn.Parameter(torch.zeros(pieces))
        self.norm, self.odd = nn.LayerNorm(size.width), nn.Linear(size.width, 1)

    def forward(self, ids: Tensor, parts: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """The losses of both, and the share of the false pieces that are found out."""
        chance = torch.rand(ids.shape, device=ids.device) * (ids >= FIRST)
        places = chance.topk(MASKED, 1).indices
        hidden = ids.scatter(1, places, MASK)
        x = self.filler.begin(hidden, parts)
        x = self.filler.through(x, 0, SMALL.layers, None, 0.0)
        x = x.gather(1, places[..., None].expand(-1, -1, x.shape[2]))
        logits = self.back(x) @ self.trunk.vectors.weight.T + self.bias
        true = ids.gather(1, places)
        filling = F.cross_entropy(logits.float().flatten(0, 1), true.flatten())
        with torch.no_grad():
            noise = torch.empty_like(logits, dtype=torch.float32).exponential_().log_()
            filled = (logits.float() - noise).argmax(2)
        shown = ids.scatter(1, places, filled)
        false = (shown != ids).float()
        y = self.trunk.begin(shown, parts)
        y = self.trunk.through(y, 0, self.trunk.size.layers, None, 0.0)
        odds = self.odd(self.norm(y))[..., 0].float()
        telling = F.binary_cross_entropy_with_logits(odds, false)
        found = ((odds > 0) * false).sum() / false.sum().clamp(min=1)
        return filling, telling, found


def stream_of(texts: dict[tuple[str, str], Text]) -> tuple[np.ndarray, np.ndarray]:
    """All texts in one row, each after its heading, and the part that each piece belongs to."""
    stop = np.array([BREAK], np.uint16)
    ids, parts = [], []
    for text in texts.values():
        ids += [text.head, stop, text.ids, stop]
        parts += [np.full(len(text.head) + 1, 1, np.uint8), np.full(len(text.ids) + 1, 2, np.uint8)]
    return np.concatenate(ids), np.concatenate(parts)


def pretrain(ids: np.ndarray, parts: np.ndarray, pieces: int, options: argparse.Namespace) -> Trunk:
    """A trunk that has learned for `options.steps` steps."""
    torch.manual_seed(1)
    device, rows = options.device, options.rows
    size = Size(*options.size) if options.size else Size()
    net = Electra(pieces, size).to(device)
    optimizer = optimizer_of(net, options.rate, device)
    quick = torch.compile(net) if device == "cuda" else net
    stream = torch.from_numpy(ids.astype(np.int32)).to(device)
    kinds = torch.from_numpy(parts).to(device)
    inside = torch.arange(LENGTH - 1, device=device)
    step, steps, begun = 0, options.steps, time.time()
    order, at = torch.empty(0, dtype=torch.long), 0
    while step < steps:
        if at + rows > len(order):  # another epoch, cut at other places
            shift = int(torch.randint(0, LENGTH, (1,)))
            count = (len(ids) - LENGTH - shift) // (LENGTH - 1)
            order, at = torch.randperm(count) * (LENGTH - 1) + shift, 0
        index = order[at : at + rows].to(device)[:, None] + inside
        at += rows
        batch = F.pad(stream[index].long(), (1, 0), value=BEGIN)
        kind = F.pad(kinds[index].long(), (1, 0), value=0)
        for group in optimizer.param_groups:
            group["lr"] = options.rate * min(1.0, (step + 1) / 800) * max(0.02, 1 - step / steps)
        with torch.autocast(device, torch.bfloat16, enabled=device == "cuda"):
            filling, telling, found = quick(batch, kind)
            loss = filling + WEIGHT * telling
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(net.parameters(), 1.0)
        optimizer.step()
        step += 1
        if step % 200 == 0 or step == 1:
            print(
                f"{time.time() - begun:5.0f} s, step {step}, "
                f"{step * rows * LENGTH / len(ids):.2f} times, filling {float(filling):.3f}, "
                f"telling {float(telling):.4f}, found out {float(found):.3f}", flush=True,
            )  # fmt: skip
    return net.trunk


def optimizer_of(net: nn.Module, rate: float, device: str) -> torch.optim.AdamW:
    """AdamW, with decay for tables of weights only."""
    tables = [p for p in net.parameters() if p.dim() > 1]
    rest = [p for p in net.parameters() if p.dim() <= 1]
    return torch.optim.AdamW(
        [{"params": tables, "weight_decay": 0.02}, {"params": rest, "weight_decay": 0.0}],
        lr=rate, betas=(0.9, 0.98), eps=1e-6, fused=device == "cuda",
    )  # fmt: skip


def main() -> None:
    """Cuts the texts, trains and saves the trunk in half precision."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--pieces", type=Path, default=WEIGHTS / "pieces.txt")
    parser.add_argument("--out", type=Path, default=Path("/tmp/baowen-trunk.pt"))  # noqa: S108
    parser.add_argument("--steps", type=int, default=14_280)
    parser.add_argument("--rows", type=int, default=256)
    parser.add_argument("--rate", type=float, default=8e-4)
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    parser.add_argument("--size", type=int, nargs=4, help="width, heads, inner, layers")
    options = parser.parse_args()
    torch.set_float32_matmul_precision("high")
    texts = cut_texts(options.data, options.pieces, measured_articles(), os.cpu_count() or 1)
    ids, parts = stream_of(texts)
    del texts
    print(len(ids), "pieces", flush=True)
    trunk = pretrain(ids, parts, len(Pieces.load(options.pieces)), options)
    torch.save({name: weight.half().cpu() for name, weight in trunk.state_dict().items()},
               options.out)  # fmt: skip


if __name__ == "__main__":
    main()
