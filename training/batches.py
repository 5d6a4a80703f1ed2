"""Examples to tensors: word pieces, case classes, and labels at the words' first pieces."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

import torch
from tokenizers import Encoding, Tokenizer
from torch import Tensor

from firsthand.annotate.ranking import mention_features, pair_features
from firsthand.encoder import TYPE_TAGS, plain, shape
from firsthand.encoder.edges import EDGES
from training.coreference import Document
from training.data import NONE, Example

MAX_PIECES = 400
MOST_MENTIONS = 320
"""Mentions of a document that are linked in one step; memory grows with their square."""
LABELS = {
    "attribution": ("tags", "links"), "names": (), "syntax": ("pos", "heads", "deprels"), "times": ("tags", "events"),
    "status": (), "chains": (),
}  # fmt: skip
"""The tasks, with their integer labels a word; the others' labels have shapes of their own."""


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
    spans: list[tuple[int, int, int]] = field(default_factory=list)
    """Of attribution: contents as (example, first word, end word), whose sentence vectors are trained."""
    cues: Tensor = field(default_factory=lambda: torch.zeros((0, 2), dtype=torch.long))
    """Of attribution: (cues, 2), the example and first word of each cue."""
    edges: Tensor = field(default_factory=lambda: torch.zeros((0, 4, 0), dtype=torch.bool))
    """Of attribution: (cues, 4, words), whether a word is the first or last of a source, or of a content, of it."""


def encode(tokenizer: Tokenizer, blocks: Sequence[Sequence[str]]) -> list[Encoding]:
    """Word pieces of blocks of words, with their owners."""
    tokenizer.no_padding()
    tokenizer.no_truncation()
    codes: list[Encoding] = tokenizer.encode_batch(
        [[plain(w) for w in block] for block in blocks], is_pretokenized=True
    )
    return codes


def batches(examples: Sequence[Example], tokenizer: Tokenizer, budget: int) -> list[Batch]:
    """Batches of one task and like lengths, each of at most about ``budget`` pieces."""
    encoded = encode(tokenizer, [e.words for e in examples])
    order = sorted(range(len(examples)), key=lambda i: (examples[i].task, len(encoded[i].ids), i))
    return [
        collate([(examples[i], encoded[i]) for i in group])
        for _, same in groupby(order, key=lambda i: examples[i].task)
        for group in grouped(same, encoded, budget)
    ]


def grouped(order: Iterable[int], encoded: Sequence[Encoding], budget: int) -> Iterator[list[int]]:
    """The numbers of ``order``, from short to long, in groups that padded have at most about ``budget`` pieces."""
    group: list[int] = []
    for i in order:
        if group and min(len(encoded[i].ids), MAX_PIECES) * (len(group) + 1) > budget:
            yield group
            group = []
        group.append(i)
    if group:
        yield group


def inputs(task: str, blocks: Sequence[Sequence[str]], codes: Sequence[Encoding]) -> Batch:
    """The tensors of a batch without its labels; words whose first piece lies past MAX_PIECES are not known."""
    size = min(MAX_PIECES, max(len(code.ids) for code in codes))
    longest = max(map(len, blocks))
    pieces, shapes, mask = (torch.zeros((len(blocks), size), dtype=torch.long) for _ in range(3))
    first = torch.zeros((len(blocks), longest), dtype=torch.long)
    known = torch.zeros((len(blocks), longest), dtype=torch.bool)
    for row, (block, code) in enumerate(zip(blocks, codes, strict=True)):
        ids, owners = code.ids[:size], code.word_ids[:size]
        pieces[row, : len(ids)] = torch.tensor(ids)
        mask[row, : len(ids)] = 1
        classes = [shape(word) for word in block]
        shapes[row, : len(ids)] = torch.tensor([0 if o is None else classes[o] for o in owners])
        for i, owner in reversed(list(enumerate(owners))):
            if owner is not None:
                first[row, owner], known[row, owner] = i, True
    return Batch(task, pieces, shapes, mask, first, known, {})


def collate(group: list[tuple[Example, Encoding]]) -> Batch:
    """One batch of examples of one task; words that are not known lose their labels."""
    examples = [example for example, _ in group]
    batch = inputs(examples[0].task, [e.words for e in examples], [code for _, code in group])
    shape_of = tuple(batch.first.shape)
    labels = batch.labels = {name: torch.full(shape_of, -100) for name in LABELS[batch.task]}
    if batch.task == "names":
        labels["allowed"] = torch.zeros((*shape_of, len(TYPE_TAGS)), dtype=torch.uint8)
        labels["allowed"][:, :, 0] = 1
    elif batch.task == "status":
        labels["facts"] = torch.full(shape_of, torch.nan)
    for row, example in enumerate(examples):
        fill(labels, row, example, shape_of[1])
        for name in LABELS[batch.task]:
            labels[name][row][~batch.words[row]] = -100
        batch.spans += [(row, s, e) for s, e in example.contents if e <= int(batch.words[row].sum())]
    if batch.task == "attribution":
        mark_edges(batch, examples)
    return batch


def mark_edges(batch: Batch, examples: Sequence[Example]) -> None:
    """Fill ``cues`` and ``edges``; spans that are cut off are left out."""
    held = [
        (row, *one) for row, e in enumerate(examples) for one in e.belonging if batch.words[row, [one[0], one[3]]].all()
    ]
    cues = {cue: i for i, cue in enumerate(sorted({(row, cue) for row, cue, *_ in held}))}
    batch.cues = torch.tensor(sorted(cues), dtype=torch.long).reshape(-1, 2)
    batch.edges = torch.zeros((len(cues), len(EDGES), batch.words.shape[1]), dtype=torch.bool)
    for row, cue, role, first, last in held:
        batch.edges[cues[row, cue], EDGES.index(f"{role}_begin"), first] = True
        batch.edges[cues[row, cue], EDGES.index(f"{role}_close"), last] = True


def fill(labels: dict[str, Tensor], row: int, example: Example, longest: int) -> None:
    """Write one example's labels into row ``row``; heads and links to "none" point one past the last word."""
    count = len(example.words)
    if example.task in ("attribution", "times"):
        labels["tags"][row, :count] = torch.tensor(example.tags)
    if example.task == "attribution":
        for dependent, cue in example.links:
            labels["links"][row, dependent] = longest if cue == NONE else cue
    elif example.task == "times":
        labels["events"][row, :count] = torch.tensor(example.events)
    elif example.task == "names":
        for i, tags in enumerate(example.allowed):
            labels["allowed"][row, i] = 0
            labels["allowed"][row, i, list(tags)] = 1
    elif example.task == "status":
        labels["facts"][row, :count] = torch.tensor(example.facts)
    else:
        labels["pos"][row, :count] = torch.tensor(example.pos)
        labels["deprels"][row, :count] = torch.tensor(example.deprels)
        labels["heads"][row, :count] = torch.tensor([longest if h < 0 else h for h in example.heads])


def document(one: Document, tokenizer: Tokenizer) -> Batch:
    """All blocks of one document as one batch, with its mentions (block, first, last, head, kind) and their links."""
    batch = inputs("chains", one.blocks, encode(tokenizer, one.blocks))
    kept = [
        (m, c)
        for m, c in zip(one.mentions, one.chain, strict=True)
        if all(batch.words[m.block, [m.first, m.end - 1, m.head]])
    ][:MOST_MENTIONS]
    mentions = [m for m, _ in kept]
    entity = torch.where(batch.words, 0, -100)
    for m in one.mentions:
        if batch.words[m.block, m.head]:
            entity[m.block, m.head] = m.kind
    chain = torch.tensor([c for _, c in kept])
    same = (chain[:, None] == chain[None]) & (chain[:, None] >= 0)
    batch.labels = {
        "entity": entity,
        "mentions": torch.tensor([(m.block, m.first, m.end - 1, m.head) for m in mentions]),
        "before": torch.tril(same, -1),
        "single": torch.from_numpy(mention_features(mentions, one.blocks)),
        "pairs": torch.from_numpy(pair_features(mentions, one.blocks)).to(torch.float16),
    }
    return batch
