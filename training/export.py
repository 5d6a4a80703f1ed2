"""Weights to what is shipped: ``python -m training.export MODEL.pt --tokenizer FILE --out firsthand/weights``.

ONNX at an opset that onnxruntime 1.20 runs, as training/int8.py says.
"""

from __future__ import annotations

import argparse
import copy
import json
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor, nn

from firsthand.encoder import WIDTHS
from training.distil import ready, texts
from training.int8 import centred, rounded
from training.model import DEEP, DEEP_LAYERS, HIDDEN, LAYERS, MEANING_LAYERS, Reader

OPSET = 17
SAMPLE = Path(__file__).parent.parent / "examples" / "story"
"""Texts by which the ranges of numbers are measured."""


class Flat(nn.Module):
    """Reader at the words' first pieces: (blocks, words, all columns).

    The linear heads are one matrix; so are the hidden layers of the others, and what is made of them.
    """

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader
        linear = [reader.heads[name] for name in WIDTHS if name not in DEEP and name != "vector"]
        deep = [reader.heads[name] for name in DEEP]
        self.heads = nn.Linear(HIDDEN, sum(head.out_features for head in linear))
        self.hidden = nn.Linear(HIDDEN * len(DEEP_LAYERS), sum(DEEP.values()))
        self.deep = nn.Linear(sum(DEEP.values()), sum(WIDTHS[name] for name in DEEP))
        with torch.no_grad():
            self.heads.weight.copy_(torch.cat([head.weight for head in linear]))
            self.heads.bias.copy_(torch.cat([head.bias for head in linear]))
            self.hidden.weight.copy_(torch.cat([head.hidden.weight for head in deep]))
            self.hidden.bias.copy_(torch.cat([head.hidden.bias for head in deep]))
            self.deep.weight.copy_(torch.block_diag(*(head.out.weight for head in deep)))
            self.deep.bias.copy_(torch.cat([head.out.bias for head in deep]))

    def forward(self, pieces: Tensor, shapes: Tensor, first: Tensor) -> Tensor:
        *states, last = self.reader.states(pieces, shapes, None, first)
        at = {layer: states[layer].flatten(0, 1)[first] for layer in MEANING_LAYERS[:-1]} | {LAYERS: last}
        meaning = self.reader.vector(torch.cat([at[layer] for layer in MEANING_LAYERS], 2))
        hidden = nn.functional.gelu(self.hidden(torch.cat([at[layer] for layer in DEEP_LAYERS], 2)))
        return torch.cat([self.heads(at[LAYERS]), self.deep(hidden), meaning], 2)


def export(reader: Reader, tokenizer: Path, out: Path, quantize: bool = True) -> None:
    """Write reader.onnx, ranking.npz and tokenizer.json into ``out``.

    Unless floats are to stay, ``reader`` is centred: it says the same, and its states are those of the file.
    """
    out.mkdir(parents=True, exist_ok=True)
    if quantize:
        sample = ready(list(texts([SAMPLE])), Tokenizer.from_file(str(tokenizer)), 1)
        centred(reader.eval(), sample)
    flat = Flat(copy.deepcopy(reader)).eval()
    if quantize:
        rounded(flat, sample)
    pieces = torch.ones((2, 7), dtype=torch.long)
    axes = {name: {0: "block", 1: "piece"} for name in ("pieces", "shapes")}
    axes |= {name: {0: "block", 1: "word"} for name in ("first", "scores")}
    torch.onnx.export(
        flat, (pieces, pieces, pieces[:, :4]), str(out / "reader.onnx"),
        input_names=["pieces", "shapes", "first"], output_names=["scores"],
        dynamic_axes=axes, opset_version=OPSET, custom_opsets={"com.microsoft": 1}, dynamo=False,
    )  # fmt: skip
    chains = reader.chains
    np.savez_compressed(
        out / "ranking.npz", later=chains.later.weight.detach(), earlier=chains.earlier.weight.detach(),
        pair=chains.pair.weight.detach(), bias=chains.pair.bias.detach(), out=chains.out.weight.detach()[0],
        out_bias=chains.out.bias.detach(),
    )  # fmt: skip
    slim = json.loads(tokenizer.read_text("utf-8"))
    slim["padding"] = slim["truncation"] = None
    (out / "tokenizer.json").write_text(json.dumps(slim, ensure_ascii=False, separators=(",", ":")), "utf-8")


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("state", type=Path)
    parser.add_argument("--tokenizer", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument(
        "--float", action="store_true", help="leave the weights as they are, to measure what int8 loses"
    )
    given = parser.parse_args()
    export(Reader.of(torch.load(given.state, weights_only=True)), given.tokenizer, given.out, not given.float)


if __name__ == "__main__":
    main()
