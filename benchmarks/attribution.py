"""Attribution against PolNeAR: ``python -m benchmarks.attribution --data PATH``.

PATH is a file of JSON lines (``tokens``, ``labels`` in BIO: source, cue, content; CofeNet's form) or a folder in
PolNeAR's own form (text/*.txt with attributions/*.ann). The measure is exact span micro-F1 by role, sentence by
sentence, the protocol of CofeNet (COLING 2022); for a folder, sentences are sentencex's and words are Firsthand's,
which differ from CoreNLP's in the published figures. For a folder the links are scored too: a triple is right if
source, cue and content are all exact, over the pairs that stand in one sentence. It knows nothing of who a source is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from benchmarks import report
from benchmarks.measures import score
from benchmarks.report import Published, Result, parser, short, tell
from firsthand.encoder import ATTRIBUTION_TAGS, ROLES, Encoder, Reading, decode
from training.data import NONE, Example, cofenet, polnear

PUBLISHED = tuple(
    Published(
        name,
        {"source F1": source, "cue F1": cue, "content F1": content},
        "PolNeAR test, exact span micro-F1, sentence by sentence (CofeNet, COLING 2022)",
    )
    for name, source, cue, content in (
        ("BERT-Cofe", 0.832, 0.753, 0.729),
        ("BERT", 0.811, 0.740, 0.689),
        ("best without a transformer", 0.733, 0.662, 0.636),
        ("CRF", 0.506, 0.534, 0.286),
    )
)
Spans = set[tuple[int, int, str]]


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the figures for the data named on the command line."""
    given = parser(__doc__, "JSON lines, or a folder with text/ and attributions/").parse_args(arguments)
    examples = read(given.data)
    readings = run(Encoder(given.weights), examples)
    scores = by_role(examples, readings)
    if any(example.links for example in examples):
        scores["triple"] = triples(examples, readings)
    found = {f"{role} F1": scores[role][2] for role in scores}
    for role, (precision, recall, _, _) in scores.items():
        found |= {f"{role} precision": precision, f"{role} recall": recall}
    gold = ", ".join(f"{number} {role}s" for role, (*_, number) in scores.items())
    shown = tuple(f"{role} F1" for role in scores)
    size = f"{len(examples)} sentences, {gold}"
    protocol = "exact span micro-F1, sentence by sentence (CofeNet)"
    tell(Result("attribution", short(given.data), size, protocol, found, shown, PUBLISHED), given)


def read(path: Path) -> list[Example]:
    """The sentences of a data path in either form. Raises SystemExit where it is neither."""
    if path.is_dir() and (path / "text").is_dir():
        return list(polnear(path, ("sentence",)))
    if path.is_file():
        return list(cofenet(path))
    raise SystemExit(f"{path}: neither a file of JSON lines nor a folder with text/ and attributions/")


def run(encoder: Encoder, examples: Sequence[Example]) -> list[Reading]:
    """A Reading an example."""
    return report.run(encoder, [example.words for example in examples])


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
