"""Train the encoder: ``python -m training.train DATA --published FILE --tokenizer FILE --out DIR``.

One pass over the mixed batches of all tasks an epoch, AdamW with a linear rise and fall, bf16 where the processor has
it. Deterministic for one machine and thread count.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn.functional import cross_entropy

from training import data
from training.batches import Batch, batches
from training.model import ARC, LINK, Reader


def corpus(folder: Path, seed: int) -> list[data.Example]:
    """The training part of every set."""
    draw = random.Random(seed)
    sets: list[data.Example] = []
    sets += data.polnear(folder / "polnear/train", ("paragraph", "sentence"))
    for name in ("crossner/conll2003/train.txt", "conflict/re3d/train.txt", "wnut17/wnut17train.conll"):
        sets += data.names(folder / name, draw)
    sets += [example for _ in range(3) for example in data.names(folder / "crossner/politics/train.txt", draw)]
    sets += data.syntax(folder / "ud_ewt/train.conllu")
    sets += [
        e for file in sorted((folder / "gum/dep").glob("*.conllu")) if is_train(folder, file) for e in data.syntax(file)
    ]
    return sets


def is_train(folder: Path, file: Path) -> bool:
    """Whether a GUM document belongs to the training part (splits.md lists dev and test documents)."""
    held_out = False
    for line in (folder / "gum/splits.md").read_text("utf-8").splitlines():
        if line.startswith("## "):
            held_out = not line.startswith("## train")
        if held_out and line.strip("* ").strip() == file.stem:
            return False
    return True


def losses(out: dict[str, Tensor], batch: Batch) -> Tensor:
    """The loss of one batch, all of one task; label rows stand at words' first pieces."""
    rows = torch.arange(batch.first.shape[0])[:, None]
    at = {name: value[rows, batch.first].float() for name, value in out.items()}
    if batch.task == "attribution":
        loss = cross_entropy(at["attribution"].transpose(1, 2), batch.labels["tags"], ignore_index=-100)
        scores = at["link_q"] @ at["link_k"].transpose(1, 2) / LINK**0.5
        scores = torch.cat([scores.masked_fill(~batch.words[:, None, :], -1e4), at["link_none"]], 2)
        if (batch.labels["links"] != -100).any():
            loss = loss + 0.5 * cross_entropy(scores.transpose(1, 2), batch.labels["links"], ignore_index=-100)
        return loss
    if batch.task == "names":
        logs = at["names"].log_softmax(-1).masked_fill(~batch.labels["allowed"].bool(), -1e4).logsumexp(-1)
        return -(logs * batch.words).sum() / batch.words.sum()
    scores = at["arc_q"] @ at["arc_k"].transpose(1, 2) / ARC**0.5
    scores = torch.cat([scores.masked_fill(~batch.words[:, None, :], -1e4), at["arc_root"]], 2)
    return sum(
        (cross_entropy(value.transpose(1, 2), batch.labels[name], ignore_index=-100)
         for name, value in (("heads", scores), ("pos", at["pos"]), ("deprels", at["deprel"]))),
        start=torch.zeros(()),
    ) / 2  # fmt: skip


@dataclass(slots=True)
class Settings:
    """What a run is fixed by."""

    epochs: int
    rate: float
    seed: int
    pieces: int


def train(model: Reader, examples: Sequence[data.Example], tokenizer: Tokenizer, settings: Settings, out: Path) -> None:
    """Train in place; saves out/model.pt after every epoch."""
    torch.manual_seed(settings.seed)
    draw = random.Random(settings.seed)
    ready = batches(examples, tokenizer, settings.pieces)
    steps = settings.epochs * len(ready)
    plain = [p for n, p in model.named_parameters() if p.requires_grad and p.ndim > 1 and not n.startswith("heads")]
    bare = [p for n, p in model.named_parameters() if p.requires_grad and p.ndim == 1 and not n.startswith("heads")]
    heads = [p for n, p in model.named_parameters() if n.startswith("heads")]
    groups = [
        {"params": plain, "weight_decay": 0.01}, {"params": bare, "weight_decay": 0.0},
        {"params": heads, "lr": settings.rate * 2},
    ]  # fmt: skip
    optimizer = torch.optim.AdamW(groups, lr=settings.rate, betas=(0.9, 0.98))
    rise = max(1, steps // 12)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / rise, max(0.0, (steps - step) / max(1, steps - rise)))
    )
    model.train()
    began, step, running = time.time(), 0, 0.0
    for epoch in range(settings.epochs):
        draw.shuffle(ready)
        for batch in ready:
            with torch.autocast("cpu", dtype=torch.bfloat16):
                out_heads = model(batch.pieces, batch.shapes, batch.mask)
            loss = losses(out_heads, batch)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
            schedule.step()
            step += 1
            running += loss.item()
            if step % 100 == 0:
                left = (time.time() - began) / step * (steps - step) / 60
                print(f"epoch {epoch} step {step}/{steps} loss {running / 100:.4f} left {left:.1f} min", flush=True)
                running = 0.0
        torch.save(model.state_dict(), out / "model.pt")


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--published", type=Path, required=True)
    parser.add_argument("--tokenizer", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--rate", type=float, default=4e-4)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--pieces", type=int, default=2000, help="word pieces in a batch")
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(given.seed)
    model = Reader()
    model.load_published(given.published)
    examples = corpus(given.data, given.seed)
    train(model, examples, Tokenizer.from_file(str(given.tokenizer)),
          Settings(given.epochs, given.rate, given.seed, given.pieces), given.out)  # fmt: skip


if __name__ == "__main__":
    main()
