"""Shipped weights back into the torch model, to train on from them."""

from __future__ import annotations

from pathlib import Path

import onnx
import torch
from onnx.numpy_helper import to_array
from torch import Tensor

from firsthand.encoder import COLUMNS, WIDTHS
from training.model import DEEP, Reader


def load_shipped(folder: Path) -> Reader:
    """The model of ``folder``/reader.onnx, in its sizes, its int8 numbers as floats.

    The network that ranks pairs of mentions is not taken. Features of the states are where training/int8.py moved them.
    """
    graph = onnx.load(str(folder / "reader.onnx")).graph
    arrays = {one.name: torch.from_numpy(to_array(one).copy()) for one in graph.initializer}
    whole = {name: wide(arrays, name) for name in arrays if name.endswith((".weight", ".bias"))}
    state = Reader().state_dict()
    state |= {own: value for name, value in whole.items() if (own := name.removeprefix("reader.")) in state}
    state["kind.weight"][0] = next(value for name, value in arrays.items() if name.startswith("onnx::Add"))
    for name in (name for name in WIDTHS if name not in DEEP and name != "vector"):
        for part in ("weight", "bias"):
            state[f"heads.{name}.{part}"] = whole[f"heads.{part}"][COLUMNS[name]].clone()
    deep_heads(state, whole)
    return Reader.of(state)


def wide(arrays: dict[str, Tensor], name: str) -> Tensor:
    """An array as floats: a matrix (out, in) out of its int8 form (in, out), a table out of its rows of int8."""
    value = arrays[name]
    if value.dtype != torch.int8:
        return value
    scale = arrays[name.removesuffix("weight") + "scale"]
    return value.float() * scale if scale.dim() > 1 else (value.float() * scale).T.contiguous()


def deep_heads(state: dict[str, Tensor], whole: dict[str, Tensor]) -> None:
    """The heads with a hidden layer, out of the matrices that hold them side by side."""
    unit = column = 0
    for name, units in DEEP.items():
        inside, outside = slice(unit, unit + units), slice(column, column + WIDTHS[name])
        state[f"heads.{name}.hidden.weight"] = whole["hidden.weight"][inside].clone()
        state[f"heads.{name}.hidden.bias"] = whole["hidden.bias"][inside].clone()
        state[f"heads.{name}.out.weight"] = whole["deep.weight"][outside, inside].clone()
        state[f"heads.{name}.out.bias"] = whole["deep.bias"][outside].clone()
        unit, column = inside.stop, outside.stop
