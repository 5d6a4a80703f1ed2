"""Fit the relation of two texts: ``python -m training.relations DATA --weights firsthand/weights``.

Needs the shipped encoder, whose readings are what is compared. The sets do not tell all four relations apart; a label
allows several, and the loss is taken over the sum of their probabilities. What benchmarks.pairs holds out is left out.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from benchmarks.pairs import LABELS, PARTLY_TRAINED, Pair, held, load
from firsthand.encoder import RELATIONS, Encoder
from firsthand.encoder.relation import FEATURES
from training import made

SETS = {
    "rte/train.tsv": 3.0, "fever_symmetric/fever_symmetric_dev.jsonl": 1.0,
    "breaking_nli/breaking_nli_dataset.zip": 1.0,
    "claimdiff/ClaimDiff-strength-train.json": 0.3, "claimdiff/ClaimDiff-weak-train.json": 0.3,
}  # fmt: skip
"""The sets with the weight of each as a whole: to strengthen a claim is much looser than to entail it."""
CONTRADICTIONS = 0.25
"""The share of BreakingNLI's contradictions that is used; they outnumber the rest by seven."""
MADE = 1.0
"""The weight of the pairs that are made out of sentences of news (training/made.py)."""
HIDDEN, STEPS, RATE, DECAY = 8, 300, 0.01, 0.03


def pairs(path: Path, draw: random.Random) -> tuple[str, list[Pair]]:
    """The name of a set and the pairs of it that are trained on."""
    name, known = load(path)
    kept = [one for one in known if path.name not in PARTLY_TRAINED or not held(one.group)]
    return name, [
        one for one in kept if (name, one.label) != ("BreakingNLI", "contradiction") or draw.random() < CONTRADICTIONS
    ]


def fit(rows: Tensor, allowed: Tensor, weights: Tensor) -> nn.Sequential:
    """A network of one hidden layer from standardised features (pairs, FEATURES) to scores of RELATIONS."""
    network = nn.Sequential(nn.Linear(len(FEATURES), HIDDEN), nn.Tanh(), nn.Linear(HIDDEN, len(RELATIONS)))
    optimizer = torch.optim.AdamW(network.parameters(), lr=RATE, weight_decay=DECAY)
    for _ in range(STEPS):
        logs = network(rows).log_softmax(1).masked_fill(~allowed, -1e4).logsumexp(1)
        optimizer.zero_grad()
        (-(logs * weights).sum() / weights.sum()).backward()
        optimizer.step()
    return network


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
        name, known = pairs(given.data / "relations" / file, draw)
        rows.append(encoder.compare([(one.first, one.second) for one in known]))
        allowed += [[relation in LABELS[name][one.label] for relation in RELATIONS] for one in known]
        weights += [weight / len(known)] * len(known)
        print(f"{file}: {len(known)} pairs", flush=True)
    own = list(made.made(given.data / "polnear/train/text", encoder, draw))
    kept = [one for one in own if not held(one.group)]
    rows.append(encoder.compare([(one.first, one.second) for one in kept]))
    allowed += [[relation in made.LABELS[one.label] for relation in RELATIONS] for one in kept]
    weights += [MADE / len(kept)] * len(kept)
    all_rows = np.concatenate(rows)
    mean, spread = all_rows.mean(0), all_rows.std(0) + 1e-6
    network = fit(torch.from_numpy((all_rows - mean) / spread), torch.tensor(allowed), torch.tensor(weights))
    first, _, last = network
    np.savez_compressed(
        given.weights / "relation.npz", mean=mean, spread=spread, **{
            "in": first.weight.detach(), "in_bias": first.bias.detach(),
            "out": last.weight.detach(), "out_bias": last.bias.detach(),
        },
    )  # fmt: skip
    tell_made([one for one in own if held(one.group)], Encoder(given.weights))


def tell_made(pairs: Sequence[Pair], encoder: Encoder) -> None:
    """Print how many of the pairs that were made, and held out, are told right, by how they were made."""
    told = encoder.relate([(one.first, one.second) for one in pairs]).argmax(1)
    for label, relations in made.LABELS.items():
        right = [RELATIONS[i] in relations for i, one in zip(told, pairs, strict=True) if one.label == label]
        print(f"made by {label}: {sum(right)} of {len(right)} held-out pairs right")


if __name__ == "__main__":
    main()
