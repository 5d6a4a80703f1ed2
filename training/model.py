"""The encoder with its heads, in torch: BERT's layers as in MiniLM-L6, a case embedding, linear and biaffine heads.

Parameter names of the layers follow the published weights, so that they load without a table. The word vectors stay
frozen: they hold half of the parameters, and leaving them alone makes a step six times cheaper on a CPU.
"""

from __future__ import annotations

import math
from pathlib import Path
from typing import ClassVar

import torch
from safetensors.torch import load_file
from torch import Tensor, nn

from firsthand.encoder import ATTRIBUTION_TAGS, DEPRELS, NAME_TAGS, SHAPES, UPOS

HIDDEN, HEADS, LAYERS, INNER = 384, 12, 6, 1536
ARC, LINK = 96, 64


class Layer(nn.Module):
    """One transformer block, post-norm."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.query, self.key, self.value = (nn.Linear(HIDDEN, HIDDEN) for _ in range(3))
        self.mix = nn.Linear(HIDDEN, HIDDEN)
        self.mix_norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.inner = nn.Linear(HIDDEN, INNER)
        self.outer = nn.Linear(INNER, HIDDEN)
        self.outer_norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        batch, length, _ = x.shape
        q, k, v = (
            f(x).view(batch, length, HEADS, HIDDEN // HEADS).transpose(1, 2) for f in (self.query, self.key, self.value)
        )
        scores = q @ k.transpose(-1, -2) / math.sqrt(HIDDEN // HEADS) + bias
        mixed = (scores.softmax(-1) @ v).transpose(1, 2).reshape(batch, length, HIDDEN)
        x = self.mix_norm(x + self.dropout(self.mix(mixed)))
        return self.outer_norm(x + self.dropout(self.outer(nn.functional.gelu(self.inner(x)))))


class Reader(nn.Module):
    """Pieces, shapes, mask (batch, length) -> one tensor a head, each (batch, length, width)."""

    WIDTHS: ClassVar[dict[str, int]] = {
        "attribution": len(ATTRIBUTION_TAGS), "names": len(NAME_TAGS), "pos": len(UPOS), "deprel": len(DEPRELS),
        "arc_q": ARC, "arc_k": ARC, "arc_root": 1, "link_q": LINK, "link_k": LINK, "link_none": 1,
    }  # fmt: skip

    def __init__(self, vocabulary: int = 30522, dropout: float = 0.1) -> None:
        super().__init__()
        self.word = nn.Embedding(vocabulary, HIDDEN)
        self.word.weight.requires_grad_(False)
        self.position = nn.Embedding(512, HIDDEN)
        self.kind = nn.Embedding(2, HIDDEN)
        self.shape = nn.Embedding(SHAPES, HIDDEN)
        nn.init.normal_(self.shape.weight, std=0.02)
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.heads = nn.ModuleDict({name: nn.Linear(HIDDEN, width) for name, width in self.WIDTHS.items()})
        self.dropout = nn.Dropout(dropout)

    def encode(self, pieces: Tensor, shapes: Tensor, mask: Tensor) -> Tensor:
        """Hidden states (batch, length, 384)."""
        places = torch.arange(pieces.shape[1], device=pieces.device)
        x = self.word(pieces) + self.position(places) + self.kind.weight[0] + self.shape(shapes)
        x = self.dropout(self.norm(x))
        bias = (1.0 - mask[:, None, None, :].to(x.dtype)) * -1e4
        for layer in self.layers:
            x = layer(x, bias)
        return x

    def forward(self, pieces: Tensor, shapes: Tensor, mask: Tensor) -> dict[str, Tensor]:
        x = self.encode(pieces, shapes, mask)
        return {name: head(x) for name, head in self.heads.items()}

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
        if unexpected := [name for name in missing if not name.startswith(("heads.", "shape."))]:
            raise ValueError(f"published weights lack {unexpected}")
