"""The encoder with its heads, in torch: BERT's layers as in MiniLM-L6, a case embedding, and heads on its states.

Parameter names of the layers follow the published weights, so that they load without a table. The word vectors
get sparse gradients: they hold half of the parameters, and updating only the rows of a batch keeps a step cheap.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn

from firsthand.annotate.ranking import MENTION_FEATURES, PAIR_FEATURES
from firsthand.encoder import SHAPES, WIDTHS

HIDDEN, LAYERS, HEAD = 384, 6, 32
HEADS, INNER = (12,) * LAYERS, (1536,) * LAYERS
"""Attention heads and inner features of each layer of the published weights; training/prune.py takes some out."""
VOCABULARY = 30522
RANKED = 48
"""Hidden units of the network that scores a pair of mentions."""
MEANING_LAYERS = (0, 3, 6)
"""The states that the sentence vectors are made of: after the embeddings, the third and the last layer."""
DEEP = {"types": 128, "factuality": 128, "plover": 128, "times": 64}
"""The heads with a hidden layer, and its units; the others are linear on the last layer."""
DEEP_LAYERS = (3, 6)
"""The states that they read: the last layer alone has forgotten much of what a word is."""
DEEP_DROPOUT = 0.2


OWN = ("heads.", "shape.", "chains.", "vector.")
"""What the published weights do not hold."""


class Dropout(nn.Module):
    """Dropout of the same features at all places of a block: one random number for many, and no weaker."""

    def __init__(self, share: float) -> None:
        super().__init__()
        self.share = share

    def forward(self, x: Tensor) -> Tensor:
        if not self.training:
            return x
        return x * torch.empty_like(x[:, :1]).bernoulli_(1 - self.share).div_(1 - self.share)


def attention(query: Tensor, key: Tensor, value: Tensor, bias: Tensor | None) -> Tensor:
    """(batch, words, features) of each word's mixture of values, head by head; ``bias`` is added to its scores."""
    q, k, v = (rows.unflatten(2, (-1, HEAD)).transpose(1, 2) for rows in (query, key, value))
    return nn.functional.scaled_dot_product_attention(q, k, v, attn_mask=bias).transpose(1, 2).flatten(2)


class Layer(nn.Module):
    """One transformer block, post-norm, with so many attention heads and inner features."""

    def __init__(self, heads: int, inner: int, dropout: float) -> None:
        super().__init__()
        self.query, self.key, self.value = (nn.Linear(HIDDEN, heads * HEAD) for _ in range(3))
        self.mix = nn.Linear(heads * HEAD, HIDDEN)
        self.mix_norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.inner = nn.Linear(HIDDEN, inner)
        self.outer = nn.Linear(inner, HIDDEN)
        self.outer_norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.dropout = Dropout(dropout)
        self.attend = attention

    def forward(self, x: Tensor, bias: Tensor | None, places: Tensor | None = None) -> Tensor:
        """The states after the block, of all pieces or, given ``places`` (as for ``states``), of those alone."""
        whole = x
        if places is not None:
            x = x.flatten(0, 1)[places]
        mixed = self.attend(self.query(x), self.key(whole), self.value(whole), bias)
        x = self.mix_norm(x + self.dropout(self.mix(mixed)))
        return self.outer_norm(x + self.dropout(self.outer(nn.functional.gelu(self.inner(x)))))


class Deep(nn.Module):
    """A head with a hidden layer, over the states of DEEP_LAYERS side by side."""

    def __init__(self, units: int, width: int) -> None:
        super().__init__()
        self.hidden = nn.Linear(HIDDEN * len(DEEP_LAYERS), units)
        self.out = nn.Linear(units, width)
        self.dropout = nn.Dropout(DEEP_DROPOUT)

    def forward(self, x: Tensor) -> Tensor:
        told: Tensor = self.out(self.dropout(nn.functional.gelu(self.hidden(self.dropout(x)))))
        return told


class Ranker(nn.Module):
    """Scores of pairs of mentions; ``firsthand.annotate.ranking.rank`` is the same in numpy."""

    def __init__(self) -> None:
        super().__init__()
        self.later = nn.Linear(WIDTHS["chain_q"] + MENTION_FEATURES, RANKED, bias=False)
        self.earlier = nn.Linear(WIDTHS["chain_k"] + MENTION_FEATURES, RANKED, bias=False)
        self.pair = nn.Linear(PAIR_FEATURES, RANKED)
        self.out = nn.Linear(RANKED, 1)

    def forward(self, query: Tensor, key: Tensor, single: Tensor, pairs: Tensor) -> Tensor:
        """(mentions, mentions) from (mentions, 64) twice and the features of ranking.py."""
        later = self.later(torch.cat([query, single], 1))
        earlier = self.earlier(torch.cat([key, single], 1))
        hidden = torch.relu(later[:, None] + earlier[None] + self.pair(pairs))
        scores: Tensor = self.out(hidden)[..., 0] + query @ key.T / query.shape[1] ** 0.5
        return scores


class Reader(nn.Module):
    """``states`` reads pieces, ``told`` says what the heads make of the states at some of them."""

    def __init__(self, heads: Sequence[int] = HEADS, inner: Sequence[int] = INNER, dropout: float = 0.1) -> None:
        super().__init__()
        self.word = nn.Embedding(VOCABULARY, HIDDEN, sparse=True)
        self.position = nn.Embedding(512, HIDDEN)
        self.kind = nn.Embedding(2, HIDDEN)
        self.shape = nn.Embedding(SHAPES, HIDDEN)
        nn.init.normal_(self.shape.weight, std=0.02)
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.layers = nn.ModuleList(Layer(*size, dropout) for size in zip(heads, inner, strict=True))
        self.heads = nn.ModuleDict(
            {
                name: Deep(DEEP[name], width) if name in DEEP else nn.Linear(HIDDEN, width)
                for name, width in WIDTHS.items()
                if name != "vector"
            }
        )
        self.chains = Ranker()
        self.vector = nn.Linear(HIDDEN * len(MEANING_LAYERS), WIDTHS["vector"])
        self.dropout = Dropout(dropout)

    @classmethod
    def of(cls, state: Mapping[str, Tensor]) -> Reader:
        """A model of the sizes of ``state``, with its weights as far as it has them."""
        heads = [len(state[f"layers.{i}.query.weight"]) // HEAD for i in range(LAYERS)]
        model = cls(heads, [len(state[f"layers.{i}.inner.weight"]) for i in range(LAYERS)])
        model.load_state_dict(dict(state), strict=False)
        return model

    def states(self, pieces: Tensor, shapes: Tensor, mask: Tensor | None, places: Tensor | None = None) -> list[Tensor]:
        """States (batch, length, 384) after the embeddings and after each layer.

        ``mask`` is None where no block is padded. Given ``places`` (batch, words), rows of all blocks' pieces one after
        the other, the last states are those at them alone.
        """
        order = torch.arange(pieces.shape[1], device=pieces.device)
        x = self.word(pieces) + self.shape(shapes) + (self.position(order) + self.kind.weight[0])
        found = [self.dropout(self.norm(x))]
        bias = None if mask is None else (1.0 - mask[:, None, None, :].to(x.dtype)) * -1e4
        for layer in self.layers[:-1]:
            found.append(layer(found[-1], bias))
        found.append(self.layers[-1](found[-1], bias, places))
        return found

    def told(self, at: Mapping[int, Tensor], names: Collection[str]) -> dict[str, Tensor]:
        """What the heads of these names say at words from their states after each layer that heads read."""
        deep = torch.cat([at[layer] for layer in DEEP_LAYERS], -1)
        return {name: self.heads[name](deep if name in DEEP else at[LAYERS]) for name in names}

    def load_published(self, file: Path) -> None:
        """Take the layers and embeddings of the published MiniLM weights (safetensors)."""
        source = load_file(file)
        own: dict[str, Tensor] = {
            "word.weight": source["embeddings.word_embeddings.weight"],
            "position.weight": source["embeddings.position_embeddings.weight"],
            "kind.weight": source["embeddings.token_type_embeddings.weight"],
            "norm.weight": source["embeddings.LayerNorm.weight"],
            "norm.bias": source["embeddings.LayerNorm.bias"],
        }
        names = {
            "query": "attention.self.query", "key": "attention.self.key", "value": "attention.self.value",
            "mix": "attention.output.dense", "mix_norm": "attention.output.LayerNorm",
            "inner": "intermediate.dense", "outer": "output.dense", "outer_norm": "output.LayerNorm",
        }  # fmt: skip
        for i in range(LAYERS):
            for mine, theirs in names.items():
                for part in ("weight", "bias"):
                    own[f"layers.{i}.{mine}.{part}"] = source[f"encoder.layer.{i}.{theirs}.{part}"]
        missing = self.load_state_dict(own, strict=False).missing_keys
        if unexpected := [name for name in missing if not name.startswith(OWN)]:
            raise ValueError(f"published weights lack {unexpected}")
