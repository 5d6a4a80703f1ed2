"""Shipped weights back into the torch model, to train on from them."""

from __future__ import annotations

from pathlib import Path

import onnx
import torch
from onnx.numpy_helper import to_array
from torch import Tensor

from firsthand.encoder import COLUMNS, WIDTHS
from training.model import DEEP, DEEP_LAYERS, HIDDEN, LAYERS, MEANING_LAYERS, Reader

MATRICES = ("query", "key", "value", "mix", "inner", "outer")


def load_shipped(folder: Path, published: Path) -> Reader:
    """The model of ``folder``/reader.onnx (int8, one scale a channel), in its sizes.

    Matrices have lost their names in the file; they stand in the order in which the model uses them. Word vectors are
    those of the ``published`` weights: int8 has one scale for them all. The network that ranks pairs of mentions is not
    taken.
    """
    arrays = {i.name: to_array(i) for i in onnx.load(str(folder / "reader.onnx")).graph.initializer}
    whole = Reader()
    whole.load_published(published)
    state = whole.state_dict()
    for name, value in arrays.items():
        own = name.removeprefix("reader.")
        if own in state and not own.startswith("word."):
            state[own] = torch.from_numpy(value.copy())
    state["kind.weight"][0] = torch.from_numpy(next(v for n, v in arrays.items() if n.startswith("onnx::Add")).copy())
    for name in ("position", "shape"):
        scale, zero = (float(arrays[f"reader.{name}.weight_{part}"]) for part in ("scale", "zero_point"))
        state[f"{name}.weight"] = torch.from_numpy(
            (arrays[f"reader.{name}.weight_quantized"].astype("f4") - zero) * scale
        )
    matrices = [
        matrix(arrays, n.removesuffix("_quantized"))
        for n in arrays
        if n.startswith("onnx::") and n.endswith("_quantized")
    ]
    layers = [f"layers.{i}.{m}.weight" for i in range(LAYERS) for m in MATRICES]
    state.update(zip(layers, matrices, strict=False))
    wide = {value.shape[1]: value for value in matrices[len(layers) :]}
    state["vector.weight"] = wide[HIDDEN * len(MEANING_LAYERS)]
    for name in (name for name in WIDTHS if name not in DEEP and name != "vector"):
        state[f"heads.{name}.weight"] = wide[HIDDEN][COLUMNS[name]].clone()
        state[f"heads.{name}.bias"] = torch.from_numpy(arrays["heads.bias"].copy())[COLUMNS[name]]
    deep_heads(state, arrays, wide)
    return Reader.of(state)


def deep_heads(state: dict[str, Tensor], arrays: dict[str, object], wide: dict[int, Tensor]) -> None:
    """The heads with a hidden layer, out of the matrices that hold them side by side, by how much these take in."""
    biases = {name: torch.from_numpy(arrays[f"{name}.bias"].copy()) for name in ("hidden", "deep")}  # type: ignore[attr-defined]
    unit = column = 0
    for name, units in DEEP.items():
        inside, outside = slice(unit, unit + units), slice(column, column + WIDTHS[name])
        state[f"heads.{name}.hidden.weight"] = wide[HIDDEN * len(DEEP_LAYERS)][inside].clone()
        state[f"heads.{name}.hidden.bias"] = biases["hidden"][inside].clone()
        state[f"heads.{name}.out.weight"] = wide[sum(DEEP.values())][outside, inside].clone()
        state[f"heads.{name}.out.bias"] = biases["deep"][outside].clone()
        unit, column = inside.stop, outside.stop


def matrix(arrays: dict[str, object], name: str) -> Tensor:
    """A matrix (out, in) out of its int8 form (in, out)."""
    whole = torch.from_numpy(arrays[f"{name}_quantized"].astype("f4"))  # type: ignore[attr-defined]
    scale = torch.from_numpy(arrays[f"{name}_scale"].copy())  # type: ignore[attr-defined]
    return (whole * scale).T.contiguous()
