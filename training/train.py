"""Train the encoder: ``python -m training.train DATA --published FILE --tokenizer FILE --out DIR [--start WEIGHTS]``.

One pass over the mixed batches of all tasks an epoch, AdamW with a linear rise and fall; what is kept is a running mean
of the weights. ``--start`` begins with shipped weights (a folder with reader.onnx)
in place of the published ones. Deterministic for one machine and thread count.
"""

from __future__ import annotations

import argparse
import copy
import random
import time
from dataclasses import dataclass
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import nn

from training import data
from training.batches import Batch, batches, document
from training.coreference import documents
from training.losses import loss
from training.model import OWN, Reader
from training.shipped import load_shipped
from training.status import factuality
from training.timeml import timeml


@dataclass(frozen=True, slots=True)
class Shares:
    """How often a set is seen in an epoch, or which share of it: small sets more often, well-learned ones less."""

    politics: int = 10
    syntax: float = 1.0
    times: int = 4
    status: int = 4
    chains: int = 2


def corpus(folder: Path, seed: int, shares: Shares) -> list[data.Example]:
    """The training part of every set but the coreference documents."""
    draw = random.Random(seed)
    sets: list[data.Example] = []
    sets += data.polnear(folder / "polnear/train", ("paragraph", "sentence"))
    for name in ("crossner/conll2003/train.txt", "conflict/re3d/train.txt", "wnut17/wnut17train.conll"):
        sets += data.names(folder / name, draw)
    sets += data.names(folder / "crossner/politics/train.txt", draw, shares.politics)
    trees = list(data.syntax(folder / "ud_ewt/train.conllu"))
    trees += [e for name in gum_names(folder) for e in data.syntax(folder / f"gum/dep/{name}.conllu")]
    sets += [tree for tree in trees if draw.random() < shares.syntax]
    sets += [example for _ in range(shares.times) for example in timeml(folder / "timebank")]
    for name, times in (("UW/train.jsonl", shares.status), ("UDS_IH2/train.jsonl", 1), ("CB/CB/train.jsonl", 1)):
        sets += [e for _ in range(times) for e in factuality(folder / "factuality" / name)]
    return sets


def gum_names(folder: Path) -> list[str]:
    """The training documents of GUM (splits.md lists those of dev and test)."""
    held_out: set[str] = set()
    part = ""
    for line in (folder / "gum/splits.md").read_text("utf-8").splitlines():
        part = line if line.startswith("## ") else part
        if not part.startswith("## train"):
            held_out.add(line.strip("* ").strip())
    return [file.stem for file in sorted((folder / "gum/dep").glob("*.conllu")) if file.stem not in held_out]


@dataclass(slots=True)
class Settings:
    """What a run is fixed by."""

    epochs: float
    rate: float
    seed: int
    pieces: int
    frozen: bool = False


MEAN_EVERY, MEAN_KEEP = 10, 0.98
"""The running mean moves every so many steps and keeps this share of itself."""


def optimizers(model: Reader, rate: float) -> list[torch.optim.Optimizer]:
    """AdamW for the layers (heads at twice the rate), SparseAdam for the word vectors at a quarter."""
    named = [(n, p) for n, p in model.named_parameters() if not n.startswith("word.")]
    own = ("heads.", "chains.", "vector.")
    groups = [
        {"params": [p for n, p in named if not n.startswith(own) and p.ndim > 1], "weight_decay": 0.01},
        {"params": [p for n, p in named if not n.startswith(own) and p.ndim == 1], "weight_decay": 0.0},
        {"params": [p for n, p in named if n.startswith(own)], "lr": rate * 2},
    ]
    return [
        torch.optim.AdamW(groups, lr=rate, betas=(0.9, 0.98)),
        torch.optim.SparseAdam([model.word.weight], lr=rate / 4, betas=(0.9, 0.98)),
    ]


def train(model: Reader, ready: list[Batch], settings: Settings, out: Path) -> None:
    """Train in place; saves the running mean as out/model.pt after every epoch and each 500 steps."""
    torch.manual_seed(settings.seed)
    draw = random.Random(settings.seed)
    steps = round(settings.epochs * len(ready))
    rise = max(1, steps // 12)
    optims = optimizers(model, settings.rate)
    schedules = [
        torch.optim.lr_scheduler.LambdaLR(
            o, lambda n: min((n + 1) / rise, max(0.0, (steps - n) / max(1, steps - rise)))
        )
        for o in optims
    ]
    mean = copy.deepcopy(model)
    dense = [p for n, p in model.named_parameters() if not n.startswith("word.")]
    model.train(not settings.frozen)
    if settings.frozen:
        model.heads.train()
        for name, parameter in model.named_parameters():
            parameter.requires_grad_(name.startswith(OWN) and not name.startswith("shape."))
    began, step = time.time(), 0
    running: dict[str, list[float]] = {}
    while step < steps:
        order = list(range(len(ready)))
        draw.shuffle(order)
        for i in order[: steps - step]:
            value = loss(model, ready[i])
            value.backward()
            nn.utils.clip_grad_norm_(dense, 1.0)
            for optim, schedule in zip(optims, schedules, strict=True):
                optim.step()
                optim.zero_grad(set_to_none=True)
                schedule.step()
            step += 1
            running.setdefault(ready[i].task, []).append(value.item())
            if step % MEAN_EVERY == 0:
                follow(mean, model, min(MEAN_KEEP, step / (step + 50 * MEAN_EVERY)))
            if step % 100 == 0:
                left = (time.time() - began) / step * (steps - step) / 60
                shown = " ".join(f"{name} {sum(v) / len(v):.3f}" for name, v in sorted(running.items()))
                print(f"step {step}/{steps} left {left:.1f} min  {shown}", flush=True)
                running = {}
            if step % 500 == 0 or step == steps:
                torch.save(mean.state_dict(), out / "model.pt")


@torch.no_grad()
def follow(mean: Reader, model: Reader, keep: float) -> None:
    """Move the running mean towards the model."""
    for slow, fast in zip(mean.parameters(), model.parameters(), strict=True):
        slow.lerp_(fast, 1 - keep)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--published", type=Path, required=True)
    parser.add_argument("--tokenizer", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--start", type=Path, help="shipped weights, or the model.pt of a run, to begin with")
    parser.add_argument("--epochs", type=float, default=1)
    parser.add_argument("--rate", type=float, default=3e-4)
    parser.add_argument("--frozen", action="store_true", help="train the heads alone")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--pieces", type=int, default=2000, help="word pieces in a batch")
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(given.seed)
    tokenizer = Tokenizer.from_file(str(given.tokenizer))
    if given.start and given.start.is_dir():
        model = load_shipped(given.start)
    elif given.start:
        model = Reader.of(torch.load(given.start, weights_only=True))
    else:
        model = Reader()
        model.load_published(given.published)
    shares = Shares()
    ready = batches(corpus(given.data, given.seed, shares), tokenizer, given.pieces)
    ready += shares.chains * [document(d, tokenizer) for d in documents(given.data / "gum", gum_names(given.data))]
    print(f"{len(ready)} batches an epoch", flush=True)
    settings = Settings(given.epochs, given.rate, given.seed, given.pieces, given.frozen)
    train(model, ready, settings, given.out)


if __name__ == "__main__":
    main()
