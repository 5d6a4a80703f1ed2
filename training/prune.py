"""Take out what a model hardly uses: ``python -m training.prune MODEL.pt DATA --tokenizer FILE --out SMALL.pt``.

Layer by layer, from the first to the last, attention heads and inner features are taken out of a trained model one at
a time, each time the one without which the layer's output changes least once the others make up for it in least
squares (optimal brain surgeon, Hassibi and Stork 1993; in groups, Kurtic et al. 2023). No gradient is needed. Train on
afterwards, with ``training.train --start SMALL.pt``.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Sequence
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn

from training.batches import Batch, batches
from training.model import HEAD, Layer, Reader
from training.train import Shares, corpus

SAMPLE, PIECES = 30, 2000
"""Batches whose activations are looked at, and word pieces in each."""
RIDGE = 1e-3
"""Added to the diagonal of the activations' second moments, as a share of its mean."""


@torch.no_grad()
def prune(model: Reader, sample: Sequence[Batch], heads: Sequence[int], inner: Sequence[int]) -> Reader:
    """A smaller model of so many ``heads`` and ``inner`` features a layer that does nearly the same on ``sample``."""
    small = Reader.of(model.state_dict()).eval()
    for i, layer in enumerate(small.layers):
        assert isinstance(layer, Layer)
        kept, error = fewer(layer.mix, moments(small, i, "mix", sample), HEAD, heads[i])
        for matrix in (layer.query, layer.key, layer.value):
            cut(matrix, kept)
        told = f"layer {i}: {heads[i]} heads, {error:.4f} of the output lost"
        kept, error = fewer(layer.outer, moments(small, i, "outer", sample), 1, inner[i])
        cut(layer.inner, kept)
        print(f"{told}; {inner[i]} features, {error:.4f} lost", flush=True)
    return small


def moments(model: Reader, layer: int, part: str, sample: Sequence[Batch]) -> Tensor:
    """(features + 1, features + 1): second moments of what goes into ``part`` of a layer, a constant 1 at the end."""
    seen: list[Tensor] = []
    matrix = getattr(model.layers[layer], part)
    hook = matrix.register_forward_hook(lambda _, given, __: seen.append(given[0]))
    total = torch.zeros(matrix.in_features + 1, matrix.in_features + 1, dtype=torch.double)
    count = 0
    for batch in sample:
        model.states(batch.pieces, batch.shapes, batch.mask)
        rows = seen.pop()[batch.mask.bool()]
        rows = torch.cat([rows, torch.ones(len(rows), 1)], 1).double()
        total += rows.T @ rows
        count += len(rows)
    hook.remove()
    return total / count


def fewer(matrix: nn.Linear, moments: Tensor, group: int, keep: int) -> tuple[Tensor, float]:
    """Leave ``keep`` groups of ``group`` inputs of ``matrix``; gives the inputs kept and the share of variance lost."""
    weight = torch.cat([matrix.weight, matrix.bias[:, None]], 1).double()
    centred = moments[:-1, :-1] - moments[:-1, -1:] @ moments[-1:, :-1]
    whole = float(((weight[:, :-1] @ centred) * weight[:, :-1]).sum())
    inverse = torch.linalg.inv(moments + RIDGE * moments.diagonal().mean() * torch.eye(len(moments)).double())
    left = torch.arange(len(moments) - 1).view(-1, group)
    lost = 0.0
    while len(left) > keep:
        blocks = inverse[left[:, :, None], left[:, None, :]]
        columns = weight[:, left].transpose(0, 1)
        costs = (columns @ torch.linalg.inv(blocks) * columns).sum((1, 2))
        least = int(costs.argmin())
        lost += float(costs[least])
        out = left[least]
        solved = torch.linalg.solve(inverse[out][:, out], inverse[out])
        weight -= weight[:, out] @ solved
        inverse -= inverse[:, out] @ solved
        left = torch.cat([left[:least], left[least + 1 :]])
    kept = left.flatten()
    matrix.weight = nn.Parameter(weight[:, kept].float())
    matrix.bias = nn.Parameter(weight[:, -1].float())
    matrix.in_features = len(kept)
    return kept, lost / whole


def cut(matrix: nn.Linear, kept: Tensor) -> None:
    """Leave only some outputs of ``matrix``."""
    matrix.weight, matrix.bias = nn.Parameter(matrix.weight[kept]), nn.Parameter(matrix.bias[kept])
    matrix.out_features = len(kept)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("state", type=Path)
    parser.add_argument("data", type=Path)
    parser.add_argument("--tokenizer", type=Path, required=True)
    parser.add_argument("--heads", type=int, nargs="+", default=(10, 10, 10, 10, 8, 8), help="of 12, a layer each")
    parser.add_argument(
        "--inner", type=int, nargs="+", default=(512, 640, 512, 640, 1152, 1280), help="features of 1536, a layer each"
    )
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    model = Reader.of(torch.load(given.state, weights_only=True)).eval()
    ready = batches(corpus(given.data, 1, Shares()), Tokenizer.from_file(str(given.tokenizer)), PIECES)
    random.Random(1).shuffle(ready)
    torch.save(prune(model, ready[:SAMPLE], given.heads, given.inner).state_dict(), given.out)


if __name__ == "__main__":
    main()
