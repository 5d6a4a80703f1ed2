"""Weights to what is shipped: ``python -m training.export MODEL.pt --tokenizer FILE --out firsthand/weights``.

ONNX at an opset that onnxruntime 1.20 runs; matrices and the word vectors as int8, one scale a channel, activations
quantised at run time.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from firsthand.encoder import WIDTHS
from training.model import DEEP, DEEP_LAYERS, HIDDEN, LAYERS, MEANING_LAYERS, Reader

OPSET = 17


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

    def forward(self, pieces: Tensor, shapes: Tensor, mask: Tensor, first: Tensor) -> Tensor:
        places = first[..., None].expand(-1, -1, HIDDEN)
        *states, last = self.reader.states(pieces, shapes, mask, places)
        at = {layer: states[layer].gather(1, places) for layer in MEANING_LAYERS[:-1]} | {LAYERS: last}
        meaning = self.reader.vector(torch.cat([at[layer] for layer in MEANING_LAYERS], 2))
        hidden = nn.functional.gelu(self.hidden(torch.cat([at[layer] for layer in DEEP_LAYERS], 2)))
        return torch.cat([self.heads(at[LAYERS]), self.deep(hidden), meaning], 2)


def export(state: Path, tokenizer: Path, out: Path, quantize: bool = True) -> None:
    """Write reader.onnx, ranking.npz and tokenizer.json into ``out``."""
    reader = Reader.of(torch.load(state, weights_only=True)).eval()
    out.mkdir(parents=True, exist_ok=True)
    sample = torch.ones((2, 7), dtype=torch.long)
    axes = {name: {0: "block", 1: "piece"} for name in ("pieces", "shapes", "mask")}
    axes |= {name: {0: "block", 1: "word"} for name in ("first", "scores")}
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "float.onnx" if quantize else out / "reader.onnx"
        torch.onnx.export(
            Flat(reader), (sample, sample, sample, sample[:, :4]), str(whole),
            input_names=["pieces", "shapes", "mask", "first"], output_names=["scores"],
            dynamic_axes=axes, opset_version=OPSET, dynamo=False,
        )  # fmt: skip
        if quantize:
            quantize_dynamic(
                str(whole), str(out / "reader.onnx"), weight_type=QuantType.QInt8, per_channel=True,
                op_types_to_quantize=["MatMul", "Gemm", "Gather"],
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
    export(given.state, given.tokenizer, given.out, not given.float)


if __name__ == "__main__":
    main()
