"""How far the encoder's probabilities can be believed: expected calibration error, a head at a time.

    python -m benchmarks.calibration --head attribution|names|times|events --data PATH

PATH is what benchmarks.attribution, benchmarks.names or, for times and events, benchmarks.times takes, and what is held
out there is scored. A prediction is a span with the mean probability of its tags (attribution, names, times), or a word
that is told to be an event with the probability of its class (events). It is right if span and label are exact. The
error is the mean distance of probability and share right over ten bins of equal width, weighted by their predictions
(Guo et al. 2017); what the encoder fails to tell has no part in it. The shipped calibration was fitted to development
data; "ECE, crossed" fits it anew to every second sentence and measures on the others, both ways. Precision, recall
and F1 of the same predictions stand beside; for times they are the encoder's own, before any rule.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from benchmarks import attribution, names
from benchmarks.measures import calibration_error, score
from benchmarks.report import Result, parser, run, short, tell
from benchmarks.times import PARAGRAPH, Document, Gold, documents, read_timeml
from firsthand.encoder import EVENT_CLASSES, ROLES, TIME_KINDS, Encoder, Reading, decode, words
from firsthand.encoder.calibration import bent, calibrated, odds

STEPS, STRIDE = 60, 0.5

Spans = set[tuple[int, int, str]]


def fit(sure: Sequence[float], right: Sequence[bool]) -> tuple[float, float]:
    """Slope and shift of the logistic line through (log odds, right), by Newton's method.

    >>> slope, shift = fit([0.9, 0.9, 0.9, 0.9, 0.1, 0.1], [True, True, True, False, False, True])
    >>> 0 < slope < 1
    True
    """
    slope, shift = 1.0, 0.0
    xs = [odds(p) for p in sure]
    for _ in range(STEPS):
        told = [1 / (1 + math.exp(-(slope * x + shift))) for x in xs]
        left = [t - r for t, r in zip(told, right, strict=True)]
        spread = [t * (1 - t) for t in told]
        first, second = sum(d * x for d, x in zip(left, xs, strict=True)), sum(left)
        aa = sum(s * x * x for s, x in zip(spread, xs, strict=True)) + 1e-6
        ab, bb = sum(s * x for s, x in zip(spread, xs, strict=True)), sum(spread) + 1e-6
        det = aa * bb - ab * ab
        slope -= min(max((bb * first - ab * second) / det, -STRIDE), STRIDE)
        shift -= min(max((aa * second - ab * first) / det, -STRIDE), STRIDE)
    return slope, shift


@dataclass(slots=True)
class Told:
    """Predictions with their probabilities, whether each is right, and how many there were to tell."""

    head: str = ""
    sure: list[float] = field(default_factory=list)
    raw: list[float] = field(default_factory=list)
    right: list[bool] = field(default_factory=list)
    half: list[bool] = field(default_factory=list)
    gold: int = 0
    sentences: int = 0

    def add(self, predicted: Sequence[tuple[int, int, str, float]], gold: Spans) -> None:
        """One sentence's predictions and its key."""
        for first, end, label, sure in predicted:
            self.raw.append(sure)
            self.sure.append(calibrated(self.head, sure))
            self.right.append((first, end, label) in gold)
            self.half.append(self.sentences % 2 == 0)
        self.gold += len(gold)
        self.sentences += 1

    def figures(self) -> dict[str, float]:
        """The calibration error and what it says the difference between."""
        count = max(len(self.sure), 1)
        precision, recall, f1, _ = score(sum(self.right), len(self.sure), self.gold)
        error, mean = calibration_error(self.sure, self.right), sum(self.sure) / count
        found = {"ECE": error, "ECE, crossed": self.crossed(), "mean probability": mean}
        return found | {"precision": precision, "recall": recall, "F1": f1}

    def crossed(self) -> float:
        """The calibration error of each half's predictions by the line that is fitted to the other half's."""
        sure = list(self.raw)
        for half in (True, False):
            seen = [i for i, which in enumerate(self.half) if which != half]
            if 0 < len(seen) < len(sure):
                line = fit([self.raw[i] for i in seen], [self.right[i] for i in seen])
                for i, which in enumerate(self.half):
                    sure[i] = bent(line, self.raw[i]) if which == half else sure[i]
        return calibration_error(sure, self.right)


def of_attribution(path: Path, encoder: Encoder) -> Told:
    """Source, cue and content spans."""
    told, examples = Told("attribution"), attribution.read(path)
    for example, reading in zip(examples, attribution.run(encoder, examples), strict=True):
        told.add(decode(reading.attribution, ROLES), attribution.gold_spans(example.tags))
    return told


def of_names(path: Path, encoder: Encoder) -> Told:
    """Names under the labels of the file's set."""
    told, sentences = Told("names"), names.load(path)
    _, labels = names.inventory(label for _, spans in sentences for *_, label in spans)
    predicted = names.predict(run(encoder, [words for words, _ in sentences]), labels)
    for (_, gold), spans in zip(sentences, predicted, strict=True):
        told.add(spans, gold)
    return told


def of_times(path: Path, encoder: Encoder) -> Told:
    """Time expressions with their types, before any rule."""
    told = Told("times")
    for document, offsets, reading in paragraphs(path, encoder):
        told.add(decode(reading.heads["times"], TIME_KINDS), spans(offsets, document.gold))
    return told


def of_events(path: Path, encoder: Encoder) -> Told:
    """Words that are told to be events, with their classes."""
    told = Told("events")
    for document, offsets, reading in paragraphs(path, encoder):
        gold = {(i, i + 1, label) for first, end, label in spans(offsets, document.events) for i in range(first, end)}
        sure = np.exp(reading.heads["events"])
        best = [(i, int(row.argmax())) for i, row in enumerate(sure)]
        told.add([(i, i + 1, EVENT_CLASSES[label], float(sure[i, label])) for i, label in best if label], gold)
    return told


HEADS = {"attribution": of_attribution, "names": of_names, "times": of_times, "events": of_events}


def paragraphs(path: Path, encoder: Encoder) -> Iterator[tuple[Document, list[tuple[int, int]], Reading]]:
    """Every paragraph of the documents that are scored: its document, the offsets of its words, its reading."""
    for file in documents(path, None):
        document = read_timeml(file.read_text("utf-8"), file.name)
        if document is None:
            continue
        cut = [
            [(match.start() + s, match.start() + e) for s, e in words(match.group())]
            for match in PARAGRAPH.finditer(document.text)
        ]
        readings = run(encoder, [[document.text[s:e] for s, e in offsets] for offsets in cut])
        yield from ((document, offsets, reading) for offsets, reading in zip(cut, readings, strict=True))


def spans(offsets: Sequence[tuple[int, int]], marks: Sequence[Gold]) -> Spans:
    """Marks of a text as spans of words; those without a word among ``offsets`` are left out.

    >>> spans([(0, 2), (3, 7)], [Gold(3, 7, "DATE", ""), Gold(9, 12, "DATE", "")])
    {(1, 2, 'DATE')}
    """
    found = set()
    for mark in marks:
        inside = [i for i, (start, end) in enumerate(offsets) if start < mark.end and end > mark.start]
        if inside:
            found.add((inside[0], inside[-1] + 1, mark.type))
    return found


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the figures for the head and the data named on the command line."""
    options = parser(__doc__, "what the benchmark of the head takes")
    options.add_argument("--head", choices=tuple(HEADS), required=True)
    given = options.parse_args(arguments)
    told = HEADS[given.head](given.data, Encoder(given.weights))
    size = f"{len(told.sure)} predictions, {told.gold} in the key"
    protocol = "ten bins of equal width; a prediction is right if exact"
    shown = ("ECE", "mean probability", "precision")
    tell(Result(f"calibration: {given.head}", short(given.data), size, protocol, told.figures(), shown), given)


if __name__ == "__main__":
    main()
