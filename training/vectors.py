"""Fit the sentence vectors: ``python -m training.vectors MODEL.pt DATA --published FILE --tokenizer FILE``.

Mean states of the words of reported contents, read in their paragraphs, are mapped onto the vectors that the published
sentence encoder gives the same words alone, cut to their 128 main directions: ridge regression, in closed form. It
prints how far the likenesses of pairs agree on development data, and writes the model back.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Sequence
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn.functional import normalize

from firsthand.encoder import WIDTHS
from training import data
from training.batches import Batch, batches
from training.model import MEANING_LAYERS, Reader
from training.teacher import Teacher

PARAGRAPHS, CHECKED, PIECES, RIDGE = 5000, 600, 2000, 10.0


def contents(folder: Path, tokenizer: Tokenizer, most: int) -> list[Batch]:
    """Paragraphs of a PolNeAR part that hold reported contents, ``most`` of them drawn by lot."""
    found = [e for e in data.polnear(folder, ("paragraph",)) if e.contents]
    random.Random(1).shuffle(found)
    return batches(found[:most], tokenizer, PIECES)


@torch.no_grad()
def pairs(model: Reader, teacher: Teacher, ready: Sequence[Batch]) -> tuple[Tensor, Tensor]:
    """For every content its mean states (contents, 3 * 384) and the teacher's vector (contents, 384)."""
    told = teacher.vectors(ready)
    states, vectors = [], []
    for i, batch in enumerate(ready):
        if i not in told:
            continue
        layers = model.states(batch.pieces, batch.shapes, batch.mask)
        rows = torch.arange(len(batch.first))[:, None]
        at = torch.cat([layers[n][rows, batch.first] for n in MEANING_LAYERS], 2)
        states.append(torch.stack([at[row, start:end].mean(0) for row, start, end in batch.spans]))
        vectors.append(told[i])
    return torch.cat(states), torch.cat(vectors)


def fit(states: Tensor, vectors: Tensor) -> tuple[Tensor, Tensor]:
    """Weight (128, 3 * 384) and bias (128,) of the regression."""
    main = torch.linalg.svd(vectors, full_matrices=False)[2][: WIDTHS["vector"]].T
    x = torch.cat([states, torch.ones(len(states), 1)], 1).double()
    solved = torch.linalg.solve(
        x.T @ x + RIDGE * torch.eye(x.shape[1]).double(), x.T @ (vectors @ main).double()
    ).float()
    return solved[:-1].T.contiguous(), solved[-1]


def agreement(model: Reader, states: Tensor, vectors: Tensor) -> float:
    """Pearson's correlation of our likenesses of all pairs with the teacher's."""
    own = normalize(model.vector(states), dim=1)
    above = torch.triu_indices(len(own), len(own), 1)
    both = torch.stack([(v @ v.T)[above[0], above[1]] for v in (own, vectors)])
    return float(torch.corrcoef(both)[0, 1])


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("state", type=Path)
    parser.add_argument("data", type=Path)
    parser.add_argument("--published", type=Path, required=True)
    parser.add_argument("--tokenizer", type=Path, required=True)
    given = parser.parse_args()
    tokenizer = Tokenizer.from_file(str(given.tokenizer))
    model = Reader.of(torch.load(given.state, weights_only=True)).eval()
    teacher = Teacher(given.published)
    weight, bias = fit(*pairs(model, teacher, contents(given.data / "polnear/train", tokenizer, PARAGRAPHS)))
    with torch.no_grad():
        model.vector.weight.copy_(weight)
        model.vector.bias.copy_(bias)
        checked = pairs(model, teacher, contents(given.data / "polnear/dev", tokenizer, CHECKED))
        print(f"agreement with the teacher on development data: {agreement(model, *checked):.3f}")
    torch.save(model.state_dict(), given.state)


if __name__ == "__main__":
    main()
