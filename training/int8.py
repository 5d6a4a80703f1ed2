"""The model as it is shipped: matrices and word vectors of int8, inputs rounded within fixed ranges, fused attention.

Every feature of the states is moved so that it lies around zero; the biases behind take that back, so that the floats
say the same. A range begins as all that sample text puts in; its ends are then drawn in, one after the other, as long
as the model comes nearer to what the floats say. What is read of a block depends on that block alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import Any

import torch
from torch import Tensor, nn

from firsthand.encoder.heads import COLUMNS
from training.batches import Batch
from training.distil import apart
from training.model import DEEP, DEEP_LAYERS, HEAD, LAYERS, MEANING_LAYERS, Layer, Reader, attention

DRAWN = 0.5
"""The share of an end of a range that is tried next."""


class Rounded(torch.autograd.Function):
    """Inputs rounded to 8 bits times a matrix of int8; after the inputs: step, zero, weight, scale, bias."""

    @staticmethod
    def forward(_: Any, x: Tensor, *held: Tensor) -> Tensor:
        step, zero, weight, scale, bias = held
        whole = (x / step + zero).round().clamp(0, 255) - zero
        return (whole @ weight.float()) * (scale * step) + bias

    @staticmethod
    def symbolic(g: Any, x: Any, *held: Any) -> Any:
        """The runtime's operations, for the exporter."""
        step, zero, weight, scale, bias = held
        eight = g.op("QuantizeLinear", x, step, zero)
        around = g.op("Constant", value_t=torch.zeros(scale.type().sizes(), dtype=torch.int8))
        told = g.op("com.microsoft::MatMulIntegerToFloat", eight, weight, step, scale, zero, around, bias)
        return told.setType(x.type().with_sizes([None, None, *scale.type().sizes()]))


class Fused(torch.autograd.Function):
    """Attention without a mask."""

    @staticmethod
    def forward(_: Any, query: Tensor, key: Tensor, value: Tensor, heads: int) -> Tensor:
        return attention(query, key, value, None)

    @staticmethod
    def symbolic(g: Any, query: Any, key: Any, value: Any, heads: int) -> Any:
        """The runtime's operation, for the exporter."""
        told = g.op("com.microsoft::MultiHeadAttention", query, key, value, num_heads_i=heads)
        return told.setType(query.type())


def fused(heads: int, query: Tensor, key: Tensor, value: Tensor, _: Tensor | None) -> Tensor:
    """As ``training.model.attention``, with the runtime's own operation."""
    told: Tensor = Fused.apply(query, key, value, heads)
    return told


class Input(nn.Module):
    """The range of an input: 256 steps, the one numbered ``zero`` at nought."""

    def __init__(self, rows: Tensor) -> None:
        super().__init__()
        self.register_buffer("step", torch.zeros(()))
        self.register_buffer("zero", torch.zeros((), dtype=torch.uint8))
        self.set(min(float(rows.min()), 0.0), max(float(rows.max()), 0.0))

    def set(self, low: float, high: float) -> None:
        """Take these ends."""
        self.ends = low, high
        self.step.fill_((high - low) / 255)
        self.zero.fill_(round(-low * 255 / (high - low)))


class Matrix(nn.Module):
    """A linear layer of int8, one scale a column."""

    def __init__(self, linear: nn.Linear, given: Input) -> None:
        super().__init__()
        scale = linear.weight.detach().abs().amax(1).clamp(min=1e-12) / 127
        self.given = given
        self.register_buffer("scale", scale)
        self.register_buffer("weight", (linear.weight.detach() / scale[:, None]).round().to(torch.int8).T.contiguous())
        self.register_buffer("bias", linear.bias.detach())

    def forward(self, x: Tensor) -> Tensor:
        told: Tensor = Rounded.apply(x, self.given.step, self.given.zero, self.weight, self.scale, self.bias)
        return told


class Rows(nn.Module):
    """A table of int8, one scale a row."""

    def __init__(self, table: nn.Embedding) -> None:
        super().__init__()
        scale = table.weight.detach().abs().amax(1, keepdim=True).clamp(min=1e-12) / 127
        self.register_buffer("scale", scale)
        self.register_buffer("weight", (table.weight.detach() / scale).round().to(torch.int8))

    def forward(self, rows: Tensor) -> Tensor:
        told: Tensor = self.weight[rows].float() * self.scale[rows]
        return told


@torch.no_grad()
def centred(reader: Reader, sample: Sequence[Batch]) -> None:
    """Move every feature of the states so that on ``sample`` it lies around zero; what is said stays the same."""
    norms = {name: module for name, module in reader.named_modules() if isinstance(module, nn.LayerNorm)}
    ends: dict[str, tuple[Tensor, Tensor]] = {}

    def widen(name: str, rows: Tensor) -> None:
        low, high = rows.amin(0), rows.amax(0)
        before = ends.get(name, (low, high))
        ends[name] = torch.minimum(before[0], low), torch.maximum(before[1], high)

    with watched(norms, widen, outputs=True):
        for batch in sample:
            reader.states(batch.pieces, batch.shapes, None)
    moved = {name: (low + high) / 2 for name, (low, high) in ends.items()}
    states = [moved["norm"], *(moved[f"layers.{i}.outer_norm"] for i in range(LAYERS))]
    for name, norm in norms.items():
        norm.bias -= moved[name]
    for i, layer in enumerate(reader.layers):
        assert isinstance(layer, Layer)
        within = moved[f"layers.{i}.mix_norm"]
        for matrix in (layer.query, layer.key, layer.value):
            matrix.bias += matrix.weight @ states[i]
        layer.inner.bias += layer.inner.weight @ within
        layer.mix.bias += states[i]
        layer.outer.bias += within
    deep = torch.cat([states[i] for i in DEEP_LAYERS])
    for name, head in reader.heads.items():
        matrix, by = (head.hidden, deep) if name in DEEP else (head, states[LAYERS])
        matrix.bias += matrix.weight @ by
    reader.vector.bias += reader.vector.weight @ torch.cat([states[i] for i in MEANING_LAYERS])


@torch.no_grad()
def rounded(model: nn.Module, sample: Sequence[Batch]) -> None:
    """Put Matrix and Rows in place of the model's linear layers and word vectors, and the runtime's attention."""
    floats = said(model, sample)
    linear = {name: module for name, module in model.named_modules() if isinstance(module, nn.Linear)}
    fed: dict[str, list[Tensor]] = {}
    with watched(linear, lambda name, rows: fed.setdefault(name, []).append(rows), outputs=False):
        said(model, sample)
    inputs = {rows[0].data_ptr(): Input(torch.cat(rows)) for rows in fed.values()}
    for name, rows in fed.items():
        replace(model, name, Matrix(linear[name], inputs[rows[0].data_ptr()]))
    for name, module in list(model.named_modules()):
        if name.endswith("word"):
            assert isinstance(module, nn.Embedding)
            replace(model, name, Rows(module))
        elif isinstance(module, Layer):
            module.attend = partial(fused, module.query.weight.shape[1] // HEAD)
    error = far(said(model, sample), floats)
    for given in inputs.values():
        error = draw_in(given, error, lambda: far(said(model, sample), floats))


def draw_in(given: Input, error: float, measure: Callable[[], float]) -> float:
    """Draw in the high and the low end of a range as long as that makes the error smaller; gives the error left."""
    for shares in ((1.0, DRAWN), (DRAWN, 1.0)):
        while True:
            low, high = given.ends
            given.set(low * shares[0], high * shares[1])
            now = measure()
            if not now < error:
                given.set(low, high)
                break
            error = now
    return error


def said(model: nn.Module, sample: Sequence[Batch]) -> Tensor:
    """(words, all columns): what the model says of every word of the sample, whose batches hold a block each."""
    return torch.cat([model(batch.pieces, batch.shapes, batch.first)[0] for batch in sample])


def far(told: Tensor, wanted: Tensor) -> float:
    """How far apart two models' scores are, summed over heads."""
    by_head = ({name: scores[:, columns] for name, columns in COLUMNS.items()} for scores in (told, wanted))
    return float(apart(*by_head))


@contextmanager
def watched(modules: dict[str, nn.Module], see: Callable[[str, Tensor], None], *, outputs: bool) -> Iterator[None]:
    """Show what goes into the modules, or comes out of them, to ``see``, as rows."""
    hooks = [
        module.register_forward_hook(
            lambda _, given, told, name=name: see(name, (told if outputs else given[0]).flatten(0, -2))
        )
        for name, module in modules.items()
    ]
    yield
    for hook in hooks:
        hook.remove()


def replace(model: nn.Module, name: str, by: nn.Module) -> None:
    """Put another module in the place of ``name``."""
    home, _, last = name.rpartition(".")
    setattr(model.get_submodule(home), last, by)
