"""Fits the weights of firsthand/merge/likeness.npz: `python -m training.likeness OUT.npz --labels DIR --stories DIR`.

Two reports in two passages of one claim of a reading by hand (training/labels) are a pair that asserts the same; any
other pair of the story is one that does not. What a reading does not touch counts half, for it lists not all that
could be told. Small networks are shown the evidence with much noise; their mean is written as one.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
from torch import nn

from benchmarks.labels import development
from firsthand.merge.evidence import SEEN, names
from firsthand.merge.reports import Report
from training.passages import HALF, Told, Touch, stories

HIDDEN, STEPS, RATE, DECAY, BATCH = 16, 500, 0.01, 0.02, 4096
NOISE, DROPOUT, FITS = 0.2, 0.2, 3
UNTOUCHED, UNSEEN = 0.5, 0.3
"""The weight of a pair that no claim touches, and of every pair once more without its meanings."""
FAR = 5.0

Row = tuple[int, float, float]
Parts = Mapping[int, Sequence[tuple[int, Touch]]]


def labelled(story: Told) -> Iterator[Row]:
    """The number of a pair, 1 where it asserts the same and 0 where not, and its weight."""
    parts: dict[str, dict[int, list[tuple[int, Touch]]]] = defaultdict(lambda: defaultdict(list))
    near: dict[str, set[int]] = defaultdict(set)
    for number, claim in enumerate(story.reading["claims"]):
        for place, passage in enumerate(claim):
            for report, touch in story.touched(passage).items():
                parts[report][number].append((place, touch))
            for report in story.touched(passage, sentences=True):
                near[report].add(number)
    for number, (one, other) in enumerate(story.pairs.worth):
        if not beside(one, other):
            continue
        same = together(one, other, parts[one.id], parts[other.id])
        if same or (same is not None and not near[one.id] & near[other.id]):
            yield number, float(same), 1.0 if parts[one.id] or parts[other.id] else UNTOUCHED


def beside(one: Report, other: Report) -> bool:
    """Whether two reports may tell one claim as far as their places tell."""
    if one.page != other.page:
        return True
    heard = not (one.event or other.event or one.own or other.own)
    return heard and one.speaker is not None and one.speaker != other.speaker


def together(one: Report, other: Report, first: Parts, second: Parts) -> bool | None:
    """Whether two reports tell one claim; None where the reading does not settle it.

    An event within a passage is another matter unless it is of one type or word with the other.
    """
    common = first.keys() & second.keys()
    if not common:
        return False
    if not any(
        a != b and max(left) >= HALF and max(right) >= HALF
        for claim in common
        for a, left in first[claim]
        for b, right in second[claim]
    ):
        return None
    if one.event and other.event:
        return one.event.type == other.event.type or not one.trigger.isdisjoint(other.trigger) or None
    event, said = (one, other) if one.event else (other, one)
    return event.event is None or not event.trigger.isdisjoint(said.features) or None


class Network(nn.Module):
    """From standardised evidence to one score: a linear part and one hidden layer."""

    def __init__(self, width: int, hidden: int = HIDDEN) -> None:
        super().__init__()
        self.straight = nn.Linear(width, 1)
        self.inner = nn.Linear(width, hidden)
        self.out = nn.Linear(hidden, 1, bias=False)
        self.dropout = nn.Dropout(DROPOUT)
        nn.init.zeros_(self.straight.weight)
        nn.init.constant_(self.straight.bias, -3.0)

    def forward(self, rows: torch.Tensor) -> torch.Tensor:
        told: torch.Tensor = self.straight(rows) + self.out(self.dropout(torch.tanh(self.inner(rows))))
        return told[:, 0]


def fit(
    rows: npt.NDArray[np.float32], same: npt.NDArray[np.float32], weights: npt.NDArray[np.float32]
) -> dict[str, npt.NDArray[np.float32]]:
    """The arrays of the mean of FITS networks, their hidden units side by side."""
    torch.manual_seed(1)
    mean, spread = rows.mean(0), rows.std(0) + 1e-6
    given = torch.from_numpy(np.clip((rows - mean) / spread, -FAR, FAR))
    wanted, weigh = torch.from_numpy(same), torch.from_numpy(weights)
    networks = [_fit(given, wanted, weigh) for _ in range(FITS)]
    arrays = {
        "straight": torch.stack([one.straight.weight[0] for one in networks]).mean(0),
        "bias": torch.stack([one.straight.bias for one in networks]).mean(0),
        "inner": torch.cat([one.inner.weight for one in networks]),
        "inner_bias": torch.cat([one.inner.bias for one in networks]),
        "out": torch.cat([one.out.weight[0] for one in networks]) / FITS,
    }
    told = {name: array.detach().numpy().astype(np.float32) for name, array in arrays.items()}
    return {"mean": mean.astype(np.float32), "spread": spread.astype(np.float32), **told}


def _fit(rows: torch.Tensor, same: torch.Tensor, weights: torch.Tensor) -> Network:
    network = Network(rows.shape[1]).train()
    optimizer = torch.optim.AdamW(network.parameters(), lr=RATE, weight_decay=DECAY)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: min(1.0, 2 * (STEPS - step) / STEPS))
    for _ in range(STEPS):
        chosen = torch.randint(len(rows), (BATCH,))
        scores = network(rows[chosen] + NOISE * torch.randn(BATCH, rows.shape[1]))
        losses = nn.functional.binary_cross_entropy_with_logits(scores, same[chosen], reduction="none")
        optimizer.zero_grad()
        (losses * weights[chosen]).mean().backward()
        optimizer.step()
        schedule.step()
    return network


def without_meanings(rows: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """The rows as they would be where no report has a meaning."""
    bare = rows.copy()
    bare[:, [name in SEEN for name in names()]] = 0
    bare[:, names().index("without a meaning")] = 1
    return bare


def gathered(told: Sequence[Told]) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.float32], npt.NDArray[np.float32]]:
    """Rows, labels and weights of some stories."""
    rows, same, weights = [], [], []
    for story in told:
        found = list(labelled(story))
        rows.append(story.rows[[number for number, _, _ in found]].astype(np.float32))
        same += [label for _, label, _ in found]
        weights += [weight for _, _, weight in found]
    return np.concatenate(rows), np.array(same, np.float32), np.array(weights, np.float32)


def main() -> None:
    """Read the stories, fit, write."""
    parser = argparse.ArgumentParser(prog="python -m training.likeness")
    parser.add_argument("out", type=Path)
    parser.add_argument("--labels", type=Path, required=True)
    parser.add_argument("--stories", type=Path, required=True)
    given = parser.parse_args()
    rows, same, weights = gathered([one for one in stories(given.labels, given.stories) if not development(one.name)])
    arrays = fit(
        np.concatenate([rows, without_meanings(rows)]),
        np.concatenate([same, same]),
        np.concatenate([weights, UNSEEN * weights]),
    )
    np.savez_compressed(given.out, **{name: array.astype(np.float16) for name, array in arrays.items()})


if __name__ == "__main__":
    main()
