"""The loss of a batch, by its task."""

from __future__ import annotations

from collections.abc import Mapping

import torch
from torch import Tensor
from torch.nn.functional import binary_cross_entropy_with_logits, cross_entropy, smooth_l1_loss

from firsthand.encoder import WIDTHS
from firsthand.encoder.edges import EDGES, FEW
from training.batches import Batch
from training.model import DEEP_LAYERS, Reader

Heads = dict[str, Tensor]


def loss(model: Reader, batch: Batch) -> Tensor:
    """One number."""
    return judged(model, read(model, batch), batch)


def read(model: Reader, batch: Batch) -> dict[int, Tensor]:
    """The states (examples, words, 384) at the words' first pieces, after each layer that heads read."""
    states = model.states(batch.pieces, batch.shapes, batch.mask)
    rows = torch.arange(batch.first.shape[0])[:, None]
    return {layer: states[layer][rows, batch.first] for layer in DEEP_LAYERS}


def judged(model: Reader, states: Mapping[int, Tensor], batch: Batch) -> Tensor:
    """The loss of what the heads make of states that are there already."""
    if batch.task == "status":
        return status(model, states, batch)
    at = model.told(states, NEEDED[batch.task])
    match batch.task:
        case "attribution":
            return attribution(at, batch)
        case "names":
            logs = at["types"].log_softmax(-1).masked_fill(~batch.labels["allowed"].bool(), -1e4).logsumexp(-1)
            return -(logs * batch.words).sum() / batch.words.sum()
        case "syntax":
            return syntax(at, batch)
        case "times":
            return tagged(at["times"], batch.labels["tags"]) + 0.5 * tagged(at["events"], batch.labels["events"])
        case _:
            return chains(model, at, batch)


NEEDED = {
    "attribution": (
        "attribution", "link_q", "link_k", "link_none", *(f"{name}_{end}" for name in EDGES for end in "qk"),
    ),
    "names": ("types",),
    "syntax": ("pos", "deprel", "arc_q", "arc_k", "arc_root"), "times": ("times", "events"), "status": ("factuality",),
    "chains": ("entity", "start_q", "start_k", "end_q", "end_k", "chain_q", "chain_k"),
}  # fmt: skip
"""The heads that a task's loss looks at."""


def status(model: Reader, states: Mapping[int, Tensor], batch: Batch) -> Tensor:
    """Squared error, linear where it is large, of the few words whose factuality is known."""
    known = batch.labels["facts"].isfinite()
    told = model.told({layer: state[known] for layer, state in states.items()}, NEEDED["status"])
    return 4 * smooth_l1_loss(told["factuality"][..., 0], batch.labels["facts"][known], beta=3)


def tagged(scores: Tensor, labels: Tensor) -> Tensor:
    """Cross-entropy of one label a word; -100 is none."""
    return cross_entropy(scores.transpose(1, 2), labels, ignore_index=-100)


def pointed(at: Heads, name: str, batch: Batch) -> Tensor:
    """Scores (examples, words, words) of each word as what each word points at; other examples' words are shut out."""
    scores = at[f"{name}_q"] @ at[f"{name}_k"].transpose(1, 2) / WIDTHS[f"{name}_q"] ** 0.5
    return scores.masked_fill(~batch.words[:, None, :], -1e4)


def attribution(at: Heads, batch: Batch) -> Tensor:
    """Tags, and from each source and content to its cue or to none."""
    total = tagged(at["attribution"], batch.labels["tags"])
    if (batch.labels["links"] != -100).any():
        scores = torch.cat([pointed(at, "link", batch), at["link_none"]], 2)
        total = total + 0.5 * tagged(scores, batch.labels["links"])
    return total + edges(at, batch)


def edges(at: Heads, batch: Batch) -> Tensor:
    """Binary cross-entropy of each word as the first or last word of a source or content of each cue."""
    total = torch.zeros(())
    example, cue = batch.cues.T
    if not len(batch.cues):
        return total
    for i, name in enumerate(EDGES):
        query, key = at[f"{name}_q"][example, cue], at[f"{name}_k"][example]
        scores = (query[:, None] * key).sum(-1) / WIDTHS[f"{name}_q"] ** 0.5
        target = batch.edges[:, i, : scores.shape[1]].float()
        wrong = binary_cross_entropy_with_logits(scores - FEW, target, reduction="none") * batch.words[example]
        total = total + wrong.sum() / len(cue)
    return 0.25 * total


def syntax(at: Heads, batch: Batch) -> Tensor:
    """Parts of speech, heads and relations."""
    scores = torch.cat([pointed(at, "arc", batch), at["arc_root"]], 2)
    heads = tagged(scores, batch.labels["heads"])
    return (heads + tagged(at["pos"], batch.labels["pos"]) + tagged(at["deprel"], batch.labels["deprels"])) / 2


def chains(model: Reader, at: Heads, batch: Batch) -> Tensor:
    """Heads of mentions and their kinds, their first and last words, and their antecedents (marginal likelihood)."""
    labels = batch.labels
    block, first, last, head = labels["mentions"].T
    total = tagged(at["entity"], labels["entity"])
    for name, target in (("start", first), ("end", last)):
        total = total + 0.3 * cross_entropy(pointed(at, name, batch)[block, head], target)
    query, key = at["chain_q"][block, head], at["chain_k"][block, head]
    scores = model.chains(query, key, labels["single"], labels["pairs"].float())
    later = torch.ones_like(scores, dtype=torch.bool).tril(-1)
    scores = torch.cat([torch.zeros((len(scores), 1)), scores.masked_fill(~later, -1e4)], 1)
    right = torch.cat([~labels["before"].any(1, keepdim=True), labels["before"]], 1)
    logs = scores.log_softmax(1)
    return total - logs.masked_fill(~right, -1e4).logsumexp(1).mean()
