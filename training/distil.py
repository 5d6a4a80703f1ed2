"""Teach a small model to say what a large one says: ``python -m training.distil SMALL.pt LARGE.pt DATA --out DIR``.

No label is looked at: both read the training texts of all sets, and other texts (``--texts``), and what the small one's
heads say (Hinton et al. 2015), and the states that they read, are drawn to the large one's. What was fitted to
the large one, calibration and all, then holds for the small one nearly as well.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn.functional import kl_div

from firsthand.encoder import MAX_WORDS, words
from firsthand.encoder.heads import LABELLED
from training.batches import Batch, encode, grouped, inputs
from training.data import paragraphs
from training.model import DEEP_LAYERS, LAYERS, Reader
from training.train import Shares, corpus

RISE = 100
"""Steps to the full rate; from there it falls to nothing, linearly."""
SHORTEST = 4
"""Words of the shortest text that is read."""


def texts(folders: Sequence[Path]) -> Iterator[list[str]]:
    """The paragraphs of all .txt files, as words."""
    for file in sorted(file for folder in folders for file in folder.rglob("*.txt")):
        text = file.read_text("utf-8")
        for start, end in paragraphs(text):
            yield [text[start + s : start + e] for s, e in words(text[start:end])][:MAX_WORDS]


def ready(blocks: Sequence[list[str]], tokenizer: Tokenizer, budget: int) -> list[Batch]:
    """Batches of like lengths without labels, of about ``budget`` pieces; each text once."""
    distinct = list({tuple(block): block for block in blocks if len(block) >= SHORTEST}.values())
    encoded = encode(tokenizer, distinct)
    order = sorted(range(len(distinct)), key=lambda i: (len(encoded[i].ids), i))
    groups = grouped(order, encoded, budget)
    return [inputs("text", [distinct[i] for i in group], [encoded[i] for i in group]) for group in groups]


def said(model: Reader, batch: Batch) -> dict[str | int, Tensor]:
    """What a model makes of a batch's words: each head's scores (words, columns) and the states that heads read."""
    places = batch.first + torch.arange(len(batch.first))[:, None] * batch.pieces.shape[1]
    *states, last = model.states(batch.pieces, batch.shapes, batch.mask, places)
    at = {layer: states[layer].flatten(0, 1)[places[batch.words]] for layer in DEEP_LAYERS[:-1]}
    at[LAYERS] = last[batch.words]
    return {**model.told(at, list(model.heads)), **at}


def apart(small: Mapping[str | int, Tensor], large: Mapping[str | int, Tensor]) -> Tensor:
    """How far two models are apart, summed over heads and states.

    For a head of labels it is the relative entropy of its probabilities, for all else the mean square of the difference
    as a share of the large one's variance.
    """
    total = torch.zeros(())
    for name, wanted in large.items():
        if name in LABELLED:
            logs = wanted.log_softmax(1)
            total = total + kl_div(small[name].log_softmax(1), logs, reduction="batchmean", log_target=True)
        else:
            total = total + (small[name] - wanted).pow(2).mean() / wanted.var(0).mean()
    return total


def distil(small: Reader, large: Reader, given: argparse.Namespace, batches: Sequence[Batch]) -> None:
    """Train ``small`` in place; it is saved as OUT/model.pt each 250 steps and at the end."""
    draw = random.Random(1)
    torch.manual_seed(1)
    named = [p for n, p in small.named_parameters() if not n.startswith(("word.", "vector.", "chains."))]
    known: dict[int, dict[str | int, Tensor]] = {}
    optim = torch.optim.AdamW(named, lr=given.rate, betas=(0.9, 0.98), weight_decay=0.0)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optim, lambda n: min((n + 1) / RISE, (given.steps - n) / max(1, given.steps - RISE))
    )
    began, order, seen = time.time(), list[int](), list[float]()
    for step in range(1, given.steps + 1):
        if not order:
            order = list(range(len(batches)))
            draw.shuffle(order)
        number = order.pop()
        if number not in known:
            with torch.no_grad():
                known[number] = {name: rows.half() for name, rows in said(large, batches[number]).items()}
        value = apart(said(small, batches[number]), {name: rows.float() for name, rows in known[number].items()})
        value.backward()
        nn.utils.clip_grad_norm_(named, 1.0)
        optim.step()
        optim.zero_grad(set_to_none=True)
        schedule.step()
        seen.append(value.item())
        if step % 50 == 0:
            left = (time.time() - began) / step * (given.steps - step) / 60
            print(f"step {step}/{given.steps} left {left:.1f} min  apart {sum(seen) / len(seen):.4f}", flush=True)
            seen = []
        if step % 250 == 0 or step == given.steps:
            torch.save(small.state_dict(), given.out / "model.pt")


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("small", type=Path)
    parser.add_argument("large", type=Path)
    parser.add_argument("data", type=Path)
    parser.add_argument("--texts", type=Path, nargs="*", default=[], help="folders of .txt files")
    parser.add_argument("--tokenizer", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--steps", type=int, default=2000)
    parser.add_argument("--rate", type=float, default=4e-4)
    parser.add_argument("--pieces", type=int, default=2000, help="word pieces in a batch")
    parser.add_argument("--batches", type=int, default=800, help="how many of all batches; 4 MB of memory each")
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    small, large = (Reader.of(torch.load(file, weights_only=True)).eval() for file in (given.small, given.large))
    blocks = [example.words for example in corpus(given.data, 1, Shares())] + list(texts(given.texts))
    tokenizer = Tokenizer.from_file(str(given.tokenizer))
    batches = ready(blocks, tokenizer, given.pieces)
    random.Random(1).shuffle(batches)
    print(f"{len(batches)} batches", flush=True)
    distil(small, large, given, batches[: given.batches])


if __name__ == "__main__":
    main()
