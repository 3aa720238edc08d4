"""The mean of the weights of several checkpoints of one network that were taught from one start.

    python -m training.mean_readers OUT.pt FIRST.pt SECOND.pt …

It reads better than each of them (Wortsman et al. 2022, "Model soups: averaging weights of multiple
fine-tuned models improves accuracy without increasing inference time"): what a seed adds by chance
is averaged away. A checkpoint that is named twice counts twice.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path

import torch
from torch import Tensor


def mean_of(checkpoints: Sequence[Mapping[str, Tensor]]) -> dict[str, Tensor]:
    """The mean weights; what is no floating-point number is the first's.

    `mean_of([{"w": tensor(1.0)}, {"w": tensor(3.0)}]) -> {"w": tensor(2.0)}`.
    """
    found = dict(checkpoints[0])
    for name, weight in found.items():
        if weight.is_floating_point():
            found[name] = torch.stack([one[name].float() for one in checkpoints]).mean(0)
    return found


def main() -> None:
    """Reads, means, writes in half precision."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("checkpoints", type=Path, nargs="+")
    options = parser.parse_args()
    mean = mean_of([torch.load(file, weights_only=True) for file in options.checkpoints])
    saved = {name: w.half() if w.is_floating_point() else w for name, w in mean.items()}
    torch.save(saved, options.out)


if __name__ == "__main__":
    main()
