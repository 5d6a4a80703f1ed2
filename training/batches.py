"""Examples to tensors: word pieces, case classes, and labels at the words' first pieces."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from tokenizers import Tokenizer
from torch import Tensor

from firsthand.encoder import NAME_TAGS, plain, shape
from training.data import NONE, Example

MAX_PIECES = 400


@dataclass(slots=True)
class Batch:
    """Tensors of (examples, pieces) and, for ``first``, ``words`` and labels, (examples, words)."""

    task: str
    pieces: Tensor
    shapes: Tensor
    mask: Tensor
    first: Tensor
    words: Tensor
    labels: dict[str, Tensor]


def batches(examples: Sequence[Example], tokenizer: Tokenizer, budget: int) -> list[Batch]:
    """Batches of one task and like lengths, each of at most about ``budget`` pieces."""
    tokenizer.no_padding()
    tokenizer.no_truncation()
    encoded = tokenizer.encode_batch([[plain(w) for w in e.words] for e in examples], is_pretokenized=True)
    order = sorted(range(len(examples)), key=lambda i: (examples[i].task, len(encoded[i].ids), i))
    ready: list[Batch] = []
    group: list[int] = []
    for i in order:
        size = min(len(encoded[i].ids), MAX_PIECES)
        if group and (examples[group[0]].task != examples[i].task or size * (len(group) + 1) > budget):
            ready.append(collate([(examples[j], encoded[j]) for j in group]))
            group = []
        group.append(i)
    if group:
        ready.append(collate([(examples[j], encoded[j]) for j in group]))
    return ready


def collate(group: list[tuple[Example, object]]) -> Batch:
    """One batch of the examples; words whose first piece lies past MAX_PIECES lose their labels."""
    size = min(MAX_PIECES, max(len(e.ids) for _, e in group))  # type: ignore[attr-defined]
    longest = max(len(example.words) for example, _ in group)
    shape_of = (len(group), size)
    pieces, shapes, mask = (torch.zeros(shape_of, dtype=torch.long) for _ in range(3))
    first = torch.zeros((len(group), longest), dtype=torch.long)
    known = torch.zeros((len(group), longest), dtype=torch.bool)
    task = group[0][0].task
    names = {"attribution": ("tags", "links"), "names": (), "syntax": ("pos", "heads", "deprels")}[task]
    labels = {name: torch.full((len(group), longest), -100) for name in names}
    if task == "names":
        labels["allowed"] = torch.zeros((len(group), longest, len(NAME_TAGS)), dtype=torch.uint8)
        labels["allowed"][:, :, 0] = 1
    for row, (example, code) in enumerate(group):
        ids, owners = code.ids[:size], code.word_ids[:size]  # type: ignore[attr-defined]
        pieces[row, : len(ids)] = torch.tensor(ids)
        mask[row, : len(ids)] = 1
        classes = [shape(word) for word in example.words]
        shapes[row, : len(ids)] = torch.tensor([0 if o is None else classes[o] for o in owners])
        for i, owner in reversed(list(enumerate(owners))):
            if owner is not None:
                first[row, owner], known[row, owner] = i, True
        fill(labels, row, example, longest)
        for name in names:
            labels[name][row][~known[row]] = -100
    return Batch(task, pieces, shapes, mask, first, known, labels)


def fill(labels: dict[str, Tensor], row: int, example: Example, longest: int) -> None:
    """Write one example's labels into row ``row``; heads and links to "none" point one past the last word."""
    if example.task == "attribution":
        labels["tags"][row, : len(example.tags)] = torch.tensor(example.tags)
        for dependent, cue in example.links:
            labels["links"][row, dependent] = longest if cue == NONE else cue
    elif example.task == "names":
        for i, tags in enumerate(example.allowed):
            labels["allowed"][row, i] = 0
            labels["allowed"][row, i, list(tags)] = 1
    else:
        labels["pos"][row, : len(example.pos)] = torch.tensor(example.pos)
        labels["deprels"][row, : len(example.deprels)] = torch.tensor(example.deprels)
        labels["heads"][row, : len(example.heads)] = torch.tensor([longest if h < 0 else h for h in example.heads])
