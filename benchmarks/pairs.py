"""How two sentences stand to each other, on the public sets of pairs.

    python -m benchmarks.pairs --data FILE [--part held|all]

FILE is one of, told apart by its form and name:
- ClaimDiff (.json: a list under "data", or the list itself). Relation 1 of a "strength" file means that claim b
  strengthens claim a, 0 that it does not; of a "weak" file that claim b weakens claim a, or not. We take "weakens",
  and "does not strengthen", for contradicts, and the other label for the rest: more than two thirds of the pairs
  strengthen, most of them without entailing anything.
- FeverSymmetric (.jsonl with "claim", "label" and the evidence, which is the first sentence): SUPPORTS is same or
  entails, REFUTES is contradicts.
- BreakingNLI (.zip or .jsonl with "gold_label"): entailment is same or entails, neutral is unrelated.
- RTE (.tsv with GLUE's columns): entailment is same or entails, not_entailment is contradicts or unrelated.

The answer is the label whose relations have the highest summed probability, of the labels that occur in the part. The
measure is accuracy, as published for all four, beside the accuracy of always giving the commonest label of the part;
and macro-F1 over the labels. Where the commonest label has 85 % or more (BreakingNLI, ClaimDiff's "weak" file) nothing
can be 15 points above it.

Three sets come partly as one file, most of which the weights were trained on: by default their held-out fifth alone is
scored. What is held out is a group of pairs that share sentences, not a pair: a topic of ClaimDiff, a claim of FEVER
with what was made from it, a premise of BreakingNLI. Any other file is scored whole.
"""

from __future__ import annotations

import csv
import hashlib
import json
import re
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.measures import macro_f1
from benchmarks.report import Published, Result, parser, short, tell
from firsthand.encoder import RELATIONS, Encoder

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Relate = Callable[[Sequence[tuple[str, str]]], NDArray[np.float32]]

HELD_OUT_OF = 5
PARTLY_TRAINED = frozenset(
    {
        "ClaimDiff-strength-train.json",
        "ClaimDiff-weak-train.json",
        "fever_symmetric_dev.jsonl",
        "breaking_nli_dataset.zip",
        "dataset.jsonl",
    }
)
"""Files of which all but the held-out fifth are training data."""
LABELS: dict[str, dict[str, tuple[str, ...]]] = {
    "ClaimDiff-S": {"strengthens": ("same", "entails", "unrelated"), "does not": ("contradicts",)},
    "ClaimDiff-W": {"weakens": ("contradicts",), "does not": ("same", "entails", "unrelated")},
    "FeverSymmetric": {"SUPPORTS": ("same", "entails"), "REFUTES": ("contradicts",), "NOT ENOUGH INFO": ("unrelated",)},
    "BreakingNLI": {
        "entailment": ("same", "entails"),
        "contradiction": ("contradicts",),
        "neutral": ("unrelated",),
    },
    "RTE": {"entailment": ("same", "entails"), "not_entailment": ("contradicts", "unrelated")},
}
"""Set -> label -> the relations that it covers."""
PUBLISHED = {
    "FeverSymmetric": (
        Published("BERT trained on FEVER", {"accuracy": 0.575}, "version 0.1, the 717 generated pairs"),
        Published("the same, re-weighted", {"accuracy": 0.616}, "version 0.1, the 717 generated pairs"),
    ),
}
"""From the README of the set's repository."""
AT_ONCE = 256
MADE = re.compile(r"(?<=\d)000000\d$")
"""What the id of a pair that was made from another ends in."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two sentences, the set's label, and what the pair is held out with."""

    first: str
    second: str
    label: str
    group: str


def held(group: str) -> bool:
    """Whether the pairs of a group are held out: one group in five, by a hash of its name."""
    return int(hashlib.sha256(group.encode()).hexdigest(), 16) % HELD_OUT_OF == 0


def load(path: Path) -> tuple[str, list[Pair]]:
    """The name of the set and its labelled pairs. Raises SystemExit where the file is of no form that is known."""
    rows: list[dict[str, Any]]
    if path.suffix == ".tsv":
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
        name = "RTE"
    elif path.suffix == ".json":
        read = json.loads(path.read_text("utf-8"))
        rows = read["data"] if isinstance(read, dict) else read
        name = "ClaimDiff-W" if "weak" in path.name.lower() else "ClaimDiff-S"
    else:
        rows = [json.loads(line) for line in lines(path) if line.strip()]
        name = "FeverSymmetric" if rows and "claim" in rows[0] else "BreakingNLI"
    try:
        pairs = [pair(row, name) for row in rows]
    except KeyError as error:
        raise SystemExit(f"{path}: read as {name}, but a row has no {error}") from error
    return name, [pair for pair in pairs if pair.label in LABELS[name]]


def lines(path: Path) -> Iterator[str]:
    """The lines of a file, or of the first file of JSON lines in an archive."""
    if path.suffix != ".zip":
        yield from path.read_text("utf-8").splitlines()
        return
    with zipfile.ZipFile(path) as packed:
        name = next(n for n in packed.namelist() if n.endswith(".jsonl") and not n.startswith("__MACOSX"))
        yield from packed.read(name).decode("utf-8").splitlines()


def pair(row: Mapping[str, Any], name: str) -> Pair:
    """A row of a set as a pair.

    >>> pair({"sentence1": "It rains.", "sentence2": "It is wet.", "gold_label": "entailment"}, "BreakingNLI")
    Pair(first='It rains.', second='It is wet.', label='entailment', group='It rains.')
    """
    if name == "RTE":
        label = {"0": "entailment", "1": "not_entailment"}.get(row["label"], row["label"])
        return Pair(row["sentence1"], row["sentence2"], label, str(row.get("index", "")))
    if name == "FeverSymmetric":
        evidence = row["evidence"] if "evidence" in row else row["evidence_sentence"]
        return Pair(evidence, row["claim"], row["label"], MADE.sub("", str(row.get("id", ""))))
    if name == "BreakingNLI":
        return Pair(row["sentence1"], row["sentence2"], row["gold_label"], row["sentence1"])
    label = ("does not", "strengthens" if name == "ClaimDiff-S" else "weakens")[int(row["relation"])]
    return Pair(row["claim_a"], row["claim_b"], label, row["topic"])


def answers(name: str, pairs: Sequence[Pair], relate: Relate) -> list[str]:
    """The label told for every pair, one of the labels that occur."""
    given = {pair.label for pair in pairs}
    labels = [label for label in LABELS[name] if label in given]
    columns = [[RELATIONS.index(relation) for relation in LABELS[name][label]] for label in labels]
    told: list[str] = []
    for at in range(0, len(pairs), AT_ONCE):
        for row in relate([(pair.first, pair.second) for pair in pairs[at : at + AT_ONCE]]):
            told.append(labels[max(range(len(labels)), key=lambda i: float(row[columns[i]].sum()))])
    return told


def figures(gold: Sequence[str], told: Sequence[str]) -> dict[str, float]:
    """Accuracy, that of the commonest label, their difference, macro-F1 and the F1 of every label.

    >>> figures(["a", "a", "b", "a"], ["a", "a", "b", "b"])["above the commonest label"]
    0.0
    """
    right = sum(g == t for g, t in zip(gold, told, strict=True)) / max(len(gold), 1)
    common = max(Counter(gold).values(), default=0) / max(len(gold), 1)
    found = {"accuracy": right, "accuracy of the commonest label": common, "above the commonest label": right - common}
    found["macro-F1"] = macro_f1(gold, told) if gold else 0.0
    for label in sorted(set(gold)):
        hits = sum(g == t == label for g, t in zip(gold, told, strict=True))
        found[f"F1 {label}"] = 2 * hits / (gold.count(label) + told.count(label))
    return found


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the figures for the file named on the command line."""
    options = parser(__doc__, "a file of pairs in the set's own form")
    options.add_argument("--part", choices=("held", "all"), help="default: held where the rest was trained on")
    given = options.parse_args(arguments)
    name, pairs = load(given.data)
    part = given.part or ("held" if given.data.name in PARTLY_TRAINED else "all")
    if part == "held":
        pairs = [pair for pair in pairs if held(pair.group)]
    found = figures([pair.label for pair in pairs], answers(name, pairs, Encoder(given.weights).relate))
    which = "held-out fifth" if part == "held" else "whole"
    shown = ("accuracy", "accuracy of the commonest label", "macro-F1")
    protocol = "accuracy over pairs; the answer is the label whose relations are likeliest together"
    size = f"{len(pairs)} pairs ({which})"
    tell(Result(f"pairs: {name}", short(given.data), size, protocol, found, shown, PUBLISHED.get(name, ())), given)


if __name__ == "__main__":
    main()
