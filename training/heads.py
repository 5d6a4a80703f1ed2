"""Fit the heads with a hidden layer to layers that stay as they are, on states that are worked out once.

    python -m training.heads MODEL.pt DATA --tokenizer FILE --out MODEL.pt

A pass over states that are kept (16-bit numbers, about 3 GB) takes seconds where one through the layers takes minutes,
so the small sets that matter most can be seen often. Every other weight is written as it was read.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator, Sequence
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor

from training import data
from training.batches import Batch, batches
from training.losses import judged, read
from training.model import Reader
from training.status import factuality

Kept = tuple[Batch, dict[int, Tensor]]
POLITICS = 16
"""Copies of the politics set, half of the names exchanged in all but the first."""
RATES = {"types": 2e-3, "factuality": 1e-3}
PIECES = {"names": 500, "status": 1000}
"""Word pieces in a batch of each task."""
DECAY, RISE = 0.01, 12


def sets(folder: Path, seed: int) -> Iterator[tuple[list[data.Example], float]]:
    """The training part of every set, with how often it is seen: the sets that name most kinds, or grade most finely,
    are small and want many passes."""
    draw = random.Random(seed)
    for name in ("crossner/conll2003/train.txt", "conflict/re3d/train.txt", "wnut17/wnut17train.conll"):
        yield list(data.names(folder / name, draw)), 2
    yield list(data.names(folder / "crossner/politics/train.txt", draw, POLITICS)), 4
    for name, times in (("UW/train.jsonl", 36), ("UDS_IH2/train.jsonl", 0.6), ("CB/CB/train.jsonl", 0.6)):
        yield list(factuality(folder / "factuality" / name)), times


@torch.no_grad()
def kept(model: Reader, ready: Sequence[Batch]) -> list[Kept]:
    """Every batch with its states."""
    return [(batch, {layer: state.half() for layer, state in read(model, batch).items()}) for batch in ready]


def fit(model: Reader, seen: Sequence[Kept], seed: int) -> None:
    """Train the heads of RATES in place, on ``seen`` in an order drawn by ``seed``; the rate rises and falls."""
    torch.manual_seed(seed)
    order = list(seen)
    random.Random(seed).shuffle(order)
    deep = torch.nn.ModuleDict({name: model.heads[name] for name in RATES}).train()
    groups = [{"params": head.parameters(), "lr": RATES[name]} for name, head in deep.items()]
    optim = torch.optim.AdamW(groups, weight_decay=DECAY)
    steps = len(order)
    schedule = torch.optim.lr_scheduler.LambdaLR(optim, lambda n: min((n + 1) * RISE / steps, (steps - n) / steps))
    for batch, states in order:
        judged(model, {layer: state.float() for layer, state in states.items()}, batch).backward()
        optim.step()
        optim.zero_grad(set_to_none=True)
        schedule.step()
    deep.eval()


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("state", type=Path)
    parser.add_argument("data", type=Path)
    parser.add_argument("--tokenizer", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    torch.manual_seed(given.seed)
    tokenizer = Tokenizer.from_file(str(given.tokenizer))
    model = Reader.of(torch.load(given.state, weights_only=True)).eval()
    seen: list[Kept] = []
    for examples, times in sets(given.data, given.seed):
        states = kept(model, batches(examples, tokenizer, PIECES[examples[0].task]))
        seen += states * int(times) + random.Random(given.seed).sample(states, round(len(states) * (times % 1)))
        print(f"{len(examples)} examples read", flush=True)
    fit(model, seen, given.seed)
    torch.save(model.state_dict(), given.out)


if __name__ == "__main__":
    main()
