"""Attribution against PolNeAR: ``python -m benchmarks.attribution --data PATH``.

PATH is a file of JSON lines (``tokens``, ``labels`` in BIO: source, cue, content; CofeNet's form) or a folder in
PolNeAR's own form (text/*.txt with attributions/*.ann). The measure is exact span micro-F1 by role, sentence by
sentence, the protocol of CofeNet (COLING 2022); for a folder, sentences are sentencex's and words are Firsthand's,
which differ from
CoreNLP's in the published figures. For a folder the links are scored too: a triple is right if source, cue and content
are all exact, over the pairs that stand in one sentence. It knows nothing of who a source is.
"""

from __future__ import annotations

import argparse
import platform
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

import onnxruntime

from benchmarks.measures import score
from firsthand.encoder import ATTRIBUTION_TAGS, ROLES, Encoder, Reading, decode
from training.data import NONE, Example, cofenet, polnear

PUBLISHED = {"BERT-Cofe": (83.2, 75.3, 72.9), "BERT": (81.1, 74.0, 68.9), "CRF": (50.6, 53.4, 28.6)}
"""Source, cue, content F1 on PolNeAR test as published with CofeNet."""
AT_ONCE = 64

Spans = set[tuple[int, int, str]]


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the figures for the data named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--data", type=Path, required=True, help="JSON lines, or a folder with text/ and attributions/")
    parser.add_argument(
        "--weights", type=Path, help="a folder with reader.onnx and tokenizer.json (default: the shipped)"
    )
    given = parser.parse_args(arguments)
    examples = read(given.data)
    readings = run(Encoder(given.weights) if given.weights else Encoder(), examples)
    print(f"{given.data}: {len(examples)} sentences; onnxruntime {onnxruntime.__version__}, {platform.machine()}")
    print(f"{'role':<10}{'P':>8}{'R':>8}{'F1':>8}{'gold':>8}")
    for role, (precision, recall, f1, gold) in by_role(examples, readings).items():
        print(f"{role:<10}{precision:8.3f}{recall:8.3f}{f1:8.3f}{gold:8d}")
    if any(example.links for example in examples):
        precision, recall, f1, gold = triples(examples, readings)
        print(f"{'triple':<10}{precision:8.3f}{recall:8.3f}{f1:8.3f}{gold:8d}")
    for name, figures in PUBLISHED.items():
        print(f"published, on test: {name:<12} source {figures[0]} / cue {figures[1]} / content {figures[2]}")


def read(path: Path) -> list[Example]:
    """The sentences of a data path in either form. Raises SystemExit where it is neither."""
    if path.is_dir() and (path / "text").is_dir():
        return list(polnear(path, ("sentence",)))
    if path.is_file():
        return list(cofenet(path))
    raise SystemExit(f"{path}: neither a file of JSON lines nor a folder with text/ and attributions/")


def run(encoder: Encoder, examples: Sequence[Example]) -> list[Reading]:
    """A Reading an example."""
    readings: list[Reading] = []
    for at in range(0, len(examples), AT_ONCE):
        readings += encoder.read_words([example.words for example in examples[at : at + AT_ONCE]])
    return readings


def gold_spans(tags: Iterable[int]) -> Spans:
    """Spans (first word, end word, role) of BIOES tag ids."""
    found: Spans = set()
    start = 0
    for i, tag in enumerate(tags):
        position, _, role = ATTRIBUTION_TAGS[tag].partition("-")
        if position in ("B", "S"):
            start = i
        if position in ("E", "S"):
            found.add((start, i + 1, role))
    return found


def predicted_spans(reading: Reading) -> Spans:
    """Spans (first word, end word, role) that the encoder reads."""
    return {(first, end, role) for first, end, role, _ in decode(reading.attribution, ROLES)}


def by_role(examples: Sequence[Example], readings: Sequence[Reading]) -> dict[str, tuple[float, float, float, int]]:
    """Precision, recall, F1 and number of gold spans for every role."""
    right: Counter[str] = Counter()
    told: Counter[str] = Counter()
    gold: Counter[str] = Counter()
    for example, reading in zip(examples, readings, strict=True):
        truth, guess = gold_spans(example.tags), predicted_spans(reading)
        right.update(role for _, _, role in truth & guess)
        told.update(role for _, _, role in guess)
        gold.update(role for _, _, role in truth)
    return {role: score(right[role], told[role], gold[role]) for role in ROLES}


def triples(examples: Sequence[Example], readings: Sequence[Reading]) -> tuple[float, float, float, int]:
    """Precision, recall, F1 and number of gold source-cue-content triples within a sentence."""
    right = told = gold = 0
    for example, reading in zip(examples, readings, strict=True):
        truth = joined(gold_spans(example.tags), dict(example.links))
        none = len(reading.spans)
        guess_spans = predicted_spans(reading)
        cues = [(first, end) for first, end, role in guess_spans if role == "cue"]
        links = {}
        for first, _, role in guess_spans:
            if role != "cue" and cues:
                cue = max(cues, key=lambda c: max(float(reading.links[first, j]) for j in range(*c)))
                best = max(float(reading.links[first, j]) for j in range(*cue))
                links[first] = cue[0] if best >= float(reading.links[first, none]) else NONE
        guess = joined(guess_spans, links)
        right, told, gold = right + len(truth & guess), told + len(guess), gold + len(truth)
    return score(right, told, gold)


def joined(spans: Spans, links: dict[int, int]) -> set[tuple[object, ...]]:
    """All (source, cue, content) triples of spans whose first words link to one cue's first word."""
    cues = {first: (first, end) for first, end, role in spans if role == "cue"}
    at: dict[str, dict[int, list[tuple[int, int]]]] = {"source": {}, "content": {}}
    for first, end, role in spans:
        if role != "cue" and links.get(first, NONE) in cues:
            at[role].setdefault(links[first], []).append((first, end))
    return {
        (source, cues[cue], content)
        for cue in cues
        for source in at["source"].get(cue, [])
        for content in at["content"].get(cue, [])
    }


if __name__ == "__main__":
    main()
