"""What every benchmark of the reader prints and writes: the data, the setting, our figures and published ones beside.

It knows no measure and no data set. A published figure says how it was taken; where that differs from ours, it says so.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import platform
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

import onnxruntime

from firsthand.encoder import WEIGHTS, Encoder, Reading

AT_ONCE = 64


@dataclass(frozen=True, slots=True)
class Published:
    """Figures of somebody else, by the names that ours have, and how they were taken."""

    name: str
    figures: Mapping[str, float]
    protocol: str


@dataclass(frozen=True, slots=True)
class Result:
    """One run of one benchmark. ``shown`` names the figures that the table of the documents shows, in order."""

    capability: str
    data: str
    size: str
    protocol: str
    figures: Mapping[str, float]
    shown: Sequence[str]
    published: Sequence[Published] = field(default=())


def parser(about: str | None, data: str) -> argparse.ArgumentParser:
    """The options that all benchmarks of the reader have; ``data`` says what --data is."""
    made = argparse.ArgumentParser(description=about, formatter_class=argparse.RawDescriptionHelpFormatter)
    made.add_argument("--data", type=Path, required=True, help=data)
    made.add_argument("--weights", type=Path, default=WEIGHTS, help="a folder with reader.onnx (default: the shipped)")
    made.add_argument("--json", type=Path, help="write the figures to this file")
    return made


def short(path: Path) -> str:
    """The last two parts of a path: enough to know a set by.

    >>> short(Path("somewhere/politics/dev.txt"))
    'politics/dev.txt'
    """
    return "/".join(path.resolve().parts[-2:])


def run(encoder: Encoder, sentences: Sequence[Sequence[str]]) -> list[Reading]:
    """A Reading a sentence (given as its words), a few at a time."""
    readings: list[Reading] = []
    for at in range(0, len(sentences), AT_ONCE):
        readings += encoder.read_words(sentences[at : at + AT_ONCE])
    return readings


def setting(weights: Path) -> dict[str, str]:
    """What the figures depend on beside the data: the runtime, the machine, the weights (hash, cut short)."""
    return {
        "onnxruntime": onnxruntime.__version__,
        "machine": platform.machine(),
        "python": platform.python_version(),
        "weights": hashlib.sha256((weights / "reader.onnx").read_bytes()).hexdigest()[:12],
    }


def tell(result: Result, given: argparse.Namespace) -> None:
    """Print a result; write it to ``given.json`` if that is asked for."""
    where = setting(given.weights)
    print(f"{result.capability}: {result.data}, {result.size}")
    print(result.protocol)
    print(", ".join(f"{name} {value}" for name, value in where.items()))
    width = max(map(len, result.figures), default=0) + 2
    for name, figure in result.figures.items():
        print(f"  {name:<{width}}{figure:.3f}")
    for other in result.published:
        listed = ", ".join(f"{name} {figure:.3f}" for name, figure in other.figures.items())
        print(f"  published: {other.name}: {listed} ({other.protocol})")
    if given.json:
        figures = {name: round(value, 4) for name, value in result.figures.items()}
        row = {**asdict(result), "figures": figures, "setting": where}
        given.json.write_text(json.dumps(row, indent=1) + "\n", "utf-8")
