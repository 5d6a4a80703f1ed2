"""Weights to what is shipped: ``python -m training.export MODEL.pt --tokenizer FILE --out firsthand/weights``.

ONNX at an opset that onnxruntime 1.20 runs; matrices and the word vectors as int8, one scale a channel, activations
quantised at run time.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from training.model import Reader

OPSET = 17


class Flat(nn.Module):
    """Reader with its heads as a tuple, in the order of WIDTHS."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader

    def forward(self, pieces: Tensor, shapes: Tensor, mask: Tensor) -> tuple[Tensor, ...]:
        out = self.reader(pieces, shapes, mask)
        return tuple(out[name] for name in Reader.WIDTHS)


def export(state: Path, tokenizer: Path, out: Path, quantize: bool = True) -> None:
    """Write reader.onnx and tokenizer.json into ``out``."""
    reader = Reader()
    reader.load_state_dict(torch.load(state, weights_only=True))
    reader.eval()
    out.mkdir(parents=True, exist_ok=True)
    sample = torch.ones((2, 7), dtype=torch.long)
    axes = {0: "block", 1: "piece"}
    names = ["pieces", "shapes", "mask"]
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "float.onnx" if quantize else out / "reader.onnx"
        torch.onnx.export(
            Flat(reader), (sample, sample, sample), str(whole), input_names=names, output_names=list(Reader.WIDTHS),
            dynamic_axes=dict.fromkeys([*names, *Reader.WIDTHS], axes), opset_version=OPSET, dynamo=False,
        )  # fmt: skip
        if quantize:
            quantize_dynamic(
                str(whole), str(out / "reader.onnx"), weight_type=QuantType.QInt8, per_channel=True,
                op_types_to_quantize=["MatMul", "Gemm", "Gather"],
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
