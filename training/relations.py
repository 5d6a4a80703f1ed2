"""Fit the relation of two texts: ``python -m training.relations DATA --weights firsthand/weights``.

Needs the shipped encoder, whose readings are what is compared. The sets do not tell all four relations apart; a label
allows several, and the loss is taken over the sum of their probabilities. What benchmarks.pairs holds out is left out.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from benchmarks.pairs import LABELS, PARTLY_TRAINED, Pair, held, load
from firsthand.encoder import RELATIONS, Encoder
from firsthand.encoder.relation import FAR, FEATURES
from training import made

SETS = {
    "rte/train.tsv": 3.0, "fever_symmetric/fever_symmetric_dev.jsonl": 1.0,
    "breaking_nli/breaking_nli_dataset.zip": 1.0, "claimdiff/ClaimDiff-weak-train.json": 0.5,
}  # fmt: skip
"""The sets with the weight of each as a whole. What strengthens a claim of ClaimDiff is too loose to learn from."""
CONTRADICTIONS = 0.25
"""The share of BreakingNLI's contradictions that is used; they outnumber the rest by seven."""
MADE = 0.3
"""The weight of the pairs that are made out of sentences of news (training/made.py), of each way to make them alike."""
HIDDEN, STEPS, RATE, DECAY = 16, 120, 0.01, 0.03
NOISE, DROPOUT = 0.5, 0.3
"""Of the standardised features, and of the hidden units: the sets are small."""
FITS = 4
"""Networks whose mean is taken; side by side they are one."""


class Network(nn.Module):
    """From standardised features (pairs, FEATURES) to scores of RELATIONS: a linear part and one hidden layer."""

    def __init__(self) -> None:
        super().__init__()
        self.straight = nn.Linear(len(FEATURES), len(RELATIONS), bias=False)
        self.inner = nn.Linear(len(FEATURES), HIDDEN)
        self.out = nn.Linear(HIDDEN, len(RELATIONS))
        self.dropout = nn.Dropout(DROPOUT)
        nn.init.zeros_(self.straight.weight)

    def forward(self, rows: Tensor) -> Tensor:
        told: Tensor = self.straight(rows) + self.out(self.dropout(torch.tanh(self.inner(rows))))
        return told


def pairs(path: Path, draw: random.Random) -> tuple[str, list[Pair]]:
    """The name of a set and the pairs of it that are trained on."""
    name, known = load(path)
    kept = [one for one in known if path.name not in PARTLY_TRAINED or not held(one.group)]
    return name, [
        one for one in kept if (name, one.label) != ("BreakingNLI", "contradiction") or draw.random() < CONTRADICTIONS
    ]


def fit(rows: Tensor, allowed: Tensor, weights: Tensor) -> Network:
    """A network that was shown ``rows``, each time with other noise; the rate falls over the second half."""
    network = Network().train()
    optimizer = torch.optim.AdamW(network.parameters(), lr=RATE, weight_decay=DECAY)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda n: min(1.0, 2 * (STEPS - n) / STEPS))
    for _ in range(STEPS):
        scores = network(rows + NOISE * torch.randn_like(rows))
        logs = scores.log_softmax(1).masked_fill(~allowed, -1e4).logsumexp(1)
        optimizer.zero_grad()
        (-(logs * weights).sum() / weights.sum()).backward()
        optimizer.step()
        schedule.step()
    return network


def joined(networks: Sequence[Network]) -> dict[str, np.ndarray]:
    """The mean of networks as one, with their hidden units side by side; the arrays of relation.npz."""
    count = len(networks)
    arrays = {
        "straight": sum(one.straight.weight for one in networks) / count,
        "in": torch.cat([one.inner.weight for one in networks]),
        "in_bias": torch.cat([one.inner.bias for one in networks]),
        "out": torch.cat([one.out.weight for one in networks], 1) / count,
        "out_bias": sum(one.out.bias for one in networks) / count,
    }
    return {name: array.detach().numpy() for name, array in arrays.items()}


def main(arguments: Sequence[str] | None = None) -> None:
    """Read, compare, fit, write relation.npz."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("data", type=Path)
    options.add_argument("--weights", type=Path, required=True, help="folder of the encoder; relation.npz goes there")
    given = options.parse_args(arguments)
    torch.manual_seed(1)
    draw = random.Random(1)
    encoder = Encoder(given.weights)
    rows, allowed, weights = [], [], []
    for file, weight in SETS.items():
        name, read = pairs(given.data / "relations" / file, draw)
        rows.append(encoder.compare([(one.first, one.second) for one in read]))
        allowed += [[relation in LABELS[name][one.label] for relation in RELATIONS] for one in read]
        weights += [weight / len(read)] * len(read)
        print(f"{file}: {len(read)} pairs", flush=True)
    own = list(made.made(given.data / "polnear/train/text", encoder, draw))
    kept = [one for one in own if not held(one.group)]
    rows.append(encoder.compare([(one.first, one.second) for one in kept]))
    allowed += [[relation in made.LABELS[one.label] for relation in RELATIONS] for one in kept]
    ways = Counter(one.label for one in kept)
    weights += [MADE / len(ways) / ways[one.label] for one in kept]
    all_rows = np.concatenate(rows)
    mean, spread = all_rows.mean(0), all_rows.std(0) + 1e-6
    known = torch.from_numpy(np.clip((all_rows - mean) / spread, -FAR, FAR))
    networks = [fit(known, torch.tensor(allowed), torch.tensor(weights)) for _ in range(FITS)]
    np.savez_compressed(given.weights / "relation.npz", mean=mean, spread=spread, **joined(networks))
    tell_made([one for one in own if held(one.group)], Encoder(given.weights))


def tell_made(pairs: Sequence[Pair], encoder: Encoder) -> None:
    """Print how many of the pairs that were made, and held out, are told right, by how they were made."""
    told = encoder.relate([(one.first, one.second) for one in pairs]).argmax(1)
    for label, relations in made.LABELS.items():
        right = [RELATIONS[i] in relations for i, one in zip(told, pairs, strict=True) if one.label == label]
        print(f"made by {label}: {sum(right)} of {len(right)} held-out pairs right")


if __name__ == "__main__":
    main()
